"""When what is decided for one Channel goes out: at once, or gathered with others at a slot. Pure.

Each Hit has its own time by its watch: a digest, or the end of quiet hours. What goes to one Channel of one
Speaker in one Document goes together, at the earliest of these times. What would go at once is counted: over
a watch's throttle it is gathered at the period's end, over a Channel's burst a minute later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from alerts.rules.matcher import judge as fits
from alerts.rules.scope import Scope, scope_of
from alerts.timing.moments import next_slot, period_of, quiet_until
from alerts.timing.plans import Quiet, Throttle
from alerts.verdicts import Verdict
from alerts.watches import Watch, Watchlist
from record.people import People
from record.types import Gathering, Hit

BURST = 10  # messages to one Channel at once, within
BURST_TIME = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Slot:
    """When Alerts are gathered, and why."""

    gathers: Gathering
    at: datetime


@dataclass(frozen=True, slots=True)
class Traffic:
    """What was told at once, as the record counts it."""

    channels: Mapping[str, int] = field(default_factory=dict)  # Alerts of the last minute
    watches: Mapping[str, int] = field(default_factory=dict)  # of the present period of their throttle


@dataclass(frozen=True, slots=True)
class Leg:
    """One Hit on its way to one Channel."""

    watch: Watch
    hit: Hit
    until: datetime | None = None  # it waits for the original


class Timing:
    """The times of one judgement: what it decides counts for what it decides later."""

    def __init__(
        self,
        now: datetime,
        zone: ZoneInfo,
        zones: Mapping[str, ZoneInfo],
        traffic: Traffic,
        people: People | None = None,
    ) -> None:
        """`zones`: of those Channels that have one of their own."""
        self.now, self._zone, self._zones, self._people = now, zone, zones, people
        self._channels, self._watches = dict(traffic.channels), dict(traffic.watches)
        self._said: dict[tuple[str, int], list[Verdict]] = {}

    def said(self, hit: Hit) -> Sequence[Verdict]:
        """Why a Hit goes out when it does."""
        return self._said.get((hit.watch_id, hit.event.id), ())

    def route(self, channel: str, legs: Sequence[Leg]) -> Slot | None:
        """None: at once, or when the original is there."""
        slots = {leg.watch.id: self._own(channel, leg) for leg in legs}
        earliest = min(filter(None, slots.values()), key=lambda slot: slot.at, default=None)
        at_once = [leg for leg in legs if slots[leg.watch.id] is None]
        if not at_once:
            return earliest
        crowded = None if all(leg.until for leg in at_once) else self._crowd(channel, at_once)
        return min(filter(None, (crowded, earliest)), key=lambda slot: slot.at) if crowded else None

    def quiet_for(self, channel: str, watch: Watch) -> datetime | None:
        """When it may be told of what no rule reads."""
        return quiet_until(watch.quiet, self.now, self._zone_of(channel)) if watch.quiet else None

    def _own(self, channel: str, leg: Leg) -> Slot | None:
        """By its watch alone. What is due with a digest is, quiet hours or not."""
        at, digest = leg.until or self.now, leg.watch.digests.get(channel)
        if digest:
            due = next_slot(digest, at, self._zone_of(channel))
            self._say(leg, "digest", f"{channel}: told with the digest, {self._stamp(due, channel)}")
            return Slot("digest", due)
        return self._after_quiet(leg.watch.quiet, channel, leg, at) if leg.watch.quiet else None

    def _after_quiet(self, quiet: Quiet, channel: str, leg: Leg, at: datetime) -> Slot | None:
        until = quiet_until(quiet, at, self._zone_of(channel))
        if until is None:
            self._say(leg, "quiet", f"not within {quiet.text}")
        elif quiet.unless and fits(quiet.unless, self._scope(leg)).hit:
            self._say(leg, "quiet", f"within {quiet.text}, but {quiet.unless_text}")
        else:
            self._say(leg, "quiet", f"within {quiet.text}: {channel} is told {self._stamp(until, channel)}")
            return Slot("quiet", until)
        return None

    def _scope(self, leg: Leg) -> Scope:
        evidence = leg.hit.event.evidence
        scope = scope_of(evidence, self._people) if evidence else Scope()
        scope.severity = leg.watch.severity
        return scope

    def _crowd(self, channel: str, legs: Sequence[Leg]) -> Slot | None:
        """Of what would go at once; counted where it does."""
        if all(self._is_over(leg) for leg in legs):
            return Slot("throttle", min(self._rest_at(channel, leg) for leg in legs))
        if self._channels.get(channel, 0) >= BURST:
            for leg in legs:
                self._say(leg, "group", f"{channel}: more than {BURST} within a minute are told together")
            return Slot("burst", self.now.replace(second=0, microsecond=0) + BURST_TIME)
        self._channels[channel] = self._channels.get(channel, 0) + 1
        for watch in {leg.watch.id: leg.watch for leg in legs}.values():
            self._watches[watch.id] = self._watches.get(watch.id, 0) + 1
        for leg in legs:
            if leg.watch.throttle:
                count, throttle = self._watches[leg.watch.id], leg.watch.throttle
                self._say(leg, "throttle", f"{count} of {throttle.most} this {throttle.per}")
        return None

    def _is_over(self, leg: Leg) -> bool:
        """The watch has told as many as it may."""
        throttle = leg.watch.throttle
        return throttle is not None and self._watches.get(leg.watch.id, 0) >= throttle.most

    def _rest_at(self, channel: str, leg: Leg) -> datetime:
        """The end of its period."""
        throttle = leg.watch.throttle or Throttle(0, "hour")
        end = period_of(throttle.per, self.now, self._zone)[1]
        told = f"{self._watches[leg.watch.id]} of {throttle.most} this {throttle.per}"
        self._say(leg, "throttle", f"{told}: the rest is told {self._stamp(end, channel)}")
        return end

    def _say(self, leg: Leg, check: str, reason: str) -> None:
        said = self._said.setdefault((leg.watch.id, leg.hit.event.id), [])
        verdict = Verdict(check, True, reason)
        if verdict not in said:
            said.append(verdict)

    def _zone_of(self, channel: str) -> ZoneInfo:
        return self._zones.get(channel, self._zone)

    def _stamp(self, at: datetime, channel: str) -> str:
        return f"{at.astimezone(self._zone_of(channel)):%Y-%m-%d %H:%M %Z}"


def counted_since(
    watchlist: Watchlist, now: datetime, zone: ZoneInfo
) -> tuple[dict[str, datetime], datetime]:
    """Since when the record counts: of each throttled watch, and of every Channel."""
    watches = {
        watch.id: period_of(watch.throttle.per, now, zone)[0] for watch in watchlist.watches if watch.throttle
    }
    return watches, now - BURST_TIME
