"""The Revisions of one Document as a reader is shown them: what came, what went, and when.

Of a post they are compared within one Source: what another mirror shows first is no edit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from record.types import Change


@dataclass(frozen=True, slots=True)
class Seen:
    """One Revision against the one before it."""

    at: datetime
    gone: bool
    back: bool  # the one before was gone
    title: str  # where it is a new one
    added: tuple[str, ...]  # paragraphs; of the first Revision none
    removed: tuple[str, ...]
    change: Change | None = None  # of a post: see record.types.Change
    source_id: str = ""


def history_of(versions: Iterable[Row[Any]], kind: str) -> tuple[Seen, ...]:
    """Rows of `revisions` of one Document of that kind, oldest first."""
    return tuple(_compared(versions, kind == "post"))


def _compared(versions: Iterable[Row[Any]], apart: bool) -> Iterator[Seen]:
    last: dict[str, Row[Any]] = {}
    for row in versions:
        shelf = row.source_id if apart else ""
        if shelf in last or not last:
            yield _seen(row, last.get(shelf, row))
        last[shelf] = row


def _seen(row: Row[Any], before: Row[Any]) -> Seen:
    changes = row.changes or {"added": [], "removed": []}
    return Seen(
        at=row.observed_at,
        gone=row.gone,
        back=before.gone and not row.gone,
        title=row.title if row.title != before.title else "",
        added=tuple(row.text[start:end] for start, end in changes["added"]),
        removed=tuple(changes["removed"]),
        change=changes.get("change"),
        source_id=row.source_id,
    )
