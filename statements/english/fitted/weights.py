"""The fitted weights: trees, what each category of a feature weighs, and how often a verb reports."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from statements.english.fitted.trees import Rows, Trees, load_trees

FILE = "weights.json"
Row = NamedTuple  # of numbers and categories; a class of it names the features of one model


class Odds(NamedTuple):
    """Of a verb: the log odds that it reports, and the logarithm of how often it was seen."""

    odds: float
    seen: float


UNSEEN = Odds(-9.0, 0.0)


@dataclass(frozen=True, slots=True)
class Ranking:
    """One model: the features' names, categories as numbers, and the trees over them."""

    fields: tuple[str, ...]
    categories: dict[str, dict[str, float]]
    usual: float  # the share of right rows: what a category weighs that was never seen
    trees: Trees

    def score(self, rows: Sequence[Sequence[Any]]) -> Rows:
        """(rows,) probabilities."""
        return self.trees.score(encode(rows, self.fields, self.categories, self.usual))


@dataclass(frozen=True, slots=True)
class Weights:
    """What `benchmarks.fit_statements` fits."""

    odds: dict[str, Odds]
    cues: Ranking
    words: Ranking
    extents: Ranking
    speakers: Ranking
    least_cue: float  # probability of a cue that reports
    least_found: float  # likewise, where the cue grammar found it
    least_speaker: float

    def odds_of(self, word: str) -> Odds:
        return self.odds.get(stem(word), UNSEEN)


def encode(
    rows: Sequence[Sequence[Any]],
    fields: Sequence[str],
    categories: dict[str, dict[str, float]],
    usual: float,
) -> Rows:
    """(rows, fields) numbers; a category becomes what it weighs."""
    if not rows:
        return np.zeros((0, len(fields)))
    columns: list[Iterable[float]] = []
    for field, column in zip(fields, zip(*rows, strict=True), strict=True):
        known = categories.get(field)
        columns.append(column if known is None else [known.get(value, usual) for value in column])
    return np.array(columns, dtype=np.float64).T


def stem(word: str) -> str:
    """A crude stem: deny, denies, denied and denying have the same one."""
    low = word.lower()
    for ending in ("ing", "ied", "ies", "ed", "es", "e", "s"):
        if low.endswith(ending) and len(low) - len(ending) >= 3 and not low.endswith("ss"):
            low = low[: -len(ending)] + ("y" if ending in ("ied", "ies") else "")
            break
    return low[:-1] if len(low) > 3 and low[-1] == low[-2] and low[-1] not in "sl" else low


def log_odds(right: int, seen: int, usual: float) -> Odds:
    """Smoothed by two more cases of the usual share."""
    return Odds(
        math.log((right + 2 * usual) / (seen - right + 2 * (1 - usual))),
        math.log1p(seen),
    )


def read_weights(stored: dict[str, Any]) -> Weights:
    return Weights(
        odds={word: Odds(float(odds), float(seen)) for word, (odds, seen) in stored["odds"].items()},
        cues=_ranking(stored["cues"]),
        words=_ranking(stored["words"]),
        extents=_ranking(stored["extents"]),
        speakers=_ranking(stored["speakers"]),
        **{name: float(least) for name, least in stored["least"].items()},
    )


def _ranking(stored: dict[str, Any]) -> Ranking:
    categories = {
        field: {value: float(weight) for value, weight in known.items()}
        for field, known in stored["categories"].items()
    }
    return Ranking(tuple(stored["fields"]), categories, float(stored["usual"]), load_trees(stored["trees"]))
