"""An Alert in its rows: with its Hits, a Delivery for each recipient, and those that stand by.

Part of the transaction that judges, or that readdresses.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from record.store.bundles import next_rank, open_bundle
from record.store.rows import insert_new
from record.store.tables import alert_hits, alerts, deliveries
from record.types import AccountAlert, Alert, AnyAlert, Purpose

Recipients = Mapping[str, Sequence[str]]  # of each Channel, as alerts.channels.recipient_ids names them


def delivery_key(alert: AnyAlert, recipient: int, purpose: Purpose = "alert", channel: str = "") -> str:
    """The name of one Delivery, also sent as Idempotency-Key and in the Message-ID.

    The Statement's public id (of a Source's Event or an account's, its `ref`) makes it differ between
    records: two desks must not silence each other. `channel`: of one that stands by.
    """
    event = alert.event
    lasting = event.statement.public_id if event.statement else event.data["ref"]
    standby = f"|{purpose}|{channel}" if purpose != "alert" else ""
    named = f"{lasting}|{event.id}|{alert.channel}|{recipient}{standby}"
    return hashlib.sha256(named.encode()).hexdigest()[:32]


def recipient_hash(key: str, recipient: str) -> str:
    """Who a Delivery is for, salted with its key: two Deliveries do not show that they go to one person.

    `recipient` is what alerts.channels.recipient_ids gives; the record keeps neither it nor an address.
    """
    return hashlib.sha256(f"{key}|{recipient}".encode()).hexdigest()[:32]


def insert_alert(
    connection: Connection,
    alert: AnyAlert,
    hit_ids: Iterable[int],
    recipients: Recipients,
    now: datetime,
) -> None:
    """It, or its Hits in the bundle that waits for its slot. One that the record has is left as it is."""
    gathered = open_bundle(connection, alert, now) if isinstance(alert, Alert) and alert.gathers else None
    if gathered is not None:
        link_hits(connection, gathered, hit_ids)
        _insert_standbys(connection, gathered, alert, recipients)
        return
    values = {"event_id": alert.event.id, "channel": alert.channel, "at": now}
    if isinstance(alert, AccountAlert):
        values["watches"] = list(alert.watches)
    elif isinstance(alert, Alert):
        values |= {"gathers": alert.gathers, "slot": alert.slot}
    inserted = insert_new(connection, alerts, values)
    if inserted is None:
        return
    link_hits(connection, inserted.id, hit_ids)
    insert_deliveries(connection, inserted.id, alert, recipients, now)


def link_hits(connection: Connection, alert_id: int, hit_ids: Iterable[int]) -> None:
    """Behind those that it has."""
    links = [
        {"alert_id": alert_id, "hit_id": hit_id, "rank": rank}
        for rank, hit_id in enumerate(hit_ids, next_rank(connection, alert_id))
    ]
    for link in links:
        insert_new(connection, alert_hits, link)


def insert_deliveries(
    connection: Connection, alert_id: int, alert: AnyAlert, recipients: Recipients, now: datetime
) -> None:
    """One pending Delivery for each recipient of the Alert's Channel, and those that stand by."""
    waits = _waits(alert)
    for index, recipient in enumerate(recipients[alert.channel]):
        key = delivery_key(alert, index)
        values = _row(key, alert_id, alert.channel, index, recipient)
        insert_new(connection, deliveries, {**values, "not_before": waits, "due_at": waits or now})
    _insert_standbys(connection, alert_id, alert, recipients)


def _insert_standbys(connection: Connection, alert_id: int, alert: AnyAlert, recipients: Recipients) -> None:
    """They stand for the Delivery to the first recipient."""
    if not isinstance(alert, Alert) or not alert.standbys:
        return
    mine = select(deliveries.c.id, deliveries.c.due_at).where(deliveries.c.alert_id == alert_id)
    first = connection.execute(mine.where(deliveries.c.purpose == "alert").order_by(deliveries.c.id)).first()
    if first is None:
        return
    for standby in alert.standbys:
        due = first.due_at + standby.after
        for index, recipient in enumerate(recipients.get(standby.channel, ())):
            key = delivery_key(alert, index, standby.purpose, standby.channel)
            values = _row(key, alert_id, standby.channel, index, recipient)
            values |= {"purpose": standby.purpose, "stands_for": first.id, "not_before": due, "due_at": due}
            if not _stands_by(connection, values):
                insert_new(connection, deliveries, values)


def _stands_by(connection: Connection, wanted: Mapping[str, Any]) -> bool:
    """A bundle has each of its standbys once, whichever Hit brought it, and as soon as any wants it."""
    same = [deliveries.c[name] == wanted[name] for name in ("alert_id", "purpose", "channel", "recipient")]
    later = (deliveries.c.not_before > wanted["not_before"], deliveries.c.done_at.is_(None))
    sooner = {name: wanted[name] for name in ("not_before", "due_at")}
    connection.execute(update(deliveries).where(*same, *later).values(**sooner))
    return connection.execute(select(deliveries.c.id).where(*same)).first() is not None


def _row(key: str, alert_id: int, channel: str, index: int, recipient: str) -> dict[str, Any]:
    return {
        "key": key,
        "alert_id": alert_id,
        "channel": channel,
        "recipient": index,
        "recipient_hash": recipient_hash(key, recipient),
        "state": "pending",
        "doubt": False,
    }


def _waits(alert: AnyAlert) -> datetime | None:
    """Of one that gathers its slot; else until the original is there."""
    if not isinstance(alert, Alert):
        return alert.not_before if isinstance(alert, AccountAlert) else None
    return alert.slot or alert.not_before
