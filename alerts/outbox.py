"""Deliver, the stage: claim, render, freeze, send in a killable process, acknowledge.

An acknowledged Delivery is never sent again. One that was in flight when its runner died, or whose answer
never came, is in doubt: it goes once more, marked as a possible repeat.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from alerts.channels import family, recipients, send
from alerts.messages import mark_repeat, render
from record.clock import Clock
from record.errors import LeaseLost
from record.processes import KillablePool, Overdue, WorkerDied
from record.store.sending import SendingStore
from record.types import Delivery, Message, SendClass, SendResult

DEADLINE_SECONDS = 35.0
LEASE = timedelta(seconds=2 * DEADLINE_SECONDS + 10)
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=15)
DOUBTFUL_ATTEMPTS = 5  # after that it has very likely arrived several times

logger = logging.getLogger(__name__)


def retry_in(result: SendResult, attempts: int) -> timedelta | None:
    """The pause before the next Attempt, or None for none: Retry-After, else full jitter, doubling."""
    if result.kind in (SendClass.OK, SendClass.PERMANENT):
        return None
    if result.kind is SendClass.IN_DOUBT and attempts >= DOUBTFUL_ATTEMPTS:
        return None
    ceiling = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(attempts, 10))
    jitter = ceiling * random.random()  # noqa: S311 - spreads load, guards nothing
    return max(timedelta(seconds=result.retry_after or 0), jitter)


class Sender:
    """One process, started before it is needed, that sends and may be killed."""

    def __init__(self, deadline_seconds: float = DEADLINE_SECONDS) -> None:
        self._deadline = deadline_seconds
        self._pool = KillablePool(1)

    def start(self) -> None:
        self._pool.start(warm_up)

    async def send(self, url: str, message: Message, key: str) -> SendResult:
        """How the sending ended, within the deadline."""
        try:
            return await self._pool.run(self._deadline, send, url, message, key)
        except (Overdue, WorkerDied) as error:
            return SendResult(SendClass.IN_DOUBT, detail=str(error))

    def stop(self) -> None:
        self._pool.stop()


def warm_up() -> None:
    """Nothing: that the sender's process can call it, it has imported all that sending needs."""


@dataclass(frozen=True, slots=True)
class Outbox:
    """The stage's parts: the record, the addresses of the Channels, the sender."""

    store: SendingStore
    channels: Mapping[str, str]  # name -> apprise URL
    sender: Sender
    clock: Clock
    zone: ZoneInfo
    names: Mapping[str, str]  # of organisations, by id
    page: str | None = None

    async def work(self) -> int:
        """One round: at most one Delivery, since a lease covers one sending."""
        claimed = await asyncio.to_thread(self.store.claim_deliveries, 1, LEASE)
        for delivery in claimed:
            try:
                await self._deliver(delivery)
            except LeaseLost as error:
                logger.warning("%s", error)
            except Exception as error:
                # Only before anything is sent: a message that cannot be rendered holds no other one.
                logger.exception("the delivery %s cannot be made", delivery.key)
                words = f"{type(error).__name__}: {error}"
                await asyncio.to_thread(self.store.postpone, delivery, words, LONGEST_PAUSE)
        return len(claimed)

    async def _deliver(self, delivery: Delivery) -> None:
        url = self._address(delivery)
        if url is None:
            error = f"no channel named {delivery.channel!r} with recipient {delivery.recipient + 1}"
            await asyncio.to_thread(self.store.postpone, delivery, error, LONGEST_PAUSE)
            return
        message = delivery.payload
        if message is None:
            message = await asyncio.to_thread(self._render, delivery, url)
        attempt_id = await asyncio.to_thread(self.store.begin_attempt, delivery, message, LEASE)
        marked = mark_repeat(message, delivery.key[:6]) if delivery.doubt else message
        result = await self.sender.send(url, marked, delivery.key)
        pause = retry_in(result, delivery.attempts)
        await asyncio.to_thread(self.store.acknowledge, delivery, attempt_id, result, pause)
        if result.kind is not SendClass.OK:
            logger.warning("%s: %s %s", delivery.channel, result.kind, result.detail)

    def _address(self, delivery: Delivery) -> str | None:
        url = self.channels.get(delivery.channel)
        each = recipients(url) if url else ()
        return each[delivery.recipient] if delivery.recipient < len(each) else None

    def _render(self, delivery: Delivery, url: str) -> Message:
        alert = self.store.alert(delivery)
        now = self.clock.now()
        return render(alert, family(url), now=now, zone=self.zone, page=self.page, names=self.names)
