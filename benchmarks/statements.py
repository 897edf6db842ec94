"""python -m benchmarks.statements [SHARED]: our statements beside other finders', and where ours go wrong.

SHARED is the folder in which gold/statements/ lies, or that folder itself: SET.dev.jsonl, seed.jsonl and
score.py, whose figures these are. All run in this process on the same documents. `P`, `R`, `F1` ask for the
words and the speaker; `who` and `stance` are shares of the pairs that overlap by half; then the share of each
kind that is had in full, documents a CPU second with the model loaded, and megabytes above what the process
took before. After the table of a set: our errors by class, the worst documents, wrong persons, every denial
and what it was taken for, the stances gold and given. Where no sets are chosen, the memory of a process of
the pool comes next that reads all documents, and what lies in SHARED/badinput as if it were some. Last come
the targets, met or missed; the exit status does not tell them.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from benchmarks.extract_statements import predict
from benchmarks.peers_statements import PEERS, READS, Finder
from benchmarks.process_memory import forget_peak, peak_megabytes
from benchmarks.statement_errors import (
    Compared,
    add_up,
    denial_lines,
    error_lines,
    stance_lines,
    stranger_lines,
    worst,
    worst_lines,
)
from benchmarks.statement_sets import SETS, Run, Set, load_set
from benchmarks.statement_targets import Target, denial_target, targets, worker_target
from record.people import People, load_people
from record.types import Json
from statements.english import parsing

OURS = "ours"
SHARED = Path(__file__).resolve().parents[2] / "shared"
SEEN = (
    "The English weights that ship were fitted on the dev files of news.en and polnear: on these the figures "
    "flatter, and so do their targets. For unseen documents: python -m benchmarks.fit_statements --folds"
)
KINDS = ("direct", "indirect", "mixed", "nominal")
COLUMNS = ("P", "R", "F1", "speaker", "who", "stance", *KINDS, "docs/s", "MB")


def ours(people: People) -> Finder:
    """`extract` as the pool calls it, in a process that has its model."""
    parsing.load()

    def find(row: Json) -> list[Json]:
        with parsing.zone():
            statements: list[Json] = predict(row, people)["statements"]
            return statements

    return find


def run(name: str, load: Callable[[], Finder], rows: Sequence[Json]) -> Run:
    """The loading counts for the memory and not for the time. Errors: ImportError, from `load`."""
    before = forget_peak()
    find, predictions, spent = load(), [], 0.0
    for row in rows:
        begun = time.process_time()
        found = find(row)
        spent += time.process_time() - begun
        predictions.append({"doc_id": row["doc_id"], "statements": found})
    peak = peak_megabytes()
    above = None if peak is None or before is None else peak - before
    return Run(name, predictions, len(rows) / max(spent, 1e-9), above)


def run_all(rows: Set, people: People, peers: Iterable[str]) -> Iterator[Run]:
    """Ours, then the peers that read the set's language and are installed; the others are told on stderr."""
    yield run(OURS, partial(ours, people), rows.rows)
    for name in peers:
        if not rows.languages <= READS[name]:
            continue
        try:
            yield run(name, PEERS[name], rows.rows)
        except ImportError as error:
            print(f"{name} is left out: {error}", file=sys.stderr)


# ---------------------------------------------------------------- as lines


def table(documents: Set, runs: Iterable[Run]) -> Iterator[str]:
    size = f"{len(documents.rows)} documents, {documents.asked} statements"
    yield f"== {documents.name}: {size}"
    yield f"{'':8}" + "".join(f" {column:>8}" for column in COLUMNS)
    for done in runs:
        yield f"{done.name:8}" + "".join(f" {cell:>8}" for cell in _cells(documents.figures(done), done))


def _cells(figures: Json, done: Run) -> Iterator[str]:
    full, kinds = figures["full"], figures["full_recall_by_kind"]
    tells_stance = any(s.get("stance") for each in done.predictions for s in each["statements"])
    values = [
        *(full["P"], full["R"], full["F1"], figures["speaker_acc"], figures["who_acc"]),
        figures["stance_acc"] if tells_stance else None,
        *(kinds[kind][0] if kind in kinds else None for kind in KINDS),
        round(done.rate, 1),
        None if done.megabytes is None else round(done.megabytes),
    ]
    return ("-" if value is None else str(value) for value in values)


def analysis(compared: Sequence[Compared], most: int) -> Iterator[str]:
    """Where ours go wrong in one set."""
    total = add_up(compared)
    yield from _headed("errors", error_lines(total))
    yield from _headed(f"the {most} worst documents", worst_lines(worst(compared, most)))
    yield from _headed("wrong persons", stranger_lines(total))
    yield from _headed("denials", denial_lines(total))
    yield from _headed("stances", stance_lines(total))


def _headed(head: str, lines: Iterable[str]) -> Iterator[str]:
    told = list(lines)
    if told:
        yield f"-- {head}"
        yield from told


# ---------------------------------------------------------------- the command


def measure(sets: Iterable[Set], people: People, peers: Sequence[str], most: int) -> Iterator[str | Target]:
    """The lines of every set, and the targets."""
    every: list[Compared] = []
    for documents in sets:
        runs = list(run_all(documents, people, peers))
        compared = documents.compared(runs[0])
        yield from table(documents, runs)
        yield from analysis(compared, most)
        yield from targets(documents, runs[0])
        every += compared
    yield from denial_target(every)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED, metavar="SHARED")
    parser.add_argument("--sets", nargs="*", choices=SETS, metavar="SET", help=f"of {', '.join(SETS)}")
    parser.add_argument("--peers", nargs="*", choices=PEERS, metavar="PEER", help="only these; or none")
    parser.add_argument("--worst", type=int, default=20, metavar="N", help="documents (20)")
    asked = parser.parse_args(argv)
    inside = asked.shared / "gold" / "statements"
    folder = inside if inside.is_dir() else asked.shared
    names = [name for name in asked.sets or SETS if (folder / SETS[name]).is_file()]
    if not names:
        parser.error(f"no gold in {folder}")
    people, sets = load_people()[0], [load_set(folder, name) for name in names]
    kept: list[Target] = []
    for line in measure(sets, people, list(PEERS) if asked.peers is None else asked.peers, asked.worst):
        if isinstance(line, Target):
            kept.append(line)
        else:
            print(line, flush=True)
    print(SEEN)
    if not asked.sets:
        kept.append(worker_target(sets, people, asked.shared / "badinput"))
    print("\n".join(target.line for target in kept))
    return 0


if __name__ == "__main__":
    sys.exit(main())
