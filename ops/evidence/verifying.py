"""Whether a bundle holds: every hash is computed anew, from words and bytes up to the roots of its days."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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
from record.store.seals import Seal
from record.types import Json

_MALFORMED = (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: every fault with its place."""

    faults: tuple[str, ...]
    revisions: int = 0
    sealed: int = 0
    forgotten: int = 0
    days: tuple[tuple[str, str], ...] = ()  # (day, root) of those that seal something in it
    unsealed_until: str = ""
    vouched: str = ""  # what stood behind it from outside: "the record", "the root …"; empty: nothing


@dataclass(slots=True)
class _Bundle:
    files: Mapping[str, bytes]
    manifest: Json
    faults: list[str] = field(default_factory=list)


def verify(files: Mapping[str, bytes], seals: Sequence[Seal] = (), root: str | None = None) -> Verdict:
    """`seals` are those of the record, where there is one; `root` was told to somebody on some day. Raises
    NoBundle where it is none at all."""
    bundle = _Bundle(files, _manifest_of(files))
    try:
        return _verified(bundle, seals, root)
    except _MALFORMED as error:
        raise NoBundle(f"{MANIFEST} is none of ours: {type(error).__name__}: {error}") from None


def _verified(bundle: _Bundle, seals: Sequence[Seal], root: str | None) -> Verdict:
    manifest = bundle.manifest
    _check_files(bundle)
    for revision in manifest["revisions"]:
        _check_revision(bundle, revision)
    _check_reports(bundle)
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
        forgotten=sum(bool(each["forgotten"]) for each in manifest["revisions"]),
        days=tuple((day, days[day]) for day in sorted(wanted & days.keys())),
        unsealed_until=str(manifest["unsealed_until"]),
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


def _check_revision(bundle: _Bundle, revision: Json) -> None:
    place, seal = f"revision {revision['id']}", revision["sealed"]
    if not revision["forgotten"]:
        faults = [*_faults_of_words(bundle, revision), *_faults_of_answers(bundle, revision)]
        if seal and leaf_hash(revision["leaf"]) != seal["hash"]:
            faults.append(f"it is not what was sealed on {seal['day']}")
        bundle.faults += [f"{place}: {fault}" for fault in faults]
    if seal:
        days = {day["day"]: day["root"] for day in bundle.manifest["days"]}
        if proven(seal["hash"], _proof(seal["proof"])) != days.get(seal["day"], NO_ROOT):
            bundle.faults.append(f"{place}: its proof does not lead to the root of {seal['day']}")


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
        if body is None or revision["forgotten"]:
            continue
        if json_hash(body) not in revision["leaf"]["reports"]:
            place = f"report {report['id']}"
            bundle.faults.append(f"{place}: it is none of those in the leaf of revision {revision['id']}")


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
    """Each day names the root of the one before, and its own root covers that."""
    before: str | None = None
    for day in bundle.manifest["days"]:
        if before is not None and day["previous"] != before:
            bundle.faults.append(f"day {day['day']}: it does not follow the day before")
        chain = _proof(day["chain"])
        if chain.index != 0 or proven(chain_leaf(day["day"], day["previous"]), chain) != day["root"]:
            bundle.faults.append(f"day {day['day']}: its root does not cover the day before")
        before = day["root"]


def _vouched_by_root(bundle: _Bundle, days: Mapping[str, str], wanted: Collection[str], root: str) -> str:
    """A root vouches for its day and every one before."""
    of_root = next((day for day, known in days.items() if known == root.strip().lower()), None)
    if of_root is None:
        bundle.faults.append(f"the root {root} is that of no day in this file")
        return ""
    for day in sorted(day for day in wanted if day > of_root):
        bundle.faults.append(f"day {day}: it came after {of_root}, and that root says nothing of it")
    return f"the root of {of_root}"


def _vouched_by_record(bundle: _Bundle, days: Mapping[str, str], seals: Sequence[Seal]) -> str:
    known = {seal.day: seal for seal in seals}
    for day, root in days.items():
        seal = known.get(day)
        if seals and (seal is None or seal.root != root):
            bundle.faults.append(f"day {day}: the record has another seal for it")
        elif seal is not None and not seal.holds:
            bundle.faults.append(f"day {day}: the record's own seal does not hold: its leaves were altered")
    return "the record" if seals else ""
