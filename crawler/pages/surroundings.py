"""The short texts around a headline, where sites put date, authors and outlet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.etree import XPath  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

_UNSEEN = ("script", "style", "noscript", "template", "option", "textarea", "button")
_TEXTS = XPath(
    f"//body//text()[normalize-space() and not({' or '.join(f'parent::{tag}' for tag in _UNSEEN)})]"
)
_HEADINGS = {"h1": 0, "h2": 1, "h3": 2, "h4": 3}
_BEFORE = 8  # texts above a headline
_AFTER = 30  # and below it
_LONGEST = 120  # characters; more is a paragraph
_PARAGRAPHS = 3  # behind that many the article has begun: a standfirst and a caption may stand above the date
_PLACES = 4  # a headline is often repeated: in a breadcrumb, in a bar that follows the reader


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Texts in the page's order, spaces collapsed; the nearest to the headline is last above, first below."""

    above: tuple[str, ...]
    below: tuple[str, ...]


def visible_texts(tree: HtmlElement) -> list[str]:
    """The page's texts in order, spaces collapsed."""
    return [" ".join(text.split()) for text in _TEXTS(tree)]


def read_surroundings(tree: HtmlElement, title: str) -> tuple[Surroundings, ...]:
    """One for each place of the headline, headings first; empty where it does not stand on the page."""
    wanted = " ".join(title.split())
    if not wanted:
        return ()
    texts = _TEXTS(tree)
    places = sorted(_places(texts, wanted), key=lambda place: (_rank(texts[place]), place))
    return tuple(_around(texts, place) for place in places[:_PLACES])


def _places(texts: list[str], wanted: str) -> Iterator[int]:
    """Where the headline, or its beginning before a line break or an inner tag, stands."""
    start = wanted[:6]
    for place, text in enumerate(texts):
        if start in text:
            line = " ".join(text.split())
            if line.startswith(wanted) or (wanted.startswith(line) and 2 * len(line) >= len(wanted)):
                yield place


def _rank(text: str) -> int:
    """Of the nearest heading that the text stands in; links come last."""
    element = text.getparent()  # type: ignore[attr-defined]
    lineage = [element, *islice(element.iterancestors(), 3)]
    tags = [node.tag for node in lineage]
    heading = min((_HEADINGS[tag] for tag in tags if tag in _HEADINGS), default=len(_HEADINGS))
    return heading if heading == 0 or "a" not in tags else heading + len(_HEADINGS)


def _around(texts: list[str], place: int) -> Surroundings:
    above = [" ".join(text.split()) for text in texts[max(0, place - _BEFORE) : place]]
    return Surroundings(
        tuple(text for text in above if len(text) <= _LONGEST),
        tuple(_below(texts[place + 1 :][: 2 * _AFTER])),
    )


def _below(texts: list[str]) -> Iterator[str]:
    long = 0
    for text in texts[:_AFTER]:
        line = " ".join(text.split())
        if len(line) <= _LONGEST:
            yield line
        elif (long := long + 1) == _PARAGRAPHS:
            return
