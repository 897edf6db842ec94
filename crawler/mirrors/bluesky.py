"""Posts of a Bluesky account by the public interface of its AppView.

A post has no edits: one that reads otherwise under its address is another record there. Nothing says that a
post was deleted; it is only listed no longer.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from crawler.conversation import Context, Conversation, Manners, account_of
from crawler.conversation.listings import Page, each_once, poll_back
from crawler.payloads.facets import plain_text
from crawler.reading.answers import Answer
from crawler.reading.apis import complaint, read_answer
from crawler.reading.dates import read_date
from crawler.reading.jsontrees import count, dig, listed, mapping, words
from crawler.reading.markup import headline
from record.errors import UnreadableFeed
from record.types import Account, Post, PostFacts, Profile, Source

PLATFORMS = ("bluesky",)
BASE = "https://public.api.bsky.app"
MANNERS = Manners()

# `posts_no_replies` would leave out the author's own threads behind their first post.
_FILTER = "posts_and_author_threads"
_LIMIT = 50
_UID = re.compile(
    r"did:(?:plc:[a-z2-7]{5,64}|web:[A-Za-z0-9.:%-]{3,200})|(?:[a-z0-9-]{1,63}\.){1,8}[a-z][a-z0-9-]{1,62}"
)
_POST = re.compile(
    r"at://(did:[a-z]+:[A-Za-z0-9.:%_-]{1,200})/app\.bsky\.feed\.post/([A-Za-z0-9.:_~-]{1,512})"
)
_REPOST = re.compile(
    r"at://did:[a-z]+:[A-Za-z0-9.:%_-]{1,200}/app\.bsky\.feed\.repost/[A-Za-z0-9.:_~-]{1,512}"
)
_CID = re.compile(r"[A-Za-z0-9]{20,128}")
_BACKDATED = timedelta(days=1)


def address(base: str, account: Account) -> str:
    """The account's list. Raises ValueError for what is neither a DID nor a handle."""
    uid = account.uid if account.uid.startswith("did:") else account.uid.lower()
    if not _UID.fullmatch(uid):
        raise ValueError(
            "a Bluesky account is written as its DID (did:plc:…), or as a handle like name.bsky.social"
        )
    root = base.rstrip("/")
    return f"{root}/xrpc/app.bsky.feed.getAuthorFeed?actor={quote(uid)}&filter={_FILTER}&limit={_LIMIT}"


def poll(source: Source, context: Context) -> Conversation:
    """For the list."""
    return poll_back(source, context, _page)


def read_posts(answer: Answer, source: Source, now: datetime) -> tuple[Post, ...]:
    """The posts of one list. Raises Refused, UnreadableFeed, LoginWall or Blocked."""
    return each_once(_page(answer, source, now).posts)


def _page(answer: Answer, source: Source, now: datetime) -> Page:
    account = account_of(source)
    tree = read_answer(answer)
    items = dig(tree, "feed")
    if not isinstance(items, list):
        raise UnreadableFeed(f"no list of posts: {complaint(answer)}".rstrip(": "))
    posts = [post for post in (_post(item, account, now) for item in items) if post]
    if items and not posts:
        raise UnreadableFeed("none of the entries is a post of this account")
    cursor = words(dig(tree, "cursor"))
    older = f"{source.url}&cursor={quote(cursor, safe='')}" if cursor else None
    profiles = (_profile(item, account) for item in items)
    return Page(tuple(posts), older, next(filter(None, profiles), None))


def _post(item: Any, account: Account, now: datetime) -> Post | None:
    shown, why = mapping(dig(item, "post")), mapping(dig(item, "reason"))
    place = _POST.fullmatch(words(shown.get("uri")))
    if not place:
        return None
    if words(why.get("$type")).endswith("#reasonRepost"):
        return _repost(shown, why, place, account, now)
    record = mapping(shown.get("record"))
    if not _is_of(shown.get("author"), account) or _answers_another(record, place[1]):
        return None
    quoted = _quoted(shown)
    return Post(
        key=f"bluesky:{place[0]}",
        account=account,
        url=_address(place),
        text=plain_text(record),
        quoted=plain_text(mapping(quoted.get("value"))),
        published_raw=words(record.get("createdAt")) or None,
        published_at=_moment(record.get("createdAt"), shown.get("indexedAt"), now),
        author=_name(shown.get("author")),
        facts=PostFacts(
            edits=0,
            pinned=words(why.get("$type")).endswith("#reasonPin"),
            reposts=_key(quoted.get("uri")),
            media=_media(mapping(record.get("embed"))),
            reposted=count(shown.get("repostCount")),
            commented=count(shown.get("replyCount")),
            liked=count(shown.get("likeCount")),
        ),
    )


