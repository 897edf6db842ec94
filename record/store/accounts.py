"""What the record has of accounts: who they last said they are, and how many posts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from record.store.tables import documents, profiles

_SHOWN = ("name", "verified", "verified_reason")


@dataclass(slots=True)
class AccountState:
    """One account, as the record knows it; a field is None where no mirror has shown it."""

    name: str | None = None
    verified: bool | None = None
    verified_reason: str | None = None
    seen_at: datetime | None = None  # since when it has been shown like this
    posts: int = 0
    newest: datetime | None = None  # when its newest post was published


@dataclass(slots=True)
class _States:
    found: dict[str, AccountState] = field(default_factory=dict)

    def of(self, account: str) -> AccountState:
        return self.found.setdefault(account, AccountState())


def account_states(connection: Connection) -> dict[str, AccountState]:
    """By the account's key. Of what several mirrors show the latest counts, field by field."""
    states = _States()
    for row in connection.execute(select(profiles).order_by(profiles.c.seen_at)):
        _take(states.of(row.account), row)
    newest = func.max(func.coalesce(documents.c.published_at, documents.c.first_seen_at))
    counted = select(documents.c.account, func.count(), newest).where(documents.c.account.is_not(None))
    for account, posts, at in connection.execute(counted.group_by(documents.c.account)):
        state = states.of(account)
        state.posts, state.newest = posts, at
    return states.found


def _take(state: AccountState, row: Row[Any]) -> None:
    state.seen_at = row.seen_at
    for name in _SHOWN:
        value = getattr(row, name)
        if value is not None:
            setattr(state, name, value)
