"""Truth Social, which speaks Mastodon's interface, and says of its accounts whether they are verified."""

from __future__ import annotations

import re
from datetime import datetime

from crawler.conversation import Context, Conversation, Manners, account_of
from crawler.conversation.listings import each_once
from crawler.mirrors.mastodon import converse, list_at
from crawler.payloads.statuses import Network, read_page
from crawler.reading.answers import Answer
from record.types import Account, Post, Source

PLATFORMS = ("truthsocial",)
BASE = "https://truthsocial.com"
MANNERS = Manners()

_UID = re.compile(r"[0-9]{5,25}")


def address(base: str, account: Account) -> str:
    """The account's list. Raises ValueError for a name: its id is what does not change."""
    if not _UID.fullmatch(account.uid):
        raise ValueError(
            "a Truth Social account is written as its number: `onrecord accounts resolve` finds it"
        )
    return list_at(base.rstrip("/"), account.uid)


def poll(source: Source, context: Context) -> Conversation:
    """For the list; about what is missing in it."""
    return converse(source.url, _network(source), context)


def read_posts(answer: Answer, source: Source, now: datetime) -> tuple[Post, ...]:
    """The posts of one list. Raises Refused, UnreadableFeed, LoginWall or Blocked."""
    return each_once(read_page(answer, _network(source), source.url, now).posts)


def _network(source: Source) -> Network:
    account = account_of(source)
    return Network(account, account.uid, "truthsocial:", badge=True)
