"""News sitemaps (`news:news` with title and date) and plain ones to Entries; read with lxml."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from lxml import etree  # type: ignore[import-untyped]

from crawler.answers import Answer, require_no_wall
from crawler.decoding import harmless_xml
from crawler.feeds import Item, entries
from record.errors import UnreadableFeed
from record.types import Entry, Source


def read_sitemap(answer: Answer, source: Source, now: datetime) -> tuple[Entry, ...]:
    """Entries newest first as the sitemap lists them. Raises UnreadableFeed, LoginWall or Blocked."""
    text = answer.text.lstrip()
    require_no_wall(answer, text)
    return entries(_items(harmless_xml(text)), answer.url, source.zone, now)


def _items(xml: str) -> Iterator[Item]:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(xml.encode(), parser=parser)
    if root is None:
        raise UnreadableFeed("the XML is broken: nothing of it can be read")
    kind = etree.QName(root).localname
    if kind == "sitemapindex":
        raise UnreadableFeed("an index of sitemaps: name the news sitemap itself")
    if kind != "urlset":
        raise UnreadableFeed(f"a sitemap begins with <urlset>, not <{kind}>")
    for url in root.iterchildren("{*}url"):
        yield _item(url)


def _item(url: etree._Element) -> Item:
    def text(path: str) -> str:
        return (url.findtext(path) or "").strip()

    address = text("{*}loc")
    raw = text("{*}news/{*}publication_date") or text("{*}lastmod") or None
    return Item(address, address, text("{*}news/{*}title"), raw)
