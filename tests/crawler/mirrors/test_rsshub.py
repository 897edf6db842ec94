"""Weibo through RSSHub: ids, times, own words and quoted ones."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.mirrors import mids, rsshub
from crawler.reading.answers import Answer
from record.errors import UnreadableFeed
from record.types import Account, Post, Schedule, Source
from tests.conftest import SHARED
from tests.crawler import pages

NOW = datetime(2026, 11, 23, tzinfo=UTC)
RECORDED = SHARED / "weibo"


def source(uid: str = pages.UID) -> Source:
    account = Account("weibo", uid)
    return Source(
        "m:x", "posts", "rsshub", "http://m/", account.key, "Weibo", Schedule(every=60), account=account
    )


def read(*posts: tuple[str, str]) -> tuple[Post, ...]:
    return rsshub.read_posts(Answer("http://m/", 200, pages.hub_json(*posts)), source(), NOW)


def test_an_address_and_its_id_are_the_same_post() -> None:
    assert mids.mid_of("z0JH2lOMb") == 3501756485200075
    assert mids.bid_of(3501756485200075) == "z0JH2lOMb"


@given(st.integers(min_value=10**15, max_value=10**16 - 1))
def test_every_id_survives_the_way_to_an_address_and_back(mid: int) -> None:
    assert mids.mid_of(mids.bid_of(mid)) == mid


def test_the_words_reposted_are_quoted_and_not_said() -> None:
    html = (
        "同意<br/>这一点。<br><blockquote> - 转发 <a href='https://weibo.com/1'>@北极星</a>: "
        "我们要进入<br>美国市场。<img src='x'></blockquote>"
    )
    (post,) = read(("RsgI9vPvG", html))
    assert (post.text, post.quoted) == ("同意\n这一点。", "我们要进入\n美国市场。")


def test_a_chain_of_forwards_is_not_said() -> None:
    (post,) = read(("RsgI9vPvG", "说得对//<a href='https://weibo.com/n/x'>@甲</a>:不对//@乙：对"))
    assert post.text == "说得对"


def test_a_repost_of_a_post_that_is_gone_quotes_nothing() -> None:
    (post,) = read(
        (
            "RsgI9vPvG",
            "哦<blockquote> - 转发 <a>[原微博不可访问]</a>: 抱歉，此微博已被作者删除。</blockquote>",
        )
    )
    assert (post.text, post.quoted) == ("哦", "")


def test_hashtags_links_and_breaks_stay_as_text_and_pictures_go() -> None:
    html = (
        "<a href='/t'><span class='surl-text'>#小米#</span></a>&amp;<br>好<img src='e.png' alt='[笑]'> "
        "<a><span class='url-icon'><img></span><span>网页链接</span></a>"
    )
    (post,) = read(("RsgI9vPvG", html))
    assert post.text == "#小米#&\n好 网页链接"


def test_a_post_of_somebody_else_is_left_out() -> None:
    body = pages.hub_json(("RsgI9vPvG", "x"))
    with pytest.raises(UnreadableFeed, match="none of the entries"):
        rsshub.read_posts(Answer("http://m/", 200, body), source("42"), NOW)


@pytest.mark.parametrize(
    ("ahead", "expected"),
    [(timedelta(seconds=20), NOW + timedelta(seconds=20)), (timedelta(days=1), None)],
)
def test_a_clock_may_be_behind_but_an_id_of_tomorrow_has_no_time(
    ahead: timedelta, expected: datetime | None
) -> None:
    bid = mids.bid_of((int((NOW + ahead).timestamp()) - 515_483_463) << 22)
    (post,) = read((bid, "x"))
    assert post.published_at == expected, "and never the mirror's own date, which may be hours off"


def test_the_cut_title_is_left_out() -> None:
    (post,) = read(("RsgI9vPvG", "x"))
    assert post.title == ""


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (
            b'{"error":{"message":"Cookies expired. Please update"}}',
            "HTTP 503: Cookies expired. Please update",
        ),
        (
            b"<html><title>Welcome to RSSHub!</title><p>Error Message:<br/><code>Error: Got 432</code>",
            "HTTP 503: Got 432",
        ),
        (b"<html>Bad gateway</html>", None),
        (b'{"error": []}', None),
        (b"", None),
    ],
)
def test_a_refusal_keeps_the_mirrors_own_words(body: bytes, reason: str | None) -> None:
    assert rsshub.refusal(Answer("http://m/", 503, body)) == reason


def recordings() -> list[Path]:
    return sorted((RECORDED / "rsshub").glob("weibo_user_step[01].*"))


@pytest.mark.skipif(
    not RECORDED.is_dir(), reason="the recorded answers of RSSHub (../shared/weibo) are not here"
)
@pytest.mark.parametrize("path", recordings(), ids=lambda path: path.name)
def test_recorded_answers_give_every_post_in_every_format(path: Path) -> None:
    posts = rsshub.read_posts(Answer("http://m/", 200, path.read_bytes()), source("6279793937"), NOW)
    feed = json.loads((RECORDED / "rsshub" / f"{path.stem}.json").read_text("utf-8"))
    assert [post.url for post in posts] == [item["url"] for item in feed["items"]]
    assert all(post.text and "<" not in post.text for post in posts)
