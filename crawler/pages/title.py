"""The headline, without the name of the site and the section.

A page writes it in up to four places: <h1>, JSON-LD, og:title and <title>. None can be trusted alone: an <h1>
may be the site's logo, JSON-LD a wording for search engines, og:title one for social networks, and <title>
has the site's name in it. What a reader sees and a second place repeats is believed first.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import islice

from crawler.pages.declared import Declared
from crawler.pages.page import Page
from crawler.pages.sitename import first_part, is_site, main_part, repeats_address, site_names, without_site
from crawler.reading.markup import headline
from record.text import fold_name

_HEADINGS = 50  # that many are looked at
_ALIKE = 0.6
_MOST = 0.3  # of a title: less is a section's name, or a word of it
_WORDS = 4  # that many in common make two wordings of one headline
_LABEL = re.compile(r"^(?:原标题|标题)\s*[:：]\s*")
_CUT = re.compile(r"\s*(?:…|\.{3,})$")


def read_title(page: Page, declared: Declared) -> str:
    """One line; empty where the page has no title at all."""
    sites = site_names(page, declared)
    window = headline(page.tree.findtext(".//title"))
    first = first_part(window)
    main = main_part(window, sites, page.url) if first else ""
    headings = [h for h in _headings(page) if not is_site(h, sites)]
    linked = [without_site(headline(text), sites) for text in _linked_names(declared)]
    social = without_site(headline(declared.meta("og:title", "twitter:title")), sites)
    wanted = (
        _repeated(headings, [main, first, social, *linked]),
        _uncut(linked[0], [*headings, window]) if linked else "",
        _agreed(headings, [text for text in (without_site(window, sites), social) if text]),
        next((h for h in headings if repeats_address(h, page.url)), ""),
        social,
        main,
        *headings[:1],
    )
    return _LABEL.sub("", next((title for title in wanted if title), window))


def _headings(page: Page) -> list[str]:
    return [headline(h1.text_content()) for h1 in islice(page.tree.iterfind(".//h1"), _HEADINGS)]


def _linked_names(declared: Declared) -> list[str]:
    """The article's headline in JSON-LD, and its other names."""
    titled = [article for article in declared.articles if isinstance(article.get("headline"), str)]
    keys = ("headline", "alternativeHeadline", "name")
    names = [titled[0].get(key) for key in keys] if titled else []
    return [name for name in names if isinstance(name, str) and name.strip()]


def _repeated(headings: list[str], others: list[str]) -> str:
    """The <h1> that stands letter for letter in a second place."""
    folded = {fold_name(other) for other in others}
    return next((h for h in headings if fold_name(h) in folded), "")


def _uncut(title: str, longer: list[str]) -> str:
    """ "The headline is cut of..." is written out where another place has it whole."""
    start = _CUT.sub("", title)
    return next((whole for whole in longer if whole.startswith(start)), title) if start != title else title


def _agreed(headings: list[str], others: list[str]) -> str:
    """The headline that an <h1> and another place share, with more around it in one, or in other words."""
    folded = [fold_name(other) for other in others]
    inside = [h for h in headings if any(_is_most(fold_name(h), other) for other in folded)]
    around = [other for other in others if any(fold_name(other) in fold_name(h) for h in headings)]
    alike = (h for h in headings if any(_alike(h, other) for other in others))
    return max(inside, key=len, default="") or next(iter(around), "") or next(alike, "")


def _is_most(part: str, whole: str) -> bool:
    return part in whole and len(part) > _MOST * len(whole)


def _alike(one: str, other: str) -> bool:
    words, others = set(one.lower().split()), set(other.lower().split())
    common = len(words & others)
    if common >= _WORDS and common > _ALIKE * min(len(words), len(others)):
        return True
    matcher = SequenceMatcher(None, one[:120], other[:120])
    return matcher.real_quick_ratio() > _ALIKE and matcher.quick_ratio() > _ALIKE and matcher.ratio() > _ALIKE
