"""Boosted trees as plain arrays: what they were fitted with is not needed to ask them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float64]
LEAF = -1
_AT_ONCE = 2000  # rows, so that memory stays bounded


@dataclass(frozen=True, slots=True)
class Trees:
    """All nodes of all trees in one array each; a leaf leads to itself."""

    roots: NDArray[np.int64]
    feature: NDArray[np.int64]
    threshold: Rows
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: Rows
    depth: int

    def score(self, rows: Rows) -> Rows:
        """(rows,) probabilities for (rows, features)."""
        parts = [self._sums(rows[at : at + _AT_ONCE]) for at in range(0, len(rows), _AT_ONCE)]
        sums = np.concatenate(parts) if parts else np.zeros(0)
        return np.asarray(1.0 / (1.0 + np.exp(-sums)))

    def _sums(self, rows: Rows) -> Rows:
        each = np.arange(len(rows))[:, None]
        node = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        for _ in range(self.depth):
            goes_left = rows[each, self.feature[node]] <= self.threshold[node]
            node = np.where(goes_left, self.left[node], self.right[node])
        return np.asarray(self.value[node].sum(axis=1))


def load_trees(stored: dict[str, Any]) -> Trees:
    """Nodes stand in preorder, so that a left child follows its parent; `number` is a threshold, or the value
    of a leaf."""
    feature = np.array(stored["feature"], dtype=np.int64)
    number = np.array(stored["number"], dtype=np.float64)
    itself = np.arange(len(feature))
    leaf = feature == LEAF
    return Trees(
        roots=np.array(stored["roots"], dtype=np.int64),
        feature=np.where(leaf, 0, feature),
        threshold=np.where(leaf, 0.0, number),
        left=np.where(leaf, itself, itself + 1),
        right=np.where(leaf, itself, np.array(stored["right"], dtype=np.int64)),
        value=np.where(leaf, number, 0.0),
        depth=int(stored["depth"]),
    )
