"""`onrecord search` as it is typed, and as docs/search.md shows it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from ops.moments import read_moment
from record.clock import Clock
from record.placing import Gist, Located, Placement
from record.store import Record, open_record
from statements.grouping import WINDOW
from tests.builders import EPOCH, record_articles, report

DOCS = Path(__file__).resolve().parents[2] / "docs" / "search.md"
SAID = ["We will bring cars to the US market after 2027.", "我们会在2027年之后进入美国市场。"]


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Record]:
    monkeypatch.chdir(tmp_path)
    made = open_record(f"sqlite:///{tmp_path}/onrecord.db", Clock())
    record_articles(made, "one", "two")
    for number, claimed in enumerate(made.intake.claim_revisions(9)):
        said = report(SAID[number], kind="direct", said_at=EPOCH)
        made.intake.record_reports(claimed, [Located(said, Gist("en"))], lambda *_: Placement(), WINDOW)
    yield made
    made.close()


def search(*arguments: str) -> Result:
    result = CliRunner().invoke(app, ["search", *arguments])
    assert "Traceback" not in result.output
    return result


def test_the_answers_are_those_that_the_docs_show(record: Record) -> None:
    result = search('"US market" OR 美国')
    ids = [statement.public_id for statement in record.reading.statements()]
    shown = result.stdout.replace(ids[1], "st_yuSJHEbsS4JC").replace(ids[0], "st_8Kq2mXTvEr5d")
    assert result.exit_code == 0
    assert shown.strip()
    assert "\n".join(f"    {line}".rstrip() for line in shown.splitlines()) in DOCS.read_text("utf-8")


def test_the_same_as_json(record: Record) -> None:
    answer = json.loads(search("美国", "--json").stdout)
    (found,) = answer["found"]
    assert (found["words"], found["reports"], answer["whole"]) == (SAID[1], 1, True)
    assert {"field": "quote", "start": 13, "end": 15, "words": "美国"} in found["places"]


def test_nothing_found_is_said_and_no_mistake(record: Record) -> None:
    result = search("quokka", "--since", "30d")
    assert (result.exit_code, result.stdout) == (0, "nothing found for quokka, said since 30d\n")


def test_a_mistake_in_the_rule_is_shown_with_its_caret(record: Record) -> None:
    result = search("美国 AND (market")
    assert result.exit_code == 1
    assert "rule:1:8" in result.stderr
    assert "R110" in result.stderr
    assert f"| {' ' * 9}^" in result.stderr


def test_a_moment_that_is_none_is_a_mistake_of_usage(record: Record) -> None:
    assert search("market", "--since", "soon").exit_code == 2


@pytest.mark.parametrize(
    "rule", ["'\"; DROP TABLE x", "NEAR(a b)", "a:*", '"', "\\", "\x00", "\ud800x", "*", "''"]
)
def test_no_rule_makes_it_fail(record: Record, rule: str) -> None:
    assert search(rule).exit_code in (0, 1)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12h", datetime(2026, 11, 22, 18, tzinfo=UTC)),
        ("2w", datetime(2026, 11, 9, 6, tzinfo=UTC)),
        ("2026-11-01", datetime(2026, 11, 1, tzinfo=UTC)),
        ("2026-11-01T09:30+08:00", datetime(2026, 11, 1, 1, 30, tzinfo=UTC)),
    ],
)
def test_moments_are_read_as_they_are_written(written: str, meant: datetime) -> None:
    from zoneinfo import ZoneInfo

    assert read_moment(written, EPOCH, ZoneInfo("UTC")) == meant
