"""A whole conversation with a mirror, its answers given by a function."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from crawler.conversation import Ask, Context, Timeline, advance
from crawler.mirrors import FORMATS
from crawler.outcomes import judge_failure
from crawler.reading.answers import Answer, Refused, Verdict
from record.errors import OnrecordError
from record.types import Outcome, Source, Visitor


def talk(source: Source, now: datetime, reply: Callable[[Ask], Answer]) -> Timeline:
    """What the first poll of a Source learns, with a visitor's cookie at hand. Raises as `Mirror.poll`."""
    context = Context(now, visitor=Visitor("SUB=x; SUBP=y", now))
    conversation = FORMATS[source.format].poll(source, context)
    step: Ask | Timeline = next(conversation)
    while isinstance(step, Ask):
        step = advance(conversation, reply(step))
    return step


def verdict(source: Source, now: datetime, answer: Answer) -> Verdict:
    """What a poll comes to where every question gets this answer; a deletion is no verdict."""
    try:
        learnt = talk(source, now, lambda _: answer)
    except (OnrecordError, Refused) as error:
        return judge_failure(error)
    if learnt.posts or learnt.gone:
        return Outcome.OK, f"{len(learnt.posts)} posts, {len(learnt.gone)} gone"
    return learnt.trouble or (Outcome.EMPTY, "")
