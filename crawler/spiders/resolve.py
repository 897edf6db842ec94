"""Asks what Inquiries want to know: whose account an address names; see crawler/resolving."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any, Self
from urllib.parse import urlsplit

import scrapy
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.conversation import Ask
from crawler.middlewares import SOURCE
from crawler.outcomes import judge_failure
from crawler.poller import answer_of
from crawler.resolving import Inquiry
from record.types import Profile, Schedule, Source

_INQUIRY = "onrecord_inquiry"


class ResolveSpider(scrapy.Spider):
    """`scrapy crawl resolve -a address=https://bsky.app/profile/name.bsky.social -O out.jsonl`"""

    name = "resolve"
    inquiries: Sequence[Inquiry]
    base: str
    allow_private: tuple[str, ...]

    @classmethod
    def from_crawler(
        cls,
        crawler: Crawler,
        *args: Any,
        address: str | None = None,
        inquiries: Sequence[Inquiry] = (),
        base: str = "",
        allow_private: Sequence[str] = (),
        **kwargs: Any,
    ) -> Self:
        """`base`: who is asked instead of each host, in tests and by those who put a proxy before them."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        if not address and not inquiries:
            raise SystemExit("name an account: scrapy crawl resolve -a address=https://bsky.app/profile/NAME")
        spider.inquiries = inquiries or [Inquiry(address or "")]
        spider.base = base
        spider.allow_private = tuple(allow_private)
        return spider

    async def start(self) -> AsyncIterator[Request | Profile]:
        for inquiry in self.inquiries:
            for each in self._next(inquiry):
                yield each

    async def parse_answer(self, response: Response) -> AsyncIterator[Request | Profile]:
        inquiry = response.meta[_INQUIRY]
        try:
            inquiry.answered(answer_of(response))
        except Exception as error:
            # A fault of ours in one answer ends this address only.
            self.logger.exception("reading %s failed", response.url)
            inquiry.broken_off(f"reading {response.url} failed: {type(error).__name__}")
        for each in self._next(inquiry):
            yield each

    async def ask_failed(self, failure: Failure) -> AsyncIterator[Request | Profile]:
        inquiry = failure.request.meta[_INQUIRY]  # type: ignore[attr-defined]
        inquiry.failed(judge_failure(failure.value))
        for each in self._next(inquiry):
            yield each

    def _next(self, inquiry: Inquiry) -> Iterator[Request | Profile]:
        """What came of it, or the next question."""
        if inquiry.resolution:
            yield inquiry.resolution.profile
        elif inquiry.asking is None:
            self.logger.warning("%s: %s", inquiry.written, inquiry.failure)
        else:
            yield self._request(inquiry, inquiry.asking)

    def _request(self, inquiry: Inquiry, ask: Ask) -> Request:
        url = _at(self.base, ask.url)
        source = Source("", "posts", "", url, "", "", Schedule(), allow_private=self.allow_private)
        # Weibo is asked only by those who say so, and then as its opt-in mirror asks it.
        meta = {SOURCE: source, _INQUIRY: inquiry, "dont_obey_robotstxt": inquiry.asks_weibo}
        headers = dict(ask.headers)
        callback, errback = self.parse_answer, self.ask_failed
        return Request(url, callback=callback, errback=errback, headers=headers, meta=meta, dont_filter=True)


def _at(base: str, url: str) -> str:
    return base.rstrip("/") + urlsplit(url)._replace(scheme="", netloc="").geturl() if base else url
