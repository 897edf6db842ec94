"""Evidence from the record to a file, and from a file to a verdict in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ops.evidence.archive import read_archive, write_archive
from ops.evidence.bundle import MANIFEST, bundle_of, changes_of, with_page
from ops.evidence.page import page_of, shown_time
from ops.evidence.verifying import Verdict, verify
from record.store import Record
from record.types import Json


def write_evidence(record: Record, public_id: str, path: Path | None) -> tuple[Path, Verdict] | None:
    """The file that was written (its name is that of the Statement where none is given), and whether it
    holds: the record may have been altered. None where it knows no such Statement. Errors: OSError."""
    kept = record.proofs.statement(public_id)
    if kept is None:
        return None
    files = bundle_of(kept, record.proofs.now())
    files = with_page(files, page_of(kept, json.loads(files[MANIFEST]), changes_of(kept)))
    into = path or Path(f"{kept.public_id}.zip")
    write_archive(into, files)
    return into, verify(files, kept.seals)


def verify_evidence(path: Path, record: Record | None, root: str | None) -> Verdict:
    """`root` counts more than the record, which the same hand may have altered. Raises NoBundle."""
    seals = record.seals.all() if record and not root else ()
    return verify(read_archive(path), seals, root)


def verdict_lines(verdict: Verdict) -> Iterator[str]:
    yield from (f"✗ {fault}" for fault in verdict.faults)
    if verdict.faults:
        return
    yield f"✓ {_counted(verdict.revisions, 'version')}: words, bytes and reports are those of their hashes"
    for day, root in verdict.days:
        yield f"✓ sealed on {day}, root {root}"
    if verdict.forgotten:
        yield f"  {_counted(verdict.forgotten, 'version')} forgotten since: the hashes are left"
    late = verdict.revisions - verdict.sealed
    if late:
        ends = shown_time(verdict.unsealed_until)
        yield f"  {_counted(late, 'version')} not sealed yet: the day ends at {ends}"
    if verdict.days:
        yield _standing(verdict)


def verdict_json(verdict: Verdict) -> Json:
    return {
        "holds": not verdict.faults,
        "faults": list(verdict.faults),
        "revisions": verdict.revisions,
        "sealed": verdict.sealed,
        "forgotten": verdict.forgotten,
        "days": [{"day": day, "root": root} for day, root in verdict.days],
        "unsealed_until": verdict.unsealed_until if verdict.revisions > verdict.sealed else None,
        "compared_with": verdict.vouched or None,
    }


def _standing(verdict: Verdict) -> str:
    if verdict.vouched:
        return f"✓ it agrees with {verdict.vouched}"
    return "! compared with nothing outside the file: give --root, from the operator's message of that day"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
