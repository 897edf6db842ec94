"""A page that lists articles to Entries: by the CSS of its Source, or by the look of its links."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from lxml.html import HtmlElement  # type: ignore[import-untyped]
from parsel import Selector

from crawler.reading.answers import Answer, wall_in
from crawler.reading.decoding import with_few_attributes
from crawler.reading.feeds import Item, entries
from crawler.reading.linkscores import base_of, score_links
from record.errors import LoginWall, UnreadableFeed
from record.types import Entry, Source


def read_list(answer: Answer, source: Source, now: datetime) -> tuple[Entry, ...]:
    """Entries in the page's order, undated. Raises LoginWall, and UnreadableFeed where it is no HTML."""
    text = answer.text
    page = Selector(text=with_few_attributes(text), type="html", base_url=answer.url)
    items = _selected(page, source.links) if source.links else _likely(page.root, answer.url)
    found = entries(items, base_of(page.root, answer.url), source.zone, now)
    wall = wall_in(answer.url, text) if not found else None
    if wall:
        raise LoginWall(wall)
    if not found and "<" not in text:
        raise UnreadableFeed("no HTML where a list page was expected")
    return found


def _likely(tree: HtmlElement, url: str) -> Iterable[Item]:
    return (Item(link.url, link.url, link.title, None) for link in score_links(tree, url))


def _selected(page: Selector, links: str) -> Iterable[Item]:
    found = (_item(link) for link in page.css(links))
    return (item for item in found if item)


def _item(link: Selector) -> Item | None:
    """The selected element is a link, or holds one."""
    anchor = link if link.root.tag == "a" else (link.css("a[href]") or [None])[0]
    href = anchor.attrib.get("href") if anchor is not None else None
    if anchor is None or not href:
        return None
    title = anchor.attrib.get("title") or " ".join(anchor.xpath(".//text()").getall())
    return Item(href, href, title, None)
