"""`onrecord test`: the examples of the watchlist, tried."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.opening import print_json
from ops.console import Status, show


def examples_command(
    watchlist: Annotated[
        Path,
        typer.Argument(envvar="ONRECORD_WATCHLIST", help="The watchlist; people.yaml beside it is read too."),
    ] = Path("watchlist.yaml"),
    junit: Annotated[
        Path | None,
        typer.Option("--junit", dir_okay=False, metavar="FILE", help="The results for a CI, as XML."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="The results as JSON on stdout.")] = False,
) -> None:
    """Try the examples of every watch: what must fire, and what must be silent."""
    from alerts import trialreport
    from ops.trying import OF_EXAMPLES, try_watchlist

    tried = try_watchlist(watchlist)
    # The examples themselves are shown as results.
    wrong = [problem for problem in tried.problems if problem.code not in OF_EXAMPLES]
    show(wrong)
    errors = [problem for problem in wrong if problem.severity == "error"]
    if junit:
        _write(junit, trialreport.junit(tried.trials, errors))
    if json:
        results = trialreport.report_json(tried.trials)
        answer = {"examples": results, "problems": [problem.as_json() for problem in wrong]}
        print_json(answer)
    else:
        for line in trialreport.report_lines(tried.trials, tried.untried):
            typer.echo(line)
    if errors or not all(trial.passed for trial in tried.trials):
        raise typer.Exit(Status.WRONG_FILE)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        typer.echo(f"{path}: it cannot be written: {error.strerror}", err=True)
        raise typer.Exit(Status.ENVIRONMENT) from error
