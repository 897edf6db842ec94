"""What the record keeps of a Source's health, and the Events of what changes: each thing is told once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from crawler.health import judge_health
from record.clock import Clock
from record.store import Record, open_record
from record.store.engine import read, write
from record.store.tables import events, polls, sources
from record.types import Event, EventKind, Outcome, Source
from tests.builders import entry, poll, source

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BEGAN = Clock().now() - 40 * DAY
BROKEN, RECOVERED = EventKind.SOURCE_BROKEN, EventKind.SOURCE_RECOVERED
ENTRIES = [entry(f"e{number}") for number in range(30)]


def move_in(record: Record, *names: str) -> list[Source]:
    """Sources that were added, and listed something, long ago."""
    made = [source(name) for name in names]
    record.crawl.add_sources(made)
    with write(record.engine) as connection:
        connection.execute(update(sources).values(added_at=BEGAN))
    for each in made:
        ask(record, each, BEGAN)
    return made


def ask(
    record: Record, of: Source, at: datetime, outcome: Outcome = Outcome.OK, found: int = 30, **more: Any
) -> None:
    listed = ENTRIES[:found] if outcome is Outcome.OK else []
    reason = "" if outcome.healthy else "HTTP 403"
    record.crawl.record_poll(poll(of, *listed, at=at, outcome=outcome, reason=reason, **more), judge_health)


def fail(record: Record, of: Sequence[Source], at: datetime, outcome: Outcome, times: int = 5) -> datetime:
    """Polls that fail, four minutes apart; the time of the last."""
    for number in range(times):
        for each in of:
            ask(record, each, at + 4 * number * MINUTE, outcome)
    return at + 4 * (times - 1) * MINUTE


def told(record: Record) -> list[Event]:
    """What dispatch has not seen yet."""
    claimed = record.judging.claim_events(100)
    for each in claimed:
        with record.judging.judging(each):
            pass
    return [event for each in claimed for event in each.events]


def kinds(record: Record) -> list[tuple[EventKind, str]]:
    return [(event.kind, event.data["state"]) for event in told(record)]


def test_a_source_that_breaks_is_told_once_and_its_recovery_once(record: Record) -> None:
    (courier,) = move_in(record, "courier/feed")
    ended = fail(record, [courier], BEGAN + HOUR, Outcome.BLOCKED)
    (event,) = told(record)
    assert (event.kind, event.statement, event.evidence) == (BROKEN, None, None)
    expected = {
        "source": "courier/feed",
        "name": "Courier",
        "state": "blocked",
        "reason": "HTTP 403",
        "fails": 5,
        "since": (BEGAN + HOUR).isoformat(),
        "last_ok_at": BEGAN.isoformat(),
    }
    assert {key: event.data[key] for key in expected} == expected

    fail(record, [courier], ended + MINUTE, Outcome.ERROR, times=9)
    assert told(record) == [], "no repetition in between"
    (row,) = record.reading.sources()
    assert (row.broken_at, row.broken_state, row.broken_reason) == (ended, "blocked", "HTTP 403")

    ask(record, courier, BEGAN + 3 * HOUR)
    (event,) = told(record)
    assert (event.kind, event.at) == (RECOVERED, BEGAN + 3 * HOUR)
    assert event.data["since"] == BEGAN.isoformat(), "from its last success"
    assert record.reading.sources()[0].broken_at is None
    ask(record, courier, BEGAN + 4 * HOUR, Outcome.NOT_MODIFIED)
    assert told(record) == []


def test_what_was_told_is_known_after_a_restart(record: Record, record_url: str) -> None:
    (courier,) = move_in(record, "courier/feed")
    ended = fail(record, [courier], BEGAN + HOUR, Outcome.LOGIN)
    assert kinds(record) == [(BROKEN, "login")]
    again = open_record(record_url, Clock())
    again.crawl.add_sources([courier])
    ask(again, courier, ended + HOUR, Outcome.LOGIN)
    assert told(again) == []
    again.close()


def test_a_poll_without_a_judge_tells_nothing(record: Record) -> None:
    (courier,) = move_in(record, "courier/feed")
    for number in range(9):
        at = BEGAN + (1 + number) * HOUR
        record.crawl.record_poll(poll(courier, at=at, outcome=Outcome.ERROR))
    assert told(record) == []


def test_a_source_that_lists_far_less_is_told_until_it_lists_as_before(record: Record) -> None:
    (courier,) = move_in(record, "courier/feed")
    for hour in range(1, 30):
        ask(record, courier, BEGAN + hour * HOUR, found=30 if hour < 15 else 3)
    (event,) = told(record)
    assert (event.kind, event.data["state"]) == (BROKEN, "fewer")
    assert event.data["reason"] == "3 entries, usually 30"
    assert event.at == BEGAN + 17 * HOUR, "by the third"
    ask(record, courier, BEGAN + 31 * HOUR, Outcome.NOT_MODIFIED)
    assert told(record) == []
    ask(record, courier, BEGAN + 32 * HOUR)
    assert kinds(record) == [(RECOVERED, "fewer")]


def test_what_is_usual_is_forgotten_after_a_fortnight(record: Record) -> None:
    (courier,) = move_in(record, "courier/feed")
    for hour in range(1, 18):
        ask(record, courier, BEGAN + hour * HOUR, found=30 if hour < 15 else 3)
    assert kinds(record) == [(BROKEN, "fewer")]
    ask(record, courier, BEGAN + 13 * DAY, found=3)
    assert told(record) == []
    ask(record, courier, BEGAN + 15 * DAY, found=3)
    assert kinds(record) == [(RECOVERED, "fewer")]


def publish(record: Record, of: Source, at: datetime, new: int = 1) -> None:
    """A Poll of long ago that brought something new."""
    row = {"outcome": "ok", "reason": "", "seconds": 0.1, "found": 30, "new": new, "status": 200}
    with write(record.engine) as connection:
        connection.execute(insert(polls).values(source_id=of.id, at=at, **row))


def test_silence_is_measured_by_the_sources_own_rhythm_and_ends_with_something_new(record: Record) -> None:
    (weekly,) = move_in(record, "weekly/feed")
    for day in range(1, 20):
        publish(record, weekly, BEGAN + day * DAY)
    for day in (20, 21, 22):
        ask(record, weekly, BEGAN + day * DAY, Outcome.NOT_MODIFIED)
    assert told(record) == []
    ask(record, weekly, BEGAN + 22 * DAY + HOUR, Outcome.NOT_MODIFIED)
    (event,) = told(record)
    assert (event.kind, event.data["state"]) == (BROKEN, "silent")
    assert event.data["reason"] == "nothing new for 3 days, and before that never for more than 24 h"
    ask(record, weekly, BEGAN + 39 * DAY, Outcome.NOT_MODIFIED)
    assert told(record) == []
    fresh = poll(weekly, entry("fresh"), at=BEGAN + 39 * DAY + HOUR)
    record.crawl.record_poll(fresh, judge_health)
    assert kinds(record) == [(RECOVERED, "silent")]


def test_a_silent_source_that_cannot_be_read_any_more_is_told_again(record: Record) -> None:
    (weekly,) = move_in(record, "weekly/feed")
    for day in range(1, 20):
        publish(record, weekly, BEGAN + day * DAY)
    ask(record, weekly, BEGAN + 23 * DAY, Outcome.NOT_MODIFIED)
    ended = fail(record, [weekly], BEGAN + 24 * DAY, Outcome.ERROR)
    ask(record, weekly, ended + HOUR, Outcome.NOT_MODIFIED)
    assert kinds(record) == [(BROKEN, "silent"), (BROKEN, "error"), (RECOVERED, "error")]
    ask(record, weekly, ended + 2 * HOUR, Outcome.NOT_MODIFIED)
    assert kinds(record) == [(BROKEN, "silent")], "it answers, and is still silent"


def test_a_network_that_is_away_is_told_once_and_not_of_each_source(record: Record) -> None:
    five = move_in(record, *(f"site{number}/feed" for number in range(5)))
    ended = fail(record, five, BEGAN + HOUR, Outcome.UNREACHABLE, times=9)
    (event,) = told(record)
    assert (event.kind, event.data.get("source"), event.data["state"]) == (BROKEN, None, "unreachable")
    assert (event.data["unreachable"], event.data["polled"]) == (5, 5)
    assert not any(row.broken_at for row in record.reading.sources())

    for number, each in enumerate(five):
        ask(record, each, ended + (1 + number) * MINUTE)
    (event,) = told(record)
    assert (event.kind, event.data.get("source")) == (RECOVERED, None)
    assert event.at == ended + 3 * MINUTE, "once most of them are reached"
    assert event.data["since"] == BEGAN.isoformat()


def test_sources_that_are_polled_once_an_hour_are_one_network_too(record: Record) -> None:
    five = move_in(record, *(f"site{number}/feed" for number in range(5)))
    for hour in range(1, 8):
        for number, each in enumerate(five):
            ask(record, each, BEGAN + hour * HOUR + number * MINUTE, Outcome.UNREACHABLE)
    assert [event.data.get("source") for event in told(record)] == [None]


def test_who_stays_away_when_the_network_is_back_is_told_by_name(record: Record) -> None:
    five = move_in(record, *(f"site{number}/feed" for number in range(5)))
    ended = fail(record, five, BEGAN + HOUR, Outcome.UNREACHABLE)
    for each in five[1:]:
        ask(record, each, ended + MINUTE)
    ask(record, five[0], ended + 2 * MINUTE, Outcome.UNREACHABLE)
    assert [(event.kind, event.data.get("source")) for event in told(record)] == [
        (BROKEN, None),
        (RECOVERED, None),
        (BROKEN, "site0/feed"),
    ]


def test_one_of_many_that_cannot_be_reached_is_told_by_name(record: Record) -> None:
    five = move_in(record, *(f"site{number}/feed" for number in range(5)))
    for number in range(5):
        for each in five:
            outcome = Outcome.UNREACHABLE if each is five[0] else Outcome.NOT_MODIFIED
            ask(record, each, BEGAN + HOUR + 4 * number * MINUTE, outcome)
    assert [event.data.get("source") for event in told(record)] == ["site0/feed"]


@pytest.mark.parametrize("outcome", [Outcome.EMPTY, Outcome.ROBOTS_BLOCKED])
def test_a_source_that_never_worked_is_told_unless_it_is_only_empty(record: Record, outcome: Outcome) -> None:
    courier = source("courier/feed")
    record.crawl.add_sources([courier])
    fail(record, [courier], Clock().now() + HOUR, outcome)
    found = told(record)
    assert len(found) == (0 if outcome is Outcome.EMPTY else 1)
    assert all(event.data["last_ok_at"] is None for event in found)


def test_every_event_of_a_source_is_written_with_its_poll(record: Record) -> None:
    (courier,) = move_in(record, "courier/feed")
    fail(record, [courier], BEGAN + HOUR, Outcome.BLOCKED)
    with read(record.engine) as connection:
        row = connection.execute(select(events)).one()
        last = connection.scalar(select(polls.c.id).order_by(polls.c.id.desc()).limit(1))
    assert (row.batch, row.source_id) == (f"poll:{last}", courier.id)


def test_the_table_of_sources_shows_what_is_usual(record: Record) -> None:
    (courier,) = move_in(record, "courier/feed")
    now = Clock().now()
    for hours in (200, 50, 30, 20, 3):
        publish(record, courier, now - hours * HOUR, new=2)
    never = source("never/feed")
    record.crawl.add_sources([never])
    first, second = record.reading.sources()
    assert (first.last_new_at, first.new_last_24h) == (now - 3 * HOUR, 4)
    assert (first.usual_found, first.usual_new) == (30, 8 / 7)
    blank = replace(second, id="", name="")
    assert (blank.state, blank.last_polled_at, blank.usual_found, blank.usual_new) == (None,) * 4


def test_a_baseline_is_nothing_new(record: Record) -> None:
    courier = source("courier/feed")
    record.crawl.add_sources([courier])
    ask(record, courier, Clock().now())
    (row,) = record.reading.sources()
    assert (row.new_last_24h, row.usual_new, row.usual_found) == (0, None, 30)
