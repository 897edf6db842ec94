"""A query of another tool as a tree, and the tree as the text of a rule of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_PLAIN = re.compile(r"[^\W_]+(?:[-&.][^\W_]+)*(?:\.|\+\+)?")
_RESERVED = re.compile(r"(?i)(?:and|or|not|o?near|sentence|quote|first|atleast)")
_GLOB = re.compile(r"[^\W_][^\W_*?]*[*?][^\W_*?]*(?:[*?]+[^\W_*?]*)*")
SIGNS = {"and": " AND ", "or": " OR "}


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause; `at` and `end` are characters of the query. `text` is a term, or what stands before (…)."""

    kind: Literal["term", "and", "or", "not", "near", "onear", "within"]
    at: int
    end: int
    parts: tuple[Clause, ...] = ()
    text: str = ""
    number: int = 0
    bracketed: bool = False  # in the query
    depth: int = 1  # levels of clauses, with this one


Piece = tuple[str, Clause]


def term(text: str, at: int, end: int) -> Clause:
    """A term as ours writes it: a word, a word with a wildcard, or a phrase in quotes."""
    return Clause("term", at, end, text=written(text))


def written(text: str) -> str:
    """As ours writes it: with quotes where something in it would mean more."""
    plain = " ".join(text.replace('"', " ").split())
    bare = _PLAIN.fullmatch(plain) or _GLOB.fullmatch(plain)
    return plain if bare and not _RESERVED.fullmatch(plain) else f'"{plain}"'


def joined(kind: Literal["and", "or"], *parts: Clause) -> Clause:
    """Their conjunction; one of the same kind is taken apart."""
    flat = [one for part in parts for one in (part.parts if part.kind == kind else (part,))]
    depth = max(part.depth + (part.kind != kind) for part in parts)
    return Clause(kind, parts[0].at, parts[-1].end, tuple(flat), depth=depth)


def render(clause: Clause) -> Iterator[Piece]:
    """The rule in pieces, each with the clause that it was made of."""
    if clause.kind == "term":
        yield clause.text, clause
    elif clause.kind == "not":
        yield "NOT ", clause
        yield from _inner(clause.parts[0], clause)
    elif clause.kind == "within" and clause.text.endswith(":") and clause.parts[0].kind == "term":
        yield clause.text, clause
        yield from render(clause.parts[0])
    elif clause.kind == "within":
        yield f"{clause.text}(", clause
        yield from render(clause.parts[0])
        yield ")", clause
    else:
        sign = SIGNS.get(clause.kind) or f" {clause.kind.upper()}/{clause.number} "
        for number, part in enumerate(clause.parts):
            if number:
                yield sign, clause
            yield from _inner(part, clause)


def _inner(part: Clause, whole: Clause) -> Iterator[Piece]:
    """In brackets, so that nobody need know what binds tighter."""
    alone = part.kind in ("term", "within") or (part.kind == "not" and whole.kind == "and")
    if alone:
        yield from render(part)
    else:
        yield "(", part
        yield from render(part)
        yield ")", part


def without(clause: Clause, wrong: set[int]) -> Clause | None:
    """The clause without the terms whose ids are given, or None where nothing is left."""
    if id(clause) in wrong:
        return None
    if not clause.parts:
        return clause
    parts = tuple(kept for part in clause.parts if (kept := without(part, wrong)) is not None)
    if len(parts) == 1 and clause.kind not in ("not", "within"):
        return parts[0]
    return _with_parts(clause, parts) if parts else None


def _with_parts(clause: Clause, parts: tuple[Clause, ...]) -> Clause:
    return Clause(clause.kind, clause.at, clause.end, parts, clause.text, clause.number, clause.bracketed)
