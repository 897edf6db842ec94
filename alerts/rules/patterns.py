"""Regular expressions in linear time, by RE2, on the text as it is written."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from alerts.rules.nodes import END
from alerts.rules.scope import Field

LONGEST = 1000  # characters
LARGEST = 2000  # instructions of the compiled program
_MEMORY = 1 << 20  # bytes
_FEW = 64  # characters; nothing is kept of a shorter text
REASONS = {
    "missing )": "a ( is never closed",
    "unexpected )": "this ) was never opened",
    "missing ]": "a [ is never closed",
    "no argument for repetition operator": "nothing stands before it that could be repeated",
    "bad repetition operator": "a repetition cannot be repeated",
    "invalid repetition size": "a repetition goes up to {1000}, all within each other together",
    "invalid character class range": "there is no such class or range of characters",
    "invalid escape sequence": "there is no such escape",
    "invalid perl operator": "looking ahead or behind, and references back, take too long on hostile texts",
    "invalid named capture group": "the name of a group is not closed, or no name",
    "trailing \\": "nothing stands behind the \\",
    "pattern too large - compile failed": "it is too large",
}
_PROBES = ("", " ", "a", "a b\n", "美 1.")


class Unusable(Exception):
    """Why a pattern cannot be used, and where in it."""

    def __init__(self, reason: str, at: int = 0, size: int = 1) -> None:
        super().__init__(reason)
        self.at = at
        self.size = size


@lru_cache(maxsize=2**12)
def compiled(pattern: str) -> Any:
    """Errors: Unusable."""
    import re2

    options = re2.Options()
    options.log_errors, options.never_capture, options.max_mem = False, True, _MEMORY
    try:
        return re2.compile(pattern.encode("utf-8", "replace"), options)
    except re2.error as error:
        raise _unusable(pattern, error.args[0].decode("utf-8", "replace")) from None


def _unusable(pattern: str, message: str) -> Unusable:
    code, _, part = message.partition(": ")
    at = pattern.rfind(part) if part and part != pattern else _bracket(pattern, code)
    return Unusable(REASONS.get(code, code), max(at, 0), len(part) if part != pattern and at >= 0 else 1)


def _bracket(pattern: str, code: str) -> int:
    """Where the bracket stands that has no partner."""
    opened, at = [], 0
    while at < len(pattern):
        char = pattern[at]
        if char == "(":
            opened.append(at)
        elif char == ")":
            if not opened and code.startswith("unexpected"):
                return at
            del opened[-1:]
        at += 2 if char == "\\" else 1
    return opened[-1] if opened else 0


def check(pattern: str) -> None:
    """Errors: Unusable."""
    if len(pattern) > LONGEST:
        raise Unusable(f"it has at most {LONGEST} characters")
    made = compiled(pattern)
    if made.programsize > LARGEST:
        raise Unusable("it is too large")
    for probe in _PROBES:
        if any(match.start() == match.end() for match in made.finditer(probe.encode())):
            raise Unusable("it also matches where nothing stands", 0, len(pattern))


def spans(pattern: str, field: Field, start: int = 0, end: int = END) -> Iterator[tuple[int, int, int, int]]:
    """(first token, last token, start, end) of every match between two tokens; the tokens that it touches."""
    found = _found(pattern, field)
    at = bisect_left(found, start, key=lambda span: span[0]) if start else 0
    for span in found[at:] if at else found:
        if span[0] >= end and end != END:
            break
        if span[1] <= end:
            yield span


def _found(pattern: str, field: Field) -> list[tuple[int, int, int, int]]:
    key = ("regex", pattern)
    if key in field.memo:
        kept: list[tuple[int, int, int, int]] = field.memo[key]
        return kept
    found = [
        (*_touched(field, start, end), start, end) for start, end in _matches(compiled(pattern), field.text)
    ]
    if len(field.text) >= _FEW:
        field.memo[key] = found
    return found


def _touched(field: Field, start: int, end: int) -> tuple[int, int]:
    first = bisect_left(field.starts, start)
    if first and field.tokens[first - 1].end > start:
        first -= 1
    return first, max(first, bisect_left(field.starts, end))


def _matches(made: Any, text: str) -> Iterator[tuple[int, int]]:
    """Spans in characters; read as bytes, which the library is far quicker at."""
    encoded = text.encode("utf-8", "replace")
    plain = len(encoded) == len(text)
    byte = char = 0
    for match in made.finditer(encoded):
        first, last = match.span()
        if first == last:
            continue
        if plain:
            yield first, last
            continue
        start = char + len(encoded[byte:first].decode("utf-8", "replace"))
        char = start + len(encoded[first:last].decode("utf-8", "replace"))
        byte = last
        yield start, char
