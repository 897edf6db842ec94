"""`onrecord latency`: how long what was told took, from its saying to its arrival."""

from __future__ import annotations

import json as json_format
import os
from pathlib import Path
from typing import Annotated

import typer

from ops.console import Status, show
from ops.moments import WANTED, read_moment
from record.clock import Clock
from record.configuration import load_configuration


def latency_command(
    since: Annotated[str, typer.Option(metavar="WHEN", help=f"Delivered since: {WANTED}.")] = "7d",
    source: Annotated[str | None, typer.Option(metavar="ID", help="Of this source alone.")] = None,
    channel: Annotated[str | None, typer.Option(metavar="NAME", help="To this channel alone.")] = None,
    configuration: Annotated[
        Path, typer.Option("--configuration", metavar="FILE", help="It may be absent.")
    ] = Path("onrecord.yaml"),
    json: Annotated[bool, typer.Option("--json", help="The same as JSON, and more.")] = False,
) -> None:
    """How long each step took, from what was said to the message: per source and per channel."""
    from alerts.latency import reckon
    from ops.latencytable import as_json, print_ledger
    from record.store import open_record

    settled, problems = load_configuration(configuration, os.environ)
    show(problems)
    if problems:
        raise typer.Exit(Status.WRONG_FILE)
    clock = Clock()
    try:
        begins = read_moment(since, clock.now(), settled.zone)
    except ValueError as error:
        raise typer.BadParameter(f"--since: {error}") from error
    record = open_record(settled.record_url, clock)
    try:
        ledger = reckon(record.latency.passages(begins, source, channel))
    finally:
        record.close()
    if json:
        typer.echo(json_format.dumps(as_json(ledger, begins), ensure_ascii=False, indent=2))
    else:
        print_ledger(ledger, begins, settled.zone)
