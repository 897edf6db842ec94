"""Conversations with m.weibo.cn: what is asked, in which order, and what comes of each answer."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.conversation import Ask, Context, Timeline, advance
from crawler.conversation.listings import BEYOND
from crawler.mirrors import FORMATS, weibo
from crawler.outcomes import judge_failure
from crawler.reading.answers import Answer, Refused
from record.errors import OnrecordError, UnreadableFeed
from record.types import Account, KnownPost, Outcome, Schedule, Source, Visitor
from tests.crawler.mblogpages import (
    CAPTCHA,
    DELETED,
    NOTHING,
    UID,
    Mblog,
    cut,
    extended,
    listing,
    mblog,
    mid_at,
    minted,
    pinned,
)

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
ACCOUNT = Account("weibo", UID)
BASE = "http://127.0.0.1:9"
LIST = weibo.address(BASE, ACCOUNT)
SOURCE = Source(
    "direct:x", "posts", "weibo", LIST, ACCOUNT.key, "Weibo", Schedule(every=900), account=ACCOUNT
)  # fmt: skip
FRESH = Visitor("SUB=a; SUBP=b", NOW - timedelta(minutes=20))
STALE = replace(FRESH, minted_at=NOW - timedelta(days=1))
HOUR = timedelta(hours=1)
SIGN_IN = {"ok": -100, "url": "https://passport.weibo.com/sso/signin"}
HIDDEN = {"ok": 0, "errno": "20112", "msg": "暂无查看权限"}

Script = list[Any]  # of answers: JSON, bytes, a status, or a Refused


def context(**more: Any) -> Context:
    return Context(NOW, **{"visitor": FRESH, **more})


def hold(script: Script, known: Context | None = None, source: Source = SOURCE) -> tuple[Timeline, list[Ask]]:
    """The whole conversation; it must ask as many questions as there are answers. Raises as `poll`."""
    conversation = weibo.poll(source, known or context())
    step: Ask | Timeline = next(conversation)
    asked = []
    for said in script:
        assert isinstance(step, Ask), f"it ended early, before {said!r}"
        asked.append(step)
        step = advance(conversation, said if isinstance(said, Refused) else answer(step.url, said))
    assert isinstance(step, Timeline), f"it asks on: {step}"
    return step, asked


def answer(url: str, said: Any) -> Answer:
    if isinstance(said, int):
        return Answer(url, said, b"")
    return Answer(url, 200, said if isinstance(said, bytes) else json.dumps(said).encode())


def at(hours: float) -> datetime:
    return NOW - timedelta(hours=hours)


def post(hours: float, text: str = "话", **more: Any) -> Mblog:
    return mblog(at(hours), text, **more)


def key(hours: float) -> str:
    return f"weibo:{mid_at(at(hours))}"


def known(hours: float, **more: Any) -> KnownPost:
    return KnownPost(key(hours), at(hours), **{"shown": True, "complete": True, "edits": 0, **more})


def knowing(*posts: KnownPost, **more: Any) -> Context:
    return context(known={post.key: post for post in posts}, **more)


def texts(timeline: Timeline) -> list[str]:
    return [post.text for post in timeline.posts]


def paths(asked: list[Ask]) -> list[str]:
    return [urlsplit(ask.url).path.rpartition("/")[2] for ask in asked]


def test_weibo_is_one_of_the_formats_and_says_what_it_bears() -> None:
    manners = FORMATS["weibo"].MANNERS
    assert manners.opt_in
    assert manners.alone
    assert (manners.pace, manners.period, manners.block) == (5.0, 600.0, 3600.0)


@pytest.mark.parametrize(
    "uid", ["雷军", "leijun", "", "0123456", "12", "1749127163/", "１７４９１２７１６３"]
)
def test_an_account_goes_by_its_number(uid: str) -> None:
    with pytest.raises(ValueError, match="accounts resolve"):
        weibo.address(weibo.BASE, Account("weibo", uid))


def test_the_list_is_asked_for_as_its_page_asks() -> None:
    _, (ask,) = hold([listing(post(1))])
    query = parse_qs(urlsplit(ask.url).query)
    assert query == {"type": ["uid"], "value": [UID], "containerid": [f"107603{UID}"]}
    assert ask.url.startswith(f"{BASE}/api/container/getIndex?")
    assert ask.headers["Cookie"] == FRESH.cookie
    assert ask.headers["Referer"] == f"https://m.weibo.cn/u/{UID}"
    assert (ask.headers["MWeibo-Pwa"], ask.headers["X-Requested-With"]) == ("1", "XMLHttpRequest")
    assert "Onrecord" in ask.headers["User-Agent"]
    assert not ask.conditional


def test_two_new_posts_behind_a_pinned_one_both_arrive() -> None:
    learnt, _ = hold(
        [listing(pinned(post(9000, "旧")), post(1, "二"), post(2, "一"), post(30, "昨"))],
        context(since=at(3)),
    )
    assert texts(learnt) == ["旧", "二", "一", "昨"]
    assert [post.facts.pinned for post in learnt.posts] == [True, False, False, False]


def test_a_new_post_that_is_pinned_at_once_is_seen() -> None:
    learnt, _ = hold([listing(pinned(post(1, "新")), post(30, "昨"))], context(since=at(3)))
    assert texts(learnt) == ["新", "昨"]


def test_who_he_is_comes_with_the_posts() -> None:
    learnt, _ = hold([listing(post(1))])
    assert learnt.profile is not None
    assert (learnt.profile.name, learnt.profile.verified) == ("雷军", True)


# ---------------------------------------------------------------- the visitor


def test_without_a_cookie_one_is_minted_and_handed_back() -> None:
    learnt, (mint, ask) = hold([minted("_2Ak", "0033"), listing(post(1))], context(visitor=None))
    assert mint.url == f"{BASE}/visitor/genvisitor2"
    assert mint.form is not None
    assert mint.form["cb"] == "visitor_gray_callback"
    assert "Cookie" not in mint.headers
    assert ask.headers["Cookie"] == "SUB=_2Ak; SUBP=0033"
    assert learnt.visitor == Visitor("SUB=_2Ak; SUBP=0033", NOW)
    assert texts(learnt) == ["话"]


def test_weibo_itself_gives_its_cookies_at_another_host() -> None:
    source = replace(SOURCE, url=weibo.address(weibo.BASE, ACCOUNT))
    _, (mint, ask) = hold([minted(), listing(post(1))], context(visitor=None), source)
    assert mint.url == "https://passport.weibo.com/visitor/genvisitor2"
    assert ask.url.startswith("https://m.weibo.cn/api/")


def test_a_cookie_that_serves_is_kept() -> None:
    learnt, _ = hold([listing(post(1))], context(visitor=STALE))
    assert learnt.visitor is None


@pytest.mark.parametrize("refused", [432, SIGN_IN, b"<html><title>Sina Visitor System</title>"])
def test_an_old_cookie_that_is_refused_is_minted_anew_once(refused: Any) -> None:
    learnt, asked = hold([refused, minted("new"), listing(post(1))], context(visitor=STALE))
    assert paths(asked) == ["getIndex", "genvisitor2", "getIndex"]
    assert learnt.visitor == Visitor("SUB=new; SUBP=0033Subp", NOW)
    assert texts(learnt) == ["话"]
    learnt, _ = hold([refused, minted(), refused], context(visitor=STALE))
    assert learnt.visitor is not None, "it is kept, so that the next poll does not mint again"
    assert learnt.trouble is not None
    assert learnt.trouble[0] is Outcome.BLOCKED


def test_where_one_poll_after_another_is_refused_no_cookie_is_minted_but_after_a_week() -> None:
    with pytest.raises(Refused):
        hold([432], context(visitor=STALE, blocks=1))
    week_old = replace(FRESH, minted_at=NOW - timedelta(days=8))
    learnt, _ = hold([432, minted("new"), listing(post(1))], context(visitor=week_old, blocks=9))
    assert texts(learnt) == ["话"]


def test_a_cookie_that_is_not_there_is_minted_whatever_was_refused_before() -> None:
    learnt, _ = hold([minted(), listing(post(1))], context(visitor=None, blocks=3))
    assert texts(learnt) == ["话"]


@pytest.mark.parametrize(
    ("visitor", "refused"), [(FRESH, 432), (FRESH, SIGN_IN), (STALE, CAPTCHA), (STALE, 418)]
)
def test_a_young_cookie_or_a_captcha_or_haste_ends_it_at_once(visitor: Visitor, refused: Any) -> None:
    with pytest.raises(Refused) as error:
        hold([refused], context(visitor=visitor))
    assert error.value.verdict[0] is Outcome.BLOCKED


def test_a_new_cookie_that_is_refused_is_kept_and_none_is_minted_after_it() -> None:
    learnt, _ = hold([minted(), 432], context(visitor=None))
    assert learnt.visitor is not None
    assert learnt.posts == ()
    assert learnt.trouble is not None
    assert learnt.trouble[0] is Outcome.BLOCKED


def test_where_no_cookie_is_given_nothing_else_is_asked() -> None:
    with pytest.raises(Refused, match="no visitor cookie"):
        hold([432], context(visitor=None))


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (NOTHING, Outcome.EMPTY),
        (HIDDEN, Outcome.ERROR),
        (b"<html>", Outcome.PARSE_ERROR),
        ({"ok": 1, "data": {}}, Outcome.PARSE_ERROR),
        (Refused((Outcome.UNREACHABLE, "no answer in time")), Outcome.UNREACHABLE),
    ],
)
def test_a_list_that_cannot_be_had_is_a_state(said: Any, outcome: Outcome) -> None:
    with pytest.raises(OnrecordError) as error:
        hold([said], knowing(known(1), known(2), since=at(3)))
    assert judge_failure(error.value)[0] is outcome


def test_a_block_in_the_middle_ends_it_and_what_came_before_counts() -> None:
    long = [cut(post(hours), "长") for hours in (1, 2, 3)]
    learnt, _ = hold([listing(*long), extended("长长的话"), CAPTCHA], knowing(known(1.5)))
    assert texts(learnt) == ["长长的话", "长", "长"]
    assert [post.facts.complete for post in learnt.posts] == [True, False, False]
    assert learnt.trouble == (Outcome.BLOCKED, "Weibo asks for a captcha: never solved here")
    assert learnt.gone == ()


# ---------------------------------------------------------------- gaps


def test_a_gap_is_closed_page_by_page() -> None:
    pages = [
        listing(pinned(post(9000)), post(1, "a"), since_id=101),
        listing(post(2, "b"), post(3, "c"), since_id=102),
        listing(post(4, "d"), post(50, "e"), since_id=103),
    ]
    learnt, asked = hold(pages, context(since=at(5)))
    assert texts(learnt)[1:] == ["a", "b", "c", "d", "e"]
    assert [parse_qs(urlsplit(ask.url).query).get("since_id") for ask in asked] == [None, ["101"], ["102"]]


def test_an_old_post_at_the_top_that_nobody_marks_as_pinned_ends_no_gap() -> None:
    pages = [listing(post(9000), post(1, "a"), since_id=101), listing(post(2, "b"), post(50))]
    learnt, _ = hold(pages, context(since=at(5)))
    assert texts(learnt)[1:3] == ["a", "b"]


def test_the_first_poll_reads_one_page() -> None:
    learnt, _ = hold([listing(post(1), since_id=101)])
    assert len(learnt.posts) == 1


def test_no_more_than_five_pages_are_read() -> None:
    pages = [listing(post(hours), since_id=100 + hours) for hours in range(1, 6)]
    learnt, _ = hold(pages, context(since=at(99)))
    assert learnt.trouble == (Outcome.OK, BEYOND), "that there are more is said"
    assert len(learnt.posts) == 5


@pytest.mark.parametrize(
    "second",
    [NOTHING, listing(post(1), since_id=102), listing(post(2), since_id=101), listing(since_id=102)],
)
def test_paging_ends_where_nothing_comes_or_nothing_moves(second: Any) -> None:
    learnt, _ = hold([listing(post(1), since_id=101), second], context(since=at(99)))
    assert learnt.trouble is None


def test_pages_without_a_cursor_are_counted() -> None:
    _, asked = hold([listing(post(1)), listing(post(2)), NOTHING], context(since=at(99)))
    assert [parse_qs(urlsplit(ask.url).query).get("page") for ask in asked] == [None, ["2"], ["3"]]


def test_a_block_within_a_gap_keeps_the_first_page() -> None:
    learnt, _ = hold([listing(post(1), since_id=101), 432], context(since=at(99)))
    assert texts(learnt) == ["话"]
    assert learnt.trouble is not None
    assert learnt.trouble[0] is Outcome.BLOCKED


# ---------------------------------------------------------------- long posts


@pytest.mark.parametrize(
    ("before", "asks"),
    [
        (known(1), False),
        (known(1, edits=-1), True),  # edited since
        (known(1, edits=1), False),  # this is an older copy
        (known(1, complete=False), True),
        (known(1, shown=False), True),
        (known(2), True),
    ],
)
def test_the_rest_of_a_post_is_asked_for_once_and_after_each_edit(before: KnownPost, asks: bool) -> None:
    script = [listing(cut(post(1), "长")), extended("长长的话")]
    learnt, asked = hold(script[: 1 + asks], knowing(before))
    assert texts(learnt) == ["长长的话" if asks else "长"]
    assert learnt.posts[0].facts.complete is asks
    if asks:
        assert asked[1].url == f"{BASE}/statuses/extend?id={mid_at(at(1))}"


@pytest.mark.parametrize(
    "said",
    [
        {"ok": 1, "data": {}},
        extended("短"),
        extended("长长长<a href='/status/1'>全文</a>"),
        {"ok": 0, "errno": "20101", "msg": "该微博不存在"},
        {"ok": 0, "errno": "20003", "msg": "用户不存在"},
        HIDDEN,
        {"ok": 0},
        404,
    ],
)
def test_a_rest_that_cannot_be_had_leaves_the_post_cut_and_the_others_whole(said: Any) -> None:
    learnt, _ = hold([listing(cut(post(1), "长"), cut(post(2), "久")), said, extended("久而久之")])
    assert texts(learnt) == ["长", "久而久之"]
    assert [post.facts.complete for post in learnt.posts] == [False, True]
    assert learnt.trouble is None
    assert learnt.gone == ()


HASTE = {"ok": 0, "errno": "100005", "msg": "请求过于频繁，歇歇吧"}


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (HASTE, Outcome.BLOCKED),
        ("<title>微博-出错了</title>请求过于频繁".encode(), Outcome.BLOCKED),
        (503, Outcome.ERROR),
        ({"ok": 0, "errno": "10001", "msg": "系统繁忙"}, Outcome.ERROR),
        (b"<html>", Outcome.PARSE_ERROR),
    ],
)
@pytest.mark.parametrize("missed", [False, True], ids=["the rest of a post", "a missing post"])
def test_an_answer_that_is_not_about_the_post_ends_it(said: Any, outcome: Outcome, missed: bool) -> None:
    posts = [post(1), post(9)] if missed else [cut(post(1), "长"), cut(post(9), "久")]
    learnt, asked = hold([listing(*posts), said], knowing(known(2), known(3)) if missed else None)
    assert len(asked) == 2
    assert len(learnt.posts) == 2
    assert learnt.trouble is not None
    assert learnt.trouble[0] is outcome


@pytest.mark.parametrize("hours", [47, 49])
def test_a_rest_that_is_always_refused_is_asked_for_two_days_long(hours: int) -> None:
    asks = hours < 48
    script = [listing(cut(post(hours), "长")), {"ok": 0}]
    _, asked = hold(script[: 1 + asks], knowing(known(hours, complete=False)))
    assert len(asked) == 1 + asks


def test_a_post_that_has_no_more_words_than_the_list_shows_is_whole() -> None:
    learnt, _ = hold([listing(cut(post(1), "长")), extended("长")])
    assert learnt.posts[0].facts.complete, "or it would be asked for at every poll"


def test_ten_long_posts_are_completed_the_newest_first() -> None:
    long = [pinned(cut(post(500), "长")), *(cut(post(hours), "长") for hours in range(1, 12))]
    learnt, asked = hold([listing(*long), *[extended("长长的话")] * 10])
    assert [post.facts.complete for post in learnt.posts] == [False, *[True] * 10, False]
    assert asked[1].url.endswith(mid_at(at(1)))


def test_the_rest_of_a_repost_is_read_without_what_it_passes_on() -> None:
    repost = cut(post(1, retweeted_status=post(9)), "我说")
    learnt, _ = hold([listing(repost), extended("我说得对//<a>@甲</a>:不对")])
    assert texts(learnt) == ["我说得对"]
    assert learnt.posts[0].facts.reposts == key(9)


def test_words_that_weibo_writes_for_others_may_be_his_own() -> None:
    learnt, _ = hold([listing(cut(post(1), "转发")), extended("转发微博")])
    assert texts(learnt) == ["转发微博"]


# ---------------------------------------------------------------- deletions


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        (DELETED, [key(2)]),
        ({"ok": 0, "error_code": 20101}, [key(2)]),
        ({"ok": 1, "data": {**post(2), "user": None, "deleted": "1"}}, [key(2)]),
        ({"ok": 1, "data": {**post(7), "user": None, "deleted": "1"}}, []),
        ({"ok": 1, "data": post(2)}, []),
        (HIDDEN, []),
        (NOTHING, []),
        (404, []),
    ],
)
def test_only_weibo_itself_can_say_that_a_post_is_deleted(said: Any, gone: list[str]) -> None:
    learnt, asked = hold([listing(post(1), post(3)), said], knowing(known(1), known(2), known(3)))
    assert asked[1].url == f"{BASE}/statuses/show?id={mid_at(at(2))}"
    assert list(learnt.gone) == gone
    assert learnt.trouble is None


@pytest.mark.parametrize(
    "before",
    [
        known(2, gone=True),
        known(2, shown=False),
        known(9),
        known(24 * 31, absent=True),
        known(1, absent=True),
    ],
)
def test_what_need_not_be_in_the_list_is_not_asked_about(before: KnownPost) -> None:
    learnt, _ = hold([listing(post(1), post(3))], knowing(before))
    assert learnt.gone == ()


def test_what_is_absent_already_is_asked_about_even_if_the_list_is_shorter_now() -> None:
    learnt, _ = hold([listing(post(1)), DELETED], knowing(known(90, absent=True)))
    assert learnt.gone == (key(90),)


def test_no_more_than_three_are_asked_about() -> None:
    missed = [known(hours) for hours in range(2, 8)]
    learnt, _ = hold([listing(post(1), post(9)), *[DELETED] * 3], knowing(*missed))
    assert learnt.gone == (key(2), key(3), key(4))


def test_a_stub_in_the_list_is_a_deletion() -> None:
    stub = {**post(2, "抱歉，此微博已被作者删除。"), "user": None, "state": 7, "deleted": "1"}
    learnt, _ = hold([listing(post(1), stub)])
    assert (texts(learnt), learnt.gone) == (["话"], (key(2),))


def test_a_block_while_asking_about_one_post_ends_it() -> None:
    learnt, _ = hold([listing(post(1), post(9)), DELETED, 418], knowing(known(2), known(3), known(4)))
    assert learnt.gone == (key(2),)
    assert learnt.trouble is not None
    assert learnt.trouble[0] is Outcome.BLOCKED


# ---------------------------------------------------------------- whatever is answered


REFUSED = Refused((Outcome.UNREACHABLE, "no answer in time"))
LISTS = [listing(cut(post(1), "长"), post(3), since_id=n) for n in (1, 2)] + [listing(post(1), since_id=3)]
SAID = [
    *LISTS,
    extended("长长的话"),
    DELETED,
    HIDDEN,
    NOTHING,
    CAPTCHA,
    SIGN_IN,
    minted(),
    432,
    500,
    404,
    HASTE,
    b"<",
    REFUSED,
]


@given(st.lists(st.sampled_from(SAID), min_size=60, max_size=60), st.booleans(), st.booleans())
def test_whatever_is_answered_it_ends_soon_with_one_cookie_at_most(
    script: Script, minting: bool, gap: bool
) -> None:
    before = [known(2), known(4, absent=True), known(1, complete=False)]
    conversation = weibo.poll(
        SOURCE, knowing(*before, visitor=None if minting else STALE, since=at(99) if gap else None)
    )
    asked: list[Ask] = []
    try:
        step: Ask | Timeline = next(conversation)
        for said in script:
            if isinstance(step, Timeline):
                break
            asked.append(step)
            step = advance(conversation, said if isinstance(said, Refused) else answer(step.url, said))
    except (Refused, UnreadableFeed):
        pass
    assert len(asked) <= 20
    assert paths(asked).count("genvisitor2") <= 1
