"""Deliveries that wait for the original: when it comes they are due at once, and show it.

They wait in their rows alone, as anything that is not due yet: whoever is killed meanwhile loses nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, or_, select, update

from record.store.tables import alert_hits, alerts, deliveries, hits, reports

OWN = "own-company"  # a company's own place, beside the account of a Speaker


@dataclass(frozen=True, slots=True)
class Waiting:
    """A Delivery that was made to wait and was never tried, and one Hit that it tells."""

    delivery_id: int
    pair: tuple[str, int]  # watch, Statement


def waiting_on(
    connection: Connection, statement_ids: Collection[int], *, gathered: bool = True
) -> list[Waiting]:
    """What waits that has to do with one of these Statements: also what is due and not yet taken, for its
    message will show the original too; and what is `gathered` for a slot, whatever comes."""
    alone = () if gathered else (alerts.c.gathers.is_(None),)
    query = (
        select(deliveries.c.id, hits.c.watch_id, hits.c.statement_id)
        .join(alerts, alerts.c.id == deliveries.c.alert_id)
        .join(alert_hits, alert_hits.c.alert_id == deliveries.c.alert_id)
        .join(hits, hits.c.id == alert_hits.c.hit_id)
        .where(hits.c.statement_id.in_(statement_ids), *is_waiting(), *alone)
    )
    return [Waiting(row.id, (row.watch_id, row.statement_id)) for row in connection.execute(query)]


def release(
    connection: Connection,
    statement_ids: Collection[int],
    told: Collection[tuple[str, int]],
    now: datetime,
) -> None:
    """Make due what waits for an original that is there; and what a watch must hear before anything else of
    the Statement: `told` are the (watch, Statement) pairs of which it is told now."""
    waiting = waiting_on(connection, statement_ids, gathered=False)
    if not waiting:
        return
    own = _with_own_words(connection, {each.pair[1] for each in waiting})
    due = {each.delivery_id for each in waiting if each.pair[1] in own or each.pair in told}
    mine = update(deliveries).where(deliveries.c.id.in_(due), *is_waiting())
    connection.execute(mine.values(not_before=None, due_at=now))


def is_waiting() -> tuple[ColumnElement[bool], ...]:
    """Of a Delivery: only that of an Alert that waits has a time before it was ever taken; those that stand
    by are no Alert of their own."""
    untried = (deliveries.c.state == "pending", deliveries.c.attempts == 0, deliveries.c.purpose == "alert")
    return (*untried, deliveries.c.done_at.is_(None), deliveries.c.not_before.is_not(None))


def _with_own_words(connection: Connection, statement_ids: Collection[int]) -> frozenset[int]:
    """Those of which the Speaker's own words, or his company's, stand in their own place."""
    company = reports.c.body["provenance"].as_string() == OWN
    query = select(reports.c.statement_id).where(
        reports.c.statement_id.in_(statement_ids), or_(reports.c.first_party, company)
    )
    return frozenset(connection.scalars(query))
