"""How others tell, as tiny stand-ins of our own: their mechanism, none of their code.

changedetection.io: what was fetched is saved; then a message goes into a queue in memory; a thread takes it
from there, and one that cannot be sent is logged and gone.

Healthchecks: what happened is a row; the row is marked as processed; then it is sent.

Both run through the same kind of kills, against the same receiver.
"""

from __future__ import annotations

import json
import queue
import random
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import requests

from benchmarks.faults import victims
from benchmarks.faults.episodes import STORIES, Place
from benchmarks.faults.stories import Story, choose, publish
from benchmarks.faults.verdict import Count, judge
from benchmarks.faults.victims import Aim, kill_at
from benchmarks.faults.world import read_ledger
from record.failpoints import reach, set_hook

KILLS = 2  # an episode; the third one lives
POINTS = (
    "poll.fetched",
    "poll.recorded",
    "deliver.claimed",
    "deliver.connected",
    "deliver.accepted",
    "deliver.acknowledged",
)
SECONDS = 5.0

Work = Callable[[Path, str, list[Story]], None]


def tell(address: str, story: Story) -> None:
    reach("deliver.connected")
    requests.post(f"{address}/chat", json={"text": story.quote}, timeout=SECONDS).raise_for_status()
    reach("deliver.accepted")


def fetch(address: str, story: Story) -> str:
    page = requests.get(f"{address}/{story.name}.html", timeout=SECONDS).text
    reach("poll.fetched")
    return page


def queue_in_memory(path: Path, address: str, stories: list[Story]) -> None:
    """Saved first, queued then: what is queued when it dies is nowhere, and the next run sees no change."""
    waiting: queue.Queue[Story] = queue.Queue()
    for story in stories:
        page, saved = fetch(address, story), path / f"{story.name}.saved"
        if not saved.exists() or saved.read_text("utf-8") != page:
            saved.write_text(page, "utf-8")
            reach("poll.recorded")
            waiting.put(story)
    while not waiting.empty():
        story = waiting.get()
        reach("deliver.claimed")
        with suppress(requests.RequestException):  # logged, there; and never tried again
            tell(address, story)
        reach("deliver.acknowledged")


def mark_then_send(path: Path, address: str, stories: list[Story]) -> None:
    """A row for what happened; marked as processed first, sent then."""
    with closing(sqlite3.connect(path / "flips.db", isolation_level=None)) as rows:
        rows.execute(
            "CREATE TABLE IF NOT EXISTS flips (name TEXT PRIMARY KEY, story TEXT, processed INTEGER)"
        )
        for story in stories:
            fetch(address, story)
            known = (story.name, json.dumps([story.name, story.mark, story.quote]))
            rows.execute("INSERT OR IGNORE INTO flips VALUES (?, ?, 0)", known)
            reach("poll.recorded")
        for name, told in rows.execute("SELECT name, story FROM flips WHERE processed = 0").fetchall():
            rows.execute("UPDATE flips SET processed = 1 WHERE name = ?", (name,))
            reach("deliver.claimed")
            with suppress(requests.RequestException):  # some are tried again within the call, none after it
                tell(address, Story(*json.loads(told)))
            reach("deliver.acknowledged")


MECHANISMS: Mapping[str, Work] = {
    "a queue in memory (changedetection.io)": queue_in_memory,
    "marked, then sent (Healthchecks)": mark_then_send,
}


def run_standin(place: Place, draw: random.Random, work: Work, wanted: int) -> Count:
    """Episodes until so many were killed."""
    count = Count()
    number = 0
    while count.kills < wanted:
        count += _episode(place, draw, work, f"{work.__name__}{number}")
        number += 1
    return count


def _episode(place: Place, draw: random.Random, work: Work, name: str) -> Count:
    stories, folder = choose(draw, STORIES), place.folder / name
    publish(folder, place.address(name), stories, datetime.now(UTC))
    kills = 0
    for aim in (*(Aim(draw.choice(POINTS), draw.randint(1, 3)) for _ in range(KILLS)), Aim()):
        task = partial(_work, work, folder, place.address(name), stories, aim)
        kills += victims.wait(victims.fork(task)) == -9
    return judge(read_ledger(place.folder, name), [story.mark for story in stories], ["chat"], kills)


def _work(work: Work, folder: Path, address: str, stories: list[Story], aim: Aim) -> None:
    set_hook(kill_at(aim) if aim.point else None)
    work(folder, address, stories)
