"""Turns: one asker at a time, over all processes, with the pauses and the cookie that go with it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from record.clock import Clock
from record.errors import LeaseLost
from record.store import Record, open_record
from record.store.crawling import CrawlStore
from record.store.turns import ANOTHER_ASKS, LOOK_AGAIN
from record.types import Turn, Visitor, Wait
from tests.builders import NOW

LEASE = timedelta(minutes=10)
HOUR = 3_600.0


def later(record: Record, seconds: float) -> CrawlStore:
    return CrawlStore(record.engine, Clock(timedelta(seconds=seconds)))


def take(store: CrawlStore, name: str = "weibo") -> Turn:
    turn = store.take_turn(name, LEASE)
    assert isinstance(turn, Turn)
    return turn


def wait(store: CrawlStore, name: str = "weibo") -> Wait:
    answer = store.take_turn(name, LEASE)
    assert isinstance(answer, Wait)
    return answer


def test_one_asks_at_a_time_and_another_platform_has_its_own_turn(record: Record) -> None:
    turn = take(record.crawl)
    assert wait(record.crawl) == Wait(LOOK_AGAIN, ANOTHER_ASKS)
    take(record.crawl, "truthsocial")
    record.crawl.end_turn(turn, None, None, blocks=0)
    assert take(record.crawl) != turn


def test_two_takers_at_once_are_not_both_given_the_turn(record: Record) -> None:
    for name in ("a", "b", "c"):
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda _, name=name: record.crawl.take_turn(name, LEASE), range(4)))
        assert [type(answer) for answer in answers].count(Turn) == 1


def test_a_turn_that_nobody_ends_is_over_with_its_lease(record: Record) -> None:
    lost = take(record.crawl)
    assert 0 < wait(later(record, LEASE.total_seconds() - 5)).seconds <= 5
    taken = take(later(record, LEASE.total_seconds() + 1))
    with pytest.raises(LeaseLost, match="to ask weibo"):
        record.crawl.end_turn(lost, None, None, blocks=0)
    record.crawl.end_turn(taken, None, None, blocks=0)


def test_what_one_was_told_holds_for_whoever_is_next_over_a_restart(record: Record, record_url: str) -> None:
    record.crawl.end_turn(take(record.crawl), Wait(HOUR, "blocked"), None, blocks=1)
    again = open_record(record_url, Clock())
    told = wait(again.crawl)
    assert told.reason == "blocked"
    assert told.seconds == pytest.approx(HOUR, abs=60)
    again.close()
    store = later(record, HOUR + 1)
    assert take(store).blocks == 1


def test_refusals_in_a_row_are_kept_for_whoever_is_next(record: Record) -> None:
    known = []
    for blocks in (1, 2, 0):
        turn = take(record.crawl)
        known.append(turn.blocks)
        record.crawl.end_turn(turn, None, None, blocks)
    assert [*known, take(record.crawl).blocks] == [0, 1, 2, 0]


def test_the_one_visitor_is_kept_until_there_is_another(record: Record) -> None:
    first, second = Visitor("SUB=a", NOW), Visitor("SUB=b", NOW + timedelta(hours=1))
    known = []
    for visitor in (first, None, second, None):
        turn = take(record.crawl)
        known.append(turn.visitor)
        record.crawl.end_turn(turn, None, visitor, blocks=0)
    assert known == [None, first, first, second]


def test_the_turn_of_a_dead_runner_ends_when_another_enters_alone(record: Record) -> None:
    lost = take(record.crawl)
    record.enter()
    taken = take(record.crawl)
    with pytest.raises(LeaseLost, match="to ask weibo"):
        record.crawl.end_turn(lost, None, None, blocks=0)
    record.crawl.end_turn(taken, None, None, blocks=0)
    assert take(record.crawl) not in (lost, taken)


def test_what_a_clock_that_was_ahead_kept_holds_for_a_day_at_most(
    record: Record, caplog: pytest.LogCaptureFixture
) -> None:
    year, day = 365 * 24 * HOUR, 24 * HOUR
    ahead = later(record, year)
    ahead.end_turn(take(ahead), Wait(HOUR, "a rest"), None, 1)
    take(ahead, "truthsocial")
    assert wait(record.crawl) == Wait(day, "a rest")
    assert wait(record.crawl, "truthsocial").seconds == LOOK_AGAIN
    assert "weibo is kept as waiting until" in caplog.messages[0]
    tomorrow = later(record, day + 60)
    assert take(tomorrow).blocks == 1
    take(tomorrow, "truthsocial")
