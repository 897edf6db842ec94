"""Whether a bundle holds: every hash is computed anew, from words and bytes up to the roots of its days."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ops.evidence.archive import NoBundle
from ops.evidence.bundle import FORMAT, MANIFEST, VERSION
from record.evidence import (
    NO_ROOT,
    Proof,
    chain_leaf,
    head_hash,
    json_hash,
    leaf_hash,
    proven,
    sha256,
    words_hash,
)
from record.store.chain import Link
from record.types import Json

FOR_READING = "index.html, changes.json, events.json, when it was said and seen, and what it was taken for"
_DAY = timedelta(days=1)
_NO_WORDS = {"title": "", "text": "", "quoted": ""}
_MALFORMED = (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: every fault with its place."""

    faults: tuple[str, ...]
    revisions: int = 0
    sealed: int = 0
    unsealed: tuple[int, ...] = ()  # ids
    forgotten: int = 0
    days: tuple[tuple[str, str], ...] = ()  # (day, root) of those that seal something in it
    unsealed_until: str = ""
    recorded: bool = False  # the record was asked for what is not sealed
    vouched: str = ""  # what stood behind it from outside: "the record", "the root …"; empty: nothing


@dataclass(slots=True)
class _Bundle:
    files: Mapping[str, bytes]
    manifest: Json
    recorded: Mapping[int, str] | None = None  # Revision id -> hash of its leaf in the record
    faults: list[str] = field(default_factory=list)


def verify(
    files: Mapping[str, bytes],
    seals: Sequence[Link] = (),
    root: str | None = None,
    leaves: Callable[[Collection[int]], Mapping[int, str]] | None = None,
) -> Verdict:
    """`seals` are those of the record, where there is one, and `leaves` gives the hashes of what it has under
    these ids of Revisions; `root` was told to somebody on some day. Raises NoBundle where it is none."""
    bundle = _Bundle(files, _manifest_of(files))
    try:
        if leaves:
            bundle.recorded = leaves(_unsealed(bundle))
        return _verified(bundle, seals, root)
    except _MALFORMED as error:
        raise NoBundle(f"{MANIFEST} is none of ours: {type(error).__name__}: {error}") from None


def _verified(bundle: _Bundle, seals: Sequence[Link], root: str | None) -> Verdict:
    manifest = bundle.manifest
    _check_files(bundle)
    for revision in manifest["revisions"]:
        _check_revision(bundle, revision)
    _check_reports(bundle)
    _check_statement(bundle)
    _check_days(bundle)
    days = {day["day"]: day["root"] for day in manifest["days"]}
    wanted = {each["sealed"]["day"] for each in manifest["revisions"] if each["sealed"]}
    vouched = (
        _vouched_by_root(bundle, days, wanted, root) if root else _vouched_by_record(bundle, days, seals)
    )
    return Verdict(
        faults=tuple(bundle.faults),
        revisions=len(manifest["revisions"]),
        sealed=sum(bool(each["sealed"]) for each in manifest["revisions"]),
        unsealed=tuple(_unsealed(bundle)),
        forgotten=sum(bool(each["forgotten"]) for each in manifest["revisions"]),
        days=tuple((day, days[day]) for day in sorted(wanted & days.keys())),
        unsealed_until=str(manifest["unsealed_until"]),
        recorded=bundle.recorded is not None,
        vouched=vouched if wanted else "",
    )


def _manifest_of(files: Mapping[str, bytes]) -> Json:
    if MANIFEST not in files:
        raise NoBundle(f"it holds no {MANIFEST}")
    try:
        manifest = json.loads(files[MANIFEST])
    except (ValueError, RecursionError):
        raise NoBundle(f"{MANIFEST} cannot be read") from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise NoBundle(f"{MANIFEST} is none of ours")
    if manifest.get("version") != VERSION:
        raise NoBundle(f"{MANIFEST} is of version {manifest.get('version')!r}; this Onrecord reads {VERSION}")
    return manifest


# ---------------------------------------------------------------- from the files to the leaves


