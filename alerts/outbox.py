"""Deliver, the stage: claim, render, freeze, send in a killable process, acknowledge.

An acknowledged Delivery is never sent again. One that was in flight when its runner died, or whose answer
never came, is in doubt: it goes once more, marked as a possible repeat. Each Channel has one Delivery in
flight at a time, beside the other Channels': one that hangs holds nobody else. What a Channel takes in a
minute, and whether it is left alone, is in the record (record/store/channelstates.py).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from alerts.sending.breaker import judge
from alerts.sending.making import Desk, find_recipient, make_message, mark
from alerts.sending.pacing import Paces
from alerts.sending.recording import write_end
from alerts.sending.retrying import LONGEST_PAUSE, retry_in
from alerts.sending.sender import DEADLINE_SECONDS, Sender
from alerts.watches import Channel
from record.clock import Clock
from record.errors import Crossed, LeaseLost, RecordAway
from record.failpoints import reach
from record.people import People
from record.store.sending import SendingStore
from record.types import Delivery, Message, SendClass, SendResult

LEASE = timedelta(seconds=2 * DEADLINE_SECONDS + 10)
MAKING_ATTEMPTS = 5  # a message that cannot be made now can seldom be made later
LOOK_SECONDS = 0.5  # while something is in flight or paced: how soon what is new elsewhere is seen
AWAY = timedelta(seconds=10)  # the pause after a record that could not be written
LATE = timedelta(minutes=10)  # what is due for longer is told to the operator
LATE_LOOKS = timedelta(minutes=1)  # between looks for that

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Begun:
    """What is to be sent, marked where it may be a repeat, and the open Attempt of it."""

    url: str
    message: Message
    attempt_id: int


@dataclass(slots=True)
class Outbox:
    """The stage's parts: the record, the Channels, the sender.

    A round lasts as long as something is due: other Channels, people and senders are put in under way.
    """

    store: SendingStore
    channels: Mapping[str, Channel]
    sender: Sender
    clock: Clock
    zone: ZoneInfo
    people: People
    page: str | None = None
    _stuck: set[str] = field(default_factory=set, init=False)  # Channels of which the log was told
    _paces: Paces = field(default_factory=Paces, init=False)
    _looked_at: datetime | None = field(default=None, init=False)  # for what is late

    async def work(self) -> int:
        """One round: until nothing is due and nothing is in flight; how many Deliveries were taken.

        An error of the record ends the round once all that is in flight is back.
        """
        flights: dict[str, asyncio.Task[None]] = {}
        taken = 0
        try:
            while delivery := await self._next(flights):
                taken += 1
                flights[delivery.channel] = asyncio.create_task(self._deliver(delivery))
        except asyncio.CancelledError:
            for flight in flights.values():
                flight.cancel()
            raise
        finally:
            await _land(flights)
        return taken

    async def _next(self, flights: dict[str, asyncio.Task[None]]) -> Delivery | None:
        """The next Delivery of a Channel that is free, or None once nothing is due and all are back."""
        while True:
            for channel in [name for name, flight in flights.items() if flight.done()]:
                flights.pop(channel).result()
            await self._tell_late()
            # Never more than there are processes: a lease covers one sending and no waiting for one.
            if len(flights) < self.sender.workers and (delivery := await self._claim(flights)):
                return delivery
            if flights:
                await asyncio.wait(
                    flights.values(), timeout=LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED
                )
                continue
            paced = await asyncio.to_thread(self.store.soonest_token, self._paces.of(self.channels), ())
            if paced is None:
                return None
            await asyncio.sleep(min(LOOK_SECONDS, paced.total_seconds()))

    async def _claim(self, flights: Mapping[str, object]) -> Delivery | None:
        rates = self._paces.of(self.channels)
        claimed = await asyncio.to_thread(self.store.claim_deliveries, 1, LEASE, flights.keys(), rates)
        return claimed[0] if claimed else None

    async def _tell_late(self) -> None:
        now = self.clock.now()
        if self._looked_at is None or abs(now - self._looked_at) >= LATE_LOOKS:
            self._looked_at = now
            await asyncio.to_thread(self.store.tell_late, LATE)

    async def _deliver(self, delivery: Delivery) -> None:
        reach("deliver.claimed")
        try:
            begun = await self._begin(delivery)
            if begun:
                await self._send(delivery, begun)
        except LeaseLost as error:
            logger.warning("%s", error)

    async def _begin(self, delivery: Delivery) -> Begun | None:
        """All that comes before the sending; None where it failed, and then nothing was sent."""
        try:
            channel = self.channels.get(delivery.channel)
            recipient = find_recipient(channel, delivery)
            if channel is None or recipient is None:
                await self._keep(delivery)
                return None
            desk = Desk(self.people, self.zone, self.page)
            parts = (self.store, delivery, channel, recipient, desk, self.clock.now())
            message = await asyncio.to_thread(make_message, *parts)
            marked = mark(message, delivery)
            reach("deliver.rendered")
            attempt_id = await asyncio.to_thread(self.store.begin_attempt, delivery, message, LEASE)
            reach("deliver.begun")
            return Begun(recipient.url, marked, attempt_id)
        except LeaseLost:
            raise
        except (Crossed, RecordAway) as error:  # however often: nothing is wrong with the message
            logger.error("%s", error)
            await asyncio.to_thread(self.store.postpone, delivery, str(error), AWAY)
            return None
        except Exception as error:
            logger.exception("the delivery %s cannot be made", delivery.key)
            await self._fail_making(delivery, error)
            return None

    async def _keep(self, delivery: Delivery) -> None:
        """Until the watchlist has its recipient again. Told once a Channel: each is looked at often."""
        error = f"the watchlist has no channel {delivery.channel!r} with the recipient this is for"
        if delivery.channel not in self._stuck:
            self._stuck.add(delivery.channel)
            count = await asyncio.to_thread(self.store.undelivered, [delivery.channel])
            logger.error("%s: kept until it has it again, not sent (%d open)", error, count)
        await asyncio.to_thread(self.store.postpone, delivery, error, LONGEST_PAUSE)

    async def _fail_making(self, delivery: Delivery, error: Exception) -> None:
        """It holds no other one; what fails so every time is kept as dead."""
        words = f"the message could not be made, nothing was sent: {type(error).__name__}: {error}"
        fail = self.store.fail_making
        if await asyncio.to_thread(fail, delivery, words, LONGEST_PAUSE, MAKING_ATTEMPTS):
            logger.error("the delivery %s is given up: %s", delivery.key, words)

    async def _send(self, delivery: Delivery, begun: Begun) -> None:
        """From here on it may have arrived, whatever goes wrong."""
        try:
            result = await self.sender.send(begun.url, begun.message, delivery.key)
            reach("deliver.answered")
        except Exception as error:  # noqa: BLE001 - recorded; its words may hold the address
            words = f"the sending failed in itself: {type(error).__name__}"
            result = SendResult(SendClass.IN_DOUBT, detail=words)
        if result.kind is not SendClass.OK:
            logger.warning("%s: %s %s", delivery.channel, result.kind, result.detail)
        await self._acknowledge(delivery, begun.attempt_id, result)

    async def _acknowledge(self, delivery: Delivery, attempt_id: int, result: SendResult) -> None:
        """With what it says of the Channel."""
        say = partial(judge, result=result, attempts=delivery.attempts)
        again = retry_in(result, delivery.attempts)
        await write_end(self.store.acknowledge, delivery, attempt_id, result, again, say)
        reach("deliver.acknowledged")


async def _land(flights: Mapping[str, asyncio.Task[None]]) -> None:
    """Wait for all that is still in flight; the round ends with one error, and no other is lost."""
    for end in await asyncio.gather(*flights.values(), return_exceptions=True):
        if isinstance(end, Exception):
            logger.error("a delivery failed", exc_info=end)
