"""What extraction reads and writes: Revisions in, Reports, Statements and Events out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, exists, select, text

from record.amending import Amend, Amendment, Former
from record.clock import Clock
from record.newness import kind_of_joining
from record.placing import Answer, AnswerTo, Located, Other, Place, Placement, Rumour
from record.store import claims
from record.store.amending import (
    Edit,
    formers_of,
    shown_before,
    speak_as_edited,
    write_deletions,
    write_edit,
    write_returns,
)
from record.store.engine import database_now, write
from record.store.eventrows import write_event
from record.store.evidence import drop_unused
from record.store.halves import complete, half_of
from record.store.members import Members
from record.store.merging import merge
from record.store.reportrows import Rows
from record.store.shapes import document_of, revision_of
from record.store.tables import documents, reports, revisions
from record.store.threads import Tied, tie
from record.types import EventKind, Revision

LEASE = timedelta(seconds=60)
_EARLIER = revisions.alias()
_FIRST_OPEN = ~exists().where(
    _EARLIER.c.document_id == revisions.c.document_id,
    _EARLIER.c.id < revisions.c.id,
    _EARLIER.c.done_at.is_(None),
)


@dataclass(frozen=True, slots=True)
class ClaimedRevision:
    """A Revision to extract from, with the claim on it."""

    revision: Revision
    token: str
    attempts: int


def answer_nothing(
    _: Located, __: datetime, ___: Placement, ____: Sequence[Other], _____: Sequence[Rumour]
) -> Sequence[Answer]:
    return ()


def amend_nothing(_: Sequence[Former], found: Sequence[Located], __: str, ___: Revision) -> Amendment:
    return Amendment(tuple(found))


@dataclass(frozen=True, slots=True)
class Decide:
    """What the record asks of those who think: every one of these is pure."""

    place: Place
    window: timedelta  # in which a Statement of the Speaker can be the same
    answer: AnswerTo = answer_nothing
    amend: Amend = amend_nothing


class IntakeStore:
    """Intake's verbs. Every method is one transaction and blocks: call it in a thread."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock
        self._members = Members()

    def claim_revisions(self, limit: int) -> list[ClaimedRevision]:
        """Revisions that nobody has extracted from yet; of one Document one after the other, for what an edit
        took away must be known before."""
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            rows = claims.claim(connection, revisions, now, limit=limit, lease=LEASE, where=(_FIRST_OPEN,))
            return [_claimed(connection, row) for row in rows]

    def record_reports(
        self,
        claimed: ClaimedRevision,
        found: Sequence[Located],
        place: Place,
        window: timedelta,
        *,
        answer: AnswerTo = answer_nothing,
        amend: Amend = amend_nothing,
    ) -> int:
        """Reports join or open Statements and write Events; how many are new. Errors: LeaseLost; Crossed."""
        revision = claimed.revision
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            claims.finish(connection, revisions, revision.id, claimed.token, now)
            _lock_speakers(connection, revision.document.id, found)
            decide = Decide(place, window, answer, amend)
            new = _Writer(Rows(connection, revision, now), self._members, decide).write(found)
            drop_unused(connection, revision.id)
            return new

    def give_back(self, claimed: ClaimedRevision) -> None:
        """The Revision is due again at once, and this attempt was none. Errors: LeaseLost."""
        with write(self._engine) as connection:
            claims.give_back(connection, revisions, claimed.revision.id, claimed.token)

    def quarantine(self, claimed: ClaimedRevision, error: str) -> None:
        """The Revision is kept with its error and is not read again; the rest go on. Errors: LeaseLost."""
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            claims.finish(connection, revisions, claimed.revision.id, claimed.token, now, error)
            drop_unused(connection, claimed.revision.id)

    def postpone(self, claimed: ClaimedRevision, error: str, pause: timedelta) -> None:
        """The Revision is tried again after a pause. Errors: LeaseLost."""
        with write(self._engine) as connection:
            until = database_now(connection, self._clock) + pause
            claims.postpone(connection, revisions, claimed.revision.id, claimed.token, until, error)


def _claimed(connection: Connection, row: Row[Any]) -> ClaimedRevision:
    document = connection.execute(select(documents).where(documents.c.id == row.document_id)).one()
    revision = revision_of(row._mapping, document_of(document._mapping))
    return ClaimedRevision(revision, row.lease_token, row.attempts)


