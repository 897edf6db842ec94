"""The faults that are no kill. Each ends with a peaceful round, and is judged like a kill."""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import product

import statements.pool
from alerts.sending import making
from alerts.timing.plans import Fallback
from benchmarks.faults import victims
from benchmarks.faults.episodes import CHANNELS, LATER, Episode, Place, aim_at, place_of
from benchmarks.faults.floods import flood
from benchmarks.faults.records import Records, Sqlite
from benchmarks.faults.slots import changes, walk_over
from benchmarks.faults.stories import Story
from benchmarks.faults.verdict import Count, words_of
from benchmarks.faults.victims import Aim, Round
from benchmarks.faults.world import DOWN, read_ledger
from record.failpoints import POINTS, set_hook
from record.store import engine

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
JUMPS = (HOUR, -HOUR, DAY, -DAY, HOUR, -2 * HOUR)  # of the clock, one after the other
TIMES = 5  # that each fault is tried
FILE_SIZES = (30_000, 900_000)  # bytes: what the record may write before the disk is full
HELD, FREE = 0.5, 0.02  # seconds that somebody else holds the record, and does not
BUSY = 0.1  # seconds that a victim waits for it; 30 in the service
NOTICES = ("⚠ Channel chat", "✓ Channel chat takes messages again")  # to the operator
STOPS = ("deliver.claimed", "deliver.begun", "deliver.connected", "deliver.accepted", "deliver.answered")


@dataclass(slots=True)
class Scene:
    """One kind of database, and where it all happens."""

    name: str
    place: Place
    records: Records
    draw: random.Random

    def episode(self, scenario: str, number: int, **more: object) -> Episode:
        name = f"{self.name}_{scenario}{number}"
        return Episode(name, self.place, self.records, CHANNELS, self.draw, **more)  # type: ignore[arg-type]


def each_point(scene: Scene) -> Count:
    """Killed at every point once, in the order of the data: the short form."""
    aims = [Aim(point) for point in sorted(POINTS, key=place_of)]
    count = replace(scene.episode("each", 0), aims=aims).run()
    return count + Count(crashed=len(POINTS) - count.kills)  # one that was not reached proves nothing


# ---------------------------------------------------------------- the disk, the lock


def fill_disk(scene: Scene) -> Count:
    """A file of the record can grow no further, then a little more, then it can."""
    return _sum(scene, "disk", _disk_episode) if isinstance(scene.records, Sqlite) else Count()


def _disk_episode(episode: Episode) -> Count:
    round = episode.begin()
    for size in sorted(episode.draw.randint(*FILE_SIZES) for _ in range(3)):
        victims.run(replace(round, before=partial(_limit_files, size)))
        round = replace(round, offset=round.offset + LATER)
    # Whether the receiver has taken what could not be recorded is a doubt like any kill's.
    return _doubting(episode, round, rounds=3)


