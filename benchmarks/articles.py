"""python -m benchmarks.articles GOLD_DIR: our text, title and date of saved pages beside other extractors'.

GOLD_DIR holds gold.jsonl, html/ID.html.gz and score.py, whose figures these are. All run in this process on
the same pages; the peers are given the decoded text. The times are CPU seconds without the reading of files,
the rates those of the news pages. Last comes the paired bootstrap of the body, ours minus trafilatura's.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import fmean
from types import ModuleType

from benchmarks.extract_articles import predict
from benchmarks.peers import PEERS, Reader
from crawler.reading.decoding import decode
from record.types import Json

OURS, RIVAL = "ours", "trafilatura"
RESAMPLES, SEED = 2_000, 7
Extractor = Callable[[Json, bytes, str], Json]  # (row of the gold, page as sent, as text) to a prediction


def in_chinese(row: Json) -> bool:
    return bool(row["lang"] == "zh")


def in_english(row: Json) -> bool:
    return bool(row["lang"] == "en")


GROUPS: dict[str, Callable[[Json], bool]] = {
    "zh news": lambda row: in_chinese(row) and row["kind"] == "news",
    "en aeb": lambda row: in_english(row) and row["id"].startswith("aeb"),
    "en fundus": lambda row: in_english(row) and row["id"].startswith("fundus"),
}
COLUMNS = (*GROUPS, "title zh", "title en", "loose en", "date zh", "date en", "pages/s")


@dataclass(frozen=True, slots=True)
class Run:
    """What one extractor read: its predictions by the id of the page, and how fast."""

    name: str
    predictions: dict[str, Json]
    rate: float  # news pages a CPU second
    failures: Counter[str]


@dataclass(frozen=True, slots=True)
class Interval:
    """The mean of paired differences, the middle 95 % of its resamples, and their share above nought."""

    mean: float
    low: float
    high: float
    positive: float


def bootstrap(differences: Sequence[float], resamples: int = RESAMPLES, seed: int = SEED) -> Interval:
    """Of one difference a page. The same seed gives the same interval."""
    pick = random.Random(seed)
    means = sorted(fmean(pick.choices(differences, k=len(differences))) for _ in range(resamples))
    edge = int(0.025 * resamples)
    positive = sum(mean > 0 for mean in means) / resamples
    return Interval(fmean(differences), means[edge], means[-1 - edge], positive)


def load_scorer(gold: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", gold / "score.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"{gold / 'score.py'} is no module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def extractors(names: Iterable[str]) -> Iterator[tuple[str, Extractor]]:
    """Ours, then the peers that are installed; the others are told on stderr."""
    yield OURS, lambda row, page, _: predict(row["id"], page, _address(row), row["lang"])
    for name in names:
        try:
            yield name, partial(_by_peer, PEERS[name]())
        except ImportError as error:
            print(f"{name} is left out: {error}", file=sys.stderr)


def run(name: str, extract: Extractor, rows: Sequence[Json], gold: Path) -> Run:
    predictions: dict[str, Json] = {}
    failures: Counter[str] = Counter()
    spent: list[float] = []
    for row in rows:
        page = gzip.decompress((gold / "html" / f"{row['id']}.html.gz").read_bytes())
        text = decode(page)
        begun = time.process_time()
        try:
            predictions[row["id"]] = extract(row, page, text)
        except Exception as error:  # noqa: BLE001 - a peer may raise anything, and its other pages count
            predictions[row["id"]] = {}
            failures[f"{type(error).__name__}: {error}".splitlines()[0]] += 1
        if row["kind"] == "news":
            spent.append(time.process_time() - begun)
    return Run(name, predictions, len(spent) / sum(spent) if sum(spent) else 0.0, failures)


def figures(scorer: ModuleType, rows: Sequence[Json], done: Run) -> list[float | None]:
    """One value a column; None where no page has the truth for it, or the extractor does not look for it."""

    def score(figure: str, belongs: Callable[[Json], bool]) -> float | None:
        value: float | None = scorer.score([r for r in rows if belongs(r)], done.predictions)[0].get(figure)
        return value

    bodies = [score("F1", belongs) for belongs in GROUPS.values()]
    titles = [score("title_ok", in_chinese), score("title_ok", in_english), score("title_loose", in_english)]
    dated = any(prediction.get("date") for prediction in done.predictions.values())
    dates = [score("date_ok", belongs) if dated else None for belongs in (in_chinese, in_english)]
    return [*bodies, *titles, *dates, done.rate]


def differences(scorer: ModuleType, rows: Sequence[Json], one: Run, other: Run) -> list[float]:
    """The body's F1 of `one` less that of `other`, for every page with a body."""

    def f1(row: Json, done: Run) -> float:
        body = done.predictions[row["id"]].get("body") or ""
        return float(scorer.prf([scorer.tpfpfn(row["body"], body, row["lang"] == "zh")])[2])

    return [f1(row, one) - f1(row, other) for row in rows if row.get("body")]


def table(scorer: ModuleType, rows: Sequence[Json], runs: Sequence[Run]) -> Iterator[str]:
    yield f"{'':17}" + "".join(f" {column:>9}" for column in COLUMNS)
    for done in runs:
        cells = ("-" if value is None else f"{value:.3f}" for value in figures(scorer, rows, done))
        yield f"{done.name:17}" + "".join(f" {cell:>9}" for cell in cells)
        for failure, pages in done.failures.items():
            yield f"  {pages} pages without an answer: {failure}"


def comparison(scorer: ModuleType, rows: Sequence[Json], ours: Run, rival: Run) -> Iterator[str]:
    yield f"body F1 a page, {ours.name} minus {rival.name}: mean [95 % of {RESAMPLES} resamples] above 0"
    for name, belongs in GROUPS.items():
        found = differences(scorer, [row for row in rows if belongs(row)], ours, rival)
        if found:
            at = bootstrap(found)
            edges = f"[{at.low:+.4f}, {at.high:+.4f}]"
            yield f"  {name:10} {at.mean:+.4f} {edges} {at.positive:.3f} ({len(found)} pages)"


def _by_peer(read: Reader, row: Json, _: bytes, text: str) -> Json:
    return read(text, _address(row), row["lang"])


def _address(row: Json) -> str:
    return row.get("url") or "https://example.com/"


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, metavar="GOLD_DIR")
    parser.add_argument(
        "--peers", nargs="*", choices=PEERS, metavar="PEER", help="only these; without names, all"
    )
    asked = parser.parse_args(argv)
    if not (asked.gold / "gold.jsonl").is_file():
        parser.error(f"{asked.gold / 'gold.jsonl'} is not there")
    scorer = load_scorer(asked.gold)
    rows = [json.loads(line) for line in (asked.gold / "gold.jsonl").read_text("utf-8").splitlines()]
    runs = [run(name, extract, rows, asked.gold) for name, extract in extractors(asked.peers or PEERS)]
    print("\n".join(table(scorer, rows, runs)))
    for rival in (done for done in runs if done.name == RIVAL):
        print("\n".join(comparison(scorer, rows, runs[0], rival)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
