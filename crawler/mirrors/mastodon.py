"""Posts of an account by Mastodon's interface, which other networks speak too (see truthsocial.py).

An account is user@host, or number@host where its id at that host is known, which spares a question.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from datetime import datetime
from functools import partial

from crawler.conversation import Ask, Context, Conversation, Manners, Timeline, account_of
from crawler.conversation.listings import each_once, missing, read_back
from crawler.payloads.statuses import Network, id_of, read_page
from crawler.reading.answers import Answer, Refused
from crawler.reading.apis import complaint, read_answer
from record.errors import UnreadableFeed
from record.types import Account, Post, Source

PLATFORMS = ("mastodon",)
BASE = "https://"  # the host is the account's own
MANNERS = Manners()

_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?")
_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,8}[a-z0-9-]{2,63}")
_LIST = "statuses?exclude_replies=true&limit=40"  # replies to oneself stay in, so that threads are whole
_MOST_DOUBTS = 3  # missing posts that are asked about in one poll


def address(base: str, account: Account) -> str:
    """The list of an account that is named by its id, else the question for its id."""
    name, host = _parts(account)
    root = f"https://{host}" if base == BASE else base.rstrip("/")
    return list_at(root, name) if name.isdigit() else f"{root}/api/v1/accounts/lookup?acct={name}"


def list_at(root: str, id: str) -> str:
    """Where an account's posts are listed."""
    return f"{root}/api/v1/accounts/{id}/{_LIST}"


def poll(source: Source, context: Context) -> Conversation:
    """For its id, if need be; for the list; about what is missing in it."""
    network = _network(source)
    if network.handle.isdigit():
        return (yield from converse(source.url, network, context))
    id = id_of(read_answer((yield Ask(source.url))))
    if not id:
        raise UnreadableFeed("the account's id is not told")
    return (yield from converse(list_at(_root(source.url), id), network, context))


def converse(url: str, network: Network, context: Context) -> Conversation:
    """What `poll` is once the list's address is known."""
    answer = yield Ask(url, conditional=network.handle.isdigit())
    listing = yield from read_back(
        answer, context.since, partial(read_page, network=network, url=url, now=context.now)
    )
    gone = () if listing.trouble else (yield from _deleted(listing.posts, _root(url), network, context))
    return Timeline(listing.posts, gone, listing.profile, listing.trouble)


def read_posts(answer: Answer, source: Source, now: datetime) -> tuple[Post, ...]:
    """The posts of one list. Raises Refused, UnreadableFeed, LoginWall or Blocked."""
    return each_once(read_page(answer, _network(source), source.url, now).posts)


def _deleted(
    posts: tuple[Post, ...], root: str, network: Network, context: Context
) -> Generator[Ask, Answer, tuple[str, ...]]:
    """Which of the missing posts the host itself says are gone; other answers say nothing."""
    gone: list[str] = []
    keys = [known.key for known in missing(posts, context) if known.key.startswith(network.home)]
    for key in keys[:_MOST_DOUBTS]:
        try:
            answer = yield Ask(f"{root}/api/v1/statuses/{key.removeprefix(network.home)}")
        except Refused:
            break
        if answer.status in (404, 410) and complaint(answer):
            gone.append(key)
        elif answer.status >= 400:
            break
    return tuple(gone)


def _root(url: str) -> str:
    return url.partition("/api/v1/")[0]


def _network(source: Source) -> Network:
    account = account_of(source)
    name, host = _parts(account)
    return Network(account, name, f"mastodon:{host}/")


def _parts(account: Account) -> tuple[str, str]:
    """(name or id, host). Raises ValueError."""
    name, _, host = account.uid.removeprefix("@").partition("@")
    if not _NAME.fullmatch(name) or not _HOST.fullmatch(host.lower()):
        raise ValueError("a Mastodon account is written user@host, or number@host with its id there")
    return name, host.lower()
