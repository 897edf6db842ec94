"""Quoted runs of a paragraph, whatever marks were used and however badly they are balanced. Linear."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

LONGEST = 5000  # characters; a longer run is a missing mark, not a quote

CLOSERS = {"“": "”", "„": "”", "「": "」", "『": "』", "«": "»", "‘": "’", "'": "'", '"': '"', "''": "''"}
_MARK = re.compile(r"''|[“”„「」『』«»‹›‚\"‘’']")
_ENDS = frozenset(",.!?，。！？…")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted run with its marks; `closed` is False where it goes on in the next paragraph."""

    start: int
    end: int
    closed: bool = True

    def ending(self, text: str) -> str:
        """The last character that is said, or "" of an empty quote."""
        return text[self.start : self.end].strip("“”„「」『』«»‹›‚\"‘’' \u00a0\u202f")[-1:]


def find_quotes(text: str, start: int, end: int, own: Mapping[str, str] | None = None) -> list[Quote]:
    """The outermost quotes of text[start:end], in order and without overlap. `own` are the pairs that a
    language has besides: »…«, „…“."""
    closers = {**CLOSERS, **own} if own else CLOSERS
    marks = [(m.start(), m.group()) for m in _MARK.finditer(text, start, end)]
    singles = [at for at, mark in marks if mark in "'’" and _may_close(text, at, end)]
    quotes: list[Quote] = []
    opened: tuple[int, str] | None = None
    done = start
    for at, mark in marks:
        if at < done:
            continue
        if opened is not None and _closes(closers, opened, mark, at):
            quotes.append(Quote(opened[0], at + len(mark)))
            opened, done = None, at + len(mark)
        elif mark in "‘'":
            close = _single_close(text, at, singles) if opened is None else None
            if close is not None:
                quotes.append(Quote(at, close + 1))
                done = close + 1
        elif mark in closers and _may_open(text, at, mark, start, opened):
            opened = (at, mark)
    if opened is not None and _goes_on(text, opened[0], start, end):
        quotes.append(Quote(opened[0], end, closed=False))
    return quotes


def _closes(closers: Mapping[str, str], opened: tuple[int, str], mark: str, at: int) -> bool:
    near = at - opened[0] <= LONGEST
    return near and (mark == closers[opened[1]] or (opened[1] == "“" and mark in ('"', "''")))


def _may_open(text: str, at: int, mark: str, start: int, opened: tuple[int, str] | None) -> bool:
    """A new opening mark inside an open quote means that the first one was never closed."""
    if mark in ('"', "''"):
        after = text[at + len(mark) : at + len(mark) + 1]
        before = text[at - 1 : at] if at > start else ""
        latin = before.isalnum() and before.isascii()
        return opened is None and not latin and bool(after.strip() or not before.strip())
    return opened is None or opened[1] == mark


def _may_close(text: str, at: int, end: int) -> bool:
    after = text[at + 1 : at + 2] if at + 1 < end else ""
    return not after.isalnum() and not text[at - 1 : at].isspace()


def _single_close(text: str, at: int, singles: list[int]) -> int | None:
    """The end of a 'single' quote: best where punctuation shows that it is no apostrophe."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if before.isalnum() or not (after.isalnum() or after in "([…$£"):
        return None
    index = bisect_left(singles, at + 1)
    near = [close for close in singles[index : index + 6] if close - at <= LONGEST]
    sure = (c for c in near if text[c - 1] in _ENDS or text[c + 1 : c + 2] in (*_ENDS, ";", ":", ""))
    first = near[0] if near else None
    return next(sure, first)


def _goes_on(text: str, at: int, start: int, end: int) -> bool:
    """An unclosed mark is a quote that goes on only at the paragraph's start or after a colon or comma."""
    before = text[start:at].rstrip()
    return end - at <= LONGEST and (not before or before[-1] in ":：,，")
