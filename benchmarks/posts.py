"""python -m benchmarks.posts [SHARED]: the posts of recorded payloads of Weibo, as the mirrors read them.

A line a payload: how many posts stand in it, how many were found, fields that differ from what the payload
says, posts lost, and posts found twice or that do not stand in it; then the refusals, right or wrong. Beside
a feed stands what feedparser makes of it: entries, and how many of their dates are off. SHARED is the folder
in which weibo/ lies, or weibo/ itself. The exit status is 1 where anything is lost, wrong or twice.
"""

from __future__ import annotations

import argparse
import calendar
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser

from crawler.mirrors import rsshub, weibo
from crawler.reading.answers import Answer
from record.errors import OnrecordError
from record.types import Post
from tests.crawler.mirrors.expected import Expected, Payload, Refusal, source_of, wrong
from tests.crawler.mirrors.recordings import ARKNIGHTS, PAYLOADS, REFUSALS
from tests.crawler.mirrors.talks import verdict

NOW = datetime(2026, 11, 23, tzinfo=UTC)
SHARED = Path(__file__).resolve().parents[2] / "shared"
READERS = {"rsshub": rsshub.read_posts, "weibo": weibo.read_posts}
COLUMNS = ("expected", "found", "wrong", "lost", "twice", "peer found", "its dates off")
_OFF = timedelta(minutes=1)


@dataclass(frozen=True)
class Row:
    """One payload; the last two are feedparser's, None where there is no feed."""

    name: str
    format: str
    expected: int
    found: int
    wrong: int
    lost: int
    twice: int
    peer_found: int | None = None
    peer_dates_off: int | None = None

    @property
    def faults(self) -> int:
        return self.wrong + self.lost + self.twice


def measure(payload: Payload, folder: Path) -> Row:
    """What the mirror's own reader makes of one payload; the fields that differ are told on stderr."""
    body = (folder / payload.path).read_bytes()
    posts = _read(payload, body)
    expected = {post.key: post for post in payload.posts}
    counts = Counter(post.key for post in posts)
    known = [post for post in posts if post.key in expected]
    differing = [f"{post.key} {name}" for post in known for name in wrong(post, expected[post.key], payload)]
    for fault in differing:
        print(f"{payload.path}: {fault}", file=sys.stderr)
    surplus = len(posts) - len(counts.keys() & expected.keys())
    lost = len(expected.keys() - counts.keys())
    found = len(posts)
    peer = _peer(payload, body) if payload.format == "rsshub" else (None, None)
    return Row(payload.path, _kind(payload), len(expected), found, len(differing), lost, surplus, *peer)


def _read(payload: Payload, body: bytes) -> tuple[Post, ...]:
    try:
        return READERS[payload.format](Answer("https://mirror.example/", 200, body), payload.source, NOW)
    except OnrecordError as error:
        print(f"{payload.path}: {error}", file=sys.stderr)
        return ()


def _kind(payload: Payload) -> str:
    ending = payload.path.rpartition(".")[2]
    return f"{payload.format} {'json' if payload.format == 'weibo' else ending}"


def _peer(payload: Payload, body: bytes) -> tuple[int, int] | tuple[None, None]:
    """feedparser on a feed: (entries, dates that are off by more than a minute); it reads no JSON."""
    if payload.path.endswith(".json"):
        return None, None
    entries: list[Any] = feedparser.parse(body).entries
    expected = {post.bid: post for post in payload.posts}
    dated = [(entry, expected.get(entry.link.rpartition("/")[2])) for entry in entries]
    return len(entries), sum(_is_off(entry, post) for entry, post in dated if post)


def _is_off(entry: Any, post: Expected) -> bool:
    found = datetime.fromtimestamp(calendar.timegm(entry.published_parsed), UTC)
    return abs(found - datetime.fromisoformat(f"{post.at}+00:00")) > _OFF


def judge_refusal(case: Refusal, folder: Path) -> bool:
    """Whether a poll to which every answer is this one ends as it should."""
    body = b"" if case.path.endswith(".txt") else (folder / case.path).read_bytes()
    answer = Answer("https://mirror.example/", case.status, body)
    outcome, reason = verdict(source_of(case.format, ARKNIGHTS), NOW, answer)
    right = outcome is case.outcome and case.word in reason
    if not right:
        print(f"{case.path}: {outcome.value}: {reason}", file=sys.stderr)
    return right


def _holds_payloads(folder: Path) -> bool:
    return any((folder / payload.path).is_file() for payload in PAYLOADS)


def table(rows: Iterable[Row]) -> Iterator[str]:
    yield f"{'payload':56}{'format':14}" + "".join(f"{name:>14}" for name in COLUMNS)
    for row in rows:
        name, kind, *figures = astuple(row)
        yield f"{name:56}{kind:14}" + "".join(f"{'-' if each is None else each:>14}" for each in figures)


def totals(rows: list[Row]) -> Row:
    figures = [list(astuple(row)[2:]) for row in rows]
    sums = [sum(figure or 0 for figure in column) for column in zip(*figures, strict=True)]
    return Row("all", "", *sums)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED, metavar="SHARED")
    shared = parser.parse_args(argv).shared
    folder = next(filter(_holds_payloads, (shared / "weibo", shared)), None)
    if folder is None:
        parser.error(f"{shared / 'weibo'} is not there, nor are the payloads in {shared}")
    rows = [measure(payload, folder) for payload in PAYLOADS]
    total = totals(rows)
    print("\n".join(table([*rows, total])))
    right = sum(judge_refusal(case, folder) for case in REFUSALS)
    print(f"refusals: {right} of {len(REFUSALS)} as expected")
    summary = {"id": "_summary", "payloads": len(rows), "expected": total.expected, "found": total.found}
    faults = {"wrong": total.wrong, "lost": total.lost, "twice": total.twice}
    print(json.dumps({**summary, **faults, "refusals": right, "refusals_expected": len(REFUSALS)}))
    return 1 if total.faults or right < len(REFUSALS) else 0


if __name__ == "__main__":
    sys.exit(main())
