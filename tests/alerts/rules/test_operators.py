"""Every operator does what its own examples say, and a new one needs a file and nothing else."""

from __future__ import annotations

import pytest

from alerts.rules import Scope, match, parse
from alerts.rules.nodes import Found, Node
from alerts.rules.operator import Example, Judge, Making, Operator, Operators, registered
from tests.alerts.rules.doctables import NAMES

EXAMPLES = [(operator.kind, example) for operator in registered().all for example in operator.examples]


@pytest.mark.parametrize(
    ("kind", "example"), EXAMPLES, ids=[f"{k}: {e.rule} / {e.text}" for k, e in EXAMPLES]
)
def test_an_operator_does_what_its_example_says(kind: str, example: Example) -> None:
    parsed = parse(example.rule, NAMES)
    assert parsed.problems == ()
    assert parsed.rule is not None
    assert match(parsed.rule, Scope.of(example.where, example.text)).hit is example.hits


@pytest.mark.parametrize("operator", registered().all, ids=lambda operator: operator.kind)
def test_an_operator_has_a_line_of_documentation_and_a_hit_and_is_told_apart(operator: Operator) -> None:
    assert operator.doc.endswith(".")
    assert any(example.hits for example in operator.examples)
    assert [other.kind for other in registered().all].count(operator.kind) == 1


def _sentence(node: Node, judge: Judge) -> Found:
    part = judge.of(node.parts[0])
    spans = {match.field for match in part.matches}
    return Found(node, part.hit and len(spans) == 1, part.matches, (part,), part.missing)


def _build(making: Making) -> Node:
    return making.node("together")


def test_an_operator_that_nobody_foresaw_fits_in() -> None:
    together = Operator(
        kind="together",
        shown="TOGETHER(a b)",
        doc="All in one field.",
        place="prefix",
        pattern=r"TOGETHER(?=\()",
        power=50,
        build=_build,
        evaluate=_sentence,
        examples=(),
    )
    wider = Operators([*registered().all, together])
    parsed = parse("TOGETHER(Xiaomi SU7) NOT rumour", {}, wider)
    assert parsed.problems == ()
    assert parsed.rule is not None
    assert match(parsed.rule, Scope(quote="Xiaomi SU7"), wider).hit
    assert not match(parsed.rule, Scope(quote="SU7", title="Xiaomi"), wider).hit
    assert parse("TOGETHER(Xiaomi SU7)").rule is not None, (
        "without its file it is a word in front of brackets"
    )
