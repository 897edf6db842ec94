"""@entity: any written form of a name that stands under `terms:`, or of somebody who is known."""

from __future__ import annotations

from alerts.rules.forms import form_of
from alerts.rules.nodes import Node
from alerts.rules.operator import Example, Making, Operator
from alerts.rules.operators.term import evaluate
from record.problems import closest
from record.text import fold_name


def build(making: Making) -> Node:
    name = making.groups[0] or ""
    written = making.names.get(fold_name(name), ())
    if fold_name(name) not in making.names:
        guess = closest(name, making.known)
        hint = f"did you mean @{guess}?" if guess else "define it under `terms:`"
        making.mistake("R104", f"unknown entity '@{name}'", hint)
    forms = tuple(form for form in map(form_of, written) if form.words)
    return making.node("entity", forms, name=f"@{name}")


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
        examples=(
            Example("@us", "我们会把汽车带到美国。", True),
            Example("@us", "Cars for North America.", True),
            Example("@us", "They told us.", False),
        ),
    ),
)
