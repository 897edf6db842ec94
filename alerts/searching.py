"""A rule over the whole record, newest first: the word index finds candidates, and the matcher decides each.

So every operator works here as it does live, also those that no index knows. A rule of nothing else is judged
on the newest Reports, one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from alerts.knowing import know_speaker
from alerts.rules.matcher import judge, match
from alerts.rules.nodes import Rule
from alerts.rules.scope import Scope, scope_of
from alerts.wanted import clauses_of
from record.people import People
from record.search import Query
from record.store.searching import Heard, SearchStore
from record.types import Evidence, Json

MOST = 20_000  # Reports that one search judges
FEWEST = 20  # answers, where nobody says how many
MOST_OF_ONE = 50  # Reports of one Statement that are judged to show the best of them


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: said from `since` on and before `until`."""

    rule: Rule
    people: People
    since: datetime | None = None
    until: datetime | None = None
    limit: int = FEWEST


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was found: characters of that field's text, end exclusive."""

    field: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One Statement, by the best of its Reports that hit."""

    statement: str  # public id
    evidence: Evidence
    places: tuple[Place, ...]
    reports: int


@dataclass(frozen=True, slots=True)
class Answers:
    """What was found, newest first."""

    found: tuple[Answer, ...]
    looked_at: int  # Reports judged
    by_words: bool  # they were chosen by the words in them; else they are the newest of all
    whole: bool  # nothing was left to look at, or nothing more was wanted


def search(store: SearchStore, asked: Asked) -> Answers:
    """The newest Statements with a Report that the rule hits."""
    query = Query(clauses_of(asked.rule, asked.people), asked.since, asked.until)
    hits: dict[int, Evidence] = {}
    looked_at = taken = 0
    for page in store.pages(query, MOST):
        taken += page.taken
        looked_at += _judge(asked, page.evidence, hits)
        if len(hits) >= asked.limit:
            break
    heard = store.heard(hits)
    found = tuple(_answer(asked, heard[id], evidence) for id, evidence in hits.items())
    whole = len(found) == asked.limit or taken < MOST
    return Answers(found, looked_at, bool(query.clauses), whole)


def _judge(asked: Asked, of: Iterable[Evidence], hits: dict[int, Evidence]) -> int:
    """Add the first Hit of each Statement until there are as many as were asked for; how many were judged."""
    judged = 0
    for evidence in of:
        judged += 1
        if evidence.statement_id not in hits and _hits(asked, evidence):
            hits[evidence.statement_id] = evidence
            if len(hits) == asked.limit:
                break
    return judged


def said_at(evidence: Evidence) -> datetime:
    """As stated, else as published, else as observed: as the record orders Reports by."""
    revision = evidence.revision
    return evidence.report.said_at or revision.published_at or revision.observed_at


def _hits(asked: Asked, evidence: Evidence) -> bool:
    return judge(asked.rule, _scope(asked, evidence)).hit


def _scope(asked: Asked, evidence: Evidence) -> Scope:
    return scope_of(know_speaker(evidence, asked.people), asked.people)


def _answer(asked: Asked, heard: Heard, newest: Evidence) -> Answer:
    """Best is the Speaker's own word, then words that are quoted, then whoever had it first."""
    others = (each for each in heard.reports[:MOST_OF_ONE] if _is_asked(asked, each) and _hits(asked, each))
    best = max((newest, *others), key=_worth)
    explanation = match(asked.rule, _scope(asked, best)).explanation
    return Answer(heard.public_id, best, tuple(_places(explanation)), len(heard.reports))


def _is_asked(asked: Asked, evidence: Evidence) -> bool:
    at = said_at(evidence)
    in_time = (asked.since is None or asked.since <= at) and (asked.until is None or at < asked.until)
    return in_time and bool(evidence.report.text)


def _worth(evidence: Evidence) -> tuple[bool, bool, int]:
    report = evidence.report
    return report.first_party, report.kind in ("direct", "mixed"), -evidence.id


def _places(clause: Json) -> Iterator[Place]:
    """What was found, once each, in the order of the text."""
    found = {(each["field"], each["start"], each["end"], each["words"]) for each in _evidence(clause)}
    return (Place(*each) for each in sorted(found))


def _evidence(clause: Json) -> Iterator[Json]:
    """Of NEAR the stretch that it found, of others what each part did."""
    if not clause["hit"] or clause["operator"] == "not":
        return
    below = [each for part in clause["parts"] for each in _evidence(part)]
    yield from below if below and clause["operator"] not in ("near", "onear") else clause["evidence"]
