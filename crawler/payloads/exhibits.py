"""The documents of one EDGAR filing: which of them to read, and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from crawler.reading.answers import Answer
from crawler.reading.feeds import absolute
from crawler.reading.markup import LONGEST_TEXT, outermost, parse_fragment, take_out, text_of, tidy
from record.errors import UnreadableFeed

_READABLE = re.compile(r"\.(?:html?|txt)$", re.IGNORECASE)
_VIEWER = re.compile(r"^/(?:ix|ixviewer)[^?#]{0,40}\?(?:[^#]{0,100}&)?doc=(?=/)")
_HEADER = re.compile(r"\A\s{0,20}<DOCUMENT>.{0,2000}?<TEXT>", re.DOTALL)
_HTML = re.compile(r"<(?:html|body|div|p|br|table)\b", re.IGNORECASE)
_WRAPPED = re.compile(r"(?<![\n])\n(?![\n])")
_UNSEEN = "/html//*[self::title or contains(translate(@style, ' ', ''), 'display:none')]"
_LISTS = "//table[@summary or contains(@class, 'tableFile')]"
_LARGEST = 3_000_000  # characters of a document
_FIGURE = re.compile(r"[\s$€¥£%(),.+—–-]*[0-9][0-9\s$€¥£%(),.+—–-]*")
_FEW = 8  # cells: a smaller table is how a letter-head or a list is set
_FIGURES = 0.3  # that share of its cells makes a table one of figures


def find_document(listing: Answer) -> str | None:
    """The address of the press release (EX-99, the first), else of the form itself; None where neither is."""
    documents = list(_documents(parse_fragment(listing.text[:_LARGEST]), listing.url))
    releases = [url for kind, url in documents if kind.startswith("EX-99")]
    forms = [url for kind, url in documents if kind.startswith("8-K")]
    return next(iter([*releases, *forms]), None)


def _documents(tree: HtmlElement, base: str) -> Iterator[tuple[str, str]]:
    """(type, address) of each that can be read, in the filing's order."""
    tables = outermost(tree, tree.xpath(_LISTS))
    for row in (row for table in tables for row in outermost(table, table.iter("tr"))):
        cells = row.findall("td")
        link = next((link.get("href") for cell in cells for link in cell.iter("a") if link.get("href")), None)
        url = absolute(base, _VIEWER.sub("", link)) if link and len(cells) > 3 else None
        if url and _READABLE.search(url):
            yield str(cells[3].text_content()).strip().upper(), url


def read_document(answer: Answer) -> str:
    """Its words, without tables of figures. Raises UnreadableFeed where there are none."""
    if answer.body.startswith(b"%PDF"):
        raise UnreadableFeed("the document is a PDF")
    text = _HEADER.sub("", answer.text[:_LARGEST], count=1)
    is_html = _HTML.search(text[:20_000])
    words = _words(parse_fragment(text)) if is_html else tidy(_WRAPPED.sub(" ", tidy(text)))
    if not words:
        raise UnreadableFeed("the document has no words")
    return words[:LONGEST_TEXT].rstrip()


def _words(tree: HtmlElement) -> str:
    take_out(tree, tree.xpath(_UNSEEN))
    tables = list(tree.iter("table"))
    around = {next(table.iterancestors("table"), None) for table in tables}
    take_out(tree, [table for table in tables if table not in around and _is_of_figures(table)])
    for cell in tree.xpath("//td"):
        cell.tail = f" {cell.tail or ''}"  # words of two cells do not touch
    return text_of(tree)


def _is_of_figures(table: HtmlElement) -> bool:
    cells = [str(cell.text_content()).strip() for cell in outermost(table, table.iter("td"))]
    filled = [cell for cell in cells if cell]
    figures = sum(bool(_FIGURE.fullmatch(cell)) for cell in filled)
    return len(filled) > _FEW and figures >= _FIGURES * len(filled)
