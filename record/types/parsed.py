"""What a page, a list or a mirror says, before it is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from record.types.speakers import Account


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed, a sitemap or a list page says of one article before it is fetched."""

    url: str
    title: str = ""
    published_raw: str | None = None
    published_at: datetime | None = (
        None  # None where the raw date is missing, zoneless nonsense or in the future
    )


@dataclass(frozen=True, slots=True)
class PostFacts:
    """What the platform says of a post beside its words; None and empty where the mirror does not."""

    complete: bool = True  # False: the words are cut, and the rest could not be had
    edits: int | None = None  # how often it was edited; 0 where the platform would say so
    edited_at: datetime | None = None
    pinned: bool = False
    reposts: str | None = None  # the key of the post that it reposts or quotes
    media: tuple[str, ...] = ()  # ids of pictures and videos, in order; never addresses, for those change
    region: str = ""  # where it was posted from, as the platform shows it: 北京
    client: str = ""  # what it was posted with, as its author likes to show it
    reposted: int | None = None  # times
    commented: int | None = None
    liked: int | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One post of one account, as one mirror gave it."""

    key: str  # "weibo:5237…": the post's id over all mirrors
    account: Account
    url: str
    text: str  # the account's own words only
    quoted: str = ""  # the words of the post it reposts
    published_raw: str | None = None
    published_at: datetime | None = None
    author: str = ""
    title: str = ""
    facts: PostFacts = PostFacts()


@dataclass(frozen=True, slots=True)
class KnownPost:
    """A post that the record has of an account, for the next poll of one of the account's Sources."""

    key: str
    published_at: datetime | None
    shown: bool  # by this Source; else only by another one
    complete: bool  # as this Source last showed it
    edits: int | None  # likewise
    absent: bool = False  # this Source no longer lists it, though it lists older and newer ones
    gone: bool = False  # the platform has said so


@dataclass(frozen=True, slots=True)
class Article:
    """One article as `extract_article` reads it. The scorer's names are title, date, authors, body."""

    url: str
    title: str
    text: str
    published_raw: str | None = None
    published_at: datetime | None = None
    date: str | None = None  # the calendar day as published, YYYY-MM-DD, no zone shift
    authors: tuple[str, ...] = ()
    lang: str | None = None
    canonical: str | None = None  # the address on the same site that the page calls its own
