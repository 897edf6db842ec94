"""Trying Sources as the platforms bear it; nothing is recorded but that they were asked.

A platform that bears one asker at a time is asked only in its Turn: a trial waits as everybody else does, and
everybody else waits after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from alerts.messages.times import full_stamp
from crawler.breaker import PERIOD
from crawler.mirrors import manners_of
from crawler.trial import Trial, try_sources
from crawler.turns import turn_name
from ops.crawls import crawl_settings
from ops.turns import end_turn, take_turn
from record.clock import Clock
from record.store import Record, open_record
from record.types import Json, Source, Turn, Wait

SECONDS = 60.0  # for all that is tried …
PACED_SECONDS = 420.0  # … and where a platform wants pauses between questions


@dataclass(frozen=True, slots=True)
class Untried:
    """What was not asked, and why."""

    what: str  # the id of a Source, or the key of an account that no Source shows
    reason: str
    until: datetime | None = None  # when it may be asked again

    def line(self, zone: ZoneInfo) -> str:
        later = f"; it may be asked again from {full_stamp(self.until, zone)}" if self.until else ""
        return f"{self.what}  · not asked: {self.reason}{later}"

    def as_json(self) -> Json:
        return {"what": self.what, "reason": self.reason, "until": self.until and self.until.isoformat()}


def try_politely(
    sources: Sequence[Source], limit: int, record_url: str, clock: Clock
) -> tuple[list[Trial], list[Untried]]:
    """How each of the Sources did, with at most `limit` articles of each, and what was not asked.

    Once in a process. What a platform bears is kept in the record, which is made where there is none.
    """
    if not any(manners_of(source).alone or manners_of(source).period for source in sources):
        return _try(sources, limit), []
    record = open_record(record_url, clock)
    try:
        resting = _resting(sources, record)
        asked = [source for source in sources if source.id not in resting]
        tried, waiting = _try_in_turn(asked, limit, record, clock)
    finally:
        record.close()
    return tried, [*resting.values(), *waiting]


def _try(sources: Sequence[Source], limit: int) -> list[Trial]:
    paced = any(manners_of(source).pace for source in sources)
    seconds = PACED_SECONDS if paced else SECONDS
    return try_sources(sources, crawl_settings(), limit=limit, seconds=seconds) if sources else []


def _resting(sources: Iterable[Source], record: Record) -> dict[str, Untried]:
    """Those whose platform wants a time between two polls that is not over."""
    rows = {row.id: row for row in record.reading.sources()}
    return {
        source.id: Untried(source.id, row.wait_reason or PERIOD, row.wait_until)
        for source in sources
        if manners_of(source).period and (row := rows.get(source.id)) and row.wait_until
    }


def _try_in_turn(
    sources: Sequence[Source], limit: int, record: Record, clock: Clock
) -> tuple[list[Trial], list[Untried]]:
    alone = {turn_name(source): source for source in sources if manners_of(source).alone}
    taken = {name: take_turn(record, source) for name, source in alone.items()}
    waits = {name: turn for name, turn in taken.items() if isinstance(turn, Wait)}
    tried: list[Trial] = []
    try:
        tried = _try([source for source in sources if turn_name(source) not in waits], limit)
    finally:
        for name, turn in taken.items():
            if isinstance(turn, Turn):
                outcomes = [trial.state for trial in tried if turn_name(trial.source) == name]
                end_turn(record, alone[name], turn, outcomes)
    return tried, [
        Untried(source.id, wait.reason, clock.now() + timedelta(seconds=wait.seconds))
        for source in sources
        if (wait := waits.get(turn_name(source)))
    ]
