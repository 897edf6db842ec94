"""Platforms whose addresses hold the id: nobody is asked."""

from __future__ import annotations

import re
from collections.abc import Callable

from crawler.resolving.places import Place, Unresolved
from record.types import Account

_X = re.compile(r"[A-Za-z0-9_]{1,15}")
_X_OWN = (
    *("compose", "explore", "hashtag", "home", "i", "intent", "login", "messages", "notifications"),
    *("privacy", "search", "settings", "share", "signup", "tos"),
)
_THREADS = re.compile(r"[A-Za-z0-9_.]{1,30}")
_TELEGRAM = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")
_TELEGRAM_OWN = ("addstickers", "iv", "joinchat", "proxy", "share", "socks")
_SUBSTACK = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_MEDIUM = re.compile(r"@?[A-Za-z0-9][\w.-]{0,60}", re.ASCII)
_MEDIUM_OWN = ("about", "m", "me", "membership", "p", "plans", "search", "tag", "topic", "new-story")
_CIK = re.compile(r"(?:CIK)?0{0,9}([1-9][0-9]{0,9})", re.IGNORECASE)
_FEED = re.compile(r"(?:^|[./_-])(?:rss|feed|feeds|atom|xml|rdf)(?:[./_-]|$)", re.IGNORECASE)


def read_x(place: Place) -> Account:
    name = place.query.get("screen_name", "") if place.part(0) == "intent" else place.part(0)
    if name.lower() in _X_OWN or not _X.fullmatch(name):
        raise Unresolved("this names no account of X: x.com/NAME does")
    return Account("x", name)


def read_threads(place: Place) -> Account:
    name = place.part(0)
    if not name.startswith("@") or not _THREADS.fullmatch(name[1:]):
        raise Unresolved("this names no account of Threads: threads.com/@NAME does")
    return Account("threads", name[1:])


def read_telegram(place: Place) -> Account:
    name = place.part(1) if place.part(0) == "s" else place.part(0)
    if not _TELEGRAM.fullmatch(name) or name.lower() in _TELEGRAM_OWN:
        raise Unresolved("this names no public channel of Telegram: t.me/CHANNEL does; others cannot be read")
    return Account("telegram", name)


def read_substack(place: Place) -> Account:
    """name.substack.com, or open.substack.com/pub/name; a reader's profile names no publication."""
    label = place.host.removesuffix("substack.com").rstrip(".")
    name = place.part(1) if place.part(0) == "pub" else label
    if name in ("", "open", "www") or not _SUBSTACK.fullmatch(name):
        raise Unresolved("this names no publication of Substack: open it and take NAME.substack.com")
    return Account("substack", name)


def read_medium(place: Place) -> Account:
    label = place.host.removesuffix("medium.com").rstrip(".")
    first = place.part(1) if place.part(0) == "feed" else place.part(0)
    name = f"@{label}" if label else first
    if not _MEDIUM.fullmatch(name) or name.lower() in _MEDIUM_OWN:
        raise Unresolved("this names no author of Medium: medium.com/@NAME or medium.com/PUBLICATION does")
    return Account("medium", name)


def read_edgar(place: Place) -> Account:
    stated = next((value for key, value in place.query.items() if key.upper() == "CIK"), "")
    archived = place.part(3) if place.parts[:3] == ("Archives", "edgar", "data") else ""
    filed = place.part(1).removesuffix(".json") if place.part(0) == "submissions" else ""
    found = read_cik(stated or archived or filed)
    if found is None:
        raise Unresolved("this holds no CIK: open the company's page at sec.gov, where it stands as a number")
    return found


def read_cik(written: str) -> Account | None:
    """Ten digits, as EDGAR writes them."""
    found = _CIK.fullmatch(written)
    return Account("edgar", found[1].zfill(10)) if found and len(found[1]) <= 10 else None


def read_feed(place: Place) -> Account | None:
    """An address that looks like a feed's: a newsroom's id is its feed."""
    last = "/".join(place.parts[-2:])
    return Account("newsroom", place.url) if _FEED.search(last) else None


BY_HOST: dict[str, Callable[[Place], Account]] = {
    "x.com": read_x,
    "twitter.com": read_x,
    "threads.com": read_threads,
    "threads.net": read_threads,
    "t.me": read_telegram,
    "telegram.me": read_telegram,
    "substack.com": read_substack,
    "medium.com": read_medium,
    "sec.gov": read_edgar,
}
