"""What explain is told: recorded Hits and Deliveries, and for every other watch why it did not hit.

Live, backtest and explain ask the same pure functions (alerts/dispatch.py), so an answer about a non-hit is
what would happen again.
"""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from alerts.course import Course
from alerts.explain import Again, Check, Explanation, Judgement, Sending, explain
from alerts.knowing import know_event, know_speaker, know_statement
from alerts.matching import concerns, listens_to
from alerts.rules.matcher import Verdict, match, scope_of
from alerts.watches import Watch, Watchlist
from record.store.reading import ReadingStore, RecordedDelivery, RecordedHit
from record.types import Document, Event, Evidence, Statement
from record.urls import document_key
from statements.originals import search


def account_for(
    reading: ReadingStore, watchlist: Watchlist, statement: Statement, zone: ZoneInfo, url: str = ""
) -> Explanation:
    """Everything that happened to a Statement on its way to the user, and what did not, with the reasons.

    `url`: the address of a Document that somebody asks about.
    """
    hits: dict[str, list[RecordedHit]] = {}
    for hit in reading.hits(statement):
        hits.setdefault(hit.watch_id, []).append(hit)
    events = reading.events(statement)
    judgements = [
        _recorded(hits[watch.id]) if watch.id in hits else _missed(watch, watchlist, statement, events)
        for watch in watchlist.watches
    ]
    known = {watch.id for watch in watchlist.watches}
    judgements += [_recorded(found) for watch_id, found in hits.items() if watch_id not in known]
    sendings = [_sending(each) for each in reading.deliveries(statement)]
    asked = next((each for each in statement.reports if is_at(each.revision.document, url)), None)
    known_well = know_statement(statement, watchlist.people)
    course = _course(reading, known_well, events, watchlist)
    return explain(known_well, judgements, sendings, zone, asked, course)


def is_at(document: Document, url: str) -> bool:
    """Whether the address leads to the Document."""
    return bool(url) and (document.url == url or document.key == document_key(url))


def _recorded(hits: Sequence[RecordedHit]) -> Judgement:
    """The first Hit of a watch that was told, with all that came after it; else the last that was not."""
    told = (number for number, hit in enumerate(hits) if all(each["passed"] for each in hit.checks))
    at = next(told, len(hits) - 1)
    first, later = hits[at], hits[at + 1 :]
    again = tuple(Again(hit.event.kind, hit.at, _checks(hit)) for hit in later)
    return Judgement(first.watch_name, True, first.explanation, _checks(first), again)


def _checks(hit: RecordedHit) -> tuple[Check, ...]:
    return tuple(Check(each["check"], each["passed"], each["reason"]) for each in hit.checks)


def _course(
    reading: ReadingStore, statement: Statement, events: Sequence[Event], watchlist: Watchlist
) -> Course:
    """What became of it, with the Speakers of other Statements as people.yaml has them."""
    known = tuple(know_event(event, watchlist.people) for event in events)
    sought = reading.sought(statement, statement.speaker.accounts)
    return Course(known, reading.thread(statement), search(sought) if sought else None)


def _missed(watch: Watch, watchlist: Watchlist, statement: Statement, events: list[Event]) -> Judgement:
    """The first reason that holds for every Report."""
    heard = [
        know_speaker(evidence, watchlist.people)
        for evidence in statement.reports
        if listens_to(watch, know_speaker(evidence, watchlist.people), watchlist.people)
    ]
    if not heard:
        return Judgement(watch.name, False, reason=f"{statement.speaker.name} is not one of its people")
    if not any(concerns(watch, event) for event in events):
        return Judgement(watch.name, False, reason="nothing happened that it asks for (on:)")
    verdict = _best(watch, heard, watchlist)
    if verdict is None or verdict.hit:
        return Judgement(watch.name, False, reason="not judged with these words yet")
    return Judgement(watch.name, False, verdict.explanation)


def _best(watch: Watch, heard: list[Evidence], watchlist: Watchlist) -> Verdict | None:
    """A hit if any Report gives one, else the Report that lacks least."""
    if watch.rule is None:
        return None
    verdicts = [match(watch.rule, scope_of(evidence, watchlist.people)) for evidence in heard]
    return min(verdicts, key=lambda verdict: (not verdict.hit, len(verdict.missing)))


def _sending(delivery: RecordedDelivery) -> Sending:
    last = delivery.attempts[-1] if delivery.attempts else None
    took = (last.ended_at - last.started_at).total_seconds() if last and last.ended_at else None
    return Sending(
        channel=delivery.channel,
        state=delivery.state,
        at=delivery.sent_at or (last.started_at if last else None),
        seconds=took,
        error=delivery.error or "",
        attempts=len(delivery.attempts),
        doubt=delivery.doubt,
        watches=delivery.watches,
    )
