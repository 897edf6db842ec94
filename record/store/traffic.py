"""What a judgement counts: what was told at once lately, and what the user has silenced by command."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, and_, exists, func, or_, select

from record.store.tables import alert_hits, alerts, hits, mutes
from record.told import Mute

_AT_ONCE = alerts.c.gathers.is_(None)


def count_channels(connection: Connection, since: datetime) -> dict[str, int]:
    """Channel -> Alerts with Hits that were not gathered."""
    of_hits = exists().where(alert_hits.c.alert_id == alerts.c.id)
    told = select(alerts.c.channel, func.count()).where(alerts.c.at > since, _AT_ONCE, of_hits)
    rows = connection.execute(told.group_by(alerts.c.channel))
    return {row[0]: row[1] for row in rows}


def count_watches(connection: Connection, since: Mapping[str, datetime]) -> dict[str, int]:
    """Watch -> Alerts of it that were not gathered, since its own moment."""
    if not since:
        return {}
    mine = (and_(hits.c.watch_id == watch_id, alerts.c.at >= at) for watch_id, at in since.items())
    query = (
        select(hits.c.watch_id, func.count(alerts.c.id.distinct()))
        .join(alert_hits, alert_hits.c.hit_id == hits.c.id)
        .join(alerts, alerts.c.id == alert_hits.c.alert_id)
        .where(_AT_ONCE, or_(*mine))
    )
    return {row[0]: row[1] for row in connection.execute(query.group_by(hits.c.watch_id))}


def active_mutes(connection: Connection, now: datetime) -> tuple[Mute, ...]:
    query = select(mutes).where(mutes.c.until > now, mutes.c.lifted_at.is_(None)).order_by(mutes.c.id)
    return tuple(
        Mute(row.until, row.watch_id, row.speaker_id, row.statement_id) for row in connection.execute(query)
    )
