"""RSSHub's feed of one account (RSS, Atom or JSON) to Posts: of Weibo, X or Threads.

Its refusals are those of the platform that it asks, and are kept in its own words. Titles are cut and hold
reposted words, so they are read where an entry has nothing else. What its dates, ids and texts are worth is
told where each platform's posts are read (crawler/payloads/hubposts.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from crawler.conversation import Ask, Context, Conversation, Manners, Timeline, require
from crawler.payloads.hubposts import read_threads, read_weibo, read_x
from crawler.payloads.hubtitles import read_title
from crawler.reading.answers import Answer, Refused
from crawler.reading.apis import is_challenge
from crawler.reading.feeds import MOST, Item, read_items
from crawler.reading.markup import headline, one_line
from record.errors import UnreadableFeed
from record.types import Account, Outcome, Post, Profile, Source


@dataclass(frozen=True, slots=True)
class Route:
    """Where RSSHub shows the accounts of one platform."""

    path: str
    uid: re.Pattern[str]
    fault: str  # what an id is that is none
    read: Callable[[Item, Account, str, datetime], Post | None]
    title: str = ""  # of the feed, around the account's name; empty: it does not show one


# Without showRetweeted RSSHub drops reposts silently, and showRetweeted alone brings videos whose addresses
# expire. Of X, `readable` marks what is quoted; without the emoji a reply begins with a word of RSSHub's own.
_ROUTES = {
    "weibo": Route(
        "/weibo/user/{uid}/showRetweeted=1&displayVideo=0",
        re.compile(r"[0-9]{1,15}"),
        "the number in weibo.com/u/NUMBER",
        read_weibo,
        "{name}的微博",
    ),
    "x": Route(
        "/twitter/user/{uid}/readable=1&showEmojiForRetweetAndReply=1",
        re.compile(r"\w{1,15}|\+[0-9]{1,20}", re.ASCII),
        "the name in x.com/NAME, without @",
        read_x,
        "Twitter @{name}",
    ),
    "threads": Route(
        "/threads/{uid}",
        re.compile(r"[\w.]{1,30}", re.ASCII),
        "the name in threads.com/@NAME, without @",
        read_threads,
    ),
}
PLATFORMS = tuple(_ROUTES)
BASE = None
MANNERS = Manners()

_MESSAGE = re.compile(r"Error Message:\s*(?:<[^<>]{1,300}>\s*){0,4}(?:Error:\s*)?([^<\n]{3,200})")
_PAGE = re.compile(r"\s{0,20}<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:\"title\"\s*:\s*\"([^\"\\]{1,100})\"|<title[^<>]{0,100}>(?:<!\[CDATA\[)?([^<>\]]{1,100})(?:\]\]>)?</title>)"
)
_HEAD = 20_000  # characters: what a feed says of itself


def address(base: str, account: Account) -> str:
    """Where a mirror at `base` shows one account. Raises ValueError for an id that cannot be one."""
    route = _ROUTES[account.platform]
    if not route.uid.fullmatch(account.uid):
        raise ValueError(f"an account's id is {route.fault}")
    return base.rstrip("/") + route.path.format(uid=account.uid)


def poll(source: Source, context: Context) -> Conversation:
    """One question."""
    answer = yield Ask(source.url, conditional=True)
    said = refusal(answer) or _stopped(answer)
    if said:
        missing = answer.status == 404
        raise Refused((Outcome.ERROR if missing else Outcome.BLOCKED, said))
    posts, nameless = _read(require(answer), source, context.now)
    told = f"entries left out: {len(nameless)}; the first {nameless[0]}" if nameless else ""
    return Timeline(posts, profile=_profile(answer, posts), trouble=(Outcome.OK, told) if told else None)


def refusal(answer: Answer) -> str | None:
    """Why the mirror could not ask the platform: RSSHub answers 503 with an error as JSON or as a page.

    Proxies in front of it turn that into other statuses, 200 too.
    """
    text = answer.text.lstrip()
    if text.startswith("{"):
        said = None if '"items"' in text else _said_in_json(text)
    elif answer.status < 400 and not _PAGE.match(text):
        return None
    else:
        shown = _MESSAGE.search(text) if "RSSHub" in text else None
        said = shown[1] if shown else None
    return f"HTTP {answer.status}: {one_line(said)[:200]}" if said else None


def _stopped(answer: Answer) -> str | None:
    """Why a proxy in front of the mirror lets nobody through, or that it hides why the mirror refuses."""
    text = answer.text.lstrip()
    if _PAGE.match(text) and is_challenge(text):
        return f"HTTP {answer.status}: Cloudflare's page stands where the posts should be"
    if answer.status != 503:
        return None
    said = headline(text) or "without a word"
    return f"HTTP 503, asked too often or not able to ask the platform: {said[:100]}"


def _said_in_json(text: str) -> str | None:
    try:
        said = json.loads(text)["error"]["message"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return said if isinstance(said, str) else None


def read_posts(answer: Answer, source: Source, now: datetime) -> tuple[Post, ...]:
    """The account's posts in the mirror's order, each once, pinned ones too. Raises as `read_items`."""
    return _read(answer, source, now)[0]


def _read(answer: Answer, source: Source, now: datetime) -> tuple[tuple[Post, ...], list[str]]:
    """(the account's posts, what is wrong with entries that may be its too). Raises as `read_items`."""
    account = source.account
    if account is None or account.platform not in _ROUTES:
        raise UnreadableFeed("this Source names no account that RSSHub shows")
    items = read_items(answer)
    own: dict[str, Post] = {}
    nameless: list[str] = []
    for item in items[: MOST + 1]:
        try:
            post = _read_entry(item, account, source.zone, now)
        except UnreadableFeed as error:
            nameless.append(str(error))
            continue
        if post:
            own.setdefault(post.key, post)
    if items and not own:
        raise UnreadableFeed("none of the entries is a post of this account")
    return tuple(own.values()), nameless


def _read_entry(item: Item, account: Account, zone: str, now: datetime) -> Post | None:
    read = _ROUTES[account.platform].read
    if item.html.strip():
        return read(item, account, zone, now)
    titled, whole = read_title(item, account.uid)
    post = read(titled, account, zone, now)
    return post and replace(post, facts=replace(post.facts, complete=post.facts.complete and whole))


def _profile(answer: Answer, posts: tuple[Post, ...]) -> Profile | None:
    """The account's name, where the feed's title and its first post agree on it; nothing else is shown."""
    titled = _TITLE.search(answer.text[:_HEAD])
    if not titled or not posts or not posts[0].author:
        return None
    account, name = posts[0].account, posts[0].author
    title = _ROUTES[account.platform].title.format(name=name)
    agreed = title and one_line(titled[1] or titled[2]) == title
    return Profile(account, name) if agreed else None
