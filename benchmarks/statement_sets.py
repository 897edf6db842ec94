"""Documents with their gold, and what a finder found in them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from benchmarks.articles import load_scorer
from benchmarks.statement_errors import Compared, compare
from record.types import Json

SETS = {  # name to file
    "seed": "seed.jsonl",
    "news.en": "news.en.dev.jsonl",
    "news.zh": "news.zh.dev.jsonl",
    "polnear": "polnear.dev.jsonl",
}
SPEECH = frozenset(["polnear"])  # whose gold has beliefs and hopes, too, which nobody is asked for


@dataclass(frozen=True, slots=True)
class Run:
    """What one finder found in the documents of a set that it can read, how fast, and in how much memory."""

    name: str
    predictions: list[Json]
    rate: float
    megabytes: float | None


@dataclass(frozen=True, slots=True)
class Set:
    """Documents with their gold."""

    name: str
    rows: list[Json]
    scorer: ModuleType

    @property
    def target(self) -> str:
        return "speech" if self.name in SPEECH else "all"

    @property
    def asked(self) -> int:
        """Statements that are looked for: speech alone, where the gold has more."""
        every = (statement for row in self.rows for statement in row["statements"])
        return sum(self.target == "all" or each["cls"] == "speech" for each in every)

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(row["lang"] for row in self.rows)

    def figures(self, done: Run) -> Json:
        scored: Json = self.scorer.score(self.rows, done.predictions, target=self.target)
        return scored

    def compared(self, done: Run) -> list[Compared]:
        found = {each["doc_id"]: each["statements"] for each in done.predictions}
        return [compare(self.scorer, row, found[row["doc_id"]], self.target) for row in self.rows]


def load_set(folder: Path, name: str) -> Set:
    lines = (folder / SETS[name]).read_text("utf-8").splitlines()
    return Set(name, [json.loads(line) for line in lines if line.strip()], load_scorer(folder))
