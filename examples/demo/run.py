"""One run of the demo, from its start to its verdict."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from examples.newsroom.scenario import Scenario, load_scenario
from examples.receivers import Received, read_log
from record.clock import Clock

from .checker import Told, Verdict, judge
from .evidence import Evidence
from .parts import PartFailed, Parts
from .screen import Screen
from .workdir import Progress, WorkDir

TICK = 0.25  # seconds between two looks
QUIET = timedelta(seconds=4)  # nothing may arrive for so long after all is as expected
GRACE = timedelta(seconds=8)  # and for so long where something is missing and nobody has work left
UNACKNOWLEDGED = timedelta(seconds=2)  # a message waits so long for its way, then it is shown without


@dataclass
class Demo:
    """A driver: it looks at what the others do, and judges."""

    workdir: WorkDir
    progress: Progress
    parts: Parts
    screen: Screen
    clock: Clock
    limit: timedelta
    shown_releases: set[str] = field(default_factory=set)
    shown_messages: int = 0

    def __post_init__(self) -> None:
        self.scenario: Scenario = load_scenario(Path(self.progress.scenario))
        self.evidence = Evidence(self.workdir, self.clock)
        self.speakers = {each.speaker_id for each in self.scenario.expectations}

    def run(self) -> Verdict:
        """Watch until all is said, or until the limit. Errors: PartFailed."""
        began = self.clock.now()
        self._skip_shown()
        while not self._settled() and self.clock.now() - began < self.limit:
            time.sleep(TICK)
            if self.parts.revive_service():
                self.screen.say("the service was killed; started it again", "yellow")
            self._show_news()
            self._show_messages()
        return self.verdict()

    def _skip_shown(self) -> None:
        """What a driver that was killed has shown already."""
        news = self.parts.news()
        self.shown_releases = {released["id"] for released in news["released"]} if news else set()
        self.shown_messages = len(read_log(self.workdir.messages))
        if self.shown_messages:
            self.screen.say(f"{self.shown_messages} messages had arrived before")

    def verdict(self) -> Verdict:
        messages = read_log(self.workdir.messages)
        return judge(self.scenario.expectations, messages, self._told(), self.progress.kills)

    def _told(self) -> list[Told]:
        return self.evidence.told(self.speakers)

    def _settled(self) -> bool:
        """Whether nothing more can come: the scenario is over, all was polled since, and nobody has work."""
        news = self.parts.news()
        if news is None or news["ends"] is None:
            return False
        ends, now = datetime.fromisoformat(news["ends"]), self.clock.now()
        last = max([ends, *(datetime.fromisoformat(each.at) for each in read_log(self.workdir.messages))])
        if now - last < QUIET or not self.evidence.polled_since(ends) or not self.evidence.idle():
            return False
        return now - last > GRACE or self.verdict().fine

    def _show_news(self) -> None:
        news = self.parts.news()
        if news is None:
            self.screen.say("the newsroom does not answer; starting it again", "yellow")
            self.parts.ensure_newsroom()
            return
        for released in news["released"]:
            if released["id"] not in self.shown_releases:
                self.shown_releases.add(released["id"])
                self.screen.release(released)

    def _show_messages(self) -> None:
        """Each once its Delivery is acknowledged, in the order of arrival."""
        messages = read_log(self.workdir.messages)[self.shown_messages :]
        told = self._told() if messages else []
        for message in messages:
            way = self.evidence.way(message.key, told)
            if way is None and self._age(message) < UNACKNOWLEDGED:
                return
            self.screen.message(message, way)
            self.shown_messages += 1

    def _age(self, message: Received) -> timedelta:
        return self.clock.now() - datetime.fromisoformat(message.at)


def watch_again(demo: Demo, polls: int = 2) -> list[Received]:
    """Run on a record that has seen everything, until each Source was polled; what arrived all the same."""
    before = len(read_log(demo.workdir.messages))
    counts = demo.evidence.polls()
    _until(lambda: _polled(demo.evidence, counts, polls) and demo.evidence.idle(), demo.limit, demo.clock)
    time.sleep(QUIET.total_seconds())
    return read_log(demo.workdir.messages)[before:]


def _polled(evidence: Evidence, before: dict[str, int], polls: int) -> bool:
    now = evidence.polls()
    return bool(now) and all(now[source] - before.get(source, 0) >= polls for source in now)


def _until(ready: Callable[[], bool], limit: timedelta, clock: Clock) -> None:
    """Errors: PartFailed when it takes longer than the limit."""
    began = clock.now()
    while not ready():
        if clock.now() - began > limit:
            raise PartFailed(f"the sources were not polled within {limit.total_seconds():.0f} s")
        time.sleep(TICK)
