"""A rule as a tree, and what was found for it in a text. Offsets are characters, end exclusive."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alerts.rules.names import Names

END = sys.maxsize  # of a window that goes to the end of its field


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a term, folded; `exact` is how it must be written, where that matters."""

    text: str
    exact: str | None = None
    glob: bool = False  # `text` is a pattern: * is any letters, ? is one


@dataclass(frozen=True, slots=True)
class Form:
    """One written form of a term: its words in a row, then `tail` as it stands (the ++ of C++)."""

    written: str
    words: tuple[Word, ...]
    tail: str = ""

    @property
    def folded(self) -> tuple[str, ...]:
        return tuple(word.text for word in self.words)

    @property
    def exact(self) -> bool:
        return any(word.exact is not None for word in self.words)


@dataclass(frozen=True, slots=True)
class Node:
    """One clause of a rule. Its kind names the operator that evaluates it."""

    kind: str
    source: str  # the clause as the user wrote it, with its brackets
    start: int  # offsets in the rule
    end: int
    parts: tuple[Node, ...] = ()
    forms: tuple[Form, ...] = ()
    name: str = ""  # of an entity, with its @; the pattern of a regular expression
    number: int = 0  # of NEAR/8
    bracketed: bool = False
    depth: int = 1  # levels of clauses, with this one


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule ready to be judged: its tree, and what the @entities in it stand for."""

    node: Node
    names: Names


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of one field that is looked in: token numbers, end exclusive."""

    field: str
    first: int = 0
    last: int = END


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """Words first to last (token numbers, end exclusive) of one field."""

    field: str
    first: int
    last: int
    chars: tuple[int, int] | None = dataclasses.field(
        default=None, compare=False
    )  # of what is no row of whole words


@dataclass(frozen=True, slots=True)
class Found:
    """What the judging of one node came to; `missing` says in words why it was no hit."""

    node: Node
    hit: bool
    matches: tuple[Match, ...] = ()
    parts: tuple[Found, ...] = ()
    missing: tuple[str, ...] = ()


def united(founds: Iterable[Found]) -> tuple[Match, ...]:
    """The matches of several, each once; what a rule says a hundred times is found once."""
    rows = list({id(found.matches): found.matches for found in founds if found.matches}.values())
    return rows[0] if len(rows) == 1 else tuple(dict.fromkeys(match for row in rows for match in row))
