"""Mirrors that stand in for each other, and the direct source, over HTTP on a real record."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from pathlib import Path
from typing import Any

import pytest

from crawler.mirrors import weibo
from crawler.payloads.mids import bid_of, mid_of
from record.types import Account
from tests.crawler import mblogpages, pages
from tests.crawler.conftest import ROOT
from tests.crawler.site import Reply, Site

NOW = datetime.now(UTC)
HUB = f"/weibo/user/{pages.UID}/showRetweeted=1&displayVideo=0"
HOUR = 3_600
ACCOUNTS = {"lei-jun": pages.UID}
BOTH = {**ACCOUNTS, "lu-weibing": "2183473425"}
DIRECT = "format: weibo, direct: true"
MINT = "/visitor/genvisitor2"
LISTS = {name: weibo.address("", Account("weibo", uid)) for name, uid in BOTH.items()}


def bid_at(moment: datetime) -> str:
    return bid_of((int(moment.timestamp()) - 515_483_463) << 22)


OLD = [bid_at(NOW - timedelta(days=days)) for days in range(2, 11)]
PINNED = bid_at(NOW - timedelta(days=900))
NEW = bid_at(NOW + timedelta(minutes=30))


def timeline(*bids: str) -> Reply:
    return Reply(pages.hub_json(*[(bid, f"第 {bid} 条微博") for bid in bids]), "application/json")


DOWN = Reply(b'{"error":{"message":"Cookies expired"}}', "application/json", 503)


def in_turn(*replies: Reply) -> Callable[[Message], Reply]:
    """Another answer at each look; the last one from then on."""
    left = list(replies)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


@dataclass
class Rounds:
    """What the record has in the end, and the log."""

    path: Path
    log: str

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(query).fetchall()

    def polls(self) -> list[tuple[str, str, int]]:
        """(Source, outcome, how many were new) in order."""
        return self.rows("SELECT source_id, outcome, new FROM polls ORDER BY id")


def run(folder: Path, mirrors: str, *at: int, accounts: Mapping[str, str] = ACCOUNTS) -> Rounds:
    """Rounds of the posts spider, so many seconds from now."""
    (folder / "sources.yaml").write_text(mirrors, "utf-8")
    record = folder / "onrecord.db"
    plan = {
        "sources": str(folder / "sources.yaml"),
        "record": f"sqlite:///{record}",
        "spider": "posts",
        "accounts": accounts,
        "at": at,
    }
    (folder / "plan.json").write_text(json.dumps(plan))
    command = [sys.executable, "-m", "tests.crawler.recorded", str(folder / "plan.json")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return Rounds(record, done.stderr)


@pytest.fixture
def sites() -> Iterator[tuple[Site, Site]]:
    with Site().running() as first, Site().running() as second:
        yield first, second


def mirror(name: str, site: Site, more: str = "format: rsshub") -> str:
    return f"  - {{name: {name}, url: '{site.url}', allow_private: 127.0.0.0/8, {more}}}\n"


def test_a_fail_over_finds_the_new_post_and_no_old_one_and_nothing_comes_twice(
    tmp_path: Path, sites: tuple[Site, Site]
) -> None:
    first, second = sites
    first.pages[HUB] = in_turn(timeline(*OLD[:3]), DOWN, timeline(NEW, *OLD[:3]))
    second.pages[HUB] = timeline(PINNED, NEW, *OLD)
    rounds = run(tmp_path, f"mirrors:\n{mirror('a', first)}{mirror('b', second)}", 0, HOUR, 2 * HOUR)
    assert rounds.polls() == [
        ("a:lei-jun", "ok", 3),
        ("a:lei-jun", "blocked", 0),
        ("b:lei-jun", "ok", 8),
        ("a:lei-jun", "ok", 0),
    ]
    assert rounds.rows("SELECT key FROM documents WHERE NOT baseline") == [(f"weibo:{mid_of(NEW)}",)]
    assert len(rounds.rows("SELECT key FROM documents")) == len(OLD) + 2
    assert "a:lei-jun: blocked HTTP 503: Cookies expired: b:lei-jun is asked in its place" in rounds.log


def test_an_empty_list_of_one_that_has_posted_is_filled_by_the_next(
    tmp_path: Path, sites: tuple[Site, Site]
) -> None:
    first, second = sites
    first.pages[HUB] = in_turn(timeline(*OLD[:3]), timeline())
    second.pages[HUB] = timeline(NEW, *OLD[:3])
    rounds = run(tmp_path, f"mirrors:\n{mirror('a', first)}{mirror('b', second)}", 0, HOUR)
    assert [poll[:2] for poll in rounds.polls()][1:] == [("a:lei-jun", "empty"), ("b:lei-jun", "ok")]
    assert rounds.rows("SELECT key FROM documents WHERE NOT baseline") == [(f"weibo:{mid_of(NEW)}",)]


def test_the_direct_source_stops_at_the_first_block_for_all_accounts_and_over_a_restart(
    tmp_path: Path, sites: tuple[Site, Site]
) -> None:
    site, hub = sites
    listed = mblogpages.listing(mblogpages.mblog(NOW - timedelta(days=2), "旧的一条"))
    shown = Reply(json.dumps(listed).encode(), "application/json")
    site.pages[MINT] = Reply(mblogpages.minted(), "text/javascript")
    site.pages[LISTS["lei-jun"]] = in_turn(Reply(status=432), shown)
    site.pages[LISTS["lu-weibing"]] = shown
    hub.pages[HUB] = timeline(OLD[0])
    mirrors = f"mirrors:\n{mirror('direct', site, DIRECT)}{mirror('hub', hub)}"
    rounds = run(tmp_path, mirrors, 0, HOUR // 2, HOUR + 120, accounts=BOTH)
    assert site.paths() == [MINT, LISTS["lei-jun"], LISTS["lei-jun"], LISTS["lu-weibing"]]
    assert Counter(poll[:2] for poll in rounds.polls()) == {
        ("direct:lei-jun", "blocked"): 1,
        ("hub:lei-jun", "ok"): 2,
        ("hub:lu-weibing", "error"): 3,
        ("direct:lei-jun", "ok"): 1,
        ("direct:lu-weibing", "parse-error"): 1,  # what is listed there is Lei Jun's
    }
    cookies = {headers["Cookie"] for path, headers in site.asked if path != MINT}
    assert cookies == {"SUB=_2AkSub; SUBP=0033Subp"}, "minted once, and kept though it was refused"


def test_the_period_of_a_platform_is_kept_whoever_asks(tmp_path: Path, sites: tuple[Site, Site]) -> None:
    site, _ = sites
    listed = mblogpages.listing(mblogpages.mblog(NOW - timedelta(days=2), "旧的一条"))
    site.pages[MINT] = Reply(mblogpages.minted(), "text/javascript")
    site.pages[LISTS["lei-jun"]] = Reply(json.dumps(listed).encode(), "application/json")
    rounds = run(tmp_path, f"mirrors:\n{mirror('direct', site, DIRECT)}", 0, 590, 670)
    assert [poll[1] for poll in rounds.polls()] == ["ok", "ok"]
    assert "source direct:lei-jun is left alone for another" in rounds.log
    assert "/robots.txt" not in [path for path, _ in site.asked]
