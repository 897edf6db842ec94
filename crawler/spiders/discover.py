"""Asks what a Survey wants to know of one site; see crawler/discover.py for what it asks and why."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any, Self

import scrapy
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.discover import Candidate, Probe, Survey
from crawler.middlewares import SOURCE
from crawler.poller import answer_of
from record.clock import Clock
from record.types import Schedule, Source

_PROBE = "onrecord_probe"


class DiscoverSpider(scrapy.Spider):
    """`scrapy crawl discover -a address=courier.example -O out.jsonl`"""

    name = "discover"
    survey: Survey
    allow_private: tuple[str, ...]

    @classmethod
    def from_crawler(
        cls,
        crawler: Crawler,
        *args: Any,
        address: str | None = None,
        survey: Survey | None = None,
        allow_private: Sequence[str] = (),
        **kwargs: Any,
    ) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        if not address and survey is None:
            raise SystemExit("name a domain: scrapy crawl discover -a address=courier.example")
        spider.survey = survey or Survey(address or "", Clock().now())
        spider.allow_private = tuple(allow_private)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        for request in self._wave():
            yield request

    async def parse_probe(self, response: Response, probe: Probe) -> AsyncIterator[Request | Candidate]:
        before = len(self.survey.candidates)
        try:
            self.survey.answered(probe, answer_of(response))
        except Exception as error:
            # What nobody expected ends this address only.
            self.logger.exception("reading %s failed", probe.url)
            self.survey.failed(probe, error)
        for candidate in self.survey.candidates[before:]:
            yield candidate
        for request in self._wave():
            yield request

    async def probe_failed(self, failure: Failure) -> AsyncIterator[Request]:
        self.survey.failed(failure.request.meta[_PROBE], failure.value)  # type: ignore[attr-defined]
        for request in self._wave():
            yield request

    def _wave(self) -> Iterator[Request]:
        return (self._request(probe) for probe in self.survey.next())

    def _request(self, probe: Probe) -> Request:
        # Private networks are permitted at the address that the user has named, and nowhere else.
        source = Source(
            "", "news", "feed", self.survey.home_url, "", "", Schedule(), allow_private=self.allow_private
        )
        # A robots.txt that forbids everything does not forbid itself.
        meta = {SOURCE: source, _PROBE: probe, "dont_obey_robotstxt": probe.kind == "robots"}
        return Request(
            probe.url,
            callback=self.parse_probe,
            errback=self.probe_failed,
            cb_kwargs={"probe": probe},
            meta=meta,
            dont_filter=True,
        )
