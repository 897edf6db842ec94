"""The latency ledger, as tables for a terminal and as JSON."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

from alerts.latency import Lapses, Ledger, Percentiles, lapse, percentiles, slowest_step
from alerts.messages.times import stamp
from record.passage import Passage
from record.types import Json

PIPE_WIDTH = 200  # columns
LISTED = "published → listed"  # the Source's part, beside ours
PARTS = {"theirs": "theirs", "ours": "ours", "wanted": "you wanted it to wait"}


def print_ledger(ledger: Ledger, since: datetime, zone: ZoneInfo) -> None:
    """Every step, then each Source and each Channel, then the slowest. A pipe gets the lines whole."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else PIPE_WIDTH)
    count = len(ledger.whole.ours)
    if not count:
        console.print(f"nothing was delivered since {stamp(since, zone)}")
        return
    console.print(f"{count:,} told since {stamp(since, zone)}", markup=False)
    for table in (
        _steps(ledger.whole),
        _groups("source", ledger.sources),
        _groups("channel", ledger.channels),
    ):
        console.print()
        console.print(table)
    console.print("\nthe slowest of ours")
    for passage in ledger.slowest:
        console.print(f"  {_line(passage)}", markup=False, soft_wrap=True)


def _steps(lapses: Lapses) -> Table:
    table = _table("step", ("count", "p50", "p90", "p99"), last="whose")
    for step, found in lapses.steps():
        table.add_row(step.name, f"{found.count:,}", *_cells(found), PARTS[step.part])
    every = percentiles(lapses.ours)
    table.add_row("all that is ours", f"{every.count:,}", *_cells(every), "", style="bold")
    return table


def _groups(heading: str, groups: Mapping[str, Lapses]) -> Table:
    numbers = ("count", "theirs p50", "p90", "p99", "ours p50", "p90", "p99")
    table = _table(heading, numbers)
    for name, lapses in groups.items():
        listed = lapses.of.get(LISTED)
        theirs = _cells(percentiles(listed)) if listed else ("", "", "")
        table.add_row(name, f"{len(lapses.ours):,}", *theirs, *_cells(percentiles(lapses.ours)))
    return table


def _table(first: str, numbers: tuple[str, ...], last: str | None = None) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(first, overflow="fold")
    for heading in numbers:
        table.add_column(heading, justify="right", no_wrap=True)
    if last:
        table.add_column(last, no_wrap=True)
    return table


def _cells(found: Percentiles) -> tuple[str, ...]:
    return tuple(lapse(seconds) for seconds in (found.p50, found.p90, found.p99))


def _line(passage: Passage) -> str:
    step, seconds = slowest_step(passage)
    where = f"{passage.statement}  {passage.source} to {passage.channel}, delivery {passage.delivery[:6]}"
    return f"{lapse(passage.ours):>8}  {where}: {step.name} took {lapse(seconds)}"


def as_json(ledger: Ledger, since: datetime) -> Json:
    """Lapses in seconds, times as ISO 8601 in UTC."""
    return {
        "since": since.isoformat(),
        "all": _as_json(ledger.whole),
        "sources": {name: _as_json(lapses) for name, lapses in ledger.sources.items()},
        "channels": {name: _as_json(lapses) for name, lapses in ledger.channels.items()},
        "slowest": [_passage_as_json(passage) for passage in ledger.slowest],
    }


def _as_json(lapses: Lapses) -> Json:
    steps = [
        {"from": step.begin, "to": step.end, "part": step.part, **asdict(found)}
        for step, found in lapses.steps()
    ]
    return {"steps": steps, "ours": asdict(percentiles(lapses.ours)) if lapses.ours else None}


def _passage_as_json(passage: Passage) -> Json:
    times = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(passage).items()
    }
    return {**times, "ours": passage.ours}
