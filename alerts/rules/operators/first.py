"""FIRST/n(...): within the first n words of what is looked in."""

from __future__ import annotations

from alerts.rules.nearmisses import counted
from alerts.rules.nodes import Found, Node, Window
from alerts.rules.operator import Example, Judge, Making, Operator
from alerts.rules.screens import Screen, Screener
from alerts.rules.stretches import refuse_fields

MOST = 9999


def build(making: Making) -> Node:
    refuse_fields(making)
    return making.node("first", number=making.number(1, MOST))


def evaluate(node: Node, judge: Judge) -> Found:
    windows = [
        Window(window.field, window.first, min(window.last, window.first + node.number))
        for window in judge.windows
    ]
    part = judge.within(windows).of(node.parts[0])
    return Found(node, part.hit, part.matches, (part,), part.missing)


def screen(node: Node, screener: Screener) -> Screen:
    return screener.of(node.parts[0]).loosened()


def near_miss(found: Found, judge: Judge) -> str:
    whole = judge.of(found.node.parts[0])
    return counted(whole, found.node.number) if whole.hit else ""


OPERATORS = (
    Operator(
        kind="first",
        shown="FIRST/20(a b)",
        doc="Within the first 20 words of the text it stands in; in Chinese, characters.",
        place="prefix",
        pattern=r"FIRST/(\d{1,9})\s*(?=\()",
        power=90,
        build=build,
        evaluate=evaluate,
        screen=screen,
        near_miss=near_miss,
        guesses=("FIRST/20(",),
        examples=(
            Example("FIRST/3(launch)", "We will launch it.", True),
            Example("FIRST/3(launch)", "We will not launch it.", False),
            Example("text:FIRST/4(美国)", "小米进入美国", False, "text"),
        ),
    ),
)
