"""`onrecord init`: a watchlist that works, and the JSON Schema that editors complete it by."""

from __future__ import annotations

import json as json_format
from pathlib import Path
from typing import Annotated

import typer

from alerts.schema import watchlist_schema
from ops.console import Status

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
    json: Annotated[bool, typer.Option("--json", help="The names of the files as JSON on stdout.")] = False,
) -> None:
    """Write a watchlist to begin with, and its schema for your editor."""
    written, in_the_way = write_files(folder, force)
    if json:
        names = {"written": [str(path) for path in written], "exists": [str(path) for path in in_the_way]}
        typer.echo(json_format.dumps(names, ensure_ascii=False))
    for path in written if not json else ():
        typer.echo(f"wrote {path}")
    if in_the_way:
        found = ", ".join(str(path) for path in in_the_way)
        typer.echo(f"{found}: there already, and left alone. Write over it with --force.", err=True)
        raise typer.Exit(Status.WRONG_FILE)
    typer.echo("next: set SLACK_URL, then `onrecord check` and `onrecord run`", err=True)
