"""Deliveries by what a person types: the beginning of their key."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, select

from record.store.tables import deliveries

SHORTEST_REF = 6  # characters of a key


def deliveries_named(connection: Connection, ref: str) -> list[Row[Any]]:
    """Those whose keys begin like this, oldest first; held until the transaction ends."""
    query = select(deliveries).where(deliveries.c.key.startswith(ref, autoescape=True))
    return list(connection.execute(query.order_by(deliveries.c.id).with_for_update()))
