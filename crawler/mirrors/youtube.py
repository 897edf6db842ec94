"""YouTube's feed of one channel to Posts: the last fifteen videos, with the words under each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree  # type: ignore[import-untyped]

from crawler.conversation import Ask, Context, Conversation, Manners, Timeline, account_of, require
from crawler.reading.answers import Answer, require_no_wall
from crawler.reading.dates import read_date
from crawler.reading.decoding import clean
from crawler.reading.markup import LONGEST_TEXT, headline, one_line, tidy
from crawler.reading.xmltrees import kind_of, parse_xml
from record.errors import UnreadableFeed
from record.types import Account, Post, PostFacts, Profile, Source

PLATFORMS = ("youtube",)
BASE = "https://www.youtube.com"
MANNERS = Manners(opt_in=True, robots=False)  # robots.txt forbids the very feed that YouTube publishes

_CHANNEL = re.compile(r"UC[\w-]{22}", re.ASCII)
_VIDEO = re.compile(r"[\w-]{5,20}", re.ASCII)


def address(base: str, account: Account) -> str:
    """The feed's address. Raises ValueError for a handle or a name: neither says which feed."""
    if not _CHANNEL.fullmatch(account.uid):
        raise ValueError("a channel's id is UC and 22 characters: `onrecord accounts resolve URL` finds it")
    return f"{base.rstrip('/')}/feeds/videos.xml?channel_id={account.uid}"


def poll(source: Source, context: Context) -> Conversation:
    """One question."""
    answer = yield Ask(source.url, conditional=True)
    root, account = _root(require(answer)), account_of(source)
    posts = _posts(root, account, source.zone, context.now)
    name = headline(_text(root, "{*}title"))
    return Timeline(posts, profile=Profile(account, name) if name else None)


def read_posts(answer: Answer, source: Source, now: datetime) -> tuple[Post, ...]:
    """The channel's videos in the feed's order. Raises UnreadableFeed, LoginWall or Blocked."""
    return _posts(_root(answer), account_of(source), source.zone, now)


def _root(answer: Answer) -> etree._Element:
    text = answer.text.lstrip()
    require_no_wall(answer, text)
    root = parse_xml(text)
    if kind_of(root) != "feed":
        raise UnreadableFeed(f"a channel's feed begins with <feed>, not <{kind_of(root)[:40]}>")
    return root


def _posts(root: etree._Element, account: Account, zone: str, now: datetime) -> tuple[Post, ...]:
    entries = list(root.iterchildren("{*}entry"))
    found: dict[str, Post] = {}
    for post in _read_entries(entries, account, zone, now):
        found.setdefault(post.key, post)
    if entries and not found:
        raise UnreadableFeed("none of the entries is a video of this channel")
    return tuple(found.values())


def _read_entries(
    entries: list[etree._Element], account: Account, zone: str, now: datetime
) -> Iterator[Post]:
    for entry in entries:
        id, channel = _text(entry, "{*}videoId"), _text(entry, "{*}channelId")
        # The id stands there with and without its first two letters.
        own = not channel or channel.removeprefix("UC") == account.uid.removeprefix("UC")
        if own and _VIDEO.fullmatch(id):
            yield _post(entry, id, account, zone, now)


def _post(entry: etree._Element, id: str, account: Account, zone: str, now: datetime) -> Post:
    """`updated` moves with every view, so it tells of no edit."""
    title, raw = headline(_text(entry, "{*}title")), _text(entry, "{*}published")[:100] or None
    under = tidy(_text(entry, "{*}group/{*}description")[:LONGEST_TEXT])
    return Post(
        key=f"youtube:{id}",
        account=account,
        url=f"https://www.youtube.com/watch?v={id}",
        text=f"{title}\n{under}".strip(),
        published_raw=raw,
        published_at=read_date(raw, zone, now),
        author=one_line(_text(entry, "{*}author/{*}name")),
        title=title,
        facts=PostFacts(media=(id,)),
    )


def _text(element: etree._Element, path: str) -> str:
    return clean(element.findtext(path) or "").strip()
