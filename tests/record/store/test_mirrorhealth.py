"""A mirror that breaks is told of once, however many accounts are read through it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from crawler.health import judge_health
from record.clock import Clock
from record.store import Record
from record.store.engine import read, write
from record.store.tables import sources
from record.types import Account, Event, EventKind, Outcome, Source, Wait
from tests.builders import mirror, poll, post

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BEGAN = Clock().now() - 40 * DAY
BROKEN, RECOVERED = EventKind.SOURCE_BROKEN, EventKind.SOURCE_RECOVERED
LONG = Wait(3_600.0, "blocked")


@pytest.fixture
def three(record: Record) -> list[Source]:
    return move_in(record, "hub:a", "hub:b", "hub:c")


def move_in(record: Record, *ids: str) -> list[Source]:
    made = [of_mirror(id) for id in ids]
    record.crawl.add_sources(made)
    with write(record.engine) as connection:
        connection.execute(update(sources).values(added_at=BEGAN))
    for each in made:
        ask(record, each, BEGAN)
    return made


def of_mirror(id: str) -> Source:
    hub, _, name = id.partition(":")
    own: dict[str, Any] = {"account": Account("weibo", name), "origin": f"weibo:{name}", "name": name.upper()}
    return replace(mirror(id, mirror=hub), **own)


def ask(record: Record, of: Source, at: datetime, outcome: Outcome = Outcome.OK, **more: Any) -> None:
    listed = [post(of.id)] if outcome is Outcome.OK else []
    reason = "" if outcome.healthy else "HTTP 503"
    record.crawl.record_poll(poll(of, *listed, at=at, outcome=outcome, reason=reason, **more), judge_health)


def fail(record: Record, of: Sequence[Source], at: datetime, outcome: Outcome = Outcome.BLOCKED) -> None:
    for number in range(5):
        for each in of:
            ask(record, each, at + 4 * number * MINUTE, outcome)


def told(record: Record) -> list[tuple[EventKind, str, Any, Any]]:
    return [
        (event.kind, event.data["source"], event.data.get("mirror"), event.data.get("accounts"))
        for event in unseen(record)
    ]


def unseen(record: Record) -> list[Event]:
    claimed = record.judging.claim_events(100)
    for each in claimed:
        with record.judging.judging(each):
            pass
    return [event for each in claimed for event in each.events]


def test_a_mirror_is_told_of_when_its_first_account_breaks_and_when_its_last_is_well(
    record: Record, three: list[Source]
) -> None:
    fail(record, three, BEGAN + HOUR)
    assert told(record) == [(BROKEN, "hub:a", "hub", 3)]
    assert {row.broken_state for row in record.reading.sources()} == {"blocked"}
    for each in three[:2]:
        ask(record, each, BEGAN + 2 * HOUR)
    assert told(record) == []
    ask(record, three[2], BEGAN + 3 * HOUR)
    assert told(record) == [(RECOVERED, "hub:c", "hub", 0)]
    fail(record, three, BEGAN + 4 * HOUR)
    assert told(record) == [(BROKEN, "hub:a", "hub", 3)]


def test_another_mirror_and_another_fault_are_told_by_themselves(record: Record, three: list[Source]) -> None:
    (other,) = move_in(record, "other:a")
    fail(record, three[:1], BEGAN + HOUR)
    fail(record, [other], BEGAN + 2 * HOUR)
    fail(record, three[1:2], BEGAN + 3 * HOUR, Outcome.PARSE_ERROR)
    assert [row[:3] for row in told(record)] == [
        (BROKEN, "hub:a", "hub"),
        (BROKEN, "other:a", "other"),
        (BROKEN, "hub:b", "hub"),
    ]
    ask(record, three[0], BEGAN + 4 * HOUR)
    assert [row[:2] for row in told(record)] == [(RECOVERED, "hub:a")], "nobody is blocked any more"


def test_an_account_that_nobody_watches_any_more_hides_nothing(record: Record, three: list[Source]) -> None:
    fail(record, three[:1], BEGAN + HOUR)
    assert len(told(record)) == 1
    fail(record, three[1:], BEGAN + 5 * DAY)
    assert told(record) == [(BROKEN, "hub:b", "hub", 2)]


def test_an_account_that_alone_cannot_be_read_is_told_as_itself_and_hides_no_outage(
    record: Record, three: list[Source]
) -> None:
    for number in range(5):
        at = BEGAN + HOUR + 4 * number * MINUTE
        ask(record, three[0], at, Outcome.ERROR)
        for each in three[1:]:
            ask(record, each, at + MINUTE)
    assert told(record) == [(BROKEN, "hub:a", None, None)]
    fail(record, three[1:], BEGAN + 5 * HOUR, Outcome.ERROR)
    assert told(record) == [(BROKEN, "hub:b", "hub", 3)]
    for number, each in enumerate(three[1:]):
        ask(record, each, BEGAN + 6 * HOUR + number * MINUTE)
    assert told(record) == [(RECOVERED, "hub:c", "hub", 1)], "whatever is wrong with the one"
    ask(record, three[0], BEGAN + 7 * HOUR)
    assert told(record) == [(RECOVERED, "hub:a", None, None)]


def test_an_account_that_alone_could_not_be_read_recovers_as_itself(
    record: Record, three: list[Source]
) -> None:
    for number in range(5):
        ask(record, three[1], BEGAN + HOUR + 4 * number * MINUTE + MINUTE)
        ask(record, three[0], BEGAN + HOUR + 4 * number * MINUTE, Outcome.ERROR)
    ask(record, three[0], BEGAN + 2 * HOUR)
    assert told(record) == [(BROKEN, "hub:a", None, None), (RECOVERED, "hub:a", None, None)]


def test_a_refusal_that_lasts_an_hour_is_told_at_once(record: Record, three: list[Source]) -> None:
    ask(record, three[0], BEGAN + MINUTE, Outcome.BLOCKED, wait=Wait(600.0, "blocked"))
    ask(record, three[0], BEGAN + 2 * MINUTE, Outcome.UNREACHABLE, wait=LONG)
    assert told(record) == []
    ask(record, three[0], BEGAN + 3 * MINUTE, Outcome.BLOCKED, wait=LONG)
    ask(record, three[1], BEGAN + 4 * MINUTE, Outcome.BLOCKED, wait=LONG)
    assert told(record) == [(BROKEN, "hub:a", "hub", 1)]


def test_the_mirror_of_a_source_is_kept_and_follows_the_catalog(record: Record) -> None:
    for name in ("hub", "new"):
        record.crawl.add_sources([mirror("hub:a", mirror=name)])
        with read(record.engine) as connection:
            assert connection.scalar(select(sources.c.mirror)) == name
