"""How quickly the past is judged: python -m benchmarks.backtest RECORD.db [--statements N] [--watches N]

The record is filled once, with invented Statements of two Events each in seven; the naive peer judges each
watch by its rule alone on the first Statements. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from alerts.backtest import backtest
from alerts.knowing import know_speaker
from alerts.rules import parse
from alerts.rules.matcher import match
from alerts.rules.scope import scope_of
from alerts.watches import Watch, Watchlist
from benchmarks.process_memory import most_megabytes
from record.clock import Clock
from record.people import load_people
from record.store import Record, open_record
from record.store.engine import write
from record.store.shapes import report_body
from record.store.tables import documents, events, origins, reports, revisions, sources, speakers, statements
from record.types import Report, Speaker

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
CHUNK = 2_000
NAIVE = 500  # Statements that the peer judges
ENGLISH = [
    "battery", "factory", "market", "plan", "price", "launch", "sedan", "chip", "phone", "margin",
    "quarter", "tariff", "Europe", "California", "robot", "driver", "safety", "recall", "investment",
    "supply", "partner", "model", "charging", "export", "dealer", "subsidy", "software", "engine",
    "range", "profit", "share", "revenue", "patent", "lawsuit", "autonomy", "sensor", "memory", "wafer",
    "tablet", "camera", "satellite", "cloud", "data", "India",
]  # fmt: skip
CHINESE = [
    "美国", "市场", "电池", "工厂", "价格", "上市", "芯片", "手机", "利润", "欧洲", "关税", "机器人", "安全",
    "投资", "供应", "合作", "出口", "补贴", "软件", "专利",
]  # fmt: skip
COMMON = [
    "we", "will", "not", "have", "the", "a", "our", "in", "of", "to", "and", "for", "this", "year",
    "next", "it", "is", "that", "with", "more", "on",
]  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    known = {speaker.id: speaker for speaker in load_people()[0].all() if speaker.kind == "person"}
    fresh = not options.record.exists()
    record = open_record(f"sqlite:///{options.record}", Clock())
    if fresh:
        fill(record, options.statements, list(known.values())[:60])
    watchlist = make_watchlist(options.watches, list(known)[:60])
    began, busy = time.perf_counter(), time.process_time()
    tested = backtest(record.replaying, watchlist, samples=3)
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    count = tested.stretch.statements
    shown = {
        "statements": count,
        "events": tested.stretch.events,
        "watches": options.watches,
        "hits": sum(each.total for each in tested.fires),
        "seconds": round(seconds, 2),
        "cpu_seconds": round(busy, 2),
        "statements_per_s": round(count / seconds),
        "naive_statements_per_s": round(naive_rate(record, watchlist)),
        "rss_mb": round(most_megabytes()),
    }
    record.close()
    print(json.dumps(shown))
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.backtest", description=__doc__)
    parser.add_argument("record", type=Path)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--watches", type=int, default=100)
    return parser.parse_args(arguments)


def naive_rate(record: Record, watchlist: Watchlist) -> float:
    """Statements a second where every rule is judged by itself."""
    found = list(record.replaying.latest(most=NAIVE))
    began = time.perf_counter()
    for evidence in found:
        scope = scope_of(know_speaker(evidence, watchlist.people), watchlist.people)
        for watch in watchlist.watches:
            if watch.rule:
                match(watch.rule, scope)
    return len(found) / (time.perf_counter() - began)


def make_watchlist(count: int, people: Sequence[str]) -> Watchlist:
    """Rules as users write them; half of the watches name people."""
    chance = random.Random(7)
    watches = []
    for number in range(count):
        one, two, three = chance.sample(ENGLISH, 3)
        han = chance.choice(CHINESE)
        rule = chance.choice(
            (
                f"({one} AND {two}) OR ({han} AND {three})",
                f'"{one} {two}" OR {one} NEAR/4 {three}',
                f"({one} OR {han}) AND {two} NOT {three}",
            )
        )
        named = tuple(chance.sample(list(people), 5)) if number % 2 else ()
        watches.append(Watch(f"w{number}", f"Watch {number}", named, parse(rule).rule, rule, ("desk",)))
    return Watchlist(tuple(watches), {}, load_people()[0])


def fill(record: Record, count: int, people: Sequence[Speaker]) -> None:
    """Bulk rows as the stages write them: one Document, Revision and Report for each Event."""
    chance = random.Random(1)
    with write(record.engine) as connection:
        connection.execute(
            insert(speakers), [{"id": each.id, "kind": each.kind, "name": each.name} for each in people]
        )
        _fill_source(connection)
    for first in range(1, count + 1, CHUNK):
        numbers = range(first, min(first + CHUNK, count + 1))
        with write(record.engine) as connection:
            _fill_statements(connection, numbers, people, chance)


def _fill_source(connection: Connection) -> None:
    record = {"key": "site:bench", "added_at": BEGAN}
    connection.execute(insert(origins).values(**record))
    source = {"id": "bench/feed", "origin": "site:bench", "name": "Bench", "added_at": BEGAN}
    connection.execute(insert(sources).values(**source))


def _fill_statements(
    connection: Connection, numbers: range, people: Sequence[Speaker], chance: random.Random
) -> None:
    rows: dict[Any, list[dict[str, Any]]] = {
        table: [] for table in (documents, revisions, statements, reports, events)
    }
    for number in numbers:
        speaker = people[min(int(chance.expovariate(0.1)), len(people) - 1)]
        for again in range(1 + (number % 7 == 0)):
            for table, row in _rows(number, again, speaker, chance):
                rows[table].append(row)
    for table, made in rows.items():
        connection.execute(insert(table), made)


def _rows(
    number: int, again: int, speaker: Speaker, chance: random.Random
) -> Iterator[tuple[Any, dict[str, Any]]]:
    id, at = number * 2 + again, BEGAN + timedelta(minutes=4 * number + again)
    chinese = chance.random() < 0.5
    said, around = _sentence(chance, chinese, 30), [_sentence(chance, chinese, 80) for _ in range(4)]
    text = "\n".join([*around[:2], said, *around[2:]])
    start = text.index(said)
    span = (start, start + len(said))
    report = Report(
        (span,), None, None, span, said, speaker, speaker.name, None, None, "direct", "claim", "positive",
        "direct-quote",
    )  # fmt: skip
    moments = {"published_at": at, "observed_at": at}
    key = f"https://bench.example/{id}"
    seen = {"source_id": "bench/feed", "first_seen_at": at, "baseline": False, "state": "recorded"}
    yield documents, {"id": id, "key": key, "kind": "article", "url": key, "outlet": "Bench", **seen}
    title = _sentence(chance, chinese, 8)
    body = {"source_id": "bench/feed", "title": title, "text": text, "lang": "zh" if chinese else "en"}
    stamp = {"authors": [], "content_hash": str(id), "done_at": at}
    yield revisions, {"id": id, "document_id": id, **body, **moments, **stamp}
    if not again:
        words = {"polarity": "positive", "stance": "claim", "text": said, "first_seen_at": at}
        yield statements, {"id": number, "public_id": f"st_{number}", "speaker_id": speaker.id, **words}
    mine = {"statement_id": number, "revision_id": id, "document_id": id, "speaker_id": speaker.id}
    facts = {"fingerprint": str(id), "first_party": False, "polarity": "positive", "said_at": at}
    yield reports, {"id": id, **mine, **facts, "recorded_at": at, "body": report_body(report)}
    happened: dict[str, Any] = {
        "kind": "reported" if again else "new",
        "at": at,
        "batch": f"revision:{id}",
        "data": {},
    }
    yield events, {"id": id, "statement_id": number, "report_id": id, "done_at": at, **happened}


def _sentence(chance: random.Random, chinese: bool, words: int) -> str:
    if chinese:
        common = "我们今年明年会不会在这个的和了"
        return "".join(
            chance.choice(CHINESE) if chance.random() < 0.1 else chance.choice(common) for _ in range(words)
        )
    return " ".join(
        chance.choice(ENGLISH) if chance.random() < 0.15 else chance.choice(COMMON) for _ in range(words)
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
