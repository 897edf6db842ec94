"""Deliveries and Channels, as tables for a terminal and as JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from alerts.messages.times import short_time, stamp
from ops.deliveries import Log
from record.store.deliverylog import ChannelRow, Logged
from record.store.naming import SHORTEST_REF
from record.store.replays import Replayed
from record.types import Json

PIPE_WIDTH = 200  # columns


def print_log(log: Log, now: datetime, zone: ZoneInfo) -> None:
    """What was decided or ended since then or is open, then each Channel. A pipe gets the lines whole."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else PIPE_WIDTH)
    if not log.rows:
        console.print(f"no deliveries since {stamp(log.since, zone)}", markup=False)
    else:
        console.print(
            _table(("decided", "channel", "purpose", "state", "tries", "ref", "what"), _lines(log, now, zone))
        )
    if len(log.rows) < log.count:
        console.print(f"the newest {len(log.rows):,} of {log.count:,}: --limit shows more", markup=False)
    if log.channels:
        console.print()
        rows = [_channel_cells(each, now, zone) for each in log.channels]
        console.print(_table(("channel", "is", "waiting", "since", "for later", "dead"), rows))
        console.print()
    for line in summary(log.channels, now, zone):
        console.print(line, markup=False, soft_wrap=True)


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    numbers = ("tries", "waiting", "for later", "dead")
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold", justify="right" if heading in numbers else "left")
    for cells in rows:
        table.add_row(*map(Text, cells))
    return table


def _lines(log: Log, now: datetime, zone: ZoneInfo) -> list[tuple[str, ...]]:
    return [
        (
            short_time(row.at, now, zone),
            row.channel,
            row.purpose,
            row.state.replace("_", " "),
            str(row.tries),
            row.key[:SHORTEST_REF],
            "; ".join(_what(row, now, zone)),
        )
        for row in log.rows
    ]


def _what(row: Logged, now: datetime, zone: ZoneInfo) -> Iterator[str]:
    """What is to be known of it besides its state."""
    if row.done_at is None and row.not_before is not None and row.not_before > now:
        yield f"{'again' if row.tries else 'due'} {short_time(row.not_before, now, zone)}"
    if row.error:
        yield row.error
    if row.doubt and row.state != "in_doubt":
        yield "may have arrived more than once" if row.state == "sent" else "may have arrived"
    if row.state == "sent" and row.done_at is not None:
        yield f"taken {short_time(row.done_at, now, zone)}"
    if row.expires_at is not None:
        gone = row.expires_at <= now
        yield "its message was thrown away" if gone else f"kept until {short_time(row.expires_at, now, zone)}"


def _channel_cells(row: ChannelRow, now: datetime, zone: ZoneInfo) -> tuple[str, ...]:
    counts = (str(number or "") for number in (row.later, row.dead))
    since = short_time(row.oldest, now, zone) if row.oldest else ""
    return (row.name, channel_words(row, now, zone), str(row.waiting or ""), since, *counts)


def channel_words(row: ChannelRow, now: datetime, zone: ZoneInfo) -> str:
    """ "fails since 14:03: HTTP 404; next try 14:18"."""
    state = row.state
    rests = state.rests_until if state.rests_until and state.rests_until > now else None
    again = f"; next try {short_time(rests, now, zone)}" if rests else ""
    if state.failing_since is not None:
        reason = f": {state.reason}" if state.reason else ""
        return f"fails since {short_time(state.failing_since, now, zone)}{reason}{again}"
    if state.told_at is not None:
        return f"late since {short_time(state.told_at, now, zone)}{again}"
    if state.last_ok_at is not None:
        return f"well, last success {short_time(state.last_ok_at, now, zone)}{again}"
    return f"nothing known{again}"


def summary(channels: Sequence[ChannelRow], now: datetime, zone: ZoneInfo) -> Iterator[str]:
    """How many wait and since when; and of what was given up the way out."""
    waiting, later = sum(each.waiting for each in channels), sum(each.later for each in channels)
    oldest = min((each.oldest for each in channels if each.oldest), default=None)
    since = f", the oldest since {short_time(oldest, now, zone)}" if oldest else ""
    more = f"; {later:,} for later" if later else ""
    yield (f"{waiting:,} wait{'s' if waiting == 1 else ''}{since}" if waiting else "nothing waits") + more
    for each in channels:
        if each.dead:
            yield f"{each.dead:,} dead of {each.name}; to send again: onrecord deliveries replay {each.name}"


def replay_lines(done: Replayed, wanted: str) -> Iterator[str]:
    count = len(done.keys)
    yield f"to be sent again: {count}" if count else f"nothing of {wanted} is dead that could be sent again"
    if done.thrown_away:
        yield f"{done.thrown_away} more cannot be: their messages were thrown away"


# ---------------------------------------------------------------- the same as JSON


def as_json(log: Log) -> Json:
    """Times as ISO 8601 in UTC."""
    return {
        "since": log.since.isoformat(),
        "count": log.count,
        "deliveries": [_plain(asdict(each)) for each in log.rows],
        "waiting": sum(each.waiting for each in log.channels),
        "channels": [_plain({**asdict(each), **asdict(each.state)}, "state") for each in log.channels],
    }


def _plain(values: dict[str, Any], *without: str) -> Json:
    kept = {name: value for name, value in values.items() if name not in without}
    return {name: each.isoformat() if isinstance(each, datetime) else each for name, each in kept.items()}
