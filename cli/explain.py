"""`onrecord explain`: why an alert came, or why nothing came."""

from __future__ import annotations

import json as json_format
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from alerts.account import account_for
from alerts.explain import lines
from cli.check import show
from ops.setup import Setup, load_setup
from record.clock import Clock
from record.store import Record, open_record
from record.store.reading import DocumentState
from record.types import Statement

WRONG_FILE, ENVIRONMENT = 1, 3


def explain_command(
    what: Annotated[str, typer.Argument(help="A statement (st_…) or the address of an article or post.")],
    configuration: Annotated[Path, typer.Option("--configuration", metavar="FILE")] = Path("onrecord.yaml"),
    json: Annotated[bool, typer.Option("--json", help="The same as JSON.")] = False,
) -> None:
    """Show what was said, which watches hit and why, what was decided, and what was delivered."""
    setup, problems = load_setup(configuration, os.environ, running=False)
    if setup is None:
        show(problems, Console(stderr=True))
        raise typer.Exit(WRONG_FILE)
    record = open_record(setup.configuration.record_url, Clock())
    try:
        found = _statements(record, what)
        document = record.reading.document(what) if not found else None
        if not found and document is None:
            print(f"the record knows nothing of {what}", file=sys.stderr)
            raise typer.Exit(ENVIRONMENT)
        _show(record, setup, found, document, json)
    finally:
        record.close()


def _statements(record: Record, what: str) -> list[Statement]:
    if not what.startswith("st_"):
        return record.reading.statements_at(what)
    statement = record.reading.statement(what)
    return [statement] if statement else []


def _show(
    record: Record, setup: Setup, found: list[Statement], document: DocumentState | None, json: bool
) -> None:
    accounts = [
        account_for(record.reading, setup.watchlist, each, setup.configuration.zone) for each in found
    ]
    if json:
        answer: Any = [each.as_json() for each in accounts] if accounts else {"silence": _silence(document)}
        print(json_format.dumps(answer, ensure_ascii=False, indent=2))
        return
    for each in accounts:
        print("\n".join(lines(each)), end="\n\n")
    if document is not None:
        print(f"{document.url}\n{_silence(document)}")


def _silence(document: DocumentState | None) -> str:
    """Why a Document that is known gave no Statement."""
    if document is None:
        return "nothing is known of it"
    if document.state == "failed":
        return f"it could not be fetched: {document.error}"
    if document.quarantined:
        return f"it could not be read: {'; '.join(document.quarantined)}"
    if document.state == "listed":
        return f"it waits to be fetched{f' (last try: {document.error})' if document.error else ''}"
    if document.waiting:
        return "it was fetched and waits to be read"
    return "it was read, and nobody was found to say anything in it"
