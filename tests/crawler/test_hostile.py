"""Answers made to hang, to harm or to hold a task: each is read in linear time, or refused.

Most of these took minutes, or for ever, before they were mended: that they end is the test.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from crawler.mirrors import rsshub
from crawler.outcomes import judge_failure
from crawler.pages.article import extract_article
from crawler.pages.linkeddata import names_of, read_articles
from crawler.pages.page import parse_page
from crawler.reading.answers import Answer, require_no_wall
from crawler.reading.feeds import MOST, absolute, entries, read_feed, read_items
from crawler.reading.markup import LONGEST_TEXT, LONGEST_TITLE, parse_fragment
from record.errors import Blocked, UnreadableFeed
from record.types import Account, Article, Entry, Post, Schedule, Source
from tests.crawler import pages

NOW = datetime(2026, 11, 23, tzinfo=UTC)
SOURCE = Source("s", "news", "feed", "https://h/feed", "site:s", "S", Schedule(every=60))
ACCOUNT = Account("weibo", pages.UID)
MIRROR = replace(SOURCE, spider="posts", format="rsshub", account=ACCOUNT)
HALF, NUL, ESCAPE, BELL, CSI = "\ud83d", "\0", "\x1b", "\x07", "\x9b"
UNFIT = HALF + NUL + ESCAPE + BELL + CSI


def answer(body: str | bytes) -> Answer:
    return Answer("https://h/feed", 200, body.encode() if isinstance(body, str) else body)


def feed(*items: dict[str, Any]) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})


def read_entries(*items: dict[str, Any]) -> tuple[Entry, ...]:
    return read_feed(answer(feed(*items)), SOURCE, NOW)


def read_posts(*items: dict[str, Any]) -> tuple[Post, ...]:
    return rsshub.read_posts(answer(feed(*items)), MIRROR, NOW)


def page(head: str, body: str = "") -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in pages.ENGLISH)
    return f"<html><head>{head}</head><body><article>{body}{text}</article></body></html>"


def is_fit(text: str | None) -> bool:
    """PostgreSQL takes it, UTF-8 can write it, and a terminal does not obey it."""
    return text is not None and not set(text) & set(UNFIT) and text.encode() != b""


# ---------------------------------------------------------------- time


def test_comments_before_a_feed_are_passed_once() -> None:
    comments = "<!---->" * 30_000
    require_no_wall(answer(""), f"{comments}<rss>")
    with pytest.raises(UnreadableFeed, match="HTML"):
        require_no_wall(answer(""), f"<?xml version='1.0'?>{comments} <!-- <html> --> <html>")


def test_comments_that_never_close_are_passed_once() -> None:
    unclosed = "<!--" * 50_000 + "<html>"
    require_no_wall(answer(""), unclosed)
    with pytest.raises(UnreadableFeed, match="HTML"):
        require_no_wall(answer(""), "<!-- x --><html>" + unclosed)


def test_a_run_of_wide_spaces_in_a_post_is_passed_once() -> None:
    spaces = "\u2003" * 200_000
    (post,) = read_posts({"url": f"https://weibo.com/{pages.UID}/RsgI9vPvG", "content_html": f"a{spaces}b"})
    assert post.text == f"a{spaces}b"


@pytest.mark.parametrize("word", ["a b", "北极"])
def test_a_megabyte_of_title_and_many_headings_are_cut(word: str) -> None:
    headings = "".join(f"<h1>heading {number} of many</h1>" for number in range(300))
    article = extract_article(page(f"<title>{word * 300_000}</title>", headings), "https://h/a")
    assert 0 < len(article.title) <= LONGEST_TITLE


def test_a_heading_is_looked_for_among_the_first_fifty_only() -> None:
    def title(before: int) -> str:
        headings = (
            "".join(f"<h1>{number}</h1>" for number in range(before)) + "<h1>北极星汽车明年不会涨价</h1>"
        )
        head = "<title>北极星汽车明年不会涨价：本报记者专访创始人林安达 - 某某网</title>"
        text = "".join(f"<p>{paragraph}</p>" for paragraph in pages.CHINESE)
        html = f"<html><head>{head}</head><body>{headings}<article>{text}</article></body></html>"
        return extract_article(html, "https://h/a").title

    assert title(10) == "北极星汽车明年不会涨价"
    assert title(60) != title(10), "the window's title is left"


def test_of_a_text_without_end_the_beginning_is_kept() -> None:
    html = page("", "<p>The minister said so, and went home.</p>" * 6_000)
    assert LONGEST_TEXT - 50 < len(extract_article(html, "https://h/a").text) <= LONGEST_TEXT


def test_of_names_and_articles_without_end_the_first_twenty_are_read() -> None:
    def linked(names: list[str]) -> list[str]:
        node = {"@type": "NewsArticle", "author": {"@type": "Person", "name": names}}
        script = f'<script type="application/ld+json">{json.dumps([node] * 30)}</script>'
        articles = read_articles(parse_page(page(script), "https://h/a"))
        assert len(articles) == 20
        return list(names_of(articles[0]["author"]))

    names = [f"Ada Berg {number}" for number in range(30)]
    assert linked(names) == names[:20]
    assert list(names_of([{"name": names}] * 30)) == names[:20]


def test_the_title_of_an_entry_is_no_longer_than_a_title() -> None:
    (entry,) = read_entries({"url": "/a", "title": "long " * 100_000})
    assert len(entry.title) <= LONGEST_TITLE


def test_of_a_feed_without_end_no_more_is_read_than_shows_that_it_is_too_long() -> None:
    rows = "".join(f"<item><title>t</title><link>/{number}</link></item>" for number in range(20_000))
    items = read_items(answer(f"<rss><channel>{rows}</channel></rss>"))
    assert len(entries(items, "https://h/", "UTC", NOW)) == MOST + 1


# ---------------------------------------------------------------- what a record or a terminal cannot take


def test_an_entry_holds_nothing_unfit() -> None:
    (entry,) = read_entries({"url": f"/a{UNFIT}", "title": f"t{UNFIT}", "date_published": f"2026{UNFIT}"})
    assert all(map(is_fit, (entry.url, entry.title, entry.published_raw)))


def test_a_post_holds_nothing_unfit() -> None:
    item = {
        "url": f"https://weibo.com/{pages.UID}/RsgI9vPvG",
        "content_html": f"own{UNFIT}<blockquote>quoted{UNFIT}</blockquote>",
        "date_published": f"2026{UNFIT}",
        "authors": [{"name": f"雷军{UNFIT}"}],
    }
    (post,) = read_posts(item)
    assert all(map(is_fit, (post.text, post.quoted, post.published_raw, post.author)))


def test_an_article_holds_nothing_unfit() -> None:
    data = {
        "@type": "NewsArticle",
        "headline": f"Plant{UNFIT}",
        "datePublished": f"2026-11-22{UNFIT}",
        "author": f"Ada{UNFIT} Berg",
    }
    script = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    article: Article = extract_article(page(script), "https://h/a")
    assert all(map(is_fit, (article.title, article.published_raw, *article.authors, article.text)))
    assert article.title.startswith("Plant")


@pytest.mark.parametrize(
    "number", ["#xD83D", "#0", "#27", "#99999999999999999999", "#x" + "f" * 5_000, "#128"]
)
def test_a_number_of_no_character_loses_no_feed(number: str) -> None:
    rows = f"<item><title>a&{number};b</title><link>/1</link></item>"
    (entry,) = read_feed(answer(f"<rss><channel>{rows}</channel></rss>"), SOURCE, NOW)
    assert is_fit(entry.title)
    assert (entry.title[0], entry.title[-1]) == ("a", "b")


def test_reasons_hold_nothing_that_a_terminal_obeys() -> None:
    _, reason = judge_failure(Blocked(f"no{UNFIT}[2J"))
    assert is_fit(reason)
    body = json.dumps({"error": {"message": f"no{UNFIT}[2J"}}).encode()
    assert is_fit(rsshub.refusal(Answer("http://m/", 503, body)))


def test_a_fragment_with_half_a_character_is_parsed() -> None:
    (item,) = read_items(answer(feed({"url": "/a", "content_html": f"a{HALF}"})))
    assert parse_fragment(item.html).text_content() == "a\ufffd"


# ---------------------------------------------------------------- addresses


def test_an_address_is_measured_as_it_is_asked_for() -> None:
    assert absolute("https://h/", "/" + "a" * 1_900)
    assert absolute("https://h/", "/" + "北" * 200)
    assert absolute("https://h/", "/" + "北" * 300) is None, "2,700 characters, once it is encoded"


@pytest.mark.parametrize(
    "written",
    [
        "Kk_tUx2dv",
        "abcde中",
        "朱镕基说说说",
        "zzzzzzzzzzzzz",
        "z" * 16,
        "²²²²²²",
        "RsgI9vPvG-",
        "abcd",
    ],
)
def test_a_post_without_a_valid_id_is_left_out_alone(written: str) -> None:
    items = [
        {"url": f"https://weibo.com/{pages.UID}/{id}", "content_html": "x"} for id in (written, "RsgI9vPvG")
    ]
    assert [post.url.rpartition("/")[2] for post in read_posts(*items)] == ["RsgI9vPvG"]
