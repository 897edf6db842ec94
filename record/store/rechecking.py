"""What rechecks read and write: Documents due again in, Revisions of what was edited or is gone out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select

from record.cadence import MISSING_PAUSE, is_over, next_recheck, next_try
from record.clock import Clock
from record.errors import LeaseLost
from record.evidence import Capture
from record.paragraphs import ArticleText, Change, compare, fault_in, revision_key
from record.store import claims
from record.store.engine import database_now, read, write
from record.store.evidence import keep, pack
from record.store.recheckrows import course_of
from record.store.shapes import content_hash
from record.store.tables import rechecks, revisions, sources
from record.types import Article, Json, Recheck, Validators

LEASE = timedelta(minutes=3)
SHARE = 1  # of a claim: a Source that is slow or huge holds no other
ASKED_WHOLE = 4  # every so many looks: a server that lies about its validators cannot hide an edit for ever
_NOTHING: Json = {"added": [], "removed": []}


@dataclass(frozen=True, slots=True)
class _Edit:
    """What becomes of a version: a Revision where there is a change, a note where a former one came back."""

    change: Change | None
    returned_key: str | None = None


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the Revisions of a Document have shown so far."""

    last: Row[Any]  # Revision of a version that was there
    gone: bool  # since
    former: frozenset[str | None]  # version keys


