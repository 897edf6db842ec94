"""What the operator is told of a Channel: that it takes no messages, and that it does again."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.messages.cleaning import clean, shorten
from alerts.messages.outline import Outline, code, filled, line
from alerts.messages.times import lasting, short_time
from record.types import Event, EventKind

LONGEST_REASON = 300  # characters; it may be a server's own words
CHANNEL_KINDS = frozenset({EventKind.CHANNEL_FAILING, EventKind.CHANNEL_RECOVERED})


def channel_outline(event: Event, now: datetime, zone: ZoneInfo) -> Outline:
    """`event.data` is what record/store/channelstates.py writes."""
    name = clean(str(event.data["channel"]))
    recovered = event.kind is EventKind.CHANNEL_RECOVERED
    lines = (
        line("head", channel_headline(event, now, zone)),
        line("text", _dead(event), code(f"onrecord deliveries replay {name}") if event.data["dead"] else ""),
        line("text") if recovered else line("text", "Try it: ", code(f"onrecord send-test {name}")),
        line("links", "Look: ", code(f"onrecord deliveries --channel {name}")),
    )
    return Outline(_lead(event), filled(lines), "well" if recovered else "warning")


def channel_headline(event: Event, now: datetime, zone: ZoneInfo) -> str:
    """ "⚠ Channel exec-slack does not take messages: HTTP 404 (since 14:03; last success 13:58). 14 wait"."""
    since = datetime.fromisoformat(event.data["since"])
    if event.kind is EventKind.CHANNEL_RECOVERED:
        return f"{_lead(event)} after {lasting(event.at - since)}. {_waiting(event, now, zone)}"
    reason = shorten(clean(str(event.data.get("reason") or "")), LONGEST_REASON)
    last = event.data.get("last_ok_at")
    success = f"last success {_time(last, now, zone)}" if last else "no success yet"
    times = f"since {short_time(since, now, zone)}; {success}"
    return f"{_lead(event)}{f': {reason}' if reason else ''} ({times}). {_waiting(event, now, zone)}"


def _lead(event: Event) -> str:
    name = clean(str(event.data["channel"]))
    if event.kind is EventKind.CHANNEL_RECOVERED:
        return f"✓ Channel {name} takes messages again"
    does = "is late" if event.data["kind"] == "late" else "does not take messages"
    return f"⚠ Channel {name} {does}"


def _waiting(event: Event, now: datetime, zone: ZoneInfo) -> str:
    count, oldest = event.data["waiting"], event.data["oldest"]
    if not count:
        return "Nothing waits for it."
    since = f", the oldest since {_time(oldest, now, zone)}" if oldest else ""
    return f"{count:,} {'waits' if count == 1 else 'wait'}{since}; nothing is lost."


def _dead(event: Event) -> str:
    dead = event.data["dead"]
    return f"{dead:,} {'was' if dead == 1 else 'were'} given up and can be sent again: " if dead else ""


def _time(written: str, now: datetime, zone: ZoneInfo) -> str:
    return short_time(datetime.fromisoformat(written), now, zone)
