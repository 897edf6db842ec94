"""Times as the watchlist writes them: what is read of each, and what is not one."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from alerts.timing.written import (
    EVERY_DAY,
    read_days,
    read_digest,
    read_hours,
    read_moment,
    read_while,
)

WEEKDAYS, WEEKEND = frozenset(range(5)), frozenset({5, 6})
EIGHT, SIX = time(8), time(18)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("", EVERY_DAY),
        ("daily", EVERY_DAY),
        ("mon-fri", WEEKDAYS),
        ("sat,sun", WEEKEND),
        ("sat, sun", WEEKEND),
        ("fri-mon", {4, 5, 6, 0}),
        ("mon,wed-fri", {0, 2, 3, 4}),
        ("sun-sun", {6}),
    ],
)
def test_days_are_counted_from_monday(text: str, days: set[int]) -> None:
    assert read_days(text) == days


@pytest.mark.parametrize(
    ("text", "days", "times"),
    [
        ("18:00", EVERY_DAY, (SIX,)),
        ("daily 18:00, 8:00", EVERY_DAY, (EIGHT, SIX)),
        ("mon-fri 18:00,18:00", WEEKDAYS, (SIX,)),
        ("sat,sun 08:00", WEEKEND, (EIGHT,)),
        ("fri  17:30", frozenset({4}), (time(17, 30),)),
    ],
)
def test_a_digest_is_days_and_times_in_order(
    text: str, days: frozenset[int], times: tuple[time, ...]
) -> None:
    read = read_digest(text)
    assert read is not None
    assert (read.text, read.days, read.times) == (text, days, times)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mon-fri",
        "24:00",
        "18:60",
        "18.00",
        "6pm",
        "Mon 18:00",
        "weekdays 18:00",
        "mon-fri18:00",
        "18:00,",
    ],
)
def test_what_is_no_digest_is_refused(text: str) -> None:
    assert read_digest(text) is None


@pytest.mark.parametrize(
    ("text", "beside", "shown", "start", "end", "days"),
    [
        ("22:00-07:00", "", "22:00-07:00", time(22), time(7), EVERY_DAY),
        ("22:00 - 7:00", "", "22:00 - 7:00", time(22), time(7), EVERY_DAY),
        ("22:00-07:00", "mon-fri", "mon-fri 22:00-07:00", time(22), time(7), WEEKDAYS),
        ("sat-sun 20:00-08:00", "mon-fri", "sat-sun 20:00-08:00", time(20), time(8), WEEKEND),
        ("sat-sun", "", "sat-sun", time(), time(), WEEKEND),
        ("daily", "", "daily", time(), time(), EVERY_DAY),
    ],
)
def test_quiet_hours_are_a_span_of_some_days(
    text: str, beside: str, shown: str, start: time, end: time, days: frozenset[int]
) -> None:
    read = read_hours(text, beside)
    assert read is not None
    assert (read.text, read.start, read.end, read.days) == (shown, start, end, days)


@pytest.mark.parametrize(
    ("text", "beside"),
    [("", ""), ("22:00", ""), ("22-07", ""), ("22:00-25:00", ""), ("night", ""), ("22:00-07:00", "weekdays")],
)
def test_what_are_no_hours_is_refused(text: str, beside: str) -> None:
    assert read_hours(text, beside) is None


@pytest.mark.parametrize(
    ("text", "seconds"), [("90s", 90), ("10m", 600), ("2h", 7_200), ("1d", 86_400), ("99999m", 5_999_940)]
)
def test_a_while_is_a_number_and_a_unit(text: str, seconds: int) -> None:
    assert read_while(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "0m", "10", "m", "1.5h", "-1h", "10 m", "1w", "100000s"])
def test_what_is_no_while_is_refused(text: str) -> None:
    assert read_while(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-01", datetime(2026, 11, 30, 23, tzinfo=UTC)),
        ("2026-07-01 08:00", datetime(2026, 7, 1, 6, tzinfo=UTC)),
        ("2026-12-01T08:00", datetime(2026, 12, 1, 7, tzinfo=UTC)),
        ("2026-11-31", None),
        ("2026-12-01 24:00", None),
        ("2026-12-1", None),
        ("tomorrow", None),
    ],
)
def test_a_moment_is_in_the_users_zone(text: str, expected: datetime | None) -> None:
    assert read_moment(text, BERLIN) == expected
