"""One ranking: rows, labels and weights in; out come trees as fitted/weights.json keeps them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np

from record.types import Json
from statements.english.fitted.trees import LEAF
from statements.english.fitted.weights import encode

_LEAST_SEEN = 20  # of a category, below which it weighs as usual
_SETTINGS = {
    "objective": "binary",
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 127,
    "max_depth": 9,
    "seed": 3,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 2,
    "verbose": -1,
}

Row = tuple[Any, ...]


def fit_ranking(
    rows: Sequence[Row],
    labels: Sequence[bool],
    weights: Sequence[float],
    fields: Sequence[str],
    categorical: Sequence[str],
    trees: int,
    leaves: int,
    rate: float,
) -> Json:
    """The stored form of a Ranking."""
    usual = sum(labels) / len(labels)
    categories = {name: _weigh(rows, labels, list(fields).index(name), usual) for name in categorical}
    numbers = encode(rows, fields, categories, usual)
    settings = {**_SETTINGS, "num_leaves": leaves, "learning_rate": rate, "min_data_in_leaf": 60}
    data = lightgbm.Dataset(numbers, np.array(labels, dtype=float), weight=np.array(weights))
    model = lightgbm.train(settings, data, trees)
    return {
        "fields": list(fields),
        "usual": round(usual, 4),
        "categories": categories,
        "trees": flatten(model.dump_model()["tree_info"]),
    }


def _weigh(rows: Sequence[Row], labels: Sequence[bool], column: int, usual: float) -> dict[str, float]:
    """Each category -> the smoothed share of its rows that are right."""
    seen: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row, label in zip(rows, labels, strict=True):
        counts = seen[row[column]]
        counts[0] += label
        counts[1] += 1
    return {
        value: round((right + 20 * usual) / (count + 20), 4)
        for value, (right, count) in sorted(seen.items())
        if count >= _LEAST_SEEN
    }


def flatten(trees: Sequence[Json]) -> Json:
    """Nodes in preorder; `right` counts from the first node of all, like `roots`."""
    nodes: list[list[float]] = []  # feature, number, right
    roots = []
    depth = 0
    for tree in trees:
        roots.append(len(nodes))
        depth = max(depth, _append(nodes, tree["tree_structure"]))
    feature, number, right = zip(*nodes, strict=True)
    return {"roots": roots, "depth": depth, "feature": feature, "number": number, "right": right}


def _append(nodes: list[list[float]], node: Json) -> int:
    """The depth of what was appended."""
    if "leaf_value" in node:
        nodes.append([LEAF, _short(node["leaf_value"]), 0])
        return 0
    at = len(nodes)
    nodes.append([node["split_feature"], _short(node["threshold"]), 0])
    left = _append(nodes, node["left_child"])
    nodes[at][2] = len(nodes)
    return 1 + max(left, _append(nodes, node["right_child"]))


def _short(number: float) -> float:
    """Four digits behind the first: the fit is not exact to more."""
    return float(f"{number:.5g}")
