"""The JSON Schema for editors agrees with the loader, as far as a schema can."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from alerts import schema
from alerts.watches import DEFAULT_ON
from record.speakers import ENTRY, ROLE
from record.types import EventKind
from record.yamlfile import Value, read_yaml
from tests.alerts.watchlist_cases import BAD, GOOD, loaded

SHAPES = {"W101", "W102", "W103", "W104", "W106", "W107", "W108", "W109", "W110"}  # what a schema can say


def plain(value: Value) -> Any:
    if isinstance(value.data, list):
        return [plain(item) for item in value.data]
    if isinstance(value.data, dict):
        return {key: plain(item) for key, item in value.data.items()}
    return value.data


def test_the_schema_is_a_schema() -> None:
    errors = list(Draft7Validator(Draft7Validator.META_SCHEMA).iter_errors(schema.watchlist_schema()))
    assert errors == []


@pytest.mark.parametrize("path", [*GOOD, *BAD], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_schema_and_loader_agree(path: Path) -> None:
    result, root = loaded(path), read_yaml(path).root
    if root is None or any(problem.code.startswith("Y") for problem in result.problems):
        return  # no editor gets as far as the schema
    wrong = any(problem.code in SHAPES for problem in result.problems)
    found = [error.message for error in Draft7Validator(schema.watchlist_schema()).iter_errors(plain(root))]
    assert bool(found) == wrong, found


def test_the_keys_of_people_are_those_that_are_read() -> None:
    assert schema.names(schema.PERSON_KEYS) == list(ENTRY)
    assert schema.names(schema.ROLE_KEYS) == list(ROLE)


def test_the_documentation_says_what_can_be_told_of() -> None:
    rules = Path(__file__).parents[2] / "docs" / "rules.md"
    table = rules.read_text("utf-8").partition("## What is told of")[2].partition("## Mistakes")[0]
    assert tuple(re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE)) == schema.ON
    left_out = {word for word in schema.ON if EventKind(word) not in DEFAULT_ON}
    assert set(re.findall(r"`([a-z-]+)`", table.partition("all but")[2].partition(".")[0])) == left_out


def test_every_key_says_what_it_is_for() -> None:
    keys = [
        *schema.TOP_KEYS,
        *schema.WATCH_KEYS,
        *schema.DEFAULT_KEYS,
        *schema.EXAMPLE_KEYS,
        *schema.PERSON_KEYS,
    ]
    assert [key.name for key in keys if len(key.doc) < 10] == []
