"""The promise under fire: the demo's service is killed with SIGKILL at random moments and started again.

python -m examples.kill [--kills 10] [--seed N] [--driver] [--aim] [--work DIR] [--json]

Exit status 0 only if nothing was lost and every repeat says that it may be one.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

from examples.demo import processes
from examples.demo.checker import Verdict
from examples.demo.parts import SERVICE, Parts
from examples.demo.run import Demo
from examples.demo.screen import Screen
from examples.demo.workdir import ROOT, WorkDir
from examples.receivers import read_log
from record.clock import Clock

LIMIT = 300  # seconds for a demo that is killed all the time
PAUSES = (0.2, 3.5)  # seconds between two kills: ten of them fit into the scenario
HOLD = 0.3  # seconds that the receivers hold an answer back: a wider window of doubt
TICK = 0.02


@dataclass(frozen=True, slots=True)
class Row:
    """One kill."""

    number: int
    second: float  # since the demo began
    processes: int  # killed at once
    received: int  # messages by then


@dataclass(frozen=True, slots=True)
class Summary:
    """How it ended; `lost` and `unmarked` are promised to be 0."""

    kills: int
    lost: int
    repeats: int
    unmarked: int
    extra: int
    too_few_reports: int
    demo_status: int

    @property
    def kept(self) -> bool:
        return not (self.lost or self.unmarked or self.extra or self.too_few_reports or self.demo_status)


class Killer:
    """Runs one demo in a directory and kills it again and again."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.workdir = WorkDir(options.work)
        self.random = random.Random(options.seed)
        self.began = time.monotonic()
        self.driver = self._start("--fresh")

    def rows(self) -> Iterator[Row]:
        """Kill, tell, go on; ends early only with the demo."""
        for number in range(1, self.options.kills + 1):
            if not self._wait():
                return
            yield self._kill(number)

    def finish(self) -> int:
        """Let the demo end in peace; its exit status."""
        return self.driver.wait(LIMIT + 60)

    def _kill(self, number: int) -> Row:
        progress = self.workdir.load()
        received = len(read_log(self.workdir.messages))
        if self.options.driver:
            self.driver.kill()
            self.driver.wait()
        count = processes.kill_tree(progress.processes.get(SERVICE) if progress else None)
        second = round(time.monotonic() - self.began, 1)
        if self.options.driver:
            self.driver = self._start()
        return Row(number, second, count, received)

    def _wait(self) -> bool:
        """A random while; --aim cuts it short when a message is in flight. False once the demo has ended."""
        until = time.monotonic() + self.random.uniform(*PAUSES)
        before = len(read_log(self.workdir.messages))
        while time.monotonic() < until or not self._service_runs():
            if self.driver.poll() is not None:
                return False
            if self.options.aim and len(read_log(self.workdir.messages)) > before and self._service_runs():
                return True
            time.sleep(TICK)
        return True

    def _service_runs(self) -> bool:
        progress = self.workdir.load()
        return bool(progress and processes.find(progress.processes.get(SERVICE)))

    def _start(self, *more: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "examples.demo", "--work", str(self.workdir.path), *more]
        command += ["--seed", str(self.options.seed), "--limit", str(LIMIT), "--hold", str(HOLD)]
        self.workdir.path.mkdir(parents=True, exist_ok=True)
        with self.workdir.path.with_suffix(".log").open("ab") as log:
            return subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)


def summarise(workdir: WorkDir, kills: int, status: int) -> Summary:
    """What the directory of an ended demo says."""
    verdict = _verdict(workdir)
    return Summary(
        kills=kills,
        lost=verdict.count("missing"),
        repeats=verdict.repeats,
        unmarked=verdict.unmarked,
        extra=verdict.count("extra"),
        too_few_reports=verdict.count("too few reports"),
        demo_status=status,
    )


def _verdict(workdir: WorkDir) -> Verdict:
    progress = workdir.load()
    if progress is None:
        raise SystemExit(f"the demo never began: see {workdir.path.with_suffix('.log')}")
    demo = Demo(workdir, progress, Parts(workdir, progress), Screen(), Clock(), limit=timedelta())
    try:
        return demo.verdict()
    finally:
        demo.evidence.close()


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    killer = Killer(options)
    rows = []
    for row in killer.rows():
        rows.append(row)
        if options.json:
            print(json.dumps(asdict(row)), flush=True)
    status = killer.finish()
    summary = summarise(killer.workdir, len(rows), status)
    if options.json:
        print(json.dumps({**asdict(summary), "kept": summary.kept}))
    else:
        _show(rows, summary)
    return 0 if summary.kept else 1


def _show(rows: Sequence[Row], summary: Summary) -> None:
    table = Table("kill", "at", "processes", "messages by then")
    for row in rows:
        table.add_row(str(row.number), f"{row.second:.1f} s", str(row.processes), str(row.received))
    console = Console()
    console.print(table)
    for name, value in asdict(summary).items():
        console.print(f"{name.replace('_', ' ')}: {value}")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Kill the demo's service again and again.")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--driver", action="store_true", help="kill the demo itself as well")
    parser.add_argument("--aim", action="store_true", help="prefer moments with a message in flight")
    parser.add_argument("--work", type=Path, default=Path(".demo/kill"), metavar="DIR")
    parser.add_argument("--json", action="store_true", help="JSON lines; the last one is the summary")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
