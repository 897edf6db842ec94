"""The health of a mirror: what it refuses, it refuses for all its accounts, and the operator hears of once.

That one account cannot be read while others can, lists less than usual or nothing new, is its own affair.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, exists, func, select, text

from record.ailments import Ailment
from record.store.tables import events, sources
from record.types import EventKind, Json, Poll

_ITSELF = events.c.data["mirror"].as_string().is_(None)  # told of the account, not of its mirror
ASKED = timedelta(days=2)  # longer than any pause: whoever was not polled for that is not asked any more


def said_of_mirror(
    connection: Connection, kind: EventKind, poll: Poll, ailment: Ailment, since: datetime, well_at: datetime
) -> Json | None:
    """What an Event says of the mirror besides the account: its name, and how many accounts cannot be read.

    None where the operator knows it by another account. `since`: it fails, or failed; `well_at`: its last
    success before that.
    """
    if not (poll.source.mirror and ailment.failing):
        return {}
    _one_at_a_time(connection, poll.source.mirror)
    broken = kind is EventKind.SOURCE_BROKEN
    if not broken and _is_told(connection, ailment, well_at, events.c.source_id == poll.source.id, _ITSELF):
        return {}
    told = _is_told(connection, ailment, well_at, events.c.data["mirror"].as_string() == poll.source.mirror)
    alike = sources.c.broken_state == ailment.state, sources.c.broken_at >= well_at
    if told and _exists(connection, poll, *alike):
        return None
    if broken and _exists(connection, poll, sources.c.fails == 0, sources.c.last_ok_at >= since):
        return {}
    failing = connection.scalar(select(func.count()).where(*_others(poll), sources.c.fails > 0)) or 0
    return {"mirror": poll.source.mirror, "accounts": failing + (not poll.outcome.healthy)}


def _is_told(
    connection: Connection, ailment: Ailment, well_at: datetime, *where: ColumnElement[bool]
) -> bool:
    """Whether the operator has heard since then that something is broken like this."""
    told = exists().where(
        events.c.kind == EventKind.SOURCE_BROKEN,
        events.c.at >= well_at,
        events.c.data["state"].as_string() == ailment.state,
        *where,
    )
    return bool(connection.scalar(select(told)))


def _exists(connection: Connection, poll: Poll, *where: ColumnElement[bool]) -> bool:
    return bool(connection.scalar(select(exists().where(*_others(poll), *where))))


def _others(poll: Poll) -> tuple[ColumnElement[bool], ...]:
    return (
        sources.c.mirror == poll.source.mirror,
        sources.c.id != poll.source.id,
        sources.c.last_polled_at >= poll.at - ASKED,
    )


def _one_at_a_time(connection: Connection, mirror: str) -> None:
    """Two accounts that break at once are told of once."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": f"mirror {mirror}"}
        )