class RecheckStore:
    """The verbs of rechecking. Each writes in one transaction and blocks: call it in a thread."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def claim(self, source_ids: Collection[str], limit: int) -> list[Recheck]:
        """Documents of these Sources that are due to be looked at again, of each the longest overdue."""
        with write(self._engine) as connection:
            now = database_now(connection, self._clock)
            where = (rechecks.c.source_id.in_(source_ids),)
            rows = claims.claim(
                connection,
                rechecks,
                now,
                limit=limit,
                lease=LEASE,
                where=where,
                before=rechecks.c.not_before,
                fair=rechecks.c.source_id,
                share=SHARE,
            )
            liars = _liars(connection, {row.source_id for row in rows})
            return [_recheck(row, row.source_id not in liars) for row in rows]

    def unchanged(self, recheck: Recheck, validators: Validators | None) -> None:
        """The page says what it said. Errors: LeaseLost."""
        with write(self._engine) as connection:
            self._looked(connection, recheck, validators)

    def record_version(
        self,
        recheck: Recheck,
        article: Article,
        validators: Validators | None,
        capture: Capture | None = None,
    ) -> bool:
        """What stands there now: a Revision if it says something else; whether there is something to extract.

        A teaser, or another page in its place, counts as a look that failed. Errors: LeaseLost.
        """
        new = ArticleText(article.title, article.text)
        with read(self._engine) as connection:
            shown = _shown(connection, recheck.document_id)
            noted = _noted(connection, recheck)
        last = shown.last
        fault = fault_in(_version(last), new)
        if fault:
            self.failed(recheck, fault)
            return False
        edit = _edit_of(shown, new, noted)
        pack([capture] if edit.change else [])
        with write(self._engine) as connection:
            now = self._looked(connection, recheck, validators, returned_key=edit.returned_key)
            if edit.change is None:
                return False
            new_id = _insert_version(connection, recheck, article, shown, edit.change, now)
            keep(connection, new_id, [capture])
            return bool(edit.change.added)

    def missing(self, recheck: Recheck, reason: str) -> bool:
        """The site says that there is no such page; whether the Document is gone by now. Errors: LeaseLost.

        It is gone when the site says so again hours later, has said nothing else in between, and answers
        otherwise: its Source was read since.
        """
        with write(self._engine) as connection:
            row, now = self._held(connection, recheck)
            since = row.missing_since or now
            values = {"missing_since": since, "error": reason, "etag": None, "last_modified": None}
            shown = _shown(connection, recheck.document_id)
            confirmed = now - since >= MISSING_PAUSE and _read_since(connection, recheck, since)
            if not shown.gone and not confirmed:
                _settle(connection, recheck, now, _in_doubt(connection, recheck, now), values)
                return False
            if not shown.gone:
                _insert_gone(connection, recheck, shown.last, now)
            _settle(connection, recheck, now, _by_cadence(connection, recheck, now), values)
            return not shown.gone

    def failed(self, recheck: Recheck, reason: str, pause: timedelta = timedelta()) -> None:
        """It could not be looked at: later, with growing pauses, `pause` at least. Errors: LeaseLost."""
        with write(self._engine) as connection:
            row, now = self._held(connection, recheck)
            after = next_try(course_of(connection, recheck.document_id), now, row.attempts)
            after = max(after, now + pause) if after else None
            values = {"error": reason, "missing_since": None}
            _settle(connection, recheck, now, after, {**values, "attempts": row.attempts})

    def _looked(
        self, connection: Connection, recheck: Recheck, validators: Validators | None, **values: Any
    ) -> datetime:
        """There was an answer: the next look is by the cadence. The time of this one."""
        _, now = self._held(connection, recheck)
        given = validators or Validators()
        seen = {"etag": given.etag, "last_modified": given.last_modified}
        clear = {"missing_since": None, "error": None, "returned_key": None}
        after = _by_cadence(connection, recheck, now)
        _settle(connection, recheck, now, after, {**clear, **seen, **values})
        return now

    def _held(self, connection: Connection, recheck: Recheck) -> tuple[Row[Any], datetime]:
        """The row, locked: who makes the Document important waits until the next look is decided."""
        mine = (rechecks.c.id == recheck.id, rechecks.c.lease_token == recheck.token)
        row = connection.execute(select(rechecks).where(*mine).with_for_update()).first()
        if row is None:
            raise LeaseLost(f"the recheck of {recheck.url} was taken over by another runner")
        return row, database_now(connection, self._clock)


def _recheck(row: Row[Any], believed: bool) -> Recheck:
    given = Validators(row.etag, row.last_modified) if row.etag or row.last_modified else None
    asked = given if believed and (row.made + 1) % ASKED_WHOLE else None
    return Recheck(row.id, row.document_id, row.source_id, row.url, row.lease_token, asked)


def _liars(connection: Connection, source_ids: Collection[str]) -> frozenset[str]:
    """Sources whose validators are not believed."""
    lying = select(sources.c.id).where(sources.c.id.in_(source_ids), sources.c.validators_believed.is_(False))
    return frozenset(connection.scalars(lying))


def _shown(connection: Connection, document_id: int) -> _Shown:
    """A site can make hundreds of Revisions: of all but the last the text is left where it is."""
    mine = revisions.c.document_id == document_id
    query = select(revisions.c.gone, revisions.c.revision_key).where(mine).order_by(revisions.c.id)
    known = connection.execute(query).all()
    there = select(revisions).where(mine, revisions.c.gone.is_(False)).order_by(revisions.c.id.desc())
    last = connection.execute(there.limit(1)).one()
    return _Shown(last, known[-1].gone, frozenset(row.revision_key for row in known[:-1]))


def _noted(connection: Connection, recheck: Recheck) -> str | None:
    return connection.scalar(select(rechecks.c.returned_key).where(rechecks.c.id == recheck.id))


def _read_since(connection: Connection, recheck: Recheck, since: datetime) -> bool:
    """Whether the Source answered well after that."""
    last_ok_at = connection.scalar(select(sources.c.last_ok_at).where(sources.c.id == recheck.source_id))
    return last_ok_at is not None and last_ok_at > since


def _version(row: Row[Any]) -> ArticleText:
    return ArticleText(row.title, row.text)


def _edit_of(shown: _Shown, new: ArticleText, noted: str | None) -> _Edit:
    """A site with several caches shows old and new versions by turns: one that was there before counts when
    it is seen twice in a row. What is back after it was gone is a Revision, changed or not."""
    change = compare(_version(shown.last), new)
    if shown.gone:
        return _Edit(change or Change((), (), retitled=False))
    key = revision_key(new)
    if change and key != noted and key in shown.former:
        return _Edit(None, key)
    return _Edit(change)


def _in_doubt(connection: Connection, recheck: Recheck, now: datetime) -> datetime | None:
    """Whatever the cadence, the doubt is settled; unless it could not matter any more."""
    over = is_over(course_of(connection, recheck.document_id), now)
    return None if over else now + MISSING_PAUSE


def _by_cadence(connection: Connection, recheck: Recheck, now: datetime) -> datetime | None:
    return next_recheck(course_of(connection, recheck.document_id), now)


def _settle(
    connection: Connection, recheck: Recheck, now: datetime, after: datetime | None, values: Json
) -> None:
    """Due again at `after`; never where that is None."""
    due = {"not_before": after, "done_at": None if after else now}
    fresh = {"attempts": 0, "made": rechecks.c.made + 1}
    claims.settle(connection, rechecks, recheck.id, recheck.token, **{**fresh, **due, **values})


def _insert_version(
    connection: Connection, recheck: Recheck, article: Article, shown: _Shown, change: Change, now: datetime
) -> int:
    """Where nothing was added or taken away, nobody's words are touched; what is back is told of."""
    title = article.title or shown.last.title
    touched = bool(change.added or change.removed) or shown.gone
    values = {
        "title": title,
        "text": article.text,
        "lang": article.lang,
        "authors": list(article.authors),
        "content_hash": content_hash(title, article.text, ""),
        "revision_key": revision_key(ArticleText(title, article.text)),
        "changes": change.as_json(),
        "done_at": None if touched else now,
    }
    return _insert(connection, recheck, shown.last, now, values)


def _insert_gone(connection: Connection, recheck: Recheck, last: Row[Any], now: datetime) -> None:
    values = {
        "title": last.title,
        "text": "",
        "lang": last.lang,
        "authors": last.authors,
        "content_hash": content_hash(last.title, "", ""),
        "gone": True,
        "changes": _NOTHING,
    }
    _insert(connection, recheck, last, now, values)


def _insert(
    connection: Connection, recheck: Recheck, last: Row[Any], now: datetime, values: dict[str, Any]
) -> int:
    """The id of the Revision."""
    kept = {"published_raw": last.published_raw, "published_at": last.published_at}
    own = {"document_id": recheck.document_id, "source_id": recheck.source_id, "observed_at": now}
    new = insert(revisions).values(**own, **kept, **values).returning(revisions.c.id)
    return int(connection.execute(new).scalar_one())
