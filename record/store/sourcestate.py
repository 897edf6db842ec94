"""What the record keeps of a Source from one Poll to the next: how to ask it, and how it is."""

from __future__ import annotations

import logging
from dataclasses import asdict
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from sqlalchemy import Connection, Row, select, update

from record import __version__
from record.listing import Listing, is_lie, listing_of
from record.store.lastshown import known_posts
from record.store.rows import insert_new
from record.store.tables import polls, sources
from record.types import Hints, Json, Outcome, Poll, Remembered, Source, Validators

MOST_UNCHANGED = 40  # answers that are looked back at
FORGOTTEN: dict[str, Any] = {
    "etag": None,
    "last_modified": None,
    "validators_believed": True,
    "listing_hash": None,
    "asked_whole_at": None,
    "hints": None,
    "wait_until": None,
    "wait_reason": None,
}

logger = logging.getLogger(__name__)


def add_source(connection: Connection, source: Source, now: datetime) -> None:
    """A known one stays; where it is asked or read otherwise than before, it is asked as if for the first
    time: a validator vouches for one address, and for what one way of reading found there."""
    asked_as = _asked_as(source)
    new = {"id": source.id, "origin": source.origin, "name": source.name, "added_at": now}
    insert_new(connection, sources, {**new, "mirror": source.mirror, "asked_as": asked_as})
    mine = sources.c.id == source.id
    changed = sources.c.asked_as.is_distinct_from(asked_as)
    connection.execute(update(sources).where(mine, changed).values(asked_as=asked_as, **FORGOTTEN))
    moved = sources.c.mirror.is_distinct_from(source.mirror)
    connection.execute(update(sources).where(mine, moved).values(mirror=source.mirror))


def lock_source(connection: Connection, source_id: str) -> Row[Any]:
    """Its row as it is before a Poll: two runners that record one Source wait for each other."""
    mine = select(sources).where(sources.c.id == source_id)
    return connection.execute(mine.with_for_update(key_share=True)).one()


def remember(connection: Connection, source_id: str, now: datetime) -> Remembered:
    """What decides how the Source is asked; of one that is not known, nothing."""
    row = connection.execute(select(sources).where(sources.c.id == source_id)).first()
    if row is None:
        return Remembered()
    of_site = row.origin.startswith("site:")
    given = Validators(row.etag, row.last_modified)
    return Remembered(
        validators=given if row.validators_believed and given != Validators() else None,
        hints=hints_of(row.hints),
        whole_age=(now - row.asked_whole_at).total_seconds() if row.asked_whole_at else None,
        unchanged=_unchanged(connection, source_id),
        fails=row.fails,
        well_at=row.last_ok_at if of_site else _well_at(connection, row.origin),
        known=() if of_site else known_posts(connection, source_id, row.origin),
    )


def _well_at(connection: Connection, account: str) -> datetime | None:
    """When any Source of the account last was: a stand-in goes on where another stopped."""
    mine = select(sources.c.last_ok_at).where(sources.c.origin == account, sources.c.last_ok_at.is_not(None))
    return connection.scalars(mine.order_by(sources.c.last_ok_at.desc())).first()


def hints_of(tree: Json | None) -> Hints:
    """The inverse of asdict."""
    said = tree or {}
    return Hints(
        ttl=said.get("ttl"),
        update_period=said.get("update_period"),
        skip_hours=tuple(said.get("skip_hours", ())),
        skip_days=tuple(said.get("skip_days", ())),
    )


def set_state(connection: Connection, before: Row[Any], poll: Poll) -> None:
    """The Source's state; an answer that is not healthy moves no validator."""
    wait = poll.wait
    values: dict[str, Any] = {
        "state": poll.outcome,
        "reason": poll.reason,
        "last_polled_at": poll.at,
        "fails": 0 if poll.outcome.healthy else before.fails + 1,
        "wait_until": poll.at + timedelta(seconds=wait.seconds) if wait else None,
        "wait_reason": wait.reason if wait else None,
    }
    if poll.outcome.healthy:
        values["last_ok_at"] = poll.at
    if poll.outcome is Outcome.OK:
        values |= _whole_answer(before, poll)
    connection.execute(update(sources).where(sources.c.id == poll.source.id).values(**values))


def _whole_answer(before: Row[Any], poll: Poll) -> dict[str, Any]:
    """A server that lied about its validators is not believed again: nothing that it says could prove it."""
    listing = listing_of(poll)
    was = Listing(before.listing_hash, Validators(before.etag, before.last_modified))
    lied = is_lie(was, listing)
    if lied and before.validators_believed:
        given = listing.validators.etag or listing.validators.last_modified
        logger.warning(
            "source %s lists something else under the same validator %s: it is asked without one from now on",
            poll.source.id,
            given,
        )
    return {
        "etag": listing.validators.etag,
        "last_modified": listing.validators.last_modified,
        "validators_believed": before.validators_believed and not lied,
        "listing_hash": listing.hash,
        "asked_whole_at": poll.at,
        "hints": asdict(poll.hints) if poll.hints else before.hints,
    }


def _asked_as(source: Source) -> str:
    """Another version of ours may read the same answer otherwise."""
    return f"{source.format} {source.url} {source.links or ''} {__version__}"


def _unchanged(connection: Connection, source_id: str) -> int:
    query = select(polls.c.outcome).where(polls.c.source_id == source_id)
    last = connection.scalars(query.order_by(polls.c.at.desc()).limit(MOST_UNCHANGED))
    return sum(1 for _ in takewhile(lambda outcome: outcome == Outcome.NOT_MODIFIED, last))
