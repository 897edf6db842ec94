"""Episodes: something is published, victims die over it one after the other, the last one is let live."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from alerts.watches import Channel
from benchmarks.faults import victims
from benchmarks.faults.records import Records
from benchmarks.faults.stories import Story, choose, publish
from benchmarks.faults.verdict import Count, judge
from benchmarks.faults.victims import Aim, Round
from benchmarks.faults.world import read_ledger
from ops.setup import Setup, load_setup
from record.failpoints import POINTS
from record.types import Source

CHANNELS = ("webhook", "mail", "chat")
POLICIES = (*((each,) for each in CHANNELS), CHANNELS)
STORIES = 4
# How often a point is reached in a round, about.
TIMES = (("poll", 1), ("record", 20), ("extract.claimed", 1), ("judge.claimed", 1), ("", 3))
RANDOM_SHARE = 0.2  # of kills that aim at no point
LATER = timedelta(minutes=20)  # beyond every lease and every pause
ROUNDS = 4  # that the one who lives may take: what was put off is taken up again later
FETCHES = ("poll.", "article.", "record.")
DOMAIN = "faults.example"
WATCHLIST = """
watches:
  - {name: Lei Jun, people: [Lei Jun], notify: [webhook]}
channels: {webhook: "json://127.0.0.1/webhook"}
"""
SOURCES = "sources:\n  - {id: wire, feeds: 'http://127.0.0.1/feed.xml', allow_private: [127.0.0.0/8]}\n"


@dataclass(frozen=True, slots=True)
class Place:
    """Where episodes happen."""

    folder: Path
    ports: dict[str, int]
    setup: Setup  # without Channels

    def address(self, episode: str) -> str:
        return f"http://127.0.0.1:{self.ports['web']}/{episode}"

    @property
    def source(self) -> Source:
        return next(iter(self.setup.sources.values()))

    def furnish(self, episode: str, channels: Sequence[str], **watch: Any) -> Setup:
        """The user's files of an episode: its feed, its receivers, one watch that tells them all."""
        addresses = {
            "webhook": f"json://127.0.0.1:{self.ports['web']}/{episode}/webhook",
            "chat": f"slackhook://127.0.0.1:{self.ports['web']}/{episode}/chat",
            "mail": f"mailto://127.0.0.1:{self.ports['mail']}?from=o@{DOMAIN}&to={episode}@{DOMAIN}",
        }
        watchlist = self.setup.watchlist
        sources = {"wire": replace(self.source, id="wire", url=f"{self.address(episode)}/feed.xml")}
        named = {name: Channel(name, addresses[name], per_minute=60_000) for name in channels}
        watches = (replace(watchlist.watches[0], **{"notify": tuple(channels), **watch}),)
        changed = replace(watchlist, watches=watches, channels=named, sources=sources)
        return replace(self.setup, watchlist=changed, sources=sources)


def read_files(folder: Path) -> Setup:
    """Through the same door as the service."""
    (folder / "watchlist.yaml").write_text(WATCHLIST, "utf-8")
    (folder / "sources.yaml").write_text(SOURCES, "utf-8")
    given = {"ONRECORD_WATCHLIST": "watchlist.yaml", "ONRECORD_SOURCES": "sources.yaml"}
    paths = {key: str(folder / name) for key, name in given.items()}
    setup, problems = load_setup(folder / "onrecord.yaml", paths, running=True)
    if setup is None:
        raise SystemExit(f"the benchmark's own files are wrong: {problems}")
    return setup


@dataclass(slots=True)
class Episode:
    """One record, some stories, some kills."""

    name: str
    place: Place
    records: Records
    channels: Sequence[str]
    draw: random.Random
    aims: Sequence[Aim] = ()
    stories: list[Story] = field(default_factory=list)

    def run(self) -> Count:
        round = self.begin()
        kills, crashed, round = self._die(round)
        return self.end(round, kills, crashed)

    def begin(self, **watch: Any) -> Round:
        """Something is published; what a victim needs to work on it."""
        self.stories = choose(self.draw, STORIES)
        here = self.place.folder / self.name
        publish(here, self.place.address(self.name), self.stories, datetime.now(UTC))
        setup = self.place.furnish(self.name, self.channels, **watch)
        return Round(setup, self.records.new(self.name), log=here / "victims.log")

    def end(self, round: Round, kills: int = 0, crashed: int = 0) -> Count:
        """The last one is let live; then what arrived is counted."""
        crashed += self._live(round)
        count = self._judge(kills) + Count(crashed=crashed)
        if count.kept:
            self.records.drop(self.name)
        return count

    def _die(self, round: Round) -> tuple[int, int, Round]:
        """Until one outlives its aim: there is nothing left to die over."""
        kills = crashed = 0
        for aim in self.aims:
            # Who is to die in a later stage need not ask the site again: whoever lives at the end does.
            round = replace(round, crawls=not kills or aim.point.startswith(FETCHES) or not aim.point)
            status = victims.run(round, aim)
            kills += status == -9
            crashed += status == victims.CRASHED
            if status == 0:
                break
            if self.draw.random() < 0.5:  # else the next one comes at once, while leases and pauses run
                round = replace(round, offset=round.offset + LATER)
        return kills, crashed, replace(round, crawls=True)

    def _live(self, round: Round) -> int:
        crashed = 0
        for _ in range(ROUNDS):
            crashed += victims.run(round) != 0
            round = replace(round, offset=round.offset + LATER)
            if not self._open(round):
                break
        return crashed

    def _open(self, round: Round) -> int:
        """Asked in a process of its own: the supervisor opens no record."""
        return victims.run_counting(round)

    def _judge(self, kills: int) -> Count:
        arrived = read_ledger(self.place.folder, self.name)
        return judge(arrived, [story.mark for story in self.stories], self.channels, kills)


def draw_aims(draw: random.Random, count: int) -> list[Aim]:
    """In the order of the data, so that one dies over what the one before has left."""
    return sorted((_draw_aim(draw) for _ in range(count)), key=lambda aim: place_of(aim.point))


def _draw_aim(draw: random.Random) -> Aim:
    """At a point, or at any moment."""
    if draw.random() < RANDOM_SHARE:
        return Aim(seconds=draw.uniform(0.02, 1.2))
    return aim_at(draw, draw.choice(POINTS))


def aim_at(draw: random.Random, point: str) -> Aim:
    return Aim(point, draw.randint(1, next(most for start, most in TIMES if point.startswith(start))))


def place_of(point: str) -> float:
    """What may strike anywhere comes between the fetching and the rest."""
    anywhere = POINTS.index("extract.claimed") - 0.5
    return anywhere if not point or point.startswith("record.") else POINTS.index(point)
