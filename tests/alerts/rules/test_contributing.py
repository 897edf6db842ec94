"""The operator that CONTRIBUTING shows is an operator."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest

from alerts.rules import Scope, match, parse
from alerts.rules.operator import Operator, Operators, registered

PAGE = (Path(__file__).parents[3] / "CONTRIBUTING.md").read_text("utf-8")
SHOWN = re.findall(r"```python\n(.*?)```", PAGE.partition("## How to add a rule operator")[2], re.DOTALL)[0]


@pytest.fixture(scope="module")
def operator() -> Operator:
    module = ModuleType("together")
    exec(compile(SHOWN, "CONTRIBUTING.md", "exec"), module.__dict__)
    (found,) = module.OPERATORS
    assert isinstance(found, Operator)
    return found


def test_its_examples_hold(operator: Operator) -> None:
    wider = Operators([*registered().all, operator])
    for example in operator.examples:
        parsed = parse(example.rule, {}, wider)
        assert parsed.rule is not None
        assert match(parsed.rule, Scope.of(example.where, example.text), wider).hit is example.hits
    assert {example.hits for example in operator.examples} == {True, False}


def test_it_looks_in_one_field_at_a_time(operator: Operator) -> None:
    wider = Operators([*registered().all, operator])
    rule = parse("TOGETHER(launch AND May)", {}, wider).rule
    assert rule is not None
    assert not match(rule, Scope(quote="in May", title="The launch"), wider).hit
    assert match(rule, Scope(quote="in May", title="The launch in May"), wider).hit
