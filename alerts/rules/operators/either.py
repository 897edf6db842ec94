"""OR: at least one of it."""

from __future__ import annotations

from alerts.rules.nodes import Found, Node, united
from alerts.rules.operator import WORD_END, Example, Judge, Making, Operator
from alerts.rules.screens import Screen, Screener, any_of


def build(making: Making) -> Node:
    _warn_of_mix(making)
    return making.node("or")


def _warn_of_mix(making: Making) -> None:
    """AND binds tighter; whoever wrote no brackets may have meant the other reading."""
    mixed = [part.kind == "and" and not part.bracketed for part in making.parts]
    if not any(mixed):
        return
    pairs = zip(mixed, making.parts, strict=True)
    read = " OR ".join(f"({part.source})" if mix else part.source for mix, part in pairs)
    shown = read if len(read) <= 80 else f"{read[:79]}…"
    making.mistake("L501", "AND and OR are mixed without brackets", f"read as: {shown}", "warning")


def evaluate(node: Node, judge: Judge) -> Found:
    parts = tuple(map(judge.of, node.parts))
    hit = any(part.hit for part in parts)
    return Found(
        node,
        hit=hit,
        matches=united(part for part in parts if part.hit),
        parts=parts,
        missing=() if hit else (" | ".join(" ".join(part.missing) for part in parts),),
    )


def screen(node: Node, screener: Screener) -> Screen:
    return any_of([screener.of(part) for part in node.parts])


OPERATORS = (
    Operator(
        kind="or",
        shown="a OR b, a | b",
        doc="At least one of them.",
        place="infix",
        pattern=rf"OR{WORD_END}|\|\|?",
        power=10,
        build=build,
        evaluate=evaluate,
        screen=screen,
        joins_many=True,
        guesses=("OR",),
        examples=(
            Example('"US market" OR 美国', "我们会把汽车带到美国。", True),
            Example("America|北美", "北美市场", True),
            Example("America OR 北美", "The European market", False),
        ),
    ),
)
