"""What both spiders do: work through an Agenda, and end every task in exactly one way.

The spiders own no parsing: how an answer is read is said by `read` and by the Source.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar, Literal

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.agenda import Agenda, PollTask, Task
from crawler.browser import noted
from crawler.extensions import poll_ended
from crawler.hints import max_age, read_hints, wait_after
from crawler.middlewares import SOURCE, VALIDATORS
from crawler.reading.answers import Answer, NotModified, judge, judge_failure
from crawler.reading.decoding import clean
from crawler.reading.feeds import MOST
from crawler.reading.threads import read_apart
from crawler.standalone import agenda_of
from crawler.workers import AgendaSpider
from record.clock import Clock
from record.errors import Blocked, LoginWall, UnreadableFeed
from record.retryafter import http_date, retry_after
from record.types import Entry, Hints, Outcome, Poll, Post, Source, Validators

Found = tuple[Entry, ...] | tuple[Post, ...]
HINTS = "onrecord_hints"  # request.meta: the Hints that the Source gave when it was last read

_EXPECTED = (UnreadableFeed, LoginWall, Blocked)


class Poller(AgendaSpider):
    """Polls the Sources of its Agenda."""

    kind: ClassVar[Literal["news", "posts"]]
    agenda: Agenda

    @classmethod
    def own_agenda(cls, wanted: str | None, crawler: Crawler, clock: Clock) -> Agenda:
        return agenda_of(wanted, cls.kind, crawler, clock)

    def read(self, answer: Answer, source: Source) -> Found:
        """Entries or Posts of an answer. Raises UnreadableFeed, LoginWall or Blocked."""
        raise NotImplementedError

    def refusal(self, answer: Answer, source: Source) -> str | None:  # noqa: ARG002 (for those that override it)
        """Why the other side could not serve us, in its own words, where it says so."""
        return None

    def request_for(self, task: Task) -> Request:
        """Raises ValueError for an address that is none."""
        if isinstance(task, PollTask):
            return self._poll_request(task)
        raise ValueError(f"the spider {self.name} fetches no articles")

    async def end_unasked(self, task: Task, reason: str) -> None:
        if isinstance(task, PollTask):
            await self._end(Poll(task.source, self.clock.now(), Outcome.ERROR, reason))
        else:
            await self.agenda.failed(task, reason, permanent=True)

    def _poll_request(self, task: PollTask) -> Request:
        meta = {SOURCE: task.source, VALIDATORS: task.validators, HINTS: task.remembered.hints}
        kwargs = {"source": task.source}
        # Whether an entry is new is asked of the record: the dupefilter would silence the second poll.
        return Request(
            task.source.url,
            callback=self.parse_poll,
            errback=self.poll_failed,
            cb_kwargs=kwargs,
            meta=meta,
            dont_filter=True,
        )

    async def parse_poll(self, response: Response, source: Source) -> AsyncIterator[Post]:
        poll = noted(await self._read_poll(response, source), response.meta)
        await self._end(poll)
        for post in poll.posts:
            yield post

    async def poll_failed(self, failure: Failure) -> None:
        meta, error = failure.request.meta, failure.value  # type: ignore[attr-defined]
        outcome, reason = judge_failure(error)
        poll = Poll(meta[SOURCE], self.clock.now(), outcome, reason, seconds=_seconds(meta))
        if isinstance(error, NotModified):
            answer = answer_of(error.response)
            wait = wait_after(answer, meta[HINTS], poll.source.schedule, poll.at)
            poll = replace(poll, status=answer.status, wait=wait)
        await self._end(noted(poll, meta))

    async def _end(self, poll: Poll) -> None:
        self.crawler.signals.send_catch_log(poll_ended, poll=poll)
        await self.agenda.polled(poll)

    async def _read_poll(self, response: Response, source: Source) -> Poll:
        seconds = self.settings.getfloat("ONRECORD_READING_SECONDS")
        try:
            read = partial(self._poll_of, answer_of(response), source, response.meta)
            return await read_apart(read, UnreadableFeed, seconds)
        except UnreadableFeed as late:
            return Poll(source, self.clock.now(), *judge_failure(late), response.status)
        except Exception as error:
            # A fault of ours in one Source's data must not hold its task, nor the others.
            self.logger.exception("source %s: reading its answer failed", source.id)
            return Poll(source, self.clock.now(), Outcome.ERROR, reading_failed(error), response.status)

    def _poll_of(self, answer: Answer, source: Source, meta: dict[str, Any]) -> Poll:
        outcome, reason, found = self._outcome_of(answer, source)
        now = self.clock.now()
        hints = read_hints(answer.body) if outcome is Outcome.OK else None
        return Poll(
            source,
            now,
            outcome,
            reason,
            answer.status,
            _seconds(meta),
            entries=tuple(one for one in found if isinstance(one, Entry)),
            posts=tuple(one for one in found if isinstance(one, Post)),
            validators=answer.validators if outcome is Outcome.OK else None,
            hints=hints,
            wait=wait_after(answer, hints or meta.get(HINTS, Hints()), source.schedule, now),
        )

    def _outcome_of(self, answer: Answer, source: Source) -> tuple[Outcome, str, Found]:
        said = self.refusal(answer, source)
        if said:
            return Outcome.BLOCKED, said, ()
        verdict = judge(answer)
        if verdict:
            return *verdict, ()
        try:
            found = self.read(answer, source)
        except _EXPECTED as error:
            return *judge_failure(error), ()
        if len(found) > MOST:
            return Outcome.OK, f"more than {MOST:,} are listed: only the first are taken", found[:MOST]
        return (Outcome.OK, "", found) if found else (Outcome.EMPTY, "nothing is listed", ())


def reading_failed(error: Exception) -> str:
    """The reason where reading raised what nobody expected; the log has the rest."""
    return f"reading failed: {type(error).__name__}"


def answer_of(response: Response) -> Answer:
    """Scrapy's response as the readers take it."""
    header = _headers(response)
    etag, modified = header("ETag"), header("Last-Modified")
    return Answer(
        url=response.url,
        status=response.status,
        body=response.body,
        content_type=header("Content-Type"),
        retry_after=retry_after(header("Retry-After"), http_date(header("Date"))),
        max_age=max_age(header("Cache-Control"), header("Age")),
        validators=Validators(etag, modified) if etag or modified else None,
    )


def _headers(response: Response) -> Callable[[str], str | None]:
    def header(name: str) -> str | None:
        value = response.headers.get(name)
        return clean(value.decode("latin-1")) if value else None

    return header


def _seconds(meta: dict[str, Any]) -> float:
    return float(meta.get("download_latency") or 0.0)
