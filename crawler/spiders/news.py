"""News sites: polls feeds, sitemaps and list pages, and fetches the articles that they list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from scrapy import Request

from crawler.agenda import Task
from crawler.articles import ArticleSpider, Fetched, Refused
from crawler.poller import Found, Poller
from crawler.reading.answers import Answer
from crawler.reading.feeds import read_feed
from crawler.reading.listpages import read_list
from crawler.reading.sitemaps import read_sitemap
from record.types import Entry, Listed, Source

READERS: dict[str, Callable[[Answer, Source, datetime], tuple[Entry, ...]]] = {
    "feed": read_feed,
    "sitemap": read_sitemap,
    "list": read_list,
}


class NewsSpider(ArticleSpider, Poller):
    """`scrapy crawl news -a source=ID -O out.jsonl`"""

    name = "news"
    kind = "news"

    def read(self, answer: Answer, source: Source) -> Found:
        return READERS[source.format](answer, source, self.clock.now())

    def request_for(self, task: Task) -> Request:
        return self.article_request(task) if isinstance(task, Listed) else super().request_for(task)

    async def article_ended(self, task: Listed, found: Fetched | Refused) -> None:
        if isinstance(found, Fetched):
            await self.agenda.fetched(task, found.article)
        else:
            await self.agenda.failed(task, found.words, found.permanent)
