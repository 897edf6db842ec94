"""RSS, Atom, RDF and JSON Feed to Entries.

fastfeedparser reads them; where it finds fewer entries than stand in the text, feedparser tries too. Dates
are taken from the raw text: both parsers change or lose what a Chinese site writes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from html import escape, unescape
from itertools import pairwise
from typing import Any
from urllib.parse import urljoin

import fastfeedparser
import feedparser
from w3lib.url import safe_url_string

from crawler.reading.answers import Answer, require_no_wall
from crawler.reading.dates import read_date
from crawler.reading.decoding import clean, harmless_xml
from crawler.reading.markup import headline
from record.errors import UnreadableFeed
from record.types import Entry, Source
from record.urls import document_key, is_web_address

_CDATA = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ITEM = re.compile(r"<(?:[\w-]+:)?(?:item|entry)[\s>]")
_DATE = re.compile(
    r"<(?:[\w-]+:)?(pubDate|published|date|issued|updated|modified)\b[^<>]{0,200}>\s{0,40}([^<>]{4,80}?)\s{0,40}<",
    re.IGNORECASE,
)
_BEST_DATES = ("pubdate", "published", "date", "issued", "updated", "modified")
_NO_ARTICLE = frozenset(("license", "enclosure", "replies", "edit", "hub", "payment"))
MOST = 2_000  # entries or posts of one answer; more is an archive, or an attack
_LONGEST_URL = 2_000  # characters of the address as it is asked for, all ASCII
_JSON_ITEMS = re.compile(r"\"items\"\s*:\s*\[")
_JSON_ITEM = re.compile(r"[\s,]*\{")
_JSON_MEMBER = re.compile(r",\s*\"")
_LONGEST_HALF, _MOST_MEMBERS = 100_000, 50  # characters, members
_NO_BREAKS = dict.fromkeys(map(ord, "\t\n\r"))
_LONGEST_SLOW = 1_000_000  # characters


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed as it stands there, but clean: feeds of any kind, sitemaps and lists pass here."""

    id: str
    url: str
    title: str
    published_raw: str | None
    html: str = ""
    author: str = ""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            object.__setattr__(self, field.name, clean(value) if value else value)


def read_feed(answer: Answer, source: Source, now: datetime) -> tuple[Entry, ...]:
    """Entries in the feed's order, each address once. Raises UnreadableFeed, LoginWall or Blocked."""
    items = read_items(answer)
    found = entries(items, answer.url, source.zone, now)
    if items and not found:
        raise UnreadableFeed(f"none of its {len(items)} entries has a web address")
    return found


def read_items(answer: Answer) -> list[Item]:
    """Everything in the feed, undated and unjudged."""
    text = answer.text.lstrip()
    require_no_wall(answer, text)
    return _json_items(text) if text.startswith("{") else _xml_items(harmless_xml(text))


def entries(items: Iterable[Item], base: str, zone: str, now: datetime) -> tuple[Entry, ...]:
    """Items to Entries: absolute web addresses only, each once; of too many, one more than MOST."""
    found: dict[str, Entry] = {}
    for item in items:
        url = absolute(base, item.url)
        if url:
            date = read_date(item.published_raw, zone, now)
            found.setdefault(document_key(url), Entry(url, headline(item.title), item.published_raw, date))
        if len(found) > MOST:
            break
    return tuple(found.values())


def absolute(base: str, link: str) -> str | None:
    """The link as an address that may be asked for, or None; without line breaks, as browsers read it."""
    link = clean(link).translate(_NO_BREAKS).strip()
    try:
        url = urljoin(base, link)
        fits = len(url) <= _LONGEST_URL and len(safe_url_string(url)) <= _LONGEST_URL
    except ValueError:
        return None
    return url if link and fits and is_web_address(url) else None


# ---------------------------------------------------------------- XML


def _xml_items(xml: str) -> list[Item]:
    chunks = _chunks(xml)
    fast = list(_paired(_fast_entries(xml), chunks))
    if fast and len(fast) >= len(chunks) and _linked(fast) == len(fast):
        return fast
    best = max(_slow_items(xml), fast, key=lambda items: (_linked(items), len(items)))
    if best:
        return best
    if not re.match(r"<(?:[\w-]+:)?(rss|feed|rdf)\b", xml, re.IGNORECASE):
        raise UnreadableFeed(f"neither RSS nor Atom nor JSON: it begins with {xml[:40]!r}")
    if chunks or not re.search(r"</(?:[\w-]+:)?(rss|feed|rdf)\s*>\s*$", xml, re.IGNORECASE):
        raise UnreadableFeed("the XML is broken: none of its entries can be read")
    return []


