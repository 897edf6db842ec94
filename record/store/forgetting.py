"""Forgetting: words go, hashes stay, and what was forgotten is not read again.

What is forgotten is always whole Documents: words that stand in a text cannot be taken out of it and leave it
a proof. Statements with no other Report lose their words with them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, null, or_, select, update

from record.clock import Clock
from record.placing import Gist
from record.store import wordindex
from record.store.claims import UNHELD
from record.store.engine import BUSY_SECONDS, database_now, read, write
from record.store.evidence import drop_bodies, drop_listings
from record.store.gistrows import gist_body
from record.store.identity import documents_at
from record.store.seals import FORGOTTEN
from record.store.searching import read_reports
from record.store.tables import (
    alert_hits,
    answers,
    deliveries,
    documents,
    events,
    hits,
    likenesses,
    profiles,
    rechecks,
    reports,
    revisions,
    rumours,
    statements,
    threads,
)
from record.types import EventKind, Json

CODE = "forgotten"  # of the Reason that a forgotten Report bears
_LOG_SECONDS = 2  # for which others may go on reading
_WAITING = ("pending", "sending", "in_doubt")
_NO_WORDS: dict[str, Any] = {
    "title": "",
    "text": "",
    "quoted": "",
    "authors": [],
    "facts": null(),
    "changes": null(),
}


@dataclass(frozen=True, slots=True)
class Found:
    """What a name given to `forget` stands for."""

    what: str  # in words, for a question
    document_ids: tuple[int, ...]
    account: str | None = None  # platform:uid, where it is one

    def __bool__(self) -> bool:
        return bool(self.document_ids or self.account)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done, in numbers."""

    documents: int
    revisions: int
    reports: int
    statements: int  # of which nothing is left
    cancelled: int  # Deliveries that had not gone out
    log_left: bool = False  # SQLite's log still holds words: somebody was reading


