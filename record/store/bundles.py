"""Alerts that gather: what is told later, together. Part of the transaction that judges.

A bundle takes Hits as long as nobody has touched its Deliveries. They are locked while one joins, and a claim
passes over locked rows: whatever happens at that moment, a Hit is in the message or opens another bundle.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from record.store.tables import alert_hits, alerts, deliveries
from record.types import Alert

MOST_HITS = 100  # each of them is named in the message, whatever its Channel takes


def open_bundle(connection: Connection, alert: Alert, now: datetime) -> int | None:
    """The id of the Alert that these Hits join, its Deliveries locked; None where there is none."""
    same = (
        alerts.c.channel == alert.channel,
        alerts.c.slot == alert.slot,
        alerts.c.gathers == alert.gathers,
    )
    latest = select(alerts.c.id).where(*same).order_by(alerts.c.id.desc()).limit(1)
    alert_id = connection.scalar(latest)
    if alert_id is None or not _is_untouched(connection, alert_id, now):
        return None
    return int(alert_id) if next_rank(connection, alert_id) + len(alert.hits) <= MOST_HITS else None


def next_rank(connection: Connection, alert_id: int) -> int:
    """Behind the Hits that it has."""
    held = select(func.count()).select_from(alert_hits).where(alert_hits.c.alert_id == alert_id)
    return int(connection.execute(held).scalar_one())


def _is_untouched(connection: Connection, alert_id: int, now: datetime) -> bool:
    mine = select(deliveries).where(deliveries.c.alert_id == alert_id, deliveries.c.purpose == "alert")
    rows = connection.execute(mine.order_by(deliveries.c.id).with_for_update()).all()
    return bool(rows) and all(
        row.state == "pending" and row.attempts == 0 and row.not_before is not None and row.not_before > now
        for row in rows
    )
