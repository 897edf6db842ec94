"""`onrecord import-rule`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from ops.console import Status
from record.yamlfile import read_yaml


def run(*arguments: str, stdin: str = "") -> Result:
    return CliRunner().invoke(app, ["import-rule", "--from", "brandwatch", *arguments], input=stdin)


def test_the_rule_is_on_stdout_and_what_differs_on_stderr() -> None:
    done = run('"car price"~5')
    assert (done.exit_code, done.stdout) == (Status.FINE, "car NEAR/5 price\n")
    assert "query:1:1            I110 warning" in done.stderr


def test_what_cannot_be_carried_over_is_a_problem_and_the_rest_is_marked() -> None:
    done = run("car AND country:us")
    assert done.exit_code == Status.WRONG_FILE
    assert done.stdout.splitlines() == [
        "# something of the query is missing here: see the problems",
        "car",
    ]
    assert "      |         ^^^^^^^^^^ " in done.stderr


@pytest.mark.parametrize("query", ["-", "FILE"])
def test_a_query_is_read_from_stdin_or_a_file_and_problems_have_its_lines(tmp_path: Path, query: str) -> None:
    text = "car AND\ncountry:us\n"
    file = tmp_path / "query.txt"
    file.write_text(text, "utf-8")
    done = run("--json", str(file) if query == "FILE" else "-", stdin=text)
    told = json.loads(done.stdout)
    assert told["rule"] == "car"
    assert [(each["line"], each["column"]) for each in told["problems"] if each["code"] == "I102"] == [(2, 1)]


def test_a_watch_can_be_pasted(tmp_path: Path) -> None:
    done = run("car AND price", "--watch", 'Cars: "all"')
    path = tmp_path / "watchlist.yaml"
    path.write_text(f"watches:\n{done.stdout}", "utf-8")
    file = read_yaml(path)
    assert file.problems == []
    assert 'Cars: "all"' in str(file.root)
