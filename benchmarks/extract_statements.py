"""Statements of documents, as the scorer takes them: python -m benchmarks.extract_statements DOCS.jsonl

DOCS has one JSON object a line: doc_id, lang, text, perhaps title. Stdout is JSON Lines only: one line a
document with doc_id and statements, then a summary. Offsets are Python character offsets into the given text.
It calls the `extract` that intake calls.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from record.people import People, load_people
from record.types import Document, Json, Report, Revision
from statements import extract
from statements.english import parsing

_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # roles hold by date; a benchmark's documents have none


def predict(row: Json, people: People) -> Json:
    """The scorer's row for one document."""
    document = Document(0, row["doc_id"], "article", "", "", _DAY)
    revision = Revision(0, document, "", _DAY, row.get("title") or "", row["text"], lang=row.get("lang"))
    reports = extract(revision, people)
    return {"doc_id": row["doc_id"], "statements": [as_row(report) for report in first_of_each(reports)]}


def first_of_each(reports: Iterable[Report]) -> list[Report]:
    """One Report an utterance: the gold has one where several speak together."""
    return list({(report.content, report.cue): report for report in reversed([*reports])}.values())[::-1]


def as_row(report: Report) -> Json:
    return {
        "content": [list(span) for span in report.content],
        "cue": list(report.cue) if report.cue else None,
        "speaker": list(report.mention) if report.mention else None,
        "who": report.who,
        "speaker_id": report.speaker.id,
        "org": report.org,
        "kind": report.kind,
        "stance": report.stance,
        "channel": report.venue,
    }


def predict_all(rows: Iterable[Json], people: People) -> Iterator[Json]:
    """Every document's row, then the summary; the time is that of the extraction alone."""
    parsing.load()  # as the pool does before the first document
    docs, spent = 0, 0.0
    for row in rows:
        begun = time.process_time()
        found = predict(row, people)
        spent += time.process_time() - begun
        docs += 1
        yield found
    yield {
        "doc_id": "_summary",
        "statements": [],
        "docs": docs,
        "docs_per_cpu_s": round(docs / max(spent, 1e-9), 1),
    }


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: python -m benchmarks.extract_statements DOCS.jsonl", file=sys.stderr)
        return 2
    path = Path(arguments[0])
    if not path.is_file():
        print(f"no such file: {path}", file=sys.stderr)
        return 2
    people, problems = load_people()
    for problem in problems:
        print(f"{problem.place} {problem.code} {problem.message}", file=sys.stderr)
    with path.open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines if line.strip())
        for row in predict_all(rows, people):
            print(json.dumps(row, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
