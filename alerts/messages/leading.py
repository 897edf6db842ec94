"""Why this Channel hears of it beside another one, and how much it matters: before anything else is told."""

from __future__ import annotations

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
    reason = _reason(told, now, zone)
    head, *rest = outline.lines
    mark = _mark(severity)
    head = Line(line(head.kind, mark).spans + head.spans, head.kind)
    lines = (head, *([reason] if reason else []), *rest)
    return replace(outline, subject=f"{mark}{outline.subject}", lines=lines)


def prefaced_mail(
    message: Message, severity: Severity, told: Told | None, now: datetime, zone: ZoneInfo
) -> Message:
    """Likewise, of a Message that is written already."""
    mark, reason = _mark(severity), _reason(told, now, zone)
    text, html = f"{mark}{message.text}", message.html
    if reason:
        words = "".join(span.text for span in reason.spans)
        first, end, rest = text.partition("\n")
        text = f"{first}{end}{words}\n{rest}"
        html = html and html.replace(PLACE, f"<p><strong>{escape(words)}</strong></p>\n{PLACE}", 1)
    return replace(message, subject=f"{mark}{message.subject}", text=text, html=html)


def _mark(severity: Severity) -> str:
    """In words, never by colour alone."""
    return f"[{severity}] " if severity in LOUD else ""


def _reason(told: Told | None, now: datetime, zone: ZoneInfo) -> Line | None:
    if told is None or told.purpose == "alert":
        return None
    since = f" since {short_time(told.since, now, zone)}" if told.since else ""
    if told.purpose == "fallback":
        return line("small", f"By fallback: {told.stands_for} has not taken it{since}")
    lead = f"Not acknowledged by {told.stands_for}{since}" if told.stands_for else f"Not acknowledged{since}"
    return line("small", f"{lead} · acknowledge: ", code(f"onrecord ack {told.ref}"))
