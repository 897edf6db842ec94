"""`onrecord init`: what it writes works, and it writes over nothing."""

from __future__ import annotations

import json
from pathlib import Path

import typer
from jsonschema import Draft7Validator
from typer.testing import CliRunner

from cli.check import check
from cli.init import init_command, write_files
from record.yamlfile import read_yaml
from tests.alerts.test_schema import plain

app = typer.Typer()
app.command()(init_command)


def test_what_it_writes_passes_the_check_with_only_the_unset_variable(tmp_path: Path) -> None:
    written, in_the_way = write_files(tmp_path / "new")
    assert [path.name for path in written] == ["watchlist.yaml", "watchlist.schema.json"]
    assert in_the_way == []
    assert {(p.code, p.severity) for p in check([written[0]], {})} == {("W402", "warning")}
    assert check([written[0]], {"SLACK_URL": "slack://TokenA/TokenB/TokenC"}) == []


def test_what_it_writes_validates_against_the_schema_it_writes(tmp_path: Path) -> None:
    write_files(tmp_path)
    schema = json.loads((tmp_path / "watchlist.schema.json").read_text("utf-8"))
    root = read_yaml(tmp_path / "watchlist.yaml").root
    assert root is not None
    assert list(Draft7Validator(schema).iter_errors(plain(root))) == []
    first = (tmp_path / "watchlist.yaml").read_text("utf-8").split("\n")[0]
    assert first == "# yaml-language-server: $schema=./watchlist.schema.json"


def test_it_writes_over_nothing_and_says_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "watchlist.yaml").write_text("mine", "utf-8")
    result = CliRunner().invoke(app, [str(tmp_path)])
    assert result.exit_code == 1
    assert "--force" in result.stderr
    assert result.stdout == ""
    assert (tmp_path / "watchlist.yaml").read_text("utf-8") == "mine"
    assert not (tmp_path / "watchlist.schema.json").exists()


def test_with_force_it_writes_over_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "watchlist.yaml").write_text("mine", "utf-8")
    result = CliRunner().invoke(app, [str(tmp_path), "--force", "--json"])
    assert result.exit_code == 0
    assert [Path(path).name for path in json.loads(result.stdout)["written"]] == [
        "watchlist.yaml",
        "watchlist.schema.json",
    ]
    assert "Xiaomi in the US" in (tmp_path / "watchlist.yaml").read_text("utf-8")
