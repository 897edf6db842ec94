"""python -m examples.demo [--seed N] [--scenario DIR] [--again] [--keep] [--work DIR]"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

from record.clock import Clock

from .parts import DRIVER, PartFailed, Parts, begin, is_driven
from .run import Demo, watch_again
from .screen import Screen
from .workdir import EXAMPLES, Progress, WorkDir

FINE, FAILED, USAGE, ENVIRONMENT = 0, 1, 2, 3
DEFAULT_SEED = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0 only if every expectation is met and nothing else arrived."""
    options = _options(arguments)
    screen, workdir = Screen(stderr=options.json), WorkDir(options.work)
    if is_driven(workdir.load()):
        screen.say(f"another demo is at work in {workdir.path}; take another one with --work", "bold red")
        return USAGE
    progress = _progress(options, workdir, screen)
    if progress is None:
        return USAGE
    parts = Parts(workdir, progress, options.hold)
    demo = Demo(workdir, progress, parts, screen, Clock(), timedelta(seconds=options.limit))
    try:
        parts.start()
        return _again(demo, options) if options.again else _perform(demo, options)
    except PartFailed as error:
        screen.say(str(error), "bold red")
        return ENVIRONMENT
    except KeyboardInterrupt:
        screen.say("stopped; the same command goes on with it, --fresh begins anew")
        return FAILED
    finally:
        _leave(demo, options.keep)


def _progress(options: argparse.Namespace, workdir: WorkDir, screen: Screen) -> Progress | None:
    """A new demo's, or that of one that was killed or is looked at again; None where there is none."""
    earlier = workdir.load()
    if options.again:
        if earlier is None or not earlier.finished:
            screen.say(f"--again needs a demo that has ended in {workdir.path}", "bold red")
            return None
        Parts(workdir, earlier).stop_service()
        return earlier
    if earlier is None or earlier.finished or options.fresh:
        scenario = options.scenario.resolve()
        if not (scenario / "scenario.yaml").exists():
            screen.say(f"there is no scenario.yaml in {scenario}", "bold red")
            return None
        return begin(workdir, str(scenario), options.seed)
    screen.say(
        f"going on with the demo that did not end (seed {earlier.seed}); --fresh begins anew", "yellow"
    )
    Parts(workdir, earlier).stop_service()
    earlier.kills += 1
    workdir.save(earlier)
    return earlier


def _perform(demo: Demo, options: argparse.Namespace) -> int:
    """Watch, stop the service, and judge once more: what drained late counts as well."""
    demo.screen.say(f"{demo.scenario.name} · seed {demo.progress.seed} · {demo.workdir.path}", "bold")
    verdict = demo.run()
    status = None if options.keep else demo.parts.stop_service()
    verdict = demo.verdict()
    demo.progress.finished = True
    demo.workdir.save(demo.progress)
    demo.screen.verdict(demo.scenario.expectations, verdict)
    demo.screen.say(f"ask why: {_command()} explain --configuration {demo.workdir.configuration} st_…")
    if status == -signal.SIGTERM:
        status = 0  # asked to end while it was still starting again after a kill
    if status:
        demo.screen.say(f"the service ended with status {status} after SIGTERM", "bold red")
    fine = verdict.fine and not status
    _tell(options, fine=fine, findings=[asdict(each) for each in verdict.findings], repeats=verdict.repeats)
    return FINE if fine else FAILED


def _command() -> str:
    """How `onrecord` is called here: it stands beside the Python that runs this."""
    beside = Path(sys.executable).with_name("onrecord")
    return os.path.relpath(beside) if beside.exists() else f"{sys.executable} -m cli.main"


def _tell(options: argparse.Namespace, **result: object) -> None:
    if options.json:
        print(json.dumps(result, ensure_ascii=False))


def _again(demo: Demo, options: argparse.Namespace) -> int:
    arrived = watch_again(demo)
    for message in arrived:
        demo.screen.message(message, None)
    demo.screen.say(f"{len(arrived)} messages on a record that has seen everything; 0 expected")
    _tell(options, fine=not arrived, messages=len(arrived))
    return FAILED if arrived else FINE


def _leave(demo: Demo, keep: bool) -> None:
    demo.evidence.close()
    if not keep:
        demo.parts.stop()
        return
    for name, (pid, _) in demo.progress.processes.items():
        if name != DRIVER:
            demo.screen.say(f"{name} runs with pid {int(pid)}; the next demo here ends it")
    for outlet, port in demo.workdir.newsroom_ports().items():
        demo.screen.say(f"{outlet}: http://127.0.0.1:{port}/")
    demo.screen.say(f"messages: {demo.workdir.messages}\nrecord: {demo.workdir.record_url}")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="onrecord demo", description="The main job, offline.")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED, help="permutes outlets, order and delays")
    parser.add_argument("--scenario", type=Path, default=EXAMPLES / "scenarios" / "xiaomi-us", metavar="DIR")
    parser.add_argument("--again", action="store_true", help="run on the same record: nothing may be sent")
    parser.add_argument("--keep", action="store_true", help="leave everything running")
    parser.add_argument("--fresh", action="store_true", help="do not go on with a demo that was killed")
    parser.add_argument("--work", type=Path, default=Path(".demo"), metavar="DIR")
    parser.add_argument("--json", action="store_true", help="one JSON line at the end, the rest on stderr")
    parser.add_argument("--limit", type=float, default=80, metavar="SECONDS")
    parser.add_argument("--hold", type=float, default=0, metavar="SECONDS", help="receivers answer late")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
