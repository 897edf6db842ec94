"""`onrecord deliveries`: what was sent, what waits, what failed; and sending again what was given up."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.opening import DEFAULT, ConfigurationFile, Json, moment_of, print_json, read_configuration, record_of
from ops.moments import WANTED
from record.clock import Clock

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.callback(invoke_without_command=True)
def list_command(
    context: typer.Context,
    state: Annotated[
        str | None, typer.Option(help="pending, sending, in_doubt, sent, dead, suppressed.")
    ] = None,
    channel: Annotated[str | None, typer.Option(metavar="NAME", help="Of this channel alone.")] = None,
    since: Annotated[
        str, typer.Option(metavar="WHEN", help=f"{WANTED}; what is open is always shown.")
    ] = "7d",
    limit: Annotated[int, typer.Option(min=1, help="So many at most, the newest.")] = 50,
    configuration: ConfigurationFile = DEFAULT,
    json: Json = False,
) -> None:
    """Each message's state, tries and last error; how many wait and since when; how each channel is."""
    if context.invoked_subcommand:
        return
    from ops.deliveries import read_log
    from ops.deliverytable import as_json, print_log

    settled, clock = read_configuration(configuration), Clock()
    begins = moment_of("since", since, clock.now(), settled.zone)
    with record_of(settled, clock) as record:
        log = read_log(record, begins, limit, state, channel)
    if json:
        print_json(as_json(log))
    else:
        print_log(log, clock.now(), settled.zone)


@app.command("replay")
def replay_command(
    context: typer.Context,
    what: Annotated[
        str, typer.Argument(metavar="REF|CHANNEL", help="One that is dead, or all of a channel.")
    ],
    since: Annotated[
        str | None, typer.Option(metavar="WHEN", help=f"Of a channel: given up since {WANTED}.")
    ] = None,
    configuration: ConfigurationFile = DEFAULT,
    json: Json = False,
) -> None:
    """Send again what was given up; what may have arrived before says so."""
    from ops.deliveries import replay
    from ops.deliverytable import replay_lines

    configuration, json = _given_before(context, configuration, json)
    settled, clock = read_configuration(configuration), Clock()
    begins = moment_of("since", since, clock.now(), settled.zone) if since else None
    with record_of(settled, clock) as record:
        done = replay(record, what, begins)
    if json:
        print_json({"replayed": list(done.keys), "thrown_away": done.thrown_away})
    else:
        typer.echo("\n".join(replay_lines(done, what)))


def _given_before(context: typer.Context, configuration: Path, json: bool) -> tuple[Path, bool]:
    """Options may stand before `replay`, too, where they are those of the list."""
    before = context.parent.params if context.parent else {}
    chosen = before.get("configuration", DEFAULT) if configuration == DEFAULT else configuration
    return chosen, json or bool(before.get("json"))
