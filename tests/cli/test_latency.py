"""`onrecord latency` as it is typed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from record.clock import Clock
from record.store import Record, open_record
from tests.record.store.test_latency import delivered


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Record]:
    monkeypatch.chdir(tmp_path)
    made = open_record(f"sqlite:///{tmp_path}/onrecord.db", Clock())
    delivered(made)
    yield made
    made.close()


def latency(*arguments: str) -> Result:
    result = CliRunner().invoke(app, ["latency", *arguments])
    assert "Traceback" not in result.output
    return result


@pytest.mark.usefixtures("record")
def test_every_step_is_shown_with_whose_it_is() -> None:
    result = latency("--since", "2026-11-01")
    assert result.exit_code == 0
    for line in ("published → listed", "decided → due", "all that is ours", "reuters/feed", "desk"):
        assert line in result.stdout
    assert "you wanted it to wait" in result.stdout


@pytest.mark.usefixtures("record")
def test_the_same_as_json() -> None:
    shown = json.loads(latency("--since", "2026-11-01", "--json").stdout)
    assert shown["all"]["ours"] == {"count": 1, "p50": 20, "p90": 20, "p99": 20}


@pytest.mark.usefixtures("record")
def test_source_and_channel_narrow_it() -> None:
    assert "nothing was delivered" in latency("--since", "2026-11-01", "--source", "other").stdout
    assert "nothing was delivered" in latency("--since", "2026-11-01", "--channel", "phone").stdout
    assert "1 told" in latency("--since", "2026-11-01", "--source", "reuters/feed").stdout


def test_a_moment_that_is_none_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = latency("--since", "yesterday")
    assert result.exit_code == 2
    assert "write 30d, 12h" in " ".join(result.stderr.replace("│", " ").split())


def test_what_is_wrong_in_the_configuration_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "onrecord.yaml").write_text("timezone: Nowhere/Land\n", "utf-8")
    assert latency().exit_code == 1
