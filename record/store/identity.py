"""Which Document an address leads to, which two addresses are one Document, and what is a copy of what.

An address is a Document's own where it was listed there. What a page only names (its canonical address, or
where a redirect ended) is believed when the two agree: some sites put one wrong canonical on every page.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, or_, select, update

from record.likeness import NEAR_COPY, bands, resemblance
from record.store.rows import insert_new
from record.store.tables import addresses, documents, likenesses
from record.text import fold_name
from record.types import Article, Entry
from record.urls import document_key

SAME = 0.8  # alike: the same article, whatever its title
NOT_ANOTHER = 0.1  # alike: with an equal title the same article, shortened or rewritten; less is another one
COPIED_WITHIN = timedelta(days=14)


def documents_at(connection: Connection, url: str) -> list[int]:
    """Ids of the Documents that this address leads to: its own ones, else one that named it."""
    key = document_key(url)
    rows = connection.execute(_at(url, key)).all()
    own = [row for row in rows if _is_own(row, url, key)]
    return sorted({row.same_as or row.id for row in own or rows})


def is_known(connection: Connection, entry: Entry, key: str) -> bool:
    """Whether a listed article is a Document already, under this address or another."""
    rows = connection.execute(_at(entry.url, key)).all()
    own = [row for row in rows if _is_own(row, entry.url, key)]
    if own and own[0].key != key:
        # Recorded by a version that made other keys of addresses.
        insert_new(connection, addresses, {"key": key, "document_id": own[0].id})
    return bool(own) or any(_are_titled_alike(row.title, entry.title) for row in rows)


def same_document(connection: Connection, row: Row[Any], article: Article, likeness: bytes) -> int | None:
    """The id of another Document that the fetched one turns out to be."""
    title = article.title or row.title
    for key in _keys(row, article):
        other = _holder(connection, key)
        if other and other.id != row.id and other.state == "recorded" and _agree(other, title, likeness):
            return int(other.id)
    return None


def join_document(connection: Connection, row: Row[Any], article: Article, other_id: int) -> None:
    """From now on the addresses of this Document lead to the other."""
    own = update(addresses).where(addresses.c.document_id == row.id)
    connection.execute(own.values(document_id=other_id))
    for key in _keys(row, article):
        insert_new(connection, addresses, {"key": key, "document_id": other_id})


def keep_identity(connection: Connection, row: Row[Any], article: Article, likeness: bytes) -> None:
    """The recorded Document is found by the addresses that its page named, and by later copies of it."""
    _keep_addresses(connection, row, article)
    made = [{"band": band, "document_id": row.id} for band in bands(likeness)]
    if made:
        connection.execute(insert(likenesses), made)


def copied_from(connection: Connection, document_id: int, likeness: bytes, now: datetime) -> int | None:
    """The first of the Documents of the last two weeks that this one is a near-copy of."""
    alike = select(likenesses.c.document_id).where(likenesses.c.band.in_(bands(likeness)))
    query = select(documents.c.id, documents.c.copy_of, documents.c.likeness).where(
        documents.c.id.in_(alike),
        documents.c.id != document_id,
        documents.c.first_seen_at >= now - COPIED_WITHIN,
    )
    for row in connection.execute(query.order_by(documents.c.id)):
        if (resemblance(likeness, row.likeness) or 0.0) >= NEAR_COPY:
            return int(row.copy_of or row.id)
    return None


def _keep_addresses(connection: Connection, row: Row[Any], article: Article) -> None:
    """What the page named leads here from now on, unless another recorded Document has it."""
    for key in _keys(row, article):
        if insert_new(connection, addresses, {"key": key, "document_id": row.id}) is None:
            other = _holder(connection, key)
            if key == row.key or (other and other.state != "recorded"):
                taken = update(addresses).where(addresses.c.key == key)
                connection.execute(taken.values(document_id=row.id))


def _at(url: str, key: str) -> Select[Any]:
    named = select(addresses.c.document_id).where(addresses.c.key == key)
    where = or_(documents.c.key == key, documents.c.url == url, documents.c.id.in_(named))
    columns = (documents.c.id, documents.c.key, documents.c.url, documents.c.title, documents.c.same_as)
    return select(*columns).where(where).order_by(documents.c.id)


def _is_own(row: Row[Any], url: str, key: str) -> bool:
    return bool(row.key == key or row.url == url)


def _keys(row: Row[Any], article: Article) -> list[str]:
    """The keys of the Document's own address, of where it was found in the end, and of its canonical one.

    A home page is what many addresses lead to once their articles are gone.
    """
    named = [document_key(url) for url in (article.url, article.canonical) if url]
    return list(dict.fromkeys([row.key, *(key for key in named if not key.endswith("/"))]))


def _holder(connection: Connection, key: str) -> Row[Any] | None:
    """The Document that the address leads to."""
    joined = select(documents).join(addresses, addresses.c.document_id == documents.c.id)
    return connection.execute(joined.where(addresses.c.key == key)).first()


def _agree(other: Row[Any], title: str, likeness: bytes) -> bool:
    alike = resemblance(likeness, other.likeness or b"")
    titled = _are_titled_alike(other.title, title)
    return titled if alike is None else alike >= (NOT_ANOTHER if titled else SAME)


def _are_titled_alike(one: str, other: str) -> bool:
    return bool(fold_name(one)) and fold_name(one) == fold_name(other)
