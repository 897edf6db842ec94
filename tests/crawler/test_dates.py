"""Dates as sites write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.dates import day_of, read_date

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)  # noon in Shanghai
SHANGHAI = "Asia/Shanghai"


def read(raw: str, zone: str = SHANGHAI) -> str | None:
    moment = read_date(raw, zone, NOW)
    return moment.strftime("%Y-%m-%dT%H:%M") if moment else None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2026-11-23 10:20", "2026-11-23T02:20"),
        ("2026年11月23日 10:20", "2026-11-23T02:20"),
        ("2026/11/23 10:20:05", "2026-11-23T02:20"),
        ("今天 10:20", "2026-11-23T02:20"),
        ("昨天 23:59", "2026-11-22T15:59"),
        ("5分钟前", "2026-11-23T03:55"),
        ("2 hours ago", "2026-11-23T02:00"),
        ("刚刚", "2026-11-23T04:00"),
        ("2026-11-23T02:20:00Z", "2026-11-23T02:20"),
        ("2026-11-23T02:20:00.123+00:00", "2026-11-23T02:20"),
        ("2026-11-22T21:20:00-0500", "2026-11-23T02:20"),
        ("Mon, 23 Nov 2026 02:20:00 GMT", "2026-11-23T02:20"),
        ("Mon, 23 Nov 2026 10:20:00 +0800", "2026-11-23T02:20"),
        ("Mon, 23 Nov 2026 10:20:00 CST", "2026-11-23T02:20"),
        ("22 Nov 2026 21:20 EST", "2026-11-23T02:20"),
    ],
)
def test_a_date_is_read_in_its_own_zone_or_the_sources(raw: str, expected: str) -> None:
    assert read(raw) == expected


def test_cst_is_americas_where_the_source_is_there() -> None:
    assert read("Sun, 22 Nov 2026 20:20:00 CST", "America/Chicago") == "2026-11-23T02:20"


@pytest.mark.parametrize(
    "raw",
    [
        "2026-11-23T04:11:00Z",  # eleven minutes ahead
        "2027-01-01",
        "2026-13-01",
        "2026-02-30 10:00",
        "2026-11-23 25:00",
        "Mon, 23 Nov 2026 02:20:00 XYZ",  # a zone that nobody knows is not the Source's
        "yesterday evening",
        "1700000000",
        "11/12/2026",  # December or November?
        "0001-01-01T00:00:00Z",
        "2026年11月22日",  # a day is no moment
        "November 22, 2026",
        "",
    ],
)
def test_what_is_in_the_future_impossible_or_unclear_is_no_date(raw: str) -> None:
    assert read(raw) is None


def test_clocks_that_differ_by_minutes_are_believed() -> None:
    assert read("2026-11-23T04:09:00Z") == "2026-11-23T04:09"


def test_the_day_is_as_published_with_no_shift() -> None:
    assert day_of("2026-11-23T00:30:00+08:00") == "2026-11-23"
    assert day_of("no date") is None
