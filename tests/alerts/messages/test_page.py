"""docs/messages.md shows what is sent: its examples are made anew and compared."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from alerts.messages import render
from alerts.messages.families import Family
from alerts.messages.formats import FORMATS
from alerts.messages.templates import FIELDS, problems_of
from tests.alerts.messages.samples import BRIEF, SAMPLES, gathered
from tests.alerts.stories import NOW, ZONE

PAGE = (Path(__file__).parents[3] / "docs/messages.md").read_text("utf-8")


def block(kind: str) -> str:
    [found] = re.findall(rf"```{kind}\n(.*?)\n```", PAGE, re.DOTALL)
    return str(found)


@pytest.mark.parametrize("family", sorted(set(FORMATS) - {"email"}))
def test_each_family_is_shown_as_it_is_sent(family: Family) -> None:
    assert block(family) == SAMPLES["original_post"].message(family).text.rstrip()


def test_a_digest_is_shown_as_it_is_sent() -> None:
    assert block("digest") == render(gathered(), "plain", now=NOW, zone=ZONE).text.rstrip()


def test_the_payload_is_shown_as_it_is_sent() -> None:
    assert json.loads(block("json")) == SAMPLES["original_post"].message("webhook").fields


def test_the_template_is_shown_with_what_comes_of_it() -> None:
    written = "".join(f"    {line}\n" for line in BRIEF.splitlines())
    assert f"  brief: |\n{written}" in PAGE
    assert block("template") == SAMPLES["template"].message("plain").text.rstrip()
    assert problems_of(BRIEF) == []


def test_every_field_of_a_template_is_explained() -> None:
    rows = "".join(f"| `{{{name}}}` | {text} |\n" for name, text in FIELDS.items())
    assert f"| field | what it is |\n|---|---|\n{rows}\n" in PAGE


@pytest.mark.parametrize(
    ("family", "words"),
    [
        ("slack", "3,000 characters"),
        ("telegram", "4,096 UTF-16 units"),
        ("discord", "2,000 characters"),
        ("teams", "4,000 characters"),
        ("feishu", "18,000 bytes of JSON"),
        ("dingtalk", "18,000 bytes of JSON"),
        ("wecom", "2,048 bytes"),
        ("plain", "1,900 bytes"),
    ],
)
def test_the_limits_are_those_of_the_code(family: Family, words: str) -> None:
    assert f"{FORMATS[family].most:,} " in words
    assert f"| {words}" in PAGE
