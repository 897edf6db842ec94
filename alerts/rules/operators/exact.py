"""=word and ="a phrase": written just so."""

from __future__ import annotations

from dataclasses import replace

from alerts.rules.forms import form_of
from alerts.rules.nearmisses import places
from alerts.rules.nodes import Found, Node
from alerts.rules.operator import Example, Judge, Making, Operator
from alerts.rules.operators.term import evaluate, screen
from alerts.rules.operators.term import near_miss as elsewhere


def build(making: Making) -> Node:
    part = making.parts[0]
    if part.kind != "term":
        making.mistake("R117", "= stands before one word or one phrase", '="US market"')
    elif any(word.glob for form in part.forms for word in form.words):
        making.mistake("R117", "= stands before a word without a wildcard", f"write {part.source} without =")
    forms = tuple(form_of(form.written, exact=True) for form in part.forms)
    return replace(making.node("exact", forms), parts=(), depth=1)


def near_miss(found: Found, judge: Judge) -> str:
    """How it is written instead."""
    form = found.node.forms[0]
    for match in judge.places(form_of(form.written)):
        field = judge.field(match.field)
        start, end = field.tokens[match.first].start, field.tokens[match.last - 1].end
        return f"“{field.text[start:end]}” stands in {places((match.field,))}, not “{form.written}”"
    return elsewhere(found, judge)


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
        near_miss=near_miss,
        examples=(
            Example("=US", "Cars for the U.S.", True),
            Example("=US", "They told us.", False),
            Example('="Apple Car"', "an apple car", False),
        ),
    ),
)
