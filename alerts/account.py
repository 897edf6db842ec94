"""What explain is told: recorded Hits and Deliveries, and for every other watch why it did not hit.

Live, backtest and explain ask the same pure functions (alerts/dispatch.py), so an answer about a non-hit is
what would happen again.
"""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from alerts.course import Course
from alerts.explain import Again, Check, Explanation, Judgement, Sending, explain
from alerts.knowing import know_event, know_statement
from alerts.messages.cleaning import clean, shorten
from alerts.messages.evidence import first_shown, said_of
from alerts.nonhits import fits_now, why_missed
from alerts.watches import Watch, Watchlist
from record.store.reading import ReadingStore, RecordedDelivery, RecordedHit
from record.types import Document, Event, Statement
from record.urls import document_key
from statements.originals import search

GONE = "the watch stands no longer in the watchlist"
RULE = 60  # characters of one that is shown
REF = 6  # characters of a key that name a Delivery
WORDS = 120  # likewise, of what was said


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
        _recorded(statement, hits[watch.id], _since(hits[watch.id][0], watch, watchlist, statement))
        if watch.id in hits
        else why_missed(watch, watchlist, statement, events)
        for watch in watchlist.watches
    ]
    known = {watch.id for watch in watchlist.watches}
    gone = (found for watch_id, found in hits.items() if watch_id not in known)
    judgements += [_recorded(statement, found, GONE) for found in gone]
    sendings = [_sending(each) for each in reading.deliveries(statement)]
    asked = next((each for each in statement.reports if is_at(each.revision.document, url)), None)
    known_well = know_statement(statement, watchlist.people)
    course = _course(reading, known_well, events, watchlist)
    return explain(known_well, judgements, sendings, zone, asked, course)


def is_at(document: Document, url: str) -> bool:
    """Whether the address leads to the Document."""
    return bool(url) and (document.url == url or document.key == document_key(url))


def _recorded(statement: Statement, hits: Sequence[RecordedHit], since: str) -> Judgement:
    """The first Hit of a watch that was told, with all that came after it; else the last that was not."""
    told = (number for number, hit in enumerate(hits) if all(each["passed"] for each in hit.checks))
    at = next(told, len(hits) - 1)
    first, later = hits[at], hits[at + 1 :]
    again = tuple(Again(hit.event.kind, hit.at, _checks(hit)) for hit in later)
    report = _read(statement, first)
    return Judgement(
        first.watch_name, True, first.explanation, _checks(first), again, report=report, since=since
    )


def _read(statement: Statement, hit: RecordedHit) -> str:
    """Whose words the rule found, where they are not those that stand above."""
    named = hit.explanation.get("report") or {}
    id = named.get("id") or (hit.event.evidence.id if hit.event.evidence else 0)
    read = next((each for each in statement.reports if each.id == id), None)
    if read is None or read.id == first_shown(statement).id:
        return str(named.get("outlet", "")) if read is None else ""
    said = said_of(read)
    words = f"“{said.text}”" if said.verbatim else f"{said.mark}: {said.text}"
    return f"{clean(read.revision.document.outlet)}, {shorten(words, WORDS)}"


def _since(hit: RecordedHit, watch: Watch, watchlist: Watchlist, statement: Statement) -> str:
    """What has become of the watch since its Hit: empty where it asks the same today."""
    was, now = str(hit.explanation.get("source", "")), watch.rule.node.source if watch.rule else ""
    if was.split() == now.split():
        return ""
    fits = "it fits, too" if fits_now(watch, watchlist, statement) else "it does not fit"
    return (
        f"the rule is another now: {shorten(now, RULE)} ({fits})" if now else f"it has no rule now ({fits})"
    )


def _checks(hit: RecordedHit) -> tuple[Check, ...]:
    return tuple(Check(each["check"], each["passed"], each["reason"]) for each in hit.checks)


def _course(
    reading: ReadingStore, statement: Statement, events: Sequence[Event], watchlist: Watchlist
) -> Course:
    """What became of it, with the Speakers of other Statements as people.yaml has them."""
    known = tuple(know_event(event, watchlist.people) for event in events)
    sought = reading.sought(statement, statement.speaker.accounts)
    return Course(known, reading.thread(statement), search(sought) if sought else None)


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
        ref=delivery.key[:REF],
        purpose=delivery.purpose,
        stands_for=delivery.stands_for,
        until=delivery.not_before,
        gathers=delivery.gathers,
        others=delivery.others if delivery.gathers else 0,
        forgotten=delivery.forgotten,
    )
