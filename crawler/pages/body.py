"""The text of an article, without what stands around it.

Our own reading of the page's outline costs a tenth of trafilatura's and keeps less furniture. Where it finds
next to nothing, or little of what the page says, trafilatura is asked.
"""

from __future__ import annotations

from collections.abc import Iterable

from trafilatura import bare_extraction
from trafilatura.settings import Document

from crawler.pages.blocks import Block, prose_of, read_outline, weight_of
from crawler.pages.furniture import furniture_in
from crawler.pages.lines import without_furniture
from crawler.pages.page import Page
from crawler.pages.paragraphs import paragraphs_of
from crawler.reading.markup import tidy
from record.text import fold_name

_PARAGRAPH = 75  # of weight
_NOTICE = 1000  # of weight: what has next to no paragraphs and is no longer may be the whole
_LITTLE = 200  # of weight: less is a teaser, or the wrong box
_MOST_ELEMENTS = 30_000  # of a page that trafilatura is asked about; it takes seconds for more
_FEW = 0.4  # of the page's paragraphs: an article may be less, but then trafilatura must have seen it too


def read_body(page: Page, title: str) -> str:
    """The article's paragraphs, one a line; empty where there is none. `title` is left out of it."""
    outline = read_outline(page.tree)
    furniture = furniture_in(outline)
    blocks = paragraphs_of(outline, furniture, title)
    text = without_furniture(tidy("\n".join(block.text for block in blocks)), title)
    found = _prose(blocks)
    if found >= max(_LITTLE, _FEW * _prose(outline.blocks)):
        return text
    other = without_furniture(_second_reading(page), title)
    if found >= _LITTLE:
        enough = _holds(other, blocks)
    else:
        enough = 0 < weight_of(text) <= _NOTICE and not _adds_prose(other, text)
    return text if enough else max(other, text, key=weight_of)


def _prose(blocks: Iterable[Block]) -> int:
    return sum(map(prose_of, blocks))


def _second_reading(page: Page) -> str:
    """trafilatura's text; empty where it finds none, or would take too long."""
    if page.tree.xpath("count(//*)") > _MOST_ELEMENTS:
        return ""
    found = bare_extraction(page.tree, url=page.url, include_comments=False, with_metadata=False)
    return tidy(found.text or "") if isinstance(found, Document) else ""


def _holds(text: str, blocks: list[Block]) -> bool:
    """Is most of the blocks' prose in the text?"""
    folded = fold_name(text)
    return 2 * _prose(block for block in blocks if fold_name(block.text) in folded) > _prose(blocks)


def _adds_prose(other: str, text: str) -> bool:
    """Has the other text a paragraph's worth more, or not the whole of this one?"""
    surplus = fold_name(other)
    for line in filter(None, map(fold_name, text.split("\n"))):
        if line not in surplus:
            return True
        surplus = surplus.replace(line, "\n", 1)
    return any(weight_of(piece) >= _PARAGRAPH for piece in surplus.split("\n"))
