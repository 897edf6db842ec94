"""What became of an article since it was first read: lines for a terminal, and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from zoneinfo import ZoneInfo

from alerts.messages.cleaning import clean, shorten
from record.store.history import Seen
from record.types import Json

SHOWN = 60  # characters of one paragraph


def history_lines(history: Sequence[Seen], zone: ZoneInfo) -> list[str]:
    """A line for each Revision; none where there is but one."""
    if len(history) < 2:
        return []
    shown = [
        f"  {seen.at.astimezone(zone):%Y-%m-%d %H:%M %Z}  {_what(number, seen)}"
        for number, seen in enumerate(history)
    ]
    return ["this document", *shown]


def history_json(history: Sequence[Seen]) -> list[Json]:
    """Times in ISO form."""
    return [{**asdict(seen), "at": seen.at.isoformat()} for seen in history]


def _what(number: int, seen: Seen) -> str:
    if number == 0:
        return "first seen"
    if seen.gone:
        return "gone since"
    parts = list(_parts(seen))
    what = "back" if seen.back else "edited"
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
