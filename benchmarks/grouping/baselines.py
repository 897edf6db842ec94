"""What is measured beside ours: one likeness and one threshold, each told who truly speaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from datasketch import MinHash  # type: ignore[import-untyped]

from benchmarks.grouping.figures import Figures, figures_of
from benchmarks.grouping.golds import Gold
from statements.gists.vectors import cosine
from statements.grouping.overlaps import shingles_of

Liken = Callable[[Gold, Gold], float]
STEPS = 20


def to_the_letter(one: Gold, other: Gold) -> float:
    return float(one.row.located.report.text == other.row.located.report.text)


def by_minhash(one: Gold, other: Gold) -> float:
    return float(_minhash(one.row.located.report.text).jaccard(_minhash(other.row.located.report.text)))


@lru_cache(maxsize=10_000)
def _minhash(text: str) -> MinHash:
    found = MinHash(128)
    for each in shingles_of(text):
        found.update(each.encode("utf-8", "replace"))
    return found


def by_cosine(one: Gold, other: Gold) -> float:
    return cosine(one.row.located.gist.vector, other.row.located.gist.vector)


BASELINES: dict[str, Liken] = {"same text": to_the_letter, "MinHash": by_minhash, "cosine": by_cosine}


def best_of(golds: Sequence[Gold], liken: Liken) -> Figures:
    """At the threshold that is best on the gold itself."""
    found = [figures_of(golds, _linked(golds, liken, step / STEPS)) for step in range(1, STEPS)]
    return max(found, key=lambda figures: figures.bcubed)


def _linked(golds: Sequence[Gold], liken: Liken, least: float) -> dict[str, int]:
    """Each report joins the cluster of the most alike before it, where that is enough."""
    clusters: dict[str, int] = {}
    for at, each in enumerate(golds):
        before = [other for other in golds[:at] if other.group == each.group]
        best = max(before, key=lambda other: liken(each, other), default=None)
        joins = best is not None and liken(each, best) >= least
        clusters[each.row.name] = clusters[best.row.name] if best is not None and joins else at
    return clusters
