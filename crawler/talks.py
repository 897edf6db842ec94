"""A conversation with a mirror while it is under way, and the Poll that it becomes."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from datetime import datetime

from scrapy.http import Response

from crawler.breaker import wait_of
from crawler.captures import capture_of
from crawler.conversation import Ask, Context, Conversation, Manners, Timeline
from crawler.hints import read_hints, wait_after
from crawler.outcomes import NotModified, judge_failure
from crawler.poller import answer_of, seconds_of
from crawler.reading.answers import Answer, Refused, Verdict
from crawler.reading.feeds import MOST
from crawler.reading.markup import LONGEST_TEXT
from crawler.tasks import PollTask
from record.evidence import Capture
from record.types import Outcome, Poll, Post, Wait

_CLIPPED = f"more than {MOST:,} are listed: only the first are taken"


@dataclass(slots=True)
class Talk:
    """What has been asked and answered so far."""

    task: PollTask
    manners: Manners
    conversation: Conversation
    asked: Ask
    questions: int = 1
    began: float = field(default_factory=time.monotonic)
    seconds: float = 0.0  # that all answers took
    listing: Answer | None = None  # the answer to the conditional question
    last: Answer | None = None
    captures: list[Capture] = field(default_factory=list)  # of the answers that came, in order
    over: Verdict | None = None  # why it is asked nothing more; the conversation has been told

    def hear(self, brought: Response | BaseException | None, now: datetime) -> Answer | Refused:
        """What the conversation is told. Raises NotModified, with which it is over."""
        if isinstance(brought, NotModified):
            self.last = answer_of(brought.response)
            raise brought
        if not isinstance(brought, Response):
            return Refused(judge_failure(brought))
        self.seconds += seconds_of(brought.meta)
        self.last = answer = answer_of(brought)
        if 200 <= answer.status < 300 and self.asked.form is None:  # a form is answered with what is ours
            self.captures.append(capture_of(brought, now))
        if self.asked.conditional:
            self.listing = answer
        return answer

    def ask(self, ask: Ask) -> None:
        """Raises Refused where the conversation was told that it is over, and asks on."""
        if self.over:
            raise Refused(self.over)
        self.asked = ask
        self.questions += 1

    def close(self, verdict: Verdict) -> Refused:
        """What the conversation is told, once, so that it can give what it has."""
        self.over = verdict
        return Refused(verdict)


def context_of(task: PollTask, now: datetime) -> Context:
    """What the mirror is told of the record."""
    known = {post.key: post for post in task.remembered.known}
    visitor, blocks = (task.turn.visitor, task.turn.blocks) if task.turn else (None, 0)
    return Context(now, task.remembered.well_at, known, visitor, blocks)


def learnt(talk: Talk, timeline: Timeline, now: datetime) -> Poll:
    """The Poll of a conversation that came to its end."""
    verdict = timeline.trouble
    if verdict is None and len(timeline.posts) > MOST:
        verdict = Outcome.OK, _CLIPPED
    if verdict is None:
        verdict = (Outcome.OK, "") if timeline.posts else (Outcome.EMPTY, "nothing is listed")
    return ended(talk, verdict, now, replace(timeline, posts=tuple(map(_cut, timeline.posts[:MOST]))))


def _cut(post: Post) -> Post:
    """No longer than an Article: its versions are compared while the record is being written."""
    if max(len(post.text), len(post.quoted)) <= LONGEST_TEXT:
        return post
    facts = replace(post.facts, complete=post.facts.complete and len(post.text) <= LONGEST_TEXT)
    return replace(post, text=post.text[:LONGEST_TEXT], quoted=post.quoted[:LONGEST_TEXT], facts=facts)


def ended(talk: Talk, verdict: Verdict, now: datetime, timeline: Timeline = Timeline()) -> Poll:  # noqa: B008
    """The Poll, whatever came of the conversation."""
    listing = talk.listing if verdict[0] is Outcome.OK else None
    whole = all(_is_whole(post, talk.task) for post in timeline.posts)
    return Poll(
        talk.task.source,
        now,
        *verdict,
        talk.last.status if talk.last else None,
        talk.seconds,
        posts=timeline.posts,
        gone=timeline.gone,
        profile=timeline.profile,
        captures=tuple(talk.captures) if timeline.posts else (),
        validators=listing.validators if listing and whole else None,
        hints=read_hints(listing.body) if listing else None,
        wait=_wait(talk, verdict[0], listing, now),
    )


def _is_whole(post: Post, task: PollTask) -> bool:
    """A validator would hide that words which were cut, or the record has only cut, can be had by now."""
    if post.facts.complete:
        return True
    return any(known.key == post.key and known.shown and known.complete for known in task.remembered.known)


def _wait(talk: Talk, outcome: Outcome, listing: Answer | None, now: datetime) -> Wait | None:
    task, answer, said = talk.task, listing or talk.last, None
    if answer:
        hints = read_hints(listing.body) if listing else task.remembered.hints
        said = wait_after(answer, hints, task.source.schedule, now)
    refused = task.turn.blocks if task.turn else task.remembered.fails
    return wait_of(talk.manners, outcome, refused + 1, said)
