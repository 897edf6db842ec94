"""A user's mistake: what is wrong, where, and the way out. Problems are collected and shown all at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from difflib import SequenceMatcher
from typing import Literal

from record.text import fold, is_cjk
from record.types import Json

Severity = Literal["error", "warning"]

_WIDEST = 110  # a longer line is shown as a window around the caret
_LEAD = 40  # characters of that window before the caret
_PLACE = 19  # so that the codes of one file stand below each other
_LONGEST_GUESS = 64


@dataclass(frozen=True, slots=True)
class Fix:
    """What to write for the characters start to end of the file's text, where only that can be meant."""

    start: int
    end: int
    text: str
    of: str = field(default="", compare=False, repr=False)  # the file's text, as it was when it was read


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in one file. Lines and columns count from 1, in characters; 0 is the whole line or file."""

    code: str
    message: str
    file: str
    line: int
    column: int = 0
    length: int = 1  # characters below which the caret stands
    hint: str = ""
    severity: Severity = "error"
    fix: Fix | None = None

    @property
    def place(self) -> str:
        """`watchlist.yaml:4:5`, as editors and terminals make it clickable."""
        numbers = [str(n) for n in (self.line, self.column) if n]
        return ":".join([self.file, *numbers[: 2 if self.line else 0]])

    def as_json(self) -> Json:
        shown = asdict(self)
        if self.fix:
            del shown["fix"]["of"]
        return shown


def render(problem: Problem, lines: Sequence[str]) -> str:
    """The Problem for a terminal: place, code and message; the line of the file; the caret and the hint."""
    word = "warning: " if problem.severity == "warning" else ""
    head = f"{problem.place:<{_PLACE}}  {problem.code} {word}{_shown(problem.message)}"
    if not 1 <= problem.line <= len(lines):
        return f"{head}  {_shown(problem.hint)}".rstrip()
    source, caret = _window(lines[problem.line - 1], problem.column, problem.length)
    below = f"      | {caret}  {_shown(problem.hint)}".rstrip()
    return "\n".join([head, f"{problem.line:>5} | {source}".rstrip(), *([below] if below[7:] else [])])


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """By file and place, as one reads; what is said twice of one place is said once."""
    return sorted(dict.fromkeys(problems), key=lambda p: (p.file, p.line, p.column))


def _window(line: str, column: int, length: int) -> tuple[str, str]:
    """(the line or the part of it around the caret, the caret's own line)"""
    at = min(max(column - 1, 0), len(line))
    start = 0 if len(line) <= _WIDEST else max(0, at - _LEAD)
    part = line[start : start + _WIDEST]
    before = ("…" if start else "") + _shown(line[start:at])
    marked = _shown(part[at - start : at - start + length])
    shown = ("…" if start else "") + _shown(part) + ("…" if start + _WIDEST < len(line) else "")
    caret = " " * _width(before) + "^" * max(1, _width(marked)) if column else ""
    return shown, caret


def _shown(text: str) -> str:
    """Nothing that moves the cursor, rings or colours: a file cannot talk to the terminal."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "�" for c in text)


def _width(text: str) -> int:
    """Columns of a terminal: East Asian wide characters take two, combining ones none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, or None; of two Chinese characters one may differ."""
    if not word or len(word) > _LONGEST_GUESS:
        return None
    folded = fold(word)
    least = 0.5 if len(folded) <= 3 and any(map(is_cjk, folded)) else 0.6
    scored = [(_likeness(folded, fold(other)), other) for other in dict.fromkeys(known)]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    return best[1] if best[0] >= least else None


def _likeness(one: str, other: str) -> float:
    """From 0 to 1; `slack-exce` is like `exec-slack`, too."""
    turned = ["-".join(sorted(re.split(r"[\W_]+", word))) for word in (one, other)]
    return max(SequenceMatcher(None, *pair).ratio() for pair in ((one, other), turned))


def did_you_mean(word: str, known: Iterable[str], mark: str = "'") -> str:
    """The hint `did you mean 'people'?`, or nothing."""
    guess = closest(word, known)
    return f"did you mean {mark}{guess}{mark}?" if guess else ""
