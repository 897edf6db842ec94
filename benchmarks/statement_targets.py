"""What is asked of our statements, and whether it is met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.process_memory import worker_peak
from benchmarks.statement_errors import Compared, add_up
from benchmarks.statement_sets import Run, Set
from record.people import People


@dataclass(frozen=True, slots=True)
class Target:
    """A figure of ours and the bound that it has to keep."""

    name: str
    value: float
    bound: float
    most: bool = False  # an upper bound

    @property
    def line(self) -> str:
        met = self.value <= self.bound if self.most else self.value >= self.bound
        sign = "<=" if self.most else ">="
        return f"TARGET {'met' if met else 'missed'}: {self.name} {self.value:.1f} ({sign} {self.bound:g})"


BOUNDS = {  # set to the least full F1, who, stance and documents a CPU second
    "news.en": {"full": 72.0, "who_acc": 93.0, "stance_acc": 80.0, "rate": 8.0},
    "news.zh": {"full": 66.0, "who_acc": 92.0, "stance_acc": 75.0, "rate": 60.0},
    "polnear": {"full": 66.0},
    "seed": {"full": 100.0, "who_acc": 100.0, "stance_acc": 100.0},
}
DENIALS = 90.0  # percent of the gold denials found as denials, in all sets
MOST_MEGABYTES = 600.0


def targets(documents: Set, done: Run) -> Iterator[Target]:
    figures = documents.figures(done)
    values = {**figures, "full": figures["full"]["F1"], "rate": done.rate}
    for name, bound in BOUNDS[documents.name].items():
        yield Target(f"{documents.name} {name}", values[name] or 0.0, bound)


def denial_target(compared: Iterable[Compared]) -> Iterator[Target]:
    verdicts = [denial.verdict for denial in add_up(compared).denials]
    if verdicts:
        share = 100 * sum(verdict == "deny" for verdict in verdicts) / len(verdicts)
        yield Target("denials found as denials, %", share, DENIALS)


def worker_target(sets: Iterable[Set], people: People, hostile: Path) -> Target:
    """The memory of a process that reads every document, and every hostile file as if it were one."""
    texts = [row["text"] for documents in sets for row in documents.rows]
    files = sorted(path for path in hostile.rglob("*") if path.is_file()) if hostile.is_dir() else []
    texts += [path.read_bytes().decode("utf-8", "replace") for path in files]
    peak, overdue = worker_peak(texts, people)
    return Target(
        f"MB of a worker after {len(texts)} texts ({overdue} set aside)", peak, MOST_MEGABYTES, True
    )
