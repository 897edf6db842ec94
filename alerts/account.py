"""What explain is told: recorded Hits and Deliveries, and for every other watch why it did not hit.

Live, backtest and explain ask the same pure functions (alerts/dispatch.py), so an answer about a non-hit is
what would happen again.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from alerts.dispatch import concerns, listens_to
from alerts.explain import Check, Explanation, Judgement, Sending, explain
from alerts.knowing import know_speaker, know_statement
from alerts.rules.matcher import Verdict, match, scope_of
from alerts.watches import Watch, Watchlist
from record.store.reading import ReadingStore, RecordedDelivery, RecordedHit
from record.types import Document, Event, Evidence, Statement
from record.urls import document_key


def account_for(
    reading: ReadingStore, watchlist: Watchlist, statement: Statement, zone: ZoneInfo, url: str = ""
) -> Explanation:
    """Everything that happened to a Statement on its way to the user, and what did not, with the reasons.

    `url`: the address of a Document that somebody asks about.
    """
    hits = {hit.watch_id: hit for hit in reading.hits(statement)}
    events = reading.events(statement)
    judgements = [
        _recorded(hits[watch.id]) if watch.id in hits else _missed(watch, watchlist, statement, events)
        for watch in watchlist.watches
    ]
    known = {watch.id for watch in watchlist.watches}
    judgements += [_recorded(hit) for hit in hits.values() if hit.watch_id not in known]
    sendings = [_sending(each) for each in reading.deliveries(statement)]
    asked = next((each for each in statement.reports if is_at(each.revision.document, url)), None)
    return explain(know_statement(statement, watchlist.people), judgements, sendings, zone, asked)


def is_at(document: Document, url: str) -> bool:
    """Whether the address leads to the Document."""
    return bool(url) and (document.url == url or document.key == document_key(url))


def _recorded(hit: RecordedHit) -> Judgement:
    checks = tuple(Check(each["check"], each["passed"], each["reason"]) for each in hit.checks)
    return Judgement(hit.watch_name, True, hit.explanation, checks)


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
