"""Alerts whose Channel was taken from the watch before anything was sent: told to those that it has now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, exists, func, not_, or_, select, update

from record.store.alertrows import Recipients, insert_deliveries, link_hits
from record.store.claims import is_unheld
from record.store.loading import load_alert
from record.store.rows import insert_new
from record.store.standbys import withdraw
from record.store.tables import alert_hits, alerts, deliveries, hits
from record.store.waiting import is_waiting
from record.types import Alert, Gathering, Purpose

Notify = Mapping[str, Collection[str]]  # the Channels of each watch that tells
PURPOSES: tuple[Purpose, ...] = ("fallback", "escalation")
ELSEWHERE = "not sent: its watch tells other channels now"
_WITHDRAWN = and_(deliveries.c.state == "dead", deliveries.c.error == ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Stray:
    """A Hit and a Delivery that tells it to a Channel that its watch has no more; nothing was sent."""

    hit_id: int
    event_id: int
    watch_id: str
    delivery_id: int
    channel: str
    not_before: datetime | None  # where it still waits for the original
    gathers: Gathering | None
    slot: datetime | None


def strays(connection: Connection, notify: Notify, channels: Collection[str], now: datetime) -> list[Stray]:
    """What waits for its original for a Channel that the watch lost, or is open for one that is none of these
    `channels`."""
    waits = and_(*is_waiting())
    query = (
        select(
            hits.c.id.label("hit_id"),
            *(hits.c.event_id, hits.c.watch_id, alerts.c.gathers, alerts.c.slot),
            *(deliveries.c.id.label("delivery_id"), deliveries.c.channel, deliveries.c.not_before),
            waits.label("waits"),
        )
        .join(alert_hits, alert_hits.c.hit_id == hits.c.id)
        .join(alerts, alerts.c.id == alert_hits.c.alert_id)
        .join(deliveries, deliveries.c.alert_id == alerts.c.id)
        .where(
            *_unsent(now),
            deliveries.c.purpose == "alert",
            or_(waits, deliveries.c.channel.not_in(channels)),
        )
        .order_by(deliveries.c.id, alert_hits.c.rank)
    )
    return [
        Stray(
            *(row.hit_id, row.event_id, row.watch_id, row.delivery_id, row.channel),
            not_before=row.not_before if row.waits else None,
            gathers=row.gathers,
            slot=row.slot,
        )
        for row in connection.execute(query)
        if row.channel not in notify.get(row.watch_id, (row.channel,))
    ]


def readdress(
    connection: Connection,
    found: Sequence[Stray],
    notify: Notify,
    now: datetime,
    recipients: Recipients,
) -> int:
    """One Alert for the Hits of each Delivery to each Channel that their watches have now and that was not
    told of them; how many Hits. The Delivery itself is withdrawn."""
    groups: dict[tuple[int, str], list[Stray]] = {}
    for stray in found:
        for channel in notify[stray.watch_id]:
            if not _is_told(connection, stray, channel):
                groups.setdefault((stray.delivery_id, channel), []).append(stray)
    for (_, channel), group in groups.items():
        for each in _apart(connection, channel, group):
            _tell(connection, channel, each, now, recipients)
    for delivery_id in {stray.delivery_id for stray in found}:
        if _withdraw(connection, delivery_id, notify, now):
            _drop_standbys(connection, delivery_id, now)
    return len({stray.hit_id for group in groups.values() for stray in group})


def _apart(connection: Connection, channel: str, group: Sequence[Stray]) -> list[list[Stray]]:
    """Of a bundle each Hit goes with the Alert that the Channel has of its Event, and the rest go together:
    what that Alert does not tell must not be lost with it."""
    if not group[0].gathers:
        return [list(group)]
    events = {stray.event_id for stray in group}
    query = select(alerts.c.event_id).where(alerts.c.channel == channel, alerts.c.event_id.in_(events))
    known = set(connection.scalars(query))
    rest = [stray for stray in group if stray.event_id not in known]
    return [*([stray] for stray in group if stray.event_id in known), *([rest] if rest else [])]


def _tell(
    connection: Connection,
    channel: str,
    group: Sequence[Stray],
    now: datetime,
    recipients: Recipients,
) -> None:
    """Where the Channel has an Alert of the Event already, the Hits go with it; a withdrawn one is sent."""
    lead = group[0]
    values = {"event_id": lead.event_id, "channel": channel, "at": now}
    values |= {"gathers": lead.gathers, "slot": lead.slot}
    inserted = insert_new(connection, alerts, values)
    known = select(alerts.c.id).where(alerts.c.event_id == lead.event_id, alerts.c.channel == channel)
    alert_id = inserted.id if inserted is not None else connection.execute(known).scalar_one()
    link_hits(connection, alert_id, (stray.hit_id for stray in group))
    told = load_alert(connection, alert_id)
    if inserted is not None and isinstance(told, Alert):
        waits = None if lead.gathers else lead.not_before
        again = Alert(channel, told.hits, waits, lead.gathers, lead.slot)
        insert_deliveries(connection, alert_id, again, recipients, now)
        _hand_over_standbys(connection, lead.delivery_id, alert_id)
    sent_again = {"state": "pending", "done_at": None, "error": None, "not_before": lead.not_before}
    connection.execute(
        update(deliveries).where(deliveries.c.alert_id == alert_id, _WITHDRAWN).values(**sent_again)
    )


def _hand_over_standbys(connection: Connection, delivery_id: int, alert_id: int) -> None:
    """They stand for the Delivery that is sent in its place."""
    first = select(func.min(deliveries.c.id)).where(
        deliveries.c.alert_id == alert_id, deliveries.c.purpose == "alert"
    )
    mine = update(deliveries).where(deliveries.c.stands_for == delivery_id, deliveries.c.done_at.is_(None))
    connection.execute(mine.values(stands_for=first.scalar_subquery()))


def _drop_standbys(connection: Connection, delivery_id: int, now: datetime) -> None:
    """Those that were not handed over: its Hits went with an Alert that has its own."""
    for purpose in PURPOSES:
        withdraw(connection, purpose, deliveries.c.stands_for == delivery_id, ELSEWHERE, now)


def _withdraw(connection: Connection, delivery_id: int, notify: Notify, now: datetime) -> bool:
    """Unless another watch still tells its Hit by it."""
    mine = deliveries.c.id == delivery_id
    query = (
        select(hits.c.watch_id, deliveries.c.channel)
        .join(alert_hits, alert_hits.c.hit_id == hits.c.id)
        .join(deliveries, deliveries.c.alert_id == alert_hits.c.alert_id)
        .where(mine)
    )
    for watch_id, channel in connection.execute(query):
        if channel in notify.get(watch_id, (channel,)):
            return False
    dead = {"state": "dead", "done_at": now, "error": ELSEWHERE}
    return connection.execute(update(deliveries).where(mine, *_unsent(now)).values(**dead)).rowcount > 0


def _unsent(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Open, in nobody's hands, and surely not sent."""
    free = is_unheld(deliveries, now)
    return (
        deliveries.c.state == "pending",
        deliveries.c.doubt.is_(False),
        deliveries.c.done_at.is_(None),
        free,
    )


def _is_told(connection: Connection, stray: Stray, channel: str) -> bool:
    """By an Alert to this Channel that was not withdrawn."""
    told = (
        select(alert_hits.c.hit_id)
        .join(alerts, alerts.c.id == alert_hits.c.alert_id)
        .join(deliveries, deliveries.c.alert_id == alerts.c.id)
        .where(alert_hits.c.hit_id == stray.hit_id, alerts.c.channel == channel, not_(_WITHDRAWN))
    )
    return bool(connection.execute(select(exists(told))).scalar_one())
