"""`onrecord ack`: somebody has seen it, so that it is not escalated."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.opening import DEFAULT, ConfigurationFile, Json, print_json, read_configuration, record_of
from record.clock import Clock


def ack_command(
    what: Annotated[
        str, typer.Argument(metavar="ID", help="A statement (st_…), or the ref that a message shows.")
    ],
    note: Annotated[str, typer.Option(help="Who, or what is done about it.")] = "",
    configuration: ConfigurationFile = DEFAULT,
    json: Json = False,
) -> None:
    """Say that an alert was seen: what `escalate:` would send of it is not sent."""
    from ops.acknowledging import acknowledge, as_json, lines_of

    settled = read_configuration(configuration)
    with record_of(settled, Clock()) as record:
        ended = acknowledge(record, what, note)
    if json:
        print_json(as_json(ended))
    else:
        typer.echo("\n".join(lines_of(ended, settled.zone)))
