"""Weibo, X and Threads through RSSHub: ids, times, own words and quoted ones, and its refusals."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.conversation import Context
from crawler.mirrors import rsshub
from crawler.outcomes import judge_failure
from crawler.payloads import mids
from crawler.reading.answers import Answer, Refused
from record.errors import Blocked, LoginWall, OnrecordError, UnreadableFeed
from record.types import Account, Outcome, Post, Profile, Schedule, Source
from tests.crawler import pages
from tests.crawler.mirrors.scripted import hold

NOW = datetime(2026, 11, 23, tzinfo=UTC)
BID = "RsgI9vPvG"
QUOTE = "<br><blockquote> - 转发 <a href='https://weibo.com/1'>@北极星</a>: 我们要进入美国市场。</blockquote>"


def source(uid: str = pages.UID, platform: str = "weibo") -> Source:
    account = Account(platform, uid)
    url = rsshub.address("http://m/", account)
    return Source("m:x", "posts", "rsshub", url, account.key, platform, Schedule(every=60), account=account)


def read(*posts: tuple[str, str]) -> tuple[Post, ...]:
    return rsshub.read_posts(Answer("http://m/", 200, pages.hub_json(*posts)), source(), NOW)


def one(html: str) -> Post:
    (post,) = read((BID, html))
    return post


def poll(status: int, body: bytes) -> Outcome:
    try:
        answer = Answer("http://m/", status, body)
        learnt = hold(rsshub.poll(source(), Context(NOW)), {source().url: answer}).learnt
    except (OnrecordError, Refused) as error:
        return judge_failure(error)[0]
    return Outcome.OK if learnt.posts else Outcome.EMPTY


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    ("platform", "uid", "path"),
    [
        ("weibo", "1749127163", "/weibo/user/1749127163/showRetweeted=1&displayVideo=0"),
        ("x", "lin_anda", "/twitter/user/lin_anda/readable=1&showEmojiForRetweetAndReply=1"),
        ("x", "+44196397", "/twitter/user/+44196397/readable=1&showEmojiForRetweetAndReply=1"),
        ("threads", "lin.anda", "/threads/lin.anda"),
    ],
)
def test_each_platform_has_its_route(platform: str, uid: str, path: str) -> None:
    assert rsshub.address("http://hub.example/", Account(platform, uid)) == f"http://hub.example{path}"


@pytest.mark.parametrize(
    ("platform", "uid"), [("weibo", "雷军"), ("weibo", ""), ("x", "@lin"), ("x", "a/b"), ("threads", "@lin")]
)
def test_an_id_that_cannot_be_one_is_told(platform: str, uid: str) -> None:
    with pytest.raises(ValueError, match="an account's id is"):
        rsshub.address("http://hub.example", Account(platform, uid))


# ---------------------------------------------------------------- Weibo


def test_the_words_reposted_are_quoted_and_not_said() -> None:
    html = (
        "同意<br/>这一点。<br><blockquote> - 转发 <a href='https://weibo.com/1'>@北极星</a>: "
        "我们要进入<br>美国市场。<img src='x'></blockquote>"
    )
    assert (one(html).text, one(html).quoted) == ("同意\n这一点。", "我们要进入\n美国市场。")


def test_a_chain_of_forwards_is_not_said() -> None:
    assert one("说得对//<a href='https://weibo.com/n/x'>@甲</a>:不对//@乙：对").text == "说得对"


def test_a_repost_of_a_post_that_is_gone_quotes_nothing() -> None:
    html = "哦<blockquote> - 转发 <a>[原微博不可访问]</a>: 抱歉，此微博已被作者删除。</blockquote>"
    assert (one(html).text, one(html).quoted) == ("哦", "")


NOTICES = [
    "抱歉，此微博已被作者删除。查看帮助：<a>网页链接</a>",
    "抱歉，由于作者设置，你暂时没有这条微博的查看权限哦。",
    "抱歉，作者已设置仅展示半年内微博，此微博已不可见。",
    "该账号因被投诉违反法律法规和《微博社区公约》的相关规定，现已无法查看。",
    "此微博已被删除",
]


@pytest.mark.parametrize("notice", NOTICES)
@pytest.mark.parametrize(
    "lead", ["@undefined: ", " - 转发 <a>@undefined</a>: ", " - 转发 <a>@某人</a>: ", "@某人:&ensp;"]
)
def test_a_notice_in_the_place_of_the_original_is_nobodys_word(lead: str, notice: str) -> None:
    post = one(f"哦<br><blockquote>{lead}{notice}</blockquote>")
    assert (post.text, post.quoted) == ("哦", "")


@pytest.mark.parametrize("said", ["抱歉，我们删除了旧版本。", "此微博好看", "该账号是我的"])
def test_words_that_begin_like_a_notice_are_quoted(said: str) -> None:
    assert one(f"哦<blockquote> - 转发 <a>@某人</a>: {said}</blockquote>").quoted == said


# ---------------------------------------------------------------- Weibo: which post


MID = mids.mid_of(BID)


def feed_of(*entries: Mapping[str, object]) -> Answer:
    return Answer("http://m/", 200, json.dumps({"title": "x", "items": entries}).encode())


@pytest.mark.parametrize(
    "link",
    [
        f"https://weibo.com/{pages.UID}/{BID}",
        f"http://www.weibo.com/{pages.UID}/{BID}?refer_flag=1",
        f"https://weibo.com/{pages.UID}/{MID}",
        f"https://m.weibo.cn/status/{BID}?mblogid={BID}",
        f"https://m.weibo.cn/status/{MID}",
        f"https://m.weibo.cn/statuses/{MID}",
        f"https://m.weibo.cn/detail/{MID}",
        f"https://m.weibo.cn/{pages.UID}/{MID}",
        f"https://weibo.com/detail/{MID}",
        f"https://weibo.cn/{pages.UID}/{BID}",
        f"https://weibo.cn/status/{BID}#top",
        f"//weibo.com/{pages.UID}/{BID}",
        f"weibo.com/{pages.UID}/{BID}",
    ],
)
def test_a_post_is_the_same_whatever_form_its_address_has(link: str) -> None:
    (post,) = rsshub.read_posts(feed_of({"id": "1", "url": link, "content_html": "好"}), source(), NOW)
    assert (post.key, post.url) == (f"weibo:{MID}", f"https://weibo.com/{pages.UID}/{BID}")
    rows = f"<item><link>{link}</link><guid>{link}</guid><description>好</description></item>"
    answer = Answer("http://m/", 200, pages.channel(rows).encode())
    assert [post.key for post in rsshub.read_posts(answer, source(), NOW)] == [f"weibo:{MID}"]


@pytest.mark.parametrize("id", [str(MID), BID, f" {BID} "])
def test_a_bare_id_names_a_post_whose_address_does_not(id: str) -> None:
    link = f"https://weibo.com/{pages.UID}/profile"
    (post,) = rsshub.read_posts(feed_of({"id": id, "url": link, "content_html": "好"}), source(), NOW)
    assert post.key == f"weibo:{MID}"


@pytest.mark.parametrize("word", ["profile", "article", "photos", "follow", "statuses", "home?a=1"])
def test_a_page_of_the_account_is_no_post(word: str) -> None:
    entry: dict[str, object] = {"url": f"https://weibo.com/{pages.UID}/{word}", "content_html": "好"}
    with pytest.raises(UnreadableFeed, match="none of the entries"):
        rsshub.read_posts(feed_of(entry), source(), NOW)


@pytest.mark.parametrize(
    ("link", "told"),
    [
        (
            f"https://weibo.com/{pages.UID}/profile",
            "entries left out: 1; the first names no post: https://weibo.com",
        ),
        ("", "entries left out: 1; the first names no post: no address"),
        (f"https://weibo.com/42/{BID}", None),  # somebody else's
        (f"https://m.weibo.cn/42/{MID}", None),
    ],
)
def test_an_entry_that_names_no_post_is_left_out_and_told(link: str, told: str | None) -> None:
    answer = feed_of({"url": link, "content_html": "坏"}, *pages.hub_items((BID, "好")))
    learnt = hold(rsshub.poll(source(), Context(NOW)), {source().url: answer}).learnt
    assert [post.text for post in learnt.posts] == ["好"]
    if told is None:
        assert learnt.trouble is None
    else:
        assert learnt.trouble is not None
        assert learnt.trouble[0] is Outcome.OK
        assert learnt.trouble[1].startswith(told)


@pytest.mark.parametrize(
    ("title", "text", "quoted", "complete"),
    [
        ("我们明年进入美国市场 1 &lt; 2", "我们明年进入美国市场 1 < 2", "", True),
        ("我们明年进入美国市场，会...", "我们明年进入美国市场，会", "", False),
        ("我们明年进入美国市场…", "我们明年进入美国市场", "", False),
        ("字" * 75, "字" * 75, "", False),
        ("同意 - 转发 @某人: 我们要进入美国...", "同意", "我们要进入美国", True),
        ("转发微博 - 转发 @某人: 原话", "", "原话", True),
        ("", "", "", True),
    ],
)
def test_where_there_is_no_content_the_title_has_the_words(
    title: str, text: str, quoted: str, complete: bool
) -> None:
    entry = {"url": f"https://weibo.com/{pages.UID}/{BID}", "title": title}
    (post,) = rsshub.read_posts(feed_of(entry), source(), NOW)
    assert (post.text, post.quoted, post.facts.complete) == (text, quoted, complete)


def test_a_title_on_x_may_hold_nothing_of_the_accounts_own() -> None:
    entry = {"url": f"https://x.com/lin/status/{STATUS}", "title": "RT Polar Star: We are hiring."}
    (post,) = rsshub.read_posts(feed_of(entry), source("lin", "x"), NOW)
    assert (post.text, post.quoted) == ("", "RT Polar Star: We are hiring.")


def test_hashtags_links_and_breaks_stay_as_text_and_pictures_go() -> None:
    html = (
        "<a href='/t'><span class='surl-text'>#小米#</span></a>&amp;<br>好<img src='e.png' alt='[笑]'> "
        "<a><span class='url-icon'><img></span><span>网页链接</span></a>"
    )
    assert one(html).text == "#小米#&\n好 网页链接"


def test_a_post_of_somebody_else_is_left_out() -> None:
    body = pages.hub_json((BID, "x"))
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


MADE = datetime(2026, 11, 20, 9, 0, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2026-11-20T09:00:00.000Z", MADE - timedelta(seconds=1)),  # as Weibo shows it
        ("2026-11-20T01:00:00.000Z", MADE - timedelta(seconds=1)),  # eight hours wrong
        ("2026-11-20T14:30:00.000Z", MADE - timedelta(seconds=1)),  # in India
        ("2026-11-20T09:02:00.000Z", MADE),  # minutes off: no zone does that
        ("2026-11-22T09:00:00.000Z", MADE),  # days off
        ("yesterday-ish", MADE),
    ],
)
def test_the_time_is_the_ids_and_the_seconds_are_the_feeds(stated: str, expected: datetime) -> None:
    bid = mids.bid_of((int(MADE.timestamp()) - 515_483_463) << 22)
    (item,) = pages.hub_items((bid, "x"))
    body = json.dumps({"items": [{**item, "date_published": stated}]}).encode()
    (post,) = rsshub.read_posts(Answer("http://m/", 200, body), source(), NOW)
    assert post.published_at == expected


def test_the_cut_title_is_left_out() -> None:
    assert one("x").title == ""


LONG = "我们会认真对待每一位用户的意见，" * 9


@pytest.mark.parametrize(
    ("html", "text", "complete"),
    [
        (f"{LONG}并在 ...<img src='x'>", f"{LONG}并在", False),  # the link to the rest is taken out
        (f'{LONG}并在...<a href="/status/49">全文</a>', f"{LONG}并在", False),
        (f"{LONG}。", f"{LONG}。", True),
        ("我想想 ...", "我想想 ...", True),  # his own dots
        (f"{LONG}并在...", f"{LONG}并在", False),
        (f"{LONG}并在…", f"{LONG}并在", False),
        (f"{LONG}\u200b...", LONG, False),
        (f"{LONG}...全文", LONG, False),
        (f"{LONG}... 展开", LONG, False),
        ("word " * 55 + "...", "word " * 54 + "word", False),
        (f"{LONG}...//@乙: 旧话", f"{LONG}...", True),  # others' words follow
        (f"{LONG}……", f"{LONG}……", True),  # his own, as they are written in Chinese
        (f"{LONG[:90]}（未完）...", f"{LONG[:90]}（未完）...", True),  # shorter than what Weibo cuts
        (f"{LONG * 2}...", f"{LONG * 2}...", True),  # longer
        (f'{LONG}...<a href="https://weibo.com/1/K">全文</a>', LONG, False),
        ('我想想...<a href="https://weibo.com/1/K">展开全文</a>', "我想想", False),
        ('我想想。<a href="https://weibo.com/1/K">全文</a>', "我想想。全文", True),
        (f"好<br><blockquote> - 转发 <a>@甲</a>: {LONG}并在 ...</blockquote>", "好", True),
    ],
)
def test_words_that_end_where_weibo_cuts_are_not_whole(html: str, text: str, complete: bool) -> None:
    assert (one(html).text, one(html).facts.complete) == (text, complete)


PID = "006QZngZgy1grl2q3n98jj30rs2084{:02}".format


def picture(number: int, host: str = "tvax1", size: str = "large") -> str:
    return f'<img src="https://{host}.sinaimg.cn/{size}/{PID(number)}.jpg?ssig={host}">'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (picture(1) + picture(2), (PID(1), PID(2))),
        (picture(1, "wx4", "orj360") + picture(1), (PID(1),)),
        ('<img src="https://h5.sinaimg.cn/upload/2015/09/25/3/timelinecardsmallwebdefault.png">', ()),
        (
            '<span class="url-icon"><img src="https://face.t.sinajs.cn/t4/appstyle/2018new_xiaoku.png"></span>',
            (),
        ),
        (f"好<blockquote> - 转发 <a>@甲</a>: 看{picture(3)}</blockquote>{picture(1)}", (PID(1),)),
        (f'<video poster="https://wx1.sinaimg.cn/orj480/{PID(4)}.jpg"></video>', (PID(4),)),
        (f'<video poster="https://wx1.sinaimg.cn/crop.0.33.960.533/{PID(4)}.jpg"></video>', (PID(4),)),
        (picture(1, "tvax1", "crop.0.0.756.756.180") + picture(2), (PID(2),)),  # the author's avatar
        (f'好{QUOTE}<video poster="https://wx1.sinaimg.cn/orj480/{PID(4)}.jpg"></video>', ()),
        ("".join(picture(number) for number in range(12)), tuple(PID(number) for number in range(9))),
    ],
)
def test_pictures_are_known_by_their_names_and_are_the_accounts_own(
    html: str, expected: tuple[str, ...]
) -> None:
    assert one(html).facts.media == expected


@pytest.mark.parametrize("link", ["https://weibo.com/1/{}", "https://m.weibo.cn/status/{}"])
def test_a_link_to_the_original_says_which_post_is_reposted(link: str) -> None:
    href = link.format("z0JH2lOMb")
    html = (
        "好<blockquote><a href='https://weibo.com/1'>@北极星</a>:&ensp;我们要进入美国市场。"
        f"<br><br><small>原博：<a href='{href}'>{href}</a></small></blockquote>"
    )
    post = one(html)
    assert (post.text, post.quoted) == ("好", "我们要进入美国市场。")
    assert post.facts.reposts == "weibo:3501756485200075"


def test_without_such_a_link_it_is_unknown() -> None:
    assert one(f"好{QUOTE}").facts.reposts is None


def test_all_formats_give_the_same_posts() -> None:
    told = (BID, f"好{picture(1)}{QUOTE}"), ("RsgI9vPvF", "今天发布新车")
    bodies = pages.hub_json(*told), pages.hub_rss(*told), pages.hub_atom(*told)
    read = [rsshub.read_posts(Answer("http://m/", 200, body), source(), NOW) for body in bodies]
    shown = [
        [(post.key, post.text, post.quoted, post.facts, post.published_at) for post in posts]
        for posts in read
    ]
    assert shown[0] == shown[1] == shown[2]
    assert [post.key for post in read[0]] == [f"weibo:{mids.mid_of(bid)}" for bid, _ in told]


def test_an_edit_keeps_the_key_and_changes_the_words() -> None:
    before, after = one("2027年不会进入美国市场。"), one("2027年会进入美国市场。")
    assert before.key == after.key
    assert before.text != after.text


# ---------------------------------------------------------------- X


STATUS = 1_541_815_603_606_036_480
STATUS_AT = datetime(2022, 6, 28, 16, 7, 40, tzinfo=UTC)


def status(html: str, name: str = "Lin_Anda", id: int = STATUS, uid: str = "lin_anda") -> Post:
    """As both the JSON and the RSS give it."""
    link = f"https://x.com/{name}/status/{id}"
    guid = link.replace("x.com", "twitter.com")
    item = {"id": guid, "url": link, "title": "RT cut", "content_html": html}
    body = json.dumps({"items": [{**item, "date_published": "2020-01-01T00:00:00Z"}]})
    (post,) = rsshub.read_posts(Answer("http://m/", 200, body.encode()), source(uid, "x"), NOW)
    rows = (
        f"<item><title>RT cut</title><description>{escape(html)}</description><link>{link}</link>"
        f"<guid>{guid}</guid><pubDate>Wed, 01 Jan 2020 00:00:00 GMT</pubDate></item>"
    )
    answer = Answer("http://m/", 200, pages.channel(rows).encode("utf-8", "replace"))
    (same,) = rsshub.read_posts(answer, source(uid, "x"), NOW)
    assert (same.key, same.text, same.quoted, same.facts) == (post.key, post.text, post.quoted, post.facts)
    return post


def test_a_status_has_the_time_of_its_id() -> None:
    post = status("We will enter the US market.<br>In 2027.")
    assert (post.key, post.text) == (f"x:{STATUS}", "We will enter the US market.\nIn 2027.")
    assert post.published_at == STATUS_AT
    assert status("x", id=20).published_at == datetime(2020, 1, 1, tzinfo=UTC), "too old to carry one"


@pytest.mark.parametrize(
    "lead",
    [
        "🔁\u2002<a href='https://x.com/polestar' target='_blank'>Polar Star</a><br>",
        "<small>🔁\u2002<a href='https://x.com/polestar'>Polar Star</a></small><br>",
        "<small>RT&ensp;<a href='https://x.com/polestar'>Polar <b>Star</b></a></small><br/>",
        "RT&ensp;Polar Star<br>",
    ],
)
def test_the_words_of_a_status_reposted_are_quoted(lead: str) -> None:
    post = status(f"{lead}We are hiring.<br><img src='https://pbs.twimg.com/media/G1.jpg'>")
    assert (post.text, post.quoted, post.facts.media) == ("", "We are hiring.", ())


def test_a_status_that_quotes_another_keeps_the_two_apart() -> None:
    html = (
        "True.<div class=\"rsshub-quote\"><blockquote><a href='https://x.com/polestar'>Polar: Star</a>:&ensp;"
        "We are hiring.<br><small>Link: <a href='https://x.com/polestar/status/1991'>x</a></small>"
        "</blockquote></div>"
    )
    post = status(html)
    assert (post.text, post.quoted, post.facts.reposts) == ("True.", "We are hiring.", "x:1991")


def test_the_mark_of_a_reply_is_no_word_of_it() -> None:
    assert status("↩️ Thanks for asking. ↩️ is an arrow.").text == "Thanks for asking. ↩️ is an arrow."


def test_media_of_a_status_are_known_by_their_names() -> None:
    html = (
        "Look.<br><img src='https://pbs.twimg.com/media/G1abc?format=jpg&name=orig'>"
        "<video src='https://video.twimg.com/a.mp4' poster='https://pbs.twimg.com/ext/2/img/Zz9.jpg'></video>"
    )
    assert status(html).facts.media == ("G1abc", "Zz9")


def test_a_long_status_that_ends_in_dots_is_cut() -> None:
    post = status("A word on our plans. " * 14 + "And…")
    assert not post.facts.complete
    assert post.text.endswith("And")
    assert status("And…").facts.complete


def test_a_status_of_somebody_else_is_left_out_unless_the_account_is_named_by_number() -> None:
    with pytest.raises(UnreadableFeed, match="none of the entries"):
        status("x", name="polestar")
    assert status("x", name="polestar", uid="+44196397").key == f"x:{STATUS}"


# ---------------------------------------------------------------- Threads


def thread(html: str, url: str = "https://www.threads.com/t/DRabc_12-x") -> Post:
    rows = (
        f"<item><title>@lin.anda: x</title><description><![CDATA[{html}]]></description><link>{url}</link>"
        "<pubDate>Fri, 20 Nov 2026 01:00:00 GMT</pubDate><author>lin.anda</author></item>"
    )
    body = f'<rss version="2.0"><channel><title>lin</title>{rows}</channel></rss>'.encode()
    (post,) = rsshub.read_posts(Answer("http://m/", 200, body), source("lin.anda", "threads"), NOW)
    return post


def test_a_thread_keeps_its_lines_and_loses_its_author() -> None:
    post = thread("<p><strong>@lin.anda</strong>:</p><p>We will enter the US.\nIn 2027.</p>")
    assert (post.key, post.text) == ("threads:DRabc_12-x", "We will enter the US.\nIn 2027.")
    assert post.url == "https://www.threads.com/@lin.anda/post/DRabc_12-x"
    assert post.published_at == datetime(2026, 11, 20, 1, tzinfo=UTC)


def test_a_thread_that_quotes_another_keeps_the_two_apart() -> None:
    html = (
        "<p><strong>@lin.anda</strong> 🔁:</p><p>True.</p><p><img src='https://c.example/v/70_n.jpg?sig=1'/></p>"
        "<blockquote><p>We are hiring.</p>— @polestar — "
        "<a href='https://www.threads.com/t/DQzzz11'>Fri, 20 Nov 2026 00:00:00 GMT</a></blockquote>"
    )
    post = thread(html)
    assert (post.text, post.quoted) == ("True.", "We are hiring.")
    assert (post.facts.reposts, post.facts.media) == ("threads:DQzzz11", ("70_n",))


def test_a_thread_without_words_says_nothing() -> None:
    post = thread(
        "<p><strong>@lin.anda</strong> 🔁:</p><blockquote><p>undefined</p>— @p — <a>x</a></blockquote>"
    )
    assert (post.text, post.quoted) == ("", "")


def test_a_thread_of_somebody_else_is_left_out() -> None:
    with pytest.raises(UnreadableFeed, match="none of the entries"):
        thread("<p>x</p>", "https://www.threads.net/@polestar/post/DRabc_12-x")


# ---------------------------------------------------------------- the account


@pytest.mark.parametrize("body", [pages.hub_json((BID, "x")), pages.hub_rss((BID, "x"))])
def test_the_feeds_title_and_its_first_post_agree_on_the_name(body: bytes) -> None:
    answer = Answer("http://m/", 200, body.replace(b"<title>Wire<", "<title>雷军的微博<".encode()))
    learnt = hold(rsshub.poll(source(), Context(NOW)), {source().url: answer}).learnt
    assert learnt.profile == Profile(Account("weibo", pages.UID), "雷军")


def test_an_account_of_x_has_a_name_too() -> None:
    item = {
        "url": f"https://x.com/lin/status/{STATUS}",
        "authors": [{"name": "Lin & Co"}],
        "content_html": "x",
    }
    body = json.dumps({"title": "Twitter @Lin & Co", "items": [item]}).encode()
    asked = source("lin", "x")
    learnt = hold(rsshub.poll(asked, Context(NOW)), {asked.url: Answer("http://m/", 200, body)}).learnt
    assert learnt.profile == Profile(Account("x", "lin"), "Lin & Co")


@pytest.mark.parametrize("title", ["别人的微博", "雷军", "", 7, None])
def test_a_name_that_only_one_of_them_has_is_unknown(title: object) -> None:
    body = json.dumps({"title": title, "items": pages.hub_items((BID, "x"))}).encode()
    answer = Answer("http://m/", 200, body)
    assert hold(rsshub.poll(source(), Context(NOW)), {source().url: answer}).learnt.profile is None


# ---------------------------------------------------------------- refusals


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
        (b'{"error": {"message": {"x": 1}}}', None),
        (b"[" * 5000, None),
        (b"{" * 5000, None),
        (b"", None),
    ],
)
def test_a_refusal_keeps_the_mirrors_own_words(body: bytes, reason: str | None) -> None:
    assert rsshub.refusal(Answer("http://m/", 503, body)) == reason


CHALLENGE = b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body></body></html>"
PAGE = b"<!DOCTYPE html><html><title>Welcome to RSSHub!</title><p>Error Message:<br/><code>Got 432</code>"


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (503, b'{"error":{"message":"Got 432"}}', Outcome.BLOCKED),
        (200, b'{"error":{"message":"Got 432"}}', Outcome.BLOCKED),
        (200, PAGE, Outcome.BLOCKED),
        (403, PAGE, Outcome.BLOCKED),
        (404, PAGE, Outcome.ERROR),  # a route that this RSSHub does not have
        (502, b"<html>Bad gateway</html>", Outcome.ERROR),
        (503, b"<html><h1>503 Service Temporarily Unavailable</h1><hr>nginx</html>", Outcome.BLOCKED),
        (503, b"upstream connect error", Outcome.BLOCKED),
        (503, b"", Outcome.BLOCKED),
        (200, CHALLENGE, Outcome.BLOCKED),
        (403, CHALLENGE, Outcome.BLOCKED),
        (200, pages.hub_rss((BID, "Just a moment... challenges.cloudflare.com")), Outcome.OK),
        (200, b"<html><title>Sina Visitor System</title>", Outcome.BLOCKED),
        (200, pages.hub_json(), Outcome.EMPTY),
        (200, pages.hub_json((BID, "Welcome to RSSHub! Error Message: <b>Error: Got 432</b>")), Outcome.OK),
        (200, pages.hub_rss((BID, "Welcome to RSSHub! Error Message: <b>Error: Got 432</b>")), Outcome.OK),
        (200, pages.hub_json((BID, 'he wrote {"error": {"message": "no"}}')), Outcome.OK),
        (200, pages.hub_json((BID, "x")).replace(b"{", b'{"error": {"message": "stale"}, ', 1), Outcome.OK),
    ],
)
def test_an_error_is_a_state_whatever_its_status_and_a_post_about_one_is_a_post(
    status: int, body: bytes, outcome: Outcome
) -> None:
    assert poll(status, body) is outcome


# ---------------------------------------------------------------- anything


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
LINKS = st.sampled_from(
    [f"https://weibo.com/{pages.UID}/{BID}", "https://x.com/lin/status/1", "https://threads.com/t/DRabc12"]
)
TAGS = (
    "blockquote",
    "/blockquote",
    "small",
    "/div",
    "br",
    "img src='http://[::1'",
    "a href='https://x.com/a/status/9'",
)
PIECES = [*(f"<{tag}>" for tag in TAGS), "&ensp;", "RT", "//@甲:", "...", "\ud800", "\x00"]
HTML = st.lists(st.sampled_from(PIECES) | st.text(max_size=10), max_size=20).map(" ".join)
ENTRY = st.fixed_dictionaries({"url": LINKS | JSON, "content_html": HTML | JSON, "date_published": JSON})


@settings(max_examples=150, deadline=None)
@given(items=st.lists(ENTRY | JSON, max_size=4), platform=st.sampled_from(rsshub.PLATFORMS))
def test_any_feed_gives_posts_or_a_refusal(items: list[object], platform: str) -> None:
    uid = {"weibo": pages.UID, "x": "lin", "threads": "lin"}[platform]
    answer = Answer("http://m/", 200, json.dumps({"title": "x", "items": items}).encode())
    try:
        posts = rsshub.read_posts(answer, source(uid, platform), NOW)
    except (UnreadableFeed, LoginWall, Blocked):
        return
    for post in posts:
        assert post.key.startswith(f"{platform}:")
        assert json.dumps([post.text, post.quoted, post.url, post.author], ensure_ascii=False).encode()


def test_one_bad_entry_loses_none_of_the_others() -> None:
    good = pages.hub_items((BID, "今天发布新车"))
    bad: list[object] = [{"url": 7}, None, {"url": "https://weibo.com/1749127163/!!"}, {"content_html": [1]}]
    body = json.dumps({"items": [*bad, *good, *bad]}).encode()
    (post,) = rsshub.read_posts(Answer("http://m/", 200, body), source(), NOW)
    assert post.text == "今天发布新车"


@pytest.mark.parametrize(
    "html",
    [
        "<small>" + "\u2002" + "a" * 200_000,
        "\u2002" + "<a>b" * 50_000,
        "<blockquote>" * 5_000 + "x",
        "<p><strong>@" * 20_000,
        "<img src='https://wx1.sinaimg.cn/" + "a/" * 50_000 + "'>",
        " ..." * 50_000,
        "//@" * 50_000,
    ],
)
def test_hostile_html_is_read_quickly(html: str) -> None:
    started = datetime.now(UTC)
    assert one(html).key
    assert status(html).key
    assert thread(html).key
    assert datetime.now(UTC) - started < timedelta(seconds=20)
