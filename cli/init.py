"""`onrecord init`: a watchlist that works, the JSON Schema that editors complete it by, and live sources."""

from __future__ import annotations

import json as json_format
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alerts.schema import watchlist_schema
from ops.console import Status, show
from record.clock import Clock

if TYPE_CHECKING:
    from crawler.trial import Trial

STARTER = Path(__file__).with_name("starter.yaml")


def files_of() -> dict[str, str]:
    """What a new installation begins with: name -> text."""
    schema = json_format.dumps(watchlist_schema(), ensure_ascii=False, indent=2)
    return {"watchlist.yaml": STARTER.read_text("utf-8"), "watchlist.schema.json": f"{schema}\n"}


def write_files(folder: Path, force: bool = False) -> tuple[list[Path], list[Path]]:
    """(written, in the way). Where anything is in the way nothing is written, but with `force`."""
    files = {folder / name: text for name, text in files_of().items()}
    in_the_way = [path for path in files if path.exists()]
    if in_the_way and not force:
        return [], in_the_way
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        path.write_text(text, "utf-8")
    return list(files), []


def init_command(
    folder: Annotated[Path, typer.Argument(help="Where to write.")] = Path(),
    force: Annotated[bool, typer.Option("--force", help="Write over what is there.")] = False,
    no_try: Annotated[bool, typer.Option("--no-try", help="Do not try the sources.")] = False,
    json: Annotated[bool, typer.Option("--json", help="What was done as JSON on stdout.")] = False,
) -> None:
    """Write a watchlist to begin with and its schema, and try which sources answer from here."""
    written, in_the_way = write_files(folder, force)
    for path in written if not json else ():
        typer.echo(f"wrote {path}")
    if in_the_way:
        found = ", ".join(str(path) for path in in_the_way)
        typer.echo(f"{found}: there already, and left alone. Write over it with --force.", err=True)
    trials, used = ([], None) if no_try else _try(folder / "sources.yaml")
    if json:
        _print(written + ([used] if used else []), in_the_way, trials)
    if in_the_way and no_try:
        raise typer.Exit(Status.WRONG_FILE)
    typer.echo("next: set SLACK_URL, then `onrecord check` and `onrecord run`", err=True)


def _try(own: Path) -> tuple[list[Trial], Path | None]:
    """(how each site did, the file that was written)"""
    from ops import firsttrial  # here: Scrapy takes its time

    known, problems = firsttrial.first_sources(own)
    show(problems)
    if any(problem.severity == "error" for problem in problems):
        raise typer.Exit(Status.WRONG_FILE)
    sources = known if own.exists() else firsttrial.needed(known, firsttrial.languages_for(own.parent))
    if line := firsttrial.left_out(known, sources):
        typer.echo(line, err=True)
    trials = firsttrial.try_first(sources)
    used = firsttrial.write_used(own, trials, Clock().now().date())
    for line in firsttrial.lines(trials, used):
        typer.echo(line, err=True)
    return trials, used


def _print(written: list[Path], in_the_way: list[Path], trials: list[Trial]) -> None:
    names = {"written": [str(path) for path in written], "exists": [str(path) for path in in_the_way]}
    told = {**names, "sources": [trial.as_json() for trial in trials]}
    typer.echo(json_format.dumps(told, ensure_ascii=False))
