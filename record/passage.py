"""What was told, from its saying to its arrival: the times of one Report on one Channel. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Part = Literal["theirs", "ours", "wanted"]


@dataclass(frozen=True, slots=True)
class Passage:
    """One Report of one Statement, told to one Channel; a time that is not known is None.

    Each time belongs to the end of its step: `matched` is when the rules were done with it.
    """

    statement: str  # public id
    source: str
    channel: str
    delivery: str  # key
    said: datetime | None  # where the text says when: the beginning of that day
    published: datetime | None  # as the Source dates it; None too where it names only the day
    listed: datetime | None  # first seen on a list; of a post, which its list shows whole, as fetched
    fetched: datetime
    recorded: datetime
    extracted: datetime
    matched: datetime
    decided: datetime
    due: datetime  # when it was to go out: the user may have wanted it to wait
    delivered: datetime

    def lapses(self) -> Iterator[tuple[Step, float]]:
        """Seconds of each step whose two ends are known. Clocks of two machines may cross: never below 0."""
        for step in STEPS:
            begin, end = getattr(self, step.begin), getattr(self, step.end)
            if begin is not None and end is not None:
                yield step, max(0.0, (end - begin).total_seconds())

    @property
    def ours(self) -> float:
        """Seconds that it took us, without what the user wanted to wait."""
        return sum(seconds for step, seconds in self.lapses() if step.part == "ours")


@dataclass(frozen=True, slots=True)
class Step:
    """Between two times of a Passage; whose time it is."""

    begin: str
    end: str
    part: Part

    @property
    def name(self) -> str:
        return f"{self.begin} → {self.end}"


STEPS = (
    Step("said", "published", "theirs"),
    Step("published", "listed", "theirs"),
    Step("listed", "fetched", "ours"),
    Step("fetched", "recorded", "ours"),
    Step("recorded", "extracted", "ours"),
    Step("extracted", "matched", "ours"),
    Step("matched", "decided", "ours"),
    Step("decided", "due", "wanted"),
    Step("due", "delivered", "ours"),
)
