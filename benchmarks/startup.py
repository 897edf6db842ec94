"""python -m benchmarks.startup [--rounds N]: how long a command takes to begin, and a test to be tried.

Each is a process of its own, as it is typed; the quickest and the median of the rounds, in milliseconds. The
peer is an interpreter that imports the libraries which a front door could import, and does nothing.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WATCHLIST = (
    "watches:\n  - {name: A, people: Lei Jun, when: car, notify: c}\nchannels: {c: json://localhost}\n"
)
ONRECORD = (sys.executable, "-c", "from cli.main import main; main()")
PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
COMMANDS = {
    "peer: import the libraries": (
        sys.executable,
        "-c",
        "import scrapy, sqlalchemy, apprise, apscheduler, typer",
    ),
    "onrecord --help": (*ONRECORD, "--help"),
    "onrecord check": (*ONRECORD, "check"),
    "onrecord explain --help": (*ONRECORD, "explain", "--help"),
    "one test file of rules": (*PYTEST, str(ROOT / "tests/alerts/rules/test_matcher.py")),
    "one test file of the record": (*PYTEST, str(ROOT / "tests/record/store/test_claims.py")),
}


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.startup", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args(arguments).rounds
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "watchlist.yaml").write_text(WATCHLIST, "utf-8")
        for name, command in COMMANDS.items():
            taken = sorted(_milliseconds(command, folder) for _ in range(rounds))
            print(f"{name:<30}{taken[0]:>7.0f}{statistics.median(taken):>7.0f} ms")


def _milliseconds(command: tuple[str, ...], folder: str) -> float:
    began = time.perf_counter()
    tests = "pytest" in command
    subprocess.run(
        command, cwd=ROOT if tests else folder, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=True
    )
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main(sys.argv[1:])
