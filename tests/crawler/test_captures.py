"""What is kept of an answer: its bytes, and nothing that is between us and the server."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from scrapy.http import Response

from crawler.captures import capture_of, shown_address

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def test_the_bytes_the_status_and_the_headers_are_kept() -> None:
    headers = {"Content-Type": "text/html", "ETag": '"v1"', "Link": ["<a>", "<b>"]}
    kept = capture_of(Response("https://h.example/a", 206, headers, b"\xff\x00bytes"), NOW)
    assert (kept.url, kept.status, kept.body, kept.fetched_at) == (
        "https://h.example/a",
        206,
        b"\xff\x00bytes",
        NOW,
    )
    assert ("Etag", '"v1"') in kept.headers
    assert [value for name, value in kept.headers if name == "Link"] == ["<a>", "<b>"]


@pytest.mark.parametrize(
    "name", ["Set-Cookie", "set-cookie2", "COOKIE", "Authorization", "Proxy-Authorization", "X-CSRF-Token"]
)
def test_a_header_that_speaks_of_us_is_not_kept(name: str) -> None:
    kept = capture_of(Response("https://h.example/", headers={name: "secret", "Server": "x"}), NOW)
    assert kept.headers == (("Server", "x"),)


def test_a_header_that_no_record_could_hold_is_made_fit() -> None:
    kept = capture_of(Response("https://h.example/", headers={"X-A": b"a\x00b\xff"}), NOW)
    assert kept.headers == (("X-A", "ab\xff"),)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://me:pw@h.example/a?b=1", "https://h.example/a?b=1"),
        ("https://h.example/a?key=abc&b=1", "https://h.example/a?key=…&b=1"),
        ("https://h.example/a?b=1&access_key=abc", "https://h.example/a?b=1&access_key=…"),
        ("https://h.example/a?Token=abc#f", "https://h.example/a?Token=…"),
        ("https://h.example/a#access_token=abc", "https://h.example/a"),
        (
            "https://h.example/a?client_secret=abc&sessionid=d&pwd=e&b=1",
            "https://h.example/a?client_secret=…&sessionid=…&pwd=…&b=1",
        ),
        (
            "https://h.example/a?X-Amz-Signature=abc&subscription-key=d",
            "https://h.example/a?X-Amz-Signature=…&subscription-key=…",
        ),
        ("https://h.example/a;token=abc", "https://h.example/a;token=…"),
        ("https://h.example/a?keyword=lei&id=7", "https://h.example/a?keyword=lei&id=7"),
        ("http://[bad", "http://[bad"),
    ],
)
def test_an_address_is_shown_without_its_secrets(url: str, shown: str) -> None:
    assert shown_address(url) == shown


@pytest.mark.parametrize("name", ["Location", "Link", "Refresh", "Content-Location"])
def test_an_address_in_a_header_is_kept_without_its_secrets(name: str) -> None:
    kept = capture_of(
        Response("https://h.example/", headers={name: "<https://h.example/?jwt=abc#d>; rel=x"}), NOW
    )
    assert kept.headers == ((name, "<https://h.example/?jwt=…>; rel=x"),)
