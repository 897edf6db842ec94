"""Lists of subscriptions as feed readers exchange them: OPML in, OPML out. Pure.

Readers differ: some nest folders, some write `category`, some leave out `version`, `type` or `title`, some
name a feed in each of its folders.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from lxml import etree  # type: ignore[import-untyped]

from crawler.reading.decoding import decode
from crawler.reading.markup import headline
from crawler.reading.xmltrees import is_whole, kind_of, parse_xml
from crawler.sitefiles import SiteDraft, id_for, id_of_host
from record.errors import UnreadableFeed
from record.sites import site_of
from record.text import fold
from record.types import Source
from record.urls import document_key, is_web_address

LARGEST = 5_000_000  # bytes
_LONGEST_URL = 2_000


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed of a list."""

    title: str
    feed: str
    home: str = ""
    lang: str | None = None


def read_opml(body: bytes) -> tuple[list[Subscription], list[str]]:
    """(each feed once, what was left out and why). Raises UnreadableFeed where it is no harmless OPML."""
    if len(body) > LARGEST:
        raise UnreadableFeed(f"larger than {LARGEST:,} bytes")
    text = decode(body)
    root = _root(text)
    found: dict[str, Subscription] = {}
    left_out: list[str] = []
    for outline in root.iter("{*}outline"):
        feed = _web(_attribute(outline, "xmlUrl"))
        if not feed:
            continue
        title = headline(_attribute(outline, "title") or _attribute(outline, "text"))
        if len(feed) > _LONGEST_URL or not is_web_address(feed):
            left_out.append(f"{title or feed[:80]}: {feed[:80]} is no http or https address")
        elif document_key(feed) in found:
            left_out.append(f"{title or feed[:80]}: {feed} stands there twice")
        else:
            found[document_key(feed)] = _subscription(outline, title, feed)
    if not found and not left_out:
        raise UnreadableFeed("no feed in it" if is_whole(text) else "the XML is broken, and no feed in it")
    return list(found.values()), left_out


def _root(text: str) -> etree._Element:
    root = parse_xml(text)
    if kind_of(root).lower() != "opml":
        raise UnreadableFeed(f"an OPML begins with <opml>, not <{kind_of(root)}>")
    return root


def _subscription(outline: etree._Element, title: str, feed: str) -> Subscription:
    home = _attribute(outline, "htmlUrl")
    lang = _attribute(outline, "language").partition("-")[0].lower()
    usable = home if is_web_address(home) and len(home) <= _LONGEST_URL else ""
    return Subscription(
        title or id_of_host(feed), feed, usable, lang if len(lang) == 2 and lang.isalpha() else None
    )


def _web(address: str) -> str:
    """As people subscribe with a click: feed://h/rss and feed:https://h/rss."""
    scheme, _, rest = address.partition(":")
    if scheme.lower() != "feed":
        return address
    return f"http:{rest}" if rest.startswith("//") else rest


def _attribute(outline: etree._Element, name: str) -> str:
    """In whatever case it is written: xmlUrl, xmlurl, XMLURL."""
    return next((value.strip() for key, value in outline.attrib.items() if key.lower() == name.lower()), "")


# ---------------------------------------------------------------- to sites


def drafts_of(subscriptions: Iterable[Subscription], taken: Iterable[str] = ()) -> list[SiteDraft]:
    """One site for all feeds of one name on one host, in the order of the list; no id is one of `taken`."""
    known = set(taken)
    drafts: dict[tuple[str, str], SiteDraft] = {}
    for one in subscriptions:
        key = (fold(one.title), site_of(one.home or one.feed))
        before = drafts.get(key)
        if before:
            drafts[key] = replace(before, feeds=(*before.feeds, one.feed))
        else:
            drafts[key] = _draft(one, known)
            known.add(drafts[key].id)
    return list(drafts.values())


def _draft(one: Subscription, taken: set[str]) -> SiteDraft:
    id = id_for(one.title, taken) if one.title.isascii() else id_of_host(one.home or one.feed, taken)
    return SiteDraft(id, one.title, one.lang, feeds=(one.feed,), read_at="an OPML file")


# ---------------------------------------------------------------- out


def write_opml(sources: Sequence[Source], now: datetime) -> tuple[str, list[str]]:
    """(OPML 2.0 of every feed, the ids that an OPML cannot hold). A site of several feeds is a folder."""
    opml = etree.Element("opml", version="2.0")
    head = etree.SubElement(opml, "head")
    etree.SubElement(head, "title").text = "Onrecord's sources"
    etree.SubElement(head, "dateCreated").text = now.strftime("%a, %d %b %Y %H:%M:%S +0000")
    body = etree.SubElement(opml, "body")
    feeds = (source for source in sources if source.format == "feed" and source.spider == "news")
    for _, site in groupby(feeds, key=lambda source: source.origin):
        _add_site(body, list(site))
    left_out = [source.id for source in sources if source.format != "feed" or source.spider != "news"]
    text = etree.tostring(opml, encoding="UTF-8", xml_declaration=True, pretty_print=True).decode()
    return text, left_out


def _add_site(body: etree._Element, feeds: list[Source]) -> None:
    parent = body if len(feeds) == 1 else etree.SubElement(body, "outline", text=feeds[0].name)
    for feed in feeds:
        lang = {"language": feed.lang} if feed.lang else {}
        shown = {"text": feed.name, "title": feed.name, "xmlUrl": feed.url}
        etree.SubElement(parent, "outline", type="rss", **shown, **lang)
