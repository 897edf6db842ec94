"""The processes that send: started before they are needed, and killed at a deadline."""

from __future__ import annotations

import asyncio

from alerts.channels import send
from record.processes import KillablePool, NotStarted, Overdue, WorkerDied
from record.types import Message, SendClass, SendResult

DEADLINE_SECONDS = 35.0
MOST_SENDERS = 4  # processes, and so Channels at once


def senders_for(channels: int) -> int:
    """How many processes send to so many Channels."""
    return min(MOST_SENDERS, max(1, channels))


class Sender:
    """Processes, started before they are needed, that send and may be killed: one a Channel, to a limit."""

    def __init__(self, channels: int = 1, deadline_seconds: float = DEADLINE_SECONDS) -> None:
        self.workers = senders_for(channels)
        self._deadline = deadline_seconds
        self._pool = KillablePool(self.workers, warm_up)
        self._in_flight = 0
        self._landed = asyncio.Event()

    def start(self) -> None:
        self._pool.start(warm_up)

    async def ready(self) -> None:
        """Until a process is there that has imported all. Errors: Overdue, WorkerDied, NotStarted."""
        await self._pool.run(self._deadline, warm_up)

    async def send(self, url: str, message: Message, key: str) -> SendResult:
        """How the sending ended, within the deadline."""
        self._in_flight += 1
        try:
            return await self._pool.run(self._deadline, send, url, message, key)
        except NotStarted as error:
            return SendResult(SendClass.NOT_SENT, detail=str(error))
        except (Overdue, WorkerDied) as error:
            return SendResult(SendClass.IN_DOUBT, detail=str(error))
        finally:
            self._in_flight -= 1
            self._landed.set()

    async def retire(self) -> None:
        """Stop once all that it sends has landed: another one sends from now on."""
        while self._in_flight:
            self._landed.clear()
            await self._landed.wait()
        await asyncio.to_thread(self.stop)

    def stop(self) -> None:
        self._pool.stop()


def warm_up() -> None:
    """Nothing: that a sender's process can call it, it has imported all that sending needs."""
