"""`onrecord demo`: hands over to examples/demo, which lives in the repository and not in the package."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from record.errors import OnrecordError

ROOT = Path(__file__).parents[1]


def demo_command(
    seed: Annotated[int, typer.Option(help="Permutes outlets, order and delays.")] = 1,
    scenario: Annotated[Path | None, typer.Option(help="Another scenario.", metavar="DIR")] = None,
    again: Annotated[bool, typer.Option("--again", help="On the same record: nothing may be sent.")] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Leave everything running.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Do not go on with a demo that was killed.")] = False,
    work: Annotated[Path, typer.Option(help="Where its files go.", metavar="DIR")] = Path(".demo"),
    json: Annotated[
        bool, typer.Option("--json", help="One JSON line at the end, the rest on stderr.")
    ] = False,
) -> None:
    """The main job, offline: a newsroom, the real service, and what it tells you."""
    if not (ROOT / "examples" / "demo").is_dir():
        raise OnrecordError("the demo lives in the repository: clone it and run `make demo`")
    flags = {"--again": again, "--keep": keep, "--fresh": fresh, "--json": json}
    arguments = [flag for flag, wanted in flags.items() if wanted]
    arguments += ["--scenario", str(scenario)] if scenario else []
    _become([*arguments, "--seed", str(seed), "--work", str(work)])


def _become(arguments: list[str]) -> None:
    """Replace this process, so that signals and the exit status are the demo's own."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "PYTHONPATH": path}
    os.execve(  # noqa: S606 - our own interpreter, no shell
        sys.executable, [sys.executable, "-m", "examples.demo", *arguments], environment
    )
