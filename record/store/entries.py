"""An Entry as a Source lists it: a new Document, a known one, or one that is to be fetched after all.

Whoever lists an address first must not be able to keep it from the site that it belongs to.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Row, update

from record.sites import same_site
from record.store.baseline import Origin
from record.store.claims import UNHELD
from record.store.identity import known_document
from record.store.posts import first_seen
from record.store.rows import insert_new
from record.store.tables import addresses, documents
from record.types import Entry, Poll

RESTED = timedelta(hours=6)  # a dead address stands in a feed for days
_UNCLAIMED = {"state": "listed", "done_at": None, "not_before": None, "error": None}


def record_entry(connection: Connection, poll: Poll, entry: Entry, key: str, origin: Origin) -> bool:
    """Whether it is new to the record, or to the site that it belongs to."""
    own_site = same_site(f"//{key}", poll.source.url)
    known = known_document(connection, entry, key, poll.source.origin, own_site)
    if known is not None:
        return _list_again(connection, poll, entry, known, _as_listed(entry, own_site, origin))
    values = {"key": key, "kind": "article", "state": "listed", **_as_listed(entry, own_site, origin)}
    new = insert_new(connection, documents, {**values, **first_seen(poll)})
    if new is not None:
        insert_new(connection, addresses, {"key": key, "document_id": new.id})
    return new is not None


def _as_listed(entry: Entry, own_site: bool, origin: Origin) -> dict[str, Any]:
    return {
        "url": entry.url,
        "title": entry.title,
        "published_raw": entry.published_raw,
        "published_at": entry.published_at,
        "baseline": origin.is_baseline(entry.published_at),
        "own_site": own_site,
    }


def _list_again(
    connection: Connection, poll: Poll, entry: Entry, known: Row[Any], listed: dict[str, Any]
) -> bool:
    """True where it is taken over: the own site's word counts more than that of another."""
    failed = known.state == "failed"
    rested = failed and poll.at - known.done_at >= RESTED
    another = known.origin != poll.source.origin
    owner = another and listed["own_site"] and not known.own_site
    if not (rested or (owner and known.state in ("listed", "failed"))):
        return False
    if owner or (another and not known.own_site):
        free = {"attempts": 0, **UNHELD}
        values = {**_UNCLAIMED, **free, **listed, **first_seen(poll)}
    else:
        values = {**_UNCLAIMED, "url": entry.url}  # the attempts stay: one more each time
    unchanged = (documents.c.id == known.id, documents.c.state == known.state)
    done = connection.execute(update(documents).where(*unchanged).values(**values)).rowcount
    return owner and done == 1
