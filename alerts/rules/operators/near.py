"""NEAR/n and ONEAR/n: at most n words between, in any order or in this one.

n counts tokens between the two: words, and single characters of Chinese. Both must stand in one field.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice, starmap

from alerts.rules.nearmisses import distance
from alerts.rules.nodes import Found, Match, Node
from alerts.rules.operator import WORD_END, Example, Judge, Making, Operator
from alerts.rules.screens import Screen, Screener, all_of

JOINABLE = frozenset({"term", "exact", "entity", "inflected", "regex", "or", "near", "onear"})
MOST = 999
KINDS = ("near", "onear")
MOST_JOINS = 10  # so that nobody waits for a chain over a text of nothing else
MOST_PLACES = 2_000  # of a field and way: a text of ten thousand words has fewer


def build(making: Making) -> Node:
    ordered = making.sign.startswith("O")
    for part in making.parts:
        if not _joinable(part):
            hint = "it joins words, phrases, @entities, /…/ and an OR of them"
            making.mistake("R117", f"{making.sign} cannot join {_short(part.source)}", hint)
            break
    node = making.node("onear" if ordered else "near", number=making.number(0, MOST))
    if _joins(node) == MOST_JOINS + 1:  # once: what goes around it has more
        hint = "join some of it with AND, or make a phrase of it"
        making.mistake("R116", f"NEAR within NEAR joins at most {MOST_JOINS} times", hint)
    return node


def _joinable(part: Node) -> bool:
    row = [part]
    while row:
        if any(node.kind not in JOINABLE for node in row):
            return False
        row = [below for node in row for below in node.parts]
    return True


def _joins(node: Node) -> int:
    """The most NEARs on any way down from here, with this one."""
    deepest, row = 0, [(node, 0)]
    while row:
        row = [(below, joins + (above.kind in KINDS)) for above, joins in row for below in above.parts]
        deepest = max([deepest, *(joins for _, joins in row)])
    return deepest


def _short(source: str) -> str:
    return source if len(source) <= 40 else f"{source[:39]}…"


def evaluate(node: Node, judge: Judge) -> Found:
    left, right = map(judge.of, node.parts)
    ways = [(left, right)] if node.kind == "onear" else [(left, right), (right, left)]
    found = sorted({place for before, after in ways for place in _places(before, after, node.number)})
    missing = left.missing + right.missing or (node.source,)
    return Found(node, bool(found), tuple(starmap(Match, found)), (left, right), () if found else missing)


def _places(before: Found, after: Found, most: int) -> Iterator[tuple[str, int, int]]:
    """Field, first and last of stretches from one to the other; of a field, no more than are of use."""
    firsts, seconds = _by_field(before), _by_field(after)
    for field in firsts.keys() & seconds.keys():
        ends = sorted((last, first) for first, last in firsts[field])
        begins = sorted(seconds[field])
        for pairs in (_following(ends, begins, most), _preceding(ends, begins, most)):
            for first, last in islice(pairs, MOST_PLACES):
                yield field, first, last


def _by_field(found: Found) -> dict[str, list[tuple[int, int]]]:
    places = defaultdict[str, list[tuple[int, int]]](list)
    for match in found.matches:
        places[match.field].append((match.first, match.last))
    return places


_Places = Sequence[tuple[int, int]]  # sorted; `ends` are (last, first), `begins` are (first, last)


def _following(ends: _Places, begins: _Places, most: int) -> Iterator[tuple[int, int]]:
    """From each that ends to the nearest that begins behind it."""
    at = 0
    for last, first in ends:
        while at < len(begins) and begins[at][0] < last:
            at += 1
        if at < len(begins) and begins[at][0] - last <= most:
            yield first, begins[at][1]


def _preceding(ends: _Places, begins: _Places, most: int) -> Iterator[tuple[int, int]]:
    """To each that begins from the nearest that ends before it."""
    at = 0
    for start, end in begins:
        while at < len(ends) and ends[at][0] <= start:
            at += 1
        if at and start - ends[at - 1][0] <= most:
            yield ends[at - 1][1], end


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
