"""Events of Statements, as every verb that makes one writes them.

What `data` holds, by kind:

    edited     {"was": words, "now": words}; "now" is "" where they stand there no more, "was" is where what
               was taken out stands there again
    the others {}

`report_id` is the evidence: of an edit the Report as it reads now (as it read, where it stands there no
more), of a deletion or a return the newest Report in that Document, of a reversal or a denial the Report that
contradicts, which belongs to `other_id`.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert

from record.store.tables import events
from record.types import EventKind, Json


def write_event(
    connection: Connection,
    kind: EventKind,
    batch: str,
    at: datetime,
    *,
    statement_id: int,
    report_id: int,
    data: Json | None = None,
    other_id: int | None = None,
) -> None:
    """Events with the same `batch` are judged together."""
    values = {
        "kind": kind,
        "at": at,
        "batch": batch,
        "statement_id": statement_id,
        "report_id": report_id,
        "data": data or {},
        "other_id": other_id,
    }
    connection.execute(insert(events).values(**values))
