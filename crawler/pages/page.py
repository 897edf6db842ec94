"""A page as the readers of its fields take it: parsed once."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import ParserError  # type: ignore[import-untyped]
from lxml.html import HtmlElement, HTMLParser, document_fromstring  # type: ignore[import-untyped]

from crawler.reading.decoding import with_few_attributes
from record.errors import UnreadableArticle


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of a web server, decoded. Whoever changes the tree works on a copy."""

    url: str
    html: str
    tree: HtmlElement


def parse_page(html: str, url: str) -> Page:
    """Raises UnreadableArticle for an empty page."""
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree: HtmlElement = document_fromstring(with_few_attributes(html).encode(), parser=parser)
    except ParserError as error:
        raise UnreadableArticle("the page is empty") from error
    return Page(url, html, tree)
