"""Fields that have a few values: another one can only be a slip."""

from __future__ import annotations

from typing import get_args

from alerts.rules.languages import CODES, NAMES
from alerts.rules.nodes import Node
from alerts.rules.operator import Example, Making, Operator
from alerts.rules.operators.fields import evaluate, screen
from alerts.rules.scope import FieldName
from record.problems import closest
from record.text import fold, fold_name
from record.types import Provenance, Severity, Stance, Venue

VALUES: dict[str, tuple[str, ...]] = {
    "stance": get_args(Stance),
    "venue": get_args(Venue),
    "provenance": get_args(Provenance),
    "lang": CODES,
    "severity": get_args(Severity),
}
PARTS = ("and", "or", "not", "term", "exact")


def build(making: Making) -> Node:
    name = making.sign.partition(":")[0].strip()
    kind = "venue" if name == "channel" else name
    row = list(making.parts)
    while row:
        for node in row:
            _check(making, node, name, VALUES[kind])
        row = [below for node in row for below in node.parts]
    return making.node(kind)


def _check(making: Making, node: Node, name: str, values: tuple[str, ...]) -> None:
    place, known = (node.start, node.end), {fold_name(value) for value in values}
    if node.kind not in PARTS:
        making.mistake("R121", f"{name}: takes words only", _list(name, values), at=place)
    for form in node.forms:
        if fold_name(form.written) in known:
            continue
        guess = NAMES.get(fold(form.written)) if name == "lang" else closest(form.written, values)
        hint = f"did you mean {guess}?" if guess else _list(name, values)
        message = f"{name}: is never '{form.written}'"
        making.mistake("R121", message, hint, at=place, meant=guess or "")


def _list(name: str, values: tuple[str, ...]) -> str:
    return "two letters: en, zh, de, …" if name == "lang" else f"one of: {', '.join(values)}"


def _closed(kind: FieldName, names: str, doc: str, examples: tuple[Example, ...]) -> Operator:
    value = VALUES[kind][0] if kind != "lang" else "zh"
    listed = f" One of: {', '.join(VALUES[kind])}." if kind != "lang" else ""
    return Operator(
        kind=kind,
        shown=", ".join(f"{name}:{value}" for name in names.split("|")),
        doc=doc + listed,
        place="prefix",
        pattern=rf"(?:{names}):\s*(?=[^\s)])",
        power=50,
        build=build,
        evaluate=evaluate,
        screen=screen,
        examples=examples,
        guesses=tuple(f"{name}:" for name in names.split("|")),
    )


OPERATORS = (
    _closed(
        "stance",
        "stance",
        "What the words do.",
        (
            Example("stance:(deny OR plan)", "plan", True, "stance"),
            Example("stance:deny", "plan", False, "stance"),
        ),
    ),
    _closed(
        "venue",
        "venue|channel",
        "Where it was said.",
        (
            Example("venue:interview", "interview", True, "venue"),
            Example("channel:weibo", "call", False, "venue"),
        ),
    ),
    _closed(
        "provenance",
        "provenance",
        "How the words came to us.",
        (
            Example("provenance:own-account", "own-account", True, "provenance"),
            Example("provenance:(own-account OR direct-quote)", "paraphrase", False, "provenance"),
        ),
    ),
    _closed(
        "lang",
        "lang",
        "The language of the article or post, in two letters.",
        (
            Example("lang:zh", "zh", True, "lang"),
            Example("lang:en", "zh", False, "lang"),
        ),
    ),
    _closed(
        "severity",
        "severity",
        "How grave the watch is: only where quiet hours say `unless:`.",
        (
            Example("severity:(high OR critical)", "critical", True, "severity"),
            Example("severity:critical", "normal", False, "severity"),
        ),
    ),
)
