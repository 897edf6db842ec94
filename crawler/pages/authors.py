"""Who wrote an article: persons, as the page names them; not outlets, roles, addresses or dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from crawler.pages.bylines import find_byline, read_names, read_persons
from crawler.pages.declared import Declared
from crawler.pages.linkeddata import names_of
from crawler.pages.page import Page
from crawler.pages.sitename import site_names
from crawler.pages.surroundings import Surroundings

_METAS = (
    "author",
    "article:author_name",
    "article:author",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "byl",
)
_MARKED = (
    ".//*[@itemprop='author']//*[@itemprop='name']",
    ".//*[@itemprop='author']",
    ".//*[@rel='author']",
    ".//*[@class]",
)
_BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|author)(?:s|[_-]+name|[_-]+link)?(?:$|\s)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"comment|related|recommend|sidebar|widget|credit", re.IGNORECASE)
_ABOVE = 6  # ancestors that say where an element stands
_MARKS = 6  # that many marked elements, or metas of one name, are looked at


def read_authors(page: Page, declared: Declared, around: tuple[Surroundings, ...]) -> tuple[str, ...]:
    """The first place that names a person; a later one that has all these names and more completes it.

    Where none does it is the desk or the agency that JSON-LD calls the author.
    """
    sites = site_names(page, declared)
    linked = [list(names_of(article.get("author"))) for article in declared.articles]
    metas = [declared.metas[name][:_MARKS] for name in _METAS if name in declared.metas]
    said = [names for written in (*linked, *metas) if (names := read_persons(written, sites))]
    if said:
        return next((names for names in said if set(names) > set(said[0])), said[0])
    seen = (find_byline(place.below, sites) for place in around)
    marked = (read_persons([text], sites) for text in _marked(page.tree))
    signed = (read_names(written) for written in linked)
    return next((names for place in (seen, marked, signed) for names in place if names), ())


def _marked(tree: HtmlElement) -> Iterator[str]:
    """The texts of elements that are marked as the author, or by their class as the byline."""
    for path in _MARKED:
        found = (
            one for one in tree.iterfind(path) if path != _MARKED[-1] or _BYLINE.search(one.get("class", ""))
        )
        for element in islice(found, _MARKS):
            if not _stands_elsewhere(element):
                yield " ".join(element.text_content().split()) or element.get("content", "")


def _stands_elsewhere(element: HtmlElement) -> bool:
    lineage = (element, *islice(element.iterancestors(), _ABOVE))
    return any(_ELSEWHERE.search(f"{one.get('class', '')} {one.get('id', '')}") for one in lineage)
