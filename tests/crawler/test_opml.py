"""Subscriptions as feed readers export them, in and out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped]

from crawler.catalog import load_catalog
from crawler.opml import LARGEST, Subscription, drafts_of, read_opml, write_opml
from crawler.sitefiles import write_items
from record.errors import UnreadableFeed

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)

# A folder with a feed in it, which stands in a second folder too.
FEEDLY = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0"><head><title>Ada subscriptions in feedly Cloud</title></head><body>
<outline text="Cars" title="Cars">
<outline type="rss" text="The Courier" title="The Courier" xmlUrl="https://courier.example/rss.xml"
 htmlUrl="https://courier.example"/></outline>
<outline text="Must read" title="Must read">
<outline type="rss" text="The Courier" title="The Courier" xmlUrl="https://courier.example/rss.xml"/>
<outline type="rss" text="车流日报" title="车流日报" xmlUrl="http://cheliu.example/feed" htmlUrl="http://cheliu.example/"/>
</outline></body></opml>"""
# Folders within folders, and a title with an entity of HTML's.
INOREADER = """<?xml version="1.0" encoding="UTF-8"?><opml version="1.0">
<head><title>Subscriptions</title></head><body><outline text="News" title="News">
<outline text="Asia" title="Asia">
<outline text="Harbour&nbsp;Ledger &amp; Post" title="Harbour&nbsp;Ledger &amp; Post" type="rss"
 xmlUrl="https://ledger.example/feed" htmlUrl="https://ledger.example/"/></outline></outline></body></opml>"""
# No folders but categories; OPML 2.0.
MINIFLUX = """<opml version="2.0"><head><title>Miniflux</title></head><body>
<outline title="Voltmeter" text="Voltmeter" xmlUrl="https://voltmeter.example/atom.xml" type="rss"
 category="/Cars" language="en-US" description=""></outline></body></opml>"""
# No version, no type, no title, names in small letters, and what is no feed.
NETNEWSWIRE = """<opml><body><outline text="Wire" xmlurl="https://wire.example/rss"/>
<outline text="Script" xmlUrl="javascript:alert(1)"/><outline text="File" xmlUrl="file:///etc/passwd"/>
<outline text="Just a note"/><outline xmlUrl="https://nameless.example/feed"/></body></opml>"""


def read(text: str) -> tuple[list[Subscription], list[str]]:
    return read_opml(text.encode())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            FEEDLY,
            [
                ("The Courier", "https://courier.example/rss.xml"),
                ("车流日报", "http://cheliu.example/feed"),
            ],
        ),
        (INOREADER, [("Harbour Ledger & Post", "https://ledger.example/feed")]),
        (MINIFLUX, [("Voltmeter", "https://voltmeter.example/atom.xml")]),
        (NETNEWSWIRE, [("Wire", "https://wire.example/rss"), ("nameless", "https://nameless.example/feed")]),
    ],
)
def test_the_lists_of_many_readers_are_read(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.title, one.feed) for one in read(text)[0]] == found


def test_what_is_no_web_address_is_told_and_left_out() -> None:
    assert read(NETNEWSWIRE)[1] == [
        "Script: javascript:alert(1) is no http or https address",
        "File: file:///etc/passwd is no http or https address",
    ]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<!DOCTYPE o [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><opml><body/></opml>", "refused"),
        (b"<!DOCTYPE o [<!ENTITY a 'aaaa'>]><opml><body><outline text='&a;'/></body></opml>", "refused"),
        (b"<rss><channel/></rss>", "begins with <opml>, not <rss>"),
        (b"", "nothing of it can be read"),
        (b"<opml><body><outline text='A note'/></body></opml>", "^no feed in it"),
        (b"<opml><body><outline text='A' xmlUrl=https://a.example/f/></body></opml>", "^the XML is broken"),
        (b"no XML at all", "nothing of it can be read"),
        (b"<opml>" + b" " * LARGEST, "larger than 5,000,000 bytes"),
    ],
)
def test_what_is_hostile_or_no_opml_says_why(body: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFeed, match=reason):
        read_opml(body)


@pytest.mark.parametrize(
    ("written", "feed"),
    [
        ("feed://a.example/rss", "http://a.example/rss"),
        ("feed:https://a.example/rss", "https://a.example/rss"),
        ("FEED:http://a.example/rss", "http://a.example/rss"),
    ],
)
def test_an_address_to_click_on_is_the_feed_that_it_means(written: str, feed: str) -> None:
    found, left_out = read(f"<opml><body><outline text='A' xmlUrl='{written}'/></body></opml>")
    assert ([one.feed for one in found], left_out) == ([feed], [])


def test_a_feed_that_stands_twice_is_told() -> None:
    assert read(FEEDLY)[1] == ["The Courier: https://courier.example/rss.xml stands there twice"]


def test_broken_xml_gives_what_can_be_read_of_it() -> None:
    assert [
        one.title for one in read("<opml><body><outline text='A' xmlUrl='https://a.example/f'/><outl")[0]
    ] == ["A"]


def test_every_site_that_is_imported_loads_without_a_problem(tmp_path: Path) -> None:
    both = "".join(
        f'<outline text="{name}" xmlUrl="https://{host}/{feed}"/>'
        for name, host, feed in (
            ("Yes: “no”", "a.example", "1"),
            ("007", "b.example", "2"),
            ("- x", "c.example", "#"),
            ("The Courier", "courier.example", "cars"),
            ("The Courier", "courier.example", "chips"),
            ("The Courier", "other.example", "rss"),
        )
    )
    drafts = drafts_of(read(f"<opml><body>{both}</body></opml>")[0], taken=["007"])
    (tmp_path / "sources.yaml").write_text(write_items(drafts), "utf-8")
    sources, problems = load_catalog([tmp_path / "sources.yaml"])
    assert problems == []
    assert [draft.id for draft in drafts] == ["a", "007-2", "x", "the-courier", "the-courier-2"]
    assert sources["the-courier/feed-2"].url == "https://courier.example/chips"
    assert {source.name for source in sources.values()} == {"Yes: “no”", "007", "- x", "The Courier"}


def test_what_goes_out_comes_in_again(tmp_path: Path) -> None:
    text = """sources:
  - {id: courier, name: "Courier & Post", lang: en, feeds: [https://courier.example/a, https://courier.example/b]}
  - {id: cheliu, name: 车流日报, lang: zh, feeds: 'http://cheliu.example/feed?a=1&b=2'}
  - {id: wire, sitemap: 'https://wire.example/news.xml'}
"""
    (tmp_path / "sources.yaml").write_text(text, "utf-8")
    sources, _ = load_catalog([tmp_path / "sources.yaml"])
    opml, left_out = write_opml(list(sources.values()), NOW)
    assert left_out == ["wire"]
    assert etree.fromstring(opml.encode()).get("version") == "2.0"
    drafts = drafts_of(read(opml)[0])
    assert [(draft.name, draft.lang, draft.feeds) for draft in drafts] == [
        ("Courier & Post", "en", ("https://courier.example/a", "https://courier.example/b")),
        ("车流日报", "zh", ("http://cheliu.example/feed?a=1&b=2",)),
    ]
    assert [draft.id for draft in drafts] == ["courier-post", "cheliu"]