def _linked(items: Sequence[Item]) -> int:
    return sum(bool(item.url) for item in items)


def _chunks(xml: str) -> list[str]:
    """The raw text of every item or entry; markup within CDATA and comments does not count."""
    plain = _CDATA.sub(lambda match: match[1].replace("<", " "), _COMMENT.sub("", xml))
    starts = [match.start() for match in _ITEM.finditer(plain)]
    return [plain[start:end] for start, end in pairwise([*starts, len(plain)])]


def _fast_entries(xml: str) -> list[dict[str, Any]]:
    try:
        # Bytes, never text: a text that begins with http:// would be fetched.
        return list(fastfeedparser.parse(xml.encode(), include_tags=False, include_media=False).entries)
    except ValueError:
        return []  # feedparser is asked next


def _paired(found: Sequence[dict[str, Any]], chunks: Sequence[str]) -> Iterator[Item]:
    dates = [_raw_date(chunk) for chunk in chunks] if len(chunks) == len(found) else []
    for at, entry in enumerate(found):
        raw = dates[at] if dates else entry.get("published") or entry.get("updated")
        yield _item(entry, raw, entry.get("description"))


def _raw_date(chunk: str) -> str | None:
    dates = {name.lower(): unescape(raw).strip() for name, raw in reversed(_DATE.findall(chunk))}
    return next((dates[name] for name in _BEST_DATES if name in dates), None)


def _slow_items(xml: str) -> list[Item]:
    """It takes 60 times as long: not for megabytes of rubbish."""
    if len(xml) > _LONGEST_SLOW:
        return []
    return [_slow_item(entry) for entry in feedparser.parse(xml.encode()).entries]


def _slow_item(entry: Any) -> Item:
    return _item(entry, entry.get("published") or entry.get("updated"), entry.get("summary"))


def _item(entry: Any, raw: str | None, description: str | None) -> Item:
    contents = entry.get("content") or [{}]
    html = contents[0].get("value") or description or ""
    link = _link(entry)
    return Item(entry.get("id") or link, link, entry.get("title") or "", raw, html, entry.get("author") or "")


def _link(entry: Any) -> str:
    """Where the article is: its id may be an address too; a licence or a sound file is another thing."""
    links = [(link.get("rel") or "alternate", link.get("href")) for link in entry.get("links") or ()]
    main = [href for rel, href in links if rel == "alternate"]
    others = {href for rel, href in links if rel in _NO_ARTICLE} - set(main)
    id = entry.get("id") or ""
    named = [entry.get("link"), *main, id if is_web_address(id) else ""]
    return next((link for link in named if link and link not in others), "")


# ---------------------------------------------------------------- JSON Feed


def _json_items(text: str) -> list[Item]:
    try:
        feed = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        feed = {"items": list(_items_before_the_end(text))}
        if not feed["items"]:
            raise UnreadableFeed(f"broken JSON: {error}") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise UnreadableFeed("JSON without a list of items")
    return [_json_item(item) for item in items if isinstance(item, dict)]


def _items_before_the_end(text: str) -> Iterator[Any]:
    """The items of a JSON Feed that breaks off: all whole ones, and of the last what stands there."""
    decoder = json.JSONDecoder(strict=False)
    begun = _JSON_ITEMS.search(text)
    at = begun.end() if begun else len(text)
    while begun := _JSON_ITEM.match(text, at):
        try:
            item, at = decoder.raw_decode(text, begun.end() - 1)
        except (ValueError, RecursionError):
            yield from _half_item(text[at:])
            return
        yield item


def _half_item(text: str) -> Iterator[Any]:
    """Without the member that breaks off."""
    ends = [match.start() for match in _JSON_MEMBER.finditer(text[:_LONGEST_HALF])]
    for end in reversed(ends[:_MOST_MEMBERS]):
        try:
            yield json.loads(text[:end].lstrip(", \t\r\n") + "}", strict=False)
        except (ValueError, RecursionError):
            continue  # that comma stood inside a member
        return


def _marked_up(text: str) -> str:
    return "<br>".join(escape(text).splitlines())


def _json_item(item: dict[str, Any]) -> Item:
    def text(*keys: str) -> str:
        return next((item[key] for key in keys if isinstance(item.get(key), str) and item[key]), "")

    authors = item.get("authors") or [item.get("author")]
    first = authors[0] if isinstance(authors, list) and authors else None
    author = first.get("name") if isinstance(first, dict) else ""
    raw = text("date_published", "date_modified") or None
    link = text("url", "external_url", "id")
    html = text("content_html") or _marked_up(text("content_text")) or text("summary")
    return Item(text("id", "url"), link, text("title"), raw, html, author if isinstance(author, str) else "")
