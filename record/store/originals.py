"""What the record has for the search for an original: where it would stand, and what stands there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, select

from record.originals import Look, Sought
from record.placing import Candidate, Located
from record.store.gistrows import gist_of
from record.store.loading import load_evidence
from record.store.members import member_of
from record.store.shapes import report_of
from record.store.tables import documents, reports, revisions, sources, statements
from record.types import Account, Evidence

NEARBY = timedelta(hours=36)  # a day alone is said, and the zones differ
MOST = 200  # own posts of that time
POSTED = ("weibo", "post")  # venues that are posts
_RELEASES = frozenset({"newsroom", "edgar"})  # platforms where nobody posts

_BODY = tuple(reports.c.body[name].as_string().label(name) for name in ("text", "kind", "provenance"))


def sought_of(connection: Connection, statement_id: int, accounts: Collection[Account]) -> Sought | None:
    """`accounts`: the Speaker's. None where there is no original and no Report says that it was posted."""
    row = connection.execute(select(statements).where(statements.c.id == statement_id)).one()
    lead = _lead(connection, statement_id, row.original_id)
    if lead is None:
        return None
    report = report_of(lead.body)
    where = _accounts(accounts, report.venue) if row.original_id is None else ()
    own = _own(connection, statement_id, lead.speaker_id, lead.said_at) if where else []
    return Sought(
        located=Located(report, gist_of(lead.gist, lead.vectors), document_id=lead.document_id),
        claimed_at=lead.said_at,
        looks=_looks(connection, where),
        original=_evidence(connection, [statement_id], [row.original_id])[0] if row.original_id else None,
        deleted_at=_gone_since(connection, lead.document_id) if row.original_id else None,
        own=tuple(_candidates(own)),
        posts=tuple(_evidence(connection, {each.statement_id for each in own}, {each.id for each in own})),
    )


def _lead(connection: Connection, statement_id: int, original_id: int | None) -> Row[Any] | None:
    """The original, else the first Report that says where it was posted."""
    query = select(reports).where(reports.c.statement_id == statement_id).order_by(reports.c.id)
    if original_id is not None:
        return connection.execute(query.where(reports.c.id == original_id)).first()
    posted = reports.c.body["venue"].as_string().in_(POSTED)
    return connection.execute(query.where(posted, reports.c.first_party.is_(False)).limit(1)).first()


def _accounts(accounts: Collection[Account], venue: str | None) -> list[str]:
    """Where it would stand: on Weibo, or wherever people post."""
    wanted = (each for each in accounts if each.platform not in _RELEASES)
    return sorted(each.key for each in wanted if venue != "weibo" or each.platform == "weibo")


def _looks(connection: Connection, accounts: Sequence[str]) -> tuple[Look, ...]:
    """The last one looked at first, those that nobody polls last."""
    query = select(sources.c.origin, func.max(sources.c.last_ok_at).label("at")).group_by(sources.c.origin)
    polled = {row.origin: row.at for row in connection.execute(query.where(sources.c.origin.in_(accounts)))}
    looks = [Look(account, account in polled, polled.get(account)) for account in accounts]
    return tuple(sorted(looks, key=lambda look: (look.looked_at is None, not look.polled, _ago(look))))


def _ago(look: Look) -> float:
    return -look.looked_at.timestamp() if look.looked_at else 0.0


def _gone_since(connection: Connection, document_id: int) -> datetime | None:
    """Since when the Document is gone, by the last that was seen of it."""
    last = select(revisions.c.gone, revisions.c.observed_at).where(revisions.c.document_id == document_id)
    row = connection.execute(last.order_by(revisions.c.id.desc()).limit(1)).one()
    return row.observed_at if row.gone else None


def _own(connection: Connection, statement_id: int, speaker_id: str, at: datetime) -> list[Row[Any]]:
    """The Speaker's own words about that time, in other Statements, as they were recorded."""
    query = (
        select(reports, *_BODY, documents.c.account, statements.c.stance)
        .join(documents, documents.c.id == reports.c.document_id)
        .join(statements, statements.c.id == reports.c.statement_id)
        .where(
            reports.c.speaker_id == speaker_id,
            reports.c.said_at.between(at - NEARBY, at + NEARBY),
            reports.c.first_party,
            reports.c.statement_id != statement_id,
            statements.c.merged_into.is_(None),
        )
        .order_by(reports.c.statement_id, reports.c.id)
        .limit(MOST)
    )
    return list(connection.execute(query))


def _candidates(rows: Sequence[Row[Any]]) -> list[Candidate]:
    grouped: dict[int, list[Row[Any]]] = {}
    for row in rows:
        grouped.setdefault(row.statement_id, []).append(row)
    return [
        Candidate(statement_id, of[0].speaker_id, of[0].stance, of[0].said_at, tuple(map(member_of, of)))
        for statement_id, of in grouped.items()
    ]


def _evidence(
    connection: Connection, statement_ids: Collection[int], report_ids: Collection[int]
) -> list[Evidence]:
    loaded = load_evidence(connection, statement_ids)
    return [each for found in loaded.values() for each in found if each.id in report_ids]
