"""Mail of what has no layout of its own: operator's notices and users' templates, as text and as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby

from alerts.messages.formats.markup import Around, Format, Markup, bare, written, written_line
from alerts.messages.mail import framed
from alerts.messages.outline import BETWEEN, Kind, Line, Outline
from alerts.messages.repeats import PLACE
from record.types import Message

MOST = 100_000  # characters

TEXT = Markup(
    str,
    bare,
    kinds={"quote": ("    ", ""), "section": ("\n", ""), "item": ("- ", "")},
    hides=False,
    between="\n",
)
HTML = Markup(
    escape,
    lambda label, url: f'{label}: <a href="{escape(url)}">{escape(_shown(url))}</a>',
    styles={
        "strong": ("<strong>", "</strong>"),
        "struck": ("<del>", "</del>"),
        "code": ("<code>", "</code>"),
    },
    hides=False,
)
QUOTE = (
    '<blockquote style="margin:0 0 12px;padding-left:12px;border-left-width:4px;border-left-style:solid">',
    "</blockquote>",
)
ELEMENTS: Mapping[Kind, Around] = {  # what is not here is a paragraph
    "head": ('<p class="head">', "</p>"),
    "quote": QUOTE,
    "section": ('<h2 style="font-size:1em">', "</h2>"),
    "item": ("<li>", "</li>"),
}


def write(outline: Outline) -> Message:
    first, *rest = outline.lines
    body = "\n".join([_element(first), PLACE, *_elements(rest)])
    html = framed(outline.subject, body)
    return Message(outline.subject, "\n".join(written(outline, TEXT)) + "\n", html)


def write_text(outline: Outline) -> Message:
    return Message(outline.subject, "\n".join(written(outline, TEXT)) + "\n")


def _elements(lines: Iterable[Line]) -> Iterator[str]:
    """Items that follow each other are one list."""
    for listed, some in groupby(lines, lambda line: line.kind == "item"):
        elements = map(_element, some)
        yield from ("<ul>", *elements, "</ul>") if listed else elements


def _element(line: Line) -> str:
    before, after = ELEMENTS.get(line.kind, ("<p>", "</p>"))
    whole = written_line(line, HTML)
    if line.kind == "item":
        whole = whole.replace(f"{BETWEEN}<code>", "<br><code>")  # a command to copy has its own line
    return f"{before}{whole}{after}"


def _shown(url: str) -> str:
    return url.partition("#:~:text=")[0]


FORMAT = Format(write, lambda message: len(message.text), MOST)
NOTICE = Format(write_text, lambda message: len(message.text), MOST)
