"""Paragraphs of a text: the frame in which quotes close and speakers carry over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from record.types import Span
from statements import lexicon
from statements.languages import document_language, language
from statements.quotes import Quote, find_quotes

LONGEST = 8000  # characters; a longer line is cut, so that no later stage can be slow

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_WRAPPED = range(60, 131)  # characters of a line that was cut at a margin
_STOPS = frozenset('.!?:”"’。！？：')


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text without the space around it, and its quotes."""

    start: int
    end: int
    lang: str  # of a language that has a file
    quotes: tuple[Quote, ...]


def split_paragraphs(text: str, lang: str | None = None) -> Iterator[Paragraph]:
    """`lang` is what the site says; it weighs only where the words do not tell."""
    document = document_language(text, lang)
    for first, last in _join_wrapped(text, [match.span() for match in _LINE.finditer(text)]):
        for start in range(first, last, LONGEST):
            part = text[start : min(start + LONGEST, last)]
            body = part.strip()
            if body:
                at = start + part.index(body[0])
                yield _paragraph(text, at, at + len(body), document)


def _join_wrapped(text: str, lines: list[Span]) -> Iterator[Span]:
    """Lines that were cut at a margin are one paragraph again; Chinese is not wrapped in what we read."""
    at = 0
    while at < len(lines):
        last = at
        while last + 1 < len(lines) and _goes_on(text, lines[last], lines[last + 1]):
            last += 1
        yield lines[at][0], lines[last][1]
        at = last + 1


def _goes_on(text: str, line: Span, following: Span) -> bool:
    """A line of a margin's length that stops in mid-sentence, and another right below it."""
    (start, end), (first, last) = line, following
    if text[end:first] not in ("\n", "\r\n") or end - start not in _WRAPPED or last - first > _WRAPPED[-1]:
        return False
    cut = text[end - 1] not in _STOPS and text[first].isascii() and not text[first].isspace()
    return cut and (text[first].islower() or _overflows(text, line, following))


def _overflows(text: str, line: Span, following: Span) -> bool:
    """The first word below would not have fitted into the longer of the two lines."""
    (start, end), (first, last) = line, following
    word = len(text[first:last].split(" ", 1)[0])
    return end - start + 1 + word > max(end - start, last - first)


def _paragraph(text: str, start: int, end: int, document: str | None) -> Paragraph:
    lang = language(text[start:end], document)
    quotes = find_quotes(text, start, end, lexicon.of(lang).quotes)
    return Paragraph(start, end, lang, tuple(quotes))
