"""A text cut where statements begin and end: the words said may overlap, nest and pause. Pure.

The Pieces of a line, joined, are the line.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Literal

from record.types import Report, Span

Part = Literal["words", "cue", "speaker"]
Opened = frozenset[tuple[Part, int]]

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of the statement of this number."""

    start: int
    end: int
    part: Part
    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch in which the same marks hold."""

    start: int
    end: int
    cue: bool = False
    speaker: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces of the same words said; `numbers` is empty between them."""

    pieces: tuple[Piece, ...]
    numbers: tuple[int, ...] = ()
    begun: tuple[int, ...] = ()  # of `numbers`, those whose words begin here
    ended: tuple[int, ...] = ()  # likewise, end here
    first: tuple[int, ...] = ()  # of `begun`, those of which nothing stands before; known to `cut_lines`


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text without what breaks it."""

    start: int
    end: int
    runs: tuple[Run, ...]


def marks_of(reports: Iterable[Report]) -> list[Mark]:
    """The marks of the Reports, which are numbered from 1."""
    return [mark for number, report in enumerate(reports, 1) for mark in _marks(report, number)]


def _marks(report: Report, number: int) -> Iterator[Mark]:
    for start, end in report.content:
        yield Mark(start, end, "words", number)
    if report.cue:
        yield Mark(*report.cue, "cue", number)
    if report.mention:
        yield Mark(*report.mention, "speaker", number)


def cut_lines(text: str, marks: Sequence[Mark]) -> list[Line]:
    """Every line that is not empty; what goes on over several is marked anew in each."""
    spans = [match.span() for match in _LINE.finditer(text)]
    seen: set[int] = set()
    return [Line(*span, tuple(_firsts(cut(span, here), seen))) for span, here in _shared_out(spans, marks)]


def _firsts(runs: Iterable[Run], seen: set[int]) -> Iterator[Run]:
    for run in runs:
        yield replace(run, first=tuple(number for number in run.begun if number not in seen))
        seen.update(run.begun)


def _shared_out(spans: Sequence[Span], marks: Sequence[Mark]) -> Iterator[tuple[Span, list[Mark]]]:
    """Each line with the marks that reach into it."""
    waiting = sorted(marks, key=lambda mark: mark.start, reverse=True)
    held: list[Mark] = []
    for start, end in spans:
        while waiting and waiting[-1].start < end:
            held.append(waiting.pop())
        held = [mark for mark in held if mark.end > start]
        yield (start, end), held


def cut(span: Span, marks: Iterable[Mark]) -> Iterator[Run]:
    """The Runs of text[start:end]; what of a mark lies outside of it does not count."""
    stretches = list(_stretches(span, _within(span, marks)))
    runs = [Run(tuple(map(_piece, group)), numbers) for numbers, group in groupby(stretches, _numbers)]
    for before, run, after in zip([None, *runs], runs, [*runs[1:], None], strict=False):
        yield replace(run, begun=_beyond(run, before), ended=_beyond(run, after))


def _within(span: Span, marks: Iterable[Mark]) -> list[Mark]:
    start, end = span
    cut_off = (replace(mark, start=max(start, mark.start), end=min(end, mark.end)) for mark in marks)
    return [mark for mark in cut_off if mark.start < mark.end]


def _stretches(span: Span, marks: Sequence[Mark]) -> Iterator[tuple[Span, Opened]]:
    changes: Mapping[int, list[tuple[tuple[Part, int], int]]] = defaultdict(list)
    for mark in marks:
        changes[mark.start].append(((mark.part, mark.number), 1))
        changes[mark.end].append(((mark.part, mark.number), -1))
    opened: Counter[tuple[Part, int]] = Counter()
    for at, until in pairwise(sorted({*span, *changes})):
        for key, change in changes.get(at, ()):
            opened[key] += change
        yield (at, until), frozenset(key for key, count in opened.items() if count > 0)


def _numbers(stretch: tuple[Span, Opened]) -> tuple[int, ...]:
    return tuple(sorted(number for part, number in stretch[1] if part == "words"))


def _piece(stretch: tuple[Span, Opened]) -> Piece:
    parts = {part for part, _ in stretch[1]}
    return Piece(*stretch[0], "cue" in parts, "speaker" in parts)


def _beyond(run: Run, beside: Run | None) -> tuple[int, ...]:
    """The numbers that the Run beside it has not."""
    return tuple(number for number in run.numbers if not beside or number not in beside.numbers)
