"""When a Source is asked again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.polling import (
    LONGEST_PAUSE,
    ask_with,
    fault_in_cron,
    is_due,
    next_after,
    pause_after,
    period_of,
    read_period,
)
from record.types import Remembered, Schedule, Validators

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday


def after(cron: str, last: str, zone: str = "UTC") -> str:
    """The next slot after `last` (UTC), asked for at that very moment."""
    moment = datetime.fromisoformat(last).replace(tzinfo=UTC)
    return next_after(Schedule(cron=cron, zone=zone), moment, moment).strftime("%a %d %H:%M")


def test_a_source_that_was_never_polled_is_due_at_once() -> None:
    assert is_due(Schedule(cron="0 3 1 1 *"), None, NOW)
    assert is_due(Schedule(every=3600), None, NOW)


def test_a_period_counts_from_the_last_poll_and_missed_slots_become_one() -> None:
    schedule = Schedule(every=60)
    assert next_after(schedule, NOW - timedelta(seconds=20), NOW) == NOW + timedelta(seconds=40)
    assert next_after(schedule, NOW - timedelta(hours=9), NOW) == NOW


@pytest.mark.parametrize(
    ("every", "missing", "due"),
    [(900, 59, True), (900, 61, False), (60, 5, True), (60, 7, False), (86_400, 61, False)],
)
def test_a_round_every_period_finds_its_source_due_though_the_last_poll_came_later(
    every: float, missing: float, due: bool
) -> None:
    last = NOW - timedelta(seconds=every - missing)
    assert is_due(Schedule(every=every), last, NOW) is due
    assert next_after(Schedule(every=every), last, NOW) > NOW, "the service keeps its own time"


def test_a_cron_line_is_never_early() -> None:
    assert not is_due(Schedule(cron="0 13 * * *"), NOW, NOW + timedelta(minutes=59, seconds=59))
    assert is_due(Schedule(cron="0 13 * * *"), NOW, NOW + timedelta(hours=1))


@pytest.mark.parametrize(
    ("cron", "last", "expected"),
    [
        ("*/5 8-20 * * 1-5", "2026-11-23T12:00", "Mon 23 12:05"),
        ("*/5 8-20 * * 1-5", "2026-11-27T20:58", "Mon 30 08:00"),  # Friday evening to Monday
        ("0 9 * * 0", "2026-11-23T12:00", "Sun 29 09:00"),  # 0 and 7 are Sunday
        ("0 9 * * 7", "2026-11-23T12:00", "Sun 29 09:00"),
        ("0 9 1 * 3", "2026-11-23T12:00", "Wed 25 09:00"),  # the first of the month OR a Wednesday
        ("0 9 1 * 3", "2026-11-25T09:00", "Tue 01 09:00"),
    ],
)
def test_cron_means_what_cron_means(cron: str, last: str, expected: str) -> None:
    assert after(cron, last) == expected


def test_a_cron_line_is_read_in_its_time_zone() -> None:
    assert after("30 9 * * *", "2026-11-23T00:00", "Asia/Shanghai") == "Mon 23 01:30"


def test_a_daily_slot_survives_the_change_of_clocks() -> None:
    assert after("30 9 * * *", "2026-10-24T08:30", "Europe/London") == "Sun 25 09:30"
    assert after("30 1 * * *", "2026-03-28T01:30", "Europe/London") == "Sun 29 01:00", "1:30 does not exist"


@pytest.mark.parametrize(
    ("text", "seconds"), [("2s", 2), ("15m", 900), ("1h", 3600), ("1.5h", 5400), ("1d", 86_400)]
)
def test_a_period_is_read(text: str, seconds: float) -> None:
    assert read_period(text) == seconds


@pytest.mark.parametrize("text", ["", "0s", "15", "m", "-5m", "15 minutes", "1e9s"])
def test_what_is_no_period_is_none(text: str) -> None:
    assert read_period(text) is None


@pytest.mark.parametrize(
    "line", ["* * * *", "* * * * * *", "61 * * * *", "0 0 31 2 *", "@daily", "x * * * *"]
)
def test_a_bad_cron_line_has_a_fault(line: str) -> None:
    assert fault_in_cron(line)
    assert fault_in_cron("*/5 8-20 * * 1-5") is None


GIVEN = Validators('"1"')


@pytest.mark.parametrize(
    ("remembered", "asked"),
    [
        (Remembered(), None),
        (Remembered(GIVEN, whole_age=60.0), GIVEN),
        (Remembered(GIVEN, whole_age=6 * 3_600.0), None),
        (Remembered(GIVEN, whole_age=6 * 3_600.0 - 1, unchanged=19), GIVEN),
        (Remembered(GIVEN, whole_age=60.0, unchanged=20), None),
        (Remembered(GIVEN), None),  # a record that does not know when it asked for all of it
        (Remembered(None, whole_age=60.0), None),
    ],
)
def test_a_source_is_asked_with_conditions_but_now_and_then_for_all_of_it(
    remembered: Remembered, asked: Validators | None
) -> None:
    assert ask_with(remembered) == asked


@pytest.mark.parametrize(
    ("schedule", "seconds"),
    [
        (Schedule(every=90), 90),
        (Schedule(cron="*/15 * * * *"), 900),
        (Schedule(cron="*/5 8-20 * * 1-5"), 300),
        (Schedule(cron="0 9 * * *", zone="Asia/Shanghai"), 86_400),
    ],
)
def test_the_period_of_a_schedule_is_that_of_its_next_slots(schedule: Schedule, seconds: float) -> None:
    assert period_of(schedule, NOW) == seconds


def test_pauses_grow_from_the_second_failure_to_a_ceiling() -> None:
    pauses = [pause_after(fails) for fails in range(8)]
    assert pauses[:4] == [0, 0, 10, 20]
    assert pauses == sorted(pauses)
    assert pause_after(10_000) == LONGEST_PAUSE
