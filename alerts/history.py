"""What became of an article or post since it was first read: lines for a terminal, and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.messages.cleaning import clean, shorten
from record.store.history import Seen
from record.types import Change, Json

SHOWN = 60  # characters of one paragraph
UNSEEN = "not called a deletion: only the platform can say that"
WHATS: Mapping[Change | None, str] = {
    "edited": "edited",
    "changed": "changed, as this mirror shows it",
    "completed": "seen whole, where the text was cut",
}

Absences = Sequence[tuple[str, datetime]]  # (Source id, since when)


def history_lines(history: Sequence[Seen], zone: ZoneInfo, absent: Absences = ()) -> list[str]:
    """A line for each Revision, and for each Source that no longer lists the post; none where nothing ever
    happened to it."""
    if len(history) < 2 and not absent:
        return []
    several = len({seen.source_id for seen in history}) > 1
    shown = [
        f"  {_time(seen.at, zone)}  {_what(number, seen)}{f' (on {seen.source_id})' if several else ''}"
        for number, seen in enumerate(history)
    ]
    unseen = [f"  {_time(since, zone)}  no longer seen on {id} ({UNSEEN})" for id, since in absent]
    return ["this document", *shown, *unseen]


def history_json(history: Sequence[Seen]) -> list[Json]:
    """Times in ISO form."""
    return [{**asdict(seen), "at": seen.at.isoformat()} for seen in history]


def absent_json(absent: Absences) -> list[Json]:
    """Where a post is no longer listed, and since when, in ISO form."""
    return [{"source": id, "since": since.isoformat()} for id, since in absent]


def _time(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M %Z}"


def _what(number: int, seen: Seen) -> str:
    if number == 0:
        return "first seen"
    if seen.gone:
        return "gone since"
    parts = list(_parts(seen))
    what = "back" if seen.back else WHATS.get(seen.change, "edited")
    return f"{what}: {'  '.join(parts)}" if parts else what


def _parts(seen: Seen) -> Iterator[str]:
    if seen.title:
        yield f"title “{_short(seen.title)}”"
    for sign, paragraphs in (("+", seen.added), ("−", seen.removed)):
        if paragraphs:
            more = f" and {len(paragraphs) - 1} more" if len(paragraphs) > 1 else ""
            yield f"{sign} {_short(paragraphs[0])}{more}"


def _short(text: str) -> str:
    return shorten(clean(text), SHOWN)
