"""The store of the record, as verbs: one object a room, no SQL elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine

from record.clock import Clock
from record.configuration import is_missing
from record.store.acknowledging import AcknowledgingStore
from record.store.claims import reclaim
from record.store.crawling import CrawlStore
from record.store.deliverylog import DeliveryLog
from record.store.engine import migrate, open_engine, write
from record.store.forgetting import ForgettingStore
from record.store.intake import IntakeStore
from record.store.judging import JudgingStore
from record.store.latency import LatencyStore
from record.store.muting import MutingStore
from record.store.presence import Presence
from record.store.proofs import ProofStore
from record.store.reading import ReadingStore
from record.store.rechecking import RecheckStore
from record.store.replaying import ReplayingStore
from record.store.replays import ReplayStore
from record.store.seals import SealStore
from record.store.searching import SearchStore
from record.store.sending import SendingStore
from record.store.tables import deliveries, documents, events, rechecks, revisions, turns

__all__ = ["Record", "open_existing", "open_record"]


@dataclass(frozen=True, slots=True)
class Record:
    """The record, open: what each room may do with it."""

    engine: Engine
    presence: Presence
    crawl: CrawlStore
    rechecks: RecheckStore
    intake: IntakeStore
    judging: JudgingStore
    sending: SendingStore
    reading: ReadingStore
    replaying: ReplayingStore
    search: SearchStore
    seals: SealStore
    proofs: ProofStore
    forgetting: ForgettingStore
    latency: LatencyStore
    muting: MutingStore
    acknowledging: AcknowledgingStore
    replays: ReplayStore
    delivery_log: DeliveryLog

    def enter(self) -> None:
        """A runner begins to work; if it is alone, the leases of dead runners end now."""
        self.presence.enter(self._reclaim)

    def _reclaim(self) -> None:
        with write(self.engine) as connection:
            reclaim(connection, (documents, rechecks, revisions, events, deliveries, turns))

    def close(self) -> None:
        """Give back every connection."""
        self.presence.leave()
        self.engine.dispose()


def open_record(url: str, clock: Clock) -> Record:
    """Open the record and bring its schema up to date. Errors: RecordError."""
    engine = open_engine(url)
    migrate(engine)
    return Record(
        engine=engine,
        presence=Presence(engine),
        crawl=CrawlStore(engine, clock),
        rechecks=RecheckStore(engine, clock),
        intake=IntakeStore(engine, clock),
        judging=JudgingStore(engine, clock),
        sending=SendingStore(engine, clock),
        reading=ReadingStore(engine, clock),
        replaying=ReplayingStore(engine),
        search=SearchStore(engine),
        seals=SealStore(engine, clock),
        proofs=ProofStore(engine, clock),
        forgetting=ForgettingStore(engine, clock),
        latency=LatencyStore(engine),
        muting=MutingStore(engine, clock),
        acknowledging=AcknowledgingStore(engine, clock),
        replays=ReplayStore(engine, clock),
        delivery_log=DeliveryLog(engine, clock),
    )


def open_existing(url: str, clock: Clock) -> Record | None:
    """The record, where there is one: none is made to be looked at. Errors: RecordError."""
    return None if is_missing(url) else open_record(url, clock)
