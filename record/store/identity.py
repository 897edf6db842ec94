"""Which Document an address leads to, which two addresses are one Document, and what is a copy of what.

An address is a Document's own where it was listed there. What a page only names (its canonical address, or
where a redirect ended) is believed when the two agree: some sites put one wrong canonical on every page.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, or_, select, update

from record.likeness import NEAR_COPY, bands, resemblance
from record.sites import same_site
from record.store.postkeys import posts_named
from record.store.rows import insert_new
from record.store.tables import addresses, documents, likenesses, sources
from record.text import fold_name
from record.types import Article, Entry
from record.urls import document_key

SAME = 0.8  # alike: the same article, whatever its title
NOT_ANOTHER = 0.1  # alike: with an equal title the same article, shortened or rewritten; less is another one
COPIED_WITHIN = timedelta(days=14)
_FORGET_EVERY, _FORGOTTEN = 100, 300  # Documents: more are forgotten than come


def documents_at(connection: Connection, url: str, keys: Collection[str] = ()) -> list[int]:
    """Ids of the Documents that this address leads to: its own ones, else one that named it.

    `keys`: of the post that it names, where it names one; what begins with / is the end of a key.
    """
    key = document_key(url)
    rows = connection.execute(_at(url, key)).all()
    own = [row for row in rows if _is_own(row, url, key)]
    return sorted({row.same_as or row.id for row in own or rows}.union(posts_named(connection, keys)))


def known_document(
    connection: Connection, entry: Entry, key: str, origin: str, own_site: bool
) -> Row[Any] | None:
    """The Document that a listed article is already, under this address or another.

    `own_site`: the address's own site lists it. Then a Document that another site only led there is not it.
    """
    rows = connection.execute(_at(entry.url, key)).all()
    own = [row for row in rows if _is_own(row, entry.url, key)]
    if own and own[0].key != key:
        # Recorded by a version that made other keys of addresses.
        insert_new(connection, addresses, {"key": key, "document_id": own[0].id})
    rivals = (row for row in rows if not (own_site and row.origin != origin and _is_foreign(row, key)))
    alike = (row for row in rivals if _are_titled_alike(row.title, entry.title))
    return own[0] if own else next(alike, None)


def same_document(connection: Connection, row: Row[Any], article: Article, likeness: bytes) -> int | None:
    """The id of another Document that the fetched one turns out to be."""
    title = article.title or row.title
    for key in _keys(row, article):
        other = _holder(connection, key)
        if other is None or other.id == row.id or _gives_way(other, row, key):
            continue
        recorded = other.state == "recorded" and _agree(other, title, likeness)
        if recorded or (other.state == "listed" and other.key == key and _is_foreign(row, key)):
            return int(other.id)
    return None


def join_document(connection: Connection, row: Row[Any], article: Article, other_id: int) -> None:
    """From now on the addresses of this Document lead to the other."""
    _lead_on(connection, row.id, other_id)
    for key in sorted(_keys(row, article)):
        insert_new(connection, addresses, {"key": key, "document_id": other_id})


def keep_identity(
    connection: Connection, row: Row[Any], article: Article, likeness: bytes, now: datetime
) -> None:
    """The recorded Document is found by the addresses that its page named, and by later copies of it."""
    _keep_addresses(connection, row, article, likeness)
    copy_of = _copied_from(connection, row.id, likeness, now)
    connection.execute(update(documents).where(documents.c.id == row.id).values(copy_of=copy_of))
    made = [{"band": band, "document_id": row.id} for band in bands(likeness)]
    if made:
        connection.execute(insert(likenesses), made)
    if row.id % _FORGET_EVERY == 0:
        _forget_likenesses(connection, now)


def _copied_from(connection: Connection, document_id: int, likeness: bytes, now: datetime) -> int | None:
    """The first of the Documents of the last two weeks that this one is a near-copy of."""
    alike = select(likenesses.c.document_id).where(likenesses.c.band.in_(bands(likeness)))
    query = select(documents.c.id, documents.c.copy_of, documents.c.likeness).where(
        documents.c.id.in_(alike),
        documents.c.id != document_id,
        documents.c.state == "recorded",
        documents.c.copy_of.is_distinct_from(document_id),
        documents.c.first_seen_at >= now - COPIED_WITHIN,
    )
    for row in connection.execute(query.order_by(documents.c.id)):
        if (resemblance(likeness, row.likeness) or 0.0) >= NEAR_COPY:
            return int(row.copy_of or row.id)
    return None


def _forget_likenesses(connection: Connection, now: datetime) -> None:
    """Nobody asks for those of older Documents any more."""
    oldest = select(likenesses.c.document_id).distinct().order_by(likenesses.c.document_id).limit(_FORGOTTEN)
    old = select(documents.c.id).where(
        documents.c.id.in_(oldest), documents.c.first_seen_at < now - COPIED_WITHIN
    )
    connection.execute(delete(likenesses).where(likenesses.c.document_id.in_(old)))


def _keep_addresses(connection: Connection, row: Row[Any], article: Article, likeness: bytes) -> None:
    """What the page named leads here from now on, unless another recorded Document has it; what stands on
    another site, only where nobody has it."""
    for key in sorted(_keys(row, article)):
        if insert_new(connection, addresses, {"key": key, "document_id": row.id}) is not None:
            continue
        other = _holder(connection, key)
        if other and other.id != row.id and _yields(other, row, key):
            taken = update(addresses).where(addresses.c.key == key)
            connection.execute(taken.values(document_id=row.id))
            if other.state == "recorded" and _agree(other, article.title or row.title, likeness):
                _become_same(connection, other.id, row.id)


def _yields(holder: Row[Any], row: Row[Any], key: str) -> bool:
    """Whether the address is rather this Document's than that of the one that holds it."""
    if key == row.key or _gives_way(holder, row, key):
        return True
    return holder.state != "recorded" and not _is_foreign(row, key)


def _gives_way(holder: Row[Any], row: Row[Any], key: str) -> bool:
    """Whether another site's Document was led to an address that stands on this one's own site."""
    return row.own_site and not _is_foreign(row, key) and _is_foreign(holder, key)


def _is_foreign(row: Row[Any], key: str) -> bool:
    return not same_site(f"//{row.key}", f"//{key}")


def _become_same(connection: Connection, document_id: int, other_id: int) -> None:
    """A recorded Document turns out to have been another all the time; what was read of it stays."""
    same = update(documents).where(documents.c.id == document_id)
    connection.execute(same.values(state="same", same_as=other_id, copy_of=None))
    copies = update(documents).where(documents.c.copy_of == document_id)
    connection.execute(copies.values(copy_of=other_id))
    _lead_on(connection, document_id, other_id)


def _lead_on(connection: Connection, document_id: int, other_id: int) -> None:
    """What led to the one Document leads to the other."""
    held = update(addresses).where(addresses.c.document_id == document_id)
    connection.execute(held.values(document_id=other_id))
    known = update(documents).where(documents.c.same_as == document_id)
    connection.execute(known.values(same_as=other_id))


def _at(url: str, key: str) -> Select[Any]:
    named = select(addresses.c.document_id).where(addresses.c.key == key)
    where = or_(documents.c.key == key, documents.c.url == url, documents.c.id.in_(named))
    joined = select(documents, sources.c.origin).join(sources, sources.c.id == documents.c.source_id)
    return joined.where(where).order_by(documents.c.id)


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
