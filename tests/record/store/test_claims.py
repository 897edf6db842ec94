"""Work is claimed, never passed: on both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from record.clock import Clock
from record.errors import LeaseLost
from record.store import Record, claims, open_record
from record.store.engine import database_now, read, write
from record.store.tables import events

MINUTE = timedelta(minutes=1)


def add_events(record: Record, *batches: str) -> None:
    with write(record.engine) as connection:
        for batch in batches:
            values = {"kind": "source-broken", "at": Clock().now(), "batch": batch, "data": {}}
            connection.execute(insert(events).values(**values))


def take(record: Record, limit: int = 10, offset: timedelta = timedelta(), **options: object) -> list[int]:
    with write(record.engine) as connection:
        now = database_now(connection, Clock(offset))
        rows = claims.claim(connection, events, now, limit=limit, lease=MINUTE, **options)  # type: ignore[arg-type]
        return [row.id for row in rows]


def token_of(record: Record, event_id: int) -> str:
    with read(record.engine) as connection:
        token = connection.scalar(select(events.c.lease_token).where(events.c.id == event_id))
        return str(token)


def test_a_row_is_claimed_by_one_runner_until_its_lease_ends(record: Record) -> None:
    add_events(record, "a", "b", "c")
    assert take(record, limit=2) == [1, 2]
    assert take(record) == [3]
    assert take(record) == []
    assert take(record, offset=2 * MINUTE) == [1, 2, 3]


def test_two_claimers_at_once_never_share_a_row(record: Record) -> None:
    if record.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time: the second claimer waits for the first")
    add_events(record, "a", "b", "c", "d")
    with write(record.engine) as first, write(record.engine) as second:
        now = database_now(first, Clock())
        one = claims.claim(first, events, now, limit=2, lease=MINUTE)
        two = claims.claim(second, events, now, limit=4, lease=MINUTE)
        assert ([row.id for row in one], [row.id for row in two]) == ([1, 2], [3, 4])


def test_with_fairness_each_has_its_turn_and_none_more_than_its_share(record: Record) -> None:
    add_events(record, "a", "a", "a", "a", "b", "c", "b")
    fair: dict[str, Any] = {"fair": events.c.batch, "share": 2}
    assert take(record, limit=3, **fair) == [1, 5, 6]
    assert take(record, **fair) == [2, 3, 7]
    assert take(record, **fair) == [4]


def test_fair_claimers_at_once_wait_for_nobody(record: Record) -> None:
    if record.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time: the second claimer waits for the first")
    add_events(record, "a", "b")
    with write(record.engine) as first, write(record.engine) as second:
        now = database_now(first, Clock())
        one = claims.claim(first, events, now, limit=2, lease=MINUTE, fair=events.c.batch)
        two = claims.claim(second, events, now, limit=2, lease=MINUTE, fair=events.c.batch)
        assert ([row.id for row in one], two) == ([1, 2], [])


def test_rows_of_one_batch_are_claimed_together(record: Record) -> None:
    add_events(record, "a", "b", "a", "c", "a")
    assert take(record, limit=2, together=events.c.batch) == [1, 2, 3, 5]
    assert take(record, limit=2, together=events.c.batch) == [4]


def test_whoever_lost_the_lease_cannot_settle(record: Record) -> None:
    add_events(record, "a")
    take(record)
    stale = token_of(record, 1)
    take(record, offset=2 * MINUTE)
    with pytest.raises(LeaseLost), write(record.engine) as connection:
        claims.finish(connection, events, 1, stale, Clock().now())
    with read(record.engine) as connection:
        assert connection.scalar(select(events.c.done_at)) is None


def test_a_finished_row_is_never_claimed_again_and_a_postponed_one_later(record: Record) -> None:
    add_events(record, "a", "b")
    take(record)
    with write(record.engine) as connection:
        now = database_now(connection, Clock())
        claims.finish(connection, events, 1, token_of(record, 1), now)
        claims.postpone(connection, events, 2, token_of(record, 2), now + 5 * MINUTE, "away")
    assert take(record) == []
    assert take(record, offset=6 * MINUTE) == [2]


def test_a_poisonous_row_holds_nobody_else(record: Record) -> None:
    add_events(record, "poison", "good")
    take(record, limit=1)
    with write(record.engine) as connection:
        claims.finish(connection, events, 1, token_of(record, 1), Clock().now(), "it bites")
    assert take(record) == [2]
    with read(record.engine) as connection:
        assert connection.scalar(select(events.c.error).where(events.c.id == 1)) == "it bites"


def test_attempts_are_counted_even_when_the_runner_dies(record: Record) -> None:
    add_events(record, "a")
    for round_number in range(3):
        take(record, offset=2 * round_number * MINUTE)
    with read(record.engine) as connection:
        assert connection.scalar(select(events.c.attempts)) == 3


def test_a_lone_runner_ends_the_leases_of_the_dead(record: Record, record_url: str) -> None:
    add_events(record, "a")
    take(record)
    record.enter()
    assert take(record) == [1]


def test_a_second_runner_leaves_the_leases_of_the_first(record: Record, record_url: str) -> None:
    record.enter()
    add_events(record, "a")
    take(record)
    second = open_record(record_url, Clock())
    second.enter()
    assert take(second) == []
    second.close()


def test_settling_writes_only_the_row_that_was_claimed(record: Record) -> None:
    add_events(record, "a", "a")
    take(record)
    with write(record.engine) as connection:
        claims.finish(connection, events, 1, token_of(record, 1), Clock().now())
        open_ones = connection.scalars(select(events.c.id).where(events.c.done_at.is_(None))).all()
        connection.execute(update(events).values(data={"seen": True}))
    assert open_ones == [2]
