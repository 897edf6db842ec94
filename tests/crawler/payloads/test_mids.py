"""Ids of Weibo posts, and the time of a post."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.payloads import mids
from crawler.payloads.weibodates import published, read_moment
from crawler.reading.dates import LEAD

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)  # noon in Beijing
OLD = 20110061812539159  # of 2010: it carries no time


def of(moment: datetime) -> int:
    return (int(moment.timestamp()) - 515_483_463) << 22


def test_an_address_and_its_id_are_the_same_post() -> None:
    assert mids.mid_of("z0JH2lOMb") == 3501756485200075
    assert mids.bid_of(3501756485200075) == "z0JH2lOMb"


@given(st.integers(min_value=10**15, max_value=10**16 - 1))
def test_every_id_survives_the_way_to_an_address_and_back(mid: int) -> None:
    assert mids.mid_of(mids.bid_of(mid)) == mid


@pytest.mark.parametrize(
    "written",
    [
        "",
        "4648806186747944x",
        "-4648806186747944",
        "４６４８８０６１８６７４７９４４",
        "Kkt/EsjrO",
        "z" * 14,
        "9" * 18,
        "profile",
        "statuses",
        str(OLD),
    ],
)
def test_what_is_no_id_that_carries_a_time_is_none(written: str) -> None:
    assert mids.dated_id(written) is None


@pytest.mark.parametrize(
    ("written", "uid"),
    [
        ("https://weibo.com/17/KktFEsjrO", "17"),
        ("http://www.weibo.com/17/4648806186747944?from=x", "17"),
        ("//m.weibo.cn/17/4648806186747944", "17"),
        ("weibo.cn/status/KktFEsjrO#x", ""),
        ("https://m.weibo.cn/detail/4648806186747944", ""),
        ("4648806186747944", ""),
        (" KktFEsjrO", ""),
    ],
)
def test_an_address_names_a_post_and_may_name_whose_it_is(written: str, uid: str) -> None:
    made = datetime(2021, 6, 16, 12, 7, 8, tzinfo=UTC)
    assert mids.read_address(written) == mids.Named(uid, 4648806186747944, made)


@pytest.mark.parametrize(
    "written",
    [
        "https://weibo.com/17/profile",
        "https://weibo.com/17/KktFEsjrOx/y" + "z" * 20,
        "https://weibo.com.example/17/KktFEsjrO",
        "https://example.org/weibo.com/17/KktFEsjrO",
        "https://weibo.com/ttarticle/p/show?id=2309404",
        "https://weibo.com/17/KktFEsjrO-x",
        "1234567890123456",  # of 1995
        "something",
        "",
    ],
)
def test_an_address_of_anything_else_names_no_post(written: str) -> None:
    named = mids.read_address(written)
    assert named is None or named.made > NOW, "of the years to come"


@given(st.text(max_size=20) | st.from_regex(r"[0-9A-Za-z]{1,18}", fullmatch=True))
def test_no_text_makes_reading_an_id_fail(written: str) -> None:
    mid, dated = mids.read_mid(written), mids.dated_id(written)
    assert mid is None or str(mid) == written
    assert dated is None or dated == (mid or dated[0], mids.time_of(dated[0]))


@pytest.mark.parametrize(
    ("mid", "raw", "expected"),
    [
        # The id may be a second late; Weibo's own seconds are right.
        (4648806186747944, "Wed Jun 16 20:07:07 +0800 2021", "2021-06-16T12:07:07"),
        # Written in a wrong zone, the id's time holds.
        (4648806186747944, "Wed Jun 16 12:07:07 +0800 2021", "2021-06-16T12:07:08"),
        (4648806186747944, "Wed Jun 16 20:07:07 +0000 2021", "2021-06-16T12:07:08"),
        (4648806186747944, "刚刚", "2021-06-16T12:07:08"),
        (4648806186747944, "", "2021-06-16T12:07:08"),
        # However far off it is.
        (5300000000000007, "Sun Sep 20 19:29:54 +0800 2026", "2026-05-18T10:58:52"),
        (OLD, "Sun Sep 20 19:29:54 +0800 2026", "2026-09-20T11:29:54"),
        (OLD, "刚刚", "2026-11-23T04:00:00"),
        (OLD, "5分钟前", "2026-11-23T03:55:00"),
        (OLD, "昨天 12:30", "2026-11-22T04:30:00"),
        (OLD, "06-14", "2026-06-13T16:00:00"),
        (OLD, "12-14", "2025-12-13T16:00:00"),
        (OLD, "2010-06-18", "2010-06-17T16:00:00"),
        (OLD, "02-31", None),
        (OLD, "gestern", None),
        (of(NOW + timedelta(days=1)), "", None),
    ],
)
def test_a_post_is_as_old_as_its_id_says_or_else_its_words(mid: int, raw: str, expected: str | None) -> None:
    at = published(mid, raw, NOW)
    assert (at and at.isoformat()) == (f"{expected}+00:00" if expected else None)


def test_an_edit_that_lies_ahead_has_no_time() -> None:
    assert read_moment("Wed Nov 25 20:07:07 +0800 2026", NOW) is None


PARTS = ["Wed", "Jun", "31", "20:07:07", "+0800", "+9999", "2021", "昨天", "12:30", "99", "5分钟前", "06-14"]


@given(st.text(max_size=40) | st.lists(st.sampled_from(PARTS), max_size=6).map(" ".join))
def test_no_words_make_reading_a_time_fail(raw: str) -> None:
    at = published(OLD, raw, NOW)
    assert at is None or (at.tzinfo is UTC and at <= NOW + LEAD)
