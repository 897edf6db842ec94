"""What one file tells of the past and another one does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from alerts.dispatch import Judged
from alerts.fires import Side
from alerts.matching import OPENING
from alerts.samples import Sample, sample_of, why_silent
from alerts.watches import Watch
from record.store.replaying import ReplayingStore
from record.types import Event, Json

ASIDE = frozenset({"baseline", "status"})  # checks that withhold it whatever the rule is
Key = tuple[str, int, str]  # watch, Statement, and what happened to it


@dataclass(frozen=True, slots=True)
class Difference:
    """What a watch tells by one file and not by the other."""

    id: str
    name: str
    new: int
    lost: int
    new_samples: tuple[Sample, ...]
    lost_samples: tuple[Sample, ...]
    only: str = ""  # "here" or "there": the watch stands in one file alone

    def as_json(self) -> Json:
        samples = {"new": self.new_samples, "lost": self.lost_samples}
        shown = {name: [each.as_json() for each in found] for name, found in samples.items()}
        counts = {"new": self.new, "lost": self.lost, "only": self.only or None}
        return {"id": self.id, "name": self.name, **counts, "samples": shown}


@dataclass(frozen=True, slots=True)
class Pending:
    """An Event by which one file tells something and the other, as far as it is judged, does not."""

    event_id: int
    why: str = ""  # a check of the other's withholds it


@dataclass(slots=True)
class Comparison:
    """What only one of two files tells, while both are judged over the same Events. What both tell, if by
    different Reports of a Statement, is no difference."""

    here: dict[Key, Pending] = field(default_factory=dict)
    there: dict[Key, Pending] = field(default_factory=dict)

    def note(self, ours: Sequence[Judged], theirs: Sequence[Judged]) -> None:
        _cancel(self.here, self.there, ours, theirs)
        _cancel(self.there, self.here, theirs, ours)


def _cancel(
    mine: dict[Key, Pending], others: dict[Key, Pending], judged: Sequence[Judged], beside: Sequence[Judged]
) -> None:
    for each in judged:
        if not ASIDE.issuperset(each.failed):
            continue
        key = _key(each)
        if others.pop(key, None) is None:
            mine[key] = Pending(each.hit.event.id, _withheld(each, beside))


def _key(judged: Judged) -> Key:
    """What is told of a Statement once is one thing whichever Event tells it."""
    event = judged.hit.event
    opening = event.kind in OPENING or event.kind not in judged.watch.on
    statement_id = event.statement.id if event.statement else 0
    return judged.watch.id, statement_id, "new" if opening else str(event.id)


def _withheld(judged: Judged, beside: Sequence[Judged]) -> str:
    """Why the other file, which hits too, does not tell it."""
    same = (
        each
        for each in beside
        if each.watch.id == judged.watch.id and each.hit.event.id == judged.hit.event.id
    )
    reasons = (verdict.reason for each in same for verdict in each.verdicts if not verdict.passed)
    return next(reasons, "")


def differences(
    store: ReplayingStore, ours: Side, theirs: Side, found: Comparison, most: int
) -> tuple[Difference, ...]:
    """By watch, ours first; `most` samples each way, the newest."""
    new, lost = _by_watch(found.here), _by_watch(found.there)
    wanted = [each for by_watch in (new, lost) for all in by_watch.values() for each in _newest(all, most)]
    known = store.events({each.event_id for each in wanted})
    told = _Telling(ours, theirs, known, most)
    watches = theirs.watches | ours.watches
    return tuple(
        told.difference(watches[id], new.get(id, []), lost.get(id, []))
        for id in dict.fromkeys([*ours.watches, *theirs.watches])
    )


def _by_watch(pending: Mapping[Key, Pending]) -> dict[str, list[Pending]]:
    found: dict[str, list[Pending]] = {}
    for (watch_id, _, _), each in pending.items():
        found.setdefault(watch_id, []).append(each)
    return found


def _newest(found: Sequence[Pending], most: int) -> list[Pending]:
    return list(reversed(found[max(0, len(found) - most) :]))


@dataclass(frozen=True, slots=True)
class _Telling:
    """Puts it in words."""

    ours: Side
    theirs: Side
    known: Mapping[int, Event]
    most: int

    def difference(self, watch: Watch, new: Sequence[Pending], lost: Sequence[Pending]) -> Difference:
        here, there = watch.id in self.ours.watches, watch.id in self.theirs.watches
        return Difference(
            watch.id,
            watch.name,
            len(new),
            len(lost),
            tuple(self._new(watch.id, each) for each in _newest(new, self.most)),
            tuple(self._lost(watch.id, each) for each in _newest(lost, self.most)),
            "" if here and there else "here" if here else "there",
        )

    def _new(self, watch_id: str, pending: Pending) -> Sample:
        return sample_of(self.known[pending.event_id], self.ours.watches[watch_id], self.ours.watchlist)

    def _lost(self, watch_id: str, pending: Pending) -> Sample:
        event, ours = self.known[pending.event_id], self.ours
        sample = sample_of(event, self.theirs.watches[watch_id], self.theirs.watchlist)
        watch = ours.watches.get(watch_id)
        why = pending.why or (why_silent(event, watch, ours.watchlist) if watch else "the watch is gone")
        return sample.because(why)
