"""The benchmark prints what the scorer takes; on the seed story it finds the statements that are in it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.extract_statements import predict
from tests.conftest import SHARED
from tests.statements.reading import people

ROOT = Path(__file__).resolve().parents[2]
SEED = SHARED / "gold" / "statements" / "seed.jsonl"


def test_the_seed_story_gives_its_six_statements_and_no_other() -> None:
    if not SEED.is_file():
        pytest.skip("the shared gold is not beside this repository")
    row = json.loads(SEED.read_text("utf-8"))
    found = predict(row, people())["statements"]
    expected = row["statements"]
    assert [each["content"] for each in found] == [each["content"] for each in expected]
    assert [each["who"] for each in found] == [each["who"] for each in expected]
    assert [each["stance"] for each in found] == [each["stance"] for each in expected]
    assert {each["speaker_id"] for each in found} == {"lei-jun", "ford", "jim-farley"}


def test_the_benchmark_prints_one_row_a_document_and_a_summary(tmp_path: Path) -> None:
    text = "Lei Jun said that there was no plan."
    docs = tmp_path / "docs.jsonl"
    docs.write_text(json.dumps({"doc_id": "a", "lang": "en", "text": text}) + "\n\n", "utf-8")
    command = [sys.executable, "-m", "benchmarks.extract_statements", str(docs)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    row, summary = (json.loads(line) for line in done.stdout.splitlines())
    (statement,) = row["statements"]
    assert [text[start:end] for start, end in statement["content"]] == ["there was no plan"]
    assert text[slice(*statement["cue"])] == "said"
    assert text[slice(*statement["speaker"])] == "Lei Jun"
    assert (statement["speaker_id"], statement["kind"], statement["channel"]) == ("lei-jun", "indirect", None)
    assert (summary["doc_id"], summary["statements"], summary["docs"]) == ("_summary", [], 1)


def test_the_benchmark_names_a_file_that_is_not_there(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.extract_statements", str(tmp_path / "none.jsonl")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "none.jsonl" in done.stderr
    assert done.stdout == ""
