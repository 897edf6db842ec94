"""Meltwater: NOT binds tighter than AND, AND tighter than OR; NEAR alone is NEAR/4."""

from __future__ import annotations

from alerts.rules.importers.becoming import (
    both,
    but_not,
    distance,
    either,
    fields,
    neither,
    phrase,
    refused,
    unmarked,
    within,
    word,
)
from alerts.rules.importers.clauses import Clause
from alerts.rules.importers.reading import Language, Reader, Sign, pattern

_END = r"(?![^\s()\"])"


def _ranked(reader: Reader, sign: Sign, left: Clause) -> Clause:
    """What it ranks is hit all the same."""
    reader.differs(f"{sign.text} ranks what is hit; ours ranks by itself", sign)
    return left


_MISSING = refused("ours knows no field {0}", "use title: or text:, or leave it out")

MELTWATER = Language(
    name="meltwater",
    scope="Meltwater reads the whole article; ours the words said and what stands around them",
    signs=(
        ("field", pattern(r"([A-Za-z][A-Za-z.]*):(?=\S)")),
        ("phrase", pattern(r'"([^"]*)"?')),
        ("rank", pattern(r"\^\d+")),
        ("(", pattern(r"\(")),
        (")", pattern(r"\)")),
        ("onear", pattern(rf"ONEAR(?:/(\d+))?{_END}")),
        ("near", pattern(rf"NEAR(?:/(\d+))?{_END}")),
        ("and", pattern(rf"AND{_END}")),
        ("or", pattern(rf"OR{_END}")),
        ("not", pattern(rf"NOT{_END}")),
        ("word", pattern(r'[^\s()"^]+')),
    ),
    atoms={"word": word, "phrase": phrase},
    prefixes={"field": (9, fields({"title": within("title:")}, _MISSING)), "not": (4, neither)},
    infixes={
        "or": (1, either),
        "and": (2, both),
        "not": (3, but_not),
        "near": (5, distance()),
        "onear": (5, distance(ordered=True)),
    },
    suffixes={"rank": _ranked},
    beside=(2, unmarked),
)
