"""Posts of known accounts, through mirrors: each format is one module in crawler/mirrors."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

from scrapy import FormRequest, Request
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from twisted.python.failure import Failure

from crawler.breaker import rest_of
from crawler.conversation import Timeline, advance
from crawler.middlewares import OWN_HEADERS, SOURCE, VALIDATORS
from crawler.mirrors import FORMATS
from crawler.outcomes import NotModified, judge_failure
from crawler.poller import Poller, reading_failed
from crawler.reading.answers import Answer, Refused, Verdict
from crawler.reading.threads import read_apart
from crawler.talks import Talk, context_of, ended, learnt
from crawler.tasks import PollTask
from record.errors import Blocked, LoginWall, UnreadableFeed
from record.types import Outcome, Poll, Post, Visitor

TALK = "onrecord_talk"  # request.meta
LONGEST_SLICE = 1.0  # seconds of a rest, after which we look whether the crawl ends

_EXPECTED = (UnreadableFeed, LoginWall, Blocked, Refused, NotModified)


class PostsSpider(Poller):
    """`scrapy crawl posts -a source=MIRROR:SPEAKER -O out.jsonl`"""

    name = "posts"
    kind = "posts"

    def poll_request(self, task: PollTask) -> Request:
        module = FORMATS[task.source.format]
        conversation = module.poll(task.source, context_of(task, self.clock.now()))
        talk = Talk(task, module.MANNERS, conversation, next(conversation))
        request = _request(talk)
        return request.replace(callback=self.parse_answer, errback=self.ask_failed)

    async def parse_answer(self, response: Response) -> AsyncIterator[Post]:
        poll = await self._converse(response.meta[TALK], response)
        for post in poll.posts:
            yield post

    async def ask_failed(self, failure: Failure) -> AsyncIterator[Post]:
        """The conversation may have another question, and posts in the end."""
        talk = failure.request.meta[TALK]  # type: ignore[attr-defined]
        poll = await self._converse(talk, failure.value)
        for post in poll.posts:
            yield post

    async def _converse(self, talk: Talk, brought: Response | BaseException | None) -> Poll:
        """The rest of a conversation; its task is ended."""
        poll, visitor = await self._come_to_an_end(talk, brought)
        await self.end_poll(poll, visitor)
        return poll

    async def _come_to_an_end(
        self, talk: Talk, brought: Response | BaseException | None
    ) -> tuple[Poll, Visitor | None]:
        try:
            timeline = await self._talk_on(talk, brought)
            return learnt(talk, timeline, self.clock.now()), timeline.visitor
        except _EXPECTED as error:
            return ended(talk, judge_failure(error), self.clock.now()), None
        except Exception as error:
            # A fault of ours in one Source's data must not hold its task, nor the others.
            self.logger.exception("source %s: reading its answer failed", talk.task.source.id)
            return ended(talk, (Outcome.ERROR, reading_failed(error)), self.clock.now()), None

    async def _talk_on(self, talk: Talk, brought: Response | BaseException | None) -> Timeline:
        seconds = self.settings.getfloat("ONRECORD_READING_SECONDS")
        heard = talk.hear(brought, self.clock.now())
        while True:
            step = await read_apart(partial(advance, talk.conversation, heard), UnreadableFeed, seconds)
            if isinstance(step, Timeline):
                return step
            talk.ask(step)
            await self._rest(rest_of(talk.manners, talk.task.source))
            verdict = self._why_over(talk)
            heard = talk.close(verdict) if verdict else await self._hear_on(talk)

    async def _hear_on(self, talk: Talk) -> Answer | Refused:
        brought = await self._bring(talk)
        return talk.hear(brought, self.clock.now())

    def _why_over(self, talk: Talk) -> Verdict | None:
        """A conversation has its bounds, and ends with the crawl."""
        most = self.settings.getint("ONRECORD_TALK_QUESTIONS")
        seconds = self.settings.getfloat("ONRECORD_TALK_SECONDS")
        if talk.questions > most:
            return Outcome.ERROR, f"it takes more than {most} questions"
        if time.monotonic() - talk.began > seconds:
            return Outcome.ERROR, f"it takes longer than {seconds:g} s"
        return None if self._goes_on() else (Outcome.ERROR, "the crawl ended meanwhile")

    def _goes_on(self) -> bool:
        """Closing waits for what is under way: it must not wait for a whole conversation."""
        return bool(self.crawler.engine and self.crawler.engine.running)

    async def _rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while self._goes_on() and (left := until - time.monotonic()) > 0:
            await asyncio.sleep(min(left, LONGEST_SLICE))

    async def _bring(self, talk: Talk) -> Response | BaseException:
        try:
            if self.crawler.engine is None:
                return Refused((Outcome.ERROR, "the spider is not open"))
            return await self.crawler.engine.download_async(_request(talk))
        except Exception as error:  # noqa: BLE001 - the conversation is told, and decides
            return error


def _request(talk: Talk) -> Request:
    """Whether a post is new is asked of the record: the dupefilter would silence the second poll."""
    ask, task = talk.asked, talk.task
    meta: dict[str, Any] = {
        SOURCE: task.source,
        VALIDATORS: task.validators if ask.conditional else None,
        OWN_HEADERS: tuple(ask.headers),
        TALK: talk,
    }
    if not talk.manners.robots:
        meta["dont_obey_robotstxt"] = True
    common: dict[str, Any] = {"headers": dict(ask.headers), "meta": meta, "dont_filter": True}
    if ask.form is not None:
        return FormRequest(ask.url, formdata=dict(ask.form), callback=NO_CALLBACK, **common)
    return Request(ask.url, callback=NO_CALLBACK, **common)
