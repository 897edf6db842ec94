"""Fits the likeness of two wordings: python -m benchmarks.fit_groups FOLDER... [--folds N]

Each FOLDER has gold.jsonl (reports with group, statement, speaker) and people.jsonl. Writes
statements/grouping/weights.json: trees over features of a pair; no text. With --folds nothing is written:
every group is placed with weights fitted on the others, and the figures of each folder are printed.
Needs lightgbm (make peers).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from unittest.mock import patch

import lightgbm
import numpy as np

from benchmarks.fitting.rankings import flatten
from benchmarks.grouping.figures import figures_of, touched_traps
from benchmarks.grouping.golds import Gold, load_golds
from benchmarks.grouping.standing import group
from record.types import Json
from statements.english.fitted.trees import load_trees
from statements.grouping import weights
from statements.grouping.likeness import FEATURES, Rows, compare, wording_of

TREES = 200
SUPPOSED = 0.2  # what a pair weighs that is supposed
SETTINGS = {
    "objective": "binary",
    "num_leaves": 8,
    "learning_rate": 0.05,
    "min_data_in_leaf": 30,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "seed": 3,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
RISING = {
    *("words", "across", "less across", "around", "shingles", "contained", "terms", "glossed", "glosses"),
    *("kinds", "agreed", "figures", "days named"),
}
FALLING = {"days", "one document"}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fit_groups", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args(arguments)
    golds = load_golds(options.folders)
    if options.folds:
        _print_folds(golds, options.folds)
        return 0
    weights.PLACE.write_text(json.dumps(fit(golds), separators=(",", ":")) + "\n", "utf-8")
    print(f"{weights.PLACE.name}: {len(golds)} reports, {weights.PLACE.stat().st_size / 1000:.0f} kB")
    return 0


def fit(golds: Sequence[Gold]) -> Json:
    """Of all pairs of reports of one group, and of as many strangers; the first folder weighs twice."""
    pairs = [pair for each in by_group(golds).values() for pair in combinations(each, 2)]
    known = _rows(pairs)
    labels = np.array([one.statement == other.statement for one, other in pairs], dtype=float)
    weigh = np.array([2.0 if one.folder == golds[0].folder else 1.0 for one, _ in pairs])
    at_once, apart = _at_once(known[labels == 0]), _at_once(_rows(strangers(golds)))
    rows = np.vstack([known, at_once, apart])
    labels = np.concatenate([labels, np.zeros(len(at_once) + len(apart))])
    weigh = np.concatenate([weigh, np.full(len(at_once) + len(apart), SUPPOSED)])
    settings = {**SETTINGS, "monotone_constraints": [_way(name) for name in FEATURES]}
    model = lightgbm.train(settings, lightgbm.Dataset(rows, labels, weight=weigh), TREES)
    return {"features": FEATURES, "trees": flatten(model.dump_model()["tree_info"])}


def _rows(pairs: Sequence[tuple[Gold, Gold]]) -> Rows:
    wordings = [[wording_of(each.row.located, each.row.said_at) for each in pair] for pair in pairs]
    return np.vstack([compare(one, [other]) for one, other in wordings])


def _at_once(rows: Rows) -> Rows:
    """As they would be had all been said in one hour: then time tells nothing, and the words must."""
    moved = rows.copy()
    moved[:, FEATURES.index("days")] = 0.0
    return moved


def strangers(golds: Sequence[Gold]) -> list[tuple[Gold, Gold]]:
    """Pairs of different groups, each report in a few: they have nothing to do with each other."""
    mixed = random.Random(1).sample(list(golds), len(golds))
    pairs = (pair for step in (1, 2, 3) for pair in zip(mixed, mixed[step:], strict=False))
    return [(one, other) for one, other in pairs if one.group != other.group]


def _way(name: str) -> int:
    """What can only speak for one Statement, or only against it."""
    if name in RISING or name.endswith(" agree"):
        return 1
    return -1 if name in FALLING or name.endswith(" differ") else 0


def by_group(golds: Sequence[Gold]) -> dict[str, list[Gold]]:
    grouped: dict[str, list[Gold]] = {}
    for each in golds:
        grouped.setdefault(each.group, []).append(each)
    return grouped


def _print_folds(golds: Sequence[Gold], folds: int) -> None:
    groups = by_group(golds)
    names = sorted(groups, key=lambda name: name[::-1])  # folders are mixed
    clusters: dict[str, object] = {}
    for number in range(folds):
        held_out = set(names[number::folds])
        trees = load_trees(fit([each for each in golds if each.group not in held_out])["trees"])
        here = sorted((g for g in golds if g.group in held_out), key=lambda each: each.row.published)
        with patch.object(weights, "load", lambda trees=trees: trees):
            found = group(each.row for each in here)
        clusters |= {name: (number, cluster) for name, cluster in found.items()}
    for folder in dict.fromkeys(each.folder for each in golds):
        these = [each for each in golds if each.folder == folder]
        print(f"{folder.name}: {figures_of(these, clusters)} traps {len(touched_traps(these, clusters))}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
