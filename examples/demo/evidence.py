"""What the record knows of the alerts: for the checker, and for the screen's "how long each step took"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from record.clock import Clock
from record.store import Record, open_record
from record.store.reading import RecordedDelivery
from record.types import Statement

from .checker import Told
from .workdir import WorkDir


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an Alert's way and when it was done."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Way:
    """How one Delivery came about."""

    public_id: str
    watches: tuple[str, ...]
    steps: tuple[Step, ...]
    reports: int


class Evidence:
    """The record, read only, opened once the service has made it."""

    def __init__(self, workdir: WorkDir, clock: Clock) -> None:
        self._workdir = workdir
        self._clock = clock
        self._record: Record | None = None

    @property
    def record(self) -> Record | None:
        if self._record is None and self._workdir.record.exists():
            self._record = open_record(self._workdir.record_url, self._clock)
        return self._record

    def close(self) -> None:
        if self._record is not None:
            self._record.close()

    def told(self, speaker_ids: Iterable[str]) -> list[Told]:
        """Statements of these Speakers that have Deliveries."""
        if self.record is None:
            return []
        reading = self.record.reading
        statements = [
            each for speaker_id in sorted(set(speaker_ids)) for each in reading.statements(speaker_id)
        ]
        pairs = [(statement, reading.deliveries(statement)) for statement in statements]
        return [_told(statement, deliveries) for statement, deliveries in pairs if deliveries]

    def way(self, key: str, told: Sequence[Told]) -> Way | None:
        """The way of the Delivery whose key stands in a message's; None until it is acknowledged."""
        for each in told:
            if self.record and any(known in key for known in each.keys):
                way = self._way_of(self.record, each.public_id, key)
                if way:
                    return way
        return None

    def _way_of(self, record: Record, public_id: str, key: str) -> Way | None:
        statement = record.reading.statement(public_id)
        if statement is None:
            return None
        deliveries = record.reading.deliveries(statement)
        sent = [each for each in deliveries if each.key in key and each.sent_at]
        return self._way(record, statement, sent[0]) if sent else None

    def _way(self, record: Record, statement: Statement, delivery: RecordedDelivery) -> Way:
        hits = [hit for hit in record.reading.hits(statement) if all(check["passed"] for check in hit.checks)]
        event = hits[0].event if hits else record.reading.events(statement)[0]
        revision = event.evidence.revision if event.evidence else None
        times = [
            ("published", revision.published_at if revision else None),
            ("fetched", revision.observed_at if revision else None),
            ("extracted", event.at),
            ("decided", delivery.alerted_at),
            ("delivered", delivery.sent_at),
        ]
        steps = tuple(Step(name, at) for name, at in times if at)
        watches = tuple(dict.fromkeys(hit.watch_name for hit in hits))
        return Way(statement.public_id, watches, steps, len(statement.reports))

    def polls(self) -> dict[str, int]:
        """How often each Source was polled."""
        return self.record.reading.poll_counts() if self.record else {}

    def polled_since(self, at: datetime) -> bool:
        """Whether every Source was polled after that time."""
        sources = self.record.reading.sources() if self.record else []
        return bool(sources) and all(each.last_polled_at and each.last_polled_at > at for each in sources)

    def idle(self) -> bool:
        """Whether no stage has any work left."""
        return self.record is not None and not any(self.record.reading.waiting().values())


def _told(statement: Statement, deliveries: Sequence[RecordedDelivery]) -> Told:
    original = statement.original.revision.document if statement.original else None
    documents = {evidence.revision.document.id for evidence in statement.reports}
    return Told(
        public_id=statement.public_id,
        speaker_id=statement.speaker.id,
        words="\n".join([statement.text, *(evidence.report.text for evidence in statement.reports)]),
        original=original.url if original else None,
        reports=len(documents - {original.id} if original else documents),
        keys=frozenset(delivery.key for delivery in deliveries),
    )
