"""Factiva: a space is a phrase, distances count positions, and fields stand before an equals sign."""

from __future__ import annotations

import re

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
    within,
    word,
)
from alerts.rules.importers.clauses import Clause, joined, term
from alerts.rules.importers.reading import Language, Reader, Sign, pattern

_END = r"(?![^\s()\"])"
_DATES = r"date\s+(?:from\s+\S+(?:\s+to\s+[^\s()]+)?|(?:after|before|on|in|since)\s+[^\s()]+|-?\d[^\s()]*)"


def _beside(reader: Reader, sign: Sign, left: Clause, right: Clause) -> Clause | None:
    """adj1: words become one phrase."""
    if left.kind == right.kind == "term" and not re.search("[*?]", left.text + right.text):
        return term(f"{left.text} {right.text}", left.at, right.end)
    return near(reader, sign, left, right, 0, ordered=True)


def _adjacent(reader: Reader, sign: Sign, left: Clause, right: Clause) -> Clause | None:
    """`adj` alone is adj1."""
    if all(group in (None, "1") for group in sign.groups):
        return _beside(reader, sign, left, right)
    return distance(ordered=True, less=1)(reader, sign, left, right)


def _same(reader: Reader, sign: Sign, left: Clause, right: Clause) -> Clause:
    hint = "write SENTENCE(a b), or a NEAR/50 b"
    reader.mistake("I101", "same asks for one paragraph, which ours does not know", sign, hint)
    return joined("and", left, right)


def _atleast(_: Reader, sign: Sign, part: Clause) -> Clause:
    number = int((sign.groups[0] or "1")[:4])
    return Clause("within", sign.start, part.end, (part,), f"ATLEAST/{max(1, number)}")


def _first(_: Reader, sign: Sign, part: Clause) -> Clause:
    number = int((sign.groups[0] or "1")[:4])
    start, end = min(sign.start, part.at), max(sign.end, part.end)
    return Clause("within", start, end, (part,), f"FIRST/{max(1, number)}")


def _endings(reader: Reader, sign: Sign) -> Clause | None:
    """`earn$2`: earn, earn?, earn??."""
    stem, number = sign.groups[0] or "", int(sign.groups[1] or "1")
    if not any(char.isalnum() for char in stem):
        return word(reader, sign)
    words = [term(stem + "?" * count, sign.start, sign.end) for count in range(number + 1)]
    return Clause("or", sign.start, sign.end, tuple(words)) if number else words[0]


_MISSING = refused("ours knows no field {0}", "leave it out, or set it on the watch: people:, sources:")
_FIELDS = {
    "hd": within("title:"),
    "sn": within("source:"),
    "la": within("lang:"),
    "td": within("text:", "td is the text without its title; ours reads the whole article"),
    "lp": refused("ours does not know the lead paragraph (lp)", "write FIRST/50(…) for the first words"),
    "hlp": refused("ours does not know the lead paragraph (hlp)", "write title:(…) OR FIRST/50(…)"),
    "by": refused("ours knows no author (by)", "write speaker:(…) for who says it"),
    "co": refused("ours knows no company codes (co)", "name it: org:(…), or people: of the watch"),
    "re": refused("ours knows no region codes (re)", "write the names of the places"),
}

FACTIVA = Language(
    name="factiva",
    scope="Factiva reads the whole article; ours the words said and what stands around them",
    signs=(
        ("date", pattern(rf"{_DATES}|date\s*[=<>]+\s*[^\s()]+", "i")),
        ("field", pattern(r"(hd|hlp|lp|td|by|se|sn|la|re|in|ns|co|rst|clm|art|cr|ct)\s*:\s*(?=\S)", "i")),
        ("field", pattern(r"([a-z]\w{0,20})\s*=\s*(?=[^\s=])", "i")),
        ("behind", pattern(r'(?:"[^"]*"|[^\s()".]+)\.[a-z]{2,4}(?:,[a-z]{2,4})*\.(?![^\s()"])', "i")),
        ("count", pattern(r"wc\s*[<>=]+\s*\d+", "i")),
        ("phrase", pattern(r'"([^"]*)"?')),
        ("(", pattern(r"\(")),
        (")", pattern(r"\)")),
        ("first", pattern(rf"/f(\d{{1,6}})/?{_END}", "i")),
        ("near", pattern(rf"near(\d{{1,6}}){_END}|/n(\d{{1,6}})/?{_END}", "i")),
        ("adj", pattern(rf"adj(\d{{1,6}})?{_END}|w/(\d{{1,6}}){_END}", "i")),
        ("same", pattern(rf"same{_END}", "i")),
        ("atleast", pattern(rf"atleast(\d{{1,6}}){_END}", "i")),
        ("and", pattern(rf"and{_END}", "i")),
        ("or", pattern(rf"or{_END}", "i")),
        ("not", pattern(rf"not{_END}", "i")),
        ("endings", pattern(rf"([^\s()\"$%/]+)\$(\d?){_END}")),
        ("percent", pattern(r"[^\s()\"%]*%[^\s()\"]*")),
        ("word", pattern(r'[^\s()"]+?(?=/f\d+/?(?:[\s()]|$))|[^\s()"]+', "i")),
    ),
    atoms={
        "word": word,
        "phrase": phrase,
        "endings": _endings,
        "percent": dropped("I109", "% has no counterpart in ours", "write the words out, joined with OR"),
        "behind": dropped("I102", "a field behind its word ({0}) is not read", "write it before: hd=word"),
        "date": dropped("I102", "a rule has no dates: it is judged on what is new", "leave it out"),
        "count": dropped("I102", "ours does not count the words of an article", "leave it out"),
    },
    prefixes={
        "field": (4, fields(_FIELDS, _MISSING)),
        "atleast": (4, _atleast),
        "first": (5, _first),
        "not": (3, neither),
    },
    infixes={
        "or": (1, either),
        "and": (2, both),
        "not": (3, but_not),
        "same": (5, _same),
        "near": (5, distance(less=1)),
        "adj": (5, _adjacent),
    },
    suffixes={"first": _first},
    beside=(5, _beside),
)
