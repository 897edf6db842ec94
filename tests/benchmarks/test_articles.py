"""The comparison with other extractors, on a gold of two pages and a scorer written here."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import articles
from benchmarks.articles import Run, bootstrap, comparison, load_scorer, main
from benchmarks.peers import PEERS, Reader
from tests.conftest import SHARED
from tests.crawler import pages

# Of the scorer's functions, those that the benchmark calls: a page is right or it is not.
SCORER = """
def tpfpfn(true, found, chinese):
    return (1.0, 0.0, 0.0) if true == found else (0.0, 1.0, 1.0)


def prf(counts):
    share = sum(right for right, _, _ in counts) / len(counts)
    return share, share, share


def score(rows, predictions):
    if not rows:
        return {}, []
    bodies = [tpfpfn(row["body"], predictions[row["id"]].get("body"), False) for row in rows]
    titles = [row["title"] == predictions[row["id"]].get("title") for row in rows]
    share = sum(titles) / len(titles)
    return {"F1": prf(bodies)[2], "title_ok": share, "title_loose": share, "date_ok": 1.0}, []
"""
STORIES = {
    "zh": ("北极星汽车将在俄亥俄州建厂", pages.CHINESE),
    "en": ("Nordlys to build in Ohio", pages.ENGLISH),
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "html").mkdir()
    (tmp_path / "score.py").write_text(SCORER, "utf-8")
    rows = []
    for lang, (title, paragraphs) in STORIES.items():
        id = f"aeb_{lang}"
        html = pages.article(title, paragraphs, date="2026-11-23T02:00:00Z", lang=lang)
        (tmp_path / "html" / f"{id}.html.gz").write_bytes(gzip.compress(html.encode()))
        body = "\n".join(paragraphs)
        rows.append({"id": id, "lang": lang, "kind": "news", "url": None, "title": title, "body": body})
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return tmp_path


def test_every_extractor_has_a_line_of_figures(
    gold: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The real one is no requirement of ours.
    undated = {"title": "Nordlys to build in Ohio", "body": "Text."}
    monkeypatch.setitem(PEERS, "readability-lxml", lambda: lambda *_: undated)
    assert main([str(gold), "--peers", "trafilatura", "readability-lxml"]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[:3]] == ["ours", "trafilatura", "readability-lxml"]
    assert lines[0].split()[1:4] == ["1.000", "1.000", "-"], "there is no page of the third group"
    assert lines[2].split()[-3:-1] == ["-", "-"], "readability looks for no date"
    assert "body F1 a page, ours minus trafilatura" in lines[3]
    assert head.split()[-1] == "pages/s"


def test_a_peer_that_is_not_installed_is_told_and_the_others_go_on(
    gold: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> Reader:
        raise ImportError("No module named 'newspaper'")

    monkeypatch.setitem(PEERS, "newspaper4k", missing)
    assert main([str(gold), "--peers", "newspaper4k"]) == 0
    told = capsys.readouterr()
    assert "newspaper4k is left out: No module named 'newspaper'" in told.err
    assert told.out.splitlines()[1].startswith("ours")


def test_a_page_that_a_peer_fails_at_counts_as_empty_and_is_told(
    gold: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(html: str, url: str, language: str) -> dict[str, str]:
        raise LookupError(f"no {language}")

    monkeypatch.setitem(PEERS, "trafilatura", lambda: read)
    main([str(gold), "--peers", "trafilatura"])
    out = capsys.readouterr().out
    assert "1 pages without an answer: LookupError: no zh" in out
    assert "zh news    +1.0000 [+1.0000, +1.0000] 1.000 (1 pages)" in out


def test_a_folder_without_a_gold_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([str(tmp_path)])
    assert "gold.jsonl is not there" in capsys.readouterr().err


# ---------------------------------------------------------------- the bootstrap


def test_the_same_seed_gives_the_same_interval() -> None:
    differences = [0.1, -0.2, 0.3, 0.05]
    assert bootstrap(differences) == bootstrap(differences)
    assert bootstrap(differences) != bootstrap(differences, seed=8)


def test_the_interval_holds_the_mean_and_narrows_with_more_pages() -> None:
    few, many = bootstrap([0.0, 0.2] * 5), bootstrap([0.0, 0.2] * 500)
    assert few.mean == many.mean == pytest.approx(0.1)
    assert few.low < many.low < 0.1 < many.high < few.high


def test_a_gain_on_every_page_is_above_nought_in_every_resample() -> None:
    found = bootstrap([0.1, 0.2, 0.3])
    assert (found.positive, found.low > 0) == (1.0, True)
    assert bootstrap([-0.1, -0.2]).positive == 0.0
    assert bootstrap([0.0, 0.0]).positive == 0.0


def test_pages_without_a_body_are_not_compared(gold: Path) -> None:
    rows = [{"id": "1", "lang": "en", "kind": "news", "body": None, "with": ["x"]}]
    done = Run("ours", {"1": {"body": "x"}}, 1.0, Counter())
    assert list(comparison(load_scorer(gold), rows, done, done))[1:] == []


# ---------------------------------------------------------------- the real gold


@pytest.mark.slow
def test_the_bodies_titles_and_dates_of_saved_pages_reach_what_the_issue_asks_for() -> None:
    gold = SHARED / "gold" / "articles"
    if not gold.is_dir():
        pytest.skip("the saved pages (shared/gold/articles) are not here")
    scorer = load_scorer(gold)
    rows = [json.loads(line) for line in (gold / "gold.jsonl").read_text("utf-8").splitlines()]
    done = articles.run("ours", dict(articles.extractors([]))["ours"], rows, gold)
    shares = articles.figures(scorer, rows, done)[:-1]
    least = (0.955, 0.978, 0.98, 0.98, 0.88, 0.9, 0.98, 0.95)  # bodies, titles, dates
    assert [pair for pair in zip(shares, least, strict=True) if (pair[0] or 0) < pair[1]] == []
