"""docs/rules.md says what the code does: its tables are the code's, its YAML is parsed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from alerts.rules import parse
from alerts.yamlrule import rule_text
from record.yamlfile import parse_yaml
from tests.alerts.rules.doctables import NAMES, codes, tables

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/rules.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["operators", "examples", "codes"])
def test_the_page_holds_the_table_of_the_code(name: str) -> None:
    assert "\n".join(tables()[name]) in PAGE


def test_every_rule_of_the_page_can_be_parsed() -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", PAGE, re.S)
    assert blocks
    for block in blocks:
        file = parse_yaml(block)
        assert file.root is not None
        assert isinstance(file.root.data, dict)
        text = rule_text(file, file.root.data["when"])
        assert text is not None
        assert parse(text.text, NAMES).problems == ()


def test_every_code_in_the_source_is_in_the_table() -> None:
    files = [
        *ROOT.glob("alerts/rules/**/*.py"),
        *ROOT.glob("record/yaml*.py"),
        ROOT / "record/configuration.py",
    ]
    for name in ("watch*", "lint*", "yaml*", "addresses", "trial", "timingreader"):
        files += ROOT.glob(f"alerts/{name}.py")
    used = {code for file in files for code in re.findall(r'"([CWRTLY]\d{3})"', file.read_text("utf-8"))}
    assert used == set(codes())
