"""What decides whether a Channel is left alone: what the record knows of it, and the verdict.

The record asks a function for the verdict (it is in alerts/sending/breaker.py) and keeps what has changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from record.types import EventKind


@dataclass(frozen=True, slots=True)
class Rate:
    """How much a Channel takes: a bucket of tokens, one a Delivery."""

    capacity: float  # so many at once
    per_second: float  # so soon are they there again


@dataclass(frozen=True, slots=True)
class ChannelState:
    """A Channel as its Deliveries left it."""

    fails: int = 0  # in a row
    failing_since: datetime | None = None
    rests_until: datetime | None = None
    reason: str | None = None  # of the last failure; holds no secret
    last_ok_at: datetime | None = None
    told_at: datetime | None = None  # when the operator was told that it fails
    recovered_at: datetime | None = None

    @property
    def open(self) -> bool:
        """The breaker: it takes nothing, the operator knows, and each try is a probe."""
        return self.failing_since is not None and self.told_at is not None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one Attempt comes to, for its Channel and for itself."""

    state: ChannelState
    retry_in: timedelta | None = None  # of the Delivery; None: it is done with, sent or dead
    told: Literal[EventKind.CHANNEL_FAILING, EventKind.CHANNEL_RECOVERED] | None = None


JudgeChannel = Callable[[ChannelState, datetime], Verdict]