def _check_files(bundle: _Bundle) -> None:
    named = bundle.manifest["files"]
    for name in sorted(named.keys() - bundle.files.keys()):
        bundle.faults.append(f"{name}: it is missing")
    for name in sorted(bundle.files.keys() - named.keys() - {MANIFEST}):
        bundle.faults.append(f"{name}: the manifest does not know it")
    for name in sorted(named.keys() & bundle.files.keys()):
        if sha256(bundle.files[name]) != named[name]:
            bundle.faults.append(f"{name}: it is not what the manifest says")


def _unsealed(bundle: _Bundle) -> list[int]:
    return [_id(revision) for revision in bundle.manifest["revisions"] if not revision["sealed"]]


def _id(revision: Json) -> int:
    """Raises ValueError: it may be looked up in the record."""
    if type(revision["id"]) is not int or not 0 < revision["id"] < 2**63:
        raise ValueError(f"no revision is called {str(revision['id'])[:40]!r}")
    return revision["id"]


def _check_revision(bundle: _Bundle, revision: Json) -> None:
    place, seal = f"revision {_id(revision)}", revision["sealed"]
    find = _faults_if_forgotten if revision["forgotten"] else _faults_of_leaf
    bundle.faults += [f"{place}: {fault}" for fault in find(bundle, revision)]
    if seal:
        days = {day["day"]: day["root"] for day in bundle.manifest["days"]}
        if proven(seal["hash"], _proof(seal["proof"])) != days.get(seal["day"], NO_ROOT):
            bundle.faults.append(f"{place}: its proof does not lead to the root of {seal['day']}")


def _faults_if_forgotten(bundle: _Bundle, revision: Json) -> Iterator[str]:
    """Only the hash of its leaf is left, which proves no word: so there may be none."""
    name = f"revisions/{revision['id']}"
    empty = _json(bundle, f"{name}.json") == _NO_WORDS and bundle.files.get(f"{name}.txt") == b""
    if not empty or revision["leaf"] is not None or revision["bodies"]:
        yield "it is said to be forgotten, and is not"


def _faults_of_leaf(bundle: _Bundle, revision: Json) -> Iterator[str]:
    yield from _faults_of_words(bundle, revision)
    yield from _faults_of_answers(bundle, revision)
    yield from _faults_of_document(bundle, revision)
    seal, digest = revision["sealed"], leaf_hash(revision["leaf"])
    if seal and digest != seal["hash"]:
        yield f"it is not what was sealed on {seal['day']}"
    if not seal and bundle.recorded is not None and bundle.recorded.get(revision["id"]) != digest:
        yield "it is not sealed, and the record has no such revision"


def _faults_of_document(bundle: _Bundle, revision: Json) -> Iterator[str]:
    leaf = revision["leaf"]
    (document,) = (each for each in bundle.manifest["documents"] if each["id"] == revision["document"])
    if [leaf["document"], leaf["url"], leaf["outlet"]] != [document[key] for key in ("key", "url", "outlet")]:
        yield "its document is not that of its leaf"


def _faults_of_words(bundle: _Bundle, revision: Json) -> Iterator[str]:
    leaf, name = revision["leaf"], f"revisions/{revision['id']}"
    words = _json(bundle, f"{name}.json")
    if leaf["revision"] != revision["id"]:
        yield "its leaf is that of another revision"
    if words is None:
        return
    if words_hash(words["title"], words["text"], words["quoted"]) != leaf["words"]:
        yield "its words are not those of its leaf"
    if bundle.files.get(f"{name}.txt") != words["text"].encode("utf-8", "replace"):
        yield f"{name}.txt is not its text"


def _faults_of_answers(bundle: _Bundle, revision: Json) -> Iterator[str]:
    captures = {capture["id"]: capture for capture in bundle.manifest["captures"]}
    told = [_answered(captures[id]) for id in revision["captures"]]
    if told != revision["leaf"]["captures"]:
        yield "the answers it was read from are not those of its leaf"
    known = {answered["sha256"] for answered in told}
    for digest in revision["bodies"]:
        if digest not in known:
            yield f"it was read from no answer with the hash {digest}"
        body = bundle.files.get(f"bodies/{digest}.bin")
        if body is not None and sha256(body) != digest:
            yield f"the bytes it was read from are not those with the hash {digest}"


