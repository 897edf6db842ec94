"""`onrecord accounts`: from the address of an account to what people.yaml wants."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.opening import DEFAULT, ConfigurationFile, Json, Networks, print_json
from ops.console import Status, show
from record.clock import Clock
from record.configuration import Configuration, load_configuration

if TYPE_CHECKING:
    from record.people import People

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True)


@app.callback()
def accounts() -> None:
    """Accounts of the people you watch."""


@app.command("resolve")
def resolve_command(
    urls: Annotated[list[str], typer.Argument(metavar="URL...", help="Or @user@host, a handle, UC…, CIK….")],
    ask_weibo: Annotated[
        bool,
        typer.Option("--ask-weibo", help="Ask m.weibo.cn, once: of a name or a post it alone knows the id."),
    ] = False,
    allow_private: Networks = None,
    base: Annotated[str, typer.Option(hidden=True, help="Ask this address in the place of each host.")] = "",
    configuration: ConfigurationFile = DEFAULT,
    json: Json = False,
) -> None:
    """The ids behind addresses of accounts, as YAML to paste; asks only where an address holds no id."""
    from ops.accounts import Asking, as_json, line, resolve_all
    from ops.discovery import require_networks

    networks = tuple(allow_private or ())
    require_networks(networks)
    settled, people = _people(configuration)
    found = resolve_all(urls, people, Asking(ask_weibo, base, networks), settled, Clock())
    if json:
        print_json(as_json(found))
    for each in found:
        if each.account is None:
            typer.echo(f"{each.inquiry.written}: {each.inquiry.failure}", err=True)
        elif not json:
            typer.echo(line(each))
    failed = [each.inquiry for each in found if each.account is None]
    if failed:
        raise typer.Exit(Status.ENVIRONMENT if any(each.questions for each in failed) else Status.USAGE)


def _people(path: Path) -> tuple[Configuration, People]:
    """Those of all the user's files; ends the command where one of them is wrong."""
    from ops.persons import load_people_of

    settled, problems = load_configuration(path, os.environ)
    people, found = load_people_of(settled)
    problems += [problem for problem in found if problem.severity == "error"]
    show(problems)
    if problems:
        raise typer.Exit(Status.WRONG_FILE)
    return settled, people
