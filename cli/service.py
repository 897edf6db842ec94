"""`onrecord run` and `onrecord once`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Configuration = Annotated[
    Path, typer.Option("--configuration", help="onrecord.yaml; it may be absent.", metavar="FILE")
]
Watchlist = Annotated[Path | None, typer.Option("--watchlist", help="Over the key in onrecord.yaml.")]
Sources = Annotated[Path | None, typer.Option("--sources", help="Over the key in onrecord.yaml.")]
Json = Annotated[bool, typer.Option("--json", help="At the end, one JSON line of what was done.")]
DEFAULT = Path("onrecord.yaml")


def run_command(
    configuration: Configuration = DEFAULT,
    watchlist: Watchlist = None,
    sources: Sources = None,
    json: Json = False,
) -> None:
    """Watch until stopped (Ctrl-C or SIGTERM lets what is in hand end)."""
    _run(configuration, {"--watchlist": watchlist, "--sources": sources}, json)


def once_command(
    configuration: Configuration = DEFAULT,
    watchlist: Watchlist = None,
    sources: Sources = None,
    all: Annotated[bool, typer.Option("--all", help="Every source, not only those that are due.")] = False,
    json: Json = False,
) -> None:
    """Poll what is due, tell what is to be told, and end: for a cron of your own."""
    options = ["--once", "--all"] if all else ["--once"]
    _run(configuration, {"--watchlist": watchlist, "--sources": sources}, json, *options)


def _run(configuration: Path, over: dict[str, Path | None], json: bool, *options: str) -> None:
    from scheduler import main  # here, so that the other commands start without Scrapy

    given = [word for option, path in over.items() if path for word in (option, str(path))]
    as_json = ["--json"] if json else []
    raise typer.Exit(main(["--configuration", str(configuration), *given, *as_json, *options]))
