"""What each watch of one file made of the past, counted by day."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from alerts.dispatch import Judged
from alerts.replay import Replay
from alerts.samples import Sample
from alerts.watches import Watch, Watchlist
from record.store.replaying import Batch
from record.types import Json


@dataclass(slots=True)
class Fires:
    """What one watch made of the stretch."""

    watch: Watch
    hits: Counter[date] = field(default_factory=Counter)  # by day
    told: Counter[date] = field(default_factory=Counter)
    withheld: Counter[str] = field(default_factory=Counter)  # by the check
    statements: int = 0  # with a Hit
    newest: deque[int] = field(default_factory=deque)  # Events of its last Hits
    samples: list[Sample] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.hits.total()

    def as_json(self, statements: int) -> Json:
        days = [
            {"day": day.isoformat(), "fires": self.hits[day], "told": self.told[day]}
            for day in sorted(self.hits)
        ]
        return {
            "id": self.watch.id,
            "name": self.watch.name,
            "fires": self.total,
            "told": self.told.total(),
            "withheld": dict(sorted(self.withheld.items())),
            "statements": self.statements,
            "share": self.statements / statements if statements else 0.0,
            "days": days,
            "samples": [each.as_json() for each in self.samples],
        }


@dataclass(slots=True)
class Side:
    """One file under way: its Replay, and what came of it so far."""

    replay: Replay
    fires: dict[str, Fires]
    zone: ZoneInfo
    fired: dict[int, set[str]] = field(default_factory=dict)  # Statement -> watches with a Hit

    @classmethod
    def of(cls, watchlist: Watchlist, zone: ZoneInfo, most: int) -> Side:
        """`most`: samples of a watch."""
        fires = {watch.id: Fires(watch, newest=deque(maxlen=most)) for watch in watchlist.watches}
        return cls(Replay(watchlist), fires, zone)

    @property
    def watchlist(self) -> Watchlist:
        return self.replay.watchlist

    @property
    def watches(self) -> dict[str, Watch]:
        return {id: each.watch for id, each in self.fires.items()}

    def judge(self, batch: Batch) -> list[Judged]:
        judged = self.replay.judge(batch)
        if batch.earlier:
            return []
        for each in judged:
            self._count(each)
        for statement_id in batch.closed:
            self.fired.pop(statement_id, None)
        return judged

    def _count(self, judged: Judged) -> None:
        event, fires = judged.hit.event, self.fires[judged.watch.id]
        day = event.at.astimezone(self.zone).date()
        fires.hits[day] += 1
        fires.newest.append(event.id)
        failed = judged.failed
        if failed:
            fires.withheld[failed[0]] += 1
        else:
            fires.told[day] += 1
        if event.statement is not None:
            before = self.fired.setdefault(event.statement.id, set())
            fires.statements += fires.watch.id not in before
            before.add(fires.watch.id)
