"""`onrecord check`: every Problem of the user's files, without starting anything."""

from __future__ import annotations

import json as json_format
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from alerts.watchlist import load_watchlist
from crawler import catalog
from ops.console import Status, show
from record import people
from record.configuration import load_configuration, operator_problems
from record.people import People, load_people
from record.problems import Problem, in_order
from record.types import Account, Speaker

# The names under which they stand beside a watchlist.
PEOPLE, SOURCES, CONFIGURATION = "people.yaml", "sources.yaml", "onrecord.yaml"


def check(paths: Sequence[Path], env: Mapping[str, str] | None = None) -> list[Problem]:
    """The Problems of these files, by file and place; each is what its name says, a watchlist by default.

    `env` holds the variables that channels name; the process's own where it is left out.
    """
    channels: set[str] = set()
    own = [path for path in paths if path.name == PEOPLE]
    known, problems = load_people([people.BUNDLED, *own])
    for path in paths:
        if path.name == SOURCES:
            problems += catalog.load_catalog([catalog.BUNDLED, path], _accounts(known))[1]
        elif path.name == CONFIGURATION:
            problems += load_configuration(path, {})[1]
        elif path.name != PEOPLE:
            loaded = load_watchlist(path, known, os.environ if env is None else env)
            problems += loaded.problems
            channels.update(loaded.watchlist.channels if loaded.watchlist else ())
    if channels:
        problems += [wrong for path in paths for wrong in _operator_problems(path, channels)]
    return in_order(problems)


def _operator_problems(path: Path, channels: set[str]) -> list[Problem]:
    if path.name != CONFIGURATION:
        return []
    return operator_problems(load_configuration(path, {})[0], channels, path)


def _accounts(known: People) -> list[tuple[Speaker, Account]]:
    return [(speaker, account) for speaker in known.all() for account in speaker.accounts]


def with_neighbours(watchlist: Path) -> list[Path]:
    """The watchlist, and the user's other files beside it."""
    beside = (watchlist.with_name(name) for name in (PEOPLE, SOURCES, CONFIGURATION))
    return [watchlist, *(path for path in beside if path != watchlist and path.exists())]


def summary(problems: Sequence[Problem]) -> str:
    """`3 errors, 1 warning`, or that all is well."""
    errors = sum(problem.severity == "error" for problem in problems)
    counts = ((errors, "error"), (len(problems) - errors, "warning"))
    told = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count]
    return ", ".join(told) or "no problems"


def check_command(
    watchlist: Annotated[
        Path,
        typer.Argument(envvar="ONRECORD_WATCHLIST", help="The watchlist; your other files beside it too."),
    ] = Path("watchlist.yaml"),
    json: Annotated[bool, typer.Option("--json", help="The problems as JSON on stdout.")] = False,
) -> None:
    """Say what is wrong with your files, all of it, and where."""
    paths = with_neighbours(watchlist)
    problems = check(paths)
    errors = sum(problem.severity == "error" for problem in problems)
    if json:
        shown = {"files": [str(path) for path in paths], "problems": [p.as_json() for p in problems]}
        typer.echo(json_format.dumps(shown, ensure_ascii=False))
    else:
        show(problems)
        typer.echo(f"{', '.join(str(path) for path in paths)}: {summary(problems)}")
    if errors:
        raise typer.Exit(Status.WRONG_FILE)
