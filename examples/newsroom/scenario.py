"""A scenario: stories, their order, and what they must lead to. Only the newsroom and the checker read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

MIRROR = "weibo"  # the outlet of a post


@dataclass(frozen=True, slots=True)
class Story:
    """One text before an outlet carries it. A time is a range in seconds that the seed chooses from."""

    id: str
    lang: str
    title: str
    paragraphs: tuple[str, ...]
    kind: str  # stories of one kind and language stand in different outlets
    outlet: str | None = None  # fixed; None lets the seed choose
    within: tuple[float, float] = (0.0, 0.0)  # after the start, or after the story `after`
    after: str | None = None
    hours_ago: float | None = None  # an old story: so long before the newsroom opened
    skewed: bool = False  # the mirror gives its date 8 h early, as RSSHub sometimes does


@dataclass(frozen=True, slots=True)
class Expectation:
    """One alert that must arrive, once on every Channel named here."""

    name: str
    speaker_id: str
    speaker: str  # as the message writes it
    words: tuple[tuple[str, ...], ...]  # of each tuple at least one must appear
    first_party: bool
    reports: int  # at least so many Reports beside the original
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything that one scenario directory says."""

    name: str
    stories: tuple[Story, ...]
    expectations: tuple[Expectation, ...]


def load_scenario(directory: Path) -> Scenario:
    """Read scenario.yaml of a directory, and the old stories of the file that it names."""
    data = _read(directory / "scenario.yaml")
    archive = _read(directory / data["archive"])["stories"]
    stories = [_story(row) for row in data["stories"]] + [_story({"kind": "old", **row}) for row in archive]
    return Scenario(data["name"], tuple(stories), tuple(_expectation(row) for row in data["expect"]))


def _read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    return loaded


def _story(row: Mapping[str, Any]) -> Story:
    first, last = row.get("within", (0, 0))
    return Story(
        id=row["id"],
        lang=row["lang"],
        title=row.get("title", ""),
        paragraphs=tuple(" ".join(p.split()) for p in row["text"].strip().split("\n\n")),
        kind=row["kind"],
        outlet=row.get("outlet"),
        within=(float(first), float(last)),
        after=row.get("after"),
        hours_ago=row.get("hours_ago"),
        skewed=row.get("skewed", False),
    )


def _expectation(row: Mapping[str, Any]) -> Expectation:
    return Expectation(
        name=row["name"],
        speaker_id=row["speaker"]["id"],
        speaker=row["speaker"]["name"],
        words=tuple(tuple(words) for words in row["words"]),
        first_party=row["first_party"],
        reports=row["reports"],
        channels=tuple(row["channels"]),
    )
