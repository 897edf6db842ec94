"""The end of a digest: Sources that bring nothing, and what was found and not sent, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.messages.cleaning import clean, shorten
from alerts.messages.operator import LONGEST_REASON, condition
from alerts.messages.outline import Line, code, line
from alerts.messages.times import short_time
from record.digests import AilingSource, DigestEnd, Undelivered, Withheld

LEAST_QUOTE = 140  # characters
MOST_SOURCES, MOST_REASONS, MOST_IDS = 10, 8, 5


def end_lines(end: DigestEnd, limit: int, now: datetime, zone: ZoneInfo) -> Iterator[Line]:
    """How many there are, where quotes would have to be short for it."""
    if limit < LEAST_QUOTE:
        yield from _counted(end)
        return
    if end.sources:
        yield line("section", "QUIET OR BROKEN SOURCES")
        yield from (_source(each, now, zone) for each in end.sources[:MOST_SOURCES])
        yield from _more(len(end.sources) - MOST_SOURCES, "more: ", "onrecord sources")
    if end.withheld or end.undelivered:
        yield line("section", "NOT SENT")
        yield from map(_withheld, end.withheld[:MOST_REASONS])
        yield from _more(len(end.withheld) - MOST_REASONS, "more for other reasons")
        yield from map(_undelivered, end.undelivered)


def _counted(end: DigestEnd) -> Iterator[Line]:
    if end:
        held = sum(len(each.statements) for each in end.withheld)
        held += sum(each.count for each in end.undelivered)
        yield line("small", f"sources that bring nothing: {len(end.sources)}, not sent: {held}")


def _source(source: AilingSource, now: datetime, zone: ZoneInfo) -> Line:
    """ "The Courier is broken: blocked, HTTP 403 (since 22 Nov 09:12)"."""
    reason = shorten(clean(source.ailment.reason), LONGEST_REASON)
    said = ", ".join(filter(None, [condition(source.ailment.state), reason]))
    return line("item", f"{clean(source.name)} {said} (since {short_time(source.since, now, zone)})")


def _withheld(held: Withheld) -> Line:
    shown, left = held.statements[:MOST_IDS], len(held.statements) - MOST_IDS
    more = f" and {left:,} more" if left > 0 else ""
    return line("item", f"{len(held.statements):,} × {held.reason}: ", code(" ".join(shown)), more)


def _undelivered(gone: Undelivered) -> Line:
    noun = "message" if gone.count == 1 else "messages"
    error = shorten(clean(gone.error), LONGEST_REASON)
    lead = f"{gone.count:,} {noun} to {gone.channel} given up: {error} · send again: "
    return line("item", lead, code(f"onrecord deliveries replay {gone.channel}"))


def _more(left: int, what: str, command: str = "") -> Iterator[Line]:
    if left > 0:
        yield line("item", f"and {left:,} {what}", code(command))
