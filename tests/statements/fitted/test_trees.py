from __future__ import annotations

import math

import numpy as np
import pytest

from statements.english.fitted.trees import load_trees

# first tree: x0 <= 1.5 ? (x1 <= 0 ? 1 : -1) : 2; second: always 0.5
STORED = {
    "roots": [0, 5],
    "depth": 2,
    "feature": [0, 1, -1, -1, -1, -1],
    "number": [1.5, 0.0, 1.0, -1.0, 2.0, 0.5],
    "right": [4, 3, 0, 0, 0, 0],
}


def probability(value: float) -> float:
    return 1 / (1 + math.exp(-value))


@pytest.mark.parametrize(
    ("row", "value"),
    [((1.0, 0.0), 1.5), ((1.5, 0.0), 1.5), ((1.0, 0.1), -0.5), ((1.6, 0.0), 2.5), ((9.0, 9.0), 2.5)],
)
def test_a_row_goes_down_every_tree_and_the_leaves_are_added(row: tuple[float, float], value: float) -> None:
    scores = load_trees(STORED).score(np.array([row]))
    assert scores.tolist() == pytest.approx([probability(value)])


def test_many_rows_are_scored_as_each_alone() -> None:
    trees = load_trees(STORED)
    rows = np.random.default_rng(7).uniform(-1, 3, size=(4500, 2))
    together = trees.score(rows)
    assert together.shape == (4500,)
    assert together[[0, 1999, 2000, 4499]].tolist() == [
        float(trees.score(rows[[at]])[0]) for at in (0, 1999, 2000, 4499)
    ]


def test_no_rows_have_no_scores() -> None:
    assert load_trees(STORED).score(np.zeros((0, 2))).tolist() == []
