"""News sites: polls feeds, sitemaps and list pages, and fetches the articles that they list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.articles import ArticleSpider, Fetched, Refused
from crawler.browser import noted
from crawler.hints import read_hints, wait_after
from crawler.middlewares import SOURCE, VALIDATORS
from crawler.outcomes import NotModified, judge_failure
from crawler.poller import Poller, answer_of, reading_failed, seconds_of
from crawler.reading.answers import Answer, judge
from crawler.reading.feeds import MOST, read_feed
from crawler.reading.listpages import read_list
from crawler.reading.sitemaps import read_sitemap
from crawler.reading.threads import read_apart
from crawler.tasks import PollTask, Task
from record.errors import Blocked, LoginWall, UnreadableFeed
from record.types import Entry, Hints, Listed, Outcome, Poll, Source

HINTS = "onrecord_hints"  # request.meta: the Hints that the Source gave when it was last read
READERS: dict[str, Callable[[Answer, Source, datetime], tuple[Entry, ...]]] = {
    "feed": read_feed,
    "sitemap": read_sitemap,
    "list": read_list,
}

_EXPECTED = (UnreadableFeed, LoginWall, Blocked)


class NewsSpider(ArticleSpider, Poller):
    """`scrapy crawl news -a source=ID -O out.jsonl`"""

    name = "news"
    kind = "news"

    def request_for(self, task: Task) -> Request:
        return self.article_request(task) if isinstance(task, Listed) else super().request_for(task)

    async def article_ended(self, task: Listed, found: Fetched | Refused) -> None:
        if isinstance(found, Fetched):
            await self.agenda.fetched(task, found.article, found.capture)
        else:
            await self.agenda.failed(task, found.words, found.permanent)

    def poll_request(self, task: PollTask) -> Request:
        meta = {SOURCE: task.source, VALIDATORS: task.validators, HINTS: task.remembered.hints}
        # Whether an entry is new is asked of the record: the dupefilter would silence the second poll.
        return Request(
            task.source.url,
            callback=self.parse_poll,
            errback=self.poll_failed,
            cb_kwargs={"source": task.source},
            meta=meta,
            dont_filter=True,
        )

    async def parse_poll(self, response: Response, source: Source) -> None:
        await self.end_poll(noted(await self._read_poll(response, source), response.meta))

    async def poll_failed(self, failure: Failure) -> None:
        meta, error = failure.request.meta, failure.value  # type: ignore[attr-defined]
        outcome, reason = judge_failure(error)
        poll = Poll(meta[SOURCE], self.clock.now(), outcome, reason, seconds=seconds_of(meta))
        if isinstance(error, NotModified):
            answer = answer_of(error.response)
            wait = wait_after(answer, meta[HINTS], poll.source.schedule, poll.at)
            poll = replace(poll, status=answer.status, wait=wait)
        await self.end_poll(noted(poll, meta))

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
        now = self.clock.now()
        outcome, reason, entries = read_entries(answer, source, now)
        hints = read_hints(answer.body) if outcome is Outcome.OK else None
        return Poll(
            source,
            now,
            outcome,
            reason,
            answer.status,
            seconds_of(meta),
            entries=entries,
            validators=answer.validators if outcome is Outcome.OK else None,
            hints=hints,
            wait=wait_after(answer, hints or meta.get(HINTS, Hints()), source.schedule, now),
        )


def read_entries(answer: Answer, source: Source, now: datetime) -> tuple[Outcome, str, tuple[Entry, ...]]:
    """How the poll ends, why, and what is listed."""
    verdict = judge(answer)
    if verdict:
        return *verdict, ()
    try:
        found = READERS[source.format](answer, source, now)
    except _EXPECTED as error:
        return *judge_failure(error), ()
    if len(found) > MOST:
        return Outcome.OK, f"more than {MOST:,} are listed: only the first are taken", found[:MOST]
    return (Outcome.OK, "", found) if found else (Outcome.EMPTY, "nothing is listed", ())
