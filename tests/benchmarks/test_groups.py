"""The benchmarks of grouping, and floors under its figures on our own reports."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from benchmarks import group_reports
from benchmarks.grouping.figures import figures_of, touched_traps
from benchmarks.grouping.golds import load_golds
from benchmarks.grouping.standing import group
from benchmarks.grouping.voices import read_voices, voice_of
from tests.conftest import SHARED

GROUPS = ("b001", "b002", "b003", "b004")
OWN = Path(__file__).parents[1] / "statements" / "groups"
PEOPLE = [
    {"name": "Ada Berg", "name_zh": "贝格", "company": "Nordlys Ferries", "company_zh": "北光渡轮"},
    {"name": "Shen Lan", "name_zh": "沈岚", "company": "Kestrel", "company_zh": "红隼"},
]
REPORTS = [
    ("r1", "en", "Ada Berg said the ferry to Oslo will stop in May.", "the ferry to Oslo will stop in May"),
    ("r2", "zh", "北光渡轮CEO：去奥斯陆的渡轮五月停航。", "去奥斯陆的渡轮五月停航"),
    ("r3", "en", "Berg said fares would rise by 12%.", "fares would rise by 12%"),
    ("r4", "en", "Kestrel’s Shen said fares would rise by 12%.", "fares would rise by 12%"),
]


def write(folder: Path, name: str, rows: list[dict[str, str]]) -> str:
    path = folder / name
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return str(path)


def rows() -> list[dict[str, str]]:
    return [
        {"report": i, "lang": lang, "text": text, "content": words, "published": "2026-03-01T08:00:00Z"}
        for i, lang, text, words in REPORTS
    ]


def test_the_command_prints_the_statement_of_each_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [write(tmp_path, "r.jsonl", rows()), "--people", write(tmp_path, "p.jsonl", PEOPLE)]
    assert group_reports.main(arguments) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    clusters = {each["report"]: each["cluster"] for each in found}
    assert set(clusters) == {"r1", "r2", "r3", "r4"}
    assert clusters["r1"] == clusters["r2"]
    assert len(set(clusters.values())) == 3, "the same words of two people are two statements"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "r.jsonl:1: not JSON"),
        ("[]", "r.jsonl:1: no object"),
        ('{"report": "x"}', "r.jsonl:1: 'text' is missing or empty"),
        ('{"report": 1, "text": "t", "content": "c", "published": "then"}', "no ISO time: 'then'"),
    ],
)
def test_a_bad_line_is_told_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, told: str
) -> None:
    (tmp_path / "r.jsonl").write_text(line + "\n", "utf-8")
    arguments = [str(tmp_path / "r.jsonl"), "--people", write(tmp_path, "p.jsonl", PEOPLE)]
    assert group_reports.main(arguments) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Berg said so", "Ada Berg"),
        ("“So,” Berg said", "Ada Berg"),
        ("北光CEO：是的", "Ada Berg"),
        ("Nordlys chief: yes", "Ada Berg"),
        ("沈总说是的", "Shen Lan"),
        ("Kestrel's boss buys from Nordlys Ferries, says Shen", "Shen Lan"),
        ("Bergen is a town", None),
    ],
)
def test_who_speaks_is_found_from_the_text(text: str, name: str | None) -> None:
    found = voice_of(text, read_voices(PEOPLE))
    assert (found.speaker.name if found else None) == name


def test_the_figures_stay_above_their_floors_on_reports_of_our_own(tmp_path: Path) -> None:
    few = tmp_path / "b"
    few.mkdir()
    for name in ("people.jsonl", "traps.jsonl"):
        shutil.copy(OWN / "b" / name, few)
    lines = (OWN / "b" / "gold.jsonl").read_text("utf-8").splitlines(keepends=True)
    (few / "gold.jsonl").write_text("".join(line for line in lines if json.loads(line)["group"] in GROUPS))
    golds = load_golds([few])
    done = group(each.row for each in sorted(golds, key=lambda each: each.row.published))
    figures = figures_of(golds, done)
    assert figures.bcubed > 0.85
    assert figures.pairwise > 0.75


@pytest.mark.slow
def test_the_figures_of_the_annotated_reports_meet_their_targets() -> None:
    folder = SHARED / "gold" / "groups"
    if not folder.is_dir():
        pytest.skip("the gold of groups (shared/gold/groups) is not here")
    golds = load_golds([folder])
    done = group(each.row for each in sorted(golds, key=lambda each: each.row.published))
    figures = figures_of(golds, done)
    assert figures.bcubed >= 0.9
    assert figures.pairwise >= 0.85
    assert len(touched_traps(golds, done)) <= 3
