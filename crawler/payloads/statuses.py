"""A status of Mastodon's interface to a Post."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from crawler.conversation.listings import Page
from crawler.reading.answers import Answer
from crawler.reading.apis import complaint, read_answer
from crawler.reading.dates import read_date
from crawler.reading.feeds import absolute
from crawler.reading.jsontrees import count, dig, listed, mapping, words
from crawler.reading.markup import LONGEST_POST, headline, one_line, parse_fragment, take_out, text_of
from record.errors import UnreadableFeed
from record.types import Account, Post, PostFacts, Profile

_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_SHOWN = frozenset(("public", "unlisted", ""))
_PLACE = re.compile(r"/(?:statuses|posts|notes|objects)/([0-9A-Za-z_-]{1,64})(?:/activity)?/?$")
_LONGEST_KEY = 300  # characters


@dataclass(frozen=True, slots=True)
class Network:
    """Where the statuses come from."""

    account: Account
    handle: str  # the account's name or id there
    home: str  # what stands before the id in a key: "mastodon:example.social/", "truthsocial:"
    badge: bool = False  # it says of accounts whether they are verified


def read_page(answer: Answer, network: Network, url: str, now: datetime) -> Page:
    """One answer to `url`. Raises Refused, UnreadableFeed, LoginWall or Blocked."""
    statuses = read_answer(answer)
    if not isinstance(statuses, list):
        raise UnreadableFeed(f"no list of posts: {complaint(answer)}".rstrip(": "))
    posts = [post for post in (read_status(status, network, url, now) for status in statuses) if post]
    if statuses and not posts:
        raise UnreadableFeed("none of the entries is a public post of this account")
    last = id_of(statuses[-1]) if statuses else ""
    profiles = (read_profile(status, network) for status in statuses)
    return Page(tuple(posts), f"{url}&max_id={last}" if last else None, next(filter(None, profiles), None))


def id_of(entity: Any) -> str:
    """The id of a status, an account or a medium: a number mostly, "not guaranteed", says Mastodon."""
    id = mapping(entity).get("id")
    written = str(id) if count(id) is not None else words(id)
    return written if _ID.fullmatch(written) else ""


def read_status(raw: Any, network: Network, base: str, now: datetime) -> Post | None:
    """None for what is not public, or not this account's."""
    status = mapping(raw)
    id, author = id_of(status), mapping(status.get("account"))
    if not id or words(status.get("visibility")) not in _SHOWN or not _is_of(author, network.handle):
        return None
    boosted = mapping(status.get("reblog"))
    published = words(status.get("created_at"))
    return Post(
        key=network.home + id,
        account=network.account,
        url=_address(boosted, base) or _address(status, base) or base,
        # Of a boost the status repeats the words of the other one.
        text="" if boosted else _text(status),
        quoted=_text(boosted or _quoted(status)),
        published_raw=published or None,
        published_at=read_date(published, "UTC", now),
        author=_name(author),
        facts=_facts(status, boosted, network, now),
    )


def read_profile(raw: Any, network: Network) -> Profile | None:
    """Who the account says it is. Mastodon itself verifies nobody: its ticks stand beside links."""
    author = mapping(dig(raw, "account"))
    if not author or not _is_of(author, network.handle):
        return None
    verified = author.get("verified") if network.badge else None
    return Profile(network.account, _name(author) or None, verified if isinstance(verified, bool) else None)


def _is_of(author: dict[str, Any], handle: str) -> bool:
    """An account that says nothing of itself is believed: it was asked for by its id."""
    id, name = author.get("id"), words(author.get("acct")) or words(author.get("username"))
    known = {str(id).lower(), name.lower(), name.lower().partition("@")[0]} - {"", "none"}
    return not known or handle.lower() in known


def _name(author: dict[str, Any]) -> str:
    return headline(words(author.get("display_name")) or words(author.get("username")))


def _address(status: dict[str, Any], base: str) -> str | None:
    url, uri = words(status.get("url")), words(status.get("uri"))
    return (url and absolute(base, url)) or (uri and absolute(base, uri)) or None


def _text(status: dict[str, Any]) -> str:
    """The words below their content warning. Long links are whole: parts of them are hidden by style only."""
    tree = parse_fragment(words(status.get("content"))[:LONGEST_POST])
    # "RE: https://…", for networks that know no quotes
    take_out(tree, tree.xpath("/html/body//*[contains(@class, 'quote-inline')]"))
    warning = one_line(words(status.get("spoiler_text")))
    return f"{warning}\n{text_of(tree)}".strip()


def _quoted(status: dict[str, Any]) -> dict[str, Any]:
    """The status that this one quotes: Mastodon wraps it, Truth Social and Pleroma do not."""
    quote = mapping(status.get("quote")) or mapping(dig(status, "pleroma", "quote"))
    wrapped = mapping(quote.get("quoted_status"))
    return wrapped or (quote if "content" in quote else {})


def _facts(status: dict[str, Any], boosted: dict[str, Any], network: Network, now: datetime) -> PostFacts:
    edited = words(status.get("edited_at"))
    media = [] if boosted else listed(status.get("media_attachments"))
    return PostFacts(
        edits=int(bool(edited)) if "edited_at" in status else None,
        edited_at=read_date(edited, "UTC", now) if edited else None,
        pinned=status.get("pinned") is True,
        reposts=_reposts(status, boosted, network),
        media=tuple(filter(None, map(id_of, media))),
        client=headline(words(dig(status, "application", "name"))),
        reposted=count(status.get("reblogs_count")),
        commented=count(status.get("replies_count")),
        liked=count(status.get("favourites_count")),
    )


def _reposts(status: dict[str, Any], boosted: dict[str, Any], network: Network) -> str | None:
    other = boosted or _quoted(status)
    if other:
        return _key_elsewhere(other, network)
    known = id_of({"id": dig(status, "quote", "quoted_status_id") or status.get("quote_id")})
    return network.home + known if known else None


def _key_elsewhere(status: dict[str, Any], network: Network) -> str | None:
    """The key as the other account's own host gives it: the address holds the id of that host."""
    uri, id = words(status.get("uri")), id_of(status)
    platform, _, home = network.home.partition(":")
    try:
        host, place = urlsplit(uri).hostname, _PLACE.search(urlsplit(uri).path)
    except ValueError:
        return None
    if not home or not host or f"{host}/" == home:
        return network.home + id if id else None
    return f"{platform}:{host}/{place[1]}" if place else f"{platform}:{uri}"[:_LONGEST_KEY]
