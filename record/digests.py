"""What a digest says at its end: what it cannot have heard, and what was heard and not sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from record.ailments import Ailment


@dataclass(frozen=True, slots=True)
class AilingSource:
    """A Source that is silent or broken, as the operator was told."""

    name: str
    ailment: Ailment
    since: datetime  # its last success, or when it was found


@dataclass(frozen=True, slots=True)
class Withheld:
    """Statements that the digest's watches found and did not tell, for one reason."""

    reason: str
    statements: tuple[str, ...]  # public ids, in the order in which they came


@dataclass(frozen=True, slots=True)
class Undelivered:
    """Messages of the digest's watches that a Channel did not take."""

    channel: str
    error: str
    count: int


@dataclass(frozen=True, slots=True)
class DigestEnd:
    """Of the time since the digest before."""

    sources: tuple[AilingSource, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    undelivered: tuple[Undelivered, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.sources or self.withheld or self.undelivered)
