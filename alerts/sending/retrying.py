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
    ceiling = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(attempts, 10))
    jitter = ceiling * random.random()  # noqa: S311 - spreads load, guards nothing
    return max(timedelta(seconds=result.retry_after or 0), jitter)
