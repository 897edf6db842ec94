"""Bluesky: records and views to Posts, and the pages of an author's feed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.conversation.listings import REFUSALS
from crawler.mirrors import bluesky
from crawler.outcomes import judge_failure
from crawler.payloads.facets import plain_text
from record.errors import UnreadableFeed
from record.types import Account, Outcome, Post, Profile
from tests.crawler.mirrors.polls import (
    HOUR,
    JUNK,
    NOW,
    UNREACHABLE,
    answer,
    is_fit,
    known,
    source_of,
    spoilt,
    talk,
)

DID, THEIRS = "did:plc:adaadaadaadaadaadaadaada", "did:plc:bobobobobobobobobobobobo"
SOURCE = source_of("bluesky", DID)
LIST = SOURCE.url
AUTHOR = {"did": DID, "handle": "ada.example.com", "displayName": "Ada Quill"}
OTHER = {"did": THEIRS, "handle": "bo.example.com", "displayName": "Bo"}
CID = "bafkreiaaaaaaaaaaaaaaaaaaaaaaaa"


def uri(rkey: str, did: str = DID) -> str:
    return f"at://{did}/app.bsky.feed.post/{rkey}"


def view(
    rkey: str = "3kaaa", text: str = "We open in Lyon.", by: Any = AUTHOR, **more: Any
) -> dict[str, Any]:
    """A post as the AppView shows it; `record` is merged into its record."""
    record = {"$type": "app.bsky.feed.post", "text": text, "createdAt": "2026-11-23T10:00:00.123Z"}
    return {
        "uri": uri(rkey, by["did"]),
        "cid": "bafyreiaaaaaaaaaaaaaaaaaaaaaaaa",
        "author": by,
        "record": {**record, **more.pop("record", {})},
        "replyCount": 2,
        "repostCount": 3,
        "likeCount": 5,
        "quoteCount": 0,
        "indexedAt": "2026-11-23T10:00:01.456Z",
        **more,
    }


def item(*args: Any, **more: Any) -> dict[str, Any]:
    return {"post": view(*args, **more)}


def reposted(when: datetime = NOW, **more: Any) -> dict[str, Any]:
    reason = {"$type": "app.bsky.feed.defs#reasonRepost", "by": AUTHOR, "indexedAt": when.isoformat(), **more}
    return {"post": view("3kbbb", "The tide is high.", OTHER), "reason": reason}


def read(*items: Any) -> tuple[Post, ...]:
    return bluesky.read_posts(answer(LIST, {"feed": list(items)}), SOURCE, NOW)


def test_a_post_has_its_address_in_the_network_for_a_key() -> None:
    (post,) = read(item())
    assert (post.key, post.url) == (f"bluesky:{uri('3kaaa')}", f"https://bsky.app/profile/{DID}/post/3kaaa")
    assert (post.text, post.quoted, post.author) == ("We open in Lyon.", "", "Ada Quill")
    assert post.published_at == datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert (post.facts.reposted, post.facts.commented, post.facts.liked) == (3, 2, 5)
    assert post.facts.edits == 0, "the platform has no edits: another text is another record"


def test_a_repost_says_nothing_itself_and_has_a_key_of_its_own() -> None:
    named = f"at://{DID}/app.bsky.feed.repost/3kccc"
    (post,) = read(reposted(uri=named, cid="x"))
    assert (post.key, post.text, post.quoted) == (f"bluesky:{named}", "", "The tide is high.")
    assert (post.facts.reposts, post.published_at) == (f"bluesky:{uri('3kbbb', THEIRS)}", NOW)
    assert post.author == "Ada Quill"
    assert post.facts.liked is None, "those are the other post's"


def test_a_repost_without_a_name_is_known_by_who_reposts_what() -> None:
    first, again = read(reposted()), read(reposted(NOW - HOUR))
    assert first[0].key == again[0].key == f"bluesky:{DID}:{uri('3kbbb', THEIRS)}"


QUOTED = {
    "$type": "app.bsky.embed.record#viewRecord",
    "uri": uri("3kbbb", THEIRS),
    "author": OTHER,
    "value": {
        "$type": "app.bsky.feed.post",
        "text": "The tide is high.",
        "createdAt": "2026-11-22T10:00:00Z",
    },
}
PICTURE = {"alt": "", "image": {"$type": "blob", "ref": {"$link": CID}, "mimeType": "image/jpeg", "size": 9}}


@pytest.mark.parametrize(
    ("embed", "quoted", "reposts"),
    [
        ({"$type": "app.bsky.embed.record#view", "record": QUOTED}, "The tide is high.", True),
        (
            {"$type": "app.bsky.embed.recordWithMedia#view", "record": {"record": QUOTED}, "media": {}},
            "The tide is high.",
            True,
        ),
        ({"record": {"uri": uri("3kbbb", THEIRS), "notFound": True}}, "", True),
        ({"record": {"uri": uri("3kbbb", THEIRS), "blocked": True, "author": {"did": THEIRS}}}, "", True),
        ({"record": {"uri": f"at://{THEIRS}/app.bsky.feed.generator/cats", "value": {}}}, "", False),
        ({"external": {"uri": "https://a.example/", "title": "Not", "description": "said"}}, "", False),
    ],
)
def test_what_is_quoted_is_apart_from_what_is_said(embed: Any, quoted: str, reposts: bool) -> None:
    (post,) = read(item(embed=embed))
    assert (post.text, post.quoted) == ("We open in Lyon.", quoted)
    assert post.facts.reposts == (f"bluesky:{uri('3kbbb', THEIRS)}" if reposts else None)


@pytest.mark.parametrize(
    "embed",
    [
        {"$type": "app.bsky.embed.images", "images": [PICTURE]},
        {"$type": "app.bsky.embed.video", "video": PICTURE["image"]},
        {"$type": "app.bsky.embed.recordWithMedia", "media": {"images": [PICTURE]}, "record": {}},
        {"images": [{"image": {"cid": CID, "mimeType": "image/jpeg"}}]},
    ],
)
def test_pictures_and_videos_are_known_by_their_hash(embed: Any) -> None:
    assert read(item(record={"embed": embed}))[0].facts.media == (CID,)


def link(text: str, shown: str, target: str) -> dict[str, Any]:
    start = len(text[: text.index(shown)].encode())
    place = {"byteStart": start, "byteEnd": start + len(shown.encode())}
    return {"index": place, "features": [{"$type": "app.bsky.richtext.facet#link", "uri": target}]}


WHOLE = "https://www.ada.example/news/2026/lyon?x=1"


@pytest.mark.parametrize(
    ("text", "shown", "said"),
    [
        (
            "新店开了 🎉 ada.example/news/2026... 欢迎",
            "ada.example/news/2026...",
            f"新店开了 🎉 {WHOLE} 欢迎",
        ),
        ("See ada.example/news…", "ada.example/news…", f"See {WHOLE}"),
        (f"See {WHOLE}.", WHOLE, f"See {WHOLE}."),
        ("Read it here, all of it", "here", "Read it here, all of it"),
        ("More at other.example/…", "other.example/…", "More at other.example/…"),
    ],
)
def test_links_are_whole_in_the_text_at_their_places_in_bytes(text: str, shown: str, said: str) -> None:
    assert plain_text({"text": text, "facets": [link(text, shown, WHOLE)]}) == said


@pytest.mark.parametrize(
    "index",
    [
        {"byteStart": 1, "byteEnd": 6},  # within a character
        {"byteStart": 6, "byteEnd": 3},
        {"byteStart": 0, "byteEnd": 10**9},
        {"byteStart": -3, "byteEnd": 3},
        {"byteStart": "0", "byteEnd": 3},
        {"byteStart": True, "byteEnd": 3.0},
        {},
        None,
    ],
)
def test_a_facet_at_no_place_changes_nothing(index: Any) -> None:
    facet = {"index": index, "features": [{"$type": "app.bsky.richtext.facet#link", "uri": WHOLE}]}
    assert plain_text({"text": "新店", "facets": [facet]}) == "新店"


def test_half_a_character_is_no_character() -> None:
    assert plain_text({"text": "a\ud83db"}) == "a\ufffdb"


def test_facets_that_overlap_lose_no_words() -> None:
    text = "ada.example/new… ok"
    facets = [link(text, "ada.example/new…", WHOLE), link(text, "example/new… ok", "https://b.example/")]
    assert plain_text({"text": text, "facets": facets}) == f"{WHOLE} ok"


@given(st.text(), st.lists(JUNK, max_size=4), st.lists(st.tuples(st.integers(-2, 30), st.integers(-2, 30))))
def test_no_facets_break_a_text(text: str, junk: list[Any], places: list[tuple[int, int]]) -> None:
    features = [{"$type": "app.bsky.richtext.facet#link", "uri": WHOLE}]
    facets = [{"index": {"byteStart": a, "byteEnd": b}, "features": features} for a, b in places]
    said = plain_text({"text": text, "facets": [*junk, *facets]})
    assert said == plain_text({"text": text}) or WHOLE in said


def times(created: str | None, indexed: str | None) -> dict[str, Any]:
    return item(record={"createdAt": created}, indexedAt=indexed)


@pytest.mark.parametrize(
    ("created", "indexed", "published"),
    [
        ("2026-11-23T10:00:00Z", "2026-11-23T10:00:02Z", "2026-11-23T10:00:00"),
        ("2026-11-22T23:00:00Z", "2026-11-23T10:00:00Z", "2026-11-22T23:00:00"),  # a relay was down
        ("2031-01-01T00:00:00Z", "2026-11-23T10:00:00Z", "2026-11-23T10:00:00"),
        ("2026-11-23T10:00:05Z", "2026-11-23T10:00:00Z", "2026-11-23T10:00:00"),
        ("1999-01-01T00:00:00Z", "2026-11-23T10:00:00Z", "2026-11-23T10:00:00"),
        ("yesterday or so", "2026-11-23T10:00:00Z", "2026-11-23T10:00:00"),
        ("2026-11-23T10:00:00Z", None, "2026-11-23T10:00:00"),
        (None, None, None),
    ],
)
def test_a_stated_time_counts_only_near_the_time_it_was_seen_at(
    created: str | None, indexed: str | None, published: str | None
) -> None:
    (post,) = read(times(created, indexed))
    expected = datetime.fromisoformat(f"{published}+00:00") if published else None
    assert (post.published_at, post.published_raw) == (expected, created)


def test_threads_are_whole_and_replies_to_others_are_left_out() -> None:
    def reply(to: str) -> dict[str, Any]:
        return {"reply": {"root": {"uri": uri("3kaaa")}, "parent": {"uri": to}}}

    posts = read(
        item("3kaaa", "One"),
        item("3kaab", "Two", record=reply(uri("3kaaa"))),
        item("3kaac", "Thanks!", record=reply(uri("3kbbb", THEIRS))),
    )
    assert [post.text for post in posts] == ["One", "Two"]
    assert "filter=posts_and_author_threads" in LIST


def test_posts_of_others_that_are_not_reposted_are_left_out() -> None:
    liked = {"post": view("3kbbb", "The tide is high.", OTHER)}
    theirs = reposted(by=OTHER)
    assert [post.text for post in read(liked, theirs, item())] == ["We open in Lyon."]
    with pytest.raises(UnreadableFeed, match="none of the entries"):
        read(liked)


def test_a_pinned_post_that_is_listed_twice_is_one_post() -> None:
    pin = {"post": view(), "reason": {"$type": "app.bsky.feed.defs#reasonPin"}}
    posts = read(pin, item("3kaad", "Later"), item())
    assert [(post.text, post.facts.pinned) for post in posts] == [
        ("We open in Lyon.", True),
        ("Later", False),
    ]
    assert [post.facts.pinned for post in read(item(), pin)] == [True]


@pytest.mark.parametrize(
    ("uid", "shown"), [(DID, True), ("ada.example.com", True), ("Ada.Example.com", True), (THEIRS, False)]
)
def test_an_account_is_named_by_its_did_or_its_handle(uid: str, shown: bool) -> None:
    source = source_of("bluesky", uid)
    posts = bluesky.read_posts(
        answer(LIST, {"feed": [item(), {"post": view("3kbbb", "x", OTHER)}]}), source, NOW
    )
    assert ("We open in Lyon." in [post.text for post in posts]) is shown


@pytest.mark.parametrize(
    "uid", ["ada", "@ada.example.com", "did:plc:", "ada example.com", "a/b.com", "did:x:y", ""]
)
def test_what_is_neither_is_told_with_the_way_out(uid: str) -> None:
    with pytest.raises(ValueError, match="DID"):
        bluesky.address("https://public.api.bsky.app", Account("bluesky", uid))


@pytest.mark.parametrize(
    ("verification", "verified"),
    [
        ({"verifications": [{}], "verifiedStatus": "valid", "trustedVerifierStatus": "none"}, True),
        ({"verifications": [], "verifiedStatus": "none", "trustedVerifierStatus": "valid"}, True),
        ({"verifications": [{}], "verifiedStatus": "invalid", "trustedVerifierStatus": "none"}, False),
        (None, False),  # how the AppView says that there is no badge: a lost one must be seen
    ],
)
def test_a_badge_is_seen_and_so_is_its_loss(verification: Any, verified: bool) -> None:
    author = AUTHOR | ({"verification": verification} if verification else {})
    told = talk(SOURCE, {LIST: answer(LIST, {"feed": [reposted(by=author), item()]})})
    assert told.learnt.profile == Profile(Account("bluesky", DID), "Ada Quill", verified)


# ---------------------------------------------------------------- conversations


def page(start: int, when: datetime, cursor: str | None = None) -> dict[str, Any]:
    feed = [
        item(f"3k{start - n}", record={"createdAt": made}, indexedAt=made)
        for n in range(3)
        if (made := (when - n * timedelta(minutes=1)).isoformat())
    ]
    return {"feed": feed, **({"cursor": cursor} if cursor else {})}


def test_a_gap_since_the_last_poll_is_read_back_by_cursor() -> None:
    script = {
        LIST: answer(LIST, page(930, NOW, "2026-11-23T11:58:00Z")),
        f"{LIST}&cursor=2026-11-23T11%3A58%3A00Z": answer(LIST, page(927, NOW - HOUR, "b&c")),
        f"{LIST}&cursor=b%26c": answer(LIST, page(924, NOW - 3 * HOUR, "d")),
    }
    told = talk(SOURCE, script, since=NOW - 2 * HOUR)
    assert told.urls == list(script)
    assert len(told.keys) == 9
    assert told.asked[0].conditional


def test_the_end_of_the_feed_ends_the_reading() -> None:
    assert talk(SOURCE, {LIST: answer(LIST, page(930, NOW))}, since=NOW - 9 * HOUR).urls == [LIST]


def test_a_cursor_that_does_not_move_ends_the_reading() -> None:
    script = {url: answer(LIST, page(930, NOW, "a")) for url in (LIST, f"{LIST}&cursor=a")}
    assert talk(SOURCE, script, since=NOW - 9 * HOUR).urls == list(script)


def test_what_came_before_a_page_that_fails_counts() -> None:
    script = {LIST: answer(LIST, page(930, NOW, "a"))} | {f"{LIST}&cursor=a": UNREACHABLE}
    told = talk(SOURCE, script, since=NOW - 9 * HOUR)
    assert (len(told.keys), told.learnt.trouble) == (3, (Outcome.UNREACHABLE, "no answer in time"))


def test_a_post_that_is_listed_no_longer_is_not_called_deleted() -> None:
    past = known(f"bluesky:{uri('3k929x')}", NOW - timedelta(seconds=30), absent=True)
    told = talk(SOURCE, {LIST: answer(LIST, page(930, NOW))}, past)
    assert (told.urls, told.learnt.gone) == ([LIST], ())


@pytest.mark.parametrize(
    ("status", "body", "verdict"),
    [
        (
            400,
            {"error": "InvalidRequest", "message": "Profile not found"},
            (Outcome.ERROR, "HTTP 400: Profile not found"),
        ),
        (400, {"error": "BlockedActor"}, (Outcome.ERROR, "HTTP 400: BlockedActor")),
        (
            429,
            {"error": "RateLimitExceeded", "message": "Rate Limit Exceeded"},
            (Outcome.BLOCKED, "HTTP 429: Rate Limit Exceeded"),
        ),
        (502, "<html>Bad gateway</html>", (Outcome.ERROR, "HTTP 502")),
        (200, {"error": "X", "message": "Why not"}, (Outcome.PARSE_ERROR, "no list of posts: Why not")),
    ],
)
def test_a_refusal_keeps_its_words(status: int, body: Any, verdict: tuple[Outcome, str]) -> None:
    with pytest.raises(REFUSALS) as told:
        talk(SOURCE, {LIST: answer(LIST, body, status)})
    assert judge_failure(told.value) == verdict


# ---------------------------------------------------------------- whatever comes

RICH = item(
    embed={"record": {"record": QUOTED}},
    record={
        "embed": {"media": {"images": [PICTURE]}},
        "text": "See a.example/…",
        "facets": [link("See a.example/…", "a.example/…", "https://a.example/b")],
        "reply": {"parent": {"uri": uri("3kaaa")}},
    },
)


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", "{}", '{"feed": {}}', '{"feed": [null]}', "[" * 100_000]
)
def test_what_is_no_list_of_posts_is_refused_with_a_reason(body: str) -> None:
    with pytest.raises(REFUSALS):
        bluesky.read_posts(answer(LIST, body), SOURCE, NOW)


@given(
    spoilt({"feed": [item("3k1"), RICH, reposted(uri=f"at://{DID}/app.bsky.feed.repost/3")], "cursor": "x"})
)
def test_no_shape_of_an_answer_breaks_the_reader(payload: Any) -> None:
    try:
        posts = bluesky.read_posts(answer(LIST, payload), SOURCE, NOW)
    except REFUSALS:
        return
    assert all(map(is_fit, posts))


@given(spoilt(RICH))
def test_one_bad_post_loses_no_other(bad: Any) -> None:
    keys = {post.key for post in read(item("3k1"), bad, item("3k3"))}
    assert {f"bluesky:{uri('3k1')}", f"bluesky:{uri('3k3')}"} <= keys
