"""What a spider is given to do, by whom, and what a crawl asks of the record."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from record.ailments import JudgeHealth
from record.evidence import Capture
from record.types import Article, Listed, Poll, Remembered, Source, Turn, Validators, Visitor, Wait

IN_FLIGHT = 32


@dataclass(frozen=True, slots=True)
class PollTask:
    """Ask this Source, conditionally where there are validators."""

    source: Source
    validators: Validators | None = None
    remembered: Remembered = field(default_factory=Remembered)
    turn: Turn | None = None  # held while a platform is asked that bears one asker at a time


Task = PollTask | Listed


class CrawlStore(Protocol):
    """The part of the record that a crawl writes; its methods block and are called in threads."""

    def fails(self) -> dict[str, int]: ...
    def waits(self) -> dict[str, float]: ...
    def remembered(self, source_id: str) -> Remembered: ...
    def record_poll(self, poll: Poll, judge: JudgeHealth) -> int: ...
    def claim_listed(self, source_ids: Collection[str], limit: int) -> list[Listed]: ...
    def record_article(self, listed: Listed, article: Article, capture: Capture | None) -> None: ...
    def fetch_failed(self, listed: Listed, reason: str, permanent: bool = False) -> None: ...
    def take_turn(self, name: str, lease: timedelta) -> Turn | Wait: ...
    def end_turn(self, turn: Turn, wait: Wait | None, visitor: Visitor | None, blocks: int) -> None: ...


class Agenda(Protocol):
    """What a spider needs of either kind. Each task is ended by one of `polled`, `fetched` and `failed`."""

    def tasks(self) -> AsyncIterator[Task]: ...
    async def polled(self, poll: Poll, visitor: Visitor | None = None) -> None: ...
    async def fetched(self, listed: Listed, article: Article, capture: Capture | None = None) -> None: ...
    async def failed(self, listed: Listed, reason: str, permanent: bool) -> None: ...
    def source(self, id: str) -> Source | None: ...


def nothing() -> None:
    """What is called on a record when nobody waits for it."""
