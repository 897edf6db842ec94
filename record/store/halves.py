"""Sentences that were recorded half, for a mirror had cut the post there.

The whole one, once some mirror shows it, is the same utterance: it joins the Statement and gives it its
words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from record.furniture import words_of
from record.store.tables import reports, revisions, statements
from record.text import fold
from record.types import Document, Report


@dataclass(frozen=True, slots=True)
class Half:
    """The Report of the first part of a sentence."""

    report_id: int
    statement_id: int
    text: str
    polarity: str


def half_of(connection: Connection, document: Document, report: Report) -> Half | None:
    """What was recorded of this Report's words when the post was cut in them; where the rest turns them into
    their contrary, they are something else."""
    if document.kind != "post":
        return None
    whole = words_of(fold(report.text))
    cut = _cut_off(connection, document, report)
    like = (half for half in cut if half.polarity == report.polarity)
    return next((half for half in like if whole.startswith(words_of(fold(half.text)))), None)


def complete(connection: Connection, half: Half, report_id: int, report: Report) -> None:
    """The Statement speaks the whole words, where it spoke the half; the original is the Report of them."""
    mine = statements.c.id == half.statement_id
    spoken = {"text": report.text, "stance": report.stance, "polarity": report.polarity}
    connection.execute(update(statements).where(mine, statements.c.text == half.text).values(**spoken))
    original = update(statements).where(mine, statements.c.original_id == half.report_id)
    connection.execute(original.values(original_id=report_id))


def _cut_off(connection: Connection, document: Document, report: Report) -> Iterator[Half]:
    """The Speaker's Reports that end where a cut text of the post ends, the last first."""
    query = (
        select(reports.c.id, reports.c.statement_id, reports.c.body, revisions.c.text)
        .join(revisions, revisions.c.id == reports.c.revision_id)
        .where(
            reports.c.document_id == document.id,
            reports.c.speaker_id == report.speaker.id,
            revisions.c.facts["complete"].as_boolean().is_(False),
        )
        .order_by(reports.c.id.desc())
    )
    for row in connection.execute(query):
        if _stands_last(row.body["content"], row.text):
            yield Half(row.id, row.statement_id, row.body["text"], row.body["polarity"])


def _stands_last(content: list[list[int]], text: str) -> bool:
    return not words_of(text[max(end for _, end in content) :])
