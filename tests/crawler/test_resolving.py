"""From an address to the id of an account: read where it holds it, else asked, and told why not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.mirrors import FORMATS
from crawler.reading.answers import Answer
from crawler.resolving import Inquiry
from record.types import Account, Outcome, Profile

CHANNEL = "UCnordlysMotors0123456789"[:24]
OTHER = "UCsomebodyElse0123456789abc"[:24]
DID = "did:plc:nordlysmotorsnordlysmoto"
APPVIEW = "https://public.api.bsky.app/xrpc/app.bsky.actor.getProfile?actor="


def found(inquiry: Inquiry) -> str | None:
    return inquiry.resolution.account.key if inquiry.resolution else None


def profile(inquiry: Inquiry) -> Profile:
    assert inquiry.resolution, inquiry.failure
    return inquiry.resolution.profile


def answer(body: Any, url: str = "https://h.example/", status: int = 200) -> Answer:
    text = body if isinstance(body, str) else json.dumps(body)
    return Answer(url, status, text.encode("utf-8", "surrogatepass"), "text/html; charset=utf-8")


def asked(written: str, *answers: Answer, no_weibo: str = "") -> Inquiry:
    inquiry = Inquiry(written, no_weibo)
    for each in answers:
        inquiry.answered(each)
    return inquiry


# ---------------------------------------------------------------- the id stands in the address

HELD = [
    ("https://weibo.com/u/1749127163", "weibo:1749127163"),
    ("weibo.com/1749127163", "weibo:1749127163"),
    ("https://www.weibo.com/1749127163/KkBtUx2dv?refer_flag=1", "weibo:1749127163"),
    ("https://m.weibo.cn/u/1749127163?from=x", "weibo:1749127163"),
    ("https://m.weibo.cn/profile/1749127163", "weibo:1749127163"),
    ("m.weibo.cn/1749127163/4600000000000000", "weibo:1749127163"),
    ("https://weibo.cn/u/1749127163", "weibo:1749127163"),
    ("https://weibo.com/p/1005051749127163/home", "weibo:1749127163"),
    ("https://m.weibo.cn/p/1076031749127163", "weibo:1749127163"),
    (f"https://www.youtube.com/channel/{CHANNEL}/videos", f"youtube:{CHANNEL}"),
    (f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}", f"youtube:{CHANNEL}"),
    (CHANNEL, f"youtube:{CHANNEL}"),
    ("https://x.com/NordlysMotors", "x:NordlysMotors"),
    ("https://twitter.com/NordlysMotors/status/1?s=20", "x:NordlysMotors"),
    ("mobile.twitter.com/NordlysMotors", "x:NordlysMotors"),
    ("https://x.com/intent/user?screen_name=NordlysMotors", "x:NordlysMotors"),
    ("https://www.threads.net/@nord.lys", "threads:nord.lys"),
    ("https://www.threads.com/@nordlys/post/C1", "threads:nordlys"),
    ("https://t.me/nordlys_news", "telegram:nordlys_news"),
    ("https://t.me/s/nordlys_news?before=3", "telegram:nordlys_news"),
    ("t.me/nordlys_news/12", "telegram:nordlys_news"),
    ("https://nordlys.substack.com/p/a-post", "substack:nordlys"),
    ("https://open.substack.com/pub/nordlys/p/a-post", "substack:nordlys"),
    ("https://medium.com/@linanda/a-post-1", "medium:@linanda"),
    ("https://linanda.medium.com/", "medium:@linanda"),
    ("https://medium.com/nordlys-engineering", "medium:nordlys-engineering"),
    ("https://medium.com/feed/@linanda", "medium:@linanda"),
    (
        "https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=0001234567&type=8-K",
        "edgar:0001234567",
    ),
    ("https://www.sec.gov/edgar/browse/?CIK=1234567&owner=exclude", "edgar:0001234567"),
    ("https://www.sec.gov/Archives/edgar/data/1234567/000123456726000001/", "edgar:0001234567"),
    ("https://data.sec.gov/submissions/CIK0001234567.json", "edgar:0001234567"),
    ("CIK 1234567", "edgar:0001234567"),
    ("cik0001234567", "edgar:0001234567"),
    (f"https://bsky.app/profile/{DID}/post/3k", f"bluesky:{DID}"),
    (DID, f"bluesky:{DID}"),
    (f"at://{DID}/app.bsky.feed.post/3k", f"bluesky:{DID}"),
    ("did:web:nordlys.example", "bluesky:did:web:nordlys.example"),
    ("https://social.example/api/v1/accounts/109/statuses", "mastodon:109@social.example"),
    ("https://social.example/web/accounts/109", "mastodon:109@social.example"),
    ("109@social.example", "mastodon:109@social.example"),
    ("https://truthsocial.com/api/v1/accounts/107780000000000001/statuses", "truthsocial:107780000000000001"),
    ("https://press.nordlys.example/rss.xml", "newsroom:https://press.nordlys.example/rss.xml"),
    ("  <https://weibo.com/u/1749127163>\n", "weibo:1749127163"),
]


@pytest.mark.parametrize(("written", "account"), HELD)
def test_what_an_address_holds_is_read_from_it_and_nobody_is_asked(written: str, account: str) -> None:
    inquiry = Inquiry(written)
    assert (found(inquiry), inquiry.asking, inquiry.failure) == (account, None, "")


@pytest.mark.parametrize("account", sorted({account for _, account in HELD}))
def test_every_id_that_comes_out_is_one_that_the_mirrors_take(account: str) -> None:
    platform, _, uid = account.partition(":")
    showing = [mirror for mirror in FORMATS.values() if platform in mirror.PLATFORMS]
    assert showing
    for mirror in showing:
        assert mirror.address(mirror.BASE or "https://hub.example", Account(platform, uid))


NONE = [
    ("", "give the address"),
    ("leijun", "names no platform"),
    ("1749127163", "names no platform"),
    ("@leijun", "names no platform"),
    ("http://[::1", "no web address"),
    ("ftp://weibo.com/u/1749127163", "no web address"),
    ("https://weibo.com/", "weibo.com/u/ID"),
    ("https://weibo.com/login.php", "weibo.com/u/ID"),
    ("https://x.com/i/lists/1", "x.com/NAME"),
    ("https://x.com/home", "x.com/NAME"),
    ("https://www.threads.com/search", "threads.com/@NAME"),
    ("https://t.me/+AbCdEf", "t.me/CHANNEL"),
    ("https://t.me/joinchat/AbCdEf", "t.me/CHANNEL"),
    ("https://substack.com/@linanda", "NAME.substack.com"),
    ("https://medium.com/tag/cars", "medium.com/@NAME"),
    ("https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=NRD", "holds no CIK"),
    ("CIK 0", "no web address"),
    ("https://bsky.app/feeds", "bsky.app/profile/HANDLE"),
    ("https://bsky.app/profile/nobody", "neither a handle"),
    ("did:plc:short", "neither a handle"),
    ("https://truthsocial.com/explore", "truthsocial.com/@NAME"),
    ("https://www.youtube.com/playlist?list=PL1", "Copy channel ID"),
    ("https://youtu.be/", "Copy channel ID"),
    ("nordlys.example", "write @nordlys.example"),
    ("https://press.nordlys.example/news", "onrecord sources discover"),
    ("x" * 3000, "no address"),
    ("https://weibo.com/u/\x1b[31m", "no address"),
]


@pytest.mark.parametrize(("written", "way_out"), NONE)
def test_what_names_no_account_is_refused_with_the_way_out(written: str, way_out: str) -> None:
    inquiry = Inquiry(written)
    assert (found(inquiry), inquiry.asking, inquiry.questions) == (None, None, 0)
    assert way_out in inquiry.failure


# ---------------------------------------------------------------- Bluesky


@pytest.mark.parametrize(
    "written",
    [
        "https://bsky.app/profile/Nordlys.bsky.social",
        "nordlys.bsky.social",
        "@nordlys.bsky.social",
        "at://nordlys.bsky.social",
    ],
)
def test_a_handle_of_bluesky_is_asked_for_its_did(written: str) -> None:
    inquiry = Inquiry(written)
    assert inquiry.asking
    assert inquiry.asking.url == f"{APPVIEW}nordlys.bsky.social"
    state = {"verifiedStatus": "valid", "trustedVerifierStatus": "none"}
    shown = {"did": DID, "handle": "nordlys.bsky.social", "displayName": "Nordlys\n Motors"}
    inquiry.answered(answer({**shown, "verification": state}))
    told = profile(inquiry)
    assert (told.account.uid, told.name, told.verified) == (DID, "Nordlys Motors", True)


def test_a_handle_that_nobody_has_is_told_in_blueskys_words() -> None:
    refused = answer({"error": "InvalidRequest", "message": "Profile not found"}, status=400)
    inquiry = asked("@nobody.bsky.social", refused)
    assert inquiry.failure.startswith("Bluesky: HTTP 400: Profile not found; ")


# ---------------------------------------------------------------- Mastodon, Truth Social


@pytest.mark.parametrize(
    "written",
    [
        "@lin@social.example",
        "lin@social.example",
        "https://social.example/@lin",
        "https://social.example/@lin/109/",
        "https://social.example/@lin.rss",
        "https://social.example/users/lin/statuses/109",
        "https://social.example/web/@lin",
        "https://elsewhere.example/@lin@social.example",
    ],
)
def test_a_name_of_mastodon_is_asked_for_its_number(written: str) -> None:
    inquiry = Inquiry(written)
    assert inquiry.asking
    assert inquiry.asking.url == "https://social.example/api/v1/accounts/lookup?acct=lin"
    inquiry.answered(answer({"id": "109", "username": "lin", "display_name": "Lin Anda"}))
    assert inquiry.resolution
    assert (found(inquiry), inquiry.resolution.also) == (
        "mastodon:109@social.example",
        ("lin@social.example",),
    )
    assert (profile(inquiry).name, profile(inquiry).verified) == ("Lin Anda", None)


def test_where_another_host_speaks_for_a_name_that_one_is_asked() -> None:
    inquiry = asked("@lin@nordlys.example", answer("not here", status=404))
    assert inquiry.asking
    assert inquiry.asking.url.endswith(
        "nordlys.example/.well-known/webfinger?resource=acct:lin@nordlys.example"
    )
    links = [{"rel": "avatar", "href": "https://x.example/"}, {"rel": "self"}, 7]
    links.append({"rel": "self", "href": "https://social.nordlys.example/users/lin"})
    inquiry.answered(answer({"links": links}))
    assert inquiry.asking
    assert inquiry.asking.url == "https://social.nordlys.example/api/v1/accounts/lookup?acct=lin"
    inquiry.answered(answer({"id": 109}))
    assert found(inquiry) == "mastodon:109@social.nordlys.example"


def test_a_host_that_tells_nothing_leaves_the_name_as_the_way_out() -> None:
    inquiry = asked("@lin@social.example", answer({"error": "Record not found"}, status=404))
    inquiry.failed((Outcome.UNREACHABLE, "no answer in time"))
    assert inquiry.failure.startswith("social.example: HTTP 404: Record not found; ")
    assert 'mastodon: "lin@social.example"' in inquiry.failure


def test_truth_social_tells_number_and_verification_or_is_opened_by_hand() -> None:
    shown = {"id": "107", "display_name": "Lin Anda", "verified": True}
    inquiry = asked("https://truthsocial.com/@linanda", answer(shown))
    assert (found(inquiry), profile(inquiry).verified) == ("truthsocial:107", True)
    refused = asked("https://truthsocial.com/@linanda", answer("<html>Just a moment...", status=403))
    assert refused.failure.startswith("truthsocial.com: HTTP 403: Cloudflare's page")


# ---------------------------------------------------------------- YouTube

PAGES = [
    f'<link rel="canonical" href="https://www.youtube.com/channel/{CHANNEL}">',
    f'<meta itemprop="identifier" content="{CHANNEL}">',
    f'<meta itemprop="channelId" content="{CHANNEL}"><script>{{"channelId":"{OTHER}"}}</script>',
    f'<meta property="og:url" content="https://www.youtube.com/channel/{CHANNEL}">',
    f'<script>{{"channelId":"{OTHER}"}}, {{"externalId":"{CHANNEL}"}}</script>',
    f'<script>{{"channelId":"{OTHER}"}}, {{"externalChannelId":"{CHANNEL}"}}</script>',
    f'<script>{{"channelId":"{CHANNEL}"}}, {{"channelId":"{CHANNEL}"}}</script>',
]


@pytest.mark.parametrize("page", PAGES)
def test_the_channel_of_a_page_is_what_the_page_calls_itself(page: str) -> None:
    titled = f'<html><head><meta property="og:title" content="Lin Anda\'s &amp; co">{page}</head></html>'
    inquiry = asked("https://www.youtube.com/@nordlys", answer(titled))
    assert (found(inquiry), profile(inquiry).name) == (f"youtube:{CHANNEL}", "Lin Anda's & co")


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("https://www.youtube.com/@nordlys/videos", "/@nordlys"),
        ("https://m.youtube.com/c/Nordlys", "/c/Nordlys"),
        ("youtube.com/user/nordlys", "/user/nordlys"),
        ("https://www.youtube.com/NordlysMotors", "/NordlysMotors"),
        ("https://youtu.be/dQw4w9WgXcQ?t=3", "/watch?v=dQw4w9WgXcQ"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3", "/watch?v=dQw4w9WgXcQ"),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", "/watch?v=dQw4w9WgXcQ"),
    ],
)
def test_a_name_or_a_video_of_youtube_is_asked_for_its_page(written: str, path: str) -> None:
    inquiry = Inquiry(written)
    assert inquiry.asking
    assert inquiry.asking.url == f"https://www.youtube.com{path}"


def test_of_a_video_the_owner_is_named_and_not_its_title() -> None:
    page = '<meta property="og:title" content="We are going to Ohio"><link rel="canonical" href="/watch?v=1">'
    page += f'<script>{{"externalChannelId":"{CHANNEL}","ownerChannelName":"Nordlys"}}</script>'
    inquiry = asked("https://youtu.be/dQw4w9WgXcQ", answer(page))
    assert (found(inquiry), profile(inquiry).name) == (f"youtube:{CHANNEL}", "Nordlys")


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (answer(f'{{"channelId":"{CHANNEL}"}}{{"channelId":"{OTHER}"}}'), "no channel, or several"),
        (answer("<html>Before you continue to YouTube</html>"), "no channel, or several"),
        (answer("", status=404), "HTTP 404"),
    ],
)
def test_a_page_that_does_not_say_is_told_with_the_way_out(reply: Answer, told: str) -> None:
    inquiry = asked("https://www.youtube.com/@nordlys", reply)
    assert told in inquiry.failure
    assert "Copy channel ID" in inquiry.failure


# ---------------------------------------------------------------- Weibo, where it may be asked

ASKED_OF_WEIBO = [
    ("https://weibo.com/nordlys", "/nordlys"),
    ("https://weibo.com/n/林安达", "/n/%E6%9E%97%E5%AE%89%E8%BE%BE"),
    ("https://m.weibo.cn/n/%E6%9E%97%E5%AE%89%E8%BE%BE", "/n/%E6%9E%97%E5%AE%89%E8%BE%BE"),
    ("https://m.weibo.cn/status/KkBtUx2dv", "/statuses/show?id=KkBtUx2dv"),
    ("https://m.weibo.cn/detail/4600000000000000", "/statuses/show?id=4600000000000000"),
]


@pytest.mark.parametrize(("written", "path"), ASKED_OF_WEIBO)
def test_weibo_is_asked_only_where_that_is_allowed(written: str, path: str) -> None:
    inquiry = Inquiry(written, "")
    assert inquiry.asking
    assert (inquiry.asking.url, inquiry.asks_weibo) == (f"https://m.weibo.cn{path}", True)
    unasked = Inquiry(written)
    assert (unasked.asking, unasked.questions) == (None, 0)
    assert "--ask-weibo" in unasked.failure


def test_a_name_is_answered_by_sending_us_to_the_account() -> None:
    there = answer("<html>Sina Visitor System</html>", "https://m.weibo.cn/u/1749127163", 432)
    assert found(asked("https://weibo.com/n/林安达", there)) == "weibo:1749127163"


def test_a_post_names_its_author_and_whether_he_is_verified() -> None:
    user = {
        "id": 1749127163,
        "screen_name": "林安达",
        "verified": True,
        "verified_reason": "北极星汽车创始人",
    }
    inquiry = asked("https://m.weibo.cn/status/KkBtUx2dv", answer({"ok": 1, "data": {"user": user}}))
    told = profile(inquiry)
    assert found(inquiry) == "weibo:1749127163"
    assert (told.name, told.verified, told.verified_reason) == ("林安达", True, "北极星汽车创始人")


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (answer("", status=432), "HTTP 432"),
        (answer({"ok": -100, "url": "https://passport.weibo.com/captcha"}), "never solved here"),
        (answer({"ok": 0, "msg": "该微博不存在", "errno": "20101"}), "该微博不存在"),
        (answer("<html>Sina Visitor System</html>"), "isitor"),
        (answer("<html/>", "https://passport.weibo.com/visitor/visitor"), "sent to passport.weibo.com"),
        (answer({"ok": 1, "data": {"user": None}}), "names no author"),
        (answer("<html>somebody's page</html>"), "no JSON"),
    ],
)
def test_a_refusal_of_weibo_is_told_plainly_and_never_answered(reply: Answer, told: str) -> None:
    inquiry = asked("https://m.weibo.cn/status/KkBtUx2dv", reply)
    assert (inquiry.asking, found(inquiry)) == (None, None)
    assert told in inquiry.failure
    assert "weibo.com/u/ID" in inquiry.failure


# ---------------------------------------------------------------- whatever comes

ASKING = ["@a@h.example", "@a.bsky.social", "https://youtube.com/@abc", "https://truthsocial.com/@a"]
ASKING += ["https://weibo.com/n/a", "https://m.weibo.cn/status/KkBtUx2dv"]
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.just(10**40))
KEYS = st.sampled_from(
    ["id", "did", "data", "user", "links", "rel", "href", "verified", "verification", "ok", "msg"]
)
TREES = st.recursive(SCALARS, lambda deeper: st.lists(deeper) | st.dictionaries(KEYS, deeper), max_leaves=12)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(ASKING), st.lists(TREES | st.text().map(str), min_size=3, max_size=3), st.booleans())
def test_no_answer_breaks_an_inquiry(written: str, bodies: list[Any], refused: bool) -> None:
    inquiry = Inquiry(written, "")
    for body in bodies:
        if inquiry.asking:
            inquiry.answered(answer(body, status=404 if refused else 200))
    assert inquiry.asking is None
    assert bool(inquiry.resolution) != bool(inquiry.failure)


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=60), st.sampled_from(["", "https://", "https://weibo.com/", "@", "did:", "CIK", "t.me/"])
)
def test_no_address_breaks_an_inquiry(text: str, start: str) -> None:
    inquiry = Inquiry(start + text, "")
    assert sum(map(bool, (inquiry.asking, inquiry.resolution, inquiry.failure))) == 1


@pytest.mark.parametrize(
    "body", ["[" * 100_000, '{"id":' * 50_000, "<link " * 100_000, '"channelId":"UC' * 50_000]
)
def test_an_answer_that_is_made_to_hurt_does_not(body: str) -> None:
    for written in ASKING:
        inquiry = asked(written, answer(body))
        assert inquiry.resolution is None, f"{written}: no account is named in it"
        assert inquiry.failure or inquiry.asking
