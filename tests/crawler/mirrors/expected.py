"""How a post is described that a recorded payload holds, and where one that was read differs from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from crawler.mirrors import FORMATS
from record.types import Account, Outcome, Post, Schedule, Source

CLOSE = timedelta(seconds=1)  # the time within an id is up to that much later than `created_at`


@dataclass(frozen=True)
class Expected:
    """One post as one payload shows it."""

    bid: str
    mid: str
    at: str | None  # its `created_at`, as UTC; None: the payload's id and date contradict each other
    begins: str  # his own words, for whoever reads this
    own: str  # all of them, as `digest` writes them
    edits: int | None = 0  # None: the format does not say
    edited_at: str | None = None
    pinned: bool = False
    cut: bool = False  # its words, and the rest stands elsewhere
    reposts: str | None = None  # the key of the post that it reposts
    quoted: str = ""  # that post's words, as `digest` writes them; empty: there are none
    media: tuple[str, ...] = ()  # ids of pictures and videos
    region: str = ""
    client: str = ""
    counts: tuple[int, int, int] | None = None  # reposted, commented, liked
    raw: str = ""  # its date as it is written there

    @property
    def key(self) -> str:
        return f"weibo:{self.mid}"


@dataclass(frozen=True)
class Payload:
    """One recorded answer and the posts in it."""

    path: str
    format: str  # the name of the module in crawler/mirrors
    uid: str
    author: str
    posts: tuple[Expected, ...]

    @property
    def source(self) -> Source:
        return source_of(self.format, self.uid)


@dataclass(frozen=True)
class Refusal:
    """One recorded answer without posts, and what is to be made of it."""

    path: str
    format: str
    status: int
    outcome: Outcome
    word: str = ""  # of the reason


@dataclass(frozen=True)
class Stub:
    """What Weibo shows in the place of a post that cannot be seen."""

    path: str
    key: str
    deleted: bool


def source_of(format: str, uid: str) -> Source:
    account = Account("weibo", uid)
    url = FORMATS[format].address("https://mirror.example", account)
    return Source("m:x", "posts", format, url, account.key, "Weibo", Schedule(every=600), account=account)


def digest(words: str) -> str:
    """LENGTH SHA256[:16]; lines count, empty ones and spaces within them do not."""
    bare = "\n".join(filter(None, map(_bare, words.split("\n"))))
    return f"{len(bare)} {sha256(bare.encode()).hexdigest()[:16]}" if bare else ""


def _bare(line: str) -> str:
    return "".join(line.replace("\u200b", "").split())


def wrong(post: Post, expected: Expected, payload: Payload) -> list[str]:
    """The names of the fields that are not as the payload has them."""
    address = ("url", post.url == f"https://weibo.com/{payload.uid}/{expected.bid}")
    author = ("author", post.author == payload.author)
    return [name for name, right in (address, author, *_checks(post, expected)) if not right]


def _checks(post: Post, expected: Expected) -> Iterator[tuple[str, bool]]:
    facts = post.facts
    yield "time", expected.at is None or _near(post.published_at, expected.at)
    yield "raw date", post.published_raw == expected.raw
    yield "own words", post.text.startswith(expected.begins) and digest(post.text) == expected.own
    yield "quoted words", digest(post.quoted) == expected.quoted
    yield "reposts", facts.reposts == expected.reposts
    yield "whole", facts.complete is not expected.cut
    yield "pinned", facts.pinned is expected.pinned
    yield "edits", facts.edits == expected.edits
    yield "edited at", facts.edited_at == (_utc(expected.edited_at) if expected.edited_at else None)
    yield "media", facts.media == expected.media
    yield "region", facts.region == expected.region
    yield "client", facts.client == expected.client
    counts = (facts.reposted, facts.commented, facts.liked)
    yield "counts", counts == (expected.counts or (None, None, None))


def _utc(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


def _near(found: datetime | None, written: str) -> bool:
    return found is not None and timedelta(0) <= found - _utc(written) <= CLOSE
