"""How a post is described that a recorded payload holds, and where one that was read differs from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from crawler.mirrors import FORMATS
from record.types import Account, Outcome, Post, Schedule, Source

CLOSE = timedelta(seconds=1)  # the time within an id is up to that much later than `created_at`
_PICTURE = re.compile("[0-9A-Za-z]{32}")  # its pid
NO_WORDS_OF_HIS = ("全文", "视频无法显示", "此微博已被作者删除", "已不可见")


@dataclass(frozen=True)
class Expected:
    """One post as one payload shows it."""

    bid: str
    mid: str
    at: str | None  # its `created_at`, as UTC; None: the payload's id and date contradict each other
    begins: str  # his own words
    ends: str
    edits: int | None = 0  # None: the format does not say
    edited_at: str | None = None
    pinned: bool = False
    cut: bool = False  # its words, and the rest stands elsewhere
    reposts: str | None = None  # the key of the post that it reposts
    quoted: str = ""  # some of that post's words; empty: there are none
    pictures: tuple[str, ...] = ()
    video: bool | None = False
    region: str = ""
    client: str = ""
    counts: tuple[int, int, int] | None = None  # reposted, commented, liked

    @property
    def key(self) -> str:
        return f"weibo:{self.mid}"


@dataclass(frozen=True)
class Payload:
    """One recorded answer and the posts in it."""

    path: str
    format: str  # the name of the module in crawler/mirrors
    uid: str
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


def wrong(post: Post, expected: Expected) -> list[str]:
    """The names of the fields that are not as the payload has them."""
    return [name for name, right in _checks(post, expected) if not right]


def _checks(post: Post, expected: Expected) -> Iterator[tuple[str, bool]]:
    facts = post.facts
    yield "url", post.url.startswith(f"https://weibo.com/{post.account.uid}/")
    yield "time", expected.at is None or _near(post.published_at, expected.at)
    yield "own words", _own(post, expected)
    yield "quoted words", expected.quoted in post.quoted if expected.quoted else not post.quoted
    yield "reposts", facts.reposts == expected.reposts
    yield "whole", facts.complete is not expected.cut
    yield "pinned", facts.pinned is expected.pinned
    yield "edits", facts.edits == expected.edits
    yield "edited at", facts.edited_at == (_utc(expected.edited_at) if expected.edited_at else None)
    yield "pictures", tuple(filter(_PICTURE.fullmatch, facts.media)) == expected.pictures
    yield "video", expected.video is None or _has_video(post) is expected.video
    yield "region", facts.region == expected.region
    yield "client", facts.client == expected.client
    counts = (facts.reposted, facts.commented, facts.liked)
    yield "counts", counts == (expected.counts or (None, None, None))


def _own(post: Post, expected: Expected) -> bool:
    said = post.text
    foreign = [words for words in (expected.quoted, *NO_WORDS_OF_HIS) if words and words in said]
    return said.startswith(expected.begins) and said.endswith(expected.ends) and not foreign


def _has_video(post: Post) -> bool:
    return not all(map(_PICTURE.fullmatch, post.facts.media))


def _utc(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


def _near(found: datetime | None, written: str) -> bool:
    return found is not None and timedelta(0) <= found - _utc(written) <= CLOSE
