"""The watchlist as types: Channels, Watches, and the whole of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from alerts.rules.nodes import Node
from record.people import People
from record.types import EventKind

DEFAULT_ON = frozenset(
    {
        EventKind.NEW,
        EventKind.REVERSED,
        EventKind.DENIED,
        EventKind.EDITED,
        EventKind.DELETED,
        EventKind.ACCOUNT_CHANGED,
    }
)


@dataclass(frozen=True, slots=True)
class Channel:
    """Where to tell: a name and an apprise address, its variables filled in where they are set."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Watch:
    """One named interest."""

    id: str
    name: str
    people: tuple[str, ...] = ()  # ids of Speakers; none is everyone
    rule: Node | None = None  # None is all they say
    when: str = ""  # the rule as written
    notify: tuple[str, ...] = ()  # names of Channels
    on: frozenset[EventKind] = DEFAULT_ON
    status: Literal["active", "test"] = "active"
    note: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Watchlist:
    """The user's file, read."""

    watches: tuple[Watch, ...]
    channels: Mapping[str, Channel]
    people: People
