"""What the record has of accounts: who they last said they are, and how many posts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from sqlalchemy import Connection, func, select

from record.store.tables import documents, profiles
from record.types import AccountState

_SHOWN = ("name", "verified", "verified_reason")


def account_states(connection: Connection) -> dict[str, AccountState]:
    """By the account's key. Of what several mirrors show the latest counts, field by field."""
    states: defaultdict[str, AccountState] = defaultdict(AccountState)
    for row in connection.execute(select(profiles).order_by(profiles.c.seen_at)):
        shown = {name: value for name in _SHOWN if (value := getattr(row, name)) is not None}
        states[row.account] = replace(states[row.account], seen_at=row.seen_at, **shown)
    newest = func.max(func.coalesce(documents.c.published_at, documents.c.first_seen_at))
    counted = select(documents.c.account, func.count(), newest).where(documents.c.account.is_not(None))
    for account, posts, at in connection.execute(counted.group_by(documents.c.account)):
        states[account] = replace(states[account], posts=posts, newest=at)
    return dict(states)
