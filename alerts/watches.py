"""The watchlist as types: Channels, Watches, and the whole of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from alerts.rules.index import Index
from alerts.rules.nodes import Rule
from alerts.timing.plans import DigestTimes, Escalation, Fallback, Quiet, Throttle
from record.people import People
from record.types import EventKind, Severity, Source

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
    template: str | None = None  # the user's own text with fixed {fields}; see alerts/messages/templates.py
    per_minute: int | None = None  # messages it takes; None: what alerts/sending/pacing.py knows of its kind
    zone: ZoneInfo | None = None  # of whoever reads it; None: that of onrecord.yaml


@dataclass(frozen=True, slots=True)
class SourceFilter:
    """Whose Documents a watch hears of."""

    tiers: frozenset[int] = frozenset()  # none is every Source, also one without a tier
    without: frozenset[str] = frozenset()  # kinds of Sources: "aggregator"


ANY_SOURCE = SourceFilter()


@dataclass(frozen=True, slots=True)
class Watch:
    """One named interest."""

    id: str
    name: str
    people: tuple[str, ...] = ()  # ids of Speakers; none is everyone
    rule: Rule | None = None  # None is all they say
    when: str = ""  # the rule as written
    notify: tuple[str, ...] = ()  # names of Channels
    on: frozenset[EventKind] = DEFAULT_ON
    status: Literal["active", "test"] = "active"
    note: str = ""
    owner: str = ""
    first_party: Literal["any", "prefer", "only"] = "any"  # prefer waits for the original before it tells
    min_reports: int = 1  # distinct outlets, near-copies folded, before it is told
    sources: SourceFilter = ANY_SOURCE
    severity: Severity = "normal"
    digests: Mapping[str, DigestTimes] = field(default_factory=dict)  # of those Channels that get a digest
    quiet: Quiet | None = None
    throttle: Throttle | None = None
    mute_until: datetime | None = None
    fallback: Fallback | None = None
    escalate: Escalation | None = None


@dataclass(frozen=True)  # without slots, for `index`
class Watchlist:
    """The user's file, read."""

    watches: tuple[Watch, ...]
    channels: Mapping[str, Channel]
    people: People
    sources: Mapping[str, Source] = field(default_factory=dict)  # by id: what SourceFilter asks
    listeners: dict[tuple[str, str | None], tuple[Watch, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )  # who listens to a Speaker of that id and organisation, once it was asked; see alerts/hearing.py

    @cached_property
    def index(self) -> Index:
        """The rules of all watches by the ids of these."""
        return Index({watch.id: watch.rule for watch in self.watches if watch.rule})

    @cached_property
    def patient(self) -> tuple[Watch, ...]:
        """Those that may be told by another Report than the one that fits their rule."""
        return tuple(watch for watch in self.watches if watch.min_reports > 1)