def _repost(
    shown: dict[str, Any], why: dict[str, Any], place: re.Match[str], account: Account, now: datetime
) -> Post | None:
    """A repost has a record of its own, which the AppView did not always name."""
    if not _is_of(why.get("by"), account):
        return None
    named = _REPOST.fullmatch(words(why.get("uri")))
    return Post(
        key=f"bluesky:{named[0]}" if named else f"bluesky:{account.uid}:{place[0]}",
        account=account,
        url=_address(place),
        text="",
        quoted=plain_text(mapping(shown.get("record"))),
        published_raw=words(why.get("indexedAt")) or None,
        published_at=read_date(words(why.get("indexedAt")), "UTC", now),
        author=_name(why.get("by")),
        facts=PostFacts(edits=0, reposts=f"bluesky:{place[0]}"),
    )


def _is_of(author: Any, account: Account) -> bool:
    known = (words(dig(author, "did")), words(dig(author, "handle")).lower())
    return account.uid in known or account.uid.lower() == known[1]


def _answers_another(record: dict[str, Any], did: str) -> bool:
    parent = _POST.fullmatch(words(dig(record, "reply", "parent", "uri")))
    return parent is not None and parent[1] != did


def _address(place: re.Match[str]) -> str:
    return f"https://bsky.app/profile/{place[1]}/post/{place[2]}"


def _key(uri: Any) -> str | None:
    """Feeds, lists and starter packs can be embedded as well: they are no posts."""
    return f"bluesky:{uri}" if _POST.fullmatch(words(uri)) else None


def _quoted(shown: dict[str, Any]) -> dict[str, Any]:
    """What is quoted, as far as it is shown; its address alone where it is deleted, blocked or detached."""
    embed = mapping(shown.get("embed")) or mapping(dig(shown, "record", "embed"))
    record = mapping(embed.get("record"))
    return mapping(record.get("record")) or record


def _media(embed: dict[str, Any]) -> tuple[str, ...]:
    """Pictures and the video by the hashes of their bytes; beside a quote they stand one level deeper."""
    embed = mapping(embed.get("media")) or embed
    blobs = [dig(image, "image") for image in listed(embed.get("images"))] + [embed.get("video")]
    cids = (words(dig(blob, "ref", "$link")) or words(dig(blob, "cid")) for blob in blobs)
    return tuple(cid for cid in cids if _CID.fullmatch(cid))


def _moment(created: Any, indexed: Any, now: datetime) -> datetime | None:
    """The author's software states `createdAt`, and may state anything; the network saw it at `indexedAt`.

    What is stated ahead counts from when it was seen. So does what is stated long before: the one would hide
    its time, the other would make a new post look like one of before the account was watched.
    """
    stated, seen = read_date(words(created), "UTC", now), read_date(words(indexed), "UTC", now)
    if stated is None or seen is None:
        return stated or seen
    return stated if seen - _BACKDATED <= stated <= seen else seen


def _profile(item: Any, account: Account) -> Profile | None:
    """The AppView says nothing of verification where an account has none."""
    author = next(
        (a for a in (dig(item, "reason", "by"), dig(item, "post", "author")) if _is_of(a, account)), None
    )
    if author is None:
        return None
    states = (
        dig(author, "verification", "verifiedStatus"),
        dig(author, "verification", "trustedVerifierStatus"),
    )
    return Profile(account, _name(author) or None, "valid" in states)


def _name(author: Any) -> str:
    return headline(words(dig(author, "displayName")) or words(dig(author, "handle")))
