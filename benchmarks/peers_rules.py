"""Other matchers at the same rules: what each has to do, as far as it can.

All fold the text first, as we do. yara evaluates AND, OR and NOT of substrings, and reads NEAR as AND;
hyperscan and google-re2 find the substrings, and the same booleans are then taken in Python for every rule.
None of them knows tokens, so that "us" stands in "must": only their speed is compared. naive is our own
tree-walk over every rule.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from typing import Any

from alerts.rules.matcher import judge
from alerts.rules.nodes import Node
from alerts.rules.parser import parse
from alerts.rules.scope import Scope
from record.text import fold

Rows = Sequence[dict[str, Any]]
Ask = Callable[[str], int]  # of a text: how many rules hit


def measured(peer: str, rows: Rows, texts: Sequence[str], most_seconds: float = 60) -> dict[str, Any]:
    """Over as many of the texts as are read within `most_seconds`."""
    began = time.perf_counter()
    ask = PEERS[peer](rows)
    built = time.perf_counter() - began
    began, read = time.perf_counter(), 0
    for text in texts:
        ask(text)
        read += 1
        if time.perf_counter() - began > most_seconds:
            break
    spent = time.perf_counter() - began
    return {"docs_per_s": round(read / spent, 2), "build_s": round(built, 2), "docs": read}


def _naive(rows: Rows) -> Ask:
    rules = [rule for row in rows if (rule := parse(row["when"]).rule)]
    return lambda text: sum(judge(rule, scope).hit for scope in [Scope.of("quote", text)] for rule in rules)


def _yara(rows: Rows) -> Ask:
    import yara

    compiled = yara.compile(source="\n".join(map(_yara_rule, rows)))
    return lambda text: len(compiled.match(data=fold(text).encode()))


def _yara_rule(row: dict[str, Any]) -> str:
    strings: dict[str, str] = {}

    def named(match: re.Match[str]) -> str:
        return strings.setdefault(fold(match.group(1)), f"$s{len(strings)}")

    booleans = re.sub(r"NEAR/\d+", "AND", re.sub(r'"([^"]*)"', named, row["when"])).lower()
    lines = "".join(f'{name} = "{written}" ' for written, name in strings.items())
    return f"rule r{row['id']} {{ strings: {lines} condition: {booleans} }}"


def _hyperscan(rows: Rows) -> Ask:
    import hyperscan

    terms, booleans = _booleans(rows)
    database = hyperscan.Database()
    database.compile(
        expressions=[re.escape(term).encode() for term in terms],
        ids=list(range(len(terms))),
        flags=[hyperscan.HS_FLAG_SINGLEMATCH | hyperscan.HS_FLAG_UTF8] * len(terms),
    )

    def ask(text: str) -> int:
        found = set[int]()
        database.scan(fold(text).encode(), match_event_handler=lambda id, *_: found.add(id))
        return sum(holds(found) for holds in booleans)

    return ask


def _re2(rows: Rows) -> Ask:
    import re2

    terms, booleans = _booleans(rows)
    options = re2.Options()
    options.max_mem, options.literal = 8 << 30, True
    chosen = re2.Set(re2._Anchor.UNANCHORED, options)
    for term in terms:
        chosen.Add(term)
    chosen.Compile()

    def ask(text: str) -> int:
        found = set(chosen.Match(fold(text)))
        return sum(holds(found) for holds in booleans)

    return ask


def _booleans(rows: Rows) -> tuple[list[str], list[Callable[[set[int]], bool]]]:
    """(the terms, for each rule whether it holds where these terms are found; NEAR is read as AND)"""
    terms: dict[str, int] = {}
    rules = [rule.node for row in rows if (rule := parse(row["when"]).rule)]
    booleans = [_boolean(node, terms) for node in rules]
    return list(terms), booleans


def _boolean(node: Node, terms: dict[str, int]) -> Callable[[set[int]], bool]:
    if node.kind == "term":
        number = terms.setdefault(fold(node.forms[0].written), len(terms))
        return lambda found: number in found
    parts = [_boolean(part, terms) for part in node.parts]
    if node.kind == "or":
        return lambda found: any(part(found) for part in parts)
    if node.kind == "not":
        return lambda found: not parts[0](found)
    return lambda found: all(part(found) for part in parts)


PEERS: dict[str, Callable[[Rows], Ask]] = {
    "naive": _naive,
    "yara": _yara,
    "hyperscan": _hyperscan,
    "re2": _re2,
}
