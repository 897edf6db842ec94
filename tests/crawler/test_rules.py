"""Regular expressions on lines made to be slow: none tries every way to part a line.

The lines that such rules read have 420 characters at most. Some took fifteen seconds for one of these.
"""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest

import crawler.mirrors
import crawler.pages
import crawler.payloads
import crawler.reading
import crawler.resolving
from crawler.pages.lines import without_furniture
from record import furniture

LENGTH = 420
MOST_SECONDS = 2.0  # of processor time for all lines; a rule takes 10 ms at most
FOLDERS = (crawler.mirrors, crawler.pages, crawler.payloads, crawler.reading, crawler.resolving)
MODULES = [
    *(
        importlib.import_module(found.name)
        for folder in FOLDERS
        for found in pkgutil.iter_modules(folder.__path__, f"{folder.__name__}.")
    ),
    furniture,
]
BEGINNINGS = ("", "12:34 ", "by ", "published ", "photo: ", "“", "follow ", "links earn ", "付费")
PIECES = (
    *("a", "a ", "A.", "a-", "1", "1 ", ",", ".", "/", " ", "\n", "(", "“", '"', "'", "「", "<", "&", "="),
    *("“a”", "12:34 a ", "links earn ", "(photo: ", "记者 文", "2019-01-01 ", "mon, ", "转载", "未经"),
)
LINES = [(begun + piece * LENGTH)[:LENGTH] + "\0!" for begun in BEGINNINGS for piece in PIECES]


def rules_in(value: Any) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list):
        yield from chain.from_iterable(map(rules_in, value))
    elif isinstance(value, dict):
        yield from rules_in(list(value.values()))
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from rules_in([getattr(value, field.name) for field in dataclasses.fields(value)])


RULES = [
    pytest.param(rule, id=f"{module.__name__}.{name}")
    for module in MODULES
    for name, value in vars(module).items()
    for rule in rules_in(value)
]


@pytest.mark.parametrize("rule", RULES)
def test_no_line_makes_a_rule_slow(rule: re.Pattern[Any]) -> None:
    # What is looked for at every place of a line may cost the line's length once more.
    begun = time.process_time()
    for line in LINES:
        rule.match(line if isinstance(rule.pattern, str) else line.encode())
    assert time.process_time() - begun < MOST_SECONDS


@pytest.mark.parametrize("piece", PIECES)
def test_no_article_of_such_lines_is_slow(piece: str) -> None:
    text = "\n".join((begun + piece * LENGTH)[:LENGTH] for begun in BEGINNINGS)
    begun = time.process_time()
    without_furniture(text, "Head")
    assert time.process_time() - begun < MOST_SECONDS


@pytest.mark.parametrize(
    "line", ["(Credit: Ada Berg / The Courier)", "10:20 Ada Berg", "2 hours ago 10:20 AdaBerg"]
)
def test_what_makes_a_rule_quick_hides_no_line_from_it(line: str) -> None:
    assert without_furniture(line, "") == ""


@pytest.mark.parametrize("line", ["10:20 p.m.", "(Ada Berg said so)"])
def test_what_makes_a_rule_quick_gives_it_no_other_line(line: str) -> None:
    assert without_furniture(line, "") == line
