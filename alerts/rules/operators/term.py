"""Words and phrases: what everything else joins."""

from __future__ import annotations

from alerts.rules.forms import LONGEST, crosses_break, form_of
from alerts.rules.nodes import Found, Node
from alerts.rules.operator import Example, Judge, Making, Operator
from alerts.rules.screens import Literal, Screen, Screener, one_of


def build(making: Making) -> Node:
    """`groups` holds the text between the quotes of a phrase, or None for a word."""
    phrase = making.groups[0]
    written = making.sign if phrase is None else phrase
    form = form_of(written)
    if not form.words:
        making.mistake("R113", f"there is no letter or digit to look for in {making.sign}")
    elif crosses_break(written):
        hint = "make two of it and join them with AND, OR or NEAR/8"
        making.mistake("R114", "a term ends at a comma and at the end of a sentence", hint)
    elif len(form.words) > LONGEST:
        making.mistake("R116", f"a term has at most {LONGEST} words, this one has {len(form.words)}")
    return making.node("term", (form,))


def evaluate(node: Node, judge: Judge) -> Found:
    matches = tuple(dict.fromkeys(match for form in node.forms for match in judge.places(form)))
    missing = () if matches else (node.name or node.forms[0].written,)
    return Found(node, bool(matches), matches, missing=missing)


def screen(node: Node, screener: Screener) -> Screen:
    return one_of(Literal(screener.fields, form) for form in node.forms)


OPERATORS = (
    Operator(
        kind="term",
        shown='word, "a phrase"',
        doc="A word, or words in a row. Case, width, accents, hyphens, traditional and simplified are one.",
        place="atom",
        pattern="",
        power=100,
        build=build,
        evaluate=evaluate,
        screen=screen,
        examples=(
            Example('"US market"', "We will enter the US-market.", True),
            Example("“US market”", "The US has one market.", False),
            Example("雷軍", "雷军：没有计划", True),
            Example("AT&T", "A deal with AT&T.", True),
            Example("C++", "Vitamin C is good.", False),
            Example("U.S.", "Cars for the US.", True),
            Example("U.S.", "They told us.", False),
        ),
    ),
)
