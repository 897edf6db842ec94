"""What extraction reads and writes: Revisions in, Reports, Statements and Events out."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select, text, update

from record.clock import Clock
from record.placing import Candidate, Located, own_post
from record.store import claims
from record.store.engine import database_now, write
from record.store.halves import complete, half_of
from record.store.recheckrows import hasten
from record.store.rows import insert_new
from record.store.shapes import document_of, fingerprint, report_body, revision_of
from record.store.tables import documents, events, reports, revisions, speakers, statements
from record.types import EventKind, Report, Revision

LEASE = timedelta(seconds=60)
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class ClaimedRevision:
    """A Revision to extract from, with the claim on it."""

    revision: Revision
    token: str
    attempts: int


_PLACING = tuple(
    reports.c[name]
    for name in (
        *("statement_id", "document_id", "speaker_id"),
        *("polarity", "said_at", "content_topics", "topics"),
    )
)
_PROVENANCE = reports.c.body["provenance"].as_string().label("provenance")

Place = Callable[[Located, datetime, Sequence[Candidate]], int | None]


def new_public_id() -> str:
    """st_ and 12 characters that cannot be mistaken for each other: 70 bits."""
    return "st_" + "".join(secrets.choice(ALPHABET) for _ in range(12))


class IntakeStore:
    """Intake's verbs. Every method is one transaction and blocks: call it in a thread."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def claim_revisions(self, limit: int) -> list[ClaimedRevision]:
        """Revisions that nobody has extracted from yet."""
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            rows = claims.claim(connection, revisions, now, limit=limit, lease=LEASE)
            return [_claimed(connection, row) for row in rows]

    def record_reports(
        self, claimed: ClaimedRevision, found: Sequence[Located], place: Place, window: timedelta
    ) -> int:
        """Reports join or open Statements and write Events; how many are new. Errors: LeaseLost."""
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            claims.finish(connection, revisions, claimed.revision.id, claimed.token, now)
            with _placing(connection, found):
                writer = _Writer(connection, claimed.revision, now, window)
                return sum(writer.add(located, place) for located in found)

    def quarantine(self, claimed: ClaimedRevision, error: str) -> None:
        """The Revision is kept with its error and is not read again; the rest go on. Errors: LeaseLost."""
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            claims.finish(connection, revisions, claimed.revision.id, claimed.token, now, error)

    def postpone(self, claimed: ClaimedRevision, error: str, pause: timedelta) -> None:
        """The Revision is tried again after a pause. Errors: LeaseLost."""
        with write(self._engine) as connection:
            until = database_now(connection, self._clock) + pause
            claims.postpone(connection, revisions, claimed.revision.id, claimed.token, until, error)


def _claimed(connection: Connection, row: Row[Any]) -> ClaimedRevision:
    document = connection.execute(select(documents).where(documents.c.id == row.document_id)).one()
    revision = revision_of(row._mapping, document_of(document._mapping))
    return ClaimedRevision(revision, row.lease_token, row.attempts)


