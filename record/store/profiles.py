"""Who an account says it is, as each mirror shows it; a change of that is an Event.

Its data: {"account": "weibo:174…", "platform", "uid", "source": id, "format", "name": as it is shown now,
"changes": {"verified": [before, now], "name": …, "verified_reason": …}, "ref"}. It is told once, by
whichever mirror shows it first.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select, text, update

from record.store.rows import insert_new
from record.store.tables import events, profiles
from record.text import fold
from record.types import EventKind, Json, Poll, Profile

FIELDS = ("name", "verified", "verified_reason")
AGAIN = timedelta(days=1)  # before a value is told again that swings to another and back


def keep_profile(connection: Connection, poll: Poll, batch: str) -> None:
    """The first sight is silent: only what a mirror shows otherwise than before has changed."""
    profile = poll.profile
    if profile is None:
        return
    now = {name: getattr(profile, name) for name in FIELDS if getattr(profile, name) is not None}
    key = {"account": profile.account.key, "source_id": poll.source.id}
    if insert_new(connection, profiles, {**key, **now, "seen_at": poll.at}) is not None:
        return
    mine = (profiles.c.account == profile.account.key, profiles.c.source_id == poll.source.id)
    before = connection.execute(select(profiles).where(*mine)).one()
    differing = {name: value for name, value in now.items() if not _same(before._mapping[name], value)}
    if not differing:
        return
    _one_at_a_time(connection, profile.account.key)
    connection.execute(update(profiles).where(*mine).values(**differing, seen_at=poll.at))
    changes = {
        name: [before._mapping[name], value]
        for name, value in differing.items()
        if before._mapping[name] is not None
        and not _is_told(connection, profile.account.key, name, value, poll.at)
    }
    if changes:
        _write_event(connection, poll, profile, before, changes, batch)


def _one_at_a_time(connection: Connection, account: str) -> None:
    """Two mirrors that show the same change at once tell it once."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": f"profile {account}"}
        )


def _same(before: Any, now: Any) -> bool:
    if isinstance(before, str) and isinstance(now, str):
        return _plain(before) == _plain(now)
    return bool(before == now)


def _plain(words: str) -> str:
    """Width and space do not count."""
    return "".join(fold(words).split())


def _is_told(connection: Connection, account: str, name: str, value: Any, now: datetime) -> bool:
    """Whether this value was the last that was told of this field, for then another mirror was first; or
    was told lately."""
    query = select(events.c.data, events.c.at).where(
        events.c.kind == EventKind.ACCOUNT_CHANGED, events.c.data["account"].as_string() == account
    )
    told = (
        (_same(row.data["changes"][name][1], value), row.at)
        for row in connection.execute(query.order_by(events.c.id.desc()))
        if name in row.data["changes"]
    )
    return any(same for number, (same, at) in enumerate(told) if number == 0 or at > now - AGAIN)


def _write_event(
    connection: Connection, poll: Poll, profile: Profile, before: Row[Any], changes: Json, batch: str
) -> None:
    data: Json = {
        "account": profile.account.key,
        "platform": profile.account.platform,
        "uid": profile.account.uid,
        "source": poll.source.id,
        "format": poll.source.format,
        "name": profile.name or before.name or "",
        "changes": changes,
        "ref": secrets.token_hex(8),
    }
    values = {"kind": EventKind.ACCOUNT_CHANGED, "at": poll.at, "batch": batch, "source_id": poll.source.id}
    connection.execute(insert(events).values(**values, data=data))
