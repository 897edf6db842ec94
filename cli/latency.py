"""`onrecord latency`: how long what was told took, from its saying to its arrival."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.opening import DEFAULT, ConfigurationFile, moment_of, print_json, read_configuration, record_of
from ops.moments import WANTED
from record.clock import Clock


def latency_command(
    since: Annotated[str, typer.Option(metavar="WHEN", help=f"Delivered since: {WANTED}.")] = "7d",
    source: Annotated[str | None, typer.Option(metavar="ID", help="Of this source alone.")] = None,
    channel: Annotated[str | None, typer.Option(metavar="NAME", help="To this channel alone.")] = None,
    configuration: ConfigurationFile = DEFAULT,
    json: Annotated[bool, typer.Option("--json", help="The same as JSON, and more.")] = False,
) -> None:
    """How long each step took, from what was said to the message: per source and per channel."""
    from alerts.latency import reckon
    from ops.latencytable import as_json, print_ledger

    settled = read_configuration(configuration)
    clock = Clock()
    begins = moment_of("since", since, clock.now(), settled.zone)
    with record_of(settled, clock) as record:
        ledger = reckon(record.latency.passages(begins, source, channel))
    if json:
        print_json(as_json(ledger, begins))
    else:
        print_ledger(ledger, begins, settled.zone)
