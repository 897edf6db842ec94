"""The acceptance interfaces say what the service records: the same Article, the same Reports."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import extract_articles, extract_statements
from record.clock import Clock
from record.types import Evidence
from tests.crawler import pages
from tests.end_to_end.house import House, open_house

TITLE = "Xiaomi chief rules out the US market"
STORY = (
    "Xiaomi has no plan to enter the US market with its cars, its chief executive Lei Jun said on Monday.",
    "“We have enough to do at home,” Lei Jun told reporters in Beijing. He suggested that the car which was "
    "photographed in California had been bought by another company.",
    "Ford denied that it was in talks with Xiaomi about a joint venture. The shares of both companies rose.",
)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path, f"sqlite:///{tmp_path}/onrecord.db") as opened:
        yield opened


def as_row(evidence: Evidence) -> tuple[object, ...]:
    report = evidence.report
    cue = list(report.cue) if report.cue else None
    content = [list(piece) for piece in report.content]
    return content, cue, report.who, report.speaker.id, report.org, report.kind, report.stance, report.venue


@pytest.mark.slow
def test_the_benchmarks_find_what_the_crawl_records(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now = Clock().now()
    url = house.report("story", TITLE, STORY, now)
    house.once()
    with house.record() as record:
        found = sorted(
            (evidence for statement in record.reading.statements_at(url) for evidence in statement.reports),
            key=lambda evidence: evidence.report.content,
        )
    assert len(found) >= 3
    revision = found[0].revision

    (tmp_path / "html").mkdir()
    page = pages.article(TITLE, STORY, date=now.isoformat())
    (tmp_path / "html" / "a.html.gz").write_bytes(gzip.compress(page.encode()))
    (tmp_path / "gold.jsonl").write_text(json.dumps({"id": "a", "url": url, "lang": "en"}) + "\n", "utf-8")
    extract_articles.main([str(tmp_path)])
    article, summary = map(json.loads, capsys.readouterr().out.splitlines())
    assert (article["title"], article["body"]) == (revision.title, revision.text)
    assert summary["id"] == "_summary"

    row = {"doc_id": "a", "lang": "en", "text": revision.text, "title": revision.title}
    (tmp_path / "docs.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    extract_statements.main([str(tmp_path / "docs.jsonl")])
    predicted, summary = map(json.loads, capsys.readouterr().out.splitlines())
    keys = ("content", "cue", "who", "speaker_id", "org", "kind", "stance", "channel")
    rows = sorted((tuple(each[key] for key in keys) for each in predicted["statements"]), key=str)
    assert rows == sorted(map(as_row, found), key=str)
    assert summary["doc_id"] == "_summary"
