"""The few Statements worth comparing, by one product of matrices."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from record.placing import Candidate, Gist
from statements.grouping.likeness import Wording

MOST = 6  # Statements that are compared in full

Vectors = NDArray[np.float32]


def nearest(one: Wording, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those with the wording that is most like, by vectors or to the letter; in their order."""
    if len(candidates) <= MOST:
        return list(candidates)
    members = [(at, each) for at, candidate in enumerate(candidates) for each in candidate.members]
    likeness = _likeness(one.gist, [each.gist for _, each in members])
    likeness += np.array([2.0 * (each.text == one.text) for _, each in members])
    best: dict[int, float] = {}
    for (at, _), weight in zip(members, likeness.tolist(), strict=True):
        best[at] = max(best.get(at, -1.0), weight)
    chosen = sorted(best, key=lambda at: -best[at])[:MOST]
    return [candidates[at] for at in sorted(chosen)]


def _likeness(one: Gist, others: Sequence[Gist]) -> NDArray[np.float64]:
    """The greater of how like the words are, and how like the words are to what stands around others."""
    size = len(one.vector)
    if not size:
        return np.zeros(len(others))
    said = _matrix([each.vector for each in others], size)
    around = _matrix([each.around for each in others], size)
    words, beside = _matrix([one.vector], size)[0], _matrix([one.around or one.vector], size)[0]
    return np.asarray(np.maximum(said @ words, 0.5 * (around @ words + said @ beside)), dtype=np.float64)


def _matrix(vectors: Sequence[bytes], size: int) -> Vectors:
    """(vectors, size / 2); zeros where one is missing."""
    joined = b"".join(each if len(each) == size else bytes(size) for each in vectors)
    return np.frombuffer(joined, np.float16).reshape(len(vectors), -1).astype(np.float32)
