"""Mastodon, and Truth Social, which speaks as Mastodon does: a host knows the number of a name."""

from __future__ import annotations

import re
from collections.abc import Generator
from urllib.parse import quote, urlsplit

from crawler.conversation import Ask
from crawler.reading.answers import Answer, Refused
from crawler.reading.jsontrees import listed, mapping, words
from crawler.resolving.places import (
    Found,
    Place,
    Resolution,
    Resolving,
    Unresolved,
    flag_at,
    line_at,
    number_at,
    require_object,
)
from crawler.sourcefields import is_domain
from record.types import Account, Json, Profile

TRUTH = "truthsocial.com"

_USER = re.compile(r"[A-Za-z0-9_](?:[\w.-]{0,58}[A-Za-z0-9_])?", re.ASCII)
ADDRESS = re.compile(r"@?([A-Za-z0-9_][\w.-]{0,59})@([\w.-]{3,200})", re.ASCII)
_ID = re.compile(r"[0-9]{1,30}")
_ACCOUNT = re.compile(r"https://([^/?#@]{3,260})/")


def read_mastodon(place: Place) -> Found | None:
    """None where the address has no form of Mastodon's."""
    host = urlsplit(place.url).netloc.lower()
    if not is_domain(host):
        return None
    parts = place.parts[1:] if place.part(0) in ("web", "deck") else place.parts
    first, second = (*parts, "", "")[:2]
    named = ADDRESS.fullmatch(first)
    if named and first.startswith("@"):
        return read_name(named[1], named[2].lower())
    if place.parts[:3] == ("api", "v1", "accounts") and _ID.fullmatch(place.part(3)):
        return Account("mastodon", f"{place.part(3)}@{host}")
    if first == "accounts" and parts is not place.parts and _ID.fullmatch(second):
        return Account("mastodon", f"{second}@{host}")
    user = second if first == "users" else first.removeprefix("@") if first.startswith("@") else ""
    user = re.sub(r"\.(rss|atom|json)$", "", user)
    return ask_mastodon(user, host) if _USER.fullmatch(user) else None


def read_name(user: str, host: str) -> Found:
    """user@host, or the number of a user in the place of his name."""
    return Account("mastodon", f"{user}@{host}") if _ID.fullmatch(user) else ask_mastodon(user, host)


def ask_mastodon(user: str, host: str) -> Resolving:
    """The number of user@host; where the host is another one than in the name, it is asked which."""
    if not _USER.fullmatch(user) or not is_domain(host):
        raise Unresolved(f"'{user}@{host}' is no name of Mastodon: user@host")
    answer = yield Ask(_lookup(host, user))
    home = "" if _is_known(answer) else (yield from _ask_home(user, host))
    if home:
        answer = yield Ask(_lookup(home, user))
    uid, found = _number_in(answer, home or host, f'mastodon: "{user}@{host}" can stand in people.yaml, too')
    name = line_at(found, "display_name") or line_at(found, "username")
    return Resolution(Profile(Account("mastodon", f"{uid}@{home or host}"), name), (f"{user}@{host}",))


def read_truthsocial(place: Place) -> Found:
    """Raises Unresolved."""
    user = place.part(0).removeprefix("@")
    if place.parts[:3] == ("api", "v1", "accounts") and _ID.fullmatch(place.part(3)):
        return Account("truthsocial", place.part(3))
    if not place.part(0).startswith("@") or not _USER.fullmatch(user):
        raise Unresolved("this names no account of Truth Social: truthsocial.com/@NAME does")
    return _ask_truthsocial(user)


def _ask_truthsocial(user: str) -> Resolving:
    address = _lookup(TRUTH, user)
    answer = yield Ask(address)
    uid, found = _number_in(answer, TRUTH, f"open {address} in a browser: the id stands first")
    name, verified = line_at(found, "display_name"), flag_at(found, "verified")
    return Resolution(Profile(Account("truthsocial", uid), name, verified))


def _number_in(answer: Answer, host: str, way_out: str) -> tuple[str, Json]:
    """(the number, the whole account). Raises Unresolved."""
    found = require_object(answer, host, way_out)
    uid = number_at(found, "id")
    if not uid:
        raise Unresolved(f"{host} gives no id; {way_out}")
    return uid, found


def _is_known(answer: Answer) -> bool:
    try:
        return bool(_number_in(answer, "", ""))
    except Unresolved:
        return False


def _lookup(host: str, user: str) -> str:
    return f"https://{host}/api/v1/accounts/lookup?acct={quote(user)}"


def _webfinger(host: str, user: str) -> str:
    return f"https://{host}/.well-known/webfinger?resource=acct:{quote(user)}@{host}"


def _ask_home(user: str, host: str) -> Generator[Ask, Answer, str]:
    """The host that speaks for the name, where it is another one."""
    try:
        answer = yield Ask(_webfinger(host, user))
    except Refused:
        return ""
    try:
        links = listed(require_object(answer, host, "").get("links"))
    except Unresolved:
        return ""
    return next((there for link in links[:50] if (there := _self(mapping(link))) not in ("", host)), "")


def _self(link: Json) -> str:
    """The host of the account itself among the addresses that a host gives for it."""
    split = _ACCOUNT.match(words(link.get("href"))) if link.get("rel") == "self" else None
    return split[1].lower() if split and is_domain(split[1]) else ""
