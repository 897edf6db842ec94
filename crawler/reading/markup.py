"""HTML to text, for what feeds and mirrors put into one field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement, HTMLParser, document_fromstring  # type: ignore[import-untyped]

from crawler.reading.decoding import clean, with_few_attributes

LONGEST_TEXT = 200_000  # characters: a book's chapter, and what two versions are compared in a second
LONGEST_TITLE = 500  # characters
LONGEST_POST = 500_000  # characters of the HTML of one post

_DROPPED = ("script", "style", "img", "video", "audio", "iframe", "svg", "template")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = {*_HEADINGS, "p", "div", "li", "ul", "ol", "blockquote", "tr", "table", "section", "article"}
_SPACES = re.compile(r"[ \t\r\f\v\u00a0\u3000]+")
_LINES = re.compile(r" ?\n ?")
_MANY = re.compile(r"\n{3,}")
# Invisible characters: zero widths, and the marks that turn the direction of what follows.
_INVISIBLE = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])


def one_line(text: str | None) -> str:
    """A title: tags and entities resolved, invisible characters and line breaks gone."""
    plain = re.sub(r"<[^<>]{1,300}>", "", text or "")
    return " ".join(clean(unescape(plain)).translate(_INVISIBLE).split())


def headline(text: str | None) -> str:
    """As `one_line`, for titles: of a megabyte no more is looked at than a title can have."""
    return one_line((text or "").lstrip()[: 4 * LONGEST_TITLE])[:LONGEST_TITLE].rstrip()


def parse_fragment(html: str) -> HtmlElement:
    """A fragment as a tree below <body>; lxml's HTML parser reads no entities of its own and no network."""
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    document = f"<html><body><div>{with_few_attributes(html)}</div></body></html>".encode()
    tree: HtmlElement = document_fromstring(document, parser=parser)
    return tree


def text_of(tree: HtmlElement) -> str:
    """The text that a reader sees: <br> and blocks break the line, pictures and scripts are dropped."""
    parts: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element.tag in _DROPPED:
            walk.skip_subtree()
        elif event == "start":
            parts.append("\n" if element.tag == "br" or element.tag in _BLOCKS else "")
            parts.append(_flat(element.text))
        else:
            parts.append("\n" if element.tag in _BLOCKS else "")
            parts.append(_flat(element.tail))
    return tidy("".join(parts))


def outermost(tree: HtmlElement, elements: Iterable[HtmlElement]) -> list[HtmlElement]:
    """Those that stand in no other one of them, in the page's order: nothing is read twice."""
    sought, found = set(elements), []
    walk = etree.iterwalk(tree, events=("start",))
    for _, element in walk if sought else ():
        if element in sought:
            found.append(element)
            walk.skip_subtree()
    return found


def take_out(tree: HtmlElement, elements: Iterable[HtmlElement]) -> list[HtmlElement]:
    """The outermost of them, each now a tree of its own; the text behind it stays in `tree`."""
    found = outermost(tree, elements)
    for element in found:
        # Not drop_tree: it copies all the text before each, which takes a minute for a megabyte.
        place = element.makeelement("span")
        place.tail, element.tail = element.tail, None
        element.getparent().replace(element, place)
    return found


def _flat(text: str | None) -> str:
    """In HTML a line break in the source is a space."""
    return (text or "").replace("\n", " ")


def tidy(text: str) -> str:
    """Single spaces, no invisible characters, at most one empty line in a row."""
    plain = _SPACES.sub(" ", clean(text).translate(_INVISIBLE))
    return _MANY.sub("\n\n", _LINES.sub("\n", plain)).strip()
