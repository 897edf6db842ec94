"""What is told beside Hits: to the operator what is wrong, to watches what became of an account. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from alerts.matching import concerns
from alerts.messages.operator import concerns_operator
from alerts.timing.routes import Timing
from alerts.watches import Watch, Watchlist
from record.types import Account, AccountAlert, Event, EventKind, OperatorAlert, Speaker

OF_CHANNELS = frozenset({EventKind.CHANNEL_FAILING, EventKind.CHANNEL_RECOVERED})


def tell_operator(
    operator: str | None,
    events: Iterable[Event],
    channels: Sequence[str] = (),
    failing: Collection[str] = (),
) -> list[OperatorAlert]:
    """Each Event that is the operator's to hear to his Channel, where he has named one. Pure.

    That a Channel fails he hears by another one: by his own, else by the first of `channels` that does not
    fail too.
    """
    if not operator:
        return []
    told = []
    for event in events:
        if concerns_operator(event):
            told.append(OperatorAlert(_way_round(operator, event, channels, failing), event))
    return told


def _way_round(operator: str, event: Event, channels: Sequence[str], failing: Collection[str]) -> str:
    if event.kind not in OF_CHANNELS:
        return operator
    concerned = event.data["channel"]
    troubled = {*failing, concerned} if event.kind is EventKind.CHANNEL_FAILING else {*failing} - {concerned}
    ways = (each for each in (operator, *channels) if each not in troubled)
    return next(ways, operator)


def tell_accounts(
    watchlist: Watchlist, events: Iterable[Event], timing: Timing | None = None
) -> list[AccountAlert]:
    """Each change of an account to each Channel of the watches that name its owner, once a Channel. Pure.

    A watch of everybody is one of words, and an account's name or badge is none. Where it is quiet for all of
    the watches it waits for the first of them; no digest takes it.
    """
    told = []
    for event in events:
        if event.kind is not EventKind.ACCOUNT_CHANGED:
            continue
        account = Account(event.data["platform"], event.data["uid"])
        owner = watchlist.people.by_account(account)
        by_channel: dict[str, list[Watch]] = {}
        for watch in _watches_of(owner, event, watchlist) if owner else ():
            for channel in watch.notify:
                by_channel.setdefault(channel, []).append(watch)
        told += [
            AccountAlert(
                channel,
                event,
                tuple(watch.name for watch in watches),
                not_before=_after_quiet(channel, watches, timing),
            )
            for channel, watches in by_channel.items()
        ]
    return told


def _after_quiet(channel: str, watches: Sequence[Watch], timing: Timing | None) -> datetime | None:
    ends = [timing.quiet_for(channel, watch) for watch in watches] if timing else [None]
    return None if None in ends else min(filter(None, ends))


def _watches_of(owner: Speaker, event: Event, watchlist: Watchlist) -> list[Watch]:
    return [
        watch
        for watch in watchlist.watches
        if watch.status == "active"
        and concerns(watch, event)
        and any(watchlist.people.speaks_for(owner, wanted) for wanted in watch.people)
    ]
