"""What is told beside Hits: to the operator what is wrong, to watches what became of an account. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from alerts.matching import concerns
from alerts.messages.operator import concerns_operator
from alerts.watches import Watch, Watchlist
from record.types import Account, AccountAlert, Event, EventKind, OperatorAlert, Speaker


def tell_operator(operator: str | None, events: Iterable[Event]) -> list[OperatorAlert]:
    """Each Event that is the operator's to hear to his Channel, where he has named one. Pure."""
    return [OperatorAlert(operator, event) for event in events if operator and concerns_operator(event)]


def tell_accounts(watchlist: Watchlist, events: Iterable[Event]) -> list[AccountAlert]:
    """Each change of an account to each Channel of the watches that name its owner, once a Channel. Pure.

    A watch of everybody is one of words, and an account's name or badge is none.
    """
    told = []
    for event in events:
        if event.kind is not EventKind.ACCOUNT_CHANGED:
            continue
        account = Account(event.data["platform"], event.data["uid"])
        owner = watchlist.people.by_account(account)
        by_channel: dict[str, list[str]] = {}
        for watch in _watches_of(owner, event, watchlist) if owner else ():
            for channel in watch.notify:
                by_channel.setdefault(channel, []).append(watch.name)
        told += [AccountAlert(channel, event, tuple(names)) for channel, names in by_channel.items()]
    return told


def _watches_of(owner: Speaker, event: Event, watchlist: Watchlist) -> list[Watch]:
    return [
        watch
        for watch in watchlist.watches
        if watch.status == "active"
        and concerns(watch, event)
        and any(watchlist.people.speaks_for(owner, wanted) for wanted in watch.people)
    ]
