"""python -m benchmarks.faults [--kills N] [--seed S] [--only SCENARIO] [--databases NAMES] [--json]

Kills at every failpoint and at any moment, and the other faults; then the verdict. The last line is JSON with
--json: kills, lost, duplicates, unflagged, folded, and the same by scenario. Exit status 1 where a promise is
broken.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.faults import victims
from benchmarks.faults.episodes import POLICIES, Episode, Place, draw_aims, read_files
from benchmarks.faults.records import Postgres, Records, Sqlite
from benchmarks.faults.scenarios import SCENARIOS, Scene
from benchmarks.faults.standins import MECHANISMS, run_standin
from benchmarks.faults.verdict import Count
from benchmarks.postgres import serve_postgres

KILLS_AN_EPISODE = 7
BASELINE_SECONDS = 1.1  # what is dated before the Source was added is never told
ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def open_world(folder: Path) -> Iterator[dict[str, int]]:
    """Its ports; it ends with us, however we end."""
    command = [sys.executable, "-m", "benchmarks.faults.world", str(folder)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as world:  # type: ignore[call-overload]
        yield json.loads(world.stdout.readline())
        world.stdin.close()


def run_kills(scene: Scene, wanted: int, tell: bool) -> Iterator[tuple[str, Count]]:
    """(policy, its count) of one episode after the other, until so many were killed."""
    killed = number = 0
    while killed < wanted:
        channels = POLICIES[number % len(POLICIES)]
        aims = draw_aims(scene.draw, min(KILLS_AN_EPISODE, wanted - killed))
        name = f"{scene.name}_kill{number}"
        count = Episode(name, scene.place, scene.records, channels, scene.draw, aims).run()
        killed, number = killed + count.kills, number + 1
        if tell and (number % 20 == 0 or not count.kept):
            print(f"{scene.name}: {killed} of {wanted} killed; {name}: {count}", file=sys.stderr, flush=True)
        yield "kill, " + (channels[0] if len(channels) == 1 else "all three"), count


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    print(f"seed {options.seed}", file=sys.stderr)
    began = time.monotonic()
    rows: dict[str, Count] = {}
    with ExitStack() as stack:
        folder = options.work or Path(stack.enter_context(_scratch()))
        folder.mkdir(parents=True, exist_ok=True)
        for scene in _open_scenes(stack, options, folder):
            for scenario, count in _run(scene, options):
                name = f"{scene.name}: {scenario}"
                rows[name] = rows.get(name, Count()) + count
        others = dict(run_others(scene, options.kills)) if options.only in ("", "others") else {}
    return _report(options, rows, others, time.monotonic() - began)


def _scratch() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="faults", ignore_cleanup_errors=True)


def _open_scenes(stack: ExitStack, options: argparse.Namespace, folder: Path) -> list[Scene]:
    """One a database, each with draws of its own."""
    ports = stack.enter_context(open_world(folder))
    setup = read_files(folder)
    victims.warm_up(setup.watchlist.people)
    place = Place(folder, ports, setup)
    records: dict[str, Records] = {"sqlite": Sqlite(folder)}
    if "postgresql" in options.databases:
        records["postgresql"] = Postgres(stack.enter_context(serve_postgres()))
    scenes = []
    for name in options.databases:
        records[name].prepare([replace(place.source, id="wire")])
        scenes.append(Scene(name, place, records[name], random.Random(f"{options.seed} {name}")))
    time.sleep(BASELINE_SECONDS)
    return scenes


def run_others(scene: Scene, wanted: int) -> Iterator[tuple[str, Count]]:
    """The mechanisms of others under such kills. What they lose breaks no promise of ours."""
    for name, work in MECHANISMS.items():
        yield name, run_standin(scene.place, scene.draw, work, wanted)


def _run(scene: Scene, options: argparse.Namespace) -> Iterator[tuple[str, Count]]:
    if options.only in ("", "kills"):
        share = options.kills // len(options.databases)
        yield from run_kills(scene, share, tell=True)
    for name, run in SCENARIOS.items():
        if options.only in ("", name):
            print(f"{scene.name}: {name}", file=sys.stderr, flush=True)
            yield name, run(scene)


def _report(
    options: argparse.Namespace, rows: dict[str, Count], others: dict[str, Count], seconds: float
) -> int:
    total = sum(rows.values(), Count())
    if options.json:
        by_scenario = {name: asdict(count) for name, count in rows.items()}
        line = {"seed": options.seed, "seconds": round(seconds, 1), **asdict(total), "scenarios": by_scenario}
        print(json.dumps({**line, "others": {name: asdict(count) for name, count in others.items()}}))
    else:
        _show({**rows, "in all": total, **others})
        print(f"seed {options.seed}, {seconds:.0f} s")
    return 0 if all(count.kept for count in rows.values()) else 1


def _show(rows: dict[str, Count]) -> None:
    table = Table("scenario", *asdict(Count()))
    for name, count in rows.items():
        table.add_row(name, *map(str, asdict(count).values()))
    Console().print(table)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=200, help="in all, shared by the databases")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", choices=("", "kills", "others", *SCENARIOS), metavar="SCENARIO")
    parser.add_argument("--databases", type=lambda text: text.split(","), default=["sqlite", "postgresql"])
    parser.add_argument("--work", type=Path, metavar="DIR", help="empty; what was broken stays there")
    parser.add_argument("--json", action="store_true", help="the last line, for programs")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
