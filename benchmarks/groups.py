"""Grouping beside simple baselines: python -m benchmarks.groups SHARED [--show N] [--shuffles N]

SHARED has gold/groups (reports, people, traps). Prints B-cubed and pairwise F1 of ours, of words that are the
same to the letter, of MinHash alone and of the cosine alone (each at its best threshold, chosen on this very
gold, and told the true Speaker), the traps that were fallen into, what was split, the spread over shuffled
orders, and how long a placing takes. The weights that ship were fitted on this gold among others, which
flatters ours: `python -m benchmarks.fit_groups FOLDER... --folds 10` places each group with weights that have
not seen it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from benchmarks.group_reports import in_order
from benchmarks.grouping.baselines import BASELINES, best_of
from benchmarks.grouping.figures import figures_of, touched_traps
from benchmarks.grouping.golds import Gold, load_golds
from benchmarks.grouping.rows import Row
from benchmarks.grouping.standing import Standing, group
from benchmarks.statement_targets import Target


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    folder = options.shared / "gold" / "groups" if (options.shared / "gold").is_dir() else options.shared
    golds = load_golds([folder])
    clusters, spent = _placed(golds)
    print(f"== {folder.name}: {len(golds)} reports, {len({each.statement for each in golds})} statements")
    print(f"ours        {figures_of(golds, clusters)}   (fitted on it: see --folds of benchmarks.fit_groups)")
    for name, liken in BASELINES.items():
        print(f"{name:<11} {best_of(golds, liken)}")
    traps = touched_traps(golds, clusters)
    kinds = Counter(trap.get("trap", "") for trap in traps)
    print(f"traps       {len(traps)} touched: {dict(kinds)}")
    print(f"splits      {dict(_splits(golds, clusters))}")
    orders = [figures_of(golds, group(_shuffled(golds, seed))) for seed in range(options.shuffles)]
    average = sum(spent) / len(spent)
    print(f"placing     {1000 * max(spent):.1f} ms at most, {1000 * average:.1f} ms on average")
    figures = figures_of(golds, clusters)
    _print_targets(figures.bcubed, figures.pairwise, len(traps))
    _print_spread([each.bcubed for each in orders], "B-cubed")
    _print_spread([each.pairwise for each in orders], "pairwise")
    _show(golds, clusters, options.show)
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.groups", description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--show", type=int, default=0, metavar="N")
    parser.add_argument("--shuffles", type=int, default=20, metavar="N")
    return parser.parse_args(arguments)


def _placed(golds: Sequence[Gold]) -> tuple[dict[str, int], list[float]]:
    """(the Statement of each report, seconds of each placing)"""
    standing, spent = Standing(), list[float]()
    for row in in_order([each.row for each in golds]):
        begun = time.perf_counter()
        standing.add(row)
        spent.append(time.perf_counter() - begun)
    return standing.clusters(), spent


def _shuffled(golds: Sequence[Gold], seed: int) -> list[Row]:
    return in_order([each.row for each in golds], seed)


def _splits(golds: Sequence[Gold], clusters: dict[str, int]) -> Counter[str]:
    """Pairs of one Statement in two clusters, by the kinds of both."""
    split = (
        "+".join(sorted((one.kind, other.kind)))
        for one, other in combinations(golds, 2)
        if one.statement == other.statement and clusters[one.row.name] != clusters[other.row.name]
    )
    return Counter(split)


def _print_targets(bcubed: float, pairwise: float, traps: int) -> None:
    for target in (
        Target("B-cubed F1, %", 100 * bcubed, 90),
        Target("pairwise F1, %", 100 * pairwise, 85),
        Target("traps touched", traps, 3, most=True),
    ):
        print(target.line)


def _print_spread(figures: Sequence[float], name: str) -> None:
    if figures:
        low, high = min(figures), max(figures)
        print(f"{len(figures)} orders   {name} {low:.3f} to {high:.3f}")
        print(Target(f"{name} F1 over all orders, points", 100 * (high - low), 2, most=True).line)


def _show(golds: Sequence[Gold], clusters: dict[str, int], most: int) -> None:
    """The first false merges and false splits, with the words."""
    for one, other in combinations(golds, 2):
        together = clusters[one.row.name] == clusters[other.row.name]
        if most and together != (one.statement == other.statement):
            most -= 1
            print("false merge" if together else "false split")
            for each in (one, other):
                print(f"    {each.statement} {each.kind}: {each.row.located.report.text}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
