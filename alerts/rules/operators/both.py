"""AND: all of it, in any field and any order. Two terms side by side are joined by it."""

from __future__ import annotations

from alerts.rules.nodes import Found, Node, united
from alerts.rules.operator import WORD_END, Example, Judge, Making, Operator
from alerts.rules.screens import Screen, Screener, all_of


def build(making: Making) -> Node:
    return making.node("and")


def evaluate(node: Node, judge: Judge) -> Found:
    parts = tuple(map(judge.of, node.parts))
    return Found(
        node,
        hit=all(part.hit for part in parts),
        matches=united(parts),
        parts=parts,
        missing=tuple(word for part in parts for word in part.missing),
    )


def screen(node: Node, screener: Screener) -> Screen:
    return all_of([screener.of(part) for part in node.parts])


OPERATORS = (
    Operator(
        kind="and",
        shown="a AND b, a & b, a b",
        doc="Both, in any order.",
        place="infix",
        pattern=rf"AND{WORD_END}|&&?",
        power=20,
        build=build,
        evaluate=evaluate,
        screen=screen,
        joins_many=True,
        guesses=("AND",),
        examples=(
            Example("Xiaomi AND SU7", "The SU7 is the first car of Xiaomi.", True),
            Example("小米 SU7", "小米SU7在美国", True),
            Example("Xiaomi & SU7", "Xiaomi makes phones.", False),
        ),
    ),
)
