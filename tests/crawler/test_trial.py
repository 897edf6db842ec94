"""Spiders run by commands: what they bring, and that they end in time."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from crawler.trial import Trial
from record.types import Article, Entry, Outcome, Poll, Schedule, Source
from tests.crawler.conftest import ROOT

SOURCE = Source("s", "news", "feed", "https://h.example/rss", "site:s", "S", Schedule(every=60))
ARTICLE = Article("https://h.example/a", "Plant", "A plant is built.")
ENDLESS = """
import asyncio
from crawler.unrecorded import Unrecorded
from crawler.process import run_spiders
from ops.crawls import crawl_settings

class Endless(Unrecorded):
    async def tasks(self):
        await asyncio.Event().wait()
        yield

print(run_spiders([("news", {"agenda": Endless([])})], crawl_settings(), 0.2))
"""


def polled(outcome: Outcome, count: int) -> Poll:
    entries = tuple(Entry(f"https://h.example/{number}") for number in range(count))
    return Poll(SOURCE, datetime.now(UTC), outcome, "", entries=entries)


def test_spiders_that_do_not_end_are_broken_off() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ENDLESS], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (0, "False\n"), done.stderr


@pytest.mark.parametrize(
    ("trial", "healthy"),
    [
        (Trial(SOURCE, polled(Outcome.OK, 2)), True),
        (Trial(SOURCE, polled(Outcome.OK, 2), [ARTICLE], [("u", "login: a wall")]), True),
        (Trial(SOURCE, polled(Outcome.OK, 2), [], [("u", "login: a wall")]), False),
        (Trial(SOURCE, polled(Outcome.EMPTY, 0)), False),
        (Trial(SOURCE, polled(Outcome.BLOCKED, 0)), False),
        (Trial(SOURCE), False),
    ],
)
def test_a_source_is_healthy_that_lists_something_and_can_be_read(trial: Trial, healthy: bool) -> None:
    assert trial.healthy is healthy


def test_a_source_that_did_not_answer_says_so() -> None:
    assert (Trial(SOURCE).state, Trial(SOURCE).reason) == (Outcome.UNREACHABLE, "no answer in time")
