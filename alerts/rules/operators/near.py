"""NEAR/n and ONEAR/n: at most n words between, in any order or in this one.

n counts tokens between the two: words, and single characters of Chinese. Both must stand in one field.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from alerts.rules.nearmisses import distance
from alerts.rules.nodes import Found, Match, Node
from alerts.rules.operator import WORD_END, Example, Judge, Making, Operator
from alerts.rules.screens import Screen, Screener, all_of

JOINABLE = frozenset({"term", "exact", "entity", "inflected", "regex", "or", "near", "onear"})
MOST = 999


def build(making: Making) -> Node:
    ordered = making.sign.startswith("O")
    for part in making.parts:
        if not _joinable(part):
            hint = "it joins words, phrases, @entities, /…/ and an OR of them"
            making.mistake("R117", f"{making.sign} cannot join {_short(part.source)}", hint)
            break
    return making.node("onear" if ordered else "near", number=making.number(0, MOST))


def _joinable(part: Node) -> bool:
    row = [part]
    while row:
        if any(node.kind not in JOINABLE for node in row):
            return False
        row = [below for node in row for below in node.parts]
    return True


def _short(source: str) -> str:
    return source if len(source) <= 40 else f"{source[:39]}…"


def evaluate(node: Node, judge: Judge) -> Found:
    left, right = map(judge.of, node.parts)
    found = dict.fromkeys(_pairs(left.matches, right.matches, node.number))
    if node.kind == "near":
        found |= dict.fromkeys(_pairs(right.matches, left.matches, node.number))
    missing = left.missing + right.missing or (node.source,)
    return Found(node, bool(found), tuple(sorted(found)), (left, right), () if found else missing)


def _pairs(before: Sequence[Match], after: Sequence[Match], most: int) -> Iterator[Match]:
    """Stretches that begin with one of `before` and end with one of `after`, the nearest for each."""
    for field in {match.field for match in before}:
        firsts = sorted((m.last, m.first) for m in before if m.field == field)
        seconds = sorted((m.first, m.last) for m in after if m.field == field)
        for last, first in firsts:
            at = bisect_left(seconds, (last, 0))
            if at < len(seconds) and seconds[at][0] - last <= most:
                yield Match(field, first, seconds[at][1])
        for start, end in seconds:
            at = bisect_right(firsts, (start, start)) - 1
            if at >= 0 and start - firsts[at][0] <= most:
                yield Match(field, firsts[at][1], end)


def near_miss(found: Found, _: Judge) -> str:
    left, right = found.parts
    return distance(left, right, found.node.number, found.node.kind == "onear")


def screen(node: Node, screener: Screener) -> Screen:
    return all_of([screener.of(part) for part in node.parts]).loosened()


OPERATORS = (
    Operator(
        kind="near",
        shown="a NEAR/8 b",
        doc="Both in one text with at most 8 words between them, in any order; in Chinese, characters.",
        place="infix",
        pattern=rf"NEAR/(\d{{1,9}}){WORD_END}",
        power=40,
        build=build,
        evaluate=evaluate,
        screen=screen,
        near_miss=near_miss,
        guesses=("NEAR/8",),
        examples=(
            Example("enter NEAR/3 market", "We enter the US market.", True),
            Example("market NEAR/3 enter", "We enter the US market.", True),
            Example("enter NEAR/1 market", "We enter the US market.", False),
            Example("进入 NEAR/2 市场", "进入美国市场", True),
        ),
    ),
    Operator(
        kind="onear",
        shown="a ONEAR/8 b",
        doc="As NEAR, and a stands before b.",
        place="infix",
        pattern=rf"ONEAR/(\d{{1,9}}){WORD_END}",
        power=40,
        build=build,
        evaluate=evaluate,
        screen=screen,
        near_miss=near_miss,
        guesses=("ONEAR/8",),
        examples=(
            Example("enter ONEAR/3 market", "We enter the US market.", True),
            Example("market ONEAR/3 enter", "We enter the US market.", False),
        ),
    ),
)
