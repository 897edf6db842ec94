"""`onrecord extract`: a text with what was understood in it: who said what, told by which words."""

from __future__ import annotations

import json as json_format
import os
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from cli.opening import DEFAULT, ConfigurationFile, Json, Networks
from ops.console import Status, show
from record.clock import Clock
from record.configuration import Configuration, load_configuration
from record.urls import is_web_address

if TYPE_CHECKING:
    from ops.extracts.given import Given, Moment
    from ops.extracts.understood import Understood
    from record.people import People
    from record.problems import Problem
    from record.types import Source


def extract_command(
    what: Annotated[
        str,
        typer.Argument(metavar="FILE|URL", help="A text, a saved page, an address; - reads standard input."),
    ],
    title: Annotated[str | None, typer.Option(help="The headline of a text; a page has its own.")] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="2026-11-22, or 2026-11-22T14:03+08:00.")
    ] = None,
    people: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, metavar="FILE", help="In the place of your people.yaml."),
    ] = None,
    html: Annotated[bool, typer.Option("--html", help="As a page that needs no other file.")] = False,
    json: Json = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", dir_okay=False, metavar="FILE", help="Write it there.")
    ] = None,
    allow_private: Networks = None,
    configuration: ConfigurationFile = DEFAULT,
) -> None:
    """Show who says what in a text, and what that was told by; nothing is recorded."""
    from ops.extracts.given import corrected
    from ops.extracts.understood import understand

    if html and json:
        raise typer.BadParameter("--html and --json are two forms of one answer: choose one")
    if allow_private:
        from ops.discovery import require_networks

        require_networks(allow_private)
    settled = _configuration(configuration, people)
    moment, known = _moment(published, settled), _people(settled)
    given = corrected(_given(what, settled, tuple(allow_private or ())), title, moment)
    understood = understand(given, known, Clock().now())
    _tell_without_model(understood)
    _write(understood, settled, output, "html" if html else "json" if json else "text")


# ---------------------------------------------------------------- what comes in


def _configuration(path: Path, people: Path | None) -> Configuration:
    settled, problems = load_configuration(path, os.environ)
    _end_at_errors(problems)
    return replace(settled, people=str(people)) if people else settled


def _people(settled: Configuration) -> People:
    from ops.persons import load_people_of

    people, problems = load_people_of(settled)
    _end_at_errors(problems)
    return people


def _sources(settled: Configuration) -> list[Source]:
    from ops.trials import known_sources

    sources, problems = known_sources(settled)
    _end_at_errors(problems)
    return list(sources.values())


def _moment(written: str | None, settled: Configuration) -> Moment | None:
    from ops.extracts.given import read_moment

    try:
        return None if written is None else read_moment(written, settled.zone)
    except (ValueError, OverflowError) as error:
        wanted = "a date, as 2026-11-22 or 2026-11-22T14:03+08:00"
        raise typer.BadParameter(f"--published {written!r} is not {wanted}") from error


def _given(what: str, settled: Configuration, allow_private: tuple[str, ...]) -> Given:
    from ops.extracts.given import NoSuchFile, UnusableText, read_given

    if is_web_address(what):
        return _fetched(what, settled, allow_private)
    try:
        return read_given(what)
    except NoSuchFile as error:
        _end(str(error), Status.USAGE)
    except UnusableText as error:
        _end(str(error), Status.WRONG_FILE)


def _fetched(url: str, settled: Configuration, allow_private: tuple[str, ...]) -> Given:
    from ops.crawls import crawl_settings
    from ops.extracts.fetched import NotFetched, fetch_article
    from ops.extracts.given import of_article

    try:
        return of_article(fetch_article(url, _sources(settled), allow_private, crawl_settings()))
    except NotFetched as error:
        _end(str(error), Status.ENVIRONMENT)


# ---------------------------------------------------------------- what goes out


def _tell_without_model(understood: Understood) -> None:
    from statements.english.parsing import why_missing

    if understood.has_english and (reason := why_missing()):
        typer.echo(reason, err=True)


def _write(understood: Understood, settled: Configuration, output: Path | None, form: str) -> None:
    if output is None and form == "text":
        from ops.extracts.terminal import print_understood

        print_understood(understood, settled.zone, sys.stdout)
        return
    from ops.extracts.given import shown_name

    written = _written(understood, settled, form)
    try:
        output.write_text(written, "utf-8") if output else typer.echo(written, nl=False)
    except OSError as error:
        _end(f"{shown_name(str(output))}: it cannot be written: {error.strerror}", Status.ENVIRONMENT)


def _written(understood: Understood, settled: Configuration, form: str) -> str:
    from ops.extracts.page import page_of
    from ops.extracts.terminal import print_understood
    from ops.extracts.understood import as_json

    if form == "html":
        return page_of(understood, settled.zone)
    if form == "json":
        return json_format.dumps(as_json(understood), ensure_ascii=False, indent=2) + "\n"
    plain = StringIO()
    print_understood(understood, settled.zone, plain)
    return plain.getvalue()


def _end_at_errors(problems: list[Problem]) -> None:
    wrong = [problem for problem in problems if problem.severity == "error"]
    show(wrong)
    if wrong:
        raise typer.Exit(Status.WRONG_FILE)


def _end(line: str, status: Status) -> NoReturn:
    typer.echo(line, err=True)
    raise typer.Exit(status)
