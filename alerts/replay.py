"""One watchlist over the record's past: what it would have hit and told. Pure, and the same code as live."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from alerts.dispatch import Judged, decide, judge
from alerts.messages.evidence import is_own
from alerts.watches import Watchlist
from record.store.replaying import Batch
from record.told import PastHit, Told, known_of, told_of
from record.types import Statement


@dataclass(frozen=True, slots=True)
class Replay:
    """It remembers of its Hits what the record would have kept of them, while their Statements go on."""

    watchlist: Watchlist
    past: dict[int, list[PastHit]] = field(default_factory=dict)  # by Statement
    waiting: dict[int, dict[str, datetime]] = field(default_factory=dict)  # Statement -> watch -> until when

    def judge(self, batch: Batch, explaining: bool = False) -> list[Judged]:
        """What dispatch would have recorded."""
        concerned = {event.statement.id: event.statement for event in batch.events if event.statement}
        before = [hit for statement_id in concerned for hit in self.past.get(statement_id, ())]
        told = self._told(before, concerned, batch.at)
        judged = judge(self.watchlist, batch.events, known_of(before), told, explaining)
        for hit in _remembered(judged):
            self.past.setdefault(hit.statement_id, []).append(hit)
        self._wait(judged, concerned.values())
        for statement_id in batch.closed:
            self.past.pop(statement_id, None)
            self.waiting.pop(statement_id, None)
        return judged

    def _told(self, before: Sequence[PastHit], concerned: Collection[int], at: datetime) -> Told:
        if not self.waiting:
            return told_of(before)
        waits = ((id, each) for id in concerned for each in self.waiting.get(id, {}).items())
        waiting = frozenset((watch_id, id) for id, (watch_id, until) in waits if until > at)
        return replace(told_of(before), waiting=waiting)

    def _wait(self, judged: Sequence[Judged], concerned: Collection[Statement]) -> None:
        """As record/store/waiting.py has it: until the original is there, or the watch is told at once."""
        if not self.waiting and not any(each.until for each in judged):
            return
        for alert in decide(judged):
            for hit in alert.hits:
                if hit.event.statement is not None:
                    self._set(hit.watch_id, hit.event.statement.id, alert.not_before)
        for statement in concerned:
            if any(map(is_own, statement.reports)):
                self.waiting.pop(statement.id, None)

    def _set(self, watch_id: str, statement_id: int, until: datetime | None) -> None:
        waits = self.waiting.setdefault(statement_id, {})
        if until is None:
            waits.pop(watch_id, None)
        else:
            waits[watch_id] = until


def _remembered(judged: Sequence[Judged]) -> Iterator[PastHit]:
    for each in judged:
        event = each.hit.event
        if event.statement is None or event.evidence is None:
            continue
        document, withheld_by = event.evidence.revision.document.id, next(iter(each.failed), None)
        yield PastHit(
            each.watch.id, event.statement.id, document, event.kind, event.at, event.data, withheld_by
        )
