"""Lists of posts as m.weibo.cn and weibo.com answer: what stands there of one account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from crawler.conversation.listings import each_once
from crawler.payloads.mblogs import Card, is_by, is_deleted, is_marked, key_of, read_post, read_profile
from crawler.payloads.weibojson import dict_at, items_at, line_at, text_at
from crawler.reading.jsontrees import dig, mapping
from record.errors import UnreadableFeed
from record.types import Account, Json, Post, Profile

_MOST = 500  # posts of one page; Weibo's have ten or twenty
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of an account's list."""

    posts: tuple[Post, ...]  # in the list's order, each once
    deleted: tuple[str, ...]  # keys of posts in whose place Weibo says that they are deleted
    profile: Profile | None
    cursor: str  # asks for the next page; empty on the last one
    strange: bool  # it lists posts, and none of them is the account's


def read_listing(data: Json, account: Account, now: datetime) -> Listing:
    """Raises UnreadableFeed where no list of posts stands in the answer."""
    cards = list(islice(_cards(data), _MOST))
    read = [(card, read_post(card, account, now)) for card in cards]
    own = [(card, post) for card, post in read if post]
    deleted = _deleted(cards, account)
    newest = max(own, key=lambda pair: pair[1].published_at or _NEVER, default=None)
    return Listing(
        posts=each_once(post for _, post in own),
        deleted=deleted,
        profile=read_profile(newest[0].mblog, account) if newest else None,
        cursor=_cursor(data),
        strange=bool(cards) and not deleted and not any(is_by(card.mblog, account) for card in cards),
    )


def _deleted(cards: list[Card], account: Account) -> tuple[str, ...]:
    """A notice names nobody; in the account's own list it is the account's."""
    his = [card for card in cards if not dict_at(card.mblog, "user") or is_by(card.mblog, account)]
    keys = [key_of(card.mblog, card.scheme) for card in his if is_deleted(card.mblog)]
    return tuple(dict.fromkeys(key for key in keys if key))


def _cursor(data: Json) -> str:
    return line_at(data, "data", "cardlistInfo", "since_id") or line_at(data, "data", "since_id")


def _cards(data: Json) -> Iterator[Card]:
    """Every post in the list, in its order, however deep its cards are nested."""
    if isinstance(dig(data, "data", "list"), list):
        yield from (Card(mblog) for mblog in items_at(data, "data", "list") if isinstance(mblog, dict))
        return
    if not isinstance(dig(data, "data", "cards"), list | dict):
        raise UnreadableFeed("JSON without a list of posts")
    waiting = [(card, False) for card in items_at(data, "data", "cards")[::-1]]
    while waiting:
        card, pinned = waiting.pop()
        pinned = pinned or is_marked(mapping(card))
        if mblog := dict_at(card, "mblog"):
            yield Card(mblog, text_at(card, "scheme"), pinned)
        waiting += [(inner, pinned) for inner in items_at(card, "card_group")[::-1]]
