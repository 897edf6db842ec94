"""The stages at work: each claims what is due and wakes the next; a slow poll is the safety net."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from alerts.channels import recipient_ids
from alerts.dispatch import Dispatch
from alerts.outbox import Outbox, Sender
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
        async with self.busy:
            while found := await self.work():
                total += found
                self.wake_next()
        return total

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


class Stages:
    """Extract, match and decide, deliver: in the order of the data."""

    def __init__(self, setup: Setup, record: Record, clock: Clock) -> None:
        configuration, watchlist = setup.configuration, setup.watchlist
        addresses = {name: channel.url for name, channel in watchlist.channels.items()}
        self._pool = ExtractPool(watchlist.people, int(configuration.workers))
        self._sender = Sender(len(addresses))
        intake = Intake(record.intake, self._pool)
        recipients = {name: recipient_ids(url) for name, url in addresses.items()}
        dispatch = Dispatch(record.judging, watchlist, recipients, configuration.operator or None)
        outbox = Outbox(
            store=record.sending,
            channels=addresses,
            sender=self._sender,
            clock=clock,
            zone=configuration.zone,
            people=watchlist.people,
            page=configuration.page or None,
        )
        self._deliver = Stage("deliver", outbox.work)
        self._dispatch = Stage("dispatch", dispatch.work, self._deliver.wake)
        self.extract = Stage("extract", intake.work, self._dispatch.wake)
        self._tasks: list[asyncio.Task[None]] = []

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
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.to_thread(self._pool.stop)
        await asyncio.to_thread(self._sender.stop)
