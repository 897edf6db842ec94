"""`onrecord mute` and `onrecord unmute`: silence for a while, without touching the watchlist."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.opening import DEFAULT, ConfigurationFile, Json, print_json, read_setup, record_of
from record.clock import Clock

WHAT = "A watch or a person by id or name, a statement (st_…), or all."


def mute_command(
    what: Annotated[str | None, typer.Argument(help=f"{WHAT} Without it: what is muted now.")] = None,
    lasting: Annotated[str | None, typer.Option("--for", metavar="WHILE", help="90m, 24h, 7d.")] = None,
    until: Annotated[
        str | None, typer.Option(metavar="TIME", help='2026-12-01 or "2026-12-01 08:00", in your time zone.')
    ] = None,
    note: Annotated[str, typer.Option(help="Why; shown in the list.")] = "",
    configuration: ConfigurationFile = DEFAULT,
    json: Json = False,
) -> None:
    """Silence a watch, a person, a statement or everything for a while; it is recorded all the same."""
    from ops.muting import Silence, find_subject, line_of, read_end, silences

    setup, clock = read_setup(configuration), Clock()
    zone, now = setup.configuration.zone, clock.now()
    if what is None:
        if lasting or until or note:
            raise typer.BadParameter("say what is to be muted: a watch, a person, st_… or all")
        with record_of(setup.configuration, clock) as record:
            found = silences(record, setup.watchlist, now)
        if json:
            print_json({"mutes": [each.as_json() for each in found]})
        else:
            typer.echo("\n".join(line_of(each, zone) for each in found) or "nothing is muted")
        return
    try:
        end = read_end(lasting, until, now, zone)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    with record_of(setup.configuration, clock) as record:
        subject = find_subject(record, setup.watchlist, what)
        record.muting.mute(subject.of, end, note)
    muted = Silence(subject, end, now, note)
    if json:
        print_json({"muted": muted.as_json()})
    else:
        typer.echo(f"muted: {line_of(muted, zone)}")
        typer.echo(
            f"What it hits is recorded and not told later. To lift it: onrecord unmute {subject.typed}"
        )


def unmute_command(
    what: Annotated[str, typer.Argument(help=f"{WHAT} `all` lifts every mute.")],
    configuration: ConfigurationFile = DEFAULT,
    json: Json = False,
) -> None:
    """Lift what was muted by command."""
    from ops.muting import find_subject, line_of, silence_of, silences, still_silencing

    setup, clock = read_setup(configuration), Clock()
    zone = setup.configuration.zone
    with record_of(setup.configuration, clock) as record:
        subject = find_subject(record, setup.watchlist, what)
        lifted = [silence_of(each, setup.watchlist) for each in record.muting.unmute(subject.of)]
        left = still_silencing(silences(record, setup.watchlist, clock.now()), subject)
    if json:
        lists = {"lifted": lifted, "still_muted": left}
        print_json({name: [each.as_json() for each in found] for name, found in lists.items()})
        return
    typer.echo("\n".join(f"lifted: {line_of(each, zone)}" for each in lifted) or "no command had muted it")
    for each in left:
        typer.echo(f"still muted: {line_of(each, zone)}", err=True)
