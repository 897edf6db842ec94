"""What a watch or a Channel says about time: read from the watchlist, asked when Hits are decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from typing import Literal

from alerts.rules.nodes import Rule
from record.types import Severity

SEVERITIES: tuple[Severity, ...] = ("low", "normal", "high", "critical")
Period = Literal["hour", "day", "week"]


@dataclass(frozen=True, slots=True)
class DigestTimes:
    """ "mon-fri 18:00", "daily 08:00, 18:00", "fri 17:30": in the user's zone."""

    text: str  # as written
    days: frozenset[int]  # Monday is 0
    times: tuple[time, ...]  # in order, at least one


@dataclass(frozen=True, slots=True)
class Quiet:
    """ "22:00-07:00", "sat-sun", "mon-fri 20:00-08:00": judged at once, told when it is over."""

    text: str  # as written
    start: time
    end: time  # of the next day, where it is not after `start`; the same is the whole day
    days: frozenset[int]  # on which it begins
    unless: Rule | None = None  # what is told nevertheless: a rule, which may ask for `severity:` too
    unless_text: str = ""


@dataclass(frozen=True, slots=True)
class Throttle:
    """So many messages a period at once; what is more is gathered in one at the period's end."""

    most: int
    per: Period


@dataclass(frozen=True, slots=True)
class Fallback:
    """Which Channel is told too, where the first one has not taken the message so long after it was due."""

    channel: str
    after: timedelta


@dataclass(frozen=True, slots=True)
class Escalation:
    """Which Channel is told too, unless somebody acknowledges the message so long after it was due."""

    channel: str
    after: timedelta
