"""What the record needs by the clock, beside polling: days sealed, messages of dead Deliveries gone."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from record.store import Record

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chore:
    """Done at the start, and then by its period."""

    name: str
    seconds: float  # from one time to the next
    work: Callable[[], Iterable[str]]  # off the loop; what was done, a line each

    async def do(self) -> None:
        """What fails now is made up for the next time: a record can be away for a while."""
        try:
            done = await asyncio.to_thread(lambda: list(self.work()))
        except Exception:
            logger.exception("%s: failed, and is tried again", self.name)
            return
        for line in done:
            logger.info("%s: %s", self.name, line)


def chores_of(record: Record) -> tuple[Chore, ...]:
    """All of them, in the order in which a single round does them."""
    return (
        Chore("sealing the days that are over", 600, lambda: _seal(record)),
        Chore("throwing away the messages of old dead deliveries", 3600, lambda: _forget_dead(record)),
    )


def _seal(record: Record) -> list[str]:
    seals = record.seals.seal_days()
    return [f"{seal.day}: root {seal.root} over {len(seal.leaves)} revisions" for seal in seals]


def _forget_dead(record: Record) -> list[str]:
    count = record.sending.forget_dead()
    return [f"{count}, which were kept for 30 days"] if count else []
