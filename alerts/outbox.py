"""Deliver, the stage: claim, render, freeze, send in a killable process, acknowledge.

An acknowledged Delivery is never sent again. One that was in flight when its runner died, or whose answer
never came, is in doubt: it goes once more, marked as a possible repeat. Each Channel has one Delivery in
flight at a time, beside the other Channels': one that hangs holds nobody else.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from alerts.channels import family, recipient_ids, recipients
from alerts.knowing import know_speakers
from alerts.messages import mark_repeat, render
from alerts.messages.changes import told_statement
from alerts.sending.retrying import LONGEST_PAUSE, retry_in
from alerts.sending.sender import DEADLINE_SECONDS, Sender
from record.clock import Clock
from record.errors import LeaseLost
from record.originals import Search
from record.people import People
from record.store.judging import recipient_hash
from record.store.sending import SendingStore
from record.types import Alert, AnyAlert, Delivery, Message, SendClass, SendResult
from statements.originals import search

LEASE = timedelta(seconds=2 * DEADLINE_SECONDS + 10)
MAKING_ATTEMPTS = 5  # a message that cannot be made now can seldom be made later
LOOK_SECONDS = 0.5  # while something is in flight: how soon what is new for another Channel is seen

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Begun:
    """What is to be sent, marked where it may be a repeat, and the open Attempt of it."""

    url: str
    message: Message
    attempt_id: int


@dataclass(slots=True)
class Outbox:
    """The stage's parts: the record, the addresses of the Channels, the sender.

    A round lasts as long as something is due: other addresses, people and senders are put in under way.
    """

    store: SendingStore
    channels: Mapping[str, str]  # name -> apprise URL
    sender: Sender
    clock: Clock
    zone: ZoneInfo
    people: People
    page: str | None = None
    _rested: dict[str, datetime] = field(default_factory=dict, init=False)  # when a Channel's pause is over
    _stuck: set[str] = field(default_factory=set, init=False)  # Channels of which the log was told

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
            # Never more than there are processes: a lease covers one sending and no waiting for one.
            if len(flights) < self.sender.workers:
                held = {*flights, *self._resting()}
                for delivery in await asyncio.to_thread(self.store.claim_deliveries, 1, LEASE, held):
                    return delivery
            if not flights:
                return None
            await asyncio.wait(flights.values(), timeout=LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED)

    def _resting(self) -> list[str]:
        now = self.clock.now()
        return [channel for channel, until in self._rested.items() if until > now]

    async def _deliver(self, delivery: Delivery) -> None:
        try:
            begun = await self._begin(delivery)
            if begun:
                await self._send(delivery, begun)
        except LeaseLost as error:
            logger.warning("%s", error)

    async def _begin(self, delivery: Delivery) -> Begun | None:
        """All that comes before the sending; None where it failed, and then nothing was sent."""
        try:
            url = self._address(delivery)
            if url is None:
                error = f"the watchlist has no channel {delivery.channel!r} with the recipient this is for"
                await self._tell_stuck(delivery.channel, error)
                await asyncio.to_thread(self.store.postpone, delivery, error, LONGEST_PAUSE)
                return None
            message = delivery.payload
            if message is None:
                message = await asyncio.to_thread(self._render, delivery, url)
            marked = mark_repeat(message, delivery.key[:6]) if delivery.doubt else message
            attempt_id = await asyncio.to_thread(self.store.begin_attempt, delivery, message, LEASE)
            return Begun(url, marked, attempt_id)
        except LeaseLost:
            raise
        except Exception as error:
            logger.exception("the delivery %s cannot be made", delivery.key)
            await self._fail_making(delivery, error)
            return None

    async def _tell_stuck(self, channel: str, error: str) -> None:
        """Once a Channel: each of its Deliveries is looked at again and again."""
        if channel in self._stuck:
            return
        self._stuck.add(channel)
        count = await asyncio.to_thread(self.store.undelivered, [channel])
        logger.error("%s: kept until it has it again, not sent (%d open)", error, count)

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
        except Exception as error:  # noqa: BLE001 - recorded; its words may hold the address
            words = f"the sending failed in itself: {type(error).__name__}"
            result = SendResult(SendClass.IN_DOUBT, detail=words)
        if result.kind is not SendClass.OK:
            logger.warning("%s: %s %s", delivery.channel, result.kind, result.detail)
        pause = retry_in(result, delivery.attempts)
        if pause is not None:
            self._rested[delivery.channel] = self.clock.now() + pause
        await self._acknowledge(delivery, begun.attempt_id, result, pause)

    async def _acknowledge(
        self, delivery: Delivery, attempt_id: int, result: SendResult, pause: timedelta | None
    ) -> None:
        acknowledge = self.store.acknowledge
        try:
            await asyncio.to_thread(acknowledge, delivery, attempt_id, result, pause)
        except LeaseLost:
            raise
        except Exception as error:
            logger.exception("the delivery %s cannot be acknowledged", delivery.key)
            words = f"{result.kind}, but that could not be recorded: {type(error).__name__}"
            doubt = SendResult(SendClass.IN_DOUBT, result.status, detail=words)
            again = retry_in(doubt, delivery.attempts)
            await asyncio.to_thread(acknowledge, delivery, attempt_id, doubt, again)

    def _address(self, delivery: Delivery) -> str | None:
        """Found by who the recipient is, never by place: the Channel may have changed since."""
        url = self.channels.get(delivery.channel)
        if url is None:
            return None
        found = zip(recipients(url), recipient_ids(url), strict=True)
        wanted = delivery.recipient_hash
        return next((each for each, known in found if recipient_hash(delivery.key, known) == wanted), None)

    def _render(self, delivery: Delivery, url: str) -> Message:
        alert = know_speakers(self.store.alert(delivery), self.people)
        names = {known.id: known.name for known in self.people.all() if known.kind == "organisation"}
        now = self.clock.now()
        searches = self._searches(alert)
        return render(
            alert, family(url), now=now, zone=self.zone, page=self.page, names=names, searches=searches
        )

    def _searches(self, alert: AnyAlert) -> dict[int, Search]:
        """What came of the search for each original, by Statement, as of now."""
        told = [told_statement(hit.event) for hit in alert.hits] if isinstance(alert, Alert) else []
        found = {each.id: self.store.sought(each, each.speaker.accounts) for each in told if each}
        return {number: search(sought) for number, sought in found.items() if sought}


async def _land(flights: Mapping[str, asyncio.Task[None]]) -> None:
    """Wait for all that is still in flight; the round ends with one error, and no other is lost."""
    for end in await asyncio.gather(*flights.values(), return_exceptions=True):
        if isinstance(end, Exception):
            logger.error("a delivery failed", exc_info=end)
