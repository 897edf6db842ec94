"""QUOTE(...): all of it within one quotation."""

from __future__ import annotations

from alerts.rules.nearmisses import apart
from alerts.rules.nodes import Found, Node
from alerts.rules.operator import Example, Judge, Making, Operator
from alerts.rules.screens import Screen, Screener
from alerts.rules.stretches import find_within, load_lexicon, quotations, refuse_fields


def build(making: Making) -> Node:
    refuse_fields(making)
    load_lexicon()
    return making.node("quotation")


def evaluate(node: Node, judge: Judge) -> Found:
    return find_within(node, judge, quotations)


def screen(node: Node, screener: Screener) -> Screen:
    return screener.of(node.parts[0]).loosened()


def near_miss(found: Found, judge: Judge) -> str:
    whole = judge.of(found.node.parts[0])
    return apart(whole, "quotations") or ("it stands in no quotation" if whole.hit else "")


OPERATORS = (
    Operator(
        kind="quotation",
        shown="QUOTE(a b)",
        doc="All of it within one pair of quotation marks, or in one piece of what was said word for word.",
        place="prefix",
        pattern=r"QUOTE\s*(?=\()",
        power=90,
        build=build,
        evaluate=evaluate,
        screen=screen,
        near_miss=near_miss,
        guesses=("QUOTE(",),
        examples=(
            Example("QUOTE(launch market)", "We launch … in every market.", False),
            Example("QUOTE(launch market)", "Lei said: “We launch in this market.”", True, "sentence"),
            Example("QUOTE(进入)", "他否认进入美国：“没有计划。”", False, "sentence"),
            Example("text:QUOTE(没有 计划)", "他说：「没有计划。」", True, "text"),
        ),
    ),
)
