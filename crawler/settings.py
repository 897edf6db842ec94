"""Scrapy's settings. Everything that is not Scrapy's default says why; own settings begin with ONRECORD_."""

from __future__ import annotations

from typing import Any

BOT_NAME = "onrecord"
SPIDER_MODULES = ["crawler.spiders"]

# Who asks: sites can tell us from a browser and write rules for us. An operator adds a way to reach him.
USER_AGENT = "Onrecord/0.1 (watches news for public statements; obeys robots.txt)"
ROBOTSTXT_USER_AGENT = "Onrecord"
ROBOTSTXT_OBEY = True
ONRECORD_ROBOTS_MAX_AGE = 3600  # seconds; Scrapy would keep a robots.txt for as long as the service runs

# The service runs in one loop with the scheduler; Playwright needs this reactor too.
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"

# What an answer may cost. The defaults are 1 GiB, 180 s, 20 redirects and any depth.
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024  # bytes, also while inflating
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = 30  # seconds
DNS_TIMEOUT = 10
# Seconds that reading an answer may take: most take milliseconds, the largest a second or two. What takes
# longer was made to: its task ends, and no other waits for it (see crawler/reading/threads.py).
ONRECORD_READING_SECONDS = 20.0
# What asking one mirror for one account may take in all: pages, long texts, posts that are gone. With the
# DOWNLOAD_TIMEOUT of its last question it must end within the lease in crawler/turns.py.
ONRECORD_TALK_QUESTIONS = 60
ONRECORD_TALK_SECONDS = 600.0
REDIRECT_MAX_TIMES = 5
DEPTH_LIMIT = 3
METAREFRESH_ENABLED = False  # a page that reloads itself is not followed anywhere
URLLENGTH_LIMIT = (
    0  # the middleware would drop a task in silence; the readers refuse long addresses themselves
)

# By default Scrapy accepts any certificate, and every scheme has a handler.
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_HANDLERS: dict[str, str | None] = {"data": None, "file": None, "ftp": None, "s3": None}
# A proxy would connect in our stead, past the connection guard.
HTTPPROXY_ENABLED = False
COOKIES_ENABLED = False  # nothing is logged in to; visits cannot be joined
REFERRER_POLICY = "no-referrer"
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# Politeness, per host and port; hosts of the user's own network (allow_private) are asked without a delay.
# AutoThrottle stays off: it begins with 5 s and follows latency, which for one small feed a minute only makes
# alerts late. The growing pause after failures is in crawler/polling.py.
DOWNLOAD_DELAY = 1.0  # seconds
CONCURRENT_REQUESTS_PER_DOMAIN = 2
CONCURRENT_REQUESTS = 32
CONCURRENT_ITEMS = 4  # each answer starts that many tasks: 100 cost 1 ms a poll
AUTOTHROTTLE_ENABLED = False
ONRECORD_IN_FLIGHT = 32  # tasks handed out and not yet ended, per spider
# Seconds, for the recheck spider, which asks the same hosts beside the news spider and has more time.
ONRECORD_RECHECK_DELAY = 5.0

# The next poll is the retry of a poll, the record's claim that of an article.
RETRY_ENABLED = False
# Every answer reaches the spider, whatever its status: it ends as exactly one Poll.
HTTPERROR_ALLOW_ALL = True

DOWNLOADER_MIDDLEWARES: dict[str, Any] = {
    "crawler.middlewares.PrivateNetworks": 90,
    "crawler.middlewares.OwnHeaders": 91,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.middlewares.FreshRobots": 100,
    "crawler.middlewares.ConditionalGet": 540,
    "crawler.browser.rendering.Rendering": 541,
    "scrapy_poet.InjectionMiddleware": 543,
}
REQUEST_FINGERPRINTER_CLASS = "scrapy_poet.ScrapyPoetRequestFingerprinter"

TWISTED_DNS_RESOLVER = "crawler.guard.NamingResolver"
EXTENSIONS: dict[str, int] = {
    "crawler.extensions.ConnectionGuard": 0,
    "crawler.extensions.SourceHealth": 10,
    # Named as text, so that the crawler knows nothing of what comes after it; without a record or a watchlist
    # it says NotConfigured, and the service switches it off.
    "scheduler.StagesOnClose": 500,
}

# The Chromium that renders pages of Sources with `browser: true`; empty: none does. It is found and set, with
# all of Playwright's settings, by crawler.browser.with_browser, and only where such a Source is crawled.
ONRECORD_CHROMIUM = ""
ONRECORD_BROWSER_SECONDS = 120  # after which the service kills a crawl that renders, and its Chromium

# Where Sources are read from, beside the bundled sources/; empty: the bundled ones only.
ONRECORD_SOURCES = ""
# The record of a crawl without the service; empty: nothing is recorded.
RECORD_URL = ""

FEED_EXPORT_ENCODING = "utf-8"
FEED_EXPORTERS = {"jsonl": "crawler.exporters.UtcJsonLines", "jsonlines": "crawler.exporters.UtcJsonLines"}
LOG_LEVEL = "INFO"
