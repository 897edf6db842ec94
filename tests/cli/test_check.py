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
    assert result.stdout.startswith("watchlist.yaml: 1 warning\n")
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


def test_a_missing_english_model_is_told_and_is_no_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "the English model is not installed: English is read by the cue grammar alone"
    monkeypatch.setattr("statements.english.parsing.why_missing", lambda: told)
    Path("watchlist.yaml").write_text(GOOD, "utf-8")
    result = CliRunner().invoke(app)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == told


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


# ---------------------------------------------------------------- accounts that nobody reads


def unread_lines(*arguments: str) -> list[str]:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    return [line for line in result.stdout.splitlines() if line.startswith("not read: ")]


def test_an_account_that_nobody_reads_is_told_at_the_end_with_the_way_out(folder: Path) -> None:
    Path("watchlist.yaml").write_text(GOOD, "utf-8")
    (line,) = unread_lines()
    before, _, item = line.partition("; add for example - ")
    assert before == "not read: Lei Jun's Weibo account: no mirror in sources.yaml shows it"
    (told,) = json.loads(CliRunner().invoke(app, ["--json"]).stdout)["unread"]
    assert told == {"platform": "weibo", "people": ["lei-jun"], "add": item}
    Path("sources.yaml").write_text(f"mirrors:\n  - {item}\n", "utf-8")
    assert unread_lines() == []


def test_many_of_one_platform_are_one_line_persons_first(folder: Path) -> None:
    Path("watchlist.yaml").write_text(GOOD.replace("Lei Jun", "Harbour"), "utf-8")
    entries = [f"{{name: P{n}, roles: [{{org: harbour}}], accounts: {{x: p{n}}}}}" for n in range(1, 8)]
    organisation = "organisations: [{name: Harbour, accounts: {x: harbour, telegram: harbour}}]"
    Path("people.yaml").write_text(f"{organisation}\npeople: [{', '.join(entries)}]\n", "utf-8")
    on_x, on_telegram = unread_lines()
    assert on_x.startswith("not read: the X accounts of P1, P2, P3, P4, P5 and 3 more: no mirror in ")
    assert on_telegram.startswith("not read: Harbour's Telegram account: ")


def test_an_account_that_stands_in_the_watchlist_is_read_by_a_mirror_of_its_platform(folder: Path) -> None:
    text = f"people: [{{name: Jane Doe, accounts: {{mastodon: jane@h.example}}}}]\n{GOOD}"
    Path("watchlist.yaml").write_text(text.replace("Lei Jun", "Jane Doe"), "utf-8")
    assert unread_lines()[0].startswith("not read: Jane Doe's Mastodon account: ")
    Path("sources.yaml").write_text("mirrors: [{name: m, format: mastodon}]\n", "utf-8")
    result = CliRunner().invoke(app)
    assert (result.exit_code, "not read" in result.stdout, "S216" in result.stderr) == (0, False, False)


def test_nobody_is_told_unread_while_a_file_is_wrong(folder: Path) -> None:
    Path("watchlist.yaml").write_text(GOOD, "utf-8")
    Path("sources.yaml").write_text("mirors: []\n", "utf-8")
    assert "not read" not in CliRunner().invoke(app).stdout


# ---------------------------------------------------------------- --fix


def test_what_cannot_be_written_is_a_problem_and_what_can_is_shown(folder: Path) -> None:
    Path("watchlist.yaml").write_text(GOOD.replace("people", "peopel"), "utf-8")
    Path("watchlist.yaml").chmod(0o444)
    result = CliRunner().invoke(app, ["--fix"])
    assert result.exit_code == 1
    assert "watchlist.yaml       Y012 nothing is written in it: it may only be read" in result.stderr
    shown = CliRunner().invoke(app, ["--dry-run"]).stderr
    Path("watchlist.yaml").chmod(0o644)
    result = CliRunner().invoke(app, ["--fix"])
    assert result.exit_code == 0
    assert "+  - {name: A, people: Lei Jun, notify: c}" in shown
    assert result.stderr.startswith(shown[: shown.index("watchlist.yaml:")])
    assert Path("watchlist.yaml").read_text("utf-8") == GOOD


def test_the_json_of_a_problem_holds_what_to_write_and_not_the_file(folder: Path) -> None:
    Path("watchlist.yaml").write_text(BAD, "utf-8")
    problems = json.loads(CliRunner().invoke(app, ["--json"]).stdout)["problems"]
    assert problems[0]["fix"] == {"start": 23, "end": 29, "text": "people"}
