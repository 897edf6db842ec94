"""The Revisions of one Document as a reader is shown them: what came, what went, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row


@dataclass(frozen=True, slots=True)
class Seen:
    """One Revision against the one before it."""

    at: datetime
    gone: bool
    back: bool  # the one before was gone
    title: str  # where it is a new one
    added: tuple[str, ...]  # paragraphs; of the first Revision none
    removed: tuple[str, ...]


def history_of(versions: Sequence[Row[Any]]) -> tuple[Seen, ...]:
    """Rows of `revisions` of one Document, oldest first."""
    return tuple(_compared(versions))


def _compared(versions: Sequence[Row[Any]]) -> Iterator[Seen]:
    for at, row in enumerate(versions):
        before = versions[at - 1] if at else row
        changes = row.changes or {"added": [], "removed": []}
        yield Seen(
            at=row.observed_at,
            gone=row.gone,
            back=before.gone and not row.gone,
            title=row.title if row.title != before.title else "",
            added=tuple(row.text[start:end] for start, end in changes["added"]),
            removed=tuple(changes["removed"]),
        )
