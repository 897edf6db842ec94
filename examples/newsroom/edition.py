"""The edition: which outlet carries which story when. The same scenario and seed always give the same one."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass

from .outlets import OUTLETS
from .scenario import Scenario, Story


@dataclass(frozen=True, slots=True)
class Release:
    """One story in one outlet. `at` is in seconds: after the start, or, below 0, before the opening."""

    story: Story
    outlet: str
    at: float

    @property
    def old(self) -> bool:
        return self.story.hours_ago is not None


def compose(scenario: Scenario, seed: int) -> tuple[Release, ...]:
    """All releases, the earliest first: the seed draws outlets, order and delays, causes before effects."""
    outlets = _assign(scenario.stories, seed)
    times = _times(scenario.stories, seed)
    releases = (Release(story, outlets[story.id], times[story.id]) for story in scenario.stories)
    return tuple(sorted(releases, key=lambda release: release.at))


def ends_at(releases: Iterable[Release]) -> float:
    """Seconds from the start to the last release."""
    return max((release.at for release in releases if not release.old), default=0.0)


def _assign(stories: Iterable[Story], seed: int) -> dict[str, str]:
    """Story id to outlet id; two stories of one kind and language never share an outlet."""
    free: dict[tuple[str, str], list[str]] = {}
    chosen: dict[str, str] = {}
    for story in stories:
        if story.outlet is None:
            key = (story.kind, story.lang)
            chosen[story.id] = free.setdefault(key, _shuffled(*key, seed)).pop()
        else:
            chosen[story.id] = story.outlet
    return chosen


def _shuffled(kind: str, lang: str, seed: int) -> list[str]:
    ids = [outlet.id for outlet in OUTLETS if outlet.lang == lang]
    random.Random(f"{seed}/{kind}/{lang}").shuffle(ids)
    return ids


def _times(stories: Iterable[Story], seed: int) -> dict[str, float]:
    """Story id to seconds. A story stands below the one it comes after, so one pass is enough."""
    times: dict[str, float] = {}
    for story in stories:
        if story.hours_ago is not None:
            times[story.id] = -story.hours_ago * 3600
        else:
            drawn = random.Random(f"{seed}/{story.id}").uniform(*story.within)
            times[story.id] = round(drawn + (times[story.after] if story.after else 0.0), 3)
    return times
