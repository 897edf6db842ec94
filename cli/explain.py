"""`onrecord explain`: why something was told, or was not."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.opening import DEFAULT, ConfigurationFile, Json, print_json, record_of
from ops.console import Status, show
from record.clock import Clock

if TYPE_CHECKING:
    from ops.setup import Setup


def explain_command(
    what: Annotated[
        str,
        typer.Argument(
            help="A statement (st_…), the ref of a delivery, or the address of an article or post."
        ),
    ],
    configuration: ConfigurationFile = DEFAULT,
    json: Json = False,
) -> None:
    """Show what was said, which watches hit and why, what was decided, and what was delivered."""
    from ops.lookup import look_up

    setup = _setup(configuration, json)
    what = what.encode(errors="replace").decode()  # half a character is nothing to ask for
    with record_of(setup.configuration, Clock()) as record:
        answer = look_up(record, setup, what)
    if json:
        print_json(answer.as_json())
    else:
        if answer.silence:
            print(f"{what}: {answer.silence}", file=sys.stdout if answer.is_known else sys.stderr)
        if shown := "\n\n".join(block for block in answer.blocks() if block):
            print(shown)
    if not answer.is_known:
        raise typer.Exit(Status.USAGE)


def _setup(configuration: Path, json: bool) -> Setup:
    from ops.setup import load_setup

    setup, problems = load_setup(configuration, os.environ, running=False)
    if setup is None:
        show(problems)
        if json:
            print_json({"problems": [problem.as_json() for problem in problems]})
        raise typer.Exit(Status.WRONG_FILE)
    return setup
