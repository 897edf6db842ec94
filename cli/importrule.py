"""`onrecord import-rule`: a query of another tool as a rule of ours."""

from __future__ import annotations

import json as json_format
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from alerts.rules.importers import Imported, import_rule
from alerts.rules.mistakes import Mistake
from ops.console import Status
from record.problems import Problem, render

Tool = StrEnum("Tool", ["google", "brandwatch", "meltwater", "factiva"])


def import_rule_command(
    query: Annotated[str, typer.Argument(help="The query, a file that holds it, or - for stdin.")] = "-",
    tool: Annotated[Tool, typer.Option("--from", help="Whose query it is.")] = ...,  # type: ignore[assignment]
    watch: Annotated[
        str, typer.Option("--watch", help="Print a watch of this name, to be pasted.", metavar="NAME")
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="The rule and the problems as JSON.")] = False,
) -> None:
    """Print a query of another tool as a rule, and what could not be carried over."""
    name, text = _read(query)
    imported = import_rule(tool.value, text)
    problems = [problem_of(mistake, text, name) for mistake in imported.problems]
    if json:
        shown = {"rule": imported.rule, "problems": [problem.as_json() for problem in problems]}
        typer.echo(json_format.dumps(shown, ensure_ascii=False))
    else:
        lines = text.split("\n")
        for problem in problems:
            typer.echo(render(problem, lines), err=True)
        for line in written(imported, watch):
            typer.echo(line)
    if not imported.whole:
        raise typer.Exit(Status.WRONG_FILE)


def written(imported: Imported, watch: str = "") -> list[str]:
    """The lines to print: the rule, or a watch; marked where something of the query is missing in it."""
    missing = [] if imported.whole else ["# something of the query is missing here: see the problems"]
    if imported.rule is None:
        return []
    if not watch:
        return [*missing, imported.rule]
    name = json_format.dumps(watch, ensure_ascii=False)  # a text in YAML, too
    return [*missing, f"- name: {name}", "  when: |", f"    {imported.rule}"]


def problem_of(mistake: Mistake, text: str, name: str) -> Problem:
    """At its line and column of the query."""
    before = text[: mistake.offset]
    line, column = before.count("\n") + 1, mistake.offset - before.rfind("\n")
    return Problem(
        mistake.code,
        mistake.message,
        name,
        line,
        column,
        mistake.length,
        mistake.hint,
        mistake.severity,
    )


def _read(query: str) -> tuple[str, str]:
    """(what to call it, its text)"""
    if query == "-":
        return "query", sys.stdin.read().rstrip("\n")
    path = Path(query)
    try:
        if path.is_file():
            return path.name, path.read_text("utf-8", errors="replace").rstrip("\n")
    except (OSError, ValueError):  # too long for a name: it is the query itself
        pass
    return "query", query
