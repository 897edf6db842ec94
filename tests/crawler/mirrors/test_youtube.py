"""Channels of YouTube: titles and the words under the videos."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.conversation import Context
from crawler.mirrors import youtube
from crawler.reading.answers import Answer, Refused
from record.errors import Blocked, LoginWall, UnreadableFeed
from record.types import Account, Post, Profile, Schedule, Source
from tests.crawler.mirrors.scripted import Held, hold

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
UID = "UCpolestar-_0123456789AB"
ACCOUNT = Account("youtube", UID)
URL = f"https://www.youtube.com/feeds/videos.xml?channel_id={UID}"
SOURCE = Source("m:x", "posts", "youtube", URL, ACCOUNT.key, "YouTube", Schedule(every=60), account=ACCOUNT)


def entry(
    id: str, title: str, under: str = "", channel: str = UID, published: str = "2026-11-20T09:00:05+00:00"
) -> str:
    return (
        f"<entry><id>yt:video:{id}</id><yt:videoId>{id}</yt:videoId><yt:channelId>{channel}</yt:channelId>"
        f'<title>{escape(title)}</title><link rel="alternate" href="https://www.youtube.com/shorts/{id}"/>'
        f"<author><name>Polar Star</name></author><published>{published}</published>"
        f"<updated>2026-11-23T01:00:00+00:00</updated><media:group><media:title>{escape(title)}</media:title>"
        f"<media:description>{escape(under)}</media:description><media:community>"
        '<media:starRating count="42" average="5.00"/><media:statistics views="1234"/></media:community>'
        "</media:group></entry>"
    )


def feed(*entries: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" '
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">'
        f"<id>yt:channel:{UID[2:]}</id><yt:channelId>{UID[2:]}</yt:channelId><title>Polar Star</title>"
        f"{''.join(entries)}</feed>"
    )


def poll(body: str) -> Held:
    return hold(youtube.poll(SOURCE, Context(NOW)), {URL: body})


def read(body: str | bytes) -> tuple[Post, ...]:
    body = body.encode() if isinstance(body, str) else body
    return youtube.read_posts(Answer(URL, 200, body), SOURCE, NOW)


def test_a_channel_has_one_feed() -> None:
    assert youtube.address(youtube.BASE, ACCOUNT) == URL
    assert youtube.address("http://127.0.0.1:8080/", ACCOUNT).startswith("http://127.0.0.1:8080/feeds/")


@pytest.mark.parametrize(
    "uid", ["@polestar", "polestar", "UC123", "", f"{UID}x", "https://www.youtube.com/@polestar"]
)
def test_what_is_no_channels_id_is_told_with_the_way_out(uid: str) -> None:
    with pytest.raises(ValueError, match="onrecord accounts resolve"):
        youtube.address(youtube.BASE, Account("youtube", uid))


def test_the_title_and_the_words_under_a_video_are_the_channels() -> None:
    under = "Ada Lindqvist: we will enter the US in 2027 & beyond.\n\n\n\n0:00 Start\u200b\n0:10 <Prices>"
    held = poll(feed(entry("dQw4w9WgXcQ", "A word on 2027", under)))
    (post,) = held.learnt.posts
    assert post.key == "youtube:dQw4w9WgXcQ"
    assert post.title == "A word on 2027"
    assert post.text == (
        "A word on 2027\nAda Lindqvist: we will enter the US in 2027 & beyond.\n\n0:00 Start\n0:10 <Prices>"
    )
    assert post.url == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    assert post.published_at == datetime(2026, 11, 20, 9, 0, 5, tzinfo=UTC)
    assert (post.facts.media, post.facts.complete, post.facts.edits) == (("dQw4w9WgXcQ",), True, None)
    assert held.learnt.profile == Profile(ACCOUNT, "Polar Star")
    assert [(ask.url, ask.conditional) for ask in held.asked] == [(URL, True)]


def test_views_and_updates_change_nothing() -> None:
    before = feed(entry("dQw4w9WgXcQ", "A word"))
    after = before.replace('views="1234"', 'views="99999"').replace("2026-11-23T01", "2026-11-23T11")
    assert before != after
    assert read(before) == read(after)


def test_a_video_of_another_channel_is_left_out_however_its_id_is_written() -> None:
    body = feed(
        entry("aaaaaaaaaaa", "ours"),
        entry("bbbbbbbbbbb", "ours too", channel=UID[2:]),
        entry("ccccccccccc", "theirs", channel="UCsomebody-else-00000000"),
        entry("aaaaaaaaaaa", "ours, again"),
    )
    assert [post.title for post in read(body)] == ["ours", "ours too"]


def test_one_bad_entry_loses_none_of_the_others() -> None:
    bad = ["<entry/>", "<entry><yt:videoId>../../x</yt:videoId></entry>", "<entry><title>x</title></entry>"]
    body = feed(*bad, entry("aaaaaaaaaaa", "ours", published="soon"), "<!-- x --><?pi x?>")
    (post,) = read(body)
    assert (post.title, post.published_raw, post.published_at) == ("ours", "soon", None)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<!doctype html><p>Our videos</p>", "HTML where a feed"),
        ("<rss><channel/></rss>", "begins with <feed>"),
        ("no xml", "broken"),
        (feed(entry("ccccccccccc", "theirs", channel="UCother")), "none of the entries"),
    ],
)
def test_what_is_no_feed_of_the_channel_is_told(body: str, reason: str) -> None:
    with pytest.raises(UnreadableFeed, match=reason):
        read(body)


def test_a_channel_that_is_gone_is_an_error_and_one_without_videos_is_empty() -> None:
    with pytest.raises(Refused, match="HTTP 404"):
        hold(youtube.poll(SOURCE, Context(NOW)), {})
    assert poll(feed()).learnt.posts == ()


TAGS = ["entry", "title", "yt:videoId", "media:group", "media:description", "published", "author", "name"]
PIECES = st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]) | st.text(max_size=12)


@settings(max_examples=150, deadline=None)
@given(pieces=st.lists(PIECES, max_size=30))
def test_any_feed_gives_posts_or_a_refusal(pieces: list[str]) -> None:
    body = feed(entry("aaaaaaaaaaa", "ours"), "".join(pieces)).encode("utf-8", "surrogatepass")
    try:
        posts = read(body)
    except (UnreadableFeed, LoginWall, Blocked):
        return
    for post in posts:
        assert post.key.startswith("youtube:")
        assert json.dumps([post.text, post.title], ensure_ascii=False).encode()
