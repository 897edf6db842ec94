"""How fast many rules are matched, and whether the index agrees with judging each rule by itself.

    python -m benchmarks.match_rules RULES.jsonl.gz DOCS.jsonl.gz --n 1000 [--docs K] [--dump FILE] [--agree]
        [--against naive|yara|hyperscan|re2|all]

Rules are {"id", "when"}, documents {"id", "text"}: each is read as the words said. Folding is timed with the
matching, in one process. The documents are read twice: `docs_per_s` is of the second pass, as in a service
that knows the words of its languages; `first_docs_per_s` of the first. `rss_mb`: once all is built. The last
line is JSON; the dump has rows "rule id<TAB>document id".
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from alerts.rules.index import Index
from alerts.rules.matcher import judge
from alerts.rules.nodes import Rule
from alerts.rules.parser import parse
from alerts.rules.scope import Scope
from benchmarks.peers_rules import PEERS, measured
from benchmarks.process_memory import most_megabytes


@dataclass(slots=True)
class Run:
    """What one pass over the documents came to; times in seconds, one a document."""

    times: list[float]
    matches: list[tuple[str, str]]  # rule id, document id


def main() -> None:
    asked = _arguments().parse_args()
    began = time.perf_counter()
    index = Index((str(row["id"]), _rule(row["when"])) for row in islice(_lines(asked.rules), asked.n))
    index.hits(Scope.of("quote", "warm"))
    built = time.perf_counter() - began
    megabytes = round(most_megabytes())  # the matches that are kept below are not the index's
    first = _figures(_matched(index, islice(_lines(asked.docs_file), asked.docs)))
    run = _matched(index, islice(_lines(asked.docs_file), asked.docs))
    result: dict[str, Any] = _figures(run) | {"build_s": round(built, 2), "rss_mb": megabytes}
    result["first_docs_per_s"] = first["docs_per_s"]
    if asked.dump:
        asked.dump.write_text("".join(f"{rule}\t{doc}\n" for rule, doc in run.matches), "utf-8")
    rows = list(islice(_lines(asked.rules), asked.n))
    documents = list(islice(_lines(asked.docs_file), asked.docs))
    if asked.agree:
        result["differences"] = _differences(rows, documents, run)
    for peer in PEERS if asked.against == "all" else filter(None, [asked.against]):
        result[peer] = measured(peer, rows, [str(row["text"]) for row in documents])
        result[peer]["ratio"] = round(result["docs_per_s"] / result[peer]["docs_per_s"], 2)
    print(json.dumps(result))


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("rules", type=Path)
    parser.add_argument("docs_file", type=Path, metavar="docs")
    parser.add_argument("--n", type=int, help="only the first rules")
    parser.add_argument("--docs", type=int, help="only the first documents")
    parser.add_argument("--dump", type=Path)
    parser.add_argument("--agree", action="store_true", help="compare every decision with the naive one")
    parser.add_argument("--against", choices=[*PEERS, "all"])
    return parser


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _rule(when: str) -> Rule:
    parsed = parse(when)
    if parsed.rule is None:
        raise SystemExit(f"{when}: {parsed.problems[0].message}")
    return parsed.rule


def _matched(index: Index, documents: Iterator[dict[str, Any]]) -> Run:
    run = Run([], [])
    for document in documents:
        began = time.perf_counter()
        hits = index.hits(Scope.of("quote", str(document["text"])))
        run.times.append(time.perf_counter() - began)
        run.matches.extend((id, str(document["id"])) for id in hits)
    return run


def _figures(run: Run) -> dict[str, Any]:
    return {
        "docs_per_s": round(len(run.times) / sum(run.times), 1),
        "p50_ms": round(1000 * statistics.median(run.times), 3),
        "p99_ms": round(1000 * sorted(run.times)[int(0.99 * len(run.times))], 3),
        "matches": len(run.matches),
    }


def _differences(rows: list[dict[str, Any]], documents: list[dict[str, Any]], run: Run) -> int:
    rules = [(str(row["id"]), _rule(row["when"])) for row in rows]
    naive = set[tuple[str, str]]()
    for document in documents:
        scope = Scope.of("quote", str(document["text"]))
        naive.update((id, str(document["id"])) for id, rule in rules if judge(rule, scope).hit)
    different = naive ^ set(run.matches)
    for pair in sorted(different):
        print(f"rule {pair[0]}, document {pair[1]}: {'only' if pair in naive else 'not'} naive")
    print(f"{len(rules) * len(documents)} decisions, {len(different)} differences", file=sys.stderr)
    return len(different)


if __name__ == "__main__":
    main()
