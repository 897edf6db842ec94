"""A rule as a tree, and what was found for it in a text. Offsets are characters, end exclusive."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a term, folded; `exact` is how it must be written, where that matters."""

    text: str
    exact: str | None = None


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
    name: str = ""  # of an entity
    number: int = 0  # of NEAR/8
    bracketed: bool = False
    depth: int = 1  # levels of clauses, with this one


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """Words first to last (token numbers, end exclusive) of one field."""

    field: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Found:
    """What the judging of one node came to; `missing` says in words why it was no hit."""

    node: Node
    hit: bool
    matches: tuple[Match, ...] = ()
    parts: tuple[Found, ...] = ()
    missing: tuple[str, ...] = ()
