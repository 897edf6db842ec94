"""`onrecord check`: every Problem of the user's files, without starting anything."""

from __future__ import annotations

import json as json_format
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ops.checkformats import github, sarif
from ops.checking import Checked, check, look_at, summary, with_neighbours
from ops.console import Status, show
from ops.fixing import propose, repair
from ops.recordlint import lint_against_record
from record.clock import Clock
from record.problems import Problem, in_order

__all__ = ["check", "check_command", "summary"]


class Format(StrEnum):
    """How the Problems are told."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


def check_command(
    watchlist: Annotated[
        Path,
        typer.Argument(envvar="ONRECORD_WATCHLIST", help="The watchlist; your other files beside it too."),
    ] = Path("watchlist.yaml"),
    fix: Annotated[bool, typer.Option("--fix", help="Write in what can only be meant, and show it.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", "--diff", help="With --fix: only show it.")] = False,
    format: Annotated[Format, typer.Option(help="How the problems are told.")] = Format.TEXT,
    json: Annotated[bool, typer.Option("--json", help="As --format json.")] = False,
) -> None:
    """Say what is wrong with your files, all of it, and where."""
    paths = with_neighbours(watchlist)
    left = _fix(paths, dry_run) if fix or dry_run else []
    checked = look_at(paths)
    checked.problems = in_order([*left, *lint_against_record(paths, checked, Clock())])
    _TELL[Format.JSON if json else format](paths, checked)
    if any(problem.severity == "error" for problem in checked.problems):
        raise typer.Exit(Status.WRONG_FILE)


def _fix(paths: list[Path], dry_run: bool) -> list[Problem]:
    """What could not be written. What changes is shown on stderr: stdout is for the Problems."""
    if not dry_run:
        return repair(lambda: check(paths), lambda shown: typer.echo(shown, err=True, nl=False))
    for proposal in propose(check(paths)):
        typer.echo(proposal.difference, err=True, nl=False)
    return []


def _tell_text(paths: list[Path], checked: Checked) -> None:
    show(checked.problems)
    typer.echo(f"{', '.join(str(path) for path in paths)}: {summary(checked.problems)}")
    for each in checked.unread:
        typer.echo(each.told)
    _tell_without_model()


def _tell_json(paths: list[Path], checked: Checked) -> None:
    shown = {"files": [str(path) for path in paths], "problems": [p.as_json() for p in checked.problems]}
    answer = {**shown, "unread": [each.as_json() for each in checked.unread]}
    typer.echo(json_format.dumps(answer, ensure_ascii=False))


def _tell_github(_: list[Path], checked: Checked) -> None:
    typer.echo(github(checked.problems), nl=False)


def _tell_sarif(_: list[Path], checked: Checked) -> None:
    typer.echo(sarif(checked.problems))


_TELL = {
    Format.TEXT: _tell_text,
    Format.JSON: _tell_json,
    Format.GITHUB: _tell_github,
    Format.SARIF: _tell_sarif,
}


def _tell_without_model() -> None:
    from statements.english.parsing import why_missing  # here, so that the other commands start without it

    if missing := why_missing():
        typer.echo(missing)
