"""`onrecord people`: who is known and read where, and trying it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from cli.opening import DEFAULT, ConfigurationFile, Json, print_json
from ops.console import Status, show
from record.clock import Clock
from record.configuration import Configuration, load_configuration

if TYPE_CHECKING:
    from ops.persons import Persons
    from record.types import Speaker

NAME = "One person or organisation, by any name or id."


class _NameOrCommand(TyperGroup):
    """What is no command is a name: `onrecord people "Lei Jun"`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # typer does not export its types
        known = args and args[0] in self.commands
        return super().resolve_command(ctx, args if known else ["show", *args])


app = typer.Typer(
    cls=_NameOrCommand,
    add_completion=False,
    pretty_exceptions_enable=False,
    subcommand_metavar="[NAME | try NAME]",
)


@app.callback(invoke_without_command=True)
def table_command(
    context: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="Those that nobody watches, too.")] = False,
    configuration: ConfigurationFile = DEFAULT,
    json: Json = False,
) -> None:
    """Who is watched: their roles, their accounts, and through which sources these are read."""
    if context.invoked_subcommand:
        return
    from ops.persons import rows_of, states_in
    from ops.persontable import as_json, print_table

    settled, persons = _persons(configuration)
    speakers = persons.in_order()
    if persons.watchlist and not every:
        speakers = [speaker for speaker in speakers if persons.watched(speaker)]
    clock = Clock()
    rows = rows_of(persons, speakers, states_in(settled.record_url, clock))
    if json:
        print_json(as_json(rows))
    else:
        print_table(rows, clock.now())


@app.command("show", hidden=True)
def show_command(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help=NAME)],
    configuration: ConfigurationFile = DEFAULT,
    json: Json = False,
) -> None:
    """One of them whole: every name, every role with its dates, every account."""
    from ops.persons import rows_of, states_in
    from ops.persontable import lines_of, person_json

    configuration, json = _given_before(context, configuration, json)
    settled, persons = _persons(configuration)
    speaker = _one(persons, name)
    (row,) = rows_of(persons, [speaker], states_in(settled.record_url, Clock()))
    if json:
        print_json(person_json(row))
    for line in lines_of(row, settled.zone) if not json else ():
        typer.echo(line)


@app.command("try")
def try_command(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help=NAME)],
    limit: Annotated[int, typer.Option(min=0, help="So many posts of each source.")] = 5,
    configuration: ConfigurationFile = DEFAULT,
    json: Json = False,
) -> None:
    """Ask every source of their accounts once, and show what would be read; nothing is saved."""
    from ops import trials
    from ops.persontrials import try_person

    configuration, json = _given_before(context, configuration, json)
    settled, persons = _persons(configuration)
    speaker = _one(persons, name)
    tried, left_out = try_person(persons, speaker, settled.record_url, Clock())
    if json:
        print_json({"tried": trials.as_json(tried), "not_tried": [each.as_json() for each in left_out]})
    for line in (line for trial in tried for line in trials.lines(trial, limit)) if not json else ():
        typer.echo(line)
    for each in left_out:
        typer.echo(each.line(settled.zone), err=True)
    if left_out or not tried or not all(trial.healthy for trial in tried):
        raise typer.Exit(Status.ENVIRONMENT)


def _given_before(context: typer.Context, configuration: Path, json: bool) -> tuple[Path, bool]:
    """Options may stand before the name, too, where they are those of the table."""
    before = context.parent.params if context.parent else {}
    chosen = before.get("configuration", DEFAULT) if configuration == DEFAULT else configuration
    return chosen, json or bool(before.get("json"))


def _persons(path: Path) -> tuple[Configuration, Persons]:
    """The user's files; ends the command where one of them is wrong."""
    from ops.persons import load_persons

    settled, problems = load_configuration(path, os.environ)
    persons, found = load_persons(settled) if not problems else (None, [])
    problems += [problem for problem in found if problem.severity == "error" or problem.code == "S217"]
    show(problems)
    if persons is None:
        raise typer.Exit(Status.WRONG_FILE)
    return settled, persons


def _one(persons: Persons, wanted: str) -> Speaker:
    """The one who is meant; ends the command where nobody is, or several are."""
    from ops.persons import find, shared, unknown

    found: Sequence[Speaker] = find(persons.people, wanted)
    if len(found) == 1:
        return found[0]
    typer.echo(shared(found, wanted) if found else unknown(persons.people, wanted), err=True)
    raise typer.Exit(Status.USAGE)
