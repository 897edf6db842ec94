"""NOT: none of it, in any of the fields that a bare term is looked for in."""

from __future__ import annotations

from alerts.rules.nearmisses import places
from alerts.rules.nodes import Found, Node
from alerts.rules.operator import WORD_END, Example, Judge, Making, Operator
from alerts.rules.screens import Screen, Screener, none_of


def build(making: Making) -> Node:
    return making.node("not")


def evaluate(node: Node, judge: Judge) -> Found:
    part = judge.of(node.parts[0])
    missing = (f"no {node.parts[0].source}",) if part.hit else ()
    return Found(node, hit=not part.hit, parts=(part,), missing=missing)


def near_miss(found: Found, judge: Judge) -> str:
    """Which words stood there, and where."""
    for match in found.parts[0].matches:
        field = judge.field(match.field)
        start, end = match.chars or (field.tokens[match.first].start, field.tokens[match.last - 1].end)
        return f"“{field.text[start:end]}” stands in {places((match.field,))}"
    return ""


def screen(node: Node, screener: Screener) -> Screen:
    return none_of(screener.of(node.parts[0]))


OPERATORS = (
    Operator(
        kind="not",
        shown="NOT a, -a",
        doc="It must not be there. A rule of nothing else is refused.",
        place="prefix",
        pattern=rf"NOT{WORD_END}|-(?=\S)",
        power=30,
        build=build,
        evaluate=evaluate,
        screen=screen,
        near_miss=near_miss,
        guesses=("NOT",),
        examples=(
            Example("launch NOT rumour", "The launch is in May.", True),
            Example("launch -rumour", "The launch is a rumour.", False),
            Example("上市 NOT 传闻", "新车上市", True),
        ),
    ),
)
