"""What becomes of a Statement, through the real record: judged, rendered and explained."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from alerts.account import account_for
from alerts.dispatch import Dispatch
from alerts.explain import lines
from alerts.messages import render
from alerts.rules import parse
from alerts.watches import Channel, Watch, Watchlist
from record.clock import Clock
from record.people import People
from record.store import Record
from record.store.engine import write
from record.store.eventrows import write_event
from record.types import Alert, EventKind, Json, Statement
from statements.grouping import WINDOW
from tests.builders import LEI_JUN, NOW, record_articles, report
from tests.record.store.test_intake import claim_all, join_first, never_join, placed

UTC = ZoneInfo("UTC")
WAS, NOW_SAYS = "there is no plan for the US market", "there is a plan for the US market"
WATCH = Watch("us", "Xiaomi in the US", ("lei-jun",), parse("market").rule, "market", ("desk",))
PEOPLE = People([replace(LEI_JUN, pronoun="he")])
WATCHLIST = Watchlist((WATCH,), {"desk": Channel("desk", "json://127.0.0.1")}, PEOPLE)


def say(record: Record, *texts: str, joined: bool = False) -> Statement:
    """An article for each text, in which Lei Jun says it; the newest Statement."""
    place = join_first if joined else never_join
    for text in texts:
        record_articles(record, f"Lei Jun said {text}.")
        words = report(text, content=((13, 13 + len(text)),), sentence=(0, 13 + len(text)), stance="claim")
        for claimed in claim_all(record):
            record.intake.record_reports(claimed, [placed(words)], place, WINDOW)
    return record.reading.statements()[-1]


def happen(
    record: Record,
    kind: EventKind,
    to: Statement,
    by: Statement | None = None,
    data: Json | None = None,
    batch: str = "x",
    of: int = -1,
    at: datetime | None = None,
) -> None:
    """An Event of the Statement, written as the stages write it; `of`: which Report is its evidence."""
    evidence = (by or to).reports[of]
    with write(record.engine) as connection:
        write_event(
            connection,
            kind,
            batch,
            at or Clock().now(),
            statement_id=to.id,
            report_id=evidence.id,
            data=data,
            other_id=by.id if by else None,
        )


def judged(record: Record) -> list[Alert]:
    """What is newly told, as the outbox loads it."""
    asyncio.run(Dispatch(record.judging, WATCHLIST, {"desk": ("somebody",)}).work())
    claimed = record.sending.claim_deliveries(10, WINDOW)
    told = [record.sending.alert(delivery) for delivery in claimed]
    return [alert for alert in told if isinstance(alert, Alert)]


def withheld(record: Record, statement: Statement) -> list[list[str]]:
    """The checks that each Hit did not pass, in order."""
    hits = record.reading.hits(statement)
    return [[check["check"] for check in hit.checks if not check["passed"]] for hit in hits]


def test_one_edit_that_two_documents_make_is_told_once_and_the_next_one_too(record: Record) -> None:
    statement = say(record, WAS)
    assert len(judged(record)) == 1
    edit = {"was": WAS, "now": NOW_SAYS}
    for number, data in enumerate([edit, edit, {"was": NOW_SAYS, "now": WAS}]):
        happen(record, EventKind.EDITED, statement, data=data, batch=f"x{number}")
        assert len(judged(record)) == (0 if number == 1 else 1)
    assert withheld(record, statement) == [[], [], ["dedup"], []]


def test_the_third_edit_within_the_hour_is_counted_and_told_with_the_one_after_it(record: Record) -> None:
    statement = say(record, WAS)
    judged(record)
    words = [WAS, *(f"{WAS}, edited {n}" for n in range(4))]
    alerts: list[Alert] = []
    for n, minute in enumerate((0, 10, 20, 80)):
        edit = {"was": words[n], "now": words[n + 1]}
        at = Clock().now() + timedelta(minutes=minute)
        happen(record, EventKind.EDITED, statement, data=edit, batch=f"x{n}", at=at)
        alerts += judged(record)
    assert withheld(record, statement) == [[], [], [], ["pace"], []]
    (hit,) = alerts[-1].hits
    assert hit.explanation["was"] == words[2], "what the reader was told last"
    explained = lines(account_for(record.reading, WATCHLIST, statement, UTC))
    assert any("pace" in line and "told with the next" in line for line in explained)


def test_an_edit_of_an_outlet_that_told_nothing_is_counted_and_leaves_the_statement_new(
    record: Record,
) -> None:
    statement = say(record, WAS, f"{WAS} at all", joined=True)
    assert len(statement.reports) == 2
    (told,) = judged(record)
    evidence = told.event.evidence
    assert evidence is not None
    elsewhere = next(n for n, each in enumerate(statement.reports) if each.id != evidence.id)
    happen(record, EventKind.EDITED, statement, data={"was": WAS, "now": NOW_SAYS}, batch="y", of=elsewhere)
    assert judged(record) == []
    assert withheld(record, statement)[-1] == ["bearing"]
    told_by = next(n for n, each in enumerate(statement.reports) if each.id == evidence.id)
    happen(record, EventKind.DELETED, statement, batch="z", of=told_by)
    (alert,) = judged(record)
    assert alert.event.kind is EventKind.DELETED


def test_a_reversal_and_the_words_that_bring_it_are_one_message_with_both_quotes(record: Record) -> None:
    earlier = say(record, WAS)
    judged(record)
    later = say(record, NOW_SAYS)
    (opened,) = record.reading.events(later)
    happen(record, EventKind.REVERSED, earlier, later, batch=opened.batch)
    (alert,) = judged(record)
    assert sorted(hit.event.kind for hit in alert.hits) == [EventKind.NEW, EventKind.REVERSED]
    message = render(alert, "plain", now=NOW, zone=UTC)
    assert "reversing earlier words" in message.subject
    assert message.text.count(NOW_SAYS) == 1
    assert message.text.count(WAS) == 1
    assert later.public_id in message.text


def test_explain_tells_the_course_and_what_each_event_came_to(record: Record) -> None:
    earlier = say(record, WAS)
    judged(record)
    happen(record, EventKind.EDITED, earlier, data={"was": WAS, "now": NOW_SAYS}, batch="y")
    later = say(record, NOW_SAYS)
    happen(record, EventKind.REVERSED, earlier, later, batch="z")
    judged(record)
    text = "\n".join(lines(account_for(record.reading, WATCHLIST, earlier, UTC)))
    assert f"reversed by {later.public_id}" in text
    assert "was: there is [−no] plan for the US market" in text
    assert "now: there is [+a] plan for the US market" in text
    assert text.count("✓ told") == 2
