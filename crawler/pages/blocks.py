"""A page as its reader sees it: blocks of text in order, each within boxes, in one pass over the tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
PARAGRAPHS = HEADINGS | {"p", "pre", "dt"}
_CONTAINERS = """
address article aside blockquote body caption center dd details div dl fieldset figcaption figure footer form
header hr html label li main nav ol section summary table tbody td th thead tr ul
"""
_BOXES = PARAGRAPHS | frozenset(_CONTAINERS.split())
_NO_TEXT = """
script style noscript template head svg iframe video audio object canvas select option textarea button input
map math
"""
_UNSEEN = frozenset(_NO_TEXT.split())
_PICTURES = frozenset(("img", "picture", "amp-img", "video", "iframe", "object"))
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_MOST_NAMES = 12  # a longer list is a script's settings or a style, not the name of a thing
_LONGEST_NAMES = 500  # characters of a class or an id that are read
_LETTER = re.compile(r"[A-Za-z0-9]")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_ABOUT_ANOTHER = frozenset(("has", "no", "not", "with", "without", "after", "before"))  # has-ad, after-ad
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # one such character says as much as three
_SENTENCE = re.compile(r"[.!?。！？…;；:：][)\]”\"’'」』）】]*$")
_PAUSE = re.compile(r"[，。；！？、]|[,.;!?] ")
_LINKED = 0.5  # that share of a block within links makes it a link, unless it ends as a statement does
_LINKED_STATEMENT = 0.95
_PROSE = 75  # of weight: less is a caption, a label or a link more often than a paragraph


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """A block-level element. `names` are the words of its class and id, in small letters."""

    index: int
    parent: Box | None
    depth: int
    tag: str
    names: frozenset[str]

    def within(self) -> Iterator[Box]:
        """The box itself, then what it stands in, inside out."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A run of text that no block-level element or <br> breaks. `linked` is the share of it within links."""

    text: str
    box: Box
    linked: float
    weight: int  # characters, a Chinese one for three
    prose: bool  # long enough, not a link, and made of sentences


@dataclass(frozen=True, slots=True)
class Outline:
    """All boxes, every one after its parent, and all blocks in the order of reading."""

    boxes: list[Box]
    blocks: list[Block]
    pictured: frozenset[int]  # indices of boxes with a picture or a film directly in them

    def masses(self, weigh: Callable[[Block], int]) -> list[int]:
        """For every box, by its index, the sum of `weigh` over the blocks in it."""
        sums = [0] * len(self.boxes)
        for block in self.blocks:
            sums[block.box.index] += weigh(block)
        for box in reversed(self.boxes):
            if box.parent is not None:
                sums[box.parent.index] += sums[box.index]
        return sums


def prose_of(block: Block) -> int:
    return block.weight if block.prose else 0


def weight_of(text: str) -> int:
    return len(text) + 2 * len(_WIDE.findall(text))


def read_outline(tree: HtmlElement) -> Outline:
    """Of a tree without comments. What is no text is left out, and so are hidden words within a line."""
    reader = _Reader()
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "start" and not _is_unseen(element):
            reader.open(element)
        elif event == "start":
            walk.skip_subtree()
            reader.skip(element)
        else:
            reader.close(element)
    return reader.outline()


class _Reader:
    """Where a walk over the tree stands: the boxes that are open, and the run of text that is."""

    def __init__(self) -> None:
        self._boxes = [Box(0, None, 0, "html", frozenset())]
        self._open = [self._boxes[0]]
        self._blocks: list[Block] = []
        self._pictured: set[int] = set()
        self._skipped: HtmlElement | None = None
        self._links = 0
        self._forget()

    def outline(self) -> Outline:
        self._break()
        return Outline(self._boxes, self._blocks, frozenset(self._pictured))

    def open(self, element: HtmlElement) -> None:
        if element.tag in _BOXES:
            self._break()
            parent = self._open[-1]
            self._boxes.append(Box(len(self._boxes), parent, parent.depth + 1, element.tag, _names(element)))
            self._open.append(self._boxes[-1])
        elif element.tag == "br":
            self._break()
        self._note_picture(element)
        self._links += element.tag == "a"
        self.add(element.text)

    def skip(self, element: HtmlElement) -> None:
        self._skipped = element
        self._note_picture(element)
        if element.tag in _BOXES:
            self._break()

    def close(self, element: HtmlElement) -> None:
        if element is self._skipped:
            self._skipped = None
        elif element.tag in _BOXES:
            self._break()
            self._open.pop()
        else:
            self._links -= element.tag == "a"
        self.add(element.tail)

    def add(self, text: str | None) -> None:
        if not text or (not self._parts and text.isspace()):
            return
        self._parts.append(text)
        self._linked += len(text.strip()) if self._links else 0

    def _note_picture(self, element: HtmlElement) -> None:
        if element.tag in _PICTURES:
            self._pictured.add(self._open[-1].index)

    def _break(self) -> None:
        """The run of text ends here; it belongs to the innermost open box."""
        text = " ".join("".join(self._parts).split())
        if text:
            linked = min(1.0, self._linked / len(text))
            weight = weight_of(text)
            self._blocks.append(Block(text, self._open[-1], linked, weight, _is_prose(text, weight, linked)))
        self._forget()

    def _forget(self) -> None:
        self._parts: list[str] = []
        self._linked = 0


def _is_unseen(element: HtmlElement) -> bool:
    """Hidden boxes are read, under the name "hidden": some sites show an article when a button is pressed."""
    return element.tag in _UNSEEN or (element.tag not in _BOXES and _is_hidden(element))


def _is_hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _is_prose(text: str, weight: int, linked: float) -> bool:
    """A sentence may be a link for the most part; a headline may be long."""
    if weight < _PROSE or linked >= _LINKED_STATEMENT:
        return False
    if linked >= _LINKED:
        return text.endswith((".", "。"))
    return bool(_SENTENCE.search(text)) or len(_PAUSE.findall(text)) >= 2


def _names(element: HtmlElement) -> frozenset[str]:
    written = (element.get(attribute, "")[:_LONGEST_NAMES] for attribute in ("class", "id"))
    hidden = {"hidden"} if _is_hidden(element) else set()
    return frozenset(hidden).union(*map(_words, written))


@lru_cache(maxsize=4096)
def _words(attribute: str) -> frozenset[str]:
    """The words of "relatedNews_2 ad-box", and "adbox".

    What has digits inside is made by a machine; what begins with "has" or "after" names another thing.
    """
    found: set[str] = set()
    names = attribute.split()
    for name in names if len(names) <= _MOST_NAMES else ():
        words = [word.lower() for word in _WORD.findall(name)]
        whole = "".join(words)
        machine_made = len(whole) != len(_LETTER.findall(name.rstrip("0123456789")))
        if words and words[0] not in _ABOUT_ANOTHER and not machine_made and "overflow" not in words:
            found.update((*words, whole))
    return frozenset(found)
