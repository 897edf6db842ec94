"""`onrecord mute` and `onrecord unmute` as they are typed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from record.clock import Clock
from record.store import open_record
from tests.record.store.test_sending import judged

WATCHLIST = """watches:
  - {name: Lei Jun, people: Lei Jun, notify: desk}
  - {name: Recalls, id: recalls, people: xiaomi, when: recall, notify: desk}
channels: {desk: 'json://h.example'}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "watchlist.yaml").write_text(WATCHLIST, "utf-8")
    (tmp_path / "onrecord.yaml").write_text("timezone: Asia/Shanghai\n", "utf-8")
    return tmp_path


def run(*arguments: str, status: int = 0) -> Result:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == status, result.output
    return result


def muted() -> list[str]:
    return [each["what"] for each in json.loads(run("mute", "--json").stdout)["mutes"]]


def test_a_watch_is_muted_for_a_while_shown_and_lifted() -> None:
    assert run("mute").stdout == "nothing is muted\n"
    told = run("mute", "recalls", "--for", "24h", "--note", "too noisy").stdout
    assert told.startswith("muted: the watch 'Recalls'  until ")
    assert "onrecord unmute watch:recalls" in told
    (shown,) = json.loads(run("mute", "--json").stdout)["mutes"]
    day = datetime.fromisoformat(shown["until"]) - datetime.fromisoformat(shown["since"])
    assert abs(day - timedelta(days=1)) < timedelta(minutes=1)
    assert (shown["what"], shown["by"], shown["note"]) == ("watch:recalls", "command", "too noisy")
    assert "too noisy" in run("mute").stdout
    assert run("unmute", "Recalls").stdout.startswith("lifted: the watch 'Recalls'")
    assert run("unmute", "recalls").stdout == "no command had muted it\n"
    assert muted() == []


def test_the_end_is_in_the_zone_of_the_user() -> None:
    run("mute", "all", "--until", "2099-12-01 08:00")
    (shown,) = json.loads(run("mute", "--json").stdout)["mutes"]
    assert datetime.fromisoformat(shown["until"]) == datetime(2099, 12, 1, 0, 0, tzinfo=UTC)
    assert "everything  until 1 Dec 2099, 08:00 CST (00:00 UTC)" in run("mute").stdout


def test_where_a_watch_and_a_person_are_called_alike_nothing_is_guessed() -> None:
    told = run("mute", "lei jun", "--for", "1h", status=1).stderr
    assert told == (
        "'lei jun' may mean several: watch:lei-jun (the watch 'Lei Jun'), person:lei-jun (Lei Jun); "
        "say which\n"
    )
    run("mute", "person:雷军", "--for", "1h")
    run("mute", "watch:lei-jun", "--for", "2h")
    assert muted() == ["person:lei-jun", "watch:lei-jun"]
    assert json.loads(run("unmute", "all", "--json").stdout)["still_muted"] == []


def test_a_statement_is_muted_by_its_id(folder: Path) -> None:
    record = open_record(f"sqlite:///{folder}/onrecord.db", Clock())
    judged(record)
    (statement,) = record.reading.statements()
    record.close()
    run("mute", statement.public_id, "--for", "7d")
    assert muted() == [statement.public_id]
    assert "knows nothing of st_gone" in run("mute", "st_gone", "--for", "7d", status=1).stderr


def test_what_still_silences_it_is_said(folder: Path) -> None:
    ended = WATCHLIST.replace("when: recall,", "when: recall, mute_until: 2099-01-01,")
    (folder / "watchlist.yaml").write_text(ended, "utf-8")
    run("mute", "all", "--for", "1h")
    run("mute", "recalls", "--for", "1h")
    left = run("unmute", "recalls").stderr.splitlines()
    assert [line.split("  until")[0] for line in left] == [
        "still muted: everything",
        "still muted: the watch 'Recalls'",
    ]
    assert left[1].endswith("by `mute_until:` in the watchlist")
    assert len(run("unmute", "all").stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("recals", "--for", "1h"), 1, "did you mean 'recalls'?"),
        (("recalls",), 2, "say how long"),
        (("recalls", "--for", "1h", "--until", "2099-12-01"), 2, "say how long"),
        (("recalls", "--for", "soon"), 2, "write 90m, 24h or 7d"),
        (("recalls", "--until", "tomorrow"), 2, "is no moment"),
        (("recalls", "--until", "2020-01-01"), 2, "is over"),
        (("--for", "1h"), 2, "say what is to be muted"),
    ],
)
def test_what_is_mistyped_is_explained_and_nothing_is_muted(
    arguments: tuple[str, ...], status: int, told: str
) -> None:
    shown = run("mute", *arguments, status=status).stderr
    assert told in " ".join(shown.replace("│", " ").split())
    assert muted() == []


def test_a_watchlist_that_is_wrong_is_shown(folder: Path) -> None:
    (folder / "watchlist.yaml").write_text(WATCHLIST.replace("people: xiaomi", "peple: xiaomi"), "utf-8")
    assert "did you mean 'people'?" in run("mute", "recalls", "--for", "1h", status=1).stderr
