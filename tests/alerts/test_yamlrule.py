"""`when:` as a mapping is the rule text that one would have written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from alerts.implying import same
from alerts.rules import Scope, match, parse
from alerts.rules.names import Names
from alerts.rules.nodes import Node
from alerts.ruletext import RuleText
from alerts.schema import clause_names
from alerts.yamlrule import rule_text
from record.yamlfile import parse_yaml

NAMES = Names({"us": ["America", "美国"]})
PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text("utf-8")
CASES = {
    "{all: [a, b]}": "a AND b",
    "{all: [a OR b, c]}": "(a OR b) AND c",
    "{any: [a, b c]}": "a OR (b c)",
    "{any: a}": "a",
    "{all: a, none: [b, c]}": "a AND NOT (b OR c)",
    "{any: [{all: [a, b]}, c]}": "(a AND b) OR c",
    "{near: {of: [a, b], words: 8}}": "a NEAR/8 b",
    "{near: {of: [a, b OR c], words: 0, ordered: true}}": "a ONEAR/0 (b OR c)",
    "{all: [{near: {of: [a, b], words: 3}}, c]}": "(a NEAR/3 b) AND c",
    "{sentence: {all: [a, b]}}": "SENTENCE(a AND b)",
    "{quotation: a OR b}": "QUOTE(a OR b)",
    "{first: {words: 20, of: a b}}": "FIRST/20(a b)",
    "{atleast: {times: 3, of: {any: [a, b]}}}": "ATLEAST/3(a OR b)",
    "{title: a b}": "title:(a b)",
    "{title: [a, b], stance: deny}": "title:(a OR b) AND stance:deny",
    "{text: {near: {of: [a, b], words: 2}}}": "text:(a NEAR/2 b)",
    "{any: ['@us', '=US', '\"US market\"', U.S.]}": '@us OR =US OR "US market" OR U.S.',
    "{all: [-a, b]}": "(-a) AND b",
}


def written(yaml: str) -> tuple[RuleText | None, list[str]]:
    file = parse_yaml(f"when: {yaml}\n")
    assert file.root is not None
    assert isinstance(file.root.data, dict)
    text = rule_text(file, file.root.data["when"])
    return text, [problem.code for problem in file.problems]


def tree(text: str) -> Node:
    parsed = parse(text, NAMES)
    assert parsed.rule is not None, parsed.problems
    return parsed.rule.node


@pytest.mark.parametrize("yaml", CASES)
def test_it_is_the_same_tree(yaml: str) -> None:
    text, problems = written(yaml)
    assert problems == []
    assert text is not None
    assert same(tree(text.text), tree(CASES[yaml]))


def test_every_key_has_a_case_or_is_a_field_like_the_others() -> None:
    special = {"all", "any", "none", "near", "sentence", "quotation", "first", "atleast"}
    assert special <= {key for yaml in CASES for key in re.findall(r"(\w+):", yaml)}
    fields = [name for name in clause_names() if name not in special]
    assert {"quote", "title", "text", "speaker", "org", "stance", "lang", "site"} <= set(fields)


def test_the_examples_of_the_page_are_what_the_page_says() -> None:
    section = PAGE.partition("## As YAML")[2].partition("\n## ")[0]
    first, second = re.findall(r"```yaml\nwhen:\n(.*?)```", section, re.S)
    said = re.search(r"This is `(.*?)`", section, re.S)
    text, _ = written(f"\n{first}")
    assert text is not None
    assert said is not None
    assert same(tree(text.text), tree(said.group(1)))
    other, _ = written(f"\n{second}")
    assert other is not None
    assert match(parse(other.text).rule, Scope.of("title", "汽车")).hit  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "yaml", ["{all: [{a: {b: {}}}]}", "{near: [[]]}", "{first: {words: {}, of: []}}", "{any: ~}"]
)
def test_odd_mappings_are_problems(yaml: str) -> None:
    text, problems = written(yaml)
    assert text is None
    assert problems
