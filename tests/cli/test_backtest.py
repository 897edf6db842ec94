"""`onrecord backtest`, as a user calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app

WATCHLIST = """
watches:
  - {name: Xiaomi in the US, people: [Lei Jun], when: market, notify: [desk]}
channels: {desk: "json://127.0.0.1"}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_RECORD_URL", f"sqlite:///{tmp_path}/onrecord.db")
    (tmp_path / "watchlist.yaml").write_text(WATCHLIST, "utf-8")
    return tmp_path


def call(*arguments: str) -> tuple[int, str]:
    answer = CliRunner().invoke(app, ["backtest", *arguments])
    return answer.exit_code, answer.stdout


@pytest.mark.parametrize("since", ["30d", "12h", "2w", "2026-11-01", "2026-11-01T08:00:00+00:00"])
def test_an_empty_record_says_so(folder: Path, since: str) -> None:
    assert call("--since", since) == (0, "the record has no statement in this time\n")


def test_as_json_every_watch_is_there(folder: Path) -> None:
    status, shown = call("watchlist.yaml", "--json", "--against", "watchlist.yaml")
    found = json.loads(shown)
    assert status == 0
    assert found["never"] == [found["watches"][0]["id"]]
    assert [(each["new"], each["lost"]) for each in found["against"]] == [(0, 0)]


def test_a_time_that_is_none_is_a_mistake_of_usage(folder: Path) -> None:
    assert call("--since", "yesterday")[0] == 2


def test_a_wrong_file_is_refused_with_its_problems(folder: Path) -> None:
    (folder / "other.yaml").write_text(WATCHLIST.replace("people", "peopel"), "utf-8")
    status, shown = call("--against", "other.yaml", "--json")
    assert status == 1
    assert json.loads(shown)["problems"]
