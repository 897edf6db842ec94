"""Dates as sites write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.reading.dates import day_of, find_dates, read_date

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
        ("昨天 10:20", "2026-11-22T02:20"),
        ("前天 10:20", "2026-11-21T02:20"),
        ("3小时前", "2026-11-23T01:00"),
        ("an hour ago", "2026-11-23T03:00"),
        ("yesterday at 9am", "2026-11-22T01:00"),
        ("11月23日 10:20", "2026-11-23T02:20"),
        ("11-23 10:20", "2026-11-23T02:20"),
        ("11月24日 10:20", "2025-11-24T02:20"),  # the last such day that is not in the future
        ("12-30 8:05", "2025-12-30T00:05"),
        ("02-29 10:20", "2024-02-29T02:20"),
        ("2026年11月22日10时20分", "2026-11-22T02:20"),
        ("2026年11月22日 星期日 10:20", "2026-11-22T02:20"),
        ("2026年11月22日 下午3:20", "2026-11-22T07:20"),
        ("2026-11-22 上午10:20", "2026-11-22T02:20"),
        ("2026-11-22 中午12:05", "2026-11-22T04:05"),
        ("2026-11-22 凌晨12:20", "2026-11-21T16:20"),
        ("Nov. 22, 2026 10:20 a.m. EST", "2026-11-22T15:20"),
        ("November 22, 2026 at 9:25 p.m. ET", "2026-11-23T02:25"),
        ("July 22, 2026 9:25 PM ET", "2026-07-23T01:25"),
        ("November 22, 2026 | 9:25pm", "2026-11-22T13:25"),
        ("12:30 AM, Nov 22 2026", "2026-11-21T16:30"),
        ("10:20 GMT, 22 November 2026", "2026-11-22T10:20"),
        ("Sun Nov 22 2026 01:00:00 GMT+0100 (Central European Standard Time)", "2026-11-22T00:00"),
        ("Updated: Nov 22, 2026 10:20 PM", "2026-11-22T14:20"),
        ("Posted at 2026-11-22 10:20", "2026-11-22T02:20"),
        ("发布时间：2026-11-22 10:20", "2026-11-22T02:20"),
        ("22/11/2026 10:20", "2026-11-22T02:20"),
        ("2026-11-22 10:20 (GMT-5)", "2026-11-22T15:20"),
        ("2026-11-22 10:20 (UTC+1)", "2026-11-22T09:20"),
        ("2026-11-22 10:20 (US/Eastern)", "2026-11-22T15:20"),
        ("2026-07-22 10:20 (US/Eastern)", "2026-07-22T14:20"),
        ("Nov 22, 2026 5:04 PM (EST)", "2026-11-22T22:04"),
        ("22 Nov 2026 10:20:00 +0000 (CST)", "2026-11-22T10:20"),
        ("Nov 22, 2026 5:04 PM ET (6:04 AM in Beijing)", "2026-11-22T22:04"),
        ("今天10:20", "2026-11-23T02:20"),
        ("昨天10:20", "2026-11-22T02:20"),
        ("半小时前", "2026-11-23T03:30"),
        ("半个小时前", "2026-11-23T03:30"),
        ("3个小时前", "2026-11-23T01:00"),
        ("Sunday 22 November 2026 14.03 GMT", "2026-11-22T14:03"),
        ("Sun 22 Nov 2026 10.20 EST", "2026-11-22T15:20"),
    ],
)
def test_a_date_is_read_in_its_own_zone_or_the_sources(raw: str, expected: str) -> None:
    assert read(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "2026-11-22 10:20（北京时间）",
        "2026-11-22 10:20 (Beijing Time)",
        "2026-11-22 10:20 Beijing time",
        "北京时间2026年11月22日10:20",
        "发布时间：北京时间 11月22日 10:20",
        "北京时间昨天10:20",
    ],
)
def test_beijing_time_is_beijings_wherever_the_source_is(raw: str) -> None:
    assert read(raw, "Europe/London") == "2026-11-22T02:20"
    assert [read(found, "Europe/London") for _, found in find_dates(raw)] == ["2026-11-22T02:20"]


def test_a_date_in_a_line_keeps_the_zone_that_stands_before_it() -> None:
    assert [raw for _, raw in find_dates("讯 北京时间2026年11月22日10:20，北极星")] == [
        "北京时间2026年11月22日10:20"
    ]


@pytest.mark.parametrize("zone", ["UTC", "Europe/London", "America/New_York"])
def test_cst_is_no_zone_where_no_clock_is_called_so(zone: str) -> None:
    assert read("22 Nov 2026 10:20 CST", zone) is None
    assert day_of("22 Nov 2026 10:20 CST", zone, NOW) == "2026-11-22"


@pytest.mark.parametrize("zone", ["Asia/Taipei", "Asia/Macau"])
def test_cst_is_chinas_where_the_source_is_there(zone: str) -> None:
    assert read("22 Nov 2026 10:20 CST", zone) == "2026-11-22T02:20"


def test_cst_is_americas_in_summer_too() -> None:
    assert read("22 Jul 2026 10:20 CST", "America/Chicago") == "2026-07-22T15:20"


def test_cst_is_americas_where_the_source_is_there() -> None:
    assert read("Sun, 22 Nov 2026 20:20:00 CST", "America/Chicago") == "2026-11-23T02:20"


def test_a_short_name_of_the_sources_own_zone_is_that_zone() -> None:
    assert read("22 Nov 2026 10:20 IST", "Asia/Kolkata") == "2026-11-22T04:50"
    assert read("22 Nov 2026 10:20 IST") is None  # India's, Ireland's or Israel's?


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
        "3天前",
        "昨天",
        "2026-11-22 13:20 pm",
        "2026-11-22 0:20 am",
        "今天 23:00",
        "Updated",
        "2026-11-22 10:20 (Oslo)",  # another clock than the Source's, for all we know
        "Nov 22, 2026 5:04 PM (11:04 AM EST)",
        "10:20, 22-Nov-2026 (GMT+8)",
        "22 Nov 2026 14.03",
        "半天前",
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


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("November 22, 2026", "2026-11-22"),
        ("2026-11-22 10:20 XYZ", "2026-11-22"),
        ("2026-11-22 10:20 (Oslo)", "2026-11-22"),
        ("Nov 22, 2026 5:04 PM (11:04 AM EST)", "2026-11-22"),
        ("半天前", None),
        ("20261122", "2026-11-22"),
        ("22.11.2026", "2026-11-22"),
        ("3天前", "2026-11-20"),
        ("昨天", "2026-11-22"),
        ("11月22日", "2026-11-22"),
        ("2026-11-24", None),
        ("2026-11-23T10:00:00Z", None),
        ("11/12/2026", None),
        ("2611-22-01", None),
    ],
)
def test_a_day_is_known_without_a_clock_and_never_in_the_future(raw: str, expected: str | None) -> None:
    assert day_of(raw, SHANGHAI, NOW) == expected


def test_a_day_that_has_begun_somewhere_is_not_in_the_future() -> None:
    evening = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
    assert day_of("2026-11-24", SHANGHAI, evening) == "2026-11-24"
    assert day_of("2026-11-25", SHANGHAI, evening) is None


def test_without_a_now_nothing_is_counted_back_and_nothing_is_in_the_future() -> None:
    assert read_date("今天 10:20", SHANGHAI, None) is None
    assert read_date("11-23 10:20", SHANGHAI, None) is None
    assert day_of("2999-01-01", SHANGHAI) is None
    assert day_of("2098-01-01", SHANGHAI) == "2098-01-01"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2026-11-22 10:20 来源:信使网", ["2026-11-22 10:20"]),
        (
            "Written: 2026-11-22 15:03:30 / Updated: 2026-11-22 15:30",
            ["2026-11-22 15:03:30", "2026-11-22 15:30"],
        ),
        ("By Ada | Nov 22, 2026 10:20 By Bo", ["Nov 22, 2026 10:20"]),
        ("发布于 昨天 10:20 · 3小时前 有更新", ["昨天 10:20", "3小时前"]),
        ("Mon Nov 23, 2026", ["Mon Nov 23, 2026"]),
        ("TODAY in cars", []),
        ("call 010-12-12 33 or 12-24 10", []),
        ("version 2026.1", []),
    ],
)
def test_dates_are_found_in_a_line_as_they_are_written(line: str, expected: list[str]) -> None:
    assert [raw for _, raw in find_dates(line)] == expected
