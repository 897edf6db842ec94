"""What every request passes: the private networks that it may use, robots.txt, the conditional GET."""

from __future__ import annotations

import logging
import time
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser

from crawler.guard import Pass
from crawler.reading.answers import NotModified
from record.types import Source, Validators

SOURCE = "onrecord_source"  # request.meta: the Source that asks
VALIDATORS = "onrecord_validators"  # request.meta: Validators of the last answer


class PrivateNetworks:
    """Gives a request its Source's pass while it stays at the Source's own host and port.

    A host that a Source may reach in a private network is the user's own: it is asked without a delay.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self.passes: dict[str, Pass] = {}  # by host:port, for robots.txt, which Scrapy asks for by itself

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        source = request.meta.get(SOURCE)
        netloc = urlsplit(request.url).netloc
        request.meta.pop("bindaddress", None)
        request.meta["download_slot"] = netloc
        if isinstance(source, Source) and source.allow_private and _at_home(request, source):
            self.passes[netloc] = request.meta["bindaddress"] = Pass(source.allow_private)
            self._hurry(netloc)
        elif netloc in self.passes and _asks_for_robots(request):
            request.meta["bindaddress"] = self.passes[netloc]

    def _hurry(self, netloc: str) -> None:
        if self._crawler.engine:
            slots = self._crawler.engine.downloader.per_slot_settings
            slots.setdefault(netloc, {"delay": 0.0, "concurrency": 8})


def _at_home(request: Request, source: Source) -> bool:
    there, here = urlsplit(request.url), urlsplit(source.url)
    return (there.scheme, there.netloc) == (here.scheme, here.netloc)


def _asks_for_robots(request: Request) -> bool:
    return request.callback is NO_CALLBACK and urlsplit(request.url).path == "/robots.txt"


class FreshRobots(RobotsTxtMiddleware):
    """Scrapy's, but a robots.txt (or the failure to get one) is asked for again after a while."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        logging.getLogger(RobotsTxtMiddleware.__module__).addFilter(_in_one_line)
        self._max_age = crawler.settings.getfloat("ONRECORD_ROBOTS_MAX_AGE")
        self._asked: dict[str, float] = {}  # host:port -> monotonic seconds

    async def robot_parser(self, request: Request) -> RobotParser | None:
        netloc, now = urlsplit(request.url).netloc, time.monotonic()
        if now - self._asked.setdefault(netloc, now) > self._max_age:
            self._asked[netloc] = now
            self._parsers.pop(netloc, None)
        return await super().robot_parser(request)


def _in_one_line(line: logging.LogRecord) -> bool:
    """A host that is down is told by the Poll; for its robots.txt a line without a traceback is enough."""
    line.exc_info = None
    return True


class ConditionalGet:
    """Asks with what the server gave us last time, and drops a 304 before anything is made of it.

    The request then ends in its errback, with NotModified. Whether what a validator vouches for is stored
    yet is the record's business. A 304 that nobody asked for goes on: it is judged as an error.
    """

    def process_request(self, request: Request) -> None:
        for name, value in _conditions(request).items():
            request.headers[name] = value.encode("latin-1")  # byte for byte as it came

    def process_response(self, request: Request, response: Response) -> Response:
        if response.status == 304 and _conditions(request):
            raise NotModified(response)
        return response


def _conditions(request: Request) -> dict[str, str]:
    validators = request.meta.get(VALIDATORS)
    if not isinstance(validators, Validators):
        return {}
    named = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in named.items() if value}
