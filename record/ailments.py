"""What decides whether something is wrong with a Source: what the record knows of it, and the verdict.

The record asks a function for the verdict (it is in crawler/health.py) and keeps what has changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from record.types import EventKind, Outcome

FEWER, SILENT = "fewer", "silent"


@dataclass(frozen=True, slots=True)
class Ailment:
    """What is wrong with a Source."""

    state: str  # an Outcome that is not healthy, FEWER or SILENT
    reason: str  # in words, for the operator

    @property
    def failing(self) -> bool:
        """It cannot be read at all; otherwise it can, and gives less than it used to."""
        return self.state not in (FEWER, SILENT)


@dataclass(frozen=True, slots=True)
class History:
    """What the record knows of a Source, the Poll that is being recorded included."""

    at: datetime  # of that Poll
    outcome: Outcome
    reason: str
    fails: int  # Polls in a row that failed
    well_at: datetime  # its last success before; where it had none, when it was added
    listed: bool  # it has listed something before
    found: tuple[int, ...] = ()  # entries in each of its last answers, newest first
    usual: tuple[int, ...] = ()  # the same of those before; while it gives FEWER, of those before that
    last_new_at: datetime | None = None  # when it last brought something new
    gaps: tuple[float, ...] = ()  # seconds between such times, where the last one is long ago
    ailment: Ailment | None = None  # what the operator was told of it
    away: bool = False  # what he was told of all: that nothing can be reached
    polled: int = 1  # Sources that were polled lately
    unreachable: int = 0  # those of them that gave no answer at all
    pause: float = 0.0  # seconds for which it asked to be left alone


@dataclass(frozen=True, slots=True)
class Health:
    """The verdict."""

    ailment: Ailment | None = None
    away: bool = False  # nothing can be reached: where this Source cannot, it is no fault of its own


JudgeHealth = Callable[[History], Health]


def change(before: Ailment | None, now: Ailment | None) -> EventKind | None:
    """What the operator is told, each thing once: that it fell ill, got worse or got well.

    Who answers again has recovered, though he may give less than before: that is told by itself.
    """
    if now and (before is None or (now.failing and not before.failing)):
        return EventKind.SOURCE_BROKEN
    if before and (now is None or (before.failing and not now.failing)):
        return EventKind.SOURCE_RECOVERED
    return None
