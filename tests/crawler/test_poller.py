"""Every task of a spider ends in exactly one way, whatever is raised on the way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.utils.test import get_crawler
from scrapy_poet.injection import DynamicDeps
from twisted.python.failure import Failure
from web_poet import HttpResponse

from crawler.outcomes import NotModified
from crawler.pages.article import ArticlePage
from crawler.poller import Poller, answer_of
from crawler.reading.feeds import MOST
from crawler.spiders.news import READERS, NewsSpider
from crawler.tasks import PollTask, Task
from crawler.unrecorded import Unrecorded
from record.evidence import Capture
from record.types import (
    Article,
    Entry,
    Hints,
    Listed,
    Outcome,
    Poll,
    Remembered,
    Schedule,
    Source,
    Validators,
    Visitor,
    Wait,
)
from tests.crawler import pages

SOURCE = Source("a", "news", "feed", "https://h/a", "site:a", "A", Schedule(every=60))
SETTINGS = {"ONRECORD_READING_SECONDS": 20.0}
TIMELY = {"ONRECORD_READING_SECONDS": 0.01}
LATE = "reading it takes longer than 0.01 s"
LISTED = Listed(1, "a", "https://h/1", "token", Entry("https://h/1"))


class Noted(Unrecorded):
    """An agenda that keeps how its tasks ended."""

    def __init__(self, source: Source) -> None:
        super().__init__([source])
        self.ready: list[Task] = []
        self.polls: list[Poll] = []
        self.visitors: list[Visitor | None] = []
        self.failures: list[tuple[str, bool]] = []

    async def tasks(self) -> AsyncIterator[Task]:
        for task in self.ready:
            yield task

    async def polled(self, poll: Poll, visitor: Visitor | None = None) -> None:
        self.polls.append(poll)
        self.visitors.append(visitor)

    async def fetched(self, listed: Listed, article: Article, capture: Capture | None = None) -> None:
        raise AssertionError("nothing here can be read")

    async def failed(self, listed: Listed, reason: str, permanent: bool) -> None:
        self.failures.append((reason, permanent))


def answered(body: bytes) -> Response:
    return Response("https://h/a", body=body, request=Request("https://h/a"))


def spider(kind: type[Poller], agenda: Noted, settings: Mapping[str, Any] = SETTINGS) -> Any:
    return kind.from_crawler(get_crawler(kind, dict(settings)), agenda=agenda)


async def drain(items: AsyncIterator[object]) -> None:
    async for _ in items:
        pass


def poll_of(
    kind: type[Poller], source: Source, response: Response, settings: Mapping[str, Any] = SETTINGS
) -> Poll:
    agenda = Noted(source)
    asyncio.run(spider(kind, agenda, settings).parse_poll(response, source))
    (poll,) = agenda.polls
    return poll


def test_an_exception_that_nobody_expected_ends_the_poll() -> None:
    poll = poll_of(NewsSpider, replace(SOURCE, format="no-such-format"), answered(b"{}"))
    assert (poll.outcome, poll.reason, poll.status) == (Outcome.ERROR, "reading failed: KeyError", 200)


def test_an_exception_that_nobody_expected_ends_the_fetch() -> None:
    agenda = Noted(SOURCE)
    fetched = spider(NewsSpider, agenda).parse_article(answered(b"<html></html>"), LISTED, DynamicDeps())
    asyncio.run(drain(fetched))
    assert agenda.failures == [("parse-error: reading failed: ValueError", True)]


def test_a_page_object_that_breaks_ends_its_own_task_and_not_the_spider(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(path: str) -> object:
        raise SyntaxError(path)

    async def run() -> None:
        async for _ in spider(NewsSpider, agenda).start():
            raise AssertionError("nothing can be asked for")

    monkeypatch.setattr("crawler.articles.load_object", broken)
    agenda = Noted(replace(SOURCE, page="pages:Broken"))
    agenda.ready.append(LISTED)
    asyncio.run(run())
    assert agenda.failures == [("it cannot be asked for: pages:Broken", True)]


def test_a_poll_whose_reading_takes_too_long_ends_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    released = Event()
    monkeypatch.setitem(READERS, "feed", lambda *_: released.wait())
    poll = poll_of(NewsSpider, SOURCE, answered(b"<rss/>"), TIMELY)
    released.set()
    assert (poll.outcome, poll.reason, poll.status) == (Outcome.PARSE_ERROR, LATE, 200)


def test_an_article_whose_reading_takes_too_long_ends_its_own_task(monkeypatch: pytest.MonkeyPatch) -> None:
    released = Event()
    monkeypatch.setattr(ArticlePage, "read", lambda *_: released.wait())
    found = DynamicDeps({ArticlePage: ArticlePage(HttpResponse(LISTED.url, body=b"<p>"))})
    agenda = Noted(SOURCE)
    asyncio.run(drain(spider(NewsSpider, agenda, TIMELY).parse_article(answered(b"<p>"), LISTED, found)))
    released.set()
    assert agenda.failures == [(f"parse-error: {LATE}", True)]


def test_of_a_feed_without_end_the_first_entries_are_taken_and_the_reason_says_so() -> None:
    body = pages.rss([("t", f"/{number}", "") for number in range(MOST + 500)])
    poll = poll_of(NewsSpider, SOURCE, answered(body))
    assert (poll.outcome, len(poll.entries)) == (Outcome.OK, MOST)
    assert poll.reason == "more than 2,000 are listed: only the first are taken"


def ended_unmodified(agenda: Noted, hints: Hints, headers: dict[str, str]) -> Poll:
    poller = spider(NewsSpider, agenda)
    request = poller.request_for(PollTask(SOURCE, Validators('"1"'), Remembered(hints=hints)))
    not_modified = NotModified(Response("https://h/a", status=304, headers=headers))
    failure = Failure(not_modified)  # type: ignore[no-untyped-call]  # Twisted's
    failure.request = request  # type: ignore[attr-defined]  # as Scrapy does
    asyncio.run(poller.poll_failed(failure))
    (poll,) = agenda.polls
    return poll


@pytest.mark.parametrize(
    ("hints", "headers", "wait"),
    [
        (Hints(), {}, None),
        (Hints(ttl=120.0), {}, Wait(114.0, "ttl")),
        (Hints(ttl=90.0), {"Cache-Control": "max-age=110"}, Wait(104.0, "max-age")),
    ],
)
def test_with_a_304_the_hints_of_the_feed_still_hold(
    hints: Hints, headers: dict[str, str], wait: Wait | None
) -> None:
    poll = ended_unmodified(Noted(SOURCE), hints, headers)
    assert (poll.outcome, poll.status, poll.hints, poll.wait) == (Outcome.NOT_MODIFIED, 304, None, wait)


def test_the_hints_of_a_feed_come_with_its_poll() -> None:
    body = pages.channel("<ttl>2</ttl><item><title>a</title><link>/a</link></item>").encode()
    poll = poll_of(NewsSpider, SOURCE, answered(body))
    assert (poll.hints, poll.wait) == (Hints(ttl=120.0), Wait(114.0, "ttl"))
    assert poll_of(NewsSpider, SOURCE, answered(b"")).hints is None


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        (b"120", 120.0),
        (b"Mon, 23 Nov 2026 00:02:00 GMT", 120.0),
        (b"9" * 5_000, 86_400.0),
        (b"Mon, 1 Jan 99999999999999 00:00:00 GMT", None),
        (b"Mon, 23 Nov 2026 00:02:00 +9999999999999", None),
        (b"\xb2", None),
        (b"soon", None),
    ],
)
def test_a_wait_that_cannot_be_read_is_none(written: bytes, seconds: float | None) -> None:
    headers = {"Retry-After": written, "Date": b"Mon, 23 Nov 2026 00:00:00 GMT"}
    assert answer_of(Response("https://h/a", status=429, headers=headers)).retry_after == seconds


def test_validators_hold_nothing_that_a_record_refuses() -> None:
    validators = answer_of(Response("https://h/a", headers={"ETag": b'"a\x00\x1bb"'})).validators
    assert validators is not None
    assert validators.etag == '"ab"'
