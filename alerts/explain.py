"""Why an alert came, or did not: from what the record holds, as JSON and as lines for a terminal.

The record's door fills Judgement and Sending; nothing is judged anew here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from alerts.messages.cleaning import clean, shorten
from alerts.messages.story import (
    Original,
    Outlet,
    Said,
    edited_at,
    first_shown,
    is_original,
    original_of,
    outlets_of,
    published_at,
    said_of,
    standing_of,
)
from alerts.messages.words import EDITS, PROVENANCES, STANCES
from record.types import Evidence, Json, Statement

PASSED, FAILED = "✓", "✗"
LABEL, SOURCE, HEADER = 12, 33, 45  # columns: of a label, of a clause, of a watch's verdict
MOST_FOUND = 3  # places shown of one clause


@dataclass(frozen=True, slots=True)
class Check:
    """What one check said: mute, dedup, baseline, ..."""

    name: str
    passed: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """One watch's verdict on the Statement."""

    watch: str
    hit: bool
    explanation: Json = field(default_factory=dict)  # of alerts/rules/matcher.py; empty without a rule
    checks: tuple[Check, ...] = ()
    reason: str = ""  # of a non-hit that the rule does not explain: "Lei Jun is not one of its people"


@dataclass(frozen=True, slots=True)
class Sending:
    """One Delivery as it stands, for those of its Alert's watches that are named; else for all."""

    channel: str
    state: str  # pending, sending, sent, in_doubt, dead, suppressed
    at: datetime | None = None
    seconds: float | None = None  # of the last attempt
    error: str = ""
    attempts: int = 0
    doubt: bool = False  # it went as a possible repeat
    watches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One line of a rule: the clause as written, whether it held, and why."""

    source: str
    passed: bool
    note: str


@dataclass(frozen=True, slots=True)
class WatchLines:
    """What is shown of one watch."""

    watch: str
    hit: bool
    told: bool
    verdict: str  # "HIT", "HIT, not told: baseline, ...", "no hit: ..."
    clauses: tuple[Clause, ...]
    checks: tuple[Check, ...]
    sendings: tuple[Sending, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that is known of one Statement's way to the user."""

    statement: str
    who: str
    at: datetime  # when the post or article that is shown was published
    edited_at: datetime | None  # when the edit that brought the words was seen
    came: str  # "in an edit", where there was one
    zone: str
    text: str
    verbatim: bool
    mark: str  # before words that are not verbatim
    stance: str
    provenance: str
    original: Original | None
    source: str  # the outlet or platform of what is shown
    url: str
    region: str  # of a post: where it was sent from, as the platform shows it
    client: str  # what with, as its author likes to show it
    baseline: bool  # it stood there before its Source was added
    asked: str  # the words of the Document that was asked about, where they are not those shown
    outlets: tuple[Outlet, ...]
    watches: tuple[WatchLines, ...]
    sendings: tuple[Sending, ...]  # that belong to no watch that is shown

    def as_json(self) -> Json:
        """Plain values; times in ISO form."""
        shown: Json = _plain(asdict(self))
        return shown


def explain(
    statement: Statement,
    verdicts: Sequence[Judgement],
    deliveries: Sequence[Sending],
    zone: ZoneInfo,
    asked: Evidence | None = None,
) -> Explanation:
    """Puts together what the record holds of the Statement; `asked`: the Report that is asked about."""
    shown = first_shown(statement)
    said, facts = said_of(shown), shown.revision.facts
    watches = tuple(_watch(judgement, deliveries) for judgement in verdicts)
    placed = {id(sending) for watch in watches for sending in watch.sendings}
    return Explanation(
        statement=statement.public_id,
        who=clean(statement.speaker.name),
        at=published_at(shown),
        edited_at=edited_at(shown),
        came=EDITS.get(shown.revision.change, EDITS[None])[0] if edited_at(shown) else "",
        zone=zone.key,
        text=said.text,
        verbatim=said.verbatim,
        mark="" if said.verbatim else said.mark,
        stance=STANCES.get(statement.stance, statement.stance),
        provenance=PROVENANCES.get(shown.report.provenance, shown.report.provenance),
        original=original_of(shown) if is_original(shown, shown) else None,
        source=clean(shown.revision.document.outlet),
        url=clean(shown.revision.document.url),
        asked=_words(said_of(asked)) if asked and asked.id != shown.id else "",
        region=clean(facts.region) if facts else "",
        client=clean(facts.client) if facts else "",
        baseline=shown.revision.document.baseline,
        outlets=tuple(outlets_of(statement, shown, shown)),
        watches=watches,
        sendings=tuple(sending for sending in deliveries if id(sending) not in placed),
    )


