"""Which message a later one about the same Statement answers, so that they stand in one thread."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from record.store.alertrows import recipient_hash
from record.store.tables import alert_hits, alerts, deliveries, hits
from record.types import Delivery

MOST_TRIED = 50  # first messages about one Statement to one Channel: one a recipient


def first_told(connection: Connection, delivery: Delivery, recipient: str) -> str | None:
    """What the Channel calls the first message about the Statement of the leading Hit that this recipient
    was sent; None where there is none. `recipient` is what alerts.channels.recipient_ids gives.

    A message that gathers is nobody's beginning, and answers none: it is about many things.
    """
    statement = (
        select(hits.c.statement_id)
        .join(alert_hits, alert_hits.c.hit_id == hits.c.id)
        .join(alerts, alerts.c.id == alert_hits.c.alert_id)
        .where(alerts.c.id == delivery.alert_id, alerts.c.gathers.is_(None))
        .order_by(alert_hits.c.rank)
        .limit(1)
    )
    query = (
        select(deliveries.c.key, deliveries.c.recipient_hash, deliveries.c.remote_id)
        .join(alerts, alerts.c.id == deliveries.c.alert_id)
        .join(alert_hits, alert_hits.c.alert_id == alerts.c.id)
        .join(hits, hits.c.id == alert_hits.c.hit_id)
        .where(
            hits.c.statement_id == statement.scalar_subquery(),
            alerts.c.gathers.is_(None),
            deliveries.c.channel == delivery.channel,
            deliveries.c.key != delivery.key,
            deliveries.c.remote_id.is_not(None),
        )
        .group_by(deliveries.c.id)
        .order_by(func.min(deliveries.c.sent_at), deliveries.c.id)
        .limit(MOST_TRIED)
    )
    for row in connection.execute(query):
        if recipient_hash(row.key, recipient) == row.recipient_hash:
            return str(row.remote_id)
    return None
