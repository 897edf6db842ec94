"""ATLEAST/n(...): so many mentions of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from alerts.rules.nodes import Found, Match, Node
from alerts.rules.operator import Example, Judge, Making, Operator
from alerts.rules.screens import Screen, Screener

MOST = 999
WITHIN = ("quote", "sentence", "text")  # each is part of the next: what stands there is one mention


def build(making: Making) -> Node:
    part = making.parts[0]
    if part.kind == "not":
        hint = f"write NOT {making.sign.strip()}(…)"
        making.mistake("R117", "what is not there cannot be counted", hint, at=(part.start, part.end))
    return making.node("atleast", number=making.number(1, MOST))


def evaluate(node: Node, judge: Judge) -> Found:
    part = judge.of(node.parts[0])
    hit = part.hit and _mentions(part.matches) >= node.number
    missing = () if hit else part.missing or (node.source,)
    return Found(node, hit, part.matches, (part,), missing)


def _mentions(matches: Sequence[Match]) -> int:
    """How often: a name is one whatever its spellings, and so is what two of the words share."""
    counts = Counter[str]()
    last = {match.field: -1 for match in matches}
    for match in sorted(matches, key=lambda match: (match.field, match.last, match.first)):
        if match.first >= last[match.field]:
            counts[match.field] += 1
            last[match.field] = match.last
    said = max(counts[field] for field in WITHIN)
    names = {field for field in counts if counts[field]} - {*WITHIN, "title"}
    return said + counts["title"] + len(names)


def screen(node: Node, screener: Screener) -> Screen:
    return screener.of(node.parts[0]).loosened()


def near_miss(found: Found, _: Judge) -> str:
    part = found.parts[0]
    return f"{_mentions(part.matches)} of {found.node.number}" if part.hit else ""


OPERATORS = (
    Operator(
        kind="atleast",
        shown="ATLEAST/3(a OR b)",
        doc="At least 3 mentions of any of it.",
        place="prefix",
        pattern=r"ATLEAST/(\d{1,9})\s*(?=\()",
        power=90,
        build=build,
        evaluate=evaluate,
        screen=screen,
        near_miss=near_miss,
        guesses=("ATLEAST/3(",),
        examples=(
            Example("ATLEAST/2(tariff)", "A tariff is a tariff.", True),
            Example("ATLEAST/2(tariff)", "A tariff is a tax.", False),
            Example("ATLEAST/3(关税 OR tariff)", "关税就是关税", False),
        ),
    ),
)
