"""Feeds to Entries."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from crawler.reading.answers import Answer
from crawler.reading.feeds import read_feed, read_items
from crawler.reading.markup import parse_fragment, text_of
from record.errors import Blocked, LoginWall, UnreadableFeed
from record.types import Entry, Schedule, Source
from tests.crawler import pages

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
SOURCE = Source(
    "s", "news", "feed", "https://h/feed", "site:s", "S", Schedule(every=60), zone="Asia/Shanghai"
)


def read(body: bytes | str, content_type: str = "text/xml") -> tuple[Entry, ...]:
    data = body.encode() if isinstance(body, str) else body
    return read_feed(Answer("https://h/feed", 200, data, content_type), SOURCE, NOW)


def test_a_date_that_no_parser_reads_is_kept_raw_and_understood() -> None:
    (entry,) = read(pages.rss([("标题", "/1", "2026年11月23日 10:20")]))
    assert entry == Entry(
        "https://h/1", "标题", "2026年11月23日 10:20", datetime(2026, 11, 23, 2, 20, tzinfo=UTC)
    )


def test_a_date_in_the_future_is_kept_raw_and_not_believed() -> None:
    (entry,) = read(pages.rss([("t", "/1", "Tue, 24 Nov 2026 10:20:00 GMT")]))
    assert (entry.published_raw, entry.published_at) == ("Tue, 24 Nov 2026 10:20:00 GMT", None)


def test_each_item_keeps_its_own_date_though_one_has_none() -> None:
    items = (
        "<item><title>a</title><link>/1</link></item>"
        "<item><title>b</title><link>/2</link><dc:date>2026-11-23 10:20</dc:date></item>"
    )
    first, second = read(f'<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>{items}</channel></rss>')
    assert (first.published_raw, second.published_raw) == (None, "2026-11-23 10:20")


def test_markup_within_cdata_is_no_item() -> None:
    html = "<![CDATA[<item><title>x</title></item>]]>"
    entries = read(
        f"<rss><channel><item><title>a</title><link>/1</link><description>{html}</description></item></channel></rss>"
    )
    assert [entry.url for entry in entries] == ["https://h/1"]


def test_json_feed_and_rdf_are_read() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1",
        "items": [{"id": "1", "url": "/1", "title": "a", "date_published": "2026-11-23T10:20:00+08:00"}],
    }
    (entry,) = read(json.dumps(feed), "application/json")
    assert (entry.url, entry.published_at) == ("https://h/1", datetime(2026, 11, 23, 2, 20, tzinfo=UTC))
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        "<channel/><item><title>a</title><link>https://h/2</link></item></rdf:RDF>"
    )
    assert [entry.url for entry in read(rdf)] == ["https://h/2"]


def test_the_bare_text_of_a_json_feed_keeps_its_signs_and_its_lines() -> None:
    said = "销量<2万台，目标>3万台 &amp;\r\n第二段 a<b c"
    feed = {"items": [{"id": "1", "url": "/1", "content_text": said}]}
    (item,) = read_items(Answer("https://h/", 200, json.dumps(feed).encode()))
    assert text_of(parse_fragment(item.html)) == "销量<2万台，目标>3万台 &amp;\n第二段 a<b c"
    feed["items"][0]["content_html"] = "<b>好</b>"
    (item,) = read_items(Answer("https://h/", 200, json.dumps(feed).encode()))
    assert item.html == "<b>好</b>"


def test_an_article_under_two_addresses_is_one_entry() -> None:
    entries = read(pages.rss([("a", "/1?utm_source=rss", ""), ("a", "/1#top", ""), ("b", "/2", "")]))
    assert [entry.title for entry in entries] == ["a", "b"]


def test_links_that_are_no_web_addresses_are_left_out() -> None:
    items = [("a", "javascript:alert(1)", ""), ("b", "file:///etc/passwd", ""), ("c", "/1", "")]
    assert [entry.title for entry in read(pages.rss(items))] == ["c"]


def test_an_address_holds_no_line_break_and_nothing_that_a_terminal_obeys() -> None:
    (entry,) = read('{"items": [{"id": "1", "url": "https://h/a\\n\\tb\\u001b[2J"}]}')
    assert entry.url == "https://h/ab[2J"


def test_titles_are_text() -> None:
    (entry,) = read(
        "<rss><channel><item><title>&lt;b&gt;R&amp;amp;D&lt;/b&gt;\n is up</title>"
        "<link>/1</link></item></channel></rss>"
    )
    assert entry.title == "R&D is up"


def test_a_feed_that_begins_like_an_address_is_never_fetched() -> None:
    with pytest.raises(UnreadableFeed, match="neither RSS nor Atom nor JSON"):
        read("http://127.0.0.1/latest")


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("<!doctype html><html><input type=password></html>", LoginWall),
        ("<html><title>Sina Visitor System</title></html>", Blocked),
        ("<html>hello</html>", UnreadableFeed),
        ('{"items": 3}', UnreadableFeed),
        ('{"items": [', UnreadableFeed),
        ("[" * 100_000, UnreadableFeed),
        ('{"items":' + "[" * 100_000, UnreadableFeed),
        ("<rss><channel><item><title>cut", UnreadableFeed),
        ("<rss><channel>", UnreadableFeed),
    ],
)
def test_what_is_no_feed_says_so(body: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        read(body)
