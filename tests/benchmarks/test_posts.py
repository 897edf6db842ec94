"""The table of recorded payloads, on payloads that are written here."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks import posts
from benchmarks.posts import main
from crawler.reading.answers import Answer
from record.types import Outcome, Post, Source
from tests.conftest import SHARED
from tests.crawler import mblogpages, pages
from tests.crawler.mirrors.expected import Expected, Payload, Refusal, digest
from tests.crawler.mirrors.mutations import MUTATIONS, Mutation

Reader = Callable[[Answer, Source, datetime], tuple[Post, ...]]
AT = datetime(2026, 11, 20, 9, 30, 5, tzinfo=UTC)
MID = mblogpages.mid_at(AT)
BID = str(mblogpages.mblog(AT, "")["bid"])
WORDS = "北极星汽车明年上市。"
SHOWN = Expected(
    BID,
    MID,
    "2026-11-20 09:30:05",
    "北极星",
    digest(WORDS),
    region="北京",
    client="Xiaomi 17 Pro",
    counts=(120, 12_000, 1_000_000),
    raw="Fri Nov 20 17:30:05 +0800 2026",
)
FED = replace(SHOWN, edits=None, region="", client="", counts=None, raw="Fri, 20 Nov 2026 01:00:00 GMT")


def listed(*posts: Expected) -> Payload:
    return Payload("list.json", "weibo", mblogpages.UID, "雷军", posts)


def misreading(reader: Reader, mutated: Callable[[Post], Post]) -> Reader:
    return lambda answer, source, now: tuple(map(mutated, reader(answer, source, now)))


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list, a feed whose date is hours off, and a refusal."""
    folder = tmp_path / "weibo"
    folder.mkdir()
    (folder / "list.json").write_text(json.dumps(mblogpages.listing(mblogpages.mblog(AT, WORDS))), "utf-8")
    (folder / "feed.rss").write_bytes(pages.hub_rss((BID, WORDS)))
    (folder / "captcha.json").write_text(json.dumps(mblogpages.CAPTCHA), "utf-8")
    cases = (
        listed(SHOWN),
        Payload("feed.rss", "rsshub", pages.UID, "雷军", (FED,)),
    )
    monkeypatch.setattr(posts, "PAYLOADS", cases)
    monkeypatch.setattr(
        posts, "REFUSALS", (Refusal("captcha.json", "weibo", 200, Outcome.BLOCKED, "captcha"),)
    )
    return tmp_path


def summary(capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    told: dict[str, int] = json.loads(capsys.readouterr().out.splitlines()[-1])
    return {name: told[name] for name in ("expected", "found", "wrong", "lost", "twice", "refusals")}


def test_what_is_read_as_it_stands_there_is_no_fault(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(shared)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == ["list.json", "weibo", "json", "1", "1", "0", "0", "0", "-", "-"]
    assert lines[2].split() == ["feed.rss", "rsshub", "rss", "1", "1", "0", "0", "0", "1", "1"]
    assert lines[3].split() == ["all", "2", "2", "0", "0", "0", "1", "1"]


def test_a_field_that_differs_is_named_and_counts(
    shared: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(SHOWN, pinned=True, at="2026-11-20 09:30:07")
    monkeypatch.setattr(posts, "PAYLOADS", (listed(other),))
    assert main([str(shared)]) == 1
    told = capsys.readouterr()
    assert told.err.splitlines() == [f"list.json: weibo:{MID} time", f"list.json: weibo:{MID} pinned"]
    assert json.loads(told.out.splitlines()[-1])["wrong"] == 2


@pytest.mark.parametrize("mutation", MUTATIONS.values(), ids=MUTATIONS)
def test_whatever_is_read_wrong_counts(
    shared: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, mutation: Mutation
) -> None:
    field, mutated = mutation
    for name, reader in posts.READERS.items():
        monkeypatch.setitem(posts.READERS, name, misreading(reader, mutated))
    assert main([str(shared)]) == 1
    told = capsys.readouterr()
    assert told.err.splitlines() == [f"{name}: weibo:{MID} {field}" for name in ("list.json", "feed.rss")]
    assert json.loads(told.out.splitlines()[-1])["wrong"] == 2


def test_the_folder_of_the_payloads_will_do_too(shared: Path) -> None:
    assert main([str(shared / "weibo")]) == 0


@pytest.mark.parametrize(
    ("expected", "lost", "twice"), [((SHOWN, replace(SHOWN, mid="4")), 1, 0), ((), 0, 1)]
)
def test_posts_that_are_missing_or_too_many_count(
    shared: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    expected: tuple[Expected, ...],
    lost: int,
    twice: int,
) -> None:
    monkeypatch.setattr(posts, "PAYLOADS", (listed(*expected),))
    assert main([str(shared)]) == 1
    told = summary(capsys)
    assert (told["lost"], told["twice"]) == (lost, twice)


def test_a_refusal_that_is_taken_for_something_else_is_a_fault(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shared / "weibo" / "captcha.json").write_text(json.dumps(mblogpages.NOTHING), "utf-8")
    assert main([str(shared)]) == 1
    assert summary(capsys)["refusals"] == 0


def test_without_the_payloads_it_says_where_they_should_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([str(tmp_path)])
    assert "weibo is not there" in capsys.readouterr().err


def test_nothing_recorded_is_lost_or_wrong_or_twice(capsys: pytest.CaptureFixture[str]) -> None:
    if not (SHARED / "weibo").is_dir():
        pytest.skip("the recorded payloads (shared/weibo) are not here")
    assert main([str(SHARED)]) == 0
    told = summary(capsys)
    assert told == {"expected": 160, "found": 160, "wrong": 0, "lost": 0, "twice": 0, "refusals": 13}
