"""Reports in, Statements out: python -m benchmarks.group_reports REPORTS.jsonl --people PEOPLE.jsonl

REPORTS has one JSON object a line: report (its id), text, content (what was said, a part of text), published
(ISO), perhaps lang and outlet; PEOPLE has name, and perhaps name_zh, company, company_zh. Stdout is one line
a report: {"report": id, "cluster": number}. The speaker is found from the text; a report is placed when it
was published, or with --shuffle SEED in some other order, by the product's own `place`.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.grouping.rows import BadRow, Row, read_lines, read_rows
from benchmarks.grouping.standing import group
from benchmarks.grouping.voices import read_voices
from statements.english import parsing
from statements.gists import load


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    try:
        rows = load_rows(options.reports, options.people)
    except (BadRow, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    for name, cluster in group(in_order(rows, options.shuffle)).items():
        print(json.dumps({"report": name, "cluster": cluster}, ensure_ascii=False))
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.group_reports", description=__doc__)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--people", type=Path, required=True)
    parser.add_argument("--shuffle", type=int, metavar="SEED")
    return parser.parse_args(arguments)


def load_rows(reports: Path, people: Path) -> list[Row]:
    """Errors: BadRow, OSError."""
    voices = read_voices(read_lines(people, ("name",)))
    lines = read_lines(reports)
    parsing.load()
    load()
    return list(read_rows(lines, voices))


def in_order(rows: Sequence[Row], seed: int | None = None) -> list[Row]:
    """As they were published; by a seed, shuffled."""
    ordered = sorted(rows, key=lambda row: (row.published, row.name))
    if seed is not None:
        random.Random(seed).shuffle(ordered)
    return ordered


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
