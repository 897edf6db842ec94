"""Pairwise and B-cubed F1 of clusters, and the traps they fell into, as the gold's own scorer counts them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.grouping.golds import Gold
from benchmarks.grouping.rows import read_lines
from record.types import Json


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of one."""

    bcubed: float
    pairwise: float
    precision: float  # pairwise
    recall: float

    def __str__(self) -> str:
        return (
            f"B-cubed {self.bcubed:.3f}, pairwise {self.pairwise:.3f} "
            f"(P {self.precision:.3f}, R {self.recall:.3f})"
        )


def figures_of(golds: Sequence[Gold], clusters: Mapping[str, Any]) -> Figures:
    """A report without a cluster stands alone."""
    found = {each.row.name: clusters.get(each.row.name, each.row.name) for each in golds}
    true_sizes = Counter(each.statement for each in golds)
    sizes = Counter(found.values())
    both = Counter((each.statement, found[each.row.name]) for each in golds)
    right = _pairs(both.values())
    precision, recall = _ratio(right, _pairs(sizes.values())), _ratio(right, _pairs(true_sizes.values()))
    exact = sum(n * n / sizes[cluster] for (_, cluster), n in both.items()) / len(golds)
    whole = sum(n * n / true_sizes[statement] for (statement, _), n in both.items()) / len(golds)
    return Figures(_f1(exact, whole), _f1(precision, recall), precision, recall)


def _pairs(sizes: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


def _f1(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def touched_traps(golds: Sequence[Gold], clusters: Mapping[str, Any]) -> list[Json]:
    """The listed pairs of statements of which some reports stand in one cluster."""
    mixed: dict[Any, set[str]] = defaultdict(set)
    for each in golds:
        mixed[clusters.get(each.row.name, each.row.name)].add(each.statement)
    folders = dict.fromkeys(each.folder for each in golds)
    return [
        trap
        for folder in folders
        for trap in read_lines(folder / "traps.jsonl", ("a", "b"))
        if any(
            {f"{folder.name}/{trap['a']}", f"{folder.name}/{trap['b']}"} <= held for held in mixed.values()
        )
    ]
