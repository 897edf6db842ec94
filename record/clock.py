"""The one Clock. It is made in scheduler or cli and passed down; nothing below asks the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Clock:
    """Aware UTC now, shifted by `offset` (tests and simulations move time with it)."""

    offset: timedelta = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset
