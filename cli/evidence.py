"""`onrecord evidence`: what shows that somebody said something, in a file that others can check."""

from __future__ import annotations

import json as json_format
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.opening import DEFAULT, ConfigurationFile, Json, read_configuration
from ops.console import Status
from record.clock import Clock
from record.configuration import load_configuration

if TYPE_CHECKING:
    from ops.evidence.verifying import Verdict
    from record.store import Record


def evidence_command(
    statement: Annotated[str | None, typer.Argument(help="st_…: its evidence is written to a file.")] = None,
    into: Annotated[
        Path | None, typer.Option("--into", metavar="FILE", help="Without it STATEMENT.zip, here.")
    ] = None,
    verify: Annotated[
        Path | None, typer.Option("--verify", metavar="FILE", help="Check a file instead of writing one.")
    ] = None,
    root: Annotated[
        str | None, typer.Option("--root", help="Check against this root, not against the record.")
    ] = None,
    altered: Annotated[
        bool, typer.Option("--altered", help="Check the whole record against its own seals.")
    ] = False,
    configuration: ConfigurationFile = DEFAULT,
    json: Json = False,
) -> None:
    """Write the evidence of a statement, or check such a file; exit status 1 where it does not hold."""
    if sum((statement is not None, verify is not None, altered)) != 1:
        raise typer.BadParameter("give either a statement, or --verify FILE, or --altered")
    if verify is not None:
        _verify(verify, root, configuration, json)
    elif altered:
        _find_altered(configuration, json)
    else:
        _write(statement or "", into, configuration, json)


def _write(statement: str, into: Path | None, configuration: Path, json: bool) -> None:
    from ops.evidence.writing import write_evidence

    record = _record(configuration)
    try:
        written = write_evidence(record, statement, into)
    finally:
        record.close()
    if written is None:
        print(f"{statement}: the record knows no such statement", file=sys.stderr)
        raise typer.Exit(Status.USAGE)
    path, verdict = written
    _tell(verdict, json, str(path))


def _verify(path: Path, root: str | None, configuration: Path, json: bool) -> None:
    from ops.evidence.archive import NoBundle
    from ops.evidence.writing import verify_evidence

    record = None if root else _record_if_there(configuration)
    try:
        verdict = verify_evidence(path, record, root)
    except NoBundle as error:
        if json:
            print(json_format.dumps({"holds": False, "faults": [str(error)]}, ensure_ascii=False))
        print(f"✗ {error}", file=sys.stderr)
        raise typer.Exit(1) from None
    finally:
        if record:
            record.close()
    _tell(verdict, json)


def _find_altered(configuration: Path, json: bool) -> None:
    record = _record(configuration)
    try:
        found, days, forgotten = record.proofs.altered(), len(record.seals.all()), record.proofs.forgotten()
    finally:
        record.close()
    if json:
        told = [{"day": day, "revision": revision} for day, revision in found]
        print(json_format.dumps({"days": days, "altered": told, "forgotten": forgotten}))
    else:
        for day, revision in found:
            what = "the seal itself" if revision is None else f"revision {revision}"
            print(f"✗ {day}: {what} is not what was sealed")
        if not found:
            print(f"✓ all {days} sealed days read as they were sealed")
        if forgotten:
            print(f"  revisions forgotten: {forgotten}; only their hashes are left")
    raise typer.Exit(1 if found else 0)


def _tell(verdict: Verdict, json: bool, path: str = "") -> None:
    from ops.evidence.writing import verdict_json, verdict_lines

    if json:
        written = {"file": path} if path else {}
        print(json_format.dumps({**written, **verdict_json(verdict)}, ensure_ascii=False))
    else:
        lines = [*([path] if path else []), *verdict_lines(verdict)]
        print("\n".join(lines))
    raise typer.Exit(1 if verdict.faults else 0)


def _record(path: Path) -> Record:
    from record.store import open_record

    return open_record(read_configuration(path).record_url, Clock())


def _record_if_there(path: Path) -> Record | None:
    """Whoever checks somebody else's file has none, and gets none for it."""
    from record.store import open_existing

    settled, problems = load_configuration(path, os.environ)
    return None if problems else open_existing(settled.record_url, Clock())
