"""What stands in a bundle: names of files, their bytes, and the manifest that holds them together. Pure.

manifest.json           what is proven, how, and the hash of every other file
index.html              the same for a reader
revisions/ID.json       {"title", "text", "quoted"} of one version, exactly; ID.txt is the text alone
reports/ID.json         a Report of the Statement
bodies/SHA256.bin       what the server sent
events.json             what happened to the Statement
changes.json            what changed from version to version
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from ops.evidence.changes import changed_parts
from record.evidence import Proof, sha256
from record.store.chain import Link
from record.store.proofs import Kept, KeptCapture, KeptReport, KeptRevision
from record.store.seals import SETTLED, bounds
from record.types import Json

FORMAT, VERSION = "onrecord-evidence", 1
MANIFEST, PAGE, EVENTS, CHANGES = "manifest.json", "index.html", "events.json", "changes.json"


@dataclass(frozen=True, slots=True)
class Sealed:
    """Where the seals have a Revision."""

    day: str
    hash: str
    proof: Proof


def bundle_of(kept: Kept, now: datetime) -> dict[str, bytes]:
    """Every file but the page, with the manifest first."""
    files = dict(_files(kept))
    manifest = _manifest(kept, files, now)
    return {MANIFEST: pretty(manifest), **files}


def with_page(files: Mapping[str, bytes], page: str) -> dict[str, bytes]:
    """With the page, which the manifest names like the others."""
    manifest = json.loads(files[MANIFEST])
    manifest["files"][PAGE] = sha256(page.encode())
    return {**files, MANIFEST: pretty(manifest), PAGE: page.encode()}


def pretty(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def changes_of(kept: Kept) -> list[Json]:
    """Each Revision against the one before it: of an article, and of a post on one Source."""
    kinds = {document.id: document.kind for document in kept.documents}
    last: dict[tuple[int, str], KeptRevision] = {}
    changes = []
    for revision in kept.revisions:
        shelf = revision.document_id, revision.source if kinds[revision.document_id] == "post" else ""
        if shelf in last:
            changes.append(_change(last[shelf], revision))
        last[shelf] = revision
    return changes


def _change(before: KeptRevision, after: KeptRevision) -> Json:
    titles = changed_parts(before.title, after.title)
    parts = [] if after.gone else changed_parts(before.text, after.text)
    return {"from": before.id, "to": after.id, "gone": after.gone, "title": titles, "text": parts}


def _files(kept: Kept) -> Iterator[tuple[str, bytes]]:
    for revision in kept.revisions:
        words = {"title": revision.title, "text": revision.text, "quoted": revision.quoted}
        yield f"revisions/{revision.id}.json", pretty(words)
        yield f"revisions/{revision.id}.txt", revision.text.encode("utf-8", "replace")
    for report in kept.reports:
        yield f"reports/{report.id}.json", pretty(report.body)
    for capture in kept.captures:
        if capture.body is not None:
            yield f"bodies/{capture.sha256}.bin", capture.body
    yield EVENTS, pretty([{**asdict(event), "at": event.at.isoformat()} for event in kept.events])
    yield CHANGES, pretty(changes_of(kept))


def _manifest(kept: Kept, files: Mapping[str, bytes], now: datetime) -> Json:
    found = sealed(kept.seals)
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": now.isoformat(),
        "statement": _statement(kept),
        "documents": [_document(kept, document.id) for document in kept.documents],
        "revisions": [_revision(revision, kept, found.get(revision.id)) for revision in kept.revisions],
        "reports": [_report(report) for report in kept.reports],
        "captures": [_capture(capture) for capture in kept.captures],
        "days": days_of(kept.seals, {each.day for each in found.values()}),
        "unsealed_until": _unsealed_until(now).isoformat(),
        "files": {name: sha256(body) for name, body in files.items()},
    }


def sealed(seals: Iterable[Link]) -> dict[int, Sealed]:
    """Revision id -> the seal on it; those that no day has sealed yet are absent."""
    return {
        id: Sealed(seal.day, digest, proof) for seal in seals for id, (digest, proof) in seal.leaves.items()
    }


def days_of(seals: Iterable[Link], wanted: set[str]) -> list[Json]:
    """From the first of these days to the last one that is sealed, each with the proof that it follows the
    day before: so any later root vouches for them."""
    first = min(wanted, default=None)
    return [_day(seal) for seal in seals if first is not None and seal.day >= first]


def _day(seal: Link) -> Json:
    return {"day": seal.day, "root": seal.root, "previous": seal.previous, "chain": asdict(seal.chain)}


def _unsealed_until(now: datetime) -> datetime:
    """When what was read today will be sealed."""
    return bounds(now.date())[1] + SETTLED


def _statement(kept: Kept) -> Json:
    """The Speaker by the name that a sealed Report gives."""
    named = (report.body["speaker"]["name"] for report in kept.reports if report.body["text"])
    return {
        "id": kept.public_id,
        "speaker": next(named, kept.speaker),
        "text": kept.text,
        "stance": kept.stance,
        "said_at": _iso(kept.said_at),
        "first_seen_at": _iso(kept.first_seen_at),
    }


def _document(kept: Kept, id: int) -> Json:
    (document,) = (each for each in kept.documents if each.id == id)
    return {**asdict(document), "forgotten": _iso(document.forgotten)}


def _revision(revision: KeptRevision, kept: Kept, seal: Sealed | None) -> Json:
    """Of what was forgotten since it was sealed the seal alone is left."""
    (document,) = (each for each in kept.documents if each.id == revision.document_id)
    captures = {} if document.forgotten else {capture.id: capture for capture in kept.captures}
    held = [captures[id] for id in revision.captures if id in captures]
    return {
        "id": revision.id,
        "document": document.id,
        "lang": revision.lang,
        "forgotten": document.forgotten is not None,
        "leaf": None if document.forgotten else asdict(revision.leaf),
        "captures": list(revision.captures),
        "bodies": [each.sha256 for each in held if each.body is not None],
        "sealed": asdict(seal) if seal else None,
    }


def _report(report: KeptReport) -> Json:
    at = report.recorded_at.isoformat()
    return {"id": report.id, "revision": report.revision_id, "recorded_at": at}


def _capture(capture: KeptCapture) -> Json:
    shown: dict[str, Any] = asdict(capture)
    del shown["body"]
    return {**shown, "fetched_at": capture.fetched_at.isoformat(), "kept": capture.body is not None}


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
