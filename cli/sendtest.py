"""`onrecord send-test`: whether a channel takes messages."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from cli.opening import DEFAULT, ConfigurationFile, Json, mistakes, print_json, read_setup
from ops.console import Status
from record.clock import Clock


def send_test_command(
    name: Annotated[str, typer.Argument(metavar="CHANNEL", help="A channel of the watchlist.")],
    configuration: ConfigurationFile = DEFAULT,
    json: Json = False,
) -> None:
    """Send a test message to each recipient of a channel; nothing is recorded. Exit 4: not all took it."""
    from ops.sendtest import as_json, find_channel, lines_of, send_tests

    setup = read_setup(configuration)
    with mistakes():
        channel = find_channel(setup.watchlist, name)
    tested = asyncio.run(send_tests(channel, Clock().now(), setup.configuration.zone))
    if json:
        print_json(as_json(channel, tested))
    else:
        typer.echo("\n".join(lines_of(channel, tested)))
    if not all(each.well for each in tested):
        raise typer.Exit(Status.PARTIAL)
