"""Doubts that what was said lately raises."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ops.checking import look_at
from ops.recordlint import FEWEST, doubts_of_reports, lint_against_record
from record.clock import Clock
from record.store import open_record
from record.types import Evidence
from tests.builders import report, revision

FILE = """watches:
  - {name: A, when: 'battery OR 电池 OR "solid state"', notify: c}
  - {name: B, when: 'battery NOT launch', people: Lei Jun, notify: c}
  - {name: C, when: launch AND SU7, notify: c}
channels: {c: json://x}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "watchlist.yaml"
    path.write_text(FILE, "utf-8")
    return path


def reports(broad: int, others: int) -> Iterator[Evidence]:
    for number in range(broad + others):
        said = "The battery is new." if number < broad else "Good morning."
        yield Evidence(number, report(said), revision(said), number)


def told(file: Path, broad: int, others: int) -> list[tuple[str, int, str]]:
    checked = look_at([file], {})
    found = doubts_of_reports(reports(broad, others), checked.drafts, checked.people)
    return [(problem.code, problem.line, problem.message) for problem in found]


def test_a_rule_that_matches_much_and_words_that_nobody_says_are_told(file: Path) -> None:
    doubts = told(file, FEWEST // 2, FEWEST // 2)
    assert ("L502", 2, "matched 50 % of the last 30 days: probably too broad") in doubts
    assert ("L506", 2, 'never seen in the last 30 days: 电池, "solid state"') in doubts
    assert ("L506", 4, "never seen in the last 30 days: launch, SU7") in doubts
    assert {line for code, line, _ in doubts if code == "L506"} == {2, 4}


def test_a_tenth_is_not_too_much_and_few_reports_say_nothing(file: Path) -> None:
    assert [code for code, _, _ in told(file, FEWEST // 10, FEWEST)] == ["L506", "L506"]
    assert told(file, FEWEST - 1, 0) == []


def test_the_record_is_only_looked_at_where_there_is_one(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    checked = look_at([file], {})
    assert lint_against_record([file], checked, Clock()) == checked.problems
    assert not Path("onrecord.db").exists()
    Path("onrecord.db").write_bytes(b"")
    assert lint_against_record([file], checked, Clock()) == checked.problems
    Path("onrecord.db").unlink()
    open_record("sqlite:///onrecord.db", Clock()).close()
    assert lint_against_record([file], checked, Clock()) == checked.problems


def test_the_record_raises_doubts_about_a_file_with_errors_too(file: Path) -> None:
    wrong = "  - {name: C, when: 'battery OR motor', people: Nobody Known, notify: d}\nchannels"
    file.write_text(FILE.replace("notify: c}\n", "notify: d}\n").replace("channels", wrong), "utf-8")
    checked = look_at([file], {})
    assert checked.watchlist is None
    doubts = doubts_of_reports(reports(FEWEST // 2, FEWEST // 2), checked.drafts, checked.people)
    assert {(each.code, each.line) for each in doubts if each.code == "L502"} == {("L502", 2), ("L502", 3)}
    assert ("L506", 5) in {(each.code, each.line) for each in doubts}