def _watch(judgement: Judgement, deliveries: Sequence[Sending]) -> WatchLines:
    failed = [check for check in judgement.checks if not check.passed]
    return WatchLines(
        watch=clean(judgement.watch),
        hit=judgement.hit,
        told=judgement.hit and not failed,
        verdict=_verdict(judgement, failed),
        clauses=tuple(_clauses(judgement.explanation)),
        checks=judgement.checks,
        sendings=tuple(sending for sending in deliveries if judgement.watch in sending.watches),
    )


def _verdict(judgement: Judgement, failed: Sequence[Check]) -> str:
    if judgement.hit:
        reasons = "; ".join(f"{check.name}, {check.reason}" for check in failed)
        return f"HIT, not told: {reasons}" if failed else "HIT"
    missing = judgement.reason or _missing(judgement.explanation)
    return f"no hit: {missing}" if missing else "no hit"


def _clauses(explanation: Json) -> Iterator[Clause]:
    """A line for each part of an AND at the top, else one for the whole."""
    if not explanation:
        return
    together = explanation.get("operator") == "and"
    for part in explanation.get("parts", ()) if together else (explanation,):
        yield Clause(clean(str(part.get("source", ""))), bool(part.get("hit")), _note(part))


def _note(part: Json) -> str:
    if not part.get("hit"):
        return _missing(part)
    if part.get("operator") == "not":
        return "absent"
    found = list(dict.fromkeys(_found(part)))
    more = f" and {len(found) - MOST_FOUND} more" if len(found) > MOST_FOUND else ""
    return ", ".join(found[:MOST_FOUND]) + more


def _missing(clause: Json) -> str:
    words = [clean(str(word)) for word in clause.get("missing") or ()]
    return f"missing {', '.join(words)}" if words else ""


def _found(clause: Json) -> Iterator[str]:
    """ "“US market” at 28–37", with the field where it is not the words said."""
    if not clause.get("hit") or clause.get("operator") == "not":
        return
    below = [place for part in clause.get("parts") or () for place in _found(part)]
    own = (
        f"“{clean(str(place['words']))}” at {place['start']}–{place['end']}"
        + ("" if place["field"] == "quote" else f" of the {place['field']}")
        for place in clause.get("evidence") or ()
    )
    yield from below or own


def _plain(value: object) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


# ---------------------------------------------------------------- lines


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


def _words(said: Said) -> str:
    return f"“{said.text}”" if said.verbatim else f"{said.mark}: {said.text}"


def _second(explanation: Explanation) -> str:
    said = f"“{explanation.text}”" if explanation.verbatim else f"{explanation.mark}: {explanation.text}"
    count = len(explanation.outlets)
    old = " · baseline: there before its source was added" if explanation.baseline else ""
    return f"{said}   {explanation.stance} · {count} report{'' if count == 1 else 's'}{old}"


def _watch_lines(watch: WatchLines, explanation: Explanation, zone: ZoneInfo) -> Iterator[str]:
    yield _columns((f"watch “{watch.watch}”", HEADER + 2), (watch.verdict, 0))
    if not watch.hit:
        return
    how = standing_of(explanation.original, _is_published(explanation)) or explanation.provenance
    yield _line("people", explanation.who, f"{PASSED} {how}")
    for number, clause in enumerate(watch.clauses):
        mark = PASSED if clause.passed else FAILED
        source = shorten(clause.source, SOURCE - 2)
        yield _line("" if number else "when", source, f"{mark} {clause.note}".rstrip())
    checks = "  ".join(f"{c.name} {PASSED if c.passed else FAILED} {c.reason}" for c in watch.checks)
    if checks:
        yield f"  {'decide':<{LABEL}}{checks}"
    yield from (_sending_line(sending, zone) for sending in watch.sendings)


def _sending_line(sending: Sending, zone: ZoneInfo) -> str:
    when = f" {sending.at.astimezone(zone):%H:%M:%S}" if sending.at else ""
    took = f" ({sending.seconds:.1f} s)" if sending.seconds is not None else ""
    tries = f", {sending.attempts} tries" if sending.attempts > 1 else ""
    doubt = ", as a possible repeat" if sending.doubt else ""
    error = f": {sending.error}" if sending.error and sending.state != "sent" else ""
    state = sending.state.replace("_", " ")
    return _line("deliver", sending.channel, f"{state}{when}{took}{tries}{doubt}{error}")


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
