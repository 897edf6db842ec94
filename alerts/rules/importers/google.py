"""Google Alerts: words side by side are AND, and OR binds tighter than that."""

from __future__ import annotations

from alerts.rules.importers.becoming import (
    both,
    chained,
    distance,
    dropped,
    either,
    fields,
    neither,
    refused,
    within,
    word,
)
from alerts.rules.importers.becoming import phrase as plain_phrase
from alerts.rules.importers.clauses import Clause
from alerts.rules.importers.reading import Language, Reader, Sign, pattern

GAP = 5  # words that a * between words may stand for


def _phrase(reader: Reader, sign: Sign) -> Clause | None:
    """`"from * to"`: a row of words with a gap."""
    text = sign.groups[0] or ""
    if "*" not in text.split():
        return plain_phrase(reader, sign)
    runs = " ".join(text.split()).split("*")
    parts = [
        made
        for run in runs
        if run.strip() and (made := plain_phrase(reader, Sign("", f'"{run}"', sign.start, sign.end, (run,))))
    ]
    if len(parts) > 1:
        reader.differs(f"a * between words is taken for at most {GAP} words", sign)
    return chained(reader, "onear", GAP, sign, parts)


_MISSING = refused("ours knows no {0}:", "leave it out")
_FIELDS = {
    "site": within("site:"),
    "intitle": within("title:"),
    "intext": within("text:"),
}

GOOGLE = Language(
    name="google",
    scope="Google reads the whole page; ours the words said and what stands around them",
    signs=(
        ("field", pattern(r"([a-z]+):(?=\S)")),
        ("phrase", pattern(r'"([^"]*)"?')),
        ("(", pattern(r"\(")),
        (")", pattern(r"\)")),
        ("near", pattern(r"AROUND\s*\((\d+)\)")),
        ("or", pattern(r"OR(?![^\s()\"])|\|")),
        ("and", pattern(r"AND(?![^\s()\"])|&(?=\s)")),
        ("not", pattern(r"-(?=[^\s-])")),
        ("range", pattern(r"[^\s()\"|]*\d\.\.[^\s()\"|]*\d[^\s()\"|]*")),
        ("star", pattern(r"\*(?![^\s()\"])")),
        ("more", pattern(r"[+~](?=\S)")),
        ("word", pattern(r'[^\s()"|]+')),
    ),
    atoms={
        "word": word,
        "phrase": _phrase,
        "range": dropped("I101", "the range {0} cannot be carried over", "write the numbers, joined with OR"),
        "star": dropped("I109", "* stands for any word: there is nothing to look for", "leave it out"),
    },
    prefixes={"field": (9, fields(_FIELDS, _MISSING)), "not": (8, neither)},
    infixes={"and": (2, both), "or": (3, either), "near": (5, distance())},
    suffixes={},
    beside=(2, both),
    notes=frozenset({"more"}),
)
