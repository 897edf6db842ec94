"""Why an alert came, or did not: put together from what the record holds, as plain values.

The record's door fills Judgement and Sending; nothing is judged anew here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from alerts.clauses import Clause, clauses_of, lack_of
from alerts.course import (
    NO_COURSE,
    Course,
    Moment,
    SearchShown,
    ThreadShown,
    moments,
    search_shown,
    thread_shown,
)
from alerts.messages.cleaning import clean
from alerts.messages.evidence import (
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
)
from alerts.messages.words import EDITS, PROVENANCES, STANCES
from record.types import Evidence, Gathering, Json, Purpose, Statement


@dataclass(frozen=True, slots=True)
class Check:
    """What one check said: mute, dedup, baseline, ..."""

    name: str
    passed: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Again:
    """What one more Event of the Statement came to for a watch that has a Hit already."""

    kind: str
    at: datetime
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One watch's verdict on the Statement."""

    watch: str
    hit: bool
    explanation: Json = field(default_factory=dict)  # of alerts/rules/matcher.py; empty without a rule
    checks: tuple[Check, ...] = ()
    again: tuple[Again, ...] = ()
    reason: str = ""  # of a non-hit that the rule does not explain: "Lei Jun is not one of its people"
    report: str = ""  # which the rule was asked of: "Reuters, the nearest of 3 reports"
    since: str = ""  # what has become of the watch: "its rule is another now: …"


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
    ref: str = ""  # what `onrecord deliveries` calls it
    purpose: Purpose = "alert"
    stands_for: str | None = None  # of a fallback or an escalation: the channel that was to be told
    until: datetime | None = None  # it waits
    gathers: Gathering | None = None
    others: int = 0  # further statements in the same message
    forgotten: bool = False  # a dead one whose message was thrown away


@dataclass(frozen=True, slots=True)
class WatchLines:
    """What is shown of one watch."""

    watch: str
    hit: bool
    told: bool
    verdict: str  # "HIT", "HIT, not told: baseline, ...", "no hit: ..."
    clauses: tuple[Clause, ...]
    report: str  # which the rule was asked of, where it could be several
    since: str  # what has become of the watch since
    checks: tuple[Check, ...]
    again: tuple[Again, ...]
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
    search: SearchShown | None  # for the original, where there was one to look for
    happened: tuple[Moment, ...]
    thread: ThreadShown | None
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
    course: Course = NO_COURSE,
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
        asked=_words(said_of(asked)) if asked and not _stand_together(asked, shown) else "",
        region=clean(facts.region) if facts else "",
        client=clean(facts.client) if facts else "",
        baseline=shown.revision.document.baseline,
        outlets=tuple(outlets_of(statement, shown, shown)),
        search=search_shown(course.search, zone),
        happened=moments(course.events),
        thread=thread_shown(course.thread),
        watches=watches,
        sendings=tuple(sending for sending in deliveries if id(sending) not in placed),
    )


def _words(said: Said) -> str:
    return f"“{said.text}”" if said.verbatim else f"{said.mark}: {said.text}"


def _watch(judgement: Judgement, deliveries: Sequence[Sending]) -> WatchLines:
    failed = [check for check in judgement.checks if not check.passed]
    return WatchLines(
        watch=clean(judgement.watch),
        hit=judgement.hit,
        told=judgement.hit and not failed,
        verdict=_verdict(judgement, failed),
        clauses=clauses_of(judgement.explanation),
        report=clean(judgement.report),
        since=clean(judgement.since),
        checks=judgement.checks,
        again=judgement.again,
        sendings=tuple(sending for sending in deliveries if judgement.watch in sending.watches),
    )


def _verdict(judgement: Judgement, failed: Sequence[Check]) -> str:
    if judgement.hit:
        reasons = "; ".join(f"{check.name}, {check.reason}" for check in failed)
        return f"HIT, not told: {reasons}" if failed else "HIT"
    why = clean(judgement.reason) or lack_of(judgement.explanation)
    return f"no hit: {why}" if why else "no hit"


def _stand_together(asked: Evidence, shown: Evidence) -> bool:
    """In one Document, where one of them is what the other has become or repeats."""
    return asked.revision.document.id == shown.revision.document.id


def _plain(value: object) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value
