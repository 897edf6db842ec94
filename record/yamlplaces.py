"""Places in a YAML text: from the offset in a value back to the line and column where it is written.

A block scalar's mark is its `|`, quotes hold escapes, and folding turns line ends into spaces. The same on
both sides is the row of characters that are not white space, so that row is what is counted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

_LINE_END = re.compile(r"\r\n|\r|\n")
_ESCAPE_DIGITS = {"x": 2, "u": 4, "U": 8}
_ESCAPED_SPACE = frozenset(
    "abtnvfre0N_LP \t\r\n"
)  # what follows a backslash and stands for white space or a control


def line_starts(text: str) -> list[int]:
    """Offset at which every line begins, counted as editors count."""
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def split_lines(text: str) -> list[str]:
    return _LINE_END.split(text)


def place_at(starts: Sequence[int], index: int) -> tuple[int, int]:
    """(line, column) of an offset, both from 1."""
    line = bisect_right(starts, max(index, 0))
    return line, max(index, 0) - starts[line - 1] + 1


def source_index(source: str, start: int, end: int, style: str, value: str, offset: int) -> int:
    """Offset in `source` of the character at `offset` of the value that is written from `start` to `end`."""
    before = sum(not _blank(c) for c in value[:offset])
    at_blank = offset >= len(value) or _blank(value[offset])
    wanted = before - 1 if at_blank and before else before
    first = _first_inside(source, start, style)
    for number, index in enumerate(_solid(source, first, end, style)):
        if number == wanted:
            return index + at_blank if before else index
    return first


def _first_inside(source: str, start: int, style: str) -> int:
    if style in ("|", ">"):
        header_end = _LINE_END.search(source, start)
        return header_end.end() if header_end else len(source)
    return start + 1 if style in ("'", '"') else start


def _blank(char: str) -> bool:
    return char.isspace() or not char.isprintable()


def _solid(source: str, at: int, end: int, style: str) -> Iterator[int]:
    """Offsets of the source characters that stand for one character of the value that is not white space."""
    while at < end:
        char = source[at]
        step = 1
        if style == "'" and char == "'":
            step = 2
        elif style == '"' and char == "\\":
            step = 2 + _ESCAPE_DIGITS.get(source[at + 1 : at + 2], 0)
        if not _stands_for_blank(source, at, step, style):
            yield at
        at += step


def _stands_for_blank(source: str, at: int, step: int, style: str) -> bool:
    if style != '"' or step == 1:
        return _blank(source[at])
    if step == 2:
        return source[at + 1] in _ESCAPED_SPACE
    code = int(source[at + 2 : at + step], 16)
    return code > 0x10FFFF or _blank(chr(code))
