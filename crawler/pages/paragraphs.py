"""The blocks of a page that are its article: those in its frame, and the opening above it."""

from __future__ import annotations

from collections import Counter

from crawler.pages.blocks import HEADINGS, Block, Outline, prose_of
from crawler.pages.frame import find_frame
from crawler.pages.speech import is_quotation
from record.text import fold_name

_SHORTEST = 40  # of weight, of a standfirst, and of a sentence that is mostly a link
_LINK = 0.5  # that share of a block within links makes it one
_HARDLY_LINK, _MOSTLY_LINK = 0.3, 0.95
_STANDFIRST = 0.05  # of the article's prose: what is longer is a teaser that stands for a text we may not see
_ALIKE = 0.6  # of the longer headline, where it holds the other
_NEAR = 3  # blocks below the headline: the standfirst is among them
_TOGETHER = 2  # paragraphs in one box are a part of the text


def paragraphs_of(outline: Outline, furniture: list[bool], title: str) -> list[Block]:
    """In the order of reading; empty where no box holds an article. `furniture` is by a box's index."""
    frame = find_frame(outline, furniture)
    if frame is None:
        return []
    clean = [b for b in outline.blocks if not furniture[b.box.index] and _is_text(b)]
    inside = _below_its_heads([block for block in clean if frame in block.box.within()])
    first = next((block for block in inside if block.prose), None)
    if first is None:
        return inside
    above = _below_headline(outline.blocks[: outline.blocks.index(first)], fold_name(title)).difference(
        inside
    )
    return [*_opening([block for block in clean if block in above], inside), *inside]


def _is_text(block: Block) -> bool:
    """A sentence may be a link for the most part, a quotation wholly; a headline may not."""
    statement = block.linked < _MOSTLY_LINK and block.text.endswith((".", "。", "?", "？", "!", "！"))
    if block.box.tag == "p" and block.weight >= _SHORTEST and is_quotation(block.text):
        return True
    return block.prose or block.linked < _LINK or (statement and block.weight >= _SHORTEST)


def _below_its_heads(blocks: list[Block]) -> list[Block]:
    """Without the main headings around its paragraphs; one between them divides the text."""
    prose = [at for at, block in enumerate(blocks) if block.prose] or [0]
    return [
        block
        for at, block in enumerate(blocks)
        if block.box.tag != "h1" or (not block.prose and prose[0] < at < prose[-1])
    ]


def _below_headline(blocks: list[Block], title: str) -> set[Block]:
    """What follows the last heading that is the title; nothing where there is none."""
    heads = [
        at
        for at, block in enumerate(blocks)
        if block.box.tag == "h1" and _are_alike(fold_name(block.text), title)
    ]
    return set(blocks[heads[-1] + 1 :]) if heads else set()


def _are_alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return shorter in longer and len(shorter) > _ALIKE * len(longer)


def _opening(above: list[Block], inside: list[Block]) -> list[Block]:
    """The first paragraphs, where a site sets them apart, and the standfirst."""
    unlinked = [block for block in above if block.linked < _HARDLY_LINK and block.weight >= _SHORTEST]
    together = Counter(block.box.parent for block in unlinked if block.prose and block.box.tag != "li")
    standfirst = _standfirst(unlinked, inside)
    return [block for block in unlinked if together[block.box.parent] >= _TOGETHER or block is standfirst]


def _standfirst(above: list[Block], inside: list[Block]) -> Block | None:
    longest = _STANDFIRST * sum(map(prose_of, inside))
    likely = (block for block in above[:_NEAR] if block.prose or block.box.tag in HEADINGS)
    found = next((block for block in likely if block.weight <= longest and block.box.tag != "li"), None)
    said = (fold_name(block.text) for block in inside)
    return found if found and fold_name(found.text) not in said else None
