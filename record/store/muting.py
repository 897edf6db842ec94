"""What the user silences for a while, by command, and lifts again. Judgements read it in traffic.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, insert, select, update

from record.clock import Clock
from record.store.engine import database_now, read, write
from record.store.tables import mutes, statements


@dataclass(frozen=True, slots=True)
class Muted:
    """What a mute names: one of these, and all where it names nothing."""

    watch_id: str | None = None
    speaker_id: str | None = None
    statement_id: int | None = None


@dataclass(frozen=True, slots=True)
class RecordedMute:
    """A mute that is not over."""

    of: Muted
    statement: str | None  # the public id
    at: datetime
    until: datetime
    note: str


class MutingStore:
    """The mutes' verbs. Every method is one transaction and blocks: call it in a thread."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def mute(self, of: Muted, until: datetime, note: str = "") -> None:
        """From now on, in place of an earlier one of the same."""
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            _lift(connection, _same(of), now)
            named = {"watch_id": of.watch_id, "speaker_id": of.speaker_id, "statement_id": of.statement_id}
            connection.execute(insert(mutes).values(**named, at=now, until=until, note=note))

    def unmute(self, of: Muted) -> list[RecordedMute]:
        """What was lifted; one that names nothing lifts all."""
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            mine = [] if of == Muted() else _same(of)
            lifted = [_mute_of(row) for row in connection.execute(_active(now).where(*mine))]
            _lift(connection, mine, now)
            return lifted

    def mutes(self) -> list[RecordedMute]:
        """Those that are not over, the one that ends first first."""
        with read(self._engine) as connection:
            query = _active(database_now(connection, self._clock)).order_by(mutes.c.until, mutes.c.id)
            return [_mute_of(row) for row in connection.execute(query)]


def _active(now: datetime) -> Select[Any]:
    query = select(mutes, statements.c.public_id).outerjoin(
        statements, statements.c.id == mutes.c.statement_id
    )
    return query.where(mutes.c.until > now, mutes.c.lifted_at.is_(None))


def _same(of: Muted) -> list[ColumnElement[bool]]:
    return [
        mutes.c.watch_id.is_not_distinct_from(of.watch_id),
        mutes.c.speaker_id.is_not_distinct_from(of.speaker_id),
        mutes.c.statement_id.is_not_distinct_from(of.statement_id),
    ]


def _lift(connection: Connection, mine: Sequence[ColumnElement[bool]], now: datetime) -> None:
    still = (mutes.c.until > now, mutes.c.lifted_at.is_(None))
    connection.execute(update(mutes).where(*still, *mine).values(lifted_at=now))


def _mute_of(row: Row[Any]) -> RecordedMute:
    of = Muted(row.watch_id, row.speaker_id, row.statement_id)
    return RecordedMute(of, row.public_id, row.at, row.until, row.note)
