"""What both spiders do: work through an Agenda, and end every task in exactly one way.

The spiders own no parsing: how an answer is read is said by the Source's format.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Literal

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.extensions import poll_ended
from crawler.hints import max_age
from crawler.reading.answers import Answer
from crawler.reading.decoding import clean
from crawler.standalone import agenda_of
from crawler.tasks import Agenda, PollTask, Task
from crawler.workers import AgendaSpider
from record.clock import Clock
from record.retryafter import http_date, retry_after
from record.types import Outcome, Poll, Validators, Visitor


class Poller(AgendaSpider):
    """Polls the Sources of its Agenda."""

    kind: ClassVar[Literal["news", "posts"]]
    agenda: Agenda

    @classmethod
    def own_agenda(cls, wanted: str | None, crawler: Crawler, clock: Clock) -> Agenda:
        return agenda_of(wanted, cls.kind, crawler, clock)

    def request_for(self, task: Task) -> Request:
        """Raises ValueError for an address that is none."""
        if isinstance(task, PollTask):
            return self.poll_request(task)
        raise ValueError(f"the spider {self.name} fetches no articles")

    def poll_request(self, task: PollTask) -> Request:
        """The first request of a poll; whatever comes of it calls `end_poll` once."""
        raise NotImplementedError

    async def end_unasked(self, task: Task, reason: str) -> None:
        if isinstance(task, PollTask):
            await self.end_poll(Poll(task.source, self.clock.now(), Outcome.ERROR, reason))
        else:
            await self.agenda.failed(task, reason, permanent=True)

    async def end_poll(self, poll: Poll, visitor: Visitor | None = None) -> None:
        """The task is done."""
        self.crawler.signals.send_catch_log(poll_ended, poll=poll)
        await self.agenda.polled(poll, visitor)


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


def seconds_of(meta: dict[str, Any]) -> float:
    """How long the answer took, without its time in the queue."""
    return float(meta.get("download_latency") or 0.0)
