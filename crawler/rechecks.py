"""What the recheck spider works through: recorded articles that are due to be looked at again."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from datetime import timedelta
from typing import Any, Protocol

from crawler.agenda import SAFETY_NET
from crawler.room import Room
from crawler.tasks import nothing
from record.errors import LeaseLost
from record.evidence import Capture
from record.types import Article, Recheck, Source, Validators

BUSY = 2  # in flight for one Source: while it has so many no more of it are claimed
IN_FLIGHT = 4  # so many may wait for one slow host, and the end of the service for them

logger = logging.getLogger(__name__)


class RecheckStore(Protocol):
    """The part of the record that a recheck writes; its methods block and are called in threads."""

    def claim(self, source_ids: Collection[str], limit: int) -> list[Recheck]: ...
    def unchanged(self, recheck: Recheck, validators: Validators | None) -> None: ...
    def record_version(
        self, recheck: Recheck, article: Article, validators: Validators | None, capture: Capture | None
    ) -> bool: ...
    def missing(self, recheck: Recheck, reason: str) -> bool: ...
    def failed(self, recheck: Recheck, reason: str, pause: timedelta = timedelta()) -> None: ...


class Rechecks:
    """Rechecks of these Sources as they become due; endless in the service.

    A single round ends when nothing is due any more, or begins nothing new after `seconds`. Each task is
    ended by exactly one of `read`, `unchanged`, `missing` and `failed`.
    """

    def __init__(
        self,
        store: RecheckStore,
        sources: Mapping[str, Source],
        *,
        endless: bool,
        on_recorded: Callable[[], None] = nothing,
        in_flight: int = IN_FLIGHT,
        safety_net: float = SAFETY_NET,
        seconds: float | None = None,
    ) -> None:
        self._store = store
        self._sources = sources
        self._endless = endless
        self._on_recorded = on_recorded
        self._safety_net = safety_net
        self._seconds = seconds
        self._room = Room(in_flight)
        self._looking: Counter[str] = Counter()  # Source -> rechecks in flight
        self._closing = False

    def source(self, id: str) -> Source | None:
        return self._sources.get(id)

    def adopt(self, sources: Mapping[str, Source]) -> None:
        """These from now on; what is in hand may end."""
        self._sources = sources
        self._room.wake()

    def close(self) -> None:
        """No new tasks; those in hand may end."""
        self._closing = True
        self._room.wake()

    async def tasks(self) -> AsyncIterator[Recheck]:
        until = time.monotonic() + self._seconds if self._seconds else None
        while not (self._closing or (until and time.monotonic() >= until)):
            claimed = await self._claim()
            for recheck in claimed:
                self._room.take()
                self._looking[recheck.source_id] += 1
                yield recheck
            if claimed:
                continue  # a claim takes only a few of each Source
            if not (self._endless or self._room.taken):
                return
            await self._room.change(self._safety_net if self._endless else None)

    async def read(
        self,
        recheck: Recheck,
        article: Article,
        validators: Validators | None,
        capture: Capture | None = None,
    ) -> None:
        """The page was read. What it says now may be a Revision."""
        if await self._settle(self._store.record_version, recheck, article, validators, capture):
            self._on_recorded()

    async def unchanged(self, recheck: Recheck) -> None:
        await self._settle(self._store.unchanged, recheck, recheck.validators)

    async def missing(self, recheck: Recheck, reason: str) -> None:
        """The site says that there is no such page."""
        if await self._settle(self._store.missing, recheck, reason):
            logger.info("gone: %s", recheck.url)

    async def failed(self, recheck: Recheck, reason: str, retry_after: float = 0.0) -> None:
        """`retry_after`: seconds that the server asks us to wait."""
        logger.debug("not looked at: %s: %s", recheck.url, reason)
        await self._settle(self._store.failed, recheck, reason, timedelta(seconds=retry_after))

    async def _claim(self) -> list[Recheck]:
        """A record that cannot be read for a while does not end the service; a single round it does."""
        idle = [source_id for source_id in self._sources if self._looking[source_id] < BUSY]
        if not (self._room.free and idle):
            return []
        try:
            return await asyncio.to_thread(self._store.claim, idle, self._room.free)
        except Exception:
            if not self._endless:
                raise
            logger.exception("the record cannot be read; the next look is within %s s", self._safety_net)
            return []

    async def _settle(self, verb: Callable[..., Any], recheck: Recheck, *found: Any) -> Any:
        """What the record refuses counts as a look that failed: it must not come again at once."""
        with self._room.leaving():
            try:
                return await asyncio.to_thread(verb, recheck, *found)
            except LeaseLost as lost:
                logger.info("%s", lost)
            except Exception as error:
                logger.exception("how the recheck of %s ended cannot be recorded", recheck.url)
                await self._give_up(recheck, f"the record refused it: {type(error).__name__}")
            finally:
                self._looking[recheck.source_id] -= 1
            return None

    async def _give_up(self, recheck: Recheck, reason: str) -> None:
        try:
            await asyncio.to_thread(self._store.failed, recheck, reason)
        except Exception:
            logger.exception("nor can it be recorded that it failed: its lease ends by itself")
