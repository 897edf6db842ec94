"""Brandwatch: operators in capitals, AND and OR never mixed, distances between words."""

from __future__ import annotations

import unicodedata

from alerts.rules.importers.becoming import (
    both,
    but_not,
    distance,
    dropped,
    either,
    fields,
    near,
    neither,
    phrase,
    refused,
    unmarked,
    within,
    word,
)
from alerts.rules.importers.clauses import Clause, joined
from alerts.rules.importers.reading import Infix, Language, Reader, Sign, pattern


def _unmixed(build: Infix, other: str) -> Infix:
    """AND beside OR without brackets: Brandwatch refuses it, and so nobody knows what was meant."""

    def checked(reader: Reader, sign: Sign, left: Clause, right: Clause) -> Clause | None:
        if any(part.kind == other and not part.bracketed for part in (left, right)):
            hint = "put one of them into brackets"
            reader.mistake("I105", "AND and OR stand side by side without brackets", sign, hint)
        return build(reader, sign, left, right)

    return checked


def _capital(build: Infix) -> Infix:
    """In small letters it is most likely meant, and here it is only a word."""

    def checked(reader: Reader, sign: Sign, left: Clause, right: Clause) -> Clause | None:
        _check_capitals(reader, sign)
        return build(reader, sign, left, right)

    return checked


def _neither(reader: Reader, sign: Sign, part: Clause) -> Clause:
    _check_capitals(reader, sign)
    return neither(reader, sign, part)


def _check_capitals(reader: Reader, sign: Sign) -> None:
    large = sign.text.upper()
    if not large.startswith(sign.text[:3]):
        hint = f'write {large}, or "{sign.text}" in quotes for the word'
        reader.mistake("I106", f"the operator '{sign.text}' is written in capitals", sign, hint)


def _near(reader: Reader, sign: Sign, left: Clause, right: Clause) -> Clause | None:
    if any(part.kind in ("near", "onear") and not part.bracketed for part in (left, right)):
        hint = "put the inner one into brackets"
        reader.mistake("I105", "one NEAR beside another without brackets", sign, hint)
    if not any(sign.groups):
        reader.mistake("I106", f"{sign.text} wants a number", sign, "NEAR/5")
    return distance(ordered=sign.text[-1] in "fF" and any(sign.groups))(reader, sign, left, right)


def _word(reader: Reader, sign: Sign) -> Clause | None:
    """Accents count where they are written; ours folds them unless capitals count too."""
    clause = word(reader, sign)
    if clause and sign.text[0] in "#@$":
        reader.differs("# and @ are not looked for, the word behind them is", sign)
    marked = any(unicodedata.combining(char) for char in unicodedata.normalize("NFD", sign.text))
    if clause is None or not marked or not sign.text.isalpha():
        return clause
    reader.differs("a term with an accent is taken as it is written: capitals count, too", sign)
    return Clause("term", sign.start, sign.end, text=f"={sign.text}")


def _exact(_: Reader, sign: Sign) -> Clause:
    inner = " ".join((sign.groups[0] or "").replace('"', " ").split())
    text = f"={inner}" if inner.isalnum() else f'="{inner}"'
    return Clause("term", sign.start, sign.end, text=text)


def _raw(reader: Reader, sign: Sign) -> Clause | None:
    reader.mistake("I109", "ours looks for words: punctuation is not found", sign, "write the words alone")
    return None


def _group(reader: Reader, sign: Sign, left: Clause) -> Clause | None:
    """`"a b"~5` and `((a OR b) AND (c OR d))~5`."""
    number = int((sign.groups[0] or "0")[:6])
    parts = list(left.parts) if left.kind == "and" else _words(left)
    if len(parts) < 2:
        reader.mistake("I106", f"{sign.text} stands behind what has no two parts", sign)
        return left
    if len(parts) > 2:
        reader.differs(f"{sign.text} holds over all of them together; ours counts from one to the next", sign)
    clause = parts[0]
    for part in parts[1:]:
        made = near(reader, sign, clause, part, number)
        clause = made or joined("and", clause, part)
    return clause


def _words(left: Clause) -> list[Clause]:
    if left.kind == "onear" and not left.number and not left.bracketed:  # a phrase with wildcards
        return [word for part in left.parts for word in _words(part)]
    text = left.text.strip('="')
    return [Clause("term", left.at, left.end, text=each) for each in text.split()] if left.text else []


_MISSING = refused("ours knows no field {0}", "leave it out, or set it on the watch: people:, sources:")
_FIELDS = {
    "title": within("title:"),
    "site": within("site:"),
    "language": within("lang:"),
    "author": within("speaker:", "who wrote it there, who said it here: speaker:"),
}

BRANDWATCH = Language(
    name="brandwatch",
    scope="Brandwatch reads the whole page; ours the words said and what stands around them",
    signs=(
        ("note", pattern(r"(?s:<<<.*?(?:>>>|\Z))")),
        ("raw", pattern(r'raw:(?:"[^"]*"?|[^\s()]+)')),
        ("ranged", pattern(r"[A-Za-z_]+:\[[^\]()]*\]?")),
        ("field", pattern(r"([A-Za-z_]+):(?=\S)")),
        ("exact", pattern(r"\{([^{}]+)\}")),
        ("phrase", pattern(r'"([^"]*)"?')),
        ("within", pattern(r"~(\d+)")),
        ("(", pattern(r"\(")),
        (")", pattern(r"\)")),
        ("near", pattern(r"near/(\d+)f?(?![^\s()\"])|(?-i:NEAR)(?![^\s()\"])", "i")),
        ("and", pattern(r"and(?![^\s()\"])", "i")),
        ("or", pattern(r"or(?![^\s()\"])", "i")),
        ("not", pattern(r"not(?![^\s()\"])", "i")),
        ("word", pattern(r'[^\s()"{}\[\]~<>]+')),
    ),
    atoms={
        "word": _word,
        "phrase": phrase,
        "exact": _exact,
        "raw": _raw,
        "ranged": dropped("I102", "ours knows no field {0}", "leave it out"),
    },
    prefixes={"field": (9, fields(_FIELDS, _MISSING)), "not": (3, _neither)},
    infixes={
        "or": (1, _capital(_unmixed(either, "and"))),
        "and": (1, _capital(_unmixed(both, "or"))),
        "not": (1, _capital(_unmixed(but_not, "or"))),
        "near": (5, _capital(_near)),
    },
    suffixes={"within": _group},
    beside=(1, _unmixed(unmarked, "or")),
    notes=frozenset({"note"}),
)
