"""The fault suite's short form: the product's own round is really killed, at every point, in processes of its
own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from record.failpoints import POINTS

ROOT = Path(__file__).resolve().parents[2]


def faults(*arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.faults", "--json", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.stdout, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.slow  # some 15 s; `make test` has the kills of tests/faults/test_course.py
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_kill_at_any_point_loses_nothing_and_repeats_nothing_unmarked(database: str) -> None:
    found = faults("--only", "each point", "--databases", database)
    assert (found["kills"], found["lost"], found["unflagged"]) == (len(POINTS), 0, 0)
    assert found["excess"] == found["crashed"] == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "scenario", ["disk full", "record locked", "clock jumps", "poison", "stopped beyond its lease"]
)
def test_what_is_no_kill_loses_nothing_either(scenario: str) -> None:
    found = faults("--only", scenario, "--databases", "sqlite")
    assert (found["lost"], found["unflagged"], found["crashed"]) == (0, 0, 0)
    assert found["told"] > 0


@pytest.mark.slow
def test_others_lose_what_we_do_not() -> None:
    found = faults("--only", "others", "--kills", "20", "--databases", "sqlite")
    assert all(count["lost"] > 0 for count in found["others"].values())
