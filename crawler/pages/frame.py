"""Which box of a page holds its article.

Every paragraph speaks for the boxes around it, the nearer the louder; boxes that are named as furniture, and
teasers under a linked headline, have no say. The idea is that of Arc90's readability.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from crawler.pages.blocks import HEADINGS, PARAGRAPHS, Block, Box, Outline
from crawler.pages.furniture import is_furniture_name

_ECHO = (1.0, 0.7, 0.5, 0.35, 0.25)  # of a paragraph's voice in the first box around it, the second, ...
_IN_ITEM = 0.3  # of it passes out of a list's item or a table's row
_LINK = 0.8  # that share of a headline within links makes it one
_ITEMS = frozenset(("li", "tr", "dd"))
_WRAPPERS = frozenset(("div", "section"))
_SEVERAL = 2
_ARTICLE_NAMES = frozenset(("article", "body", "content", "entry", "post", "text", "story", "main", "detail"))
_PAGE = frozenset(("body", "html"))
_SMALLEST_TWIN = 100  # of weight
_NEAREST_KIN = 8  # levels up to what holds both twins


def find_frame(outline: Outline, furniture: list[bool]) -> Box | None:
    """The box with most of the text, or the one around its parts; None where no paragraph speaks.

    `furniture` tells by a box's index whether it is furniture, or within.
    """
    loudness = [0.0] * len(outline.boxes)
    prose = [0] * len(outline.boxes)
    wrappers = _wrappers(outline)
    for block in _speakers(outline, furniture):
        for box, share in _echoes(block.box, wrappers):
            loudness[box.index] += share * block.weight
            prose[box.index] += block.weight
    heard = [box for box in outline.boxes if loudness[box.index]]
    if not heard:
        return None
    best = max(heard, key=lambda box: loudness[box.index] * _likelihood(box))
    twins = (box for box in heard if prose[box.index] >= _SMALLEST_TWIN and _are_twins(box, best))
    return _around(best, twins)


def _speakers(outline: Outline, furniture: list[bool]) -> Iterator[Block]:
    before: Block | None = None
    for block in outline.blocks:
        if block.prose and not furniture[block.box.index] and not _is_teaser(before, block):
            yield block
        before = block


def _is_teaser(before: Block | None, block: Block) -> bool:
    """Does it stand under a headline that is a link?"""
    if before is None or before.box.tag not in HEADINGS or before.linked < _LINK:
        return False
    return before.box.parent is block.box.parent


def _wrappers(outline: Outline) -> set[Box]:
    """Boxes of one block each, several in one parent or one in another: paragraphs, whatever their tag."""
    counts = outline.masses(lambda _: 1)
    single = {box for box in outline.boxes if counts[box.index] == 1 and box.tag in _WRAPPERS}
    together = Counter(box.parent for box in single)
    return {box for box in single if box.parent in single or together[box.parent] >= _SEVERAL}


def _echoes(box: Box, wrappers: set[Box]) -> Iterator[tuple[Box, float]]:
    around = (box for box in box.within() if box.tag not in PARAGRAPHS and box not in wrappers)
    damped = 1.0
    for outer, share in zip(around, _ECHO, strict=False):
        damped *= _IN_ITEM if outer.tag in _ITEMS else 1.0
        yield outer, damped * share


def _likelihood(box: Box) -> float:
    likely = 1.2 if box.names & _ARTICLE_NAMES else 1.0
    likely *= 0.7 if is_furniture_name(box.names) else 1.0
    return likely * (1.2 if box.tag == "article" else 0.8 if box.tag in _PAGE else 1.0)


def _are_twins(box: Box, other: Box) -> bool:
    """Some sites cut an article into parts: boxes of the same kind at the same depth."""
    return bool(box.names) and (box.tag, box.names, box.depth) == (other.tag, other.names, other.depth)


def _around(best: Box, twins: Iterator[Box]) -> Box:
    """The smallest box that holds `best` and every twin that is near enough."""
    frame = best
    for twin in twins:
        shared = _shared(best, twin)
        if best.depth - shared.depth <= _NEAREST_KIN and shared.depth < frame.depth:
            frame = shared
    return frame


def _shared(box: Box, other: Box) -> Box:
    around = {outer.index for outer in box.within()}
    return next(outer for outer in other.within() if outer.index in around)
