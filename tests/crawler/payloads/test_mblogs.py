"""Weibo's own form of a post: words, facts, and what is no post of the account."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.mirrors import weibo
from crawler.payloads.weibolists import read_listing
from crawler.payloads.weibowords import read_words, split_words
from crawler.reading.answers import Answer, Refused
from record.errors import UnreadableFeed
from record.types import Account, Post, Profile, Schedule, Source
from tests.crawler.mblogpages import UID, USER, cut, listing, mblog, mid_at, pinned

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
AT = datetime(2026, 11, 20, 6, 3, tzinfo=UTC)
ACCOUNT = Account("weibo", UID)
LIST = weibo.address(weibo.BASE, ACCOUNT)
SOURCE = Source(
    "direct:x", "posts", "weibo", LIST, ACCOUNT.key, "Weibo", Schedule(every=900), account=ACCOUNT
)  # fmt: skip
STUB = {
    "user": None,
    "state": 7,
    "deleted": "1",
    "text": "抱歉，此微博已被作者删除。查看帮助：<a>网页链接</a>",
}
HIDDEN = {"user": None, "text": "抱歉，作者已设置仅展示半年内微博，此微博已不可见。 "}
HER = {"id": 42, "screen_name": "某人"}


def read(data: dict[str, Any]) -> tuple[Post, ...]:
    return weibo.read_posts(Answer(SOURCE.url, 200, json.dumps(data).encode()), SOURCE, NOW)


def one(text: str = "我们要进入美国市场。", **more: Any) -> Post:
    (post,) = read(listing(mblog(AT, text, **more)))
    return post


def test_a_post_is_read_whole() -> None:
    post = one()
    assert (post.key, post.text, post.quoted) == (f"weibo:{mid_at(AT)}", "我们要进入美国市场。", "")
    assert (post.published_at, post.author) == (AT, "雷军")
    assert post.url.startswith(f"https://weibo.com/{UID}/R")
    facts = post.facts
    assert (facts.complete, facts.edits, facts.edited_at, facts.pinned) == (True, 0, None, False)
    assert (facts.region, facts.client) == ("北京", "Xiaomi 17 Pro")
    assert (facts.reposted, facts.commented, facts.liked) == (120, 12_000, 1_000_000)


@pytest.mark.parametrize(
    ("html", "text", "complete"),
    [
        ("<a href='/search?q=x'><span>#小米#</span></a>&amp;<br />好", "#小米#&\n好", True),
        ("好<span class='url-icon'><img alt=[笑] src='e.png'></span>！", "好！", True),
        ("很长的话 ...<a href=\"/status/5237\">全文</a>", "很长的话", False),
        ("很长的话…<a href='https://m.weibo.cn/status/5237'>全文</a> ", "很长的话", False),
        ("很长的话...<span class='expand'>展开</span>", "很长的话", False),
        ("等等...", "等等...", True),
        ("请看<a href='/status/5237'>我的全文</a>", "请看我的全文", True),
        ("很长的话...<a href='https://weibo.com/1/K'>全文</a>", "很长的话", False),
        ("很长的话 …<a href='/detail/5'>展开全文</a>", "很长的话", False),
        ("很长的话...<a href='/status/5'>展开全文</a>", "很长的话", False),
        ("请看<a href='https://weibo.com/1/K'>全文</a>", "请看全文", True),
        ("<a href='/x'>全文</a>很长...", "全文很长...", True),
        ("对//<a href='/n/甲'>@甲</a>:不对//@乙：对", "对", True),
        ("对//<a href='/n/甲'>@甲</a>:很长 ...<a href='/status/5237'>全文</a>", "对", True),
        ("//@甲:不对", "", True),
        ("生命之地<br>//残葛 - 亚叶", "生命之地\n//残葛 - 亚叶", True),
        ("价格 // @ 100: 一样", "价格 // @ 100: 一样", True),
        ("对//＠乙：旧话", "对", True),
        ("//＠乙：旧话", "", True),
        ("True.//@Elon Musk:old words", "True.", True),
        ("对 //@Elon\u2002Musk: old", "对", True),
        ("对//<a href='/n/乙'>@乙</a> 旧话", "对", True),
        ("//<a href='/n/乙'>@乙</a>", "", True),
        ("对 <a href='/n/乙'>@乙</a> 旧话", "对 @乙 旧话", True),
        ("见 https://a.b/c//@d: ok 结束", "见 https://a.b/c//@d: ok 结束", True),
        ("见https://a.b/c//@乙: 旧话", "见https://a.b/c", True),
        ("见 https://a.b/c 对//@d: 旧话", "见 https://a.b/c 对", True),
        ("见http://t.cn/AX9//@d: 旧话", "见http://t.cn/AX9", True),
        ("今天 //@小米 晚上 12:30 见", "今天 //@小米 晚上 12:30 见", True),
        (f"对//@{'很长 ' * 20}:话", f"对//@{'很长 ' * 20}:话", True),
        ("对//@甲<br>乙: 话", "对//@甲\n乙: 话", True),
        ("", "", True),
    ],
)  # fmt: skip
def test_own_words_end_where_others_begin_or_weibo_cuts(html: str, text: str, complete: bool) -> None:
    words = read_words(html)
    assert (words.text, words.complete) == (text, complete)


VOTE = {"content": "去哪里？", "vote_list": [{"content": "美国", "part_num": 7}, None, {"content": "欧洲"}]}


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({}, "投票\n去哪里？\n美国\n欧洲"),
        ({"text": "去哪里？快说"}, "去哪里？快说\n美国\n欧洲"),
        ({"text": ""}, "去哪里？\n美国\n欧洲"),
        ({"isLongText": True}, "投票"),
        ({"ori_mid": mid_at(AT, 7)}, ""),
        ({"retweeted_status": mblog(AT, "原话", 7)}, "投票"),
    ],
)
def test_what_a_vote_asks_and_its_answers_are_his_words(more: dict[str, Any], text: str) -> None:
    page = {"object_type": "hudongvote", "card_info": {"vote_object": VOTE}}
    assert one(**{"text": "投票", "page_info": page, **more}).text == text


@pytest.mark.parametrize("vote", [None, [], {"content": "去哪里？"}, {"vote_list": "x"}, {"vote_list": [7]}])
def test_a_vote_without_answers_adds_nothing(vote: object) -> None:
    assert one("投票", page_info={"card_info": {"vote_object": vote}}).text == "投票"


def test_a_repost_keeps_own_and_quoted_words_apart() -> None:
    original = mblog(AT, "原话 ...<a href='/status/1'>全文</a>", serial=7, user=HER)
    post = one("说得对//@乙:哈哈", retweeted_status=original)
    assert (post.text, post.quoted) == ("说得对", "原话")
    assert post.facts.reposts == f"weibo:{mid_at(AT, 7)}"
    assert post.facts.complete, "what is cut is not his own"


@pytest.mark.parametrize(
    "html", ["转发微博", "Repost", "转发微博//@乙:哈哈", "转发", "快转了", "Reposted Weibo", "轉發微博。"]
)
def test_what_weibo_writes_for_a_wordless_repost_is_nobodys_word(html: str) -> None:
    assert one(html, retweeted_status=mblog(AT, "原话", serial=7, user=HER)).text == ""
    assert split_words(f"{html}<blockquote> - 转发 <a>@某人</a>: 原话</blockquote>")[0].text == ""
    assert one("转发微博").text == "转发微博"


BANNED = "该账号因被投诉违反法律法规和《微博社区公约》的相关规定，现已无法查看。"


@pytest.mark.parametrize(
    "gone",
    [
        *(STUB, HIDDEN, {"deleted": "1", "text": "抱歉", "user": HER}),
        *({"user": None, "text": text} for text in (BANNED, "此微博已被删除", "暂时看不到")),
        {"user": HER, "text": BANNED},
    ],
)
def test_a_repost_of_what_is_gone_quotes_nothing(gone: dict[str, Any]) -> None:
    post = one("哦", retweeted_status={**mblog(AT, "", serial=7), **gone})
    assert (post.text, post.quoted, post.facts.reposts) == ("哦", "", f"weibo:{mid_at(AT, 7)}")


def test_a_repost_at_one_touch_says_nothing_of_his_own() -> None:
    post = one("原话", ori_mid=mid_at(AT, 7))
    assert (post.text, post.quoted, post.facts.reposts) == ("", "原话", f"weibo:{mid_at(AT, 7)}")
    assert one("我的话", ori_mid=mid_at(AT)).text == "我的话"
    assert one("我的话", ori_mid=mid_at(AT, 7), retweeted_status=mblog(AT, "原话", 7)).text == "我的话"


@pytest.mark.parametrize(
    "more",
    [
        {"user": HER},
        {"user": None},
        {"visible": {"type": 1, "list_id": 0}},
        {"visible": {"type": "10"}},
        {"mid": "x", "id": None, "bid": ""},
        STUB,
        HIDDEN,
        {"deleted": "1"},
    ],
)
def test_what_is_not_his_or_not_for_everybody_is_left_out(more: dict[str, Any]) -> None:
    other = {**mblog(AT, "别人的话", serial=3), **more}
    assert [post.text for post in read(listing(other, mblog(AT, "他的话")))] == ["他的话"]


@pytest.mark.parametrize(
    ("kind", "deleted"),
    [
        (STUB, True),
        ({"deleted": "1"}, True),
        ({"user": None, "state": 7, "text": ""}, True),
        ({"user": None, "text": "抱歉，此微博已被删除。"}, True),
        (HIDDEN, False),
        ({"text": "抱歉，我把那条删除了"}, False),
        ({**STUB, "user": HER}, False),
    ],
)
def test_only_a_stub_that_says_deleted_is_gone(kind: dict[str, Any], deleted: bool) -> None:
    stub = {**mblog(AT, "", 1), **kind}
    found = read_listing(listing(stub, mblog(AT, "话")), ACCOUNT, NOW)
    assert found.deleted == ((f"weibo:{stub['mid']}",) if deleted else ())


def test_a_list_of_nothing_but_stubs_is_his() -> None:
    assert read(listing({**mblog(AT, ""), **STUB})) == ()


def test_a_list_of_somebody_else_is_not_read() -> None:
    with pytest.raises(UnreadableFeed, match="none of the entries"):
        read(listing(mblog(AT, "x", user=HER)))


@pytest.mark.parametrize("data", [{"ok": 1, "data": {}}, {"ok": 1}, {"ok": 1, "data": {"cards": "x"}}])
def test_what_is_no_list_is_not_read(data: dict[str, Any]) -> None:
    with pytest.raises(UnreadableFeed, match="without a list"):
        read(data)


def test_an_empty_list_is_empty() -> None:
    assert read(listing()) == ()


def test_cards_are_found_however_deep_they_are_nested() -> None:
    data = listing(mblog(AT, "一"), mblog(AT, "二", 1), mblog(AT, "三", 2))
    first, second, third = data["data"]["cards"]
    group = {"card_type": "11", "card_group": [{"card_type": 11, "card_group": {"0": second}}, None, 7]}
    data["data"]["cards"] = [{"card_type": 58}, first, group, third, first]
    assert [post.text for post in read(data)] == ["一", "二", "三"]


def test_an_old_post_keeps_the_address_that_weibo_gives_it() -> None:
    post = one(mid="20110061812539159", bid="1b1AKe", created_at="2010-06-18")
    assert (post.key, post.url) == ("weibo:20110061812539159", f"https://weibo.com/{UID}/1b1AKe")
    assert post.published_at == datetime(2010, 6, 17, 16, tzinfo=UTC)


def test_an_id_may_stand_in_the_cards_address_only() -> None:
    data = listing(mblog(AT, "话"))
    data["data"]["cards"][0]["mblog"].update(mid=None, id=None, bid="")
    assert [post.key for post in read(data)] == [f"weibo:{mid_at(AT)}"]


@pytest.mark.parametrize(
    "mark",
    [
        *({"isTop": 1}, {"isTop": "1"}, {"mblogtype": 2}, {"mblogtype": "2"}),
        *({"title": {"text": title}} for title in ("置顶", "置頂", "微博置顶")),
        {"title": "置顶"},
        {"profile_type_id": "proweibotop_5"},
    ],
)
def test_a_pinned_post_bears_one_of_many_marks(mark: dict[str, Any]) -> None:
    assert one(**mark).facts.pinned
    assert not one().facts.pinned


def test_a_card_may_say_that_its_post_is_pinned() -> None:
    data = listing(mblog(AT, "话"))
    data["data"]["cards"][0]["profile_type_id"] = "proweibotop_5"
    assert read(data)[0].facts.pinned


@pytest.mark.parametrize("mark", [{"profile_type_id": "proweibotop_5"}, {"isTop": 1}, {"title": "置顶"}])
def test_a_card_around_others_may_say_that_they_are_pinned(mark: dict[str, Any]) -> None:
    data = listing(mblog(AT, "一"), mblog(AT, "二", 1))
    first, second = data["data"]["cards"]
    data["data"]["cards"] = [{"card_type": 11, **mark, "card_group": [first]}, second]
    assert [post.facts.pinned for post in read(data)] == [True, False]


def test_a_title_that_is_not_of_a_pinned_post_marks_none() -> None:
    assert not one(title={"text": "置顶评论"}).facts.pinned


@pytest.mark.parametrize(
    ("more", "edits", "edited_at"),
    [
        ({"edit_count": 2, "edit_at": "Fri Nov 20 14:04:00 +0800 2026"}, 2, AT + timedelta(minutes=1)),
        ({"edit_count": "2", "edit_at": "昨天 14:04"}, 2, datetime(2026, 11, 22, 6, 4, tzinfo=UTC)),
        ({"edit_config": {"edited": True}}, 1, None),
        ({"edit_config": {"edited": False}}, 0, None),
        ({"edit_count": None, "edit_config": None, "edit_at": 7}, 0, None),
    ],
)
def test_edits_are_counted(more: dict[str, Any], edits: int, edited_at: datetime | None) -> None:
    facts = one(**more).facts
    assert (facts.edits, facts.edited_at) == (edits, edited_at)


WX, TV = "https://wx1.sinaimg.cn/large/006Qa.jpg", "https://tvax4.sinaimg.cn/orj360/006Qb.jpg?KID=x&ssig=y"


@pytest.mark.parametrize(
    ("more", "media"),
    [
        ({"pics": [{"pid": "006Qa"}, {"large": {"url": TV}}]}, ("006Qa", "006Qb")),
        ({"pics": {"0": {"url": WX}, "3": {"pid": "006Qb"}}}, ("006Qa", "006Qb")),
        ({"pics": [None, {}, {"url": None}], "pic_ids": ["006Qa"]}, ()),
        ({"pic_ids": ["006Qb", "006Qa", "006Qb"]}, ("006Qb", "006Qa")),
        ({"pic_infos": {"006Qb": {}, "006Qa": {}}}, ("006Qb", "006Qa")),
        ({"mix_media_info": {"items": [{"id": "006Qa"}, {"data": {"pic_id": "5"}}]}}, ("006Qa", "5")),
        ({"page_info": {"type": "video", "object_id": "1034:5"}}, ("1034:5",)),
        ({"page_info": {"type": "11", "object_type": "video", "page_id": "1034:5"}}, ("1034:5",)),
        ({"page_info": {"type": "search_topic", "object_id": "1022:9"}}, ()),
    ],
)  # fmt: skip
def test_pictures_and_videos_go_by_their_ids(more: dict[str, Any], media: tuple[str, ...]) -> None:
    assert one(**more).facts.media == media


@pytest.mark.parametrize(
    ("written", "number"),
    [(9079, 9079), ("9079", 9079), ("7164.8万", 71_648_000), ("1.2亿", 120_000_000), ("100万+", 1_000_000)]
    + [(bad, None) for bad in (None, True, -1, 1.5, "转发", [3], 10**40, "1" * 15)],
)
def test_counts_are_numbers(written: object, number: int | None) -> None:
    assert one(reposts_count=written).facts.reposted == number


@pytest.mark.parametrize("written", [True, None, ["发布于 北京"], 1.5])
def test_what_is_no_text_is_none(written: object) -> None:
    assert one(region_name=written, source=written).facts.region == ""


def test_the_form_of_weibo_com_is_read_too() -> None:
    made = {**mblog(AT, ""), "id": int(mid_at(AT)), "idstr": mid_at(AT), "mblogid": "x"}
    link = {"short_url": "http://t.cn/AXe", "url_title": "网页链接"}
    words = {
        "text_raw": "3 < 5\n看 http://t.cn/AXe\u200b",
        "url_struct": [None, link],
        "source": " <a>手机</a> ",
    }
    long = {**mblog(AT, "", 1), "text_raw": "很长\u200b", "isLongText": True}
    first, second = read({"ok": 1, "data": {"list": [{**made, **words}, None, long]}})
    assert (first.text, first.facts.client) == ("3 < 5\n看 网页链接", "手机")
    assert (second.text, second.facts.complete) == ("很长", False)


@pytest.mark.parametrize(
    ("user", "expected"),
    [
        (USER, Profile(ACCOUNT, "雷军", True, "小米创始人，董事长兼CEO")),
        ({**USER, "verified": False, "verified_reason": ""}, Profile(ACCOUNT, "雷军", False, "")),
        ({"id": UID, "verified": None}, Profile(ACCOUNT)),
    ],
)
def test_who_he_says_he_is_stands_beside_his_newest_post(user: dict[str, Any], expected: Profile) -> None:
    before = mblog(AT - timedelta(days=9), "旧", user={**USER, "screen_name": "小雷"})
    assert read_listing(listing(pinned(before), mblog(AT, "新", user=user)), ACCOUNT, NOW).profile == expected


# ---------------------------------------------------------------- whatever stands there


KEYS = st.sampled_from(["id", "text", "url", "cards", "list"])
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["", "\ud800", "<b", "7"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner),
    max_leaves=5,
)  # fmt: skip
NAMES = sorted({*mblog(AT, ""), *pinned(mblog(AT, "")), "retweeted_status", "pics", "pic_infos", "page_info"})
FIELDS = st.dictionaries(st.sampled_from([*NAMES, "mix_media_info", "url_struct", "edit_count"]), JUNK)


@given(st.lists(FIELDS, max_size=4))
def test_one_bad_post_never_loses_the_others(fields: list[dict[str, Any]]) -> None:
    bad = [{**cut(mblog(AT, "坏", serial), "坏"), **field} for serial, field in enumerate(fields, 5)]
    posts = read(listing(*({**mblog(AT, "x"), **post} for post in bad), mblog(AT, "好", serial=1)))
    assert "好" in [post.text for post in posts]


@given(JUNK | st.fixed_dictionaries({"ok": st.just(1), "data": JUNK}))
def test_no_answer_makes_reading_it_fail(data: Any) -> None:
    try:
        posts = read(data)
    except (Refused, UnreadableFeed):
        return
    assert posts == (), "none of it is a post of the account"
