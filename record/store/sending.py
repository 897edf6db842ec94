"""What the outbox reads and writes: Deliveries and their Attempts.

    pending --claim, freeze--> sending --acknowledge--> sent | dead | pending or in_doubt (tried again)

An Attempt is written before any byte goes out. A Delivery that is found in `sending` when it is claimed was
in flight when its runner died: it is in doubt, and doubt is sticky. What becomes of its Channel and of those
that stand by is written with it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import timedelta

from sqlalchemy import Engine, and_, func, insert, not_, null, or_, select, update

from record.channelstate import JudgeChannel, Rate, Verdict
from record.clock import Clock
from record.digests import DigestEnd
from record.originals import Sought
from record.store import claims
from record.store.channelstates import (
    held,
    keep_state,
    load_buckets,
    soonest_token,
    state_of_channel,
    take_token,
)
from record.store.digests import digest_end
from record.store.engine import database_now, read, write
from record.store.lateness import tell_late
from record.store.loading import load_alert
from record.store.originals import sought_of
from record.store.replying import first_told
from record.store.settling import (
    claimed_of,
    close_attempt,
    count_attempts,
    give_up,
    row_id_of,
    settle,
)
from record.store.tables import attempts, deliveries
from record.types import Account, AnyAlert, Delivery, Message, SendClass, SendResult, Statement

NO_RATES: Mapping[str, Rate] = {}


class SendingStore:
    """The outbox's verbs. Every method is one transaction and blocks: call it in a thread."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def claim_deliveries(
        self,
        limit: int,
        lease: timedelta,
        without: Collection[str] = (),
        rates: Mapping[str, Rate] = NO_RATES,
    ) -> list[Delivery]:
        """Deliveries that are due, of all Channels but those, and but those that rest or have taken as many
        as their rate allows; one found in `sending` comes back in doubt.

        The longest due come first, and those never tried before them: one recipient that always fails for a
        while holds nobody of its Channel.
        """
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            buckets = load_buckets(connection)
            rows = claims.claim(
                connection,
                deliveries,
                now,
                limit=limit,
                lease=lease,
                where=[deliveries.c.channel.not_in({*without, *held(buckets, rates, now)})],
                before=deliveries.c.not_before.asc().nulls_first(),
            )
            for row in rows:
                bucket, rate = buckets.get(row.channel), rates.get(row.channel)
                take_token(connection, row.channel, bucket, rate, now, probe=now + lease)
            return [claimed_of(connection, row, now) for row in rows]

    def soonest_token(self, rates: Mapping[str, Rate], without: Collection[str]) -> timedelta | None:
        """How long until something that is due can be claimed that waits for its Channel's pace alone."""
        with read(self._engine) as connection:
            return soonest_token(connection, rates, without, database_now(connection, self._clock))

    def first_told(self, delivery: Delivery, recipient: str) -> str | None:
        """The remote id of the message that this one answers, see record/store/replying.py."""
        with read(self._engine) as connection:
            return first_told(connection, delivery, recipient)

    def tell_late(self, age: timedelta) -> int:
        """Events of what is due for longer than that, see record/store/lateness.py; how many."""
        return tell_late(self._engine, self._clock, age)

    def forget_dead(self) -> int:
        """Throw away the messages of dead Deliveries that were kept long enough; how many. The Delivery and
        its Attempts stay."""
        with write(self._engine) as connection:
            over = deliveries.c.expires_at <= database_now(connection, self._clock)
            kept = (deliveries.c.state == "dead", over, deliveries.c.payload.is_not(None))
            return connection.execute(update(deliveries).where(*kept).values(payload=null())).rowcount

    def alert(self, delivery: Delivery) -> AnyAlert:
        """What is to be told, as the record has it now."""
        with read(self._engine) as connection:
            return load_alert(connection, delivery.alert_id)

    def digest_end(self, alert_id: int) -> DigestEnd:
        """What a digest says at its end; nothing of any other Alert."""
        with read(self._engine) as connection:
            return digest_end(connection, alert_id)

    def sought(self, statement: Statement, accounts: Collection[Account]) -> Sought | None:
        """What decides whether its original was found, as record/store/originals.py has it."""
        with read(self._engine) as connection:
            return sought_of(connection, statement.id, accounts)

    def begin_attempt(self, delivery: Delivery, message: Message, lease: timedelta) -> int:
        """Freeze the payload and write the Attempt, before any I/O; its id. Errors: LeaseLost."""
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            values = {"state": "sending", "payload": asdict(message)}
            row_id = row_id_of(connection, delivery)
            claims.hold(connection, deliveries, row_id, delivery.token, now + lease, **values)
            started = insert(attempts).values(delivery_id=row_id, started_at=now).returning(attempts.c.id)
            return int(connection.execute(started).scalar_one())

    def acknowledge(
        self,
        delivery: Delivery,
        attempt_id: int,
        result: SendResult,
        retry_in: timedelta | None,
        judge: JudgeChannel | None = None,
    ) -> Verdict:
        """Close the Attempt: sent, tried again after a pause, or dead (no `retry_in`). Errors: LeaseLost.

        `judge` says what it comes to for the Channel, and then also when it is tried again.
        """
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            before = state_of_channel(connection, delivery.channel)
            verdict = judge(before, now) if judge else Verdict(before, retry_in)
            close_attempt(connection, attempt_id, result, now)
            settle(connection, delivery, result, verdict.retry_in, now)
            keep_state(connection, delivery.channel, before, verdict, result.kind, now)
            return verdict

    def fail_making(self, delivery: Delivery, error: str, pause: timedelta, most: int) -> bool:
        """Nothing was sent, for no message could be made: an Attempt, tried again after a pause, dead after
        `most`. Whether it is dead. Errors: LeaseLost."""
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            row_id, token = row_id_of(connection, delivery), delivery.token
            failed = {"delivery_id": row_id, "started_at": now, "ended_at": now, "detail": error}
            connection.execute(insert(attempts).values(**failed, **{"class": SendClass.NOT_SENT}))
            # Until a payload is frozen nothing was begun: every Attempt so far is one of these.
            hopeless = delivery.payload is None and count_attempts(connection, row_id) >= most
            if hopeless:
                give_up(connection, row_id, token, error, now)
            else:
                claims.postpone(connection, deliveries, row_id, token, now + pause, error)
            return hopeless

    def postpone(self, delivery: Delivery, error: str, pause: timedelta) -> None:
        """Nothing was sent: try again after a pause. Errors: LeaseLost."""
        with write(self._engine) as connection:
            until = database_now(connection, self._clock) + pause
            row_id = row_id_of(connection, delivery)
            claims.postpone(connection, deliveries, row_id, delivery.token, until, error)

    def undelivered(self, channels: Collection[str] | None = None) -> int:
        """How many Deliveries are open (of these Channels, or of all).

        With one that waits for its time and was never tried nothing is wrong: it is left out.
        """
        with read(self._engine) as connection:
            now = database_now(connection, self._clock)
            waits = and_(deliveries.c.attempts == 0, deliveries.c.not_before > now)
            due = or_(deliveries.c.not_before.is_(None), not_(waits))
            open_ones = select(func.count()).select_from(deliveries)
            open_ones = open_ones.where(deliveries.c.done_at.is_(None), due)
            if channels is not None:
                open_ones = open_ones.where(deliveries.c.channel.in_(channels))
            return int(connection.execute(open_ones).scalar_one())
