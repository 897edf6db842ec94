"""@entity: any written form of a name that stands under `terms:`, or of somebody who is known."""

from __future__ import annotations

from alerts.rules.nodes import Found, Node
from alerts.rules.operator import Example, Judge, Making, Operator
from alerts.rules.screens import Literal, Screen, Screener, one_of
from record.problems import closest


def build(making: Making) -> Node:
    name = making.groups[0] or ""
    if name not in making.names:
        guess = closest(name, making.names.known)
        hint = f"did you mean @{guess}?" if guess else "define it under `terms:`"
        making.mistake("R104", f"unknown entity '@{name}'", hint, meant=f"@{guess}" if guess else "")
    return making.node("entity", name=f"@{name}")


def evaluate(node: Node, judge: Judge) -> Found:
    found = (match for form in judge.forms(node.name) for match in judge.places(form))
    matches = tuple(dict.fromkeys(found))
    return Found(node, bool(matches), matches, missing=() if matches else (node.name,))


def screen(node: Node, screener: Screener) -> Screen:
    return one_of([Literal(screener.fields, name=node.name)])


OPERATORS = (
    Operator(
        kind="entity",
        shown="@name",
        doc="Any form that `terms:` lists for the name, or any name of a person or organisation by its id.",
        place="atom",
        pattern=r"@([\w-]*)",
        power=100,
        build=build,
        evaluate=evaluate,
        screen=screen,
        examples=(
            Example("@us", "我们会把汽车带到美国。", True),
            Example("@us", "Cars for North America.", True),
            Example("@us", "They told us.", False),
        ),
    ),
)
