"""`onrecord test-rule`: one rule, tried on words, on an article, or only read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from cli.opening import DEFAULT, ConfigurationFile, Json, Networks, print_json, read_configuration
from ops.console import Status, show, show_text
from record.configuration import Configuration
from record.problems import did_you_mean
from record.urls import is_web_address

if TYPE_CHECKING:
    from alerts.rules.nodes import Rule
    from alerts.trial import Tested
    from ops.extracts.given import Given
    from ops.ruletrial import RuleTrial
    from ops.trying import Surroundings

STDIN = "-"
LARGEST = 1_000_000  # characters of standard input


def rule_command(
    rule: Annotated[str, typer.Argument(help="The rule; with --watch the id or name of a watch.")],
    what: Annotated[
        str | None,
        typer.Argument(metavar="[TEXT|URL|-]", help="Words said, an address, or - for standard input."),
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="RULE is a watch of your watchlist.")] = False,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who says the words.")] = "",
    title: Annotated[str, typer.Option(help="The headline above them.")] = "",
    allow_private: Networks = None,
    configuration: ConfigurationFile = DEFAULT,
    json: Json = False,
) -> None:
    """Try a rule: whether it hits, by which words, and what is missing; without words, how it is read."""
    from ops.trying import surroundings_of

    settled = read_configuration(configuration)
    around = surroundings_of(Path(settled.watchlist), Path(settled.people))
    chosen = _watch(rule, around) if watch else None
    read = _read(rule, chosen, around, json)
    if what is None:
        _show_tree(read, json)
        return
    if is_web_address(what):
        trials = _try_page(read, _fetched(what, settled, tuple(allow_private or ())), around)
    else:
        trials = [_try_words(read, _words(what), title, by, chosen, around)]
    _show(trials, json)


def _watch(wanted: str, around: Surroundings) -> Tested:
    found = [each for each in around.watches if wanted in (each.id, each.name)]
    if not found:
        _end_unknown(wanted, around)
    return found[0]


def _end_unknown(wanted: str, around: Surroundings) -> NoReturn:
    show(around.problems)
    if around.problems:
        raise typer.Exit(Status.WRONG_FILE)
    hint = did_you_mean(wanted, [name for each in around.watches for name in (each.id, each.name)])
    _end(f"there is no watch '{wanted}'  {hint}".rstrip(), Status.USAGE)


def _read(text: str, chosen: Tested | None, around: Surroundings, json: bool) -> Rule:
    """The rule; ends the command where it is wrong."""
    from alerts.rules import parse
    from ops.ruletrial import problems_of

    if chosen is not None and chosen.rule is not None:
        return chosen.rule
    if chosen is not None:
        _end(f"the watch '{chosen.name}' has no rule: it hears all its people say", Status.USAGE)
    parsed = parse(text, around.names)
    problems, lines = problems_of(parsed.problems, text)
    show_text(problems, lines)
    if parsed.rule is None:
        if json:
            print_json({"problems": [problem.as_json() for problem in problems]})
        raise typer.Exit(Status.WRONG_FILE)
    return parsed.rule


def _words(what: str) -> str:
    if what != STDIN:
        return what.encode(errors="replace").decode()
    return sys.stdin.buffer.read(LARGEST).decode("utf-8", "replace").strip() if sys.stdin else ""


def _try_words(
    rule: Rule, said: str, title: str, by: str, chosen: Tested | None, around: Surroundings
) -> RuleTrial:
    from ops.ruletrial import speaker_of, try_words

    speaker = speaker_of(by, chosen.people if chosen else (), around.people)
    return try_words(rule, said, title, speaker, around.people)


def _try_page(rule: Rule, given: Given, around: Surroundings) -> list[RuleTrial]:
    from ops.extracts.understood import understand
    from ops.ruletrial import try_reports
    from record.clock import Clock

    understood = understand(given, around.people, Clock().now())
    if not understood.reports:
        typer.echo(f"no statement was found: {understood.silence}", err=True)
    return try_reports(rule, given, understood.reports, around.people)


def _fetched(url: str, settled: Configuration, allow_private: tuple[str, ...]) -> Given:
    from ops.crawls import crawl_settings
    from ops.discovery import require_networks
    from ops.extracts.fetched import NotFetched, fetch_article
    from ops.extracts.given import of_article
    from ops.trials import known_sources

    require_networks(allow_private)
    sources, problems = known_sources(settled)
    wrong = [problem for problem in problems if problem.severity == "error"]
    show(wrong)
    if wrong:
        raise typer.Exit(Status.WRONG_FILE)
    try:
        return of_article(fetch_article(url, list(sources.values()), allow_private, crawl_settings()))
    except NotFetched as error:
        _end(str(error), Status.ENVIRONMENT)


def _show_tree(rule: Rule, json: bool) -> None:
    from ops.ruletrial import node_json, print_tree

    if json:
        print_json({"rule": node_json(rule.node), "problems": []})
    else:
        print_tree(rule)


def _show(trials: list[RuleTrial], json: bool) -> None:
    from ops.ruletrial import print_trials, trials_json

    if json:
        print_json({"verdicts": trials_json(trials), "problems": []})
    else:
        print_trials(trials)


def _end(line: str, status: Status) -> NoReturn:
    typer.echo(line, err=True)
    raise typer.Exit(status)
