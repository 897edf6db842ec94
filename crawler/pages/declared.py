"""What a page declares of itself: its JSON-LD and its <meta>s."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from crawler.pages.linkeddata import read_articles
from crawler.pages.page import Page
from crawler.reading.decoding import clean
from record.types import Json

_NAMES = ("property", "name", "itemprop")


@dataclass(frozen=True, slots=True)
class Declared:
    """`articles` are JSON-LD nodes, the page's own first; `metas` are by name in lower case."""

    articles: tuple[Json, ...]
    metas: Mapping[str, tuple[str, ...]]

    def meta(self, *names: str) -> str:
        """The first that says something, in the order of `names`."""
        return next((value for name in names for value in self.metas.get(name, ()) if value), "")

    def linked(self, *keys: str) -> Iterator[str]:
        """The texts under these keys, in each article in turn."""
        values = (article.get(key) for article in self.articles for key in keys)
        texts = (clean(value).strip() for value in values if isinstance(value, str))
        return (text for text in texts if text)


def read_declared(page: Page) -> Declared:
    return Declared(read_articles(page), _metas(page.tree))


def _metas(tree: HtmlElement) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for meta in tree.iterfind(".//meta[@content]"):
        for name in {(meta.get(key) or "").lower() for key in _NAMES} - {""}:
            found.setdefault(name, []).append(meta.get("content", "").strip())
    return {name: tuple(values) for name, values in found.items()}
