"""What proves a Revision: the answer that it was read from, byte for byte, and the day's seal. Pure.

Hashes are SHA-256. A day's tree is that of RFC 6962: leaves and nodes are told apart by their first byte, so
that no node can be passed off as a leaf. Its first leaf names the root of the day before: who holds one root
holds the whole past.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property

from record.types import Json

LEAF, NODE = b"\x00", b"\x01"
NO_ROOT = ""  # of the day before the first one
LEVEL = 6  # of zlib: higher ones cost twice as long for a hundredth of the size


@dataclass(frozen=True)
class Capture:
    """One answer of one server, as it came. It is hashed and packed once, whatever is read from it."""

    url: str
    fetched_at: datetime
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @cached_property
    def digest(self) -> str:
        return sha256(self.body)

    @cached_property
    def packed(self) -> bytes:
        return zlib.compress(self.body, LEVEL)


@dataclass(frozen=True, slots=True)
class Answered:
    """A Capture by its hash."""

    url: str
    fetched_at: str  # ISO, UTC
    sha256: str  # of the body
    head: str  # see head_hash


@dataclass(frozen=True, slots=True)
class Leaf:
    """What is sealed of one Revision."""

    revision: int
    document: str  # key
    url: str
    outlet: str
    source: str  # id
    lang: str | None
    authors: tuple[str, ...]
    published_at: str | None  # ISO, UTC
    published_raw: str | None
    observed_at: str  # ISO, UTC
    gone: bool
    words: str  # see words_hash
    content_hash: str
    captures: tuple[Answered, ...]
    reports: tuple[str, ...]  # see json_hash, in the order of their recording

    def hash(self) -> str:
        return leaf_hash(asdict(self))


@dataclass(frozen=True, slots=True)
class Proof:
    """That a leaf is the one with this index of so many; `path` are hashes from the leaf up to the root."""

    index: int
    size: int
    path: tuple[str, ...]


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def canonical(value: object) -> bytes:
    """One spelling of a JSON value: keys in order, no space, ASCII only."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def json_hash(value: object) -> str:
    """Of a Report as record/store/shapes.py writes it, say."""
    return sha256(canonical(value))


def words_hash(title: str, text: str, quoted: str) -> str:
    """Every character counts: unlike record.store.shapes.content_hash."""
    return json_hash([title, text, quoted])


def head_hash(status: int, headers: Sequence[Sequence[str]]) -> str:
    """Of what came before the body."""
    return json_hash([status, [list(header) for header in headers]])


def leaf_hash(value: Json) -> str:
    return sha256(LEAF + canonical(value))


def chain_leaf(day: str, previous: str) -> str:
    """The first leaf of a day: `previous` is the root of the day before."""
    return leaf_hash({"day": day, "previous": previous})


def root_of(hashes: Sequence[str]) -> str:
    """The Merkle root over hashes of leaves; there is at least one."""
    return _levels(hashes)[-1][0]


def prove(hashes: Sequence[str], indexes: Sequence[int]) -> list[Proof]:
    """Of each of these leaves."""
    levels = _levels(hashes)
    return [_proof_in(levels, index) for index in indexes]


def _proof_in(levels: Sequence[Sequence[str]], index: int) -> Proof:
    path, at = [], index
    for level in levels[:-1]:
        sibling = at ^ 1
        if sibling < len(level):
            path.append(level[sibling])
        at //= 2
    return Proof(index, len(levels[0]), tuple(path))


def proven(leaf: str, proof: Proof) -> str | None:
    """The root that the leaf and its proof lead to; None where the proof is none."""
    at, width, known, path = proof.index, proof.size, leaf, list(proof.path)
    if not 0 <= at < width:
        return None
    while width > 1:
        if at ^ 1 < width:
            if not path:
                return None
            other = path.pop(0)
            known = _node(other, known) if at % 2 else _node(known, other)
        at, width = at // 2, (width + 1) // 2
    return None if path else known


def _levels(hashes: Sequence[str]) -> list[list[str]]:
    """From the leaves to the root. A hash without a neighbour rises as it is, which gives RFC 6962's tree."""
    levels = [list(hashes)]
    while len(levels[-1]) > 1:
        level = levels[-1]
        pairs = [level[start : start + 2] for start in range(0, len(level), 2)]
        levels.append([_node(*pair) if len(pair) == 2 else pair[0] for pair in pairs])
    return levels


def _node(left: str, right: str) -> str:
    return sha256(NODE + bytes.fromhex(left) + bytes.fromhex(right))
