"""Why this Channel hears of it beside another one, and how much it matters: before anything else is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from alerts.messages.outline import Line, Outline, Told, code, line
from alerts.messages.repeats import PLACE
from alerts.messages.times import short_time
from record.types import Message, Severity

LOUD: tuple[Severity, ...] = ("high", "critical")


def prefaced(
    outline: Outline, severity: Severity, told: Told | None, now: datetime, zone: ZoneInfo
) -> Outline:
    """The same, its head saying how much it matters, and below it why this Channel hears of it."""
    reasons = list(_reasons(told, now, zone))
    head, *rest = outline.lines
    mark = _mark(severity)
    head = Line(line(head.kind, mark).spans + head.spans, head.kind)
    lines = (head, *reasons, *rest)
    return replace(outline, subject=f"{mark}{outline.subject}", lines=lines)


def prefaced_mail(
    message: Message, severity: Severity, told: Told | None, now: datetime, zone: ZoneInfo
) -> Message:
    """Likewise, of a Message that is written already."""
    mark, lines = _mark(severity), _reasons(told, now, zone)
    reasons = ["".join(span.text for span in each.spans) for each in lines]
    first, end, rest = f"{mark}{message.text}".partition("\n")
    text = "".join([first, end, *(f"{words}\n" for words in reasons), rest])
    html = message.html
    for words in filter(None, [mark.strip(), *reasons]):
        html = html and html.replace(PLACE, f"<p><strong>{escape(words)}</strong></p>\n{PLACE}", 1)
    return replace(message, subject=f"{mark}{message.subject}", text=text, html=html)


def _mark(severity: Severity) -> str:
    """In words, never by colour alone."""
    return f"[{severity}] " if severity in LOUD else ""


def _reasons(told: Told | None, now: datetime, zone: ZoneInfo) -> Iterator[Line]:
    if told is None:
        return
    since = f" since {short_time(told.since, now, zone)}" if told.since else ""
    if told.purpose == "fallback":
        yield line("small", f"By fallback: {told.stands_for} has not taken it{since}")
    if told.purpose == "escalation":
        by = f" by {told.stands_for}" if told.stands_for else ""
        yield line("small", f"Not acknowledged{by}{since} · acknowledge: ", code(f"onrecord ack {told.ref}"))
    if told.escalates_to and told.escalates_at:
        at = short_time(told.escalates_at, now, zone)
        lead = f"Acknowledge before {at}, or {told.escalates_to} is told too: "
        yield line("small", lead, code(f"onrecord ack {told.ref}"))
