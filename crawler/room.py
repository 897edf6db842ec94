"""The bound on what a spider has in hand.

Since Scrapy 2.13 `start()` is consumed as fast as it yields, so an agenda keeps the bound itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Room:
    """How many tasks may be in flight, and word of every change."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.taken = 0
        self._changed = asyncio.Event()

    @property
    def free(self) -> int:
        return max(0, self.size - self.taken)

    def take(self) -> None:
        self.taken += 1

    @contextmanager
    def leaving(self) -> Iterator[None]:
        """One place becomes free at the end, whatever way it ends."""
        try:
            yield
        finally:
            self.taken -= 1
            self.wake()

    def wake(self) -> None:
        self._changed.set()

    async def change(self, timeout: float | None = None) -> bool:
        """True once something changed since the last call, False at the time-out."""
        try:
            async with asyncio.timeout(timeout):
                await self._changed.wait()
        except TimeoutError:
            return False
        self._changed.clear()
        return True
