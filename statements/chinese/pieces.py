"""A paragraph as pieces: stretches of text, marks between them, and quotes that are not looked into."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from statements.paragraphs import Paragraph
from statements.quotes import Quote

_MARKS = re.compile(r"[，。；！？：…,;!?:︰\n]+|(?<![0-9A-Za-z])\.(?![0-9A-Za-z])|——+|--+")
_HEADLINE_MARKS = re.compile(rf"{_MARKS.pattern}|(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")
_TITLE_BRACKETS = re.compile(r"《[^《》\n]{1,60}》|【[^【】\n]{1,60}】")
STOPS = frozenset("。！？!?…")


@dataclass(frozen=True, slots=True)
class Piece:
    """`text` is that of the paragraph for text and marks; `stop` says that a sentence may end with it."""

    kind: Literal["text", "mark", "quote"]
    text: str
    start: int
    end: int
    stop: bool = False

    def ends_in(self, chars: str) -> bool:
        """Of a quote: is this the last of what is said?"""
        return self.text.rstrip("“”「」『』\"‘’' ")[-1:] in tuple(chars)


Pieces = Sequence[Piece]


def split_pieces(text: str, paragraph: Paragraph) -> list[Piece]:
    pieces: list[Piece] = []
    at = paragraph.start
    for quote in paragraph.quotes:
        _split(text, at, quote.start, pieces)
        pieces.append(_quote_piece(text, quote))
        at = quote.end
    _split(text, at, paragraph.end, pieces)
    return pieces


def _quote_piece(text: str, quote: Quote) -> Piece:
    return Piece("quote", text[quote.start : quote.end], quote.start, quote.end, quote.ending(text) in STOPS)


def _split(text: str, start: int, end: int, pieces: list[Piece]) -> None:
    """Marks inside 《…》 and between digits separate nothing."""
    marks = _MARKS if "。" in text[start:end] else _HEADLINE_MARKS
    shelter = [match.span() for match in _TITLE_BRACKETS.finditer(text, start, end)]
    at = start
    for match in marks.finditer(text, start, end):
        if _inside(match.start(), shelter) or _numeric(text, match.start(), match.end()):
            continue
        _add_text(text, at, match.start(), pieces)
        stop = any(char in STOPS for char in match.group())
        pieces.append(Piece("mark", match.group(), match.start(), match.end(), stop))
        at = match.end()
    _add_text(text, at, end, pieces)


def _inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _numeric(text: str, start: int, end: int) -> bool:
    return (
        end - start == 1
        and text[start] in ",:："
        and text[start - 1 : start].isdigit()
        and text[end : end + 1].isdigit()
    )


def _add_text(text: str, start: int, end: int, pieces: list[Piece]) -> None:
    part = text[start:end]
    body = part.strip(" \t\u3000\u00a0")
    if body:
        first = start + part.index(body[0])
        pieces.append(Piece("text", body, first, first + len(body)))
