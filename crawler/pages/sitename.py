"""A site's name in a page's title: "Headline - The Site", "标题_新闻_网站", "Site » Archive » Headline"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from crawler.pages.declared import Declared
from crawler.pages.page import Page
from crawler.reading.markup import headline
from record.text import fold, fold_name
from record.urls import host_of

# A tight hyphen parts only where Chinese stands beside it: second-class citizens are one word.
_SEPARATOR = re.compile(
    r"\s*[|_｜«»]+\s*|\s+(?:[—–-]+|::)\s+|\s*-{2,}\s*"
    r"|(?<=[^\x00-\x7f])-(?=[^-]{1,16}$)|-(?=[^-]{0,15}[\u3400-\u9fff][^-]{0,15}$)"
)
_STRONG_SEPARATOR = re.compile(r"\s*[|_｜«»]+\s*")  # of sections; a dash may stand in a headline
_LONG_ENOUGH = 8  # characters of a headline before the site's name
_LONGEST_NAME = 40
_SHORTEST_NAME = 3
_WORDS = 4  # that many words of an address are no accident
_SHARE = 0.5
_METAS = ("og:site_name", "application-name", "twitter:site", "al:ios:app_name")


def site_names(page: Page, declared: Declared) -> frozenset[str]:
    """How the site is called, folded: by itself, as the publisher in JSON-LD, and in its host."""
    publishers = (article.get("publisher") for article in declared.articles)
    said = [one.get("name") for one in publishers if isinstance(one, Mapping)]
    said += [declared.meta(name) for name in _METAS]
    labels = host_of(page.url).removeprefix("www.").split(".")
    said += ["".join(labels), *labels[:-1]]
    names = (fold_name(headline(name)) for name in said if isinstance(name, str))
    return frozenset(name for name in names if len(name) > 1)


def without_site(title: str, sites: frozenset[str]) -> str:
    """The title without the site's name at its end, or at its beginning; other parts stay."""
    cuts = list(_SEPARATOR.finditer(title))
    if cuts and is_site(title[cuts[-1].end() :], sites):
        return without_site(title[: cuts[-1].start()], sites)
    if cuts and is_site(title[: cuts[0].start()], sites):
        return title[cuts[0].end() :]
    return title


def main_part(title: str, sites: frozenset[str], url: str) -> str:
    """The part of a window's title that is the headline: the one that the address repeats, or the first."""
    rest = without_site(title, sites)
    parts = _SEPARATOR.split(rest)
    words = _slug_words(url)
    best = max(parts, key=lambda part: _share(part, words))
    if _share(best, words) > _SHARE > _share(parts[0], words):
        return best
    first = parts[0] if rest == title else _STRONG_SEPARATOR.split(rest)[0]
    return first if len(first) >= _LONG_ENOUGH else rest


def first_part(title: str) -> str:
    """What stands before the first separator: empty where a template's headline was not filled in."""
    return _SEPARATOR.split(title)[0]


def is_site(part: str, sites: frozenset[str]) -> bool:
    name = fold_name(part)
    return not name or (len(part) <= _LONGEST_NAME and any(_is_called(name, site) for site in sites))


def _is_called(one: str, other: str) -> bool:
    """Tesla's site may be called Tesla News; "Tesla opens a factory" is no name of it."""
    most = other in one and len(other) >= len(one) / 2
    return one == other or (len(other) > _SHORTEST_NAME and (one in other or most))


def repeats_address(title: str, url: str) -> bool:
    """Whether the last part of the address is made of the title's words."""
    words = _slug_words(url)
    return len(words) >= _WORDS and _share(title, words) > _SHARE


def _slug_words(url: str) -> frozenset[str]:
    """The words of the last part of an address: /2019/10/interning-of-small-integers.html"""
    path = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2]
    return frozenset(re.findall(r"\w+", fold(re.sub(r"\.\w{2,5}$", "", path)).replace("_", " ")))


def _share(part: str, words: frozenset[str]) -> float:
    mine = set(re.findall(r"\w+", fold(part)))
    return len(mine & words) / len(mine) if mine else 0.0
