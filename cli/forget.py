"""`onrecord forget`: words out of the record; their hashes stay."""

from __future__ import annotations

import json as json_format
import sys
from dataclasses import asdict
from typing import Annotated

import typer

from cli.opening import DEFAULT, ConfigurationFile, read_configuration, record_of
from crawler.postkeys import post_keys
from ops.console import Status
from record.clock import Clock
from record.store import Record
from record.store.forgetting import Forgotten, Found
from record.urls import is_web_address


def forget_command(
    what: Annotated[str, typer.Argument(help="A statement (st_…), an address, or an account (weibo:…).")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    configuration: ConfigurationFile = DEFAULT,
    json: Annotated[bool, typer.Option("--json", help="What was done, as JSON; only with --yes.")] = False,
) -> None:
    """Remove texts, bytes and words from the record; hashes stay, and nothing of it is read again."""
    if json and not yes:
        raise typer.BadParameter("--json asks nothing: it wants --yes")
    settled = read_configuration(configuration)
    with record_of(settled, Clock()) as record:
        found = _found(record, what.encode(errors="replace").decode())
        if not found:
            print(f"{what}: the record knows nothing of it", file=sys.stderr)
            raise typer.Exit(Status.USAGE)
        if not yes:
            typer.confirm(f"Forget {found.what}? It cannot be undone.", abort=True)
        done = record.forgetting.forget(found)
    print(json_format.dumps(asdict(done)) if json else _words(done))
    if done.log_left:
        print(
            "SQLite's log still holds words: somebody is reading; stop the service, and say it again",
            file=sys.stderr,
        )
        raise typer.Exit(1)


def _found(record: Record, what: str) -> Found:
    if what.startswith("st_"):
        return record.forgetting.of_statement(what)
    account = record.forgetting.of_account(what)
    if account:
        return account
    address = what if is_web_address(what) or "://" in what else f"https://{what}"
    return record.forgetting.at_address(address, post_keys(what))


def _words(done: Forgotten) -> str:
    parts = [
        f"documents: {done.documents}",
        f"revisions: {done.revisions}",
        f"reports: {done.reports}",
        f"statements of which nothing is left: {done.statements}",
        f"messages that will not be sent: {done.cancelled}",
    ]
    return f"forgotten: {' · '.join(parts)}"
