"""What a watchlist would have told of the record, and what another one would have told instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.differing import Comparison, Difference, differences
from alerts.fires import Fires, Side
from alerts.samples import sample_of
from alerts.watches import Watch, Watchlist
from record.store.replaying import ReplayingStore, Stretch
from record.types import Json

UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Backtest:
    """What came of it."""

    stretch: Stretch
    fires: tuple[Fires, ...]  # by watch, in the order of the file
    differences: tuple[Difference, ...] | None = None  # None: there was no other file

    @property
    def never(self) -> list[Watch]:
        """The watches that fire on nothing."""
        return [each.watch for each in self.fires if not each.total]

    def as_json(self) -> Json:
        stretch, other = self.stretch, self.differences
        shown = {
            "begins": stretch.begins and stretch.begins.isoformat(),
            "ends": stretch.ends and stretch.ends.isoformat(),
            "events": stretch.events,
            "statements": stretch.statements,
            "watches": [each.as_json(stretch.statements) for each in self.fires],
            "never": [watch.id for watch in self.never],
        }
        return shown if other is None else {**shown, "against": [each.as_json() for each in other]}


def backtest(
    store: ReplayingStore,
    watchlist: Watchlist,
    since: datetime | None = None,
    *,
    against: Watchlist | None = None,
    zone: ZoneInfo = UTC,
    samples: int = 3,
    progress: Callable[[int, int], object] = lambda *_: None,
) -> Backtest:
    """Judge what happened since then (None: all of it). `progress` is told of Events done, and of all."""
    stretch = store.stretch(since)
    ours = Side.of(watchlist, zone, samples)
    theirs = Side.of(against, zone, samples) if against else None
    comparison, done = Comparison(), 0
    for batch in store.batches(stretch):
        judged = ours.judge(batch)
        if theirs:
            comparison.note(judged, theirs.judge(batch))
        done += 0 if batch.earlier else len(batch.events)
        progress(done, stretch.events)
    _add_samples(store, ours)
    other = differences(store, ours, theirs, comparison, samples) if theirs else None
    return Backtest(stretch, tuple(ours.fires.values()), other)


def shares(store: ReplayingStore, watchlist: Watchlist, since: datetime | None = None) -> dict[str, float]:
    """Watch -> the share of the Statements since then that it hits, 0 to 1; empty where there were none."""
    tested = backtest(store, watchlist, since, samples=0)
    count = tested.stretch.statements
    return {each.watch.id: each.statements / count for each in tested.fires} if count else {}


def _add_samples(store: ReplayingStore, side: Side) -> None:
    known = store.events([id for fires in side.fires.values() for id in fires.newest])
    for fires in side.fires.values():
        events = [known[id] for id in reversed(fires.newest)]
        fires.samples = [sample_of(event, fires.watch, side.watchlist) for event in events]
