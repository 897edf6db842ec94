"""`onrecord check`: all Problems on stderr, the sum on stdout, 1 where there is an error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from cli.check import check, check_command, summary

app = typer.Typer()
app.command()(check_command)

GOOD = "watches:\n  - {name: A, people: Lei Jun, notify: c}\nchannels: {c: 'json://${NOBODY_SETS_THIS}'}\n"
BAD = "watches:\n  - {name: A, peopel: Lei Jun, when: SU7 and 美国, notify: c}\nchannels: {c: json://x}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_good_watchlist_passes_with_its_warnings(folder: Path) -> None:
    Path("watchlist.yaml").write_text(GOOD, "utf-8")
    result = CliRunner().invoke(app)
    assert result.exit_code == 0
    assert result.stdout == "watchlist.yaml: 1 warning\n"
    assert result.stderr.startswith("watchlist.yaml:3:23  W402 warning: ${NOBODY_SETS_THIS} is not set\n")


def test_a_bad_watchlist_is_told_everything_at_once(folder: Path) -> None:
    Path("mine.yaml").write_text(BAD, "utf-8")
    result = CliRunner().invoke(app, ["mine.yaml"])
    assert result.exit_code == 1
    assert result.stdout == "mine.yaml: 2 errors\n"
    assert [line.split()[1] for line in result.stderr.splitlines() if line.startswith("mine")] == [
        "W101",
        "R103",
    ]
    assert "did you mean 'people'?" in result.stderr


def test_the_operators_channel_is_looked_for_in_the_watchlist(folder: Path) -> None:
    Path("watchlist.yaml").write_text(GOOD, "utf-8")
    Path("onrecord.yaml").write_text("operator: d\n", "utf-8")
    result = CliRunner().invoke(app)
    assert result.exit_code == 1
    assert "onrecord.yaml:1:11   C103 no channel named 'd'" in result.stderr
    assert "the watchlist has c" in result.stderr


def test_json_is_on_stdout_alone(folder: Path) -> None:
    Path("watchlist.yaml").write_text(BAD, "utf-8")
    result = CliRunner().invoke(app, ["--json"])
    answer = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (1, "")
    assert answer["files"] == ["watchlist.yaml"]
    assert [(p["code"], p["line"], p["column"]) for p in answer["problems"]] == [
        ("W101", 2, 15),
        ("R103", 2, 42),
    ]


def test_a_watchlist_that_is_not_there_is_a_problem(folder: Path) -> None:
    result = CliRunner().invoke(app)
    assert result.exit_code == 1
    assert "watchlist.yaml       Y002 cannot be read: no such file or directory" in result.stderr


def test_people_and_sources_beside_it_are_checked_and_counted_in(folder: Path) -> None:
    Path("watchlist.yaml").write_text(GOOD.replace("Lei Jun", "Jane Doe"), "utf-8")
    Path("people.yaml").write_text("people: [Jane Doe]\n", "utf-8")
    Path("sources.yaml").write_text("sorces: []\n", "utf-8")
    result = CliRunner().invoke(app)
    assert result.exit_code == 1
    assert "people.yaml" in result.stdout
    assert "sources.yaml:1:1" in result.stderr
    assert "Jane Doe" not in result.stderr


def test_nothing_in_the_environment_is_needed_to_check(folder: Path) -> None:
    Path("watchlist.yaml").write_text(GOOD, "utf-8")
    assert check([Path("watchlist.yaml")], {"NOBODY_SETS_THIS": "x"}) == []
    assert summary([]) == "no problems"
