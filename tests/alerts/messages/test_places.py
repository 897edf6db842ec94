"""Addresses, quotes, ages and words, as a message writes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest

from alerts.messages.cleaning import clean, shorten
from alerts.messages.places import at_quote, fragment, web_address
from alerts.messages.times import age, full_stamp
from tests.alerts.stories import (
    NOW,
    ZONE,
)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://reuters.com/a?b=1&c=2#d", "https://reuters.com/a?b=1&c=2#d"),
        ("http://127.0.0.1:8080/新闻 1", "http://127.0.0.1:8080/%E6%96%B0%E9%97%BB%201"),
        ("https://раураl.com/", "https://xn--l-7sba6dbr.com/"),
        ("https://reuters.com@evil.example/", "https://evil.example/"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("https://[::1", None),
        ("https://a\r\n.example/", None),
        ("", None),
    ],
)
def test_an_address_shows_its_true_host_or_is_none(url: str, shown: str | None) -> None:
    assert web_address(url) == shown


def test_a_short_quote_is_found_whole() -> None:
    assert fragment("a well-known plan, ours") == "a%20well%2Dknown%20plan%2C%20ours"
    assert at_quote("https://x.example/a#top", "ab") == "https://x.example/a#:~:text=ab"


def test_a_long_quote_is_found_by_its_edges() -> None:
    words = " ".join(f"w{n}" for n in range(100))
    assert unquote(fragment(words)) == "w0 w1 w2 w3 w4 w5,w94 w95 w96 w97 w98 w99"
    chinese = "美国市场的计划" * 30
    assert unquote(fragment(chinese)) == f"{chinese[:12]},{chinese[-12:]}"
    assert unquote(fragment("first paragraph\nlast one")) == "first paragraph,last one"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (-5, ""),
        (0, "just now"),
        (59, "just now"),
        (120, "2 min ago"),
        (7200, "2 h ago"),
        (9e4, "1 day ago"),
    ],
)
def test_ages_are_short(seconds: float, shown: str) -> None:
    assert age(NOW - timedelta(seconds=seconds), NOW) == shown


def test_a_full_time_names_the_other_day_where_it_is_one() -> None:
    late = datetime(2026, 11, 22, 20, 30, tzinfo=UTC)
    assert full_stamp(late, ZONE) == "23 Nov 2026, 04:30 CST (22 Nov 20:30 UTC)"
    assert full_stamp(late, ZoneInfo("UTC")) == "22 Nov 2026, 20:30 UTC"


def test_words_are_cut_between_words() -> None:
    assert shorten("one two three", 100) == "one two three"
    assert shorten("one two three", 9) == "one two…"
    assert shorten("一二三四五六七八", 5) == "一二三四…"
    assert clean("  a\u200e\t b\r\n") == "a b"
