"""Fits the likeness of two wordings: python -m benchmarks.fit_groups FOLDER... [--folds N]

Each FOLDER has gold.jsonl (reports with group, statement, speaker) and people.jsonl. Writes
statements/grouping/weights.json: trees over features of a pair; no text. With --folds nothing is written:
every group is placed with weights fitted on the others, and the figures of each folder are printed.
Needs lightgbm (make peers).
"""

from __future__ import annotations

import argparse
import json
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
from record.placing import Gist
from record.types import Json
from statements.english.fitted.trees import load_trees
from statements.grouping import weights
from statements.grouping.likeness import FEATURES, Rows, compare, wording_of

TREES = 250
SUPPOSED = 0.1  # what a pair weighs that is supposed to be said at once
STRANGE = 0.5  # what a pair weighs of two groups
STRANGERS, NEAREST, ANY = 3, 25, 8
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
    """Of all pairs of reports of one group, and of reports of different ones as if one had said both; the
    first folder weighs twice."""
    pairs = [pair for each in by_group(golds).values() for pair in combinations(each, 2)]
    known = _rows(pairs)
    labels = np.array([one.statement == other.statement for one, other in pairs], dtype=float)
    weigh = np.array([2.0 if one.folder == golds[0].folder else 1.0 for one, _ in pairs])
    at_once, apart = _at_once(known[labels == 0]), _in_one_life(_rows(strangers(golds, len(pairs))), known)
    rows = np.vstack([known, at_once, apart])
    labels = np.concatenate([labels, np.zeros(len(at_once) + len(apart))])
    supposed = [np.full(len(at_once), SUPPOSED), np.full(len(apart), STRANGE)]
    settings = {**SETTINGS, "monotone_constraints": [_way(name) for name in FEATURES]}
    model = lightgbm.train(
        settings, lightgbm.Dataset(rows, labels, weight=np.concatenate([weigh, *supposed])), TREES
    )
    return {"features": FEATURES, "trees": flatten(model.dump_model()["tree_info"])}


def _rows(pairs: Sequence[tuple[Gold, Gold]]) -> Rows:
    wordings = [[wording_of(each.row.located, each.row.said_at) for each in pair] for pair in pairs]
    return np.vstack([compare(one, [other]) for one, other in wordings])


def _at_once(rows: Rows) -> Rows:
    """As they would be had all been said in one hour: then time tells nothing, and the words must."""
    moved = rows.copy()
    moved[:, FEATURES.index("days")] = 0.0
    return moved


def _in_one_life(rows: Rows, known: Rows) -> Rows:
    """As far apart in time as what one Speaker says."""
    moved, days = rows.copy(), FEATURES.index("days")
    moved[:, days] = np.random.default_rng(1).choice(known[:, days], len(moved))
    return moved


def strangers(golds: Sequence[Gold], pairs: int) -> list[tuple[Gold, Gold]]:
    """Pairs of different groups, at most STRANGERS for one of `pairs`: each report beside those whose words
    are most like its own, and beside some others."""
    chance, size = np.random.default_rng(1), len(golds)
    like = cosines([each.row.located.gist for each in golds])
    like[[[one.group == other.group for other in golds] for one in golds]] = -np.inf
    beside = np.hstack([np.argsort(-like)[:, :NEAREST], chance.integers(0, size, (size, ANY))])
    found = {(min(at, other), max(at, other)) for at in range(size) for other in beside[at].tolist()}
    apart = sorted(pair for pair in found if golds[pair[0]].group != golds[pair[1]].group)
    few = chance.permutation(len(apart))[: STRANGERS * pairs]
    return [(golds[apart[at][0]], golds[apart[at][1]]) for at in few]


def cosines(gists: Sequence[Gist]) -> Rows:
    """(gists, gists)"""
    vectors = np.array([np.frombuffer(each.vector, np.float16) for each in gists], dtype=np.float64)
    return np.asarray(vectors @ vectors.T)


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
