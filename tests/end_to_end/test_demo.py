"""`onrecord demo` as a user runs it. Slow: each scenario takes half a minute and more."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.mark.slow
def test_the_demo_meets_its_expectations_and_again_sends_nothing(tmp_path: Path) -> None:
    work = ("--work", str(tmp_path / "demo"))
    first = run("-m", "cli.main", "demo", *work, "--seed", "11")
    assert first.returncode == 0, first.stdout
    again = run("-m", "cli.main", "demo", *work, "--again")
    assert again.returncode == 0, again.stdout


@pytest.mark.slow
@pytest.mark.parametrize("victims", [[], ["--driver"]], ids=["service", "driver"])
def test_killed_at_random_moments_nothing_is_lost_and_every_repeat_is_marked(
    tmp_path: Path, victims: list[str]
) -> None:
    done = run(
        "-m", "examples.kill", "--kills", "5", "--seed", "3", "--work", str(tmp_path), "--json", *victims
    )
    table = json.loads(done.stdout.splitlines()[-1])
    assert (done.returncode, table["lost"], table["unmarked"]) == (0, 0, 0), done.stdout
