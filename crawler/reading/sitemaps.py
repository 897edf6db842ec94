"""News sitemaps (`news:news` with title and date), plain ones, and indexes of them."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from lxml import etree  # type: ignore[import-untyped]

from crawler.reading.answers import Answer, require_no_wall
from crawler.reading.dates import day_of
from crawler.reading.feeds import Item, absolute, entries
from crawler.reading.xmltrees import kind_of, parse_xml
from record.errors import UnreadableFeed
from record.types import Entry, Source
from record.urls import host_of

LARGEST = 10 * 1024 * 1024  # bytes, as of any other answer
_GZIP = b"\x1f\x8b"
_NEWS = re.compile(r"news", re.IGNORECASE)
_OTHER = re.compile(r"archive|image|video|author|tag|categor|pages?[-_.]|product", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Child:
    """One sitemap that an index names."""

    url: str
    changed: str = ""  # YYYY-MM-DD, where the index says it


def read_sitemap(answer: Answer, source: Source, now: datetime) -> tuple[Entry, ...]:
    """Entries in the sitemap's order. Raises UnreadableFeed, LoginWall or Blocked."""
    root = _root(answer)
    if kind_of(root) == "sitemapindex":
        way_out = f"onrecord sources discover {host_of(answer.url)}"
        raise UnreadableFeed(f"an index of sitemaps: name the news sitemap itself ({way_out})")
    if kind_of(root) != "urlset":
        raise UnreadableFeed(f"a sitemap begins with <urlset>, not <{kind_of(root)}>")
    items = (_item(url) for url in root.iterchildren("{*}url"))
    return entries(items, answer.url, source.zone, now)


def read_index(answer: Answer) -> list[Child]:
    """The sitemaps that an index names, likeliest to hold news first; none where it is no index.

    Those that have news in their names go before the others, then the newest; archives go last.
    """
    root = _root(answer)
    if kind_of(root) != "sitemapindex":
        return []
    children = (_child(child, answer.url) for child in root.iterchildren("{*}sitemap"))
    return sorted((child for child in children if child.url), key=_likelihood, reverse=True)


def _child(sitemap: etree._Element, base: str) -> Child:
    return Child(absolute(base, _text(sitemap, "{*}loc")) or "", day_of(_text(sitemap, "{*}lastmod")) or "")


def _likelihood(child: Child) -> tuple[bool, bool, str]:
    parts = urlsplit(child.url)
    named = f"{parts.path}?{parts.query}"
    news, other = bool(_NEWS.search(named)), bool(_OTHER.search(named))
    return news and not other, not other, child.changed


def _root(answer: Answer) -> etree._Element:
    text = _inflated(answer).text.lstrip()
    require_no_wall(answer, text)
    return parse_xml(text)


def _inflated(answer: Answer) -> Answer:
    """A file `.xml.gz` is compressed in itself, whatever the server says of it."""
    if not answer.body.startswith(_GZIP):
        return answer
    stream = zlib.decompressobj(wbits=31)
    try:
        body = stream.decompress(answer.body, LARGEST)
    except zlib.error as error:
        raise UnreadableFeed(f"the compressed sitemap is broken: {error}") from error
    if stream.unconsumed_tail:
        raise UnreadableFeed(f"the compressed sitemap holds more than {LARGEST:,} bytes")
    return replace(answer, body=body)


def _item(url: etree._Element) -> Item:
    address = _text(url, "{*}loc")
    raw = _text(url, "{*}news/{*}publication_date") or _text(url, "{*}lastmod") or None
    return Item(address, address, _text(url, "{*}news/{*}title"), raw)


def _text(element: etree._Element, path: str) -> str:
    return (element.findtext(path) or "").strip()
