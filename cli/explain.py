"""`onrecord explain`: why an alert came, or why nothing came."""

from __future__ import annotations

import json as json_format
import os
import re
import sys
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from alerts.account import account_for
from alerts.explain import Explanation, lines
from alerts.history import absent_json, history_json, history_lines
from alerts.nonhits import NOT_THEIRS
from crawler.postkeys import post_keys
from ops.console import Status, show
from ops.setup import load_setup
from record.clock import Clock
from record.store import Record, open_record
from record.store.forgetting import CODE
from record.store.reading import DocumentState
from record.store.seals import FORGOTTEN
from record.types import Statement


def explain_command(
    what: Annotated[
        str,
        typer.Argument(
            help="A statement (st_…), the ref of a delivery, or the address of an article or post."
        ),
    ],
    configuration: Annotated[Path, typer.Option("--configuration", metavar="FILE")] = Path("onrecord.yaml"),
    json: Annotated[bool, typer.Option("--json", help="The same as JSON.")] = False,
) -> None:
    """Show what was said, which watches hit and why, what was decided, and what was delivered."""
    setup, problems = load_setup(configuration, os.environ, running=False)
    if setup is None:
        show(problems)
        if json:
            print(
                json_format.dumps(
                    {"problems": [problem.as_json() for problem in problems]}, ensure_ascii=False
                )
            )
        raise typer.Exit(Status.WRONG_FILE)
    record = open_record(setup.configuration.record_url, Clock())
    what = what.encode(errors="replace").decode()  # half a character is nothing to ask for
    try:
        document = record.reading.document(_address(what), post_keys(what))
        zone, url = setup.configuration.zone, document.url if document else ""
        known = _statements(record, what)
        found = [
            account_for(record.reading, setup.watchlist, each, zone, url)
            for each in known
            if not _forgotten(each)
        ]
        silence = "" if found else next(map(_forgotten, known), "") or _silence(document)
    finally:
        record.close()
    history, absent = (document.history, document.absent) if document else ((), ())
    if json:
        answer = {"asked": what, "statements": [each.as_json() for each in found], "silence": silence}
        shown = {**answer, "history": history_json(history), "absent": absent_json(absent)}
        print(json_format.dumps(shown, ensure_ascii=False, indent=2))
    else:
        way = [] if found or document is None else _way(document, zone)
        _print(what, found, silence, [*way, *history_lines(history, zone, absent)])
    if silence == UNKNOWN:
        raise typer.Exit(Status.USAGE)


REF = re.compile(r"[0-9a-f]{6,64}")  # of a Delivery: six characters of its key stand in a possible repeat
HASHES = ": its words are gone, and their hashes are kept"
UNKNOWN = "the record knows nothing of it"
ASLEEP = "; it is not looked at again: it stood there before its source was added"


def _statements(record: Record, what: str) -> list[Statement]:
    if REF.fullmatch(what):
        return record.reading.alerted(what)
    if not what.startswith("st_"):
        return record.reading.statements_at(_address(what), post_keys(what))
    statement = record.reading.statement(what)
    return [statement] if statement else []


def _address(what: str) -> str:
    """With the scheme, which we show no address with."""
    return what if "://" in what else f"https://{what}"


def _print(what: str, found: list[Explanation], silence: str, history: list[str]) -> None:
    if silence:
        print(f"{what}: {silence}", file=sys.stderr if silence == UNKNOWN else sys.stdout)
    blocks = [*("\n".join(lines(each)) for each in found), "\n".join(history)]
    shown = "\n\n".join(block for block in blocks if block)
    if shown:
        print(shown)
    if found and all(NOT_THEIRS in watch.verdict for each in found for watch in each.watches):
        print("\nnobody whom a watch listens to says anything here")


def _way(document: DocumentState, zone: ZoneInfo) -> list[str]:
    """How far a Document came that gave nothing."""
    read = document.revisions - document.waiting - len(document.quarantined)
    seen = f"{document.first_seen_at.astimezone(zone):%Y-%m-%d %H:%M %Z}"
    counts = (
        (read, "read"),
        (document.waiting, "waiting to be read"),
        (len(document.quarantined), "unreadable"),
    )
    versions = [f"{count} version{'' if count == 1 else 's'} {what}" for count, what in counts if count]
    return ["its way", f"  {seen}  listed, {', '.join(versions) or 'not fetched'}; no watch was asked"]


def _forgotten(statement: Statement) -> str:
    """Since when nothing of it is left but hashes; empty where something is."""
    reasons = [{reason.code: reason.text for reason in each.report.reasons} for each in statement.reports]
    left = any(CODE not in told for told in reasons)
    return "" if left or not reasons else f"{reasons[0][CODE]}{HASHES}"


def _silence(document: DocumentState | None) -> str:
    """Why a Document gave no Statement."""
    if document is None:
        return UNKNOWN
    if document.state == FORGOTTEN:
        return f"{document.error}{HASHES}"
    if document.state == "failed":
        return f"it could not be fetched: {document.error}"
    if document.quarantined:
        return f"it could not be read: {'; '.join(document.quarantined)}"
    if document.state == "listed":
        return f"it waits to be fetched{f' (last try: {document.error})' if document.error else ''}"
    if document.waiting:
        return "it was fetched and waits to be read"
    asleep = document.baseline and document.kind == "article"  # posts are read with every poll
    return f"it was read, and nobody was found to say anything in it{ASLEEP if asleep else ''}"
