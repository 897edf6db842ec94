"""Reports and Statements as rows: what is written once a Report has its place."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from record.placing import Located
from record.store import wordindex
from record.store.gistrows import gist_body, gist_vectors
from record.store.recheckrows import hasten
from record.store.rows import insert_new
from record.store.shapes import fingerprint, report_body
from record.store.tables import reports, speakers, statements
from record.types import Report, Revision

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def new_public_id(kind: str = "st_") -> str:
    """st_ and 12 characters that cannot be mistaken for each other: 70 bits."""
    return kind + "".join(secrets.choice(ALPHABET) for _ in range(12))


@dataclass(frozen=True, slots=True)
class Rows:
    """What the Reports of one Revision write."""

    connection: Connection
    revision: Revision
    now: datetime

    def said_at(self, report: Report) -> datetime:
        """As stated, else as published, else as observed."""
        return report.said_at or self.revision.published_at or self.revision.observed_at

    def is_known(self, report: Report) -> bool:
        """Whether this Document has given the same words to the same Speaker before."""
        mine = reports.c.document_id == self.revision.document.id
        known = select(reports.c.id).where(mine, reports.c.fingerprint == fingerprint(report))
        return self.connection.scalar(known) is not None

    def know_speaker(self, report: Report) -> None:
        speaker = report.speaker
        insert_new(self.connection, speakers, {"id": speaker.id, "kind": speaker.kind, "name": speaker.name})

    def open_statement(self, report: Report) -> int:
        values = {
            "public_id": new_public_id(),
            "speaker_id": report.speaker.id,
            "polarity": report.polarity,
            "stance": report.stance,
            "text": report.text,
            "said_at": report.said_at or self.revision.published_at,
            "first_seen_at": self.now,
        }
        return self._insert(statements, values)

    def insert_report(self, located: Located, statement_id: int, copy: bool) -> int:
        report = located.report
        values = {
            "statement_id": statement_id,
            "revision_id": self.revision.id,
            "document_id": self.revision.document.id,
            "speaker_id": report.speaker.id,
            "fingerprint": fingerprint(report),
            "first_party": report.first_party,
            "polarity": report.polarity,
            "said_at": self.said_at(report),
            "recorded_at": self.now,
            "body": report_body(report),
            "gist": gist_body(located.gist),
            "vectors": gist_vectors(located.gist),
            "leading": not copy,
        }
        report_id = self._insert(reports, values)
        wordindex.add(self.connection, [(report_id, report, self.revision)])
        return report_id

    def locate_original(self, statement_id: int, report_id: int, report: Report) -> bool:
        """The first first-party Report is the original; the Statement then speaks its words."""
        if not report.first_party:
            return False
        mine = (statements.c.id == statement_id, statements.c.original_id.is_(None))
        spoken = {"text": report.text, "stance": report.stance}
        change = update(statements).where(*mine).values(original_id=report_id, **spoken)
        located = self.connection.execute(change).rowcount == 1
        if located:
            hasten(self.connection, [self.revision.document.id], self.now)
        return located

    def _insert(self, table: Any, values: dict[str, Any]) -> int:
        inserted = self.connection.execute(insert(table).values(**values).returning(table.c.id))
        return int(inserted.scalar_one())
