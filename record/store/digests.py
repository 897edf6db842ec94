"""The end of a digest, from the record: Sources that bring nothing, and what was found and not sent."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, func, select

from record.ailments import Ailment
from record.digests import AilingSource, DigestEnd, Undelivered, Withheld
from record.store.readdressing import ELSEWHERE
from record.store.tables import alert_hits, alerts, deliveries, hits, sources, statements
from record.types import Json

FIRST = timedelta(days=1)  # that the first digest of a Channel looks back
ASKED = timedelta(days=3)  # a Source that was not asked for so long is read no more


def digest_end(connection: Connection, alert_id: int) -> DigestEnd:
    """Of the time since the digest before on its Channel; nothing where the Alert is no digest."""
    alert = connection.execute(select(alerts).where(alerts.c.id == alert_id)).one()
    if alert.gathers != "digest":
        return DigestEnd()
    since = _before(connection, alert)
    told = select(hits.c.watch_id).join(alert_hits, alert_hits.c.hit_id == hits.c.id)
    mine = hits.c.watch_id.in_(told.where(alert_hits.c.alert_id == alert_id))
    return DigestEnd(
        _ailing(connection, alert.slot),
        _withheld(connection, and_(mine, hits.c.at > since, hits.c.at <= alert.slot)),
        _undelivered(connection, mine, since, alert.slot),
    )


def _before(connection: Connection, alert: Row[Any]) -> datetime:
    same = (alerts.c.channel == alert.channel, alerts.c.gathers == "digest", alerts.c.slot < alert.slot)
    last: datetime | None = connection.scalar(select(func.max(alerts.c.slot)).where(*same))
    first: datetime = alert.slot - FIRST
    return last or first


def _ailing(connection: Connection, slot: datetime) -> tuple[AilingSource, ...]:
    """The longest ill first."""
    since = func.coalesce(sources.c.last_ok_at, sources.c.broken_at)
    ill = select(sources).where(sources.c.broken_at.is_not(None), sources.c.last_polled_at > slot - ASKED)
    return tuple(map(_ailing_source, connection.execute(ill.order_by(since, sources.c.id))))


def _ailing_source(row: Row[Any]) -> AilingSource:
    ailment = Ailment(row.broken_state or "", row.broken_reason or "")
    return AilingSource(row.name, ailment, row.last_ok_at or row.broken_at)


def _withheld(connection: Connection, concerned: ColumnElement[bool]) -> tuple[Withheld, ...]:
    """By reason. What the watch told otherwise, or counted with what it told, was sent."""
    other = hits.alias()
    told = exists().where(
        other.c.watch_id == hits.c.watch_id,
        other.c.statement_id == hits.c.statement_id,
        other.c.withheld_by.is_(None),
    )
    query = (
        select(statements.c.public_id, hits.c.checks)
        .join(statements, statements.c.id == hits.c.statement_id)
        .where(concerned, hits.c.withheld_by.is_not(None), hits.c.withheld_by != "dedup", ~told)
        .order_by(hits.c.id)
    )
    reasons: dict[str, str] = {}  # of each Statement the first
    for row in connection.execute(query):
        reasons.setdefault(row.public_id, _reason(row.checks))
    grouped: dict[str, list[str]] = {}
    for public_id, reason in reasons.items():
        grouped.setdefault(reason, []).append(public_id)
    return tuple(Withheld(reason, tuple(ids)) for reason, ids in grouped.items())


def _reason(checks: list[Json]) -> str:
    return next(str(check["reason"]) for check in checks if not check["passed"])


def _undelivered(
    connection: Connection, mine: ColumnElement[bool], since: datetime, until: datetime
) -> tuple[Undelivered, ...]:
    dead = (deliveries.c.state == "dead", deliveries.c.purpose == "alert", deliveries.c.error != ELSEWHERE)
    of_mine = (
        select(alert_hits.c.alert_id).join(hits, hits.c.id == alert_hits.c.hit_id).where(mine).distinct()
    )
    query = (
        select(deliveries.c.channel, deliveries.c.error, func.count())
        .where(*dead, deliveries.c.done_at > since, deliveries.c.done_at <= until)
        .where(deliveries.c.alert_id.in_(of_mine))
        .group_by(deliveries.c.channel, deliveries.c.error)
    )
    rows = connection.execute(query.order_by(deliveries.c.channel, deliveries.c.error))
    return tuple(Undelivered(channel, error or "", count) for channel, error, count in rows)
