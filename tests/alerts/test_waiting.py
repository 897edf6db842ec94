"""`first_party: prefer`, through the real record: what waits for the original, and what ends the waiting."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from alerts.dispatch import Dispatch
from alerts.rules import parse
from alerts.watches import DEFAULT_ON, Channel, Watch, Watchlist
from record.clock import Clock
from record.people import People
from record.store import Record
from record.store.engine import write
from record.store.sending import SendingStore
from record.store.tables import deliveries, statements
from record.types import Alert, EventKind, Json, Report, SendClass, SendResult, Statement
from statements.grouping import WINDOW
from tests.alerts.test_retold import happen
from tests.builders import LEI_JUN, mirror, poll, post, record_articles, report
from tests.record.store.test_intake import claim_all, join_first, placed
from tests.record.store.test_sending import LEASE, MESSAGE, reopen

WORDS = "there is no plan for the US market"
WATCH = Watch(
    "us", "Xiaomi in the US", ("lei-jun",), parse("market").rule, "market", ("desk",), first_party="prefer"
)
AT_ONCE = replace(WATCH, id="quick", name="Quick", first_party="any")
PEOPLE = People([LEI_JUN])
ALSO_LOCATED = replace(WATCH, on=DEFAULT_ON | {EventKind.ORIGINAL})


def reported(record: Record, *texts: str, **changes: Any) -> None:
    """An article for each text, in which Lei Jun says it; it joins what he is known to have said."""
    for text in texts:
        record_articles(record, f"Lei Jun said {text}.")
        read(record, report(text, content=((13, 13 + len(text)),), sentence=(0, 13 + len(text)), **changes))


def posted(record: Record, text: str = WORDS) -> None:
    """His own post, which is the original."""
    hub = mirror()
    record.crawl.add_sources([hub])
    record.crawl.record_poll(poll(hub, post(text=text, published_at=Clock().now())))
    read(record, report(text, provenance="own-account", kind="direct"))


def read(record: Record, words: Report) -> None:
    (claimed,) = claim_all(record)
    record.intake.record_reports(claimed, [placed(words)], join_first, WINDOW)


def decide(record: Record, *watches: Watch) -> None:
    """What is new is judged, batch by batch."""
    watchlist = Watchlist(watches or (WATCH,), {"desk": Channel("desk", "")}, PEOPLE)
    asyncio.run(Dispatch(record.judging, watchlist, {"desk": ("somebody",)}).work())


def due(record: Record, minutes: float = 0) -> list[Alert]:
    """The Alerts whose Deliveries can be claimed by then, in that order, as their messages would be made."""
    sending = SendingStore(record.engine, Clock(timedelta(minutes=minutes)))
    told = [sending.alert(delivery) for delivery in sending.claim_deliveries(10, LEASE)]
    return [alert for alert in told if isinstance(alert, Alert)]


def statement(record: Record) -> Statement:
    (only,) = record.reading.statements()
    return only


def checks(record: Record) -> list[list[Json]]:
    """Of each Hit, those that have to do with waiting or withhold it."""
    hits = record.reading.hits(statement(record))
    return [
        [each for each in hit.checks if each["check"] == "first_party" or not each["passed"]] for hit in hits
    ]


def test_a_paraphrase_is_decided_at_once_and_told_ten_minutes_later(record: Record) -> None:
    reported(record, WORDS)
    decide(record)
    until = statement(record).first_seen_at + timedelta(minutes=10)
    ((check,),) = checks(record)
    assert (check["passed"], check["reason"]) == (True, f"waits until {until:%H:%M} UTC for the original")
    assert due(record, 9.5) == []
    assert len(due(record, 10.5)) == 1


def test_the_original_that_comes_meanwhile_ends_the_waiting_and_is_what_is_told(record: Record) -> None:
    reported(record, WORDS)
    decide(record)
    assert due(record) == []
    posted(record)
    decide(record)
    (alert,) = due(record)
    assert alert.event.statement is not None
    assert alert.event.statement.original is not None
    assert len(alert.hits) == 1
    assert len(record.reading.deliveries(statement(record))) == 1


def test_what_a_company_publishes_itself_ends_the_waiting_too(record: Record) -> None:
    reported(record, WORDS)
    decide(record)
    reported(record, f"{WORDS} now", provenance="own-company")
    decide(record)
    assert len(due(record)) == 1


def test_another_paraphrase_does_not_end_the_waiting(record: Record) -> None:
    reported(record, WORDS)
    decide(record)
    reported(record, f"{WORDS} at all")
    decide(record)
    assert due(record) == []


def test_an_original_that_is_there_already_lets_nothing_wait(
    record: Record,
) -> None:
    reported(record, WORDS)
    posted(record)
    decide(record)  # both, in one round
    assert len(due(record)) == 1
    assert [check["reason"] for (check,) in checks(record)] == ["the speaker's own words are there"]


def test_who_is_killed_while_an_alert_waits_loses_nothing(record: Record) -> None:
    record.enter()
    reported(record, WORDS)
    decide(record)
    reopen(record)
    assert due(record) == []
    posted(record)
    reopen(record)
    decide(record)
    assert len(due(record)) == 1


def test_a_watch_that_need_not_wait_takes_the_others_along(record: Record) -> None:
    reported(record, WORDS)
    decide(record, WATCH, AT_ONCE)
    (alert,) = due(record)
    assert {hit.watch_id for hit in alert.hits} == {"us", "quick"}


def test_an_original_that_is_asked_for_is_not_told_beside_the_alert_that_waited(
    record: Record,
) -> None:
    reported(record, WORDS)
    decide(record, ALSO_LOCATED)
    posted(record)
    decide(record, ALSO_LOCATED)
    assert len(due(record, 60)) == 1
    assert checks(record)[1][0]["reason"] == "the alert that waited for the original shows it"


def test_an_original_that_comes_after_the_waiting_is_told_where_it_is_asked_for(record: Record) -> None:
    reported(record, WORDS)
    decide(record, ALSO_LOCATED)
    assert len(due(record, 11)) == 1
    sent = SendingStore(record.engine, Clock(timedelta(minutes=11)))
    assert sent.undelivered() == 1
    posted(record)
    decide(record, ALSO_LOCATED)
    (alert,) = due(record)
    assert alert.event.kind is EventKind.ORIGINAL


def test_what_is_told_at_once_of_a_statement_lets_its_first_alert_go_before_it(record: Record) -> None:
    reported(record, WORDS)
    decide(record)
    (known,) = record.reading.statements()
    happen(record, EventKind.DELETED, known)
    decide(record)
    assert [alert.event.kind for alert in due(record)] == [EventKind.FIRST_DENIAL, EventKind.DELETED]


def test_a_paraphrase_of_what_is_known_for_longer_does_not_wait(record: Record) -> None:
    reported(record, "we like cars", stance="claim")
    decide(record)
    make_older(record)
    reported(record, WORDS)
    decide(record)
    assert len(due(record)) == 1
    assert checks(record)[-1][0]["reason"] == "the original did not come in time"


def make_older(record: Record) -> None:
    with write(record.engine) as connection:
        earlier = statement(record).first_seen_at - timedelta(minutes=11)
        connection.execute(update(statements).values(first_seen_at=earlier))


def test_a_delivery_that_waits_is_nothing_undelivered_and_one_that_was_tried_is(record: Record) -> None:
    reported(record, WORDS)
    decide(record)
    assert record.sending.undelivered() == 0
    later = SendingStore(record.engine, Clock(timedelta(minutes=11)))
    (delivery,) = later.claim_deliveries(1, LEASE)
    assert later.undelivered() == 1
    later.begin_attempt(delivery, MESSAGE, LEASE)
    assert record.sending.undelivered() == 1


@pytest.mark.parametrize("kind", [EventKind.DELETED, EventKind.BACK])
def test_what_becomes_of_a_statement_does_not_wait(record: Record, kind: EventKind) -> None:
    only_that = replace(WATCH, on=frozenset({kind}))
    reported(record, WORDS)
    decide(record, only_that)
    happen(record, kind, statement(record))
    decide(record, only_that)
    assert len(due(record)) == 1


# ---------------------------------------------------------------- other Channels meanwhile


def to(*channels: str, left: tuple[str, ...] = (), **changes: Any) -> Watchlist:
    """The watch tells these Channels; those that are `left` are in the watchlist too."""
    watch = replace(ALSO_LOCATED, notify=channels, **changes)
    return Watchlist((watch,), {each: Channel(each, "") for each in (*channels, *left)}, PEOPLE)


def decide_by(record: Record, watchlist: Watchlist) -> None:
    recipients = {name: (f"{name}@",) for name in watchlist.channels}
    asyncio.run(Dispatch(record.judging, watchlist, recipients).work())


@pytest.mark.parametrize("left", [(), ("old",)], ids=["a channel that is gone", "one that stays"])
def test_what_waits_for_a_channel_that_the_watch_lost_is_told_to_the_one_it_has_now(
    record: Record, left: tuple[str, ...]
) -> None:
    reported(record, WORDS)
    decide_by(record, to("old"))
    decide_by(record, to("new", left=left))
    assert due(record, 9.5) == []
    (alert,) = due(record, 10.5)
    assert alert.channel == "new"
    assert [hit.watch_id for hit in alert.hits] == ["us"]


def test_the_original_of_it_is_shown_by_the_alert_that_waits_now(record: Record) -> None:
    reported(record, WORDS)
    decide_by(record, to("old"))
    posted(record)
    decide_by(record, to("new"))
    (alert,) = due(record, 60)
    assert alert.channel == "new"
    assert alert.event.statement is not None
    assert alert.event.statement.original is not None


def test_what_went_unsent_to_a_channel_that_is_gone_is_told_to_another(record: Record) -> None:
    reported(record, WORDS)
    decide_by(record, to("old", first_party="any"))
    decide_by(record, to("new", first_party="any"))
    assert [alert.channel for alert in due(record)] == ["new"]


def test_a_channel_that_was_told_is_not_told_again_in_place_of_another(record: Record) -> None:
    reported(record, WORDS)
    decide_by(record, to("one", "old"))
    decide_by(record, to("one"))
    assert [alert.channel for alert in due(record, 60)] == ["one"]
    (state,) = {each.state for each in record.reading.deliveries(statement(record)) if each.channel == "old"}
    assert state == "dead"


def test_a_watch_that_has_its_channel_back_tells_it_once(record: Record) -> None:
    reported(record, WORDS)
    for channel in ("old", "new", "old"):
        decide_by(record, to(channel))
    assert [alert.channel for alert in due(record, 60)] == ["old"]


def test_what_was_sent_before_the_channel_went_is_not_told_to_another(record: Record) -> None:
    reported(record, WORDS)
    decide_by(record, to("old", first_party="any"))
    (delivery,) = record.sending.claim_deliveries(1, LEASE)
    attempt = record.sending.begin_attempt(delivery, MESSAGE, LEASE)
    record.sending.acknowledge(delivery, attempt, SendResult(SendClass.OK), None)
    decide_by(record, to("new", first_party="any"))
    assert due(record, 60) == []


def test_the_original_is_not_told_beside_an_alert_that_is_due_and_still_unsent(
    record: Record,
) -> None:
    reported(record, WORDS)
    decide(record, ALSO_LOCATED)
    with write(record.engine) as connection:
        overdue = Clock().now() - timedelta(minutes=1)
        connection.execute(update(deliveries).values(not_before=overdue))
    posted(record)
    decide(record, ALSO_LOCATED)
    assert len(due(record, 60)) == 1
    assert checks(record)[1][0]["reason"] == "the alert that waited for the original shows it"