def _limit_files(size: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # the write fails, as on a full disk
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def lock_record(scene: Scene) -> Count:
    """Somebody else holds the record most of the time, longer than anybody waits for it."""
    return _sum(scene, "lock", _lock_episode) if isinstance(scene.records, Sqlite) else Count()


def _lock_episode(episode: Episode) -> Count:
    round = episode.begin()
    holder = victims.fork(partial(_hold, round.record_url.removeprefix("sqlite:///")))
    for _ in range(2):
        victims.run(replace(round, before=_hurry))
        round = replace(round, offset=round.offset + LATER)
    os.kill(holder, signal.SIGKILL)
    os.waitpid(holder, 0)
    return _doubting(episode, round, rounds=2)


def _hurry() -> None:
    engine.BUSY_SECONDS = BUSY  # type: ignore[assignment]


def _hold(path: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None, timeout=5)
    while True:
        with suppress(sqlite3.OperationalError):
            connection.execute("BEGIN IMMEDIATE")
            time.sleep(HELD)
            connection.execute("COMMIT")
        time.sleep(FREE)


# ---------------------------------------------------------------- time


def jump_clock(scene: Scene) -> Count:
    """The clock of each victim is an hour or a day off that of the one before, to and fro; each is killed."""
    return _sum(scene, "clock", _clock_episode)


def _clock_episode(episode: Episode) -> Count:
    round, kills = episode.begin(), 0
    for jump in JUMPS:
        point = episode.draw.choice(("judge.judged", *STOPS, "deliver.acknowledged"))
        kills += victims.run(round, aim_at(episode.draw, point)) == -signal.SIGKILL
        round = replace(round, offset=round.offset + jump)
    return episode.end(replace(round, offset=timedelta()), kills)


def change_clocks(scene: Scene) -> Count:
    """A digest and quiet hours, hour by hour over the next two changes."""
    found = enumerate(changes(datetime.now(UTC) + DAY))
    return sum((walk_over(scene.episode("slots", n), change) for n, change in found), Count())


def flood_channel(scene: Scene) -> Count:
    """More at once than anybody can read one by one."""
    return flood(scene.episode("flood", 0))


def take_down(scene: Scene) -> Count:
    """One Channel answers 503 for 24 hours, looked at every 20 minutes; the others are told meanwhile, the
    fallback too, and the operator once that it fails and once that it is well again."""
    episode = scene.episode("down", 0)
    round = episode.begin(notify=("webhook", "chat"), fallback=Fallback("mail", HOUR))
    configuration = replace(round.setup.configuration, operator="webhook")
    round = replace(round, setup=replace(round.setup, configuration=configuration))
    barrier = scene.place.folder / episode.name / DOWN.format(channel="chat")
    barrier.touch()
    while round.offset < DAY:
        victims.run(replace(round, crawls=not round.offset))
        round = replace(round, offset=round.offset + LATER)
    barrier.unlink()
    count = episode.end(round)
    arrived = [words_of(each) for each in read_ledger(scene.place.folder, episode.name)]
    operated = [sum(said in words for words in arrived) for said in NOTICES]
    return count + Count(lost=operated.count(0), unflagged=sum(max(0, n - 1) for n in operated))


# ---------------------------------------------------------------- poison


def feed_poison(scene: Scene) -> Count:
    """One text makes the extractor raise, and one message cannot be made: the others are told."""
    episode = scene.episode("poison", 0)
    round = episode.begin()
    bad, unmakeable, *good = episode.stories
    round = replace(round, before=partial(_poison, bad, unmakeable))
    episode.stories = good
    for _ in range(6):  # attempts are bounded: what fails every time is set aside
        victims.run(round)
        round = replace(round, offset=round.offset + LATER)
    return episode.end(round)


def _poison(bad: Story, unmakeable: Story) -> None:
    extract, render = statements.pool._extract, making._render

    def fail_to_extract(revision, *args, **kwargs):  # type: ignore[no-untyped-def]
        if bad.mark in revision.text:
            raise RecursionError("poison")
        return extract(revision, *args, **kwargs)

    def fail_to_render(*args, **kwargs):  # type: ignore[no-untyped-def]
        message = render(*args, **kwargs)
        if unmakeable.mark in message.text:
            raise UnicodeEncodeError("utf-8", "", 0, 1, "poison")
        return message

    statements.pool._extract = fail_to_extract
    making._render = fail_to_render


# ---------------------------------------------------------------- two workers


def stop_beyond_lease(scene: Scene) -> Count:
    """One is stopped with a Delivery in its hands, another takes it over; then the first one goes on."""
    count = Count()
    for number, (point, channel) in enumerate(product(STOPS, CHANNELS)):
        # One Channel each: a process that is stopped while it writes would hold SQLite's lock for good.
        episode = replace(scene.episode("stopped", number), channels=(channel,))
        count += _stop_at(episode, point)
    return count


def _stop_at(episode: Episode, point: str) -> Count:
    round = episode.begin()
    stopped = victims.fork(lambda: victims.work(replace(round, before=partial(_stop_hook, point))), round.log)
    _, status = os.waitpid(stopped, os.WUNTRACED)
    if not os.WIFSTOPPED(status):
        return Count(crashed=1)
    round = replace(round, offset=round.offset + LATER)
    crashed = int(victims.run(round) != 0)
    os.kill(stopped, signal.SIGCONT)
    crashed += victims.wait(stopped) != 0
    count = episode.end(round, kills=1, crashed=crashed)
    return count + Count(kills=-1)  # a stop is a doubt, and no kill


def _stop_hook(point: str) -> None:
    once = [point]

    def hook(reached: str) -> None:
        if once and reached == point:
            once.clear()
            os.kill(os.getpid(), signal.SIGSTOP)

    set_hook(hook)


# ---------------------------------------------------------------- each


def _sum(scene: Scene, name: str, run: Callable[[Episode], Count]) -> Count:
    return sum((run(scene.episode(name, number)) for number in range(TIMES)), Count())


def _doubting(episode: Episode, round: Round, rounds: int) -> Count:
    """A round that could not write leaves as many doubts as a kill: one a Channel."""
    allowed = rounds * len(episode.channels)
    return episode.end(round, kills=allowed) + Count(kills=-allowed)


SCENARIOS: Mapping[str, Callable[[Scene], Count]] = {
    "each point": each_point,
    "disk full": fill_disk,
    "record locked": lock_record,
    "clock jumps": jump_clock,
    "channel down for 24 h": take_down,
    "poison": feed_poison,
    "stopped beyond its lease": stop_beyond_lease,
    "10,000 alerts at once": flood_channel,
    "both changes of the clock": change_clocks,
}
