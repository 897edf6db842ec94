"""=word and ="a phrase": written just so."""

from __future__ import annotations

from dataclasses import replace

from alerts.rules.forms import form_of
from alerts.rules.nodes import Node
from alerts.rules.operator import Example, Making, Operator
from alerts.rules.operators.term import evaluate, screen


def build(making: Making) -> Node:
    part = making.parts[0]
    if part.kind != "term":
        making.mistake("R117", "= stands before one word or one phrase", '="US market"')
    forms = tuple(form_of(form.written, exact=True) for form in part.forms)
    return replace(making.node("exact", forms), parts=(), depth=1)


OPERATORS = (
    Operator(
        kind="exact",
        shown='=word, ="a phrase"',
        doc="Written just so: capitals count. Dots do not: =US finds U.S.",
        place="prefix",
        pattern=r"=(?=\S)",
        power=60,
        build=build,
        evaluate=evaluate,
        screen=screen,
        examples=(
            Example("=US", "Cars for the U.S.", True),
            Example("=US", "They told us.", False),
            Example('="Apple Car"', "an apple car", False),
        ),
    ),
)
