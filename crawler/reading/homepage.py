"""What the home page of a site says of the site: its name, its language, its feeds, its sections. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from crawler.reading.feeds import absolute
from crawler.reading.linkscores import base_of, text_in
from crawler.reading.markup import headline
from record.sites import same_site
from record.text import is_cjk

_FEED_TYPES = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")
)
_COMMENTS = re.compile(r"comment|评论|評論", re.IGNORECASE)
_FEED_WORDS = re.compile(r"^\W*(rss|atom|feeds?|rss feeds?|rss ?订阅|订阅)\W*$", re.IGNORECASE)
_FEED_PATH = re.compile(r"/(rss|feeds?|atom)([-_.][^/]*)?/?$|\.(rss|atom)$", re.IGNORECASE)
_SLOGAN = re.compile(r"\s*[|_｜»:：—–]+\s*|\s+-+\s+|-(?=[^\x00-\x7f])")
_LONGEST_NAME = 60
_LONGEST_SECTION = 24  # characters of its name
# Words by which sections on our subjects are called, as the last part of an address or as the link itself.
SUBJECT_WORDS = {
    "cars": r"cars?|autos?|motoring|motors|automotive|vehicles|evs?|electric[- ](?:cars|vehicles)|qiche|汽车",
    "phones": r"phones?|smartphones?|mobiles?|shouji|手机|移动",
    "chips": r"chips?|semiconductors?|xinpian|芯片|半导体",
    "business": r"business|companies|markets|finance|economy|money|caijing|财经|商业|公司|金融|经济|产业",
    "technology": r"tech|technology|it|keji|digi|科技|数码|互联网",
}
_SUBJECTS = {subject: re.compile(f"(?:{words})", re.IGNORECASE) for subject, words in SUBJECT_WORDS.items()}


@dataclass(frozen=True, slots=True)
class Section:
    """A page of the site on one of our subjects."""

    url: str
    subject: str


def site_name(tree: HtmlElement) -> str | None:
    """As the site calls itself, without its slogan."""
    title = headline(tree.findtext(".//title"))
    return declared_name(tree) or _SLOGAN.split(title)[0][:_LONGEST_NAME].strip() or None


def declared_name(tree: HtmlElement) -> str | None:
    """The name that every page of the site gives to all of it, whatever the page itself is called."""
    metas = (
        tree.find(f".//meta[@{key}='{name}']")
        for key, name in (("property", "og:site_name"), ("name", "application-name"))
    )
    said = next((headline(meta.get("content")) for meta in metas if meta is not None), "")
    return said[:_LONGEST_NAME].strip() or None


def site_lang(tree: HtmlElement, titles: str) -> str | None:
    """`zh` where Chinese prevails in the titles, else what the page declares."""
    letters = [char for char in titles if char.isalpha()]
    if letters and sum(map(is_cjk, letters)) > 0.3 * len(letters):
        return "zh"
    declared = (tree.get("lang") or tree.get("xml:lang") or "").split("-")[0].lower()
    return declared if len(declared) == 2 and declared.isalpha() else None


def feed_links(tree: HtmlElement, url: str) -> list[str]:
    """Addresses that the page declares as feeds, or links to as such, without those of comments."""
    base = base_of(tree, url)
    named = [*_declared(tree), *_linked(tree)]
    found = (absolute(base, href) for href, title in named if not _COMMENTS.search(f"{href} {title}"))
    return list(dict.fromkeys(link for link in found if link))


def _declared(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for link in tree.iter("link"):
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        if kind in _FEED_TYPES and "alternate" in (link.get("rel") or "").lower():
            yield link.get("href") or "", link.get("title") or ""


def _linked(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for anchor in tree.iter("a"):
        href, text = anchor.get("href") or "", text_in(anchor)
        if _FEED_PATH.search(href.partition("?")[0]) or (_FEED_WORDS.match(text) and ".xml" in href):
            yield href, text


def section_links(tree: HtmlElement, url: str) -> list[Section]:
    """One section for each of our subjects that the site's menus name, in the order of the subjects."""
    base, found = base_of(tree, url), dict[str, Section]()
    for anchor in tree.iter("a"):
        link = absolute(base, (anchor.get("href") or "").partition("#")[0])
        text = text_in(anchor)
        subject = _subject(link, text) if link and same_site(link, url) else None
        if link and subject:
            found.setdefault(subject, Section(link, subject))
    return [found[subject] for subject in _SUBJECTS if subject in found]


def subject_of(url: str) -> str | None:
    """The subject that some part of the address names: /technology/rss.xml."""
    parts = re.split(r"[/._?=&-]+", urlsplit(url).path.lower())
    return next((subject for subject, words in _SUBJECTS.items() if any(map(words.fullmatch, parts))), None)


def _subject(url: str, text: str) -> str | None:
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.lower().split("/") if segment]
    if len(text) > _LONGEST_SECTION or len(segments) > 3 or parts.query:
        return None
    named = [text, *segments[-1:], (parts.hostname or "").partition(".")[0]]
    return next((subject for subject, words in _SUBJECTS.items() if any(map(words.fullmatch, named))), None)
