"""What every request passes: the private networks that it may use, robots.txt, what it may tell whom."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from itertools import islice
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from twisted.internet.defer import Deferred

from crawler.guard import Pass
from crawler.outcomes import NotModified
from record.types import Source, Validators

SOURCE = "onrecord_source"  # request.meta: the Source that asks
VALIDATORS = "onrecord_validators"  # request.meta: Validators of the last answer
OWN_HEADERS = "onrecord_headers"  # request.meta: names of those that are meant for the host first asked only
LONGEST_ROBOTS = 512 * 1024  # bytes; RFC 9309 asks for no less, and the parser makes thirty times as much
MOST_ROBOTS = 1_000  # hosts whose rules are kept


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


class OwnHeaders:
    """What is meant for one host goes nowhere else: a cookie, a name, an address stay behind at a redirect.

    Scrapy itself keeps all headers but Cookie and Authorization, and a cookie for every port of the host.
    """

    def process_request(self, request: Request) -> None:
        first = urlsplit(request.meta.get("redirect_urls", [request.url])[0])
        now = urlsplit(request.url)
        if now.netloc == first.netloc and now.scheme in (first.scheme, "https"):
            return
        for name in request.meta.get(OWN_HEADERS, ()):
            request.headers.pop(name, None)


class FreshRobots(RobotsTxtMiddleware):
    """Scrapy's, but a robots.txt (or the failure to get one) is asked for again after a while.

    Of a long one only the beginning holds, and the hosts that were asked longest ago are forgotten.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        logging.getLogger(RobotsTxtMiddleware.__module__).addFilter(_in_one_line)
        self._max_age = crawler.settings.getfloat("ONRECORD_ROBOTS_MAX_AGE")
        self._asked: OrderedDict[str, float] = OrderedDict()  # host:port, last used last -> monotonic seconds

    async def robot_parser(self, request: Request) -> RobotParser | None:
        netloc, now = urlsplit(request.url).netloc, time.monotonic()
        if netloc not in self._asked:
            self._make_room()
        if now - self._asked.setdefault(netloc, now) > self._max_age:
            self._asked[netloc] = now
            self._parsers.pop(netloc, None)
        self._asked.move_to_end(netloc)
        return await super().robot_parser(request)

    def _make_room(self) -> None:
        """For one more host; none is forgotten whose answer is still on its way, for requests wait for it."""
        spare = len(self._asked) + 1 - MOST_ROBOTS
        known = (netloc for netloc in self._asked if not isinstance(self._parsers.get(netloc), Deferred))
        for netloc in list(islice(known, max(0, spare))):
            del self._asked[netloc]
            self._parsers.pop(netloc, None)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        short = response.replace(body=response.body[:LONGEST_ROBOTS])
        await super()._parse_robots(short, netloc, request)


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
