"""One page, fetched and read as the crawler would: guard, robots.txt, redirects, the site's own reader."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from scrapy.settings import Settings

from crawler.browser import with_browser
from crawler.process import run_spiders
from crawler.tasks import Task
from record.errors import OnrecordError
from record.evidence import Capture
from record.sites import same_site
from record.types import Article, Entry, Listed, Poll, Schedule, Source, Visitor

SECONDS = 60.0  # for all of it
IN_TIME = "unreachable: no answer in time"


class NotFetched(OnrecordError):
    """There is no article to be had at an address; the text says why, and the way out."""


class OnePage:
    """An agenda of one Document, which no record knows."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.article: Article | None = None
        self.reason = IN_TIME

    def source(self, id: str) -> Source | None:
        return self._source if id == self._source.id else None

    async def tasks(self) -> AsyncIterator[Task]:
        yield Listed(0, self._source.id, self._source.url, "", Entry(self._source.url))

    async def polled(self, poll: Poll, visitor: Visitor | None = None) -> None:
        """Nothing is polled."""

    async def fetched(self, listed: Listed, article: Article, capture: Capture | None = None) -> None:  # noqa: ARG002 (there is only one)
        self.article = article

    async def failed(self, listed: Listed, reason: str, permanent: bool) -> None:  # noqa: ARG002
        self.reason = reason


def fetch_article(
    url: str, known: Iterable[Source], allow_private: tuple[str, ...], settings: Settings
) -> Article:
    """The Article there. Raises NotFetched; once in a process (see run_spiders)."""
    source = source_for(url, known, allow_private)
    agenda = OnePage(source)
    if source.browser:
        with_browser(settings)
    run_spiders([("news", {"agenda": agenda})], settings, SECONDS)
    if agenda.article is None:
        raise NotFetched(f"{url}: {agenda.reason}; {_way_out(agenda.reason)}")
    return agenda.article


def source_for(url: str, known: Iterable[Source], allow_private: tuple[str, ...] = ()) -> Source:
    """As whose article the page is read: a Source of its site's, or nobody's in particular."""
    of_site = [source for source in known if source.spider == "news" and same_site(source.url, url)]
    at_home = [source for source in of_site if urlsplit(source.url).netloc == urlsplit(url).netloc]
    anybody = Source(url, "news", "list", url, "", "", Schedule())
    best = (*at_home, *of_site, anybody)[0]
    # A private network that the user's file permits is permitted at the host that it names only.
    permitted = best.allow_private if best in at_home else ()
    return replace(best, url=url, format="list", allow_private=(*permitted, *allow_private))


def _way_out(reason: str) -> str:
    if "private address" in reason:
        return "a network of your own is permitted by --allow-private CIDR"
    return "a page that you save from your browser can be given as a file"
