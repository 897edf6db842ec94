"""How the Sources are, as a table for a terminal and as JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from alerts.messages.times import age, stamp
from record.store.sourcerows import SourceRow
from record.types import Json, Outcome, Source

PIPE_WIDTH = 200  # columns
_NEVER = "never polled"
_GONE = "no longer in your files"


def rows_of(recorded: Iterable[SourceRow], sources: Mapping[str, Source]) -> list[SourceRow]:
    """What the record knows, and the Sources of the files that it does not know yet, by id."""
    known = {row.id: row for row in recorded}
    fresh = {id: _unpolled(source) for id, source in sources.items() if id not in known}
    return [row for _, row in sorted({**known, **fresh}.items())]


def _unpolled(source: Source) -> SourceRow:
    return SourceRow(
        id=source.id,
        name=source.name,
        state=None,
        reason="",
        fails=0,
        last_polled_at=None,
        last_ok_at=None,
        wait_until=None,
        wait_reason="",
        broken_at=None,
        broken_state="",
        broken_reason="",
        validators_believed=True,
    )


def print_table(
    rows: Sequence[SourceRow], sources: Mapping[str, Source], now: datetime, zone: ZoneInfo
) -> None:
    """One row a Source; its state in words, and colour only beside them. A pipe gets the lines whole."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else PIPE_WIDTH)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("source", overflow="fold")
    table.add_column("state", no_wrap=True)
    for heading in ("last ok", "last new"):
        table.add_column(heading, no_wrap=True)
    for heading in ("new 24 h", "fails"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("notes", overflow="fold", ratio=1)
    for row in rows:
        table.add_row(*_cells(row, row.id in sources, now, zone))
    console.print(table if rows else "there are no sources")


def _cells(row: SourceRow, in_files: bool, now: datetime, zone: ZoneInfo) -> list[Text]:
    state, style = _state(row)
    notes = "; ".join(notes_of(row, in_files, zone))
    texts = [
        _age(row.last_ok_at, now),
        _age(row.last_new_at, now),
        str(row.new_last_24h) if row.state else "",
        str(row.fails or ""),
    ]
    return [Text(row.id), Text(state, style), *map(Text, texts), Text(notes)]


def _state(row: SourceRow) -> tuple[str, str]:
    """(the word, its style)"""
    if row.broken_at:
        return f"✗ {row.broken_state or row.state or 'broken'}", "red"
    if row.state is None:
        return f"· {_NEVER}", "dim"
    healthy = Outcome(row.state).healthy
    return f"{'✓' if healthy else '!'} {row.state}", "green" if healthy else "yellow"


def notes_of(row: SourceRow, in_files: bool, zone: ZoneInfo) -> list[str]:
    """What is to be said beside the state, in words."""
    notes = [row.reason] if row.reason else []
    if row.broken_at:
        because = "" if row.broken_reason == row.reason else row.broken_reason
        notes.append(f"broken since {stamp(row.broken_at, zone)}: {because}".rstrip(": "))
    if row.wait_until:
        because = f" ({row.wait_reason})" if row.wait_reason else ""
        notes.append(f"waits until {stamp(row.wait_until, zone)}{because}")
    if not row.validators_believed:
        notes.append("its validators are not believed")
    return notes if in_files else [*notes, _GONE]


def _age(at: datetime | None, now: datetime) -> str:
    return age(at, now) or "just now" if at else "never"


def as_json(rows: Iterable[SourceRow], sources: Mapping[str, Source]) -> list[Json]:
    """Every field; times as ISO 8601 in UTC, `url` where the files still have the Source."""
    return [
        {
            **{
                key: value.isoformat() if isinstance(value, datetime) else value
                for key, value in asdict(row).items()
            },
            "url": sources[row.id].url if row.id in sources else None,
        }
        for row in rows
    ]
