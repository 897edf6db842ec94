"""The comparison of statements, on gold, finders and a scorer written here; then on the real gold."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from benchmarks import statements
from benchmarks.articles import load_scorer
from benchmarks.peers_statements import PEERS, Finder, load_regex
from benchmarks.process_memory import forget_peak, peak_megabytes
from benchmarks.statement_errors import Compared, add_up, compare, denial_lines, error_lines, worst
from benchmarks.statement_sets import load_set
from benchmarks.statement_targets import Target, denial_target
from record.people import load_people
from record.types import Json
from tests.conftest import SHARED

# Of the scorer's functions, those that the benchmark calls; tokens are words, and the closest pair first.
SCORER = """
import re


def tokens(text):
    return [(found.start(), found.end(), found.group().lower()) for found in re.finditer(r"\\w+", text)]


def cover(words, spans):
    return {at for at, (a, b, _) in enumerate(words) for start, end in spans if a >= start and b <= end}


def jac(one, other):
    return len(one & other) / len(one | other) if one | other else 0.0


def pair(gold, found, least):
    close = ((jac(g, p), -i, -j) for i, g in enumerate(gold) for j, p in enumerate(found))
    pairs = []
    for share, i, j in sorted(close, reverse=True):
        if share >= least and all(-i != a and -j != b for a, b, _ in pairs):
            pairs.append((-i, -j, share))
    return pairs


def speaker_ok(words, gold, found):
    if gold is None or found is None:
        return gold is found
    return bool(cover(words, [gold]) & cover(words, [found]))


def same(gold, found):
    return gold == found


def score(rows, predictions, target):
    found = {each["doc_id"]: each["statements"] for each in predictions}
    full = 100.0 if all(found.get(row["doc_id"]) for row in rows) else 0.0
    shares = {"speaker_acc": full, "who_acc": full, "stance_acc": None}
    shares["full_recall_by_kind"] = {"direct": [full, 1]}
    return {**shares, "full": {"P": full, "R": full, "F1": full}}
"""
TEXT = (
    "Ada Berg said that the Ohio plant opens in May. Nordlys denied a merger with the rival Solvind group. "
    "The mayor praised the wages and he asked for more buses."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "score.py").write_text(SCORER, "utf-8")
    row = {"doc_id": "ohio", "lang": "en", "text": TEXT, "statements": [GOLD[0]]}
    (tmp_path / "seed.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    return tmp_path


def said(words: str, speaker: str | None = None, **more: str) -> Json:
    """A statement whose words, and whose speaker's, stand in TEXT."""
    at = None if speaker is None else [TEXT.index(speaker), TEXT.index(speaker) + len(speaker)]
    content = [[TEXT.index(words), TEXT.index(words) + len(words)]]
    return {"content": content, "speaker": at, "kind": "indirect", **more}


GOLD = [
    said("the Ohio plant opens in May", "Ada Berg", who="Ada Berg", stance="claim"),
    said("a merger with the rival Solvind group", "Nordlys", who="Nordlys", stance="deny", kind="nominal"),
    said("the wages", "The mayor", who="the mayor", stance="judge"),
    said("for more buses", "The mayor", who="the mayor", stance="ask"),
]


def compared(
    folder: Path, found: Iterable[Json], gold: Iterable[Json] = GOLD, target: str = "all"
) -> Compared:
    row = {"doc_id": "ohio", "text": TEXT, "statements": list(gold)}
    return compare(load_scorer(folder), row, found, target)


# ---------------------------------------------------------------- the classes of errors


@pytest.mark.parametrize(
    ("found", "error"),
    [
        ([], "nothing near"),
        ([said("The mayor praised the wages", "Ada Berg")], "nothing near"),
        ([said("a merger with the rival Solvind group", "Ada Berg")], "wrong speaker"),
        ([said("a merger with the rival Solvind group")], "wrong speaker"),
        ([said("a merger", "Nordlys")], "too short"),
        ([said("in May. Nordlys denied a merger with the rival Solvind group", "Nordlys")], "too long"),
        ([said("rival Solvind group. The mayor praised", "Nordlys")], "shifted"),
        ([said("a merger with", "Nordlys"), said("rival Solvind group", "Nordlys")], "split"),
    ],
)
def test_what_is_missed_has_its_class(folder: Path, found: list[Json], error: str) -> None:
    done = compared(folder, found, GOLD[1:2])
    assert {name: count for name, count in done.errors.items() if count and name != "no gold near"} == {
        error: 1
    }
    assert (done.gold, done.right, done.kinds["nominal", error]) == (1, 0, 1)


def test_one_span_over_two_of_the_gold_has_merged_both(folder: Path) -> None:
    done = compared(folder, [said("the wages and he asked for more buses", "The mayor")], GOLD[2:])
    assert +done.errors == {"merged": 2}


def test_what_is_had_is_no_error(folder: Path) -> None:
    done = compared(folder, GOLD)
    assert (done.right, done.wrong, +done.errors) == (4, 0, {})


