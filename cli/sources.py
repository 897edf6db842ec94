"""`onrecord sources`: how they are, and finding, trying and exchanging them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.opening import (
    DEFAULT,
    ConfigurationFile,
    Json,
    Networks,
    end_at_errors,
    print_json,
    read_configuration,
    read_setup,
    record_of,
)
from ops.console import Status, show
from record.clock import Clock
from record.configuration import Configuration
from record.errors import UnreadableFeed

if TYPE_CHECKING:
    from crawler.sitefiles import SiteDraft
    from record.types import Source

Into = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Put it at the end of this sources.yaml, which may be new."),
]

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.callback(invoke_without_command=True)
def table_command(
    context: typer.Context, configuration: ConfigurationFile = DEFAULT, json: Json = False
) -> None:
    """How each source is: its state, its last success, what is new, and whom it waits for."""
    if context.invoked_subcommand:
        return
    from ops.sourcetable import as_json, print_table, rows_of

    setup, clock = read_setup(configuration), Clock()
    with record_of(setup.configuration, clock) as record:
        rows = rows_of(record.reading.sources(), setup.sources)
    if json:
        print_json(as_json(rows, setup.sources))
    else:
        print_table(rows, setup.sources, clock.now(), setup.configuration.zone)


@app.command("discover")
def discover_command(
    address: Annotated[str, typer.Argument(help="A domain, or the address of a page.", metavar="DOMAIN|URL")],
    allow_private: Networks = None,
    into: Into = None,
    configuration: ConfigurationFile = DEFAULT,
    json: Json = False,
) -> None:
    """Look where a site can be read, and print a file for it: asks at most 25 addresses in at most 60 s."""
    from crawler.sitefiles import write_site
    from ops.discovery import as_json, discover, lines, require_address, without_known

    require_address(address, allow_private or [])
    polled, taken = _there(read_configuration(configuration), into) if into else ([], set())
    found = discover(address, tuple(allow_private or ()), Clock())
    _tell(lines(found))
    if into and found.draft:
        fresh, left_out = without_known(found.draft, polled, taken)
        _tell(f"left out: {reason}" for reason in left_out)
        _add(into, [fresh] if fresh else [])
    if json:
        print_json(as_json(found))
    elif not into and found.draft:
        typer.echo(write_site(found.draft), nl=False)
    if found.draft is None:
        raise typer.Exit(Status.ENVIRONMENT)


@app.command("try")
def try_command(
    id: Annotated[str, typer.Argument(help="Of a source, a site or a mirror.")],
    enable: Annotated[
        bool, typer.Option("--enable", help="Where it works, write the day into its `checked`, and use it.")
    ] = False,
    limit: Annotated[int, typer.Option(min=0, help="So many articles of each address.")] = 5,
    configuration: ConfigurationFile = DEFAULT,
    json: Json = False,
) -> None:
    """Fetch a source and show what it would record; nothing is saved."""
    from ops import trials
    from ops.politetrials import try_politely

    settled = read_configuration(configuration)
    chosen = _named(id, settled)
    if enable and "/" in id:
        _tell([f"--enable needs the whole site: onrecord sources try {id.partition('/')[0]} --enable"])
        raise typer.Exit(Status.USAGE)
    tried, left_out = try_politely(chosen, limit, settled.record_url, Clock())
    if json:
        print_json(trials.as_json(tried))
    for line in (line for trial in tried for line in trials.lines(trial, limit)) if not json else ():
        typer.echo(line)
    _tell(each.line(settled.zone) for each in left_out)
    if left_out or not all(trial.healthy for trial in tried):
        raise typer.Exit(Status.ENVIRONMENT)
    for line in (
        trials.enable([trial.source for trial in tried], settled, Clock().now().date()) if enable else ()
    ):
        typer.echo(line, err=True)


@app.command("import")
def import_command(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="OPML, as feed readers export it.")
    ],
    into: Into = None,
    configuration: ConfigurationFile = DEFAULT,
    json: Json = False,
) -> None:
    """Turn a feed reader's subscriptions into sites."""
    from crawler.sitefiles import write_items
    from ops.outlines import as_json, import_opml

    polled, taken = _there(read_configuration(configuration), into)
    try:
        brought = import_opml(file, polled, taken)
    except UnreadableFeed as error:
        _tell([str(error)])
        raise typer.Exit(Status.WRONG_FILE) from error
    _tell(f"left out: {reason}" for reason in brought.left_out)
    if into:
        _add(into, brought.drafts)
    if json:
        print_json(as_json(brought))
    elif not into and brought.drafts:
        typer.echo(write_items(brought.drafts), nl=False)


@app.command("export")
def export_command(
    file: Annotated[Path | None, typer.Argument(help="Standard output, where it is left out.")] = None,
    configuration: ConfigurationFile = DEFAULT,
    json: Json = False,
) -> None:
    """Write the feeds of your sources as OPML, for a feed reader."""
    from crawler.opml import write_opml
    from ops.trials import used_sources

    settled = read_configuration(configuration)
    used, problems = used_sources(settled)
    show(problems)
    text, left_out = write_opml(list(used.values()), Clock().now())
    for id in left_out:
        typer.echo(f"left out: {id} is no feed", err=True)
    if file:
        file.write_text(text, "utf-8")
    if json:
        print_json(
            {"opml": None if file else text, "file": str(file) if file else None, "left_out": left_out}
        )
    elif not file:
        typer.echo(text, nl=False)


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line, err=True)


def _add(into: Path, drafts: Sequence[SiteDraft]) -> None:
    """Put the sites into the user's file and say so, with what to do next."""
    from crawler.siteedits import add_sites

    if not drafts:
        return
    is_new = not into.exists()
    add_sites(into, drafts)
    if is_new:
        _tell([f"{into}: a new file; it begins with `use: all`, so the bundled sites stay in use"])
    _tell(f"{into}: {draft.id} added; next: onrecord sources try {draft.id}" for draft in drafts)


def _there(settled: Configuration, into: Path | None) -> tuple[list[Source], set[str]]:
    """(the Sources that are polled, the ids that are taken) beside what will be added to `into`."""
    from ops.trials import polled

    beside = replace(settled, sources=str(into)) if into else settled
    known = _known(beside)
    return polled(known.values(), beside), {id.partition("/")[0] for id in known}


def _known(settled: Configuration) -> dict[str, Source]:
    """Every Source that there is; ends the command where the user's file is wrong."""
    from ops.trials import known_sources

    known, problems = known_sources(settled)
    end_at_errors(problems)
    return known


def _named(id: str, settled: Configuration) -> list[Source]:
    from ops.trials import named, unknown

    known = _known(settled)
    chosen = named(id, known)
    if not chosen:
        typer.echo(unknown(id, known), err=True)
        raise typer.Exit(Status.USAGE)
    return chosen
