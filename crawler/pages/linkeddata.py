"""JSON-LD: the nodes of a page that describe its article, best first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import unquote, urlsplit

from crawler.pages.page import Page
from crawler.reading.markup import headline
from record.text import fold_name
from record.types import Json

_ARTICLE = re.compile(r"Article|Posting|Report|Review", re.IGNORECASE)
_PAGE = "WebPage"  # says what an article would say, where there is no article
_BAIDU = "cambrian"  # a context of nodes without a type: title and pubDate of the page
_DEEPEST = 3
_MOST = 20  # articles of a page, and names of an article's authors
_WITHIN = ("@graph", "mainEntity")
_OPENING = re.compile(r"(?:/\*|//)?\s?(?:<!\[CDATA\[|<!--)\s?(?:\*/)?")
_CLOSING = re.compile(r"(?:/\*|//)?\s?(?:\]\]>|-->)\s?(?:\*/)?$")
_SPARE_COMMA = re.compile(r",(?=\s*[}\]])")
_HERE = 4  # points of a node that names this page's address
_REPEATED = 3  # and of one whose headline the page's title repeats


def read_articles(page: Page) -> tuple[Json, ...]:
    """The page's own article first; related items, which stand beside it, only where none is the page's own.

    Twenty at most. Broken JSON is as good as none.
    """
    nodes = [node for data in _documents(page) for node in _nodes(data)]
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
    window = fold_name(headline(page.tree.findtext(".//title")))
    fits = [(_fit(node, page.url, window), _resolved(node, named)) for node in nodes if _kind(node)]
    own = [(fit, node) for fit, node in fits if fit > _REPEATED]
    best = sorted(own or fits, key=lambda fitting: -fitting[0])[:_MOST]
    return tuple(node for _, node in best)


def names_of(person: Any) -> Iterator[str]:
    """The first names in an `author`: a text, a node, or a list of them; organisations are left out."""
    return islice(_names(person), _MOST)


def _names(person: Any) -> Iterator[str]:
    for one in person[:_MOST] if isinstance(person, list) else [person]:
        if isinstance(one, dict):
            one = "" if "Organization" in str(one.get("@type", "")) else one.get("name")
        names = one if isinstance(one, list) else [one]
        yield from (name for name in names if isinstance(name, str) and name)


def _documents(page: Page) -> Iterator[Any]:
    for script in page.tree.iterfind(".//script[@type='application/ld+json']"):
        text = _OPENING.sub("", (script.text or "").strip(), count=1)
        text = text[:-20] + _CLOSING.sub("", text[-20:])
        try:
            yield _loaded(text.strip().rstrip(";"))
        except (ValueError, RecursionError):
            continue  # the page's own tags are asked instead


def _loaded(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except ValueError:
        return json.loads(_SPARE_COMMA.sub("", text), strict=False)


def _nodes(data: Any, depth: int = 0) -> Iterator[Json]:
    if isinstance(data, dict):
        yield data
        if depth < _DEEPEST:
            for key in _WITHIN:
                yield from _nodes(data.get(key), depth + 1)
    elif isinstance(data, list) and depth < _DEEPEST:
        for node in data:
            yield from _nodes(node, depth + 1)


def _kind(node: Json) -> int:
    """2 for an article, 1 for a page, 0 for the rest."""
    kind = str(node.get("@type", ""))
    if _ARTICLE.search(kind):
        return 2
    return int(_PAGE in kind or _BAIDU in str(node.get("@context", "")))


def _resolved(node: Json, named: dict[str, Json]) -> Json:
    """An author that is only a reference is written out."""
    authors = node.get("author")
    listed = authors if isinstance(authors, list) else [authors]
    return {**node, "author": [_named(one, named) for one in listed]} if authors else node


def _named(author: Any, named: dict[str, Json]) -> Any:
    reference = author.get("@id") if isinstance(author, dict) and "name" not in author else None
    return named.get(reference, author) if isinstance(reference, str) else author


def _fit(node: Json, url: str, window: str) -> int:
    title = node.get("headline")
    repeated = (
        isinstance(title, str) and bool(fold_name(headline(title))) and fold_name(headline(title)) in window
    )
    return _HERE * _is_here(node, url) + _REPEATED * repeated + _kind(node)


def _is_here(node: Json, url: str) -> bool:
    whole = node.get("mainEntityOfPage")
    said = (node.get("url"), node.get("@id"), whole.get("@id") if isinstance(whole, dict) else whole)
    here = _path(url)
    return len(here) > 1 and any(_path(one) == here for one in said if isinstance(one, str))


def _path(url: str) -> str:
    try:
        return unquote(urlsplit(url.strip()).path).rstrip("/")
    except ValueError:
        return ""
