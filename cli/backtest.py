"""`onrecord backtest`: what a watchlist would have told of the record."""

from __future__ import annotations

import json as json_format
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from alerts.backtest import backtest
from alerts.backtested import lines
from cli.opening import DEFAULT, ConfigurationFile, Json, moment_of, print_json, record_of
from ops.console import Status, show
from ops.setup import Setup, load_setup
from record.clock import Clock
from record.problems import Problem


def backtest_command(
    watchlist: Annotated[
        Path | None, typer.Argument(help="The watchlist to try; yours where it is left out.")
    ] = None,
    since: Annotated[str, typer.Option(help="30d, 12h, 2w, or a day: 2026-11-01. All without it.")] = "",
    against: Annotated[
        Path | None,
        typer.Option(help="Another watchlist: what it tells and this one does not.", metavar="FILE"),
    ] = None,
    samples: Annotated[int, typer.Option(min=0, max=1000, help="Shown of each watch.")] = 3,
    configuration: ConfigurationFile = DEFAULT,
    json: Json = False,
) -> None:
    """Show what a watchlist would have told of the record, by the same code that tells you live."""
    setup = _setup(configuration, watchlist, json)
    other = _setup(configuration, against, json) if against else None
    zone, clock = setup.configuration.zone, Clock()
    moment = moment_of("since", since, clock.now(), zone) if since else None
    with record_of(setup.configuration, clock) as record, _progress() as progress:
        tested = backtest(
            record.replaying,
            setup.watchlist,
            moment,
            against=other.watchlist if other else None,
            zone=zone,
            samples=samples,
            progress=progress,
        )
    if json:
        print_json(tested.as_json())
    else:
        print("\n".join(lines(tested, zone)))


def _setup(configuration: Path, watchlist: Path | None, json: bool) -> Setup:
    """The user's files with this watchlist in the place of his own."""
    given = {"ONRECORD_WATCHLIST": str(watchlist)} if watchlist else {}
    setup, problems = load_setup(configuration, {**os.environ, **given}, running=False)
    if setup is None:
        _refuse(problems, json)
        raise typer.Exit(Status.WRONG_FILE)
    return setup


def _refuse(problems: list[Problem], json: bool) -> None:
    show(problems)
    if json:
        shown = {"problems": [problem.as_json() for problem in problems]}
        print(json_format.dumps(shown, ensure_ascii=False))


@contextmanager
def _progress() -> Iterator[Callable[[int, int], object]]:
    """A bar on stderr, where that is a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("judging", total=None)
        yield lambda done, all: bar.update(task, completed=done, total=all)