class ForgettingStore:
    """Its verbs are one transaction each and block: call them in a thread."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def of_statement(self, public_id: str) -> Found:
        """The Documents in which it is reported."""
        with read(self._engine) as connection:
            known = select(statements.c.id, statements.c.merged_into).where(
                statements.c.public_id == public_id
            )
            row = connection.execute(known).first()
            ids = _documents_of(connection, row.merged_into or row.id) if row else ()
            return Found(f"statement {public_id}, with the {_counted(len(ids))} that report it", ids)

    def at_address(self, url: str, keys: Collection[str] = ()) -> Found:
        """The Document there; `keys` as in record.store.identity.documents_at."""
        with read(self._engine) as connection:
            ids = tuple(documents_at(connection, url, keys))
            return Found(f"the {_counted(len(ids))} at {url}", ids)

    def of_account(self, key: str) -> Found:
        """All of its posts, and what it calls itself."""
        with read(self._engine) as connection:
            mine = select(documents.c.id).where(documents.c.account == key).order_by(documents.c.id)
            ids = tuple(connection.scalars(mine))
            shown = select(func.count()).select_from(profiles).where(profiles.c.account == key)
            known = bool(ids or connection.scalar(shown))
            return Found(f"account {key}, with {_counted(len(ids))}", ids, key if known else None)

    def forget(self, found: Found) -> Forgotten:
        """It cannot be undone."""
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            if found.account:
                connection.execute(delete(profiles).where(profiles.c.account == found.account))
            done = _forget(connection, found.document_ids, now)
        wordindex.clean(self._engine)
        return replace(done, log_left=not _empty_log(self._engine))


def _empty_log(engine: Engine) -> bool:
    """SQLite's write-ahead log holds what was overwritten. False where somebody is reading, who needs it."""
    if engine.dialect.name != "sqlite":
        return True
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute(f"PRAGMA busy_timeout={_LOG_SECONDS * 1000}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        ((busy, *_),) = cursor.fetchall()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
        return not busy
    finally:
        raw.close()


def _since(now: datetime) -> str:
    return f"forgotten on {now:%Y-%m-%d}"


def _counted(number: int) -> str:
    return "1 document" if number == 1 else f"{number} documents"


def _documents_of(connection: Connection, statement_id: int) -> tuple[int, ...]:
    query = select(reports.c.document_id).where(reports.c.statement_id == statement_id).distinct()
    return tuple(sorted(connection.scalars(query)))


def _forget(connection: Connection, document_ids: Collection[int], now: datetime) -> Forgotten:
    here = reports.c.document_id.in_(document_ids)
    said = connection.execute(select(reports).where(here)).all()
    versions = connection.scalars(select(revisions.c.id).where(revisions.c.document_id.in_(document_ids)))
    revision_ids, report_ids = list(versions), [row.id for row in said]
    touched = {row.statement_id for row in said}
    wordindex.remove(connection, read_reports(connection, report_ids))
    for row in said:
        _forget_report(connection, row, now)
    _forget_texts(connection, document_ids, revision_ids, now)
    _forget_events(connection, report_ids)
    _forget_threads(connection, [row.body["text"] for row in said], report_ids, touched)
    gone = [id for id in sorted(touched) if not _speaks_on(connection, id)]
    cancelled = _silence(connection, report_ids, gone, now)
    return Forgotten(len(document_ids), len(revision_ids), len(report_ids), len(gone), cancelled)


def _forget_report(connection: Connection, row: Any, now: datetime) -> None:
    """Its place in the text stays, and who was taken to speak; nothing that was said does."""
    reason = {"code": CODE, "text": _since(now)}
    body: Json = {**row.body, "text": "", "who": "", "org": None, "role": None, "reasons": [reason]}
    values = {"body": body, "gist": null(), "vectors": None, "leading": False}  # nothing joins or answers it
    connection.execute(update(reports).where(reports.c.id == row.id).values(**values))


def _forget_texts(
    connection: Connection, document_ids: Collection[int], revision_ids: Collection[int], now: datetime
) -> None:
    drop_bodies(connection, revision_ids)
    drop_listings(connection, document_ids)
    read_already = {**_NO_WORDS, "done_at": func.coalesce(revisions.c.done_at, now), **UNHELD}
    connection.execute(update(revisions).where(revisions.c.id.in_(revision_ids)).values(**read_already))
    for table in (rechecks, likenesses):
        connection.execute(delete(table).where(table.c.document_id.in_(document_ids)))
    kept_out = {"state": FORGOTTEN, "title": "", "likeness": None, **UNHELD}
    mine = documents.c.id.in_(document_ids)
    connection.execute(update(documents).where(mine).values(**kept_out, done_at=now, error=_since(now)))


def _forget_events(connection: Connection, report_ids: Collection[int]) -> None:
    """What was said before and after an edit."""
    edits = events.c.report_id.in_(report_ids), events.c.kind == EventKind.EDITED
    connection.execute(update(events).where(*edits).values(data={"was": "", "now": ""}))


def _forget_threads(
    connection: Connection,
    words: Collection[str],
    report_ids: Collection[int],
    statement_ids: Collection[int],
) -> None:
    """The rumours that these Reports answer, why they answer what they do, and what a thread is named by."""
    mine = rumours.c.report_id.in_(report_ids)
    of_rumour = threads.c.id.in_(select(rumours.c.thread_id).where(mine))
    thread_ids = select(statements.c.thread_id).where(statements.c.id.in_(statement_ids))
    of_words = threads.c.id.in_(thread_ids) & threads.c.subject.in_(words)
    connection.execute(update(threads).where(or_(of_rumour, of_words)).values(subject=""))
    empty = {"text": "", "gist": gist_body(Gist(lang="")), "vectors": None}
    connection.execute(update(rumours).where(mine).values(**empty))
    told = (
        answers.c.report_id.in_(report_ids)
        | answers.c.answered_id.in_(statement_ids)
        | answers.c.rumour_id.in_(select(rumours.c.id).where(mine))
    )
    connection.execute(update(answers).where(told).values(reason=""))


def _speaks_on(connection: Connection, statement_id: int) -> bool:
    """The Statement speaks the words of another Report, its original first; False where none is left."""
    query = select(reports.c.id, reports.c.body, reports.c.first_party)
    mine = query.where(reports.c.statement_id == statement_id).order_by(reports.c.first_party.desc())
    left = [row for row in connection.execute(mine.order_by(reports.c.id)) if row.body["text"]]
    words = {
        "text": left[0].body["text"] if left else "",
        "original_id": left[0].id if left and left[0].first_party else None,
    }
    merged = statements.c.merged_into == statement_id
    connection.execute(update(statements).where(merged).values(text=""))
    connection.execute(update(statements).where(statements.c.id == statement_id).values(**words))
    return bool(left)


def _silence(
    connection: Connection, report_ids: Collection[int], statement_ids: Collection[int], now: datetime
) -> int:
    """What waits to be sent of these Reports and Statements is not sent, and no message is kept; how many
    waited."""
    of_report = select(events.c.id).where(events.c.report_id.in_(report_ids))
    concerned = or_(hits.c.statement_id.in_(statement_ids), hits.c.event_id.in_(of_report))
    connection.execute(update(hits).where(concerned).values(explanation={}))
    told = select(alert_hits.c.alert_id).join(hits, hits.c.id == alert_hits.c.hit_id).where(concerned)
    mine = deliveries.c.alert_id.in_(told)
    dead = {"state": "dead", "done_at": now, **UNHELD, "error": _since(now)}
    waiting = or_(*(deliveries.c.state == state for state in _WAITING))
    cancelled = connection.execute(update(deliveries).where(mine, waiting).values(**dead)).rowcount
    connection.execute(update(deliveries).where(mine).values(payload=None))
    gone = deliveries.c.state == "dead"  # there is nothing left that could be sent again
    connection.execute(update(deliveries).where(mine, gone).values(expires_at=now))
    return int(cancelled)
