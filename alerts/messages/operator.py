"""What the operator is told: that something is wrong with a Source, with all, or with a Channel (failing.py);
that it is over; and the day's seal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.messages.cleaning import clean, shorten
from alerts.messages.failing import CHANNEL_KINDS, channel_headline, channel_outline
from alerts.messages.outline import Outline, line
from alerts.messages.seal import is_worth_telling, seal_outline
from alerts.messages.times import lasting, short_time
from record.ailments import FEWER, SILENT
from record.types import Event, EventKind

LONGEST_REASON = 300  # characters; it may be a site's own words
LOOK = "All of them: onrecord sources"

_LESSER = {FEWER: "lists far less than usual", SILENT: "is silent"}
_WELL = {FEWER: "lists as much as usual again", SILENT: "has something new again"}


@dataclass(frozen=True, slots=True)
class Notice:
    """What an Event of a Source tells."""

    head: str  # "⚠ Source The Courier is broken: blocked"
    rest: str  # ", HTTP 403 (5 polls since 09:12; last success 08:57). Others go on."
    id: str  # of the Source; empty where it is all of them


def operator_outline(event: Event, now: datetime, zone: ZoneInfo) -> Outline:
    """One line that says it all, and where to look."""
    if event.kind is EventKind.SEALED:
        return seal_outline(event)
    if event.kind in CHANNEL_KINDS:
        return channel_outline(event, now, zone)
    told = notice(event, now, zone)
    where = f"{told.id} · {LOOK}" if told.id else LOOK
    lines = (line("head", told.head + told.rest), line("links", where))
    return Outline(told.head, lines, "well" if event.kind is EventKind.SOURCE_RECOVERED else "warning")


def concerns_operator(event: Event) -> bool:
    """Whether it is his to hear."""
    if event.kind is EventKind.SEALED:
        return is_worth_telling(event)
    return event.kind in (EventKind.SOURCE_BROKEN, EventKind.SOURCE_RECOVERED, *CHANNEL_KINDS)


def headline(event: Event, zone: ZoneInfo) -> str:
    """The line alone, for the log."""
    if event.kind in CHANNEL_KINDS:
        return channel_headline(event, event.at, zone)
    told = notice(event, event.at, zone)
    return told.head + told.rest


def notice(event: Event, now: datetime, zone: ZoneInfo) -> Notice:
    """`now` decides which times need their day."""
    shown = ("source", "name", "mirror", "reason")
    words = {key: clean(str(event.data.get(key) or "")) for key in shown}
    since = datetime.fromisoformat(event.data["since"])
    reason = shorten(words["reason"], LONGEST_REASON)
    # What a mirror refuses it refuses for all of its accounts; what one account lists is its own affair.
    mirror = words["mirror"] and event.data["state"] not in _LESSER
    whole = f"Mirror {words['mirror']}" if mirror else f"Source {words['name']}"
    if event.kind is EventKind.SOURCE_RECOVERED:
        head, rest = _recovered(event, whole), _after(event, since)
    elif not words["source"]:
        head, rest = "⚠ No source can be reached", _all_of_them(event, reason, short_time(since, now, zone))
    elif event.data["state"] in _LESSER:
        head, rest = f"⚠ {whole} {condition(event.data['state'])}", f": {reason}."
    else:
        head = f"⚠ {whole} {condition(event.data['state'])}"
        rest = _failing(event, reason, now, zone)
    return Notice(head, rest, words["source"])


def condition(state: str) -> str:
    """What is wrong with a Source, after its name; the state is an Ailment's."""
    return _LESSER.get(state, f"is broken: {state}")


def _failing(event: Event, reason: str, now: datetime, zone: ZoneInfo) -> str:
    last, since = event.data["last_ok_at"], datetime.fromisoformat(event.data["since"])
    success = (
        f"last success {short_time(datetime.fromisoformat(last), now, zone)}" if last else "no success yet"
    )
    polls = f"{event.data['fails']} polls since {short_time(since, now, zone)}"
    accounts = event.data.get("accounts") or 0
    more = f" {accounts} accounts cannot be read through it." if accounts > 1 else ""
    return f"{f', {reason}' if reason else ''} ({polls}; {success}).{more} Others go on."


def _all_of_them(event: Event, reason: str, since: str) -> str:
    counted = (
        f"{event.data['unreachable']} of {event.data['polled']} gave no answer; the last one came {since}"
    )
    return f": {counted} ({reason}). Is the network of this machine away?"


def _recovered(event: Event, whole: str) -> str:
    if not event.data.get("source"):
        return "✓ Sources can be reached again"
    return f"✓ {whole} {_WELL.get(event.data['state'], 'answers again')}"


def _after(event: Event, since: datetime) -> str:
    """While a Source could not be read, entries may have come and gone."""
    missed = "" if event.data["state"] in _LESSER else " What was missed in between is not known."
    return f" after {lasting(event.at - since)}.{missed}"
