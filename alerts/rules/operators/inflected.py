"""~word: the word in all of its forms, as far as English goes."""

from __future__ import annotations

from dataclasses import replace

from alerts.rules.forms import form_of
from alerts.rules.inflection import inflections
from alerts.rules.nodes import Node
from alerts.rules.operator import Example, Making, Operator
from alerts.rules.operators.term import evaluate, near_miss, screen
from record.text import is_cjk


def build(making: Making) -> Node:
    part = making.parts[0]
    words = part.forms[0].words if part.kind == "term" else ()
    one = len(words) == 1 or (words and all(is_cjk(word.text[0]) for word in words))
    if not one or any(word.glob for word in words):
        hint = "write ~enter; of a phrase, ~enter ONEAR/0 market"
        making.mistake("R117", "~ stands before one word without a wildcard", hint)
    if part.kind != "term" or len(words) != 1 or words[0].exact is not None:
        return replace(making.node("inflected", part.forms), parts=(), depth=1)
    forms = (part.forms[0], *map(form_of, inflections(words[0].text)[1:]))
    return replace(making.node("inflected", forms), parts=(), depth=1)


OPERATORS = (
    Operator(
        kind="inflected",
        shown="~word",
        doc="An English word in any of its forms: ~enter finds enters, entered, entering; so does ~entered.",
        place="prefix",
        pattern=r'~(?=[^\W\d]|["(=@])',
        power=95,
        build=build,
        evaluate=evaluate,
        screen=screen,
        near_miss=near_miss,
        examples=(
            Example("~enter", "They entered the market.", True),
            Example("~going", "He went there.", True),
            Example("~launch", "The launcher is late.", False),
            Example("~buy NEAR/2 chip", "They bought the chip.", True),
        ),
    ),
)
