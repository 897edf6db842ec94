"""/regex/: a regular expression on the text as it is written, with its capitals and signs."""

from __future__ import annotations

from alerts.rules.nodes import Found, Match, Node
from alerts.rules.operator import WORD_END, Example, Judge, Making, Operator
from alerts.rules.patterns import Unusable, check, spans


def build(making: Making) -> Node:
    inner, begin = making.groups[0] or "", making.sign_at + 1
    written = making.text[begin : begin + len(inner)]  # as it is written: a full-width sign is itself
    try:
        check(written)
    except Unusable as why:
        place = begin + why.at, begin + why.at + min(why.size, len(written) - why.at)
        hint = r"a slash inside is written \/" if "[" in str(why) else ""
        making.mistake("R120", f"this regular expression cannot be used: {why}", hint, at=place)
    return making.node("regex", name=f"(?i){written}" if making.groups[1] else written)


def evaluate(node: Node, judge: Judge) -> Found:
    matches = tuple(
        Match(window.field, first, last, (start, end))
        for window in judge.windows
        for first, last, start, end in spans(node.name, judge.field(window.field), window.first, window.last)
    )
    return Found(node, bool(matches), matches, missing=() if matches else (node.source,))


OPERATORS = (
    Operator(
        kind="regex",
        shown="/regex/, /regex/i",
        doc="A regular expression (RE2) on the text as it is written; with i, capitals do not count.",
        place="atom",
        pattern=rf"/((?:[^/\\\n]|\\[^\n])+)/(i?){WORD_END}",
        power=100,
        build=build,
        evaluate=evaluate,
        examples=(
            Example(r"/\bSU\d\b/", "小米SU7在美国", True),
            Example(r"/\bSU\d\b/", "the su7", False),
            Example(r"/\bsu\d\b/i", "the SU7", True),
            Example(r"/\d+ ?%/ NEAR/3 tariff", "a tariff of 25 %", True),
        ),
    ),
)
