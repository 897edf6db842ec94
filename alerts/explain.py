"""An Explanation as lines for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.clauses import Clause
from alerts.course import course_lines, search_lines, thread_lines
from alerts.explanation import (
    Again,
    Check,
    Explanation,
    Judgement,
    Sending,
    WatchLines,
    explain,
)
from alerts.messages.cleaning import shorten
from alerts.messages.evidence import standing_of
from alerts.messages.words import PROVENANCES
from record.types import Gathering

__all__ = ["Again", "Check", "Clause", "Explanation", "Judgement", "Sending", "explain", "lines"]

PASSED, FAILED = "✓", "✗"
GATHERED: Mapping[Gathering, str] = {
    "digest": "with the digest",
    "quiet": "for the quiet hours to end",
    "throttle": "with the rest of the period",
    "burst": "with what came in the same minute",
}
INDENT = "  "
LABEL, SOURCE, HEADER = 12, 33, 45  # columns: of a label, of a clause, of a watch's verdict


def lines(explanation: Explanation) -> list[str]:
    """Plain text for a terminal, one element a line, without colours."""
    zone = ZoneInfo(explanation.zone)
    shown = [_first(explanation, zone), _second(explanation)]
    sent = [f"from {explanation.region}"] if explanation.region else []
    sent += [f"with {explanation.client}, as its author shows it"] if explanation.client else []
    if sent:
        shown.append(f"posted {', '.join(sent)}")
    if explanation.outlets:
        names = (f"{outlet.name} {_time(outlet.at, explanation.at, zone)}" for outlet in explanation.outlets)
        shown.append(f"reported by {' · '.join(names)}")
    if explanation.asked:
        shown.append(f"in this document   {explanation.asked}")
        shown.append(
            "                   counted as one more report of the statement above, which is told once"
        )
    shown += search_lines(explanation.search)
    for block in (
        course_lines(explanation.happened, zone),
        thread_lines(explanation.thread, explanation.statement, zone),
    ):
        shown += ["", *block] if block else []
    shown.append("")
    for watch in explanation.watches:
        shown += _watch_lines(watch, explanation, zone)
    if not explanation.watches:
        shown.append("no watch has judged it")
    return shown + [_sending_line(sending, zone) for sending in explanation.sendings]


def _first(explanation: Explanation, zone: ZoneInfo) -> str:
    published = f"{'published' if _is_published(explanation) else 'reported'} by {explanation.source}"
    posted = explanation.original and not _is_published(explanation)
    first_party = "original post" if posted else published
    place = explanation.url.partition("://")[2] or explanation.url
    return f"{explanation.who} · {_when(explanation, zone)} · {first_party}, {place}"


def _is_published(explanation: Explanation) -> bool:
    """By the Speaker's own company."""
    return explanation.provenance == PROVENANCES["own-company"]


def _when(explanation: Explanation, zone: ZoneInfo) -> str:
    """ "2026-11-23 09:10 UTC, in an edit seen 11:22"."""
    at, edited = explanation.at, explanation.edited_at
    edit = f", {explanation.came} seen {_time(edited, at, zone)}" if edited else ""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M %Z}{edit}"


def _second(explanation: Explanation) -> str:
    said = f"“{explanation.text}”" if explanation.verbatim else f"{explanation.mark}: {explanation.text}"
    count = len(explanation.outlets)
    old = " · baseline: there before its source was added" if explanation.baseline else ""
    return f"{said}   {explanation.stance} · {count} report{'' if count == 1 else 's'}{old}"


def _watch_lines(watch: WatchLines, explanation: Explanation, zone: ZoneInfo) -> Iterator[str]:
    yield _columns((f"watch “{watch.watch}”", HEADER + 2), (watch.verdict, 0))
    if watch.hit or len(watch.clauses) > 1:
        how = standing_of(explanation.original, _is_published(explanation)) or explanation.provenance
        yield _line("people", explanation.who, f"{PASSED} {how}")
        yield from clause_lines(watch.clauses)
    if watch.report:
        yield f"  {'read':<{LABEL}}{watch.report}"
    if watch.since:
        yield f"  {'since then':<{LABEL}}{watch.since}"
    checks = "  ".join(f"{c.name} {PASSED if c.passed else FAILED} {c.reason}" for c in watch.checks)
    if checks:
        yield f"  {'decide':<{LABEL}}{checks}"
    yield from (_again(each, explanation.at, zone) for each in watch.again)
    yield from (_sending_line(sending, zone) for sending in watch.sendings)


def clause_lines(clauses: Sequence[Clause]) -> Iterator[str]:
    """Each with ✓ or ✗ and why, indented by the clauses that it stands in."""
    for number, clause in enumerate(clauses):
        mark = PASSED if clause.passed else FAILED
        source = INDENT * clause.depth + shorten(clause.source, SOURCE - 2 - len(INDENT) * clause.depth)
        yield _line("" if number else "when", source, f"{mark} {clause.note}".rstrip())


def _again(again: Again, beside: datetime, zone: ZoneInfo) -> str:
    """ "edited 14:20   told", or why not."""
    failed = [f"{check.name} {FAILED} {check.reason}" for check in again.checks if not check.passed]
    what = f"{again.kind} {_time(again.at, beside, zone)}"
    return _line("", what, f"not told: {'; '.join(failed)}" if failed else f"{PASSED} told")


def _sending_line(sending: Sending, zone: ZoneInfo) -> str:
    when = f" {sending.at.astimezone(zone):%H:%M:%S}" if sending.at else ""
    took = f" ({sending.seconds:.1f} s)" if sending.seconds is not None else ""
    tries = f", {sending.attempts} tries" if sending.attempts > 1 else ""
    doubt = ", as a possible repeat" if sending.doubt else ""
    error = f": {sending.error}" if sending.error and sending.state != "sent" else ""
    said = f"{_state(sending, zone)}{when}{took}{tries}{doubt}{error}"
    return _line("deliver", sending.channel, "; ".join(filter(None, [said, *_beside(sending)])))


def _state(sending: Sending, zone: ZoneInfo) -> str:
    """ "waits until 18:00 with the digest"."""
    if sending.state == "suppressed":
        return "not sent"
    if sending.until is None or sending.attempts or sending.state != "pending":
        return sending.state.replace("_", " ")
    why = f" {GATHERED[sending.gathers]}" if sending.gathers else ""
    return f"waits until {sending.until.astimezone(zone):%Y-%m-%d %H:%M}{why}"


def _beside(sending: Sending) -> Iterator[str]:
    """What else there is to say of it, and the way out."""
    if sending.others:
        yield f"with {sending.others} other{'' if sending.others == 1 else 's'}"
    if sending.purpose != "alert":
        yield f"{sending.purpose} for {sending.stands_for or 'another channel'}"
    if sending.state == "dead":
        again = f"onrecord deliveries replay {sending.ref}"
        yield "its message was thrown away" if sending.forgotten else f"send it again: {again}"


def _line(label: str, middle: str, end: str) -> str:
    return _columns((f"  {label:<{LABEL}}", 0), (middle, SOURCE), (end, 0))


def _columns(*cells: tuple[str, int]) -> str:
    """Cells beside each other, each as wide as it says, and then at least two blanks."""
    row = "".join(text + " " * max(2 if size else 0, size - _width(text)) for text, size in cells)
    return row.rstrip()


def _width(text: str) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _time(at: datetime, beside: datetime, zone: ZoneInfo) -> str:
    same = at.astimezone(zone).date() == beside.astimezone(zone).date()
    return f"{at.astimezone(zone):%H:%M}" if same else f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
