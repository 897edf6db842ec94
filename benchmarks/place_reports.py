"""How long a new Report takes to find its Statement in a large record.

`python -m benchmarks.place_reports [--url sqlite:///x.db] [--statements 100000]` fills an empty record, then
records single Reports as the stage does, and prints milliseconds for each step. The words are made up: what
counts is how much there is, not what it says.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from sqlalchemy import Connection, insert

from record.clock import Clock
from record.placing import Candidate, Gist, Located, Placement, Quantity
from record.store import Record, open_record
from record.store.engine import write
from record.store.gistrows import gist_body, gist_vectors
from record.store.shapes import report_body
from record.store.tables import documents, origins, reports, revisions, sources, speakers, statements
from record.types import Report, Speaker
from statements.changes import amended
from statements.grouping import WINDOW, place
from statements.threads import answers_to

NOW = Clock().now()
BATCH = 2_000
WORDINGS = 2  # Reports of a Statement
TALKER = "talker"  # who says as much within the window as is ever looked at
TALKER_STATEMENTS = 1_000
QUIET_STATEMENTS = 100  # of each other Speaker
WORDS = [f"{a}{b}{c}" for a in ("ba", "do", "ki", "lu") for b in "aeiou" for c in ("n", "r", "st", "m", "x")]
Rows = list[dict[str, Any]]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="of an empty record; without it a file that is removed again")
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--reports", type=int, default=200, help="that are recorded and timed")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        record = open_record(given.url or f"sqlite:///{Path(folder)}/onrecord.db", Clock())
        began = perf_counter()
        fill(record, given.statements)
        print(f"{given.statements} statements written in {perf_counter() - began:.0f} s")
        for name in ("quiet-0", TALKER):
            print(name, *(line(step, times) for step, times in timed(record, name, given.reports).items()))
        record.close()


def line(step: str, seconds: Sequence[float]) -> str:
    p50, p99 = np.percentile(np.array(seconds) * 1000, [50, 99])
    return f"\n  {step}: p50 {p50:.1f} ms, p99 {p99:.1f} ms, first {seconds[0] * 1000:.1f} ms"


# ---------------------------------------------------------------- the record


def fill(record: Record, count: int) -> None:
    chance = random.Random(1)
    with write(record.engine) as connection:
        _add_places(connection, count)
        for first in range(0, count, BATCH):
            made = list(_statements(range(first, min(first + BATCH, count)), chance))
            connection.execute(insert(statements), [statement for statement, _ in made])
            connection.execute(insert(reports), [report for _, each in made for report in each])
    with record.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
        if connection.dialect.name == "postgresql":
            _set_sequences(connection)


def _add_places(connection: Connection, count: int) -> None:
    """The Source, its Documents and the Speakers."""
    connection.execute(insert(origins).values(key="site:news", added_at=NOW))
    source = {"id": "news/feed", "origin": "site:news", "name": "News", "added_at": NOW}
    connection.execute(insert(sources).values(**source))
    for first in range(0, count, BATCH):
        pages = [_document(each) for each in range(first, min(first + BATCH, count))]
        connection.execute(insert(documents), pages)
        connection.execute(insert(revisions), [_revision(page["id"], NOW) for page in pages])
    names = [TALKER, *(f"quiet-{number}" for number in range(count // QUIET_STATEMENTS + 1))]
    connection.execute(insert(speakers), [{"id": name, "kind": "person", "name": name} for name in names])


def _document(number: int) -> dict[str, Any]:
    url = f"https://news.example/{number}"
    shown = {"key": url, "url": url, "kind": "article", "state": "recorded", "outlet": "News"}
    times = {"first_seen_at": NOW, "done_at": NOW}
    return {**shown, **times, "id": number + 1, "source_id": "news/feed", "baseline": False}


def _revision(id: int, done_at: datetime | None) -> dict[str, Any]:
    shown = {"title": "", "text": "words", "authors": [], "content_hash": str(id)}
    times = {"observed_at": NOW, "published_at": NOW, "done_at": done_at}
    return {**shown, **times, "id": id, "document_id": id, "source_id": "news/feed"}


def _statements(numbers: range, chance: random.Random) -> Iterator[tuple[dict[str, Any], Rows]]:
    for number in numbers:
        quiet = f"quiet-{number // QUIET_STATEMENTS}"
        name = TALKER if number < TALKER_STATEMENTS else quiet
        said_at = NOW - timedelta(days=chance.uniform(0, 20 if name == TALKER else 200))
        found = [located(name, chance) for _ in range(WORDINGS)]
        first = found[0].report
        yield (
            {
                "id": number + 1,
                "public_id": f"st_{number}",
                "speaker_id": name,
                "polarity": first.polarity,
                "stance": first.stance,
                "text": first.text,
                "said_at": said_at,
                "first_seen_at": said_at,
            },
            [_report(number, WORDINGS * number + n, each, said_at) for n, each in enumerate(found)],
        )


def _report(number: int, id: int, found: Located, said_at: datetime) -> dict[str, Any]:
    return {
        "id": id + 1,
        "statement_id": number + 1,
        "revision_id": number + 1,
        "document_id": number + 1,
        "speaker_id": found.report.speaker.id,
        "fingerprint": str(id),
        "first_party": False,
        "polarity": found.report.polarity,
        "said_at": said_at,
        "recorded_at": NOW,
        "body": report_body(found.report),
        "gist": gist_body(found.gist),
        "vectors": gist_vectors(found.gist),
    }


def _set_sequences(connection: Connection) -> None:
    """The ids were given by hand."""
    for table in ("documents", "revisions", "statements", "reports"):
        newest = f"(SELECT max(id) FROM {table})"
        connection.exec_driver_sql(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {newest})")


def located(name: str, chance: random.Random) -> Located:
    """A Report of 12 words with a Gist of the usual size."""
    text = " ".join(chance.choices(WORDS, k=12))
    vector = np.random.default_rng(chance.randrange(2**32)).normal(size=1024).astype(np.float32)
    halves = [half / np.linalg.norm(half) for half in (vector[:512], vector[512:])]
    said, around = (half.astype(np.float16).tobytes() for half in halves)
    number = (Quantity(chance.randrange(100), 100, "%"),) if chance.random() < 0.3 else ()
    gist = Gist("en", said, around, frozenset(text.split()), number)
    stance = chance.choice(("claim", "deny", "plan"))
    return Located(_said(text, Speaker(name, "person", name), stance), gist)


def _said(text: str, speaker: Speaker, stance: Any) -> Report:
    whole = (0, len(text))
    return Report(
        content=(whole,),
        cue=None,
        mention=None,
        sentence=whole,
        text=text,
        speaker=speaker,
        who=speaker.name,
        org=None,
        role=None,
        kind="indirect",
        stance=stance,
        polarity="negative" if stance == "deny" else "positive",
        provenance="paraphrase",
    )


# ---------------------------------------------------------------- timing


def timed(record: Record, name: str, count: int) -> dict[str, list[float]]:
    """Seconds of the whole transaction, and of `place` within it; the first is with nothing remembered."""
    chance, whole, placing = random.Random(name), list[float](), list[float]()

    def clocked(found: Located, said_at: datetime, candidates: Sequence[Candidate]) -> Placement:
        began = perf_counter()
        answer = place(found, said_at, candidates)
        placing.append(perf_counter() - began)
        return answer

    place(located(name, chance), NOW, [])  # what it reads once, it has read
    for number in range(count):
        claimed = _claim(record, f"{name}-{number}")
        found = replace(located(name, chance), document_id=claimed.revision.document.id)
        began = perf_counter()
        record.intake.record_reports(claimed, [found], clocked, WINDOW, answer=answers_to, amend=amended)
        whole.append(perf_counter() - began)
    return {"recorded": whole, "of that `place`": placing}


def _claim(record: Record, name: str) -> Any:
    with write(record.engine) as connection:
        page = {**_document(0), "key": name, "url": name}
        del page["id"]
        made = insert(documents).values(**page).returning(documents.c.id)
        document_id = connection.execute(made).scalar_one()
        shown = {**_revision(document_id, None), "content_hash": name}
        del shown["id"]
        connection.execute(insert(revisions).values(**shown))
    (claimed,) = record.intake.claim_revisions(1)
    return claimed


if __name__ == "__main__":
    main()
