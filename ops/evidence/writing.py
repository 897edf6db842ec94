"""Evidence from the record to a file, and from a file to a verdict in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ops.evidence.archive import read_archive, write_archive
from ops.evidence.bundle import MANIFEST, bundle_of, changes_of, with_page
from ops.evidence.page import page_of, shown_time
from ops.evidence.verifying import FOR_READING, Verdict, verify
from record.store import Record
from record.types import Json

_NAMED = 10  # versions for which nothing vouches


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
    return into, verify(files, kept.seals, leaves=record.proofs.leaves)


def verify_evidence(path: Path, record: Record | None, root: str | None) -> Verdict:
    """`root` counts more than the record, which the same hand may have altered. Raises NoBundle."""
    files = read_archive(path)
    if root or record is None:
        return verify(files, root=root)
    return verify(files, record.seals.all(), leaves=record.proofs.leaves)


def verdict_lines(verdict: Verdict) -> Iterator[str]:
    yield from (f"✗ {fault}" for fault in verdict.faults)
    if verdict.faults:
        return
    left = _counted(verdict.revisions - verdict.forgotten, "revision")
    yield f"✓ {left}: words, bytes, addresses and reports are those of their hashes"
    for day, root in verdict.days:
        yield f"✓ sealed on {day}, root {root}"
    if verdict.forgotten:
        yield f"  {_counted(verdict.forgotten, 'revision')} forgotten since: the hashes are left"
    if verdict.unsealed:
        yield from _told_unsealed(verdict)
    if verdict.days:
        yield _standing(verdict)
    yield f"! for reading, and not proven: {FOR_READING}"


def _told_unsealed(verdict: Verdict) -> Iterator[str]:
    ends = shown_time(verdict.unsealed_until)
    yield f"  {_counted(len(verdict.unsealed), 'revision')} not sealed yet: the day ends at {ends}"
    if not verdict.recorded:
        named = ", ".join(map(str, verdict.unsealed[:_NAMED]))
        more = " and others" if len(verdict.unsealed) > _NAMED else ""
        yield f"! nothing vouches for revision {named}{more}"


def verdict_json(verdict: Verdict) -> Json:
    return {
        "holds": not verdict.faults,
        "faults": list(verdict.faults),
        "revisions": verdict.revisions,
        "sealed": verdict.sealed,
        "forgotten": verdict.forgotten,
        "days": [{"day": day, "root": root} for day, root in verdict.days],
        "unsealed": list(verdict.unsealed),
        "unsealed_until": verdict.unsealed_until if verdict.unsealed else None,
        "not_proven": FOR_READING,
        "compared_with": verdict.vouched or None,
    }


def _standing(verdict: Verdict) -> str:
    if verdict.vouched:
        return f"✓ what is sealed agrees with {verdict.vouched}"
    return "! compared with nothing outside the file: give --root, from the operator's message of that day"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
