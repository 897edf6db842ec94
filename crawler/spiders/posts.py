"""Posts of known accounts, through mirrors: each format is one module in crawler/mirrors."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial

from scrapy import FormRequest, Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.agenda import PollTask
from crawler.hints import read_hints, wait_after
from crawler.middlewares import SOURCE, VALIDATORS
from crawler.mirrors import FORMATS
from crawler.mirrors.conversation import Ask, Context, Conversation, Timeline, advance
from crawler.poller import Poller, answer_of, reading_failed
from crawler.reading.answers import Answer, NotModified, Refused, Verdict, judge_failure
from crawler.reading.feeds import MOST
from crawler.reading.threads import read_apart
from record.errors import Blocked, LoginWall, UnreadableFeed
from record.types import Outcome, Poll, Post

TALK = "onrecord_talk"  # request.meta

_EXPECTED = (UnreadableFeed, LoginWall, Blocked, Refused)


@dataclass(slots=True)
class Talk:
    """One conversation that is under way."""

    task: PollTask
    conversation: Conversation
    first: Answer | None = None
    last: Answer | None = None


class PostsSpider(Poller):
    """`scrapy crawl posts -a source=MIRROR:SPEAKER -O out.jsonl`"""

    name = "posts"
    kind = "posts"

    def _poll_request(self, task: PollTask) -> Request:
        conversation = FORMATS[task.source.format].poll(task.source, self._context_of(task))
        talk = Talk(task, conversation)
        request = _request(next(conversation), task)
        request.meta[TALK] = talk
        return request.replace(callback=self.parse_answer, errback=self.ask_failed)

    def _context_of(self, task: PollTask) -> Context:
        remembered = task.remembered
        known = {post.key: post for post in remembered.known}
        visitor = task.turn.visitor if task.turn else None
        return Context(self.clock.now(), remembered.well_at, known, visitor)

    async def parse_answer(self, response: Response) -> AsyncIterator[Post]:
        poll = await self._converse(response.meta[TALK], answer_of(response))
        await self._end(poll)
        for post in poll.posts:
            yield post

    async def ask_failed(self, failure: Failure) -> None:
        talk, error = failure.request.meta[TALK], failure.value  # type: ignore[attr-defined]
        if isinstance(error, NotModified):
            talk.first = talk.last = answer_of(error.response)
            await self._end(self._ended(talk, judge_failure(error)))
        else:
            await self._end(await self._converse(talk, Refused(judge_failure(error))))

    async def _converse(self, talk: Talk, heard: Answer | Refused) -> Poll:
        """The rest of a conversation, and what came of it."""
        try:
            while isinstance(step := await self._advance(talk, heard), Ask):
                heard = await self._ask(step, talk.task)
        except _EXPECTED as error:
            return self._ended(talk, judge_failure(error))
        except Exception as error:
            # A fault of ours in one Source's data must not hold its task, nor the others.
            self.logger.exception("source %s: reading its answer failed", talk.task.source.id)
            return self._ended(talk, (Outcome.ERROR, reading_failed(error)))
        return self._learnt(talk, step)

    async def _advance(self, talk: Talk, heard: Answer | Refused) -> Ask | Timeline:
        if isinstance(heard, Answer):
            talk.first, talk.last = talk.first or heard, heard
        seconds = self.settings.getfloat("ONRECORD_READING_SECONDS")
        return await read_apart(partial(advance, talk.conversation, heard), UnreadableFeed, seconds)

    async def _ask(self, ask: Ask, task: PollTask) -> Answer | Refused:
        engine = self.crawler.engine
        if engine is None:
            raise RuntimeError("the spider is not open")
        try:
            return answer_of(await engine.download_async(_request(ask, task)))
        except Exception as error:  # noqa: BLE001 - the conversation is told, and decides
            return Refused(judge_failure(error))

    def _learnt(self, talk: Talk, timeline: Timeline) -> Poll:
        posts = timeline.posts
        verdict = timeline.trouble or ((Outcome.OK, "") if posts else (Outcome.EMPTY, "nothing is listed"))
        if len(posts) > MOST:
            verdict = Outcome.OK, f"more than {MOST:,} are listed: only the first are taken"
        return self._ended(talk, verdict, timeline)

    def _ended(self, talk: Talk, verdict: Verdict, timeline: Timeline = Timeline()) -> Poll:  # noqa: B008
        first, last, now = talk.first, talk.last, self.clock.now()
        task, (outcome, reason) = talk.task, verdict
        fine = outcome is Outcome.OK and first is not None
        # A validator would hide that words which were cut can be had by now.
        whole = fine and all(post.facts.complete for post in timeline.posts)
        hints = read_hints(first.body) if fine and first else None
        wait = wait_after(last, hints or task.remembered.hints, task.source.schedule, now) if last else None
        return Poll(
            task.source,
            now,
            outcome,
            reason,
            last.status if last else None,
            posts=timeline.posts[:MOST],
            gone=timeline.gone,
            profile=timeline.profile,
            validators=first.validators if whole and first else None,
            hints=hints,
            wait=wait,
        )


def _request(ask: Ask, task: PollTask) -> Request:
    """Whether a post is new is asked of the record: the dupefilter would silence the second poll."""
    meta = {SOURCE: task.source, VALIDATORS: task.validators if ask.conditional else None}
    if ask.form is not None:
        return FormRequest(ask.url, headers=dict(ask.headers), formdata=ask.form, meta=meta, dont_filter=True)
    return Request(ask.url, headers=dict(ask.headers), meta=meta, dont_filter=True)
