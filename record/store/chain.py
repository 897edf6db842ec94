"""The seals of all days as a chain: of each day its link, and the proofs of the Revisions that are wanted.

A day is read at a time: the leaves of some years are more than fits into memory.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from record.evidence import NO_ROOT, Proof, chain_leaf, prove, root_of
from record.store.tables import seals


@dataclass(frozen=True, slots=True)
class Seal:
    """What was sealed of one day."""

    day: str
    previous: str  # root of the day before; empty on the first
    root: str
    leaves: tuple[tuple[int, str], ...]  # (Revision id, hash), in order
    sealed_at: datetime

    @property
    def hashes(self) -> list[str]:
        """As the tree has them."""
        return [chain_leaf(self.day, self.previous), *(digest for _, digest in self.leaves)]

    @property
    def holds(self) -> bool:
        return root_of(self.hashes) == self.root


@dataclass(frozen=True, slots=True)
class Link:
    """A Seal without the leaves that nobody asked for."""

    day: str
    previous: str
    root: str
    holds: bool
    chain: Proof  # of its first leaf, which names the day before
    leaves: Mapping[int, tuple[str, Proof]] = field(default_factory=dict)  # Revision id -> hash, proof


def seal_of(row: Row[Any], previous: str) -> Seal:
    leaves = tuple((int(revision_id), str(digest)) for revision_id, digest in row.leaves)
    return Seal(row.day, previous, row.root, leaves, row.sealed_at)


def each_seal(connection: Connection) -> Iterator[Seal]:
    """In the order of their days."""
    previous = NO_ROOT
    for day in connection.scalars(select(seals.c.day).order_by(seals.c.day)).all():
        seal = seal_of(connection.execute(select(seals).where(seals.c.day == day)).one(), previous)
        yield seal
        previous = seal.root


def chain_of(connection: Connection, revision_ids: Collection[int] = ()) -> tuple[Link, ...]:
    """In the order of their days."""
    wanted = frozenset(revision_ids)
    return tuple(_link(seal, wanted) for seal in each_seal(connection))


def _link(seal: Seal, wanted: Collection[int]) -> Link:
    mine = {at: leaf for at, leaf in enumerate(seal.leaves, 1) if leaf[0] in wanted}
    chain, *proofs = prove(seal.hashes, [0, *mine])
    leaves = {id: (digest, proof) for (id, digest), proof in zip(mine.values(), proofs, strict=True)}
    return Link(seal.day, seal.previous, seal.root, seal.holds, chain, leaves)