def test_a_span_beside_the_gold_is_false_and_one_that_overlaps_it_is_not_counted_twice(folder: Path) -> None:
    found = [said("a merger", "Nordlys"), said("The mayor praised the wages", "The mayor")]
    done = compared(folder, found, GOLD[1:2])
    assert +done.errors == {"too short": 1, "no gold near": 1}
    assert "    2 found and not right, 1 of them with no gold near" in "\n".join(error_lines(done))


def test_beliefs_are_neither_asked_for_nor_wrong_where_speech_is_wanted(folder: Path) -> None:
    gold = [GOLD[0], {**GOLD[1], "cls": "other"}]
    done = compared(folder, gold, gold, target="speech")
    assert (done.gold, done.found, done.right) == (1, 1, 1)
    assert compared(folder, gold, gold).found == 2


def test_every_denial_has_its_verdict_and_every_stance_its_cell(folder: Path) -> None:
    taken = compared(folder, [{**GOLD[1], "stance": "claim"}])
    assert [denial.verdict for denial in taken.denials] == ["claim"]
    assert taken.stances["deny", "claim"] == 1
    lost = compared(folder, [GOLD[0]])
    assert lost.stances["deny", "not found"] == 1
    assert list(denial_lines(lost)) == ["not found ohio: Nordlys: a merger with the rival Solvind group"]
    assert list(denial_target([taken, lost, compared(folder, GOLD)])) == [
        Target("denials found as denials, %", 100 / 3, 90)
    ]


def test_a_wrong_person_is_told_with_the_right_one(folder: Path) -> None:
    done = compared(folder, [{**GOLD[0], "who": "Nordlys"}], GOLD[:1])
    assert done.strangers == [("ohio", "Ada Berg", "Nordlys")]


def test_the_worst_documents_come_first_and_a_faultless_one_never() -> None:
    documents = [
        Compared("fine", 3, 3, 3),
        Compared("b", 2, 0, 0),
        Compared("a", 2, 0, 0),
        Compared("c", 5, 5, 1),
    ]
    assert [each.doc_id for each in worst(documents, 2)] == ["c", "a"]
    total = add_up(documents)
    assert (total.gold, total.found, total.right, total.wrong) == (12, 8, 4, 12)


# ---------------------------------------------------------------- the command


def test_each_finder_has_a_line_and_each_target_a_verdict(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> Finder:
        raise ImportError("No module named 'textacy'")

    monkeypatch.setitem(PEERS, "textacy", missing)
    assert statements.main([str(folder), "--peers", "regex", "textacy"]) == 0
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert lines[0] == "== seed: 1 documents, 1 statements"
    assert [line.split()[:2] for line in lines[2:4]] == [["ours", "100.0"], ["regex", "100.0"]]
    assert lines[3].split()[6] == "-", "the baseline tells no stance"
    assert "TARGET met: seed full 100.0 (>= 100)" in lines
    assert any("MB of a worker after 1 texts (0 set aside) " in line for line in lines)
    assert "TARGET missed: seed stance_acc 0.0 (>= 100)" in lines
    assert told.err == "textacy is left out: No module named 'textacy'\n"


def test_a_folder_without_a_gold_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        statements.main([str(tmp_path)])
    assert "no gold in" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lang", "text", "who", "words"),
    [
        ("en", "“The plant opens in May,” Ada Berg said.", "Ada Berg", "The plant opens in May,"),
        ("en", "“The plant opens in May,” said Ada Berg.", "Ada Berg", "The plant opens in May,"),
        ("en", "Ada Berg said: “The plant opens in May.”", "Ada Berg", "The plant opens in May."),
        ("en", "Ada Berg said that the plant opens in May.", "Ada Berg", "the plant opens in May"),
        ("zh", "贝格表示：“工厂五月开业。”", "贝格", "工厂五月开业。"),
        ("zh", "贝格表示，工厂五月开业。", "贝格", "工厂五月开业"),
    ],
)
def test_the_plain_baseline_finds_what_is_plain(lang: str, text: str, who: str, words: str) -> None:
    (found,) = load_regex()({"lang": lang, "text": text})
    ((start, end),) = found["content"]
    assert (found["who"], text[start:end]) == (who, words)


def test_the_peak_of_this_process_is_counted_anew() -> None:
    before = forget_peak()
    if before is None:
        pytest.skip("this system has no such count")
    filled = bytearray(b"x" * 80_000_000)
    peak = peak_megabytes()
    assert peak is not None
    assert peak - before > 70
    del filled
    assert (forget_peak() or 0) < before + 40


# ---------------------------------------------------------------- the real gold


@pytest.mark.slow
def test_our_classes_of_error_agree_with_the_scorers_figures() -> None:
    gold = SHARED / "gold" / "statements"
    if not gold.is_dir():
        pytest.skip("the gold of statements (shared/gold/statements) is not here")
    people = load_people()[0]
    for name in ("seed", "news.en", "news.zh"):
        documents = load_set(gold, name)
        done = statements.run("ours", lambda: statements.ours(people), documents.rows)
        total, full = add_up(documents.compared(done)), documents.figures(done)["full"]
        assert (total.gold, total.found, total.right) == (full["gold"], full["pred"], full["tp"])
