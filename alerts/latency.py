"""The latency ledger: percentiles of each step, for every Source and every Channel, and the slowest. Pure."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from math import ceil

from record.passage import STEPS, Passage, Step

SLOWEST = 5


@dataclass(frozen=True, slots=True)
class Percentiles:
    """Of so many lapses, in seconds: half of them took no longer than p50."""

    count: int
    p50: float
    p90: float
    p99: float


@dataclass(frozen=True, slots=True)
class Lapses:
    """The seconds of every step, and of all that is ours together."""

    of: dict[str, array[float]] = field(default_factory=dict)  # the name of the step -> seconds
    ours: array[float] = field(default_factory=lambda: array("d"))

    def add(self, passage: Passage) -> None:
        for step, seconds in passage.lapses():
            self.of.setdefault(step.name, array("d")).append(seconds)
        self.ours.append(passage.ours)

    def steps(self) -> list[tuple[Step, Percentiles]]:
        """Those that were measured, in their order."""
        return [(step, percentiles(self.of[step.name])) for step in STEPS if step.name in self.of]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What many Passages come to."""

    whole: Lapses
    sources: dict[str, Lapses]  # the most told first
    channels: dict[str, Lapses]
    slowest: tuple[Passage, ...]  # of what is ours, the slowest first


def reckon(passages: Iterable[Passage], most: int = SLOWEST) -> Ledger:
    """Read them all once."""
    whole = Lapses()
    sources: dict[str, Lapses] = {}
    channels: dict[str, Lapses] = {}
    slowest: list[Passage] = []
    for passage in passages:
        for group in (
            whole,
            sources.setdefault(passage.source, Lapses()),
            channels.setdefault(passage.channel, Lapses()),
        ):
            group.add(passage)
        slowest.append(passage)
        if len(slowest) >= 100 * most:
            slowest = _slowest(slowest, most)
    return Ledger(whole, _most_first(sources), _most_first(channels), tuple(_slowest(slowest, most)))


def _slowest(passages: Iterable[Passage], most: int) -> list[Passage]:
    return nlargest(most, passages, key=lambda passage: passage.ours)


def _most_first(groups: dict[str, Lapses]) -> dict[str, Lapses]:
    return dict(sorted(groups.items(), key=lambda each: (-len(each[1].ours), each[0])))


def percentiles(seconds: Iterable[float]) -> Percentiles:
    """The nearest rank, so that each is a lapse that there was. Errors: ValueError for none at all."""
    ordered = sorted(seconds)
    if not ordered:
        raise ValueError("there is nothing to rank")
    return Percentiles(len(ordered), *(_rank(ordered, percent) for percent in (50, 90, 99)))


def _rank(ordered: Sequence[float], percent: int) -> float:
    return ordered[ceil(len(ordered) * percent / 100) - 1]


def lapse(seconds: float) -> str:
    """ "0.4 s", "38 s", "12 min", "3.5 h", "2.1 days"."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    if seconds < 99.5:
        return f"{seconds:.0f} s"
    for unit, size, most in (("min", 60, 99.5 * 60), ("h", 3600, 47.95 * 3600)):
        if seconds < most:
            return f"{seconds / size:.{0 if seconds >= 9.95 * size else 1}f} {unit}"
    return f"{seconds / 86_400:.1f} days"


def slowest_step(passage: Passage) -> tuple[Step, float]:
    """Of what is ours."""
    return max((each for each in passage.lapses() if each[0].part == "ours"), key=lambda each: each[1])
