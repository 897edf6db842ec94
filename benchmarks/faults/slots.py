"""A digest and quiet hours over both changes of the clock, hour by hour, with kills between.

Each Statement has to come once and at its time: what comes before that, or more than two hours after it,
counts as lost.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from alerts.timing.moments import next_slot, quiet_until
from alerts.timing.plans import DigestTimes, Quiet
from alerts.timing.written import EVERY_DAY
from benchmarks.faults import victims
from benchmarks.faults.episodes import Episode, draw_aims
from benchmarks.faults.stories import SAID, Story, publish
from benchmarks.faults.verdict import Count, judge, words_of
from benchmarks.faults.victims import Round
from benchmarks.faults.world import read_ledger

ZONE = ZoneInfo("America/New_York")
HOUR = timedelta(hours=1)
HOURS = range(-21, 20)  # around a change
FIRST = HOURS[0]
TOLD = (FIRST, -20, -14, -8, -2)  # when something is published
LATE = 2 * HOUR
KILLED = 0.3  # of the hours
CHANNELS = ("webhook", "chat")  # the digest's, and the one that is quiet at night
OLD = Story("old", "harbour", "The harbour will be rebuilt before the winter.")
DIGEST = DigestTimes("01:30, 02:30, 18:00", EVERY_DAY, (time(1, 30), time(2, 30), time(18)))
QUIET = Quiet("22:00-07:00", time(22), time(7), EVERY_DAY)


def changes(after: datetime, count: int = 2) -> list[datetime]:
    """When that zone's clock changes next, in UTC."""
    hours = (after.replace(minute=0, second=0, microsecond=0) + HOUR * n for n in range(400 * 24))
    return [at for at in hours if _offset(at) != _offset(at - HOUR)][:count]


def _offset(at: datetime) -> timedelta | None:
    return at.astimezone(ZONE).utcoffset()


@dataclass(slots=True)
class Walk:
    """Over one change, from the day before to the day after."""

    episode: Episode
    change: datetime
    round: Round
    said: dict[str, datetime] = field(default_factory=dict)  # by mark
    heard: dict[tuple[str, str], datetime] = field(default_factory=dict)  # by Channel and mark

    def go(self, hour: int) -> Count:
        """One hour of it: something is published now and then, and whoever works on it may be killed."""
        at = self.change + hour * HOUR
        publishes = hour in TOLD
        if publishes:
            self._publish(at)
        self.round = replace(self.round, offset=at - datetime.now(UTC), crawls=publishes)
        draw, kills = self.episode.draw, 0
        if draw.random() < KILLED:
            kills = victims.run(self.round, draw_aims(draw, 1)[0]) == -9
        crashed = victims.run(self.round) != 0
        self._listen(at)
        return Count(kills=int(kills), crashed=int(crashed))

    def _publish(self, at: datetime) -> None:
        """What a Source lists when it is asked for the first time is no news."""
        stories = self.episode.stories
        if not stories:
            stories.append(OLD)
        else:
            stories.append(Story(f"story{len(stories)}", *SAID[len(stories) - 1]))
            self.said[stories[-1].mark] = at
        place, name = self.episode.place, self.episode.name
        publish(place.folder / name, place.address(name), stories, at)

    def _listen(self, at: datetime) -> None:
        """What has come by then for the first time."""
        for arrived in read_ledger(self.episode.place.folder, self.episode.name):
            for mark in self.said:
                if mark in words_of(arrived):
                    self.heard.setdefault((arrived.channel, mark), at)

    def judge(self, kills: int) -> Count:
        arrived = read_ledger(self.episode.place.folder, self.episode.name)
        wrong = [pair for pair, at in self.heard.items() if not _in_time(*pair, self.said[pair[1]], at)]
        return judge(arrived, self.said, CHANNELS, kills) + Count(kills=-kills, lost=len(wrong))


def walk_over(episode: Episode, change: datetime) -> Count:
    episode = replace(episode, channels=CHANNELS)
    round = episode.begin(digests={"webhook": DIGEST}, quiet=QUIET)
    episode.stories = []
    configuration = replace(round.setup.configuration, timezone=ZONE.key)
    walk = Walk(episode, change, replace(round, setup=replace(round.setup, configuration=configuration)))
    count = sum((walk.go(hour) for hour in HOURS), Count())
    return count + walk.judge(count.kills)


def _in_time(channel: str, _mark: str, said: datetime, heard: datetime) -> bool:
    """One that was killed over is judged an hour later."""
    return _due(channel, said) <= heard <= _due(channel, said + HOUR) + LATE


def _due(channel: str, said: datetime) -> datetime:
    if channel == "webhook":
        return next_slot(DIGEST, said, ZONE)
    return quiet_until(QUIET, said, ZONE) or said
