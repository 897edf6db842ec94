"""Substack, Medium and newsrooms: whole texts from the feed, cut ones from their pages, each once."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.conversation import Context
from crawler.mirrors import feed
from crawler.reading.answers import Answer, Refused
from record.errors import Blocked, LoginWall, UnreadableFeed
from record.revising import Difference, Shown, compare
from record.types import Account, KnownPost, Outcome, Post, PostFacts, Schedule, Source
from tests.crawler import pages
from tests.crawler.mirrors.scripted import Held, Script, hold, silence

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SITE = "https://news.polestar.example"
FEED = f"{SITE}/feed.xml"
WORDS = " ".join(pages.ENGLISH)
WHOLE = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in pages.ENGLISH * 4)
TEASER = "Nordlys Motors will open a second plant in Ohio."


def source(platform: str = "newsroom", uid: str = FEED) -> Source:
    account = Account(platform, uid)
    url = feed.address("https://", account)
    return Source("m:x", "posts", "feed", url, account.key, platform, Schedule(every=60), account=account)


def entry(number: int, html: str, *, title: str = "", hours: float = 1, field: str = "description") -> str:
    date = (NOW - timedelta(hours=hours)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    return (
        f"<item><title>{title or f'Release {number}'}</title><link>{SITE}/{number}</link>"
        f"<guid>g{number}</guid><pubDate>{date}</pubDate><{field}><![CDATA[{html}]]></{field}></item>"
    )


def rss(*entries: str) -> str:
    content = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<rss version="2.0" {content}><channel><title>Newsroom</title>{"".join(entries)}</channel></rss>'


def page(paragraphs: tuple[str, ...] = pages.ENGLISH * 2) -> str:
    return pages.article("A second plant in Ohio", paragraphs)


def known(post: Post, **other: object) -> dict[str, KnownPost]:
    told: dict[str, object] = {"shown": True, "complete": post.facts.complete, "edits": None, **other}
    return {post.key: KnownPost(post.key, post.published_at, **told)}  # type: ignore[arg-type]


def poll(script: Script, known: dict[str, KnownPost] | None = None) -> Held:
    return hold(feed.poll(source(), Context(NOW, known=known or {})), script)


def one(script: Script, known: dict[str, KnownPost] | None = None) -> Post:
    (post,) = poll(script, known).learnt.posts
    return post


def difference(was: Post, post: Post) -> Difference | None:
    """As the record sees it."""
    return compare(Shown(was.title, was.text, was.facts), post)


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    ("platform", "uid", "url"),
    [
        ("substack", "lin", "https://lin.substack.com/feed"),
        ("substack", "letters.lin.example", "https://letters.lin.example/feed"),
        ("substack", "https://letters.lin.example/", "https://letters.lin.example/feed"),
        ("substack", "https://letters.lin.example/feed?a=1", "https://letters.lin.example/feed?a=1"),
        ("medium", "@lin.anda", "https://medium.com/feed/@lin.anda"),
        ("medium", "polestar-notes", "https://medium.com/feed/polestar-notes"),
        ("medium", "https://medium.com/@lin", "https://medium.com/feed/@lin"),
        ("medium", "https://medium.com/feed/@lin", "https://medium.com/feed/@lin"),
        ("medium", "https://lin.medium.com", "https://lin.medium.com/feed"),
        ("newsroom", "https://polestar.example/rss?lang=en", "https://polestar.example/rss?lang=en"),
    ],
)
def test_an_id_names_a_feed(platform: str, uid: str, url: str) -> None:
    assert feed.address("https://", Account(platform, uid)) == url


@pytest.mark.parametrize(
    ("platform", "uid", "url"),
    [
        ("substack", "lin", "http://127.0.0.1:8080/feed"),
        ("medium", "@lin", "http://127.0.0.1:8080/feed/@lin"),
        ("newsroom", "https://polestar.example/rss", "https://polestar.example/rss"),
    ],
)
def test_another_base_stands_in_for_the_host(platform: str, uid: str, url: str) -> None:
    assert feed.address("http://127.0.0.1:8080/", Account(platform, uid)) == url


@pytest.mark.parametrize(
    ("platform", "uid"),
    [
        ("substack", "lin anda"),
        ("substack", ""),
        ("substack", "https://substack.com/@lin"),
        ("medium", "@"),
        ("medium", "a/b"),
        ("newsroom", "polestar.example"),
        ("newsroom", "https://polestar.example/a b"),
        ("newsroom", "file:///etc/passwd"),
    ],
)
def test_what_names_none_is_told(platform: str, uid: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        feed.address("https://", Account(platform, uid))


# ---------------------------------------------------------------- entries


def test_a_whole_text_is_taken_from_the_feed_with_its_paragraphs() -> None:
    held = poll({FEED: rss(entry(1, WHOLE, field="content:encoded"))})
    (post,) = held.learnt.posts
    assert post.text == "\n\n".join(pages.ENGLISH * 4)
    assert (post.title, post.url) == ("Release 1", f"{SITE}/1")
    assert post.key == "newsroom:news.polestar.example/1"
    assert post.published_at == NOW - timedelta(hours=1)
    assert post.facts == PostFacts()
    assert held.urls == [FEED]


@pytest.mark.parametrize("style", ["rss", "atom", "json"])
def test_all_formats_give_the_same_post(style: str) -> None:
    date, html = "2026-11-23T11:00:00Z", escape(WHOLE)
    body = {
        "rss": rss(entry(1, WHOLE, field="content:encoded")),
        "atom": '<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><title>Release 1</title>'
        f'<link href="{SITE}/1"/><id>g1</id><published>{date}</published>'
        f'<content type="html">{html}</content></entry></feed>',
        "json": json.dumps(
            {"items": [{"id": "g1", "url": f"{SITE}/1", "title": "Release 1", "content_html": WHOLE}]}
            | {"version": "https://jsonfeed.org/version/1.1"}
        ).replace('"Release 1"', f'"Release 1", "date_published": "{date}"'),
    }[style]
    post = one({FEED: body})
    assert (post.key, post.title) == ("newsroom:news.polestar.example/1", "Release 1")
    assert post.text == "\n\n".join(pages.ENGLISH * 4)
    assert post.published_at == NOW - timedelta(hours=1)


def test_without_a_link_the_guid_is_the_key() -> None:
    item = {"id": "urn:release:9", "content_html": WHOLE}
    post = one({FEED: json.dumps({"items": [item]})})
    assert (post.key, post.url) == ("newsroom:urn:release:9", "")
    long = one({FEED: json.dumps({"items": [{**item, "id": "urn:" + "9" * 5000}]})})
    assert len(long.key) < 200


def test_the_feed_that_a_link_was_found_in_is_no_part_of_a_key() -> None:
    account = source("medium", "@lin")
    item = {"url": "https://medium.com/@lin/plans-3f2a?source=rss-46f1------2", "content_html": WHOLE}
    answer = Answer("https://medium.com/feed/@lin", 200, json.dumps({"items": [item]}).encode())
    (post,) = feed.read_posts(answer, account, NOW)
    assert post.key == "medium:medium.com/@lin/plans-3f2a"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (f"<p>{TEASER}</p>", TEASER),
        (f"<p>{TEASER} […]</p>", TEASER),
        (f"<p>{TEASER}…</p><p><a href='/1'>Continue reading on Medium »</a></p>", TEASER),
        (f"<p>{TEASER}</p><p><a href='/1'>Read more</a></p>", TEASER),
        (f"<p>{TEASER} … <a href='/1'>阅读全文</a></p>", TEASER),
        (f"{WHOLE}<p>And there is more...</p>", "\n\n".join([*pages.ENGLISH * 4, "And there is more"])),
        ("", ""),
    ],
)
def test_a_teaser_is_not_complete_and_loses_its_tail(html: str, text: str) -> None:
    (post,) = feed.read_posts(Answer(FEED, 200, rss(entry(1, html)).encode()), source(), NOW)
    assert (post.text, post.facts.complete) == (text, False)


@pytest.mark.parametrize(
    "tail",
    ["The post <a>Release 1</a> appeared first on <a>Polestar</a>.", "People read more than before."],
)
def test_words_at_the_end_of_a_whole_text_do_not_make_it_a_teaser(tail: str) -> None:
    (post,) = feed.read_posts(
        Answer(FEED, 200, rss(entry(1, f"{WHOLE}<p>{tail}</p>")).encode()), source(), NOW
    )
    assert post.facts.complete
    assert "appeared first" not in post.text


# ---------------------------------------------------------------- pages


def test_the_rest_of_a_teaser_is_read_on_its_page() -> None:
    held = poll({FEED: rss(entry(1, TEASER)), f"{SITE}/1": page()})
    (post,) = held.learnt.posts
    assert all(paragraph in post.text for paragraph in pages.ENGLISH)
    assert post.facts.complete
    assert held.urls == [FEED, f"{SITE}/1"]
    assert [ask.conditional for ask in held.asked] == [True, False]


def test_what_is_known_whole_is_not_asked_for_again_and_says_nothing_new() -> None:
    script = {FEED: rss(entry(1, TEASER)), f"{SITE}/1": page()}
    held = poll(script, known(one(script)))
    (post,) = held.learnt.posts
    assert held.urls == [FEED]
    assert (post.text, post.facts.complete) == ("", False)
    assert difference(one(script), post) is None, "less of what was shown is no change"


def test_what_another_source_has_shown_is_asked_for_here() -> None:
    script = {FEED: rss(entry(1, TEASER)), f"{SITE}/1": page()}
    assert poll(script, known(one(script), shown=False)).urls == [FEED, f"{SITE}/1"]


def test_a_teaser_that_was_shown_is_completed_and_not_changed() -> None:
    script = {FEED: rss(entry(1, "In short: a plant in Ohio.")), f"{SITE}/1": page()}
    shown = one({**script, f"{SITE}/1": 500})
    assert (shown.text, shown.facts.complete) == ("In short: a plant in Ohio.", False)
    post = one(script, known(shown))
    assert post.text.startswith(f"{shown.text}\n\n")
    assert pages.ENGLISH[1] in post.text
    completion = difference(shown, post)
    assert completion is not None
    assert completion.change == "completed"


def test_a_page_with_less_than_its_teaser_leaves_the_teaser() -> None:
    teaser = " ".join(pages.ENGLISH * 2)
    post = one({FEED: rss(entry(1, f"{teaser} …")), f"{SITE}/1": page(pages.ENGLISH)})
    assert (post.text, post.facts.complete) == (teaser, True)


def test_five_pages_are_asked_for_in_one_poll_the_newest_first() -> None:
    entries = [entry(number, TEASER, hours=number) for number in (7, 3, 1, 6, 2, 5, 4)]
    held = poll({FEED: rss(*entries)} | {f"{SITE}/{number}": page() for number in range(8)})
    assert held.urls[1:] == [f"{SITE}/{number}" for number in (1, 2, 3, 4, 5)]
    complete = {post.url: post.facts.complete for post in held.learnt.posts}
    assert [complete[f"{SITE}/{number}"] for number in range(1, 8)] == [True] * 5 + [False] * 2
    assert len(held.learnt.posts) == 7


@pytest.mark.parametrize(("hours", "asked"), [(30, True), (60, False)])
def test_a_page_that_refused_is_tried_for_two_days(hours: float, asked: bool) -> None:
    script: Script = {FEED: rss(entry(1, TEASER, hours=hours)), f"{SITE}/1": 500}
    held = poll(script, known(one(script)))
    assert (f"{SITE}/1" in held.urls) is asked


@pytest.mark.parametrize(
    "said",
    [
        pages.article("Sign in", ()).replace("<article>", "<form><input type='password'></form><article>"),
        "<html><title>Just a moment...</title><p>Checking your browser</p></html>",
        "%PDF-1.7",
        "",
        Answer(f"{SITE}/1", 200, page().encode(), "image/jpeg"),
        404,
        Answer("https://sso.other.example/login", 200, page().encode()),
    ],
)
def test_a_page_that_shows_no_article_leaves_the_teaser_and_the_next_one_is_read(said: object) -> None:
    script = {FEED: rss(entry(1, TEASER), entry(2, TEASER, hours=2)), f"{SITE}/1": said, f"{SITE}/2": page()}
    held = poll(script)  # type: ignore[arg-type]
    first, second = held.learnt.posts
    assert (first.text, first.facts.complete) == (TEASER.rstrip(), False)
    assert second.facts.complete
    assert held.learnt.trouble is None


@pytest.mark.parametrize("said", [403, 429, silence()])
def test_the_first_page_that_is_refused_is_the_last_that_is_asked_for(said: int | Refused) -> None:
    script = {FEED: rss(entry(1, TEASER), entry(2, TEASER, hours=2)), f"{SITE}/1": said, f"{SITE}/2": page()}
    held = poll(script)
    assert held.urls == [FEED, f"{SITE}/1"]
    assert [post.facts.complete for post in held.learnt.posts] == [False, False]


@pytest.mark.parametrize("link", ["https://elsewhere.example/1", "http://127.0.0.1/1", "mailto:a@b.example"])
def test_only_pages_of_the_feeds_own_site_are_asked_for(link: str) -> None:
    item = {"id": "g1", "url": link, "content_html": TEASER}
    assert poll({FEED: json.dumps({"items": [item]})}).urls == [FEED]


def test_an_archive_of_old_teasers_is_not_asked_for_again_and_again() -> None:
    entries = [entry(number, TEASER, hours=100 + number) for number in range(120)]
    (_, *asked) = poll({FEED: rss(*entries)}).urls
    assert len(asked) == 5
    answer = Answer(FEED, 200, rss(*entries).encode())
    posts = feed.read_posts(answer, source(), NOW)
    seen = {key: told for post in posts[:100] for key, told in known(post).items()}
    assert poll({FEED: rss(*entries)}, seen).urls == [FEED]


# ---------------------------------------------------------------- refusals, and anything


@pytest.mark.parametrize(
    ("said", "outcome"), [(403, Outcome.BLOCKED), (500, Outcome.ERROR), ("", Outcome.EMPTY)]
)
def test_a_feed_that_is_refused_is_a_state(said: int | str, outcome: Outcome) -> None:
    with pytest.raises(Refused) as caught:
        poll({FEED: said})
    assert caught.value.verdict[0] is outcome


def test_a_page_in_the_place_of_the_feed_is_told() -> None:
    with pytest.raises(UnreadableFeed, match="HTML where a feed"):
        poll({FEED: "<!doctype html><p>Our news</p>"})


def test_an_empty_feed_has_no_posts() -> None:
    assert poll({FEED: rss()}).learnt.posts == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
LINKS = st.sampled_from(
    [f"{SITE}/1", "http://[::1", "//", "http://a.example:99999/", "\ud800", f"{SITE}/\x00"]
)
ENTRY = st.fixed_dictionaries(
    {"id": LINKS | JSON, "url": LINKS | JSON, "content_html": JSON, "date_published": JSON, "title": JSON}
)


@settings(max_examples=150, deadline=None)
@given(items=st.lists(ENTRY | JSON, max_size=4), body=st.binary(max_size=200))
def test_any_feed_and_any_page_give_posts_or_a_refusal(items: list[object], body: bytes) -> None:
    script: Script = {FEED: json.dumps({"items": items}), f"{SITE}/1": Answer(f"{SITE}/1", 200, body)}
    try:
        posts = poll(script).learnt.posts
    except (UnreadableFeed, LoginWall, Blocked, Refused):
        return
    for post in posts:
        assert post.account == source().account
        assert json.dumps([post.key, post.text, post.title, post.url], ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "html",
    [
        "<p>Read more" * 20_000,
        "..." * 50_000,
        "[…] " * 50_000,
        "The post " * 50_000,
        "<p>read more\n" * 20_000,
    ],
)
def test_hostile_tails_are_read_quickly(html: str) -> None:
    started = datetime.now(UTC)
    feed.read_posts(Answer(FEED, 200, rss(entry(1, html)).encode()), source(), NOW)
    assert datetime.now(UTC) - started < timedelta(seconds=20)
