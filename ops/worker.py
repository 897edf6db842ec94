"""The stages at work: each claims what is due and wakes the next; a slow poll is the safety net."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from alerts.channels import recipient_ids
from alerts.dispatch import Dispatch
from alerts.outbox import Outbox
from alerts.sending.sender import Sender, senders_for
from ops.setup import Setup
from record.clock import Clock
from record.store import Record
from statements.intake import Intake
from statements.pool import ExtractPool

SLOW_POLL_SECONDS = 5.0
FINISH_SECONDS = 60.0

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Stage:
    """Claims and works until nothing is due; then waits to be woken."""

    name: str
    work: Callable[[], Awaitable[int]]
    wake_next: Callable[[], None] = lambda: None
    bell: asyncio.Event = field(default_factory=asyncio.Event)
    busy: asyncio.Lock = field(default_factory=asyncio.Lock)

    def wake(self) -> None:
        self.bell.set()

    async def drain(self) -> int:
        """Work until a round finds nothing, after the one that is under way; how much was found."""
        total = 0
        while found := await self._round():
            total += found
            self.wake_next()
        return total

    async def _round(self) -> int:
        async with self.busy:
            return await self.work()

    async def idle(self) -> None:
        """Until the round that is under way is over."""
        async with self.busy:
            return

    async def try_to_drain(self) -> int | None:
        """As drain; None where it failed: the claims keep what was in hand, and a database comes back."""
        try:
            return await self.drain()
        except Exception:
            logger.exception("the stage %s failed", self.name)
            return None

    async def run(self) -> None:
        """Endless: drain, then wait for the bell or the slow poll."""
        while True:
            self.bell.clear()
            await self.try_to_drain()
            try:
                await asyncio.wait_for(self.bell.wait(), SLOW_POLL_SECONDS)
            except TimeoutError:
                continue


@dataclass(frozen=True, slots=True)
class Prepared:
    """What another Setup needs, made before anything is swapped; the processes are started already."""

    setup: Setup
    dispatch: Dispatch
    pool: ExtractPool | None  # None: the old one knows the same people
    sender: Sender | None  # None: the old one has as many processes

    def start(self) -> None:
        """What fails may leave processes: see `stop`."""
        for each in (self.pool, self.sender):
            if each is not None:
                each.start()

    def stop(self) -> None:
        """End its processes, where it is not adopted."""
        for each in (self.pool, self.sender):
            if each is not None:
                each.stop()


class Stages:
    """Extract, match and decide, deliver: in the order of the data."""

    def __init__(self, setup: Setup, record: Record, clock: Clock) -> None:
        self._setup, self._record = setup, record
        self._pool = _pool_for(setup)
        self._sender = Sender(len(setup.watchlist.channels))
        self._outbox = Outbox(
            store=record.sending,
            channels=setup.watchlist.channels,
            sender=self._sender,
            clock=clock,
            zone=setup.configuration.zone,
            people=setup.watchlist.people,
            page=setup.configuration.page or None,
        )
        self._deliver = Stage("deliver", self._outbox.work)
        self._dispatch = Stage("dispatch", self._dispatch_for(setup).work, self._deliver.wake)
        self.extract = Stage("extract", Intake(record.intake, self._pool).work, self._dispatch.wake)
        self._tasks: list[asyncio.Task[None]] = []
        self._retiring: set[asyncio.Task[None]] = set()

    def _dispatch_for(self, setup: Setup) -> Dispatch:
        recipients = {name: recipient_ids(channel.url) for name, channel in setup.watchlist.channels.items()}
        operator = setup.configuration.operator or None
        zone = setup.configuration.zone
        return Dispatch(self._record.judging, setup.watchlist, recipients, operator, zone)

    def prepare(self, setup: Setup) -> Prepared:
        """What `adopt` takes. Whatever can fail, fails here."""
        dispatch = self._dispatch_for(setup)
        channels, old = setup.watchlist.channels, self._setup
        sender = Sender(len(channels)) if senders_for(len(channels)) != self._sender.workers else None
        pool = None if _same_extraction(setup, old) else _pool_for(setup)
        prepared = Prepared(setup, dispatch, pool, sender)
        try:
            prepared.start()
        except BaseException:
            prepared.stop()  # it is tried again every few seconds, each time with other processes
            raise
        return prepared

    def adopt(self, prepared: Prepared) -> None:
        """Swap, in one step of the loop. What is in hand ends as it began; the processes that are not needed
        any more end after it."""
        setup = self._setup = prepared.setup
        self._dispatch.work = prepared.dispatch.work
        self._outbox.channels = setup.watchlist.channels
        self._outbox.people = setup.watchlist.people
        self._outbox.zone = setup.configuration.zone
        self._outbox.page = setup.configuration.page or None
        if prepared.pool is not None:
            self._retire(self._stop_after_round(self._pool))
            self._pool = prepared.pool
            self.extract.work = Intake(self._record.intake, self._pool).work
        if prepared.sender is not None:
            self._retire(self._sender.retire())
            self._sender = self._outbox.sender = prepared.sender

    def _retire(self, ending: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(ending)
        self._retiring.add(task)
        task.add_done_callback(self._retiring.discard)

    async def _stop_after_round(self, pool: ExtractPool) -> None:
        await self.extract.idle()
        await asyncio.to_thread(pool.stop)

    def start(self) -> None:
        """Start the processes and the endless loops."""
        self._pool.start()
        self._sender.start()
        for stage in (self.extract, self._dispatch, self._deliver):
            self._tasks.append(asyncio.create_task(stage.run(), name=stage.name))

    async def drain(self) -> bool:
        """Until nothing is due in any stage; False where a stage failed, which holds no other one."""
        fine = True
        while True:
            found = [await stage.try_to_drain() for stage in (self.extract, self._dispatch, self._deliver)]
            fine = fine and None not in found
            if not any(found):
                return fine

    async def finish(self) -> bool:
        """Drain within bounds, then end the loops and the processes: the rest is claimed again later. Whether
        all that was due is done."""
        fine = False
        try:
            async with asyncio.timeout(FINISH_SECONDS):
                fine = await self.drain()
        except TimeoutError:
            logger.warning("work was still waiting after %g s", FINISH_SECONDS)
        await self.stop()
        return fine

    async def stop(self) -> None:
        """End the loops and the processes; what they had in hand is claimed again later."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, *self._retiring, return_exceptions=True)
        await asyncio.to_thread(self._pool.stop)
        await asyncio.to_thread(self._sender.stop)


def _pool_for(setup: Setup) -> ExtractPool:
    return ExtractPool(setup.watchlist.people, int(setup.configuration.workers))


def _same_extraction(one: Setup, other: Setup) -> bool:
    """Do the same people and as many processes read the texts?"""
    same_people = one.watchlist.people.all() == other.watchlist.people.all()
    return same_people and one.configuration.workers == other.configuration.workers
