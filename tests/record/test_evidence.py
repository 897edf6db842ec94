"""Hashes, trees and proofs, as RFC 6962 has them."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest

from record.evidence import (
    Proof,
    canonical,
    chain_leaf,
    leaf_hash,
    prove,
    proven,
    root_of,
    words_hash,
)

# The tree that RFC 6962's own examples are tested with: eight leaves, these bytes.
INPUTS = [bytes.fromhex(each) for each in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")]
INPUTS.append(bytes.fromhex("606162636465666768696a6b6c6d6e6f"))
HASHES = [hashlib.sha256(b"\x00" + each).hexdigest() for each in INPUTS]
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


@pytest.mark.parametrize("size", ROOTS)
def test_the_root_is_that_of_rfc_6962(size: int) -> None:
    assert root_of(HASHES[:size]) == ROOTS[size]


@pytest.mark.parametrize("size", range(1, 9))
def test_every_leaf_of_every_size_is_proven_and_nothing_else_is(size: int) -> None:
    hashes = HASHES[:size]
    root = root_of(hashes)
    for index, leaf in enumerate(hashes):
        (proof,) = prove(hashes, [index])
        assert proven(leaf, proof) == root
        assert proven(leaf_hash({"another": index}), proof) != root
        for other in range(size):
            if other != index:
                assert proven(leaf, Proof(other, size, proof.path)) != root


def test_a_proof_that_is_too_long_too_short_or_out_of_range_proves_nothing() -> None:
    (proof,) = prove(HASHES, [3])
    leaf = HASHES[3]
    for broken in (
        Proof(3, 8, (*proof.path, HASHES[0])),
        Proof(3, 8, proof.path[:-1]),
        Proof(8, 8, proof.path),
        Proof(-1, 8, proof.path),
    ):
        assert proven(leaf, broken) is None


def test_a_node_cannot_be_passed_off_as_a_leaf() -> None:
    node = root_of(HASHES[:2])
    inner = bytes.fromhex(HASHES[0]) + bytes.fromhex(HASHES[1])
    assert hashlib.sha256(b"\x00" + inner).hexdigest() != node


def test_one_character_one_space_or_a_shift_between_title_and_text_is_another_hash() -> None:
    words = [("A", "b c", ""), ("A", "b  c", ""), ("Ab", " c", ""), ("A", "b c", " "), ("A", "b d", "")]
    hashes = {words_hash(*each) for each in words}
    assert len(hashes) == len(words)


def test_one_value_has_one_spelling_and_half_characters_have_one_too() -> None:
    assert canonical({"b": 1, "a": "雷\ud800"}) == canonical({"a": "雷\ud800", "b": 1})
    assert canonical({"a": "雷"}) == b'{"a":"\\u96f7"}'


def test_a_root_covers_every_day_before_it() -> None:
    def roots(first: str) -> list[str]:
        made = [root_of([chain_leaf("2026-01-01", ""), first])]
        for day in ("2026-01-02", "2026-01-03"):
            made.append(root_of([chain_leaf(day, made[-1])]))
        return made

    assert all(one != other for one, other in zip(roots(HASHES[0]), roots(HASHES[1]), strict=True))
    assert all(one != other for one, other in pairwise(roots(HASHES[0])))
