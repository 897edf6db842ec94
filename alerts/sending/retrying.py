"""When an Attempt that failed is made again. Pure but for the jitter."""

from __future__ import annotations

import random
from datetime import timedelta

from record.types import SendClass, SendResult

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=15)
DOUBTFUL_ATTEMPTS = 5  # after that it has very likely arrived several times


def retry_in(result: SendResult, attempts: int) -> timedelta | None:
    """The pause before the next Attempt, or None for none: Retry-After, else full jitter, doubling."""
    if result.kind in (SendClass.OK, SendClass.PERMANENT):
        return None
    if result.kind is SendClass.IN_DOUBT and attempts >= DOUBTFUL_ATTEMPTS:
        return None
    return max(timedelta(seconds=result.retry_after or 0), jitter(attempts))


def jitter(fails: int, first: timedelta = FIRST_PAUSE, least: float = 0.0) -> timedelta:
    """Any pause up to one that doubles with each failure; never less than `least` times that one."""
    ceiling = min(LONGEST_PAUSE, first * 2.0 ** min(fails, 10))
    return ceiling * max(least, random.random())  # noqa: S311 - spreads load, guards nothing