def _lock_speakers(connection: Connection, document_id: int, found: Iterable[Located]) -> None:
    """One runner at a time places Reports of one Speaker, or two would open the same Statement twice; one
    tells of a Document; and one ties threads, which writes rows of other Speakers' Statements. All are taken
    before any Statement is written, and in one order, or two runners would wait for each other."""
    if connection.dialect.name != "postgresql":
        return
    before = select(reports.c.speaker_id).where(reports.c.document_id == document_id)
    speaker_ids = {located.report.speaker.id for located in found} | set(connection.scalars(before))
    places = [f"place {each}" for each in sorted(speaker_ids)]
    for name in (*(["threads"] if places else []), f"amend {document_id}", *places):
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": name})


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes what one Revision says, and what it changed, within one transaction."""

    rows: Rows
    members: Members
    decide: Decide
    opened: set[int] = field(default_factory=set)  # Statements that this Revision is the first to give

    @property
    def batch(self) -> str:
        return f"revision:{self.rows.revision.id}"

    def write(self, found: Sequence[Located]) -> int:
        """How many Reports are new."""
        connection, revision, now = self.rows.connection, self.rows.revision, self.rows.now
        formers = formers_of(connection, revision.document.id)
        if revision.gone:
            standing = [each for each in formers if each.stands]
            write_deletions(connection, revision.document.id, standing, self.batch, now)
            return 0
        before = shown_before(connection, revision)
        amendment = self.decide.amend(formers, found, before.text, revision)
        if before.gone:
            write_returns(connection, revision.document.id, formers, self.batch, now)
        for former in amendment.taken:
            self._write_edit(former, former.report_id, former.text, "")
        for former in amendment.returned:
            self._write_edit(former, former.report_id, "", former.text)
        edits = sum(self._edit(former, after) for former, after in amendment.became)
        return edits + sum(self._add(located) for located in amendment.new)

    def _edit(self, former: Former, after: Located | Former) -> bool:
        """Whether its words are new: the same act of saying reads otherwise, whatever they change."""
        if isinstance(after, Former):
            self._write_edit(former, after.report_id, former.text, after.text)
            return False
        if self.rows.is_known(after.report):
            return False
        self.rows.know_speaker(after.report)
        placement = Placement(former.statement_id)
        report_id = self.rows.insert_report(after, former.statement_id, copy=False)
        speak_as_edited(self.rows.connection, former, report_id, after.report)
        self._tie(after, placement, former.statement_id, report_id)
        self._write_edit(former, report_id, former.text, after.report.text)
        return True

    def _write_edit(self, former: Former, report_id: int, was: str, now: str) -> None:
        edit = Edit(former.statement_id, report_id, was, now)
        write_edit(self.rows.connection, edit, self.batch, self.rows.now)

    def _add(self, located: Located) -> bool:
        """False where this Document has given the same words to the same Speaker before."""
        report, connection = located.report, self.rows.connection
        if self.rows.is_known(report):
            return False
        self.rows.know_speaker(report)
        half = half_of(connection, self.rows.revision.document, report)
        placement = Placement(half.statement_id) if half else self._place(located)
        if placement.statement_id is None:
            statement_id = self.rows.open_statement(report)
            self.opened.add(statement_id)
            kind = EventKind.NEW
        else:
            statement_id = self._merge(placement.statement_id, placement.merges)
            kind = EventKind.REPORTED if half else self._kind(located, statement_id, placement.copy)
        report_id = self.rows.insert_report(located, statement_id, placement.copy)
        if half:
            complete(connection, half, report_id, report)
        if self.rows.locate_original(statement_id, report_id, report) and kind is not EventKind.NEW:
            kind = EventKind.ORIGINAL
        first_denial = self._tie(located, placement, statement_id, report_id, kind is EventKind.NEW)
        self._write_event(EventKind.FIRST_DENIAL if first_denial else kind, statement_id, report_id)
        return True

    def _place(self, located: Located) -> Placement:
        said_at = self.rows.said_at(located.report)
        speaker_id = located.report.speaker.id
        known = self.members.candidates(self.rows.connection, speaker_id, said_at, self.decide.window)
        return self.decide.place(located, said_at, known)

    def _merge(self, statement_id: int, others: Sequence[int]) -> int:
        return merge(self.rows.connection, (statement_id, *others), self.rows.now) if others else statement_id

    def _kind(self, located: Located, statement_id: int, copy: bool) -> EventKind:
        """What a Document says twice at its first reading it says once."""
        if statement_id in self.opened:
            return EventKind.REPORTED
        members = self.members.of_statement(self.rows.connection, statement_id)
        return kind_of_joining(located, members, copy)

    def _tie(
        self, located: Located, placement: Placement, statement_id: int, report_id: int, opened: bool = False
    ) -> bool:
        said_at, document_id = self.rows.said_at(located.report), self.rows.revision.document.id
        tied = Tied(
            located, placement, statement_id, report_id, opened, said_at, document_id, batch=self.batch
        )
        return tie(self.rows.connection, tied, self.decide.answer, self.rows.now)

    def _write_event(self, kind: EventKind, statement_id: int, report_id: int) -> None:
        connection, now = self.rows.connection, self.rows.now
        write_event(connection, kind, self.batch, now, statement_id=statement_id, report_id=report_id)
