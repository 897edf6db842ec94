"""Sitemaps: news ones, plain ones, compressed ones, and indexes of them."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from crawler.reading.answers import Answer
from crawler.reading.sitemaps import Child, read_index, read_sitemap
from record.errors import UnreadableFeed
from record.types import Schedule, Source
from tests.crawler import pages

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SOURCE = Source("s", "news", "sitemap", "https://h.example/s.xml", "site:s", "S", Schedule(every=60))
NEWS = pages.sitemap([("Plant in Ohio", "https://h.example/a", "2026-11-23T10:20:00+08:00")])


def answer(body: bytes) -> Answer:
    return Answer("https://h.example/s.xml", 200, body, "application/xml")


def index(*rows: tuple[str, str]) -> bytes:
    children = "".join(f"<sitemap><loc>{url}</loc><lastmod>{at}</lastmod></sitemap>" for url, at in rows)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{children}</sitemapindex>'.encode()


def test_the_title_and_the_date_of_news_are_kept() -> None:
    (entry,) = read_sitemap(answer(NEWS), SOURCE, NOW)
    assert (entry.title, entry.published_raw) == ("Plant in Ohio", "2026-11-23T10:20:00+08:00")
    assert entry.published_at == datetime(2026, 11, 23, 2, 20, tzinfo=UTC)


def test_a_compressed_sitemap_is_read_as_another() -> None:
    assert read_sitemap(answer(gzip.compress(NEWS)), SOURCE, NOW) == read_sitemap(answer(NEWS), SOURCE, NOW)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (gzip.compress(b" " * 20_000_000), "holds more than 10,485,760 bytes"),
        (b"\x1f\x8b\x08 broken", "is broken"),
        (b"<?xml version='1.0'?>", "nothing of it can be read"),
        (b"<rss><channel></channel></rss>", "begins with <urlset>, not <rss>"),
        (index(("https://h.example/news.xml", "")), "onrecord sources discover h.example"),
    ],
)
def test_what_is_no_sitemap_says_why(body: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFeed, match=reason):
        read_sitemap(answer(body), SOURCE, NOW)


def test_of_an_index_the_news_come_first_then_the_newest_and_archives_last() -> None:
    body = index(
        ("https://h.example/2025.xml", "2025-12-31"),
        ("/news-archive.xml", "2026-11-23"),
        ("https://h.example/2026.xml", "2026-11-23T10:00:00+08:00"),
        ("https://h.example/sitemap.xml?page=1", ""),
        ("https://h.example/News.xml", ""),
        ("ftp://h.example/x.xml", ""),
    )
    assert read_index(answer(body)) == [
        Child("https://h.example/News.xml"),
        Child("https://h.example/2026.xml", "2026-11-23"),
        Child("https://h.example/2025.xml", "2025-12-31"),
        Child("https://h.example/sitemap.xml?page=1"),
        Child("https://h.example/news-archive.xml", "2026-11-23"),
    ]
    assert read_index(answer(NEWS)) == []
