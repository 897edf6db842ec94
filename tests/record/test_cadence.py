"""When an article is looked at again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from record.cadence import Course, is_old, next_recheck, next_try

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def course(age: timedelta, important: bool = True, published: bool = True) -> Course:
    seen = NOW - age
    return Course(seen, seen if published else None, important)


@pytest.mark.parametrize(
    ("age", "pause"),
    [
        (-HOUR, 15 * MINUTE),
        (0 * HOUR, 15 * MINUTE),
        (3 * HOUR - MINUTE, 15 * MINUTE),
        (3 * HOUR, HOUR),
        (DAY - MINUTE, HOUR),
        (DAY, 3 * HOUR),
        (7 * DAY - MINUTE, 3 * HOUR),
        (7 * DAY, 3 * DAY),
        (30 * DAY - MINUTE, 3 * DAY),
        (30 * DAY, None),
    ],
)
def test_what_is_important_is_looked_at_by_its_age(age: timedelta, pause: timedelta | None) -> None:
    assert next_recheck(course(age), NOW) == (pause and NOW + pause)


def test_age_counts_from_the_first_sight_where_no_date_is_known() -> None:
    assert next_recheck(course(4 * HOUR, published=False), NOW) == NOW + HOUR
    late = Course(NOW - MINUTE, NOW - 8 * DAY, important=True)
    assert next_recheck(late, NOW) == NOW + 3 * DAY


def test_any_other_is_looked_at_after_an_hour_and_after_a_day_and_no_more() -> None:
    assert next_recheck(course(HOUR, important=False), NOW) == NOW + 23 * HOUR
    assert next_recheck(course(DAY, important=False), NOW) is None
    assert next_recheck(course(30 * HOUR, important=False), NOW) is None, "the first look came late"


@pytest.mark.parametrize(
    ("failed", "pause"),
    [(1, 15 * MINUTE), (2, 30 * MINUTE), (4, 2 * HOUR), (6, 8 * HOUR), (7, 12 * HOUR), (99, 12 * HOUR)],
)
def test_looks_that_fail_come_at_growing_distances(failed: int, pause: timedelta) -> None:
    assert next_try(course(5 * DAY), NOW, failed) == NOW + pause


def test_a_look_that_fails_is_made_up_for_while_it_matters() -> None:
    assert next_try(course(2 * DAY, important=False), NOW, 3) == NOW + HOUR
    assert next_try(course(3 * DAY, important=False), NOW, 3) is None
    assert next_try(course(30 * DAY), NOW, 3) is None


def test_old_is_what_is_dated_a_month_ago() -> None:
    assert is_old(NOW - 30 * DAY, NOW)
    assert not is_old(NOW - 29 * DAY, NOW)
    assert not is_old(None, NOW)