def _answered(capture: Json) -> Json:
    head = head_hash(capture["status"], capture["headers"])
    return {**{key: capture[key] for key in ("url", "fetched_at", "sha256")}, "head": head}


def _check_reports(bundle: _Bundle) -> None:
    revisions = {revision["id"]: revision for revision in bundle.manifest["revisions"]}
    for report in bundle.manifest["reports"]:
        revision, body = revisions[report["revision"]], _json(bundle, f"reports/{report['id']}.json")
        place = f"report {report['id']}"
        if body is None:
            continue
        if revision["forgotten"]:
            if body["text"] or body["who"]:
                bundle.faults.append(f"{place}: it is said to be forgotten, and is not")
        elif json_hash(body) not in revision["leaf"]["reports"]:
            bundle.faults.append(f"{place}: it is none of those in the leaf of revision {revision['id']}")


def _check_statement(bundle: _Bundle) -> None:
    """Its words and its Speaker are those of a Report."""
    statement, manifest = bundle.manifest["statement"], bundle.manifest
    bodies = [_json(bundle, f"reports/{report['id']}.json") for report in manifest["reports"]]
    said = [body for body in bodies if body and body["text"]]
    words = {body["text"] for body in said} or {""}
    if statement["text"] not in words:
        bundle.faults.append("the statement: its words are those of no report")
    if said and statement["speaker"] not in {body["speaker"]["name"] for body in said}:
        bundle.faults.append("the statement: its speaker is that of no report")


def _json(bundle: _Bundle, name: str) -> Any:
    """None where it is missing, which is told already, or cannot be read."""
    try:
        return json.loads(bundle.files[name]) if name in bundle.files else None
    except (ValueError, RecursionError):
        bundle.faults.append(f"{name}: it cannot be read")
        return None


def _proof(value: Json) -> Proof:
    return Proof(int(value["index"]), int(value["size"]), tuple(value["path"]))


# ---------------------------------------------------------------- from the days to what is known outside


def _check_days(bundle: _Bundle) -> None:
    """Each day names the root of the one before, and its own root covers that. None is left out, and none has
    a name that would put it elsewhere: no day vouches for one that came after it."""
    before: Json | None = None
    for day in bundle.manifest["days"]:
        if before is not None and (
            day["previous"] != before["root"] or not _is_next(before["day"], day["day"])
        ):
            bundle.faults.append(f"day {day['day']}: it does not follow the day before")
        chain = _proof(day["chain"])
        if chain.index != 0 or proven(chain_leaf(day["day"], day["previous"]), chain) != day["root"]:
            bundle.faults.append(f"day {day['day']}: its root does not cover the day before")
        before = day


def _is_next(day: str, other: str) -> bool:
    return date.fromisoformat(other) == date.fromisoformat(day) + _DAY


def _vouched_by_root(bundle: _Bundle, days: Mapping[str, str], wanted: Collection[str], root: str) -> str:
    """A root vouches for its day and every one before."""
    of_root = next((day for day, known in days.items() if known == root.strip().lower()), None)
    if of_root is None:
        bundle.faults.append(f"the root {root} is that of no day in this file")
        return ""
    order = list(days)
    for day in order[order.index(of_root) + 1 :]:
        if day not in wanted:
            continue
        bundle.faults.append(f"day {day}: it came after {of_root}, and that root says nothing of it")
    return f"the root of {of_root}"


def _vouched_by_record(bundle: _Bundle, days: Mapping[str, str], seals: Sequence[Link]) -> str:
    known = {seal.day: seal for seal in seals}
    for day, root in days.items():
        seal = known.get(day)
        if seals and (seal is None or seal.root != root):
            bundle.faults.append(f"day {day}: the record has another seal for it")
        elif seal is not None and not seal.holds:
            bundle.faults.append(f"day {day}: the record's own seal does not hold: its leaves were altered")
    return "the record" if seals else ""
