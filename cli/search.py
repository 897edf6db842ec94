"""`onrecord search`: a rule over the whole record, newest first."""

from __future__ import annotations

import json as json_format
import os
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from alerts.rules.nodes import Rule
from alerts.rules.parser import parse
from alerts.searching import FEWEST, Asked, search
from cli.opening import DEFAULT, ConfigurationFile, Json, moment_of, print_json, record_of
from ops.console import Status, show
from ops.moments import WANTED
from ops.searched import as_json, left_out, print_answers, problems_of, show_problems
from ops.trying import Surroundings, surroundings_of
from record.clock import Clock
from record.configuration import load_configuration
from record.problems import Problem


def search_command(
    rule: Annotated[str, typer.Argument(help="As after `when:` in a watchlist; with its @entities.")],
    since: Annotated[str | None, typer.Option(metavar="WHEN", help=f"Said since: {WANTED}.")] = None,
    until: Annotated[str | None, typer.Option(metavar="WHEN", help="Said before.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="So many statements.")] = FEWEST,
    configuration: ConfigurationFile = DEFAULT,
    json: Json = False,
) -> None:
    """Find statements in the record by a rule, newest first."""
    settled, problems = load_configuration(configuration, os.environ)
    around = surroundings_of(Path(settled.watchlist), Path(settled.people))
    show(wrong := [*problems, *around.problems])
    if wrong:
        _end(wrong, json)
    clock = Clock()
    begins = None if since is None else moment_of("since", since, clock.now(), settled.zone)
    ends = None if until is None else moment_of("until", until, clock.now(), settled.zone)
    rule = rule.encode(errors="replace").decode()  # half a character is nothing to ask for
    asked = Asked(_rule(rule, around, json), around.people, begins, ends, limit)
    with record_of(settled, clock) as record:
        answers = search(record.search, asked)
    if json:
        print_json(as_json(rule, answers, around.people))
    else:
        print_answers(answers, around.people, settled.zone)
        if not answers.found:
            typer.echo(f"nothing found for {rule}{_between(since, until)}")
    if told := left_out(answers):
        typer.echo(told, err=True)


def _rule(text: str, around: Surroundings, json: bool) -> Rule:
    parsed = parse(text, around.names)
    problems = problems_of(text, parsed.problems)
    show_problems(text, problems)
    if parsed.rule is None:
        _end(problems, json)
    return parsed.rule


def _between(since: str | None, until: str | None) -> str:
    named = (("since", since), ("before", until))
    said = ", ".join(f"{word} {written}" for word, written in named if written)
    return f", said {said}" if said else ""


def _end(problems: list[Problem], json: bool) -> NoReturn:
    if json:
        told = {"problems": [problem.as_json() for problem in problems]}
        typer.echo(json_format.dumps(told, ensure_ascii=False))
    raise typer.Exit(Status.WRONG_FILE)
