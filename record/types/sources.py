"""Where is asked, when, and what an asking leaves behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from record.types.parsed import Entry, KnownPost, Post
from record.types.speakers import Account, Profile

if TYPE_CHECKING:
    from record.evidence import Capture


@dataclass(frozen=True, slots=True)
class Schedule:
    """Either a period in seconds or a five-field cron line in a time zone."""

    every: float | None = None
    cron: str | None = None
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Source:
    """One address we poll: a feed, a sitemap, a list page, or one account on one mirror."""

    id: str
    spider: Literal["news", "posts"]
    format: str  # "feed", "sitemap", "list"; for posts the name of a module in crawler/mirrors
    url: str
    origin: str  # whose baseline it shares: "site:reuters.com", "weibo:1749127163"
    name: str  # the outlet as shown to the user
    schedule: Schedule
    zone: str = "UTC"  # of dates that name none
    lang: str | None = None
    account: Account | None = None
    allow_private: tuple[str, ...] = ()  # CIDR ranges that this Source may connect to
    page: str | None = None  # "crawler.pages.sina:SinaArticle"; None is the generic article
    links: str | None = None  # CSS of the article links of a list page; None: they are told by their look
    browser: bool = False  # its pages need JavaScript
    tier: int | None = None  # 1 to 3: how close to the events it reports
    kind: Literal["outlet", "aggregator"] = "outlet"  # an aggregator shows what others have written
    about: tuple[str, ...] = ()  # subjects: "cars", "phones", "chips", "business", …
    mirror: str | None = None  # the name of the mirror that shows the account
    stands_in: bool = False  # it is asked only where the Sources of its account before it fail
    contact: str | None = None  # where the other side can reach who asks, for those that want to know


@dataclass(frozen=True, slots=True)
class Validators:
    """What the server gave us to ask conditionally next time."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Hints:
    """What a feed says of its own rhythm; it holds until the feed says otherwise."""

    ttl: float | None = None  # seconds
    update_period: float | None = None  # seconds: sy:updatePeriod, sy:updateFrequency times in it
    skip_hours: tuple[int, ...] = ()  # of UTC, 0 to 23
    skip_days: tuple[int, ...] = ()  # 0 is Monday


@dataclass(frozen=True, slots=True)
class Wait:
    """How long a Source is left alone after a Poll, and what asked for that."""

    seconds: float
    reason: str  # "Retry-After", "ttl", "max-age", …


@dataclass(frozen=True, slots=True)
class Visitor:
    """The one cookie that a platform gives to whoever is not logged in."""

    cookie: str
    minted_at: datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """The right to ask a platform that bears one asker at a time; the claim's token comes with it."""

    name: str  # of the format and its host: "weibo@m.weibo.cn"
    token: str
    visitor: Visitor | None = None
    blocks: int = 0  # refusals in a row


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the last answers of a Source left behind, which decides how it is asked next time."""

    validators: Validators | None = None  # None too where they are no longer believed
    hints: Hints = Hints()
    whole_age: float | None = None  # seconds since its last whole answer; None where there was none
    unchanged: int = 0  # answers 304 in a row
    fails: int = 0  # Polls in a row that failed
    well_at: datetime | None = None  # the last healthy Poll of it; of an account, of any of its Sources
    known: tuple[KnownPost, ...] = ()  # the newest posts of its account, newest first


class Outcome(StrEnum):
    """How a Poll ended; also the state of its Source."""

    OK = "ok"
    NOT_MODIFIED = "not-modified"
    EMPTY = "empty"
    BLOCKED = "blocked"
    ROBOTS_BLOCKED = "robots-blocked"
    LOGIN = "login"
    PARSE_ERROR = "parse-error"
    UNREACHABLE = "unreachable"
    ERROR = "error"

    @property
    def healthy(self) -> bool:
        return self in (Outcome.OK, Outcome.NOT_MODIFIED)


@dataclass(frozen=True, slots=True)
class Poll:
    """One asking of one Source and everything it brought."""

    source: Source
    at: datetime
    outcome: Outcome
    reason: str = ""  # in words, for the operator: "HTTP 503: blocked by Weibo (432)"
    status: int | None = None
    seconds: float = 0.0
    entries: tuple[Entry, ...] = ()
    posts: tuple[Post, ...] = ()
    gone: tuple[str, ...] = ()  # keys of posts of which the platform itself says that they are deleted
    profile: Profile | None = None
    captures: tuple[Capture, ...] = ()  # the answers that posts were read from, in order
    validators: Validators | None = None
    hints: Hints | None = None  # None: the answer was no feed, and what was said before still holds
    wait: Wait | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A Document that is known by its address and waits to be fetched; the claim's token comes with it."""

    document_id: int
    source_id: str
    url: str
    token: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Recheck:
    """A Document that is due to be looked at again; the claim's token comes with it."""

    id: int
    document_id: int
    source_id: str
    url: str
    token: str
    validators: Validators | None = None  # to ask conditionally with; None: it is asked for whole
