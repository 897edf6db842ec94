"""Which links of a page lead to articles, told by their look: address, words, place, and company. Pure.

No single sign is enough. A link is taken whose signs add up, and one whose address carries neither a date nor
a number only where others beside it look the same: a lone sentence with a link is no list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urldefrag, urlsplit

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from crawler.reading.feeds import absolute
from crawler.reading.linkshapes import pattern_of, shape_of
from crawler.reading.markup import headline
from record.sites import same_site
from record.text import is_cjk
from record.urls import document_key

ENOUGH = 3.0  # points
COMPANY = 3  # links that look the same are a list
_MOST_LINKS = 5_000  # of one page
_MOST_PIECES = 50  # of text in one link
_LONGEST_CLASS = 300  # characters that are looked at

_NO_PAGE = re.compile(
    r"\.(jpe?g|png|gif|webp|svg|pdf|zip|apk|exe|dmg|mp[34]|xml|rss|json|ico)$", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d[\d.,%]*")
_CLASS_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_NAVIGATION = frozenset(
    (
        *("nav", "navbar", "navigation", "topnav", "menu", "menubar", "toolbar", "topbar", "footer", "foot"),
        *("breadcrumb", "breadcrumbs", "crumb", "crumbs", "pagination", "pager", "copyright"),
    )
)
_SUBJECT_CLASSES = ("tag-", "category-")  # WordPress writes an article's subjects into its classes
_ROLES = frozenset(("navigation", "contentinfo", "banner", "search", "menu", "menubar", "complementary"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_WITHIN = frozenset(("article", "main", "section", "li"))


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an article, with the words that stand for it."""

    url: str
    title: str
    score: float


@dataclass(frozen=True, slots=True)
class _Seen:
    """One anchor: what its address, its words and its place are worth, and which links look the same."""

    url: str
    title: str
    shape: float
    numbered: bool  # the address carries a date or a number
    words: float
    heading: bool
    place: str


def score_links(tree: HtmlElement, base: str) -> list[Link]:
    """The links to articles of the same site, in the page's order, each address once."""
    seen = list(_best_of_each(tree, base).values())
    likely = [one for one in seen if _alone(one) >= ENOUGH - 1]
    company = Counter(one.place for one in likely)
    company.update(pattern_of(one.url) for one in likely)
    scored = ((one, _alone(one), max(company[one.place], company[pattern_of(one.url)])) for one in seen)
    return [
        Link(one.url, one.title, points)
        for one, points, others in scored
        if points + (others >= COMPANY) >= ENOUGH and one.words > 0 and (one.numbered or others >= COMPANY)
    ]


def _alone(one: _Seen) -> float:
    return one.shape + one.words + one.heading


def _best_of_each(tree: HtmlElement, base: str) -> dict[str, _Seen]:
    """A picture, a headline and a teaser lead to one article: the headline stands for it."""
    best: dict[str, _Seen] = {}
    own = document_key(base)
    for one in _anchors(tree, base):
        key = document_key(one.url)
        before = best.get(key)
        if key != own and (before is None or (one.heading, one.words) > (before.heading, before.words)):
            best[key] = one
    return best


def _anchors(tree: HtmlElement, base: str) -> Iterator[_Seen]:
    root = base_of(tree, base)
    for number, anchor in enumerate(tree.iter("a")):
        if number >= _MOST_LINKS:
            return
        url = absolute(root, urldefrag(anchor.get("href") or "")[0])
        if (
            url
            and same_site(url, base)
            and not _NO_PAGE.search(urlsplit(url).path)
            and not _navigates(anchor)
        ):
            title, heading = _title(anchor)
            yield _Seen(url, title, *shape_of(url), _words(title), heading, _place(anchor))


def base_of(tree: HtmlElement, url: str) -> str:
    """What the page's links are relative to: its <base>, where it has one."""
    base = tree.find(".//base[@href]")
    return (absolute(url, base.get("href")) if base is not None else None) or url


# ---------------------------------------------------------------- the words


def _title(anchor: HtmlElement) -> tuple[str, bool]:
    """(the headline, whether it stands in a heading): of a card that is all link, its heading only."""
    inside = next((text_in(h) for h in anchor.iter(*_HEADINGS)), "")
    if inside:
        return inside, True
    text, named = text_in(anchor), headline(anchor.get("title"))
    if named and (not text or text.rstrip("….").strip() in named):
        text = named
    pictured = next((headline(image.get("alt")) for image in anchor.iter("img")), "")
    return text or pictured, any(parent.tag in _HEADINGS for parent in anchor.iterancestors())


def text_in(anchor: HtmlElement) -> str:
    """The words of a link; an <a> that is never closed holds the rest of the page."""
    return headline(" ".join(islice(anchor.itertext(), _MOST_PIECES)))


def _words(title: str) -> float:
    han = sum(map(is_cjk, title))
    length = han / 2 + (len(_WORD.findall(title)) if han < 4 else 0)
    if length >= 4:
        return 2.0
    return 0.5 if length >= 2.5 else -2.0


# ---------------------------------------------------------------- the place


def _navigates(anchor: HtmlElement) -> bool:
    """Whether it stands in a menu, in the page's head or foot, or beside the matter."""
    return any(_is_navigation(parent) for parent in anchor.iterancestors())


def _is_navigation(element: HtmlElement) -> bool:
    if element.tag in ("body", "html"):
        return False  # their classes speak of the whole page: "has-nav"
    if element.tag in ("nav", "footer", "aside") or element.get("role") in _ROLES:
        return True
    if element.tag == "header":
        return not any(parent.tag in _WITHIN for parent in element.iterancestors())
    named = f"{element.get('id', '')[:_LONGEST_CLASS]} {element.get('class', '')[:_LONGEST_CLASS]}".split()
    own = (name for name in named if not name.startswith(_SUBJECT_CLASSES))
    return any(part.lower() in _NAVIGATION for name in own for part in _CLASS_PARTS.findall(name))


def _place(anchor: HtmlElement) -> str:
    """The way to it from three elements up, by tags and classes without numbers."""
    way = [anchor, *(parent for _, parent in zip(range(3), anchor.iterancestors(), strict=False))]
    return ">".join(f"{each.tag}.{_named(each)}" for each in reversed(way))


def _named(element: HtmlElement) -> str:
    """Its first class without digits: the rest often says which row it is."""
    return re.sub(r"\d+", "", (element.get("class") or "")[:_LONGEST_CLASS].partition(" ")[0])
