"""What the README shows is what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from alerts.watchlist import load_watchlist
from cli.main import COMMANDS, app
from crawler.catalog import BUNDLED, load_catalog
from record.configuration import KEYS
from record.people import load_people
from record.problems import render

README = (Path(__file__).resolve().parents[1] / "README.md").read_text("utf-8")
YAML = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
SLACK = {"SLACK_URL": "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"}


def test_the_watchlist_of_six_lines_is_a_watchlist(tmp_path: Path) -> None:
    path = tmp_path / "watchlist.yaml"
    path.write_text(YAML[0], "utf-8")
    loaded = load_watchlist(path, load_people()[0], SLACK, running=True)
    assert (loaded.problems, len(YAML[0].splitlines())) == ([], 6)
    assert loaded.watchlist is not None
    assert loaded.watchlist.watches[0].people == ("lei-jun", "lu-weibing")


def test_the_mistake_is_told_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("watchlist.yaml")
    path.write_text(YAML[0].replace("people:", "peopel:"), "utf-8")
    loaded = load_watchlist(path, load_people()[0], SLACK, running=True)
    shown = "\n".join(render(problem, loaded.lines) for problem in loaded.problems)
    assert f"```\n{shown}\n```" in README


def test_the_watchlist_that_says_when_is_a_watchlist(tmp_path: Path) -> None:
    path = tmp_path / "watchlist.yaml"
    path.write_text(YAML[1], "utf-8")
    loaded = load_watchlist(path, load_people()[0], SLACK, running=True)
    assert loaded.problems == []
    assert loaded.watchlist is not None
    (watch,) = loaded.watchlist.watches
    assert None not in (watch.quiet, watch.throttle, watch.fallback, watch.escalate)


def test_the_mirror_is_a_source_for_each_account(tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text(YAML[2], "utf-8")
    people = load_people()[0].all()
    accounts = [(speaker, account) for speaker in people for account in speaker.accounts]
    sources, problems = load_catalog((BUNDLED, path), accounts)
    wrong = [problem for problem in problems if problem.severity == "error"]
    assert (wrong, sources["hub:lei-jun"].stands_in, sources["spare:lei-jun"].stands_in) == ([], False, True)


def test_every_key_of_the_configuration_and_every_command_is_named() -> None:
    assert [
        name for name in COMMANDS if f"onrecord {name}" not in README and f"make {name}" not in README
    ] == []
    assert [key for key in KEYS if f"`{key}`" not in README] == []


@pytest.mark.parametrize(
    "command",
    [
        "init",
        "check",
        "run",
        "once",
        "explain",
        "extract",
        "evidence",
        "forget",
        "demo",
        "sources",
        "people",
        "accounts",
    ],
)
def test_every_command_explains_itself_and_refuses_what_it_does_not_know(command: str) -> None:
    runner = CliRunner()
    assert "Usage" in runner.invoke(app, [command, "--help"]).output
    assert runner.invoke(app, [command, "--no-such-option"]).exit_code == 2
