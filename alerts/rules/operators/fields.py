"""Fields: they narrow or widen where the clause behind them is looked for."""

from __future__ import annotations

from alerts.rules.nodes import Found, Node
from alerts.rules.operator import Example, Judge, Making, Operator
from alerts.rules.scope import FieldName
from alerts.rules.screens import Screen, Screener


def _build(making: Making) -> Node:
    return making.node(making.groups[0] or "")


def evaluate(node: Node, judge: Judge) -> Found:
    part = judge.narrowed((node.kind,)).of(node.parts[0])
    missing = tuple(f"{node.kind}:{word}" for word in part.missing)
    return Found(node, part.hit, part.matches, (part,), missing)


def screen(node: Node, screener: Screener) -> Screen:
    return screener.narrowed((node.kind,)).of(node.parts[0])


def _field(name: FieldName, doc: str, examples: tuple[Example, ...]) -> Operator:
    return Operator(
        kind=name,
        shown=f"{name}:a, {name}:(a OR b)",
        doc=doc,
        place="prefix",
        pattern=rf"({name}):\s*(?=[^\s)])",
        power=50,
        build=_build,
        evaluate=evaluate,
        screen=screen,
        examples=examples,
        guesses=(f"{name}:",),
    )


OPERATORS = (
    _field(
        "quote",
        "Only in the words said.",
        (
            Example('quote:"US market"', "We will enter the US market.", True),
            Example('quote:"US market"', "The US market and what he said of it", False, "title"),
        ),
    ),
    _field(
        "title",
        "Only in the title of the article or post.",
        (
            Example("title:(denies OR 否认)", "Ford denies talks with Xiaomi", True, "title"),
            Example("title:denies", "He denies it.", False),
        ),
    ),
    _field(
        "text",
        "In the whole article or post, not only around the words said.",
        (Example("text:California", "The car was seen in California.", True, "text"),),
    ),
    _field(
        "speaker",
        "In the names of the Speaker.",
        (
            Example('speaker:"Lei Jun"', "Lei Jun", True, "speaker"),
            Example("speaker:雷军", "Lei Jun said so.", False),
        ),
    ),
    _field(
        "org",
        "In the names of the organisation that they speak for.",
        (
            Example("org:小米", "Xiaomi\n小米", True, "org"),
            Example("org:小米", "小米在美国", False),
        ),
    ),
    _field(
        "role",
        "In what they are there: chief executive, 董事长.",
        (
            Example("role:(CEO OR 董事长)", "founder and CEO", True, "role"),
            Example("role:CEO", "The CEO left.", False),
        ),
    ),
    _field(
        "source",
        "In the name or the id of the outlet.",
        (
            Example('source:"The Courier"', "The Courier\ncourier-cars", True, "source"),
            Example("source:courier-cars", "The Courier\ncourier-phones", False, "source"),
        ),
    ),
)
