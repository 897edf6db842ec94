"""The latency ledger as it is shown: docs/latency.md has these very lines."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from alerts.latency import reckon
from ops.latencytable import as_json, print_ledger
from record.passage import Passage

DOCS = Path(__file__).resolve().parents[2] / "docs" / "latency.md"
SINCE = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)
USUAL = {  # seconds after the one before
    "published": 0.0,
    "listed": 45.0,
    "fetched": 1.1,
    "recorded": 0.1,
    "extracted": 0.9,
    "matched": 0.1,
    "decided": 0.0,
    "due": 0.0,
    "delivered": 0.6,
}


def told(number: int, source: str = "wire", **slower: float) -> Passage:
    at = SINCE + timedelta(minutes=number)
    times = {}
    for name, usual in USUAL.items():
        at += timedelta(seconds=slower.get(name, usual * (0.5 + number % 11 / 10)))
        times[name] = at
    key = f"{number * 2_654_435_761 % 2**32:08x}"
    return Passage(
        statement=f"st_{number:04d}", source=source, channel="exec-slack", delivery=key, said=None, **times
    )


def many() -> list[Passage]:
    ours = [told(number) for number in range(60)]
    paper = [told(number, "paper", listed=240 + 9 * number) for number in range(60, 90)]
    waited = [replace(told(90, due=6 * 3600), channel="desk-mail"), told(91, "paper", delivered=75)]
    return [*ours, *paper, *waited]


def test_the_docs_show_it_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    print_ledger(reckon(many()), SINCE, ZoneInfo("Asia/Shanghai"))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "92 told since 16 Nov 09:00 CST"
    shown = "\n".join(f"    {line}".rstrip() for line in lines)
    assert shown in DOCS.read_text("utf-8")


def test_where_nothing_was_told_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    print_ledger(reckon([]), SINCE, ZoneInfo("UTC"))
    assert capsys.readouterr().out == "nothing was delivered since 16 Nov 01:00 UTC\n"


def test_as_json_every_source_and_channel_has_every_step() -> None:
    shown = json.loads(json.dumps(as_json(reckon(many()), SINCE)))
    assert shown["since"] == "2026-11-16T01:00:00+00:00"
    assert set(shown["sources"]) == {"wire", "paper"}
    assert shown["channels"]["desk-mail"]["ours"]["count"] == 1
    steps = {step["from"]: step for step in shown["sources"]["paper"]["steps"]}
    assert (steps["published"]["part"], steps["due"]["part"]) == ("theirs", "ours")
    assert steps["published"]["count"] == 31
    slowest = shown["slowest"][0]
    assert (slowest["statement"], slowest["source"]) == ("st_0091", "paper")
    assert slowest["said"] is None
    assert slowest["ours"] > 75


def test_as_json_nothing_is_empty_and_no_error() -> None:
    shown = as_json(reckon([]), SINCE)
    assert (shown["sources"], shown["all"]) == ({}, {"steps": [], "ours": None})
