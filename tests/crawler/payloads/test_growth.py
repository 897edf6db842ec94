"""Posts made to be slow: each is read in a time that grows with its length, and with nothing else."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from crawler.mirrors import telegram
from crawler.payloads.exhibits import find_document, read_document
from crawler.payloads.hubposts import read_threads, read_weibo, read_x
from crawler.payloads.statuses import Network, read_page
from crawler.payloads.weibowords import quoted_words, read_words, split_words
from crawler.reading.answers import Answer
from crawler.reading.feeds import Item
from crawler.reading.markup import LONGEST_POST, parse_fragment, text_of
from record.types import Account, Post
from tests.crawler import pages
from tests.crawler.mirrors.polls import source_of

NOW = datetime(2026, 11, 23, tzinfo=UTC)
Read = Callable[[str], Any]


def entry(html: str, url: str) -> Item:
    return Item(url, url, "", "", html, "Lin Anda")


def weibo(html: str) -> Post | None:
    item = entry(html, f"https://weibo.com/{pages.UID}/RsgI9vPvG")
    return read_weibo(item, Account("weibo", pages.UID), "UTC", NOW)


def x(html: str) -> Post | None:
    item = entry(html, "https://x.com/lin/status/1850000000000000000")
    return read_x(item, Account("x", "lin"), "UTC", NOW)


def threads(html: str) -> Post | None:
    item = entry(html, "https://www.threads.com/@lin/post/DAbcdefghij")
    return read_threads(item, Account("threads", "lin"), "UTC", NOW)


def mastodon(html: str) -> Post:
    status = {"id": "1", "created_at": "2026-11-22T00:00:00Z", "content": html}
    answer = Answer("https://h/", 200, json.dumps([status]).encode())
    network = Network(Account("mastodon", "lin@h"), "lin", "mastodon:h/")
    return read_page(answer, network, "https://h/", NOW).posts[0]


def channel(html: str) -> tuple[Post, ...]:
    body = f"<html><body><section class='tgme_channel_history'>{html}</section></body></html>"
    answer = Answer("https://t.me/s/LinAnda", 200, body.encode(), "text/html")
    return telegram.read_posts(answer, source_of("telegram", "LinAnda"), NOW)


def message(id: int, html: str = "", end: str = "</div>") -> str:
    return f"<div class='tgme_widget_message' data-post='LinAnda/{id}'>{html}{end}"


def in_message(html: str) -> Post:
    return channel(message(1, html))[0]


def exhibit(html: str) -> str:
    return read_document(Answer("https://h/", 200, f"<html><body><p>words</p>{html}".encode()))


def index(html: str) -> str | None:
    return find_document(Answer("https://h/", 200, f"<html><body>{html}".encode()))


def said(post: Post | None) -> tuple[str, str]:
    return (post.text, post.quoted) if post else ("", "")


def seconds(read: Read, html: str) -> float:
    """The lesser of two times, for the machine does other things too."""
    times = []
    for _ in range(2):
        begun = time.process_time()
        read(html)
        times.append(time.process_time() - begun)
    return min(times)


@pytest.mark.slow  # it measures times
@pytest.mark.parametrize(
    ("read", "piece", "length"),
    [
        (split_words, "<blockquote></blockquote>bcdefghijklmnop", 480_000),
        (weibo, "<img src=x><video poster=y></video>", 480_000),
        (weibo, "<a href='/status/'>a</a><span class=expand>a</span>", 480_000),
        (exhibit, "<b style='display:none'>x</b>yyyyyyyyy", 800_000),
        (exhibit, "<title>x</title><i style='display:none'>x</i>y", 1_000_000),
        (index, "<table summary=a></table><table class=tableFile></table>", 1_500_000),
        (mastodon, "<i class='quote-inline'>q</i>zzz", 480_000),
        (in_message, "<i class='tgme_widget_message_reply'>q</i>zz", 1_000_000),
        (lambda html: text_of(parse_fragment(html)), "<img>z", 1_000_000),
    ],
)
def test_four_times_as_much_takes_four_times_as_long(read: Read, piece: str, length: int) -> None:
    count = length // len(piece)
    assert seconds(read, piece * count) < 7 * seconds(read, piece * (count // 4))


@pytest.mark.slow  # it measures times
@pytest.mark.parametrize(
    ("read", "opening", "piece", "depth"),
    [
        (split_words, "<blockquote>", "abc ", 200),
        (weibo, "<blockquote>", "abc ", 200),
        (x, "<div class='rsshub-quote'>", "y ", 200),
        (threads, "<blockquote>", "y ", 200),
        (index, "<table summary=a><tr><td>", "<td><a href='/y.htm'>x</a>", 80),
        (channel, message(1, end=""), "<b>x</b>", 200),
    ],
)
def test_what_is_nested_is_read_once(read: Read, opening: str, piece: str, depth: int) -> None:
    body = piece * (300_000 // len(piece))
    assert seconds(read, opening * depth + body) < 4 * seconds(read, opening + body)


def test_what_is_nested_stands_in_the_text_once() -> None:
    nested = "own<blockquote>outer <blockquote>inner</blockquote></blockquote>"
    assert split_words(nested)[1].split() == ["outer", "inner"]
    assert said(x(nested)) == ("own", "outer\ninner")
    assert said(x("own<div class='rsshub-quote'>outer</div> and on")) == ("own and on", "outer")


def test_of_a_post_no_more_than_half_a_megabyte_of_html_is_parsed() -> None:
    endless = "a" * (LONGEST_POST + 1_000)
    assert len(read_words(endless).text) == len(quoted_words(endless)) == LONGEST_POST
    assert len(split_words(endless)[0].text) == LONGEST_POST
    for read in (weibo, x, threads, mastodon):
        assert len(said(read(endless))[0]) == LONGEST_POST


def test_of_a_page_the_newest_two_hundred_messages_are_read() -> None:
    posts = channel("".join(map(message, range(1, 302))))
    assert (len(posts), posts[0].key, posts[-1].key) == (200, "telegram:linanda/301", "telegram:linanda/102")
