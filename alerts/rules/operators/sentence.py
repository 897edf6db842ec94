"""SENTENCE(...): all of it within one sentence."""

from __future__ import annotations

from alerts.rules.nearmisses import apart
from alerts.rules.nodes import Found, Node
from alerts.rules.operator import Example, Judge, Making, Operator
from alerts.rules.screens import Screen, Screener
from alerts.rules.stretches import find_within, load_lexicon, refuse_fields, sentences


def build(making: Making) -> Node:
    refuse_fields(making)
    load_lexicon()
    return making.node("sentence")


def evaluate(node: Node, judge: Judge) -> Found:
    return find_within(node, judge, sentences)


def screen(node: Node, screener: Screener) -> Screen:
    return screener.of(node.parts[0]).loosened()


def near_miss(found: Found, judge: Judge) -> str:
    return apart(judge.of(found.node.parts[0]), "sentences")


OPERATORS = (
    Operator(
        kind="sentence",
        shown="SENTENCE(a b)",
        doc="All of it within one sentence. NOT in it means within that sentence.",
        place="prefix",
        pattern=r"SENTENCE\s*(?=\()",
        power=90,
        build=build,
        evaluate=evaluate,
        screen=screen,
        near_miss=near_miss,
        guesses=("SENTENCE(",),
        examples=(
            Example("SENTENCE(launch AND market)", "We launch in 3.5 U.S. states. It is a market.", False),
            Example("SENTENCE(launch AND market)", "Not now. Mr. Lei will launch in this market.", True),
            Example("SENTENCE(小米 AND 美国)", "小米很好。我们去美国。", False),
            Example("SENTENCE(小米 NOT 美国)", "小米很好。我们去美国。", True),
        ),
    ),
)