@contextmanager
def _placing(connection: Connection, found: Sequence[Located]) -> Iterator[None]:
    """One runner at a time places Reports of one Speaker, or two would open the same Statement twice."""
    if connection.dialect.name == "postgresql":
        for speaker_id in sorted({located.report.speaker.id for located in found}):
            connection.execute(
                text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": f"place {speaker_id}"}
            )
    yield


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the Reports of one Revision within one transaction."""

    connection: Connection
    revision: Revision
    now: datetime
    window: timedelta

    def add(self, located: Located, place: Place) -> bool:
        """False where this Document has given the same words to the same Speaker before."""
        report = located.report
        known = select(reports.c.id).where(
            reports.c.document_id == self.revision.document.id,
            reports.c.fingerprint == fingerprint(report),
        )
        if self.connection.scalar(known) is not None:
            return False
        said_at = report.said_at or self.revision.published_at or self.revision.observed_at
        self._know_speaker(report)
        half = half_of(self.connection, self.revision.document, report)
        if half is not None:
            statement_id: int | None = half.statement_id
        else:
            statement_id = place(located, said_at, self._candidates(report.speaker.id, said_at))
        opened = statement_id is None
        if statement_id is None:
            statement_id = self._open_statement(report)
        report_id = self._insert_report(located, statement_id, said_at)
        if half is not None:
            complete(self.connection, half, report_id, report)
        kind = EventKind.NEW if opened else EventKind.REPORTED
        if report.first_party and self._locate_original(statement_id, report_id) and not opened:
            kind = EventKind.ORIGINAL
        self._write_event(kind, statement_id, report_id)
        return True

    def _know_speaker(self, report: Report) -> None:
        speaker = report.speaker
        insert_new(self.connection, speakers, {"id": speaker.id, "kind": speaker.kind, "name": speaker.name})

    def _candidates(self, speaker_id: str, said_at: datetime) -> list[Candidate]:
        """The Speaker's Statements with a Report within the window, oldest first."""
        words = reports.c.body["text"].as_string().label("words")
        query = (
            select(*_PLACING, words, _PROVENANCE, statements.c.stance, documents.c.account)
            .join(statements, statements.c.id == reports.c.statement_id)
            .join(documents, documents.c.id == reports.c.document_id)
            .where(
                reports.c.speaker_id == speaker_id,
                reports.c.said_at.between(said_at - self.window, said_at + self.window),
                statements.c.merged_into.is_(None),
            )
            .order_by(reports.c.statement_id, reports.c.id)
        )
        grouped: dict[int, list[Any]] = {}
        for row in self.connection.execute(query):
            grouped.setdefault(row.statement_id, []).append(row)
        return [_candidate(statement_id, rows) for statement_id, rows in grouped.items()]

    def _open_statement(self, report: Report) -> int:
        values = {
            "public_id": new_public_id(),
            "speaker_id": report.speaker.id,
            "polarity": report.polarity,
            "stance": report.stance,
            "text": report.text,
            "said_at": report.said_at or self.revision.published_at,
            "first_seen_at": self.now,
        }
        inserted = self.connection.execute(insert(statements).values(**values).returning(statements.c.id))
        return int(inserted.scalar_one())

    def _insert_report(self, located: Located, statement_id: int, said_at: datetime) -> int:
        report = located.report
        values = {
            "statement_id": statement_id,
            "revision_id": self.revision.id,
            "document_id": self.revision.document.id,
            "speaker_id": report.speaker.id,
            "fingerprint": fingerprint(report),
            "first_party": report.first_party,
            "polarity": report.polarity,
            "said_at": said_at,
            "recorded_at": self.now,
            "body": report_body(report),
            "content_topics": sorted(located.content_topics),
            "topics": sorted(located.topics),
        }
        inserted = self.connection.execute(insert(reports).values(**values).returning(reports.c.id))
        return int(inserted.scalar_one())

    def _locate_original(self, statement_id: int, report_id: int) -> bool:
        """The first first-party Report is the original; the Statement then speaks its words."""
        words = select(reports.c.body).where(reports.c.id == report_id)
        body = self.connection.execute(words).scalar_one()
        change = (
            update(statements)
            .where(statements.c.id == statement_id, statements.c.original_id.is_(None))
            .values(original_id=report_id, text=body["text"], stance=body["stance"])
        )
        located = self.connection.execute(change).rowcount == 1
        if located:
            hasten(self.connection, [self.revision.document.id], self.now)
        return located

    def _write_event(self, kind: EventKind, statement_id: int, report_id: int) -> None:
        values = {
            "kind": kind,
            "at": self.now,
            "batch": f"revision:{self.revision.id}",
            "statement_id": statement_id,
            "report_id": report_id,
            "data": {},
        }
        self.connection.execute(insert(events).values(**values))


def _candidate(statement_id: int, rows: Sequence[Any]) -> Candidate:
    return Candidate(
        statement_id=statement_id,
        speaker_id=rows[0].speaker_id,
        polarity=rows[0].polarity,
        stance=rows[0].stance,
        said_at=rows[0].said_at,
        content_topics=frozenset().union(*(row.content_topics for row in rows)),
        topics=frozenset().union(*(row.topics for row in rows)),
        texts=tuple(row.words for row in rows),
        posts=frozenset(
            post for row in rows if (post := own_post(row.account, row.document_id, row.provenance))
        ),
    )
