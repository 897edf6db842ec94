"""JSON of strangers."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.reading.answers import Answer
from crawler.reading.jsontrees import count, dig, listed, mapping, parse_json, words
from record.errors import UnreadableFeed


def parsed(body: str) -> Any:
    return parse_json(Answer("https://h/", 200, body.encode()))


def test_a_number_that_nobody_can_mean_costs_no_other_value() -> None:
    assert parsed('{"a": ' + "9" * 5_000 + ', "b": 1, "c": NaN, "d": "\n"}') | {"c": 0} == {
        "a": None,
        "b": 1,
        "c": 0,
        "d": "\n",
    }


@pytest.mark.parametrize("body", ["", "{", "[" * 100_000, '{"a": }', "<html></html>", "\ufeff"])
def test_what_is_no_json_is_unreadable(body: str) -> None:
    with pytest.raises(UnreadableFeed):
        parsed(body)


@pytest.mark.parametrize("tree", [None, 7, "x", [], {}, {"a": None}, {"a": []}, {"a": {"b": None}}])
def test_a_way_that_leads_nowhere_ends_in_nothing(tree: Any) -> None:
    assert dig(tree, "a", "b") is None
    assert dig({"a": {"b": 1}}, "a", "b") == 1


@pytest.mark.parametrize(
    ("value", "expected"), [(7, 7), (0, 0), (-1, None), (True, None), (1.5, None), ("7", None), (None, None)]
)
def test_only_whole_numbers_count(value: Any, expected: int | None) -> None:
    assert count(value) == expected


def test_other_kinds_of_values_are_empty_ones() -> None:
    assert (words(7), words("a\ud800\0"), mapping([]), listed({})) == ("", "a\ufffd", {}, [])
