"""Whose post a Document is. A key is not enough: two companies file one release under one number, and a
mirror can show anybody's post as its account's. So each account has a Document of its own.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, false, or_, select

from record.store.rows import insert_new
from record.store.tables import documents

_APART = "\n"  # it stands in no key that a mirror gives, so that nobody can take another's

logger = logging.getLogger(__name__)


def plain_key(key: str) -> str:
    """The key of the post, as mirrors give it."""
    return key.partition(_APART)[0]


def documents_of(connection: Connection, account: str, keys: Collection[str]) -> dict[str, Row[Any]]:
    """The plain keys of those that this account's Documents have, with id, baseline, first_seen_at, state."""
    query = select(*(documents.c[name] for name in ("key", "id", "baseline", "first_seen_at", "state")))
    either = [*keys, *(_own_key(key, account) for key in keys)]
    mine = documents.c.account == account, documents.c.key.in_(either)
    rows: list[Row[Any]] = [*connection.execute(query.where(*mine))] if keys else []
    return {plain_key(row.key): row for row in rows}


def posts_named(connection: Connection, keys: Collection[str]) -> list[int]:
    """Ids of the Documents of these posts, whosever they are; a key that begins with / is the end of one."""
    marked = documents.c.key + _APART
    alike = (
        marked.contains(f"{key}{_APART}", autoescape=True)
        if key.startswith("/")
        else marked.startswith(f"{key}{_APART}", autoescape=True)
        for key in keys
    )
    query = select(documents.c.id, documents.c.key).where(documents.c.kind == "post", or_(false(), *alike))
    # SQLite's LIKE takes one case for the other.
    return [row.id for row in connection.execute(query) if _is_named(plain_key(row.key), keys)]


def _is_named(known: str, keys: Collection[str]) -> bool:
    return known in keys or any(known.endswith(key) for key in keys if key.startswith("/"))


def insert_post(connection: Connection, values: dict[str, Any]) -> Any | None:
    """The new Document; None where another mirror of the account has recorded it just now."""
    new = insert_new(connection, documents, values)
    if new is not None:
        return new
    key, account = values["key"], values["account"]
    owner = connection.scalar(select(documents.c.account).where(documents.c.key == key))
    if owner == account:
        return None
    new = insert_new(connection, documents, {**values, "key": _own_key(key, account)})
    if new is not None:
        logger.warning("%s shows post %s, which is one of %s already: both are kept", account, key, owner)
    return new


def _own_key(key: str, account: str) -> str:
    return f"{key}{_APART}{account}"
