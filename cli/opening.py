"""What several commands begin and end with: the user's files, and the record, which is closed in any case."""

from __future__ import annotations

import json as json_format
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from ops.console import Status, show
from ops.moments import read_moment
from record.clock import Clock
from record.configuration import Configuration, load_configuration
from record.errors import Mistaken
from record.problems import Problem

if TYPE_CHECKING:
    from ops.setup import Setup
    from record.store import Record

Json = Annotated[bool, typer.Option("--json", help="The same as JSON.")]
ConfigurationFile = Annotated[Path, typer.Option("--configuration", metavar="FILE", help="It may be absent.")]
Networks = Annotated[
    list[str] | None,
    typer.Option("--allow-private", metavar="CIDR", help="A private network that may be connected to."),
]
DEFAULT = Path("onrecord.yaml")


def read_setup(configuration: Path) -> Setup:
    """The user's files; ends the command where one of them is wrong."""
    from ops.setup import load_setup

    setup, problems = load_setup(configuration, os.environ, running=False)
    if setup is None:
        show(problems)
        raise typer.Exit(Status.WRONG_FILE)
    return setup


def end_at_errors(problems: Sequence[Problem]) -> None:
    """Show what is wrong; warnings are for `onrecord check`."""
    wrong = [problem for problem in problems if problem.severity == "error"]
    show(wrong)
    if wrong:
        raise typer.Exit(Status.WRONG_FILE)


def moment_of(option: str, written: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Of an option that says when; what is no moment ends the command."""
    try:
        return read_moment(written, now, zone)
    except ValueError as error:
        raise typer.BadParameter(f"--{option}: {error}") from error


def read_configuration(configuration: Path) -> Configuration:
    """Of onrecord.yaml alone; ends the command where it is wrong."""
    settled, problems = load_configuration(configuration, os.environ)
    show(problems)
    if problems:
        raise typer.Exit(Status.WRONG_FILE)
    return settled


@contextmanager
def record_of(settled: Configuration, clock: Clock) -> Iterator[Record]:
    """Open for a while; what was mistyped ends the command."""
    from record.store import open_record

    record = open_record(settled.record_url, clock)
    try:
        with mistakes():
            yield record
    finally:
        record.close()


@contextmanager
def mistakes() -> Iterator[None]:
    """What was mistyped ends the command with what is said of it."""
    try:
        yield
    except Mistaken as mistaken:
        typer.echo(mistaken, err=True)
        raise typer.Exit(Status.WRONG_FILE) from mistaken


def print_json(answer: object) -> None:
    typer.echo(json_format.dumps(answer, ensure_ascii=False, indent=2))
