"""The fitted likeness: how sure two wordings are of one Statement. Written by benchmarks/fit_groups.py."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np

from statements.english.fitted.trees import Trees, load_trees
from statements.grouping.likeness import FEATURES, Rows

PLACE = Path(__file__).with_name("weights.json")
CERTAIN = 7.0  # no pair weighs more than this, either way


@cache
def load() -> Trees:
    """Errors: ValueError where they were fitted to other features."""
    stored = json.loads(PLACE.read_text("utf-8"))
    if tuple(stored["features"]) != FEATURES:
        raise ValueError(f"{PLACE.name} was fitted to other features: python -m benchmarks.fit_groups")
    return load_trees(stored["trees"])


def surety(rows: Rows) -> Rows:
    """(rows,) log odds for (rows, FEATURES)."""
    odds = load().score(rows) if len(rows) else np.zeros(0)
    odds = np.clip(odds, 1e-9, 1 - 1e-9)
    return np.clip(np.log(odds / (1 - odds)), -CERTAIN, CERTAIN)
