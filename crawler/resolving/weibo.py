"""Weibo: the uid stands in most addresses; of a name or a post Weibo itself would have to be asked."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from crawler.conversation import Ask
from crawler.payloads.weiboanswers import refusal
from crawler.payloads.weibojson import dict_at, line_at, parse_json, text_at
from crawler.reading.answers import Answer
from crawler.resolving.places import Found, Place, Resolution, Resolving, Unresolved, flag_at
from record.types import Account, Json, Outcome, Profile

HOSTS = ("weibo.com", "weibo.cn")
BASE = "https://m.weibo.cn"

_UID = re.compile(r"[0-9]{5,12}")
_PAGE = re.compile(r"(?:100[2-9]0[56]|107603)([0-9]{5,12})")  # the number of a page, and the uid
_POST = re.compile(r"[0-9A-Za-z]{5,20}")
_NAME = re.compile(r"[A-Za-z][\w.-]{2,29}", re.ASCII)
_OWN = ("ajax", "detail", "home", "hot", "login", "newlogin", "search", "signup", "status", "tv", "visitor")
_HEADERS = {"Referer": f"{BASE}/", "MWeibo-Pwa": "1", "X-Requested-With": "XMLHttpRequest"}
_WAY_OUT = "open it in a browser: the account's own page has the id in its address, weibo.com/u/ID"


def read_weibo(place: Place, no_question: str) -> Found:
    """`no_question`: why Weibo is not asked; empty where it may be, once. Raises Unresolved."""
    first, second = place.part(0), place.part(1)
    uid = second if first in ("u", "profile") else first
    page = _PAGE.fullmatch(second) if first == "p" else None
    if _UID.fullmatch(uid) or page:
        return Account("weibo", page[1] if page else uid)
    ask = _question(first, second)
    if ask is None:
        raise Unresolved(f"this names no account of Weibo; {_WAY_OUT}")
    if no_question:
        raise Unresolved(f"the id does not stand in this address, and {no_question}; or {_WAY_OUT}")
    return _ask(ask)


def _question(first: str, second: str) -> Ask | None:
    if first in ("status", "detail") and _POST.fullmatch(second):
        return Ask(f"{BASE}/statuses/show?id={second}", _HEADERS)
    if first == "n" and second:
        return Ask(f"{BASE}/n/{quote(second[:60])}")
    named = _NAME.fullmatch(first) and first not in _OWN and first not in ("u", "p", "n", "profile")
    return Ask(f"{BASE}/{first}") if named else None


def _ask(ask: Ask) -> Resolving:
    """A name is answered by sending us to the account's page, a post with its author."""
    answer = yield ask
    sent_to = _sent_to(answer)
    if sent_to:
        return Resolution(Profile(Account("weibo", sent_to)))
    refused = refusal(answer)
    if refused:
        blocked = refused[0] is Outcome.BLOCKED
        raise Unresolved(f"m.weibo.cn: {refused[1]}; {_WAY_OUT}", blocked=blocked)
    return _author(dict_at(parse_json(answer.text), "data", "user"))


def _sent_to(answer: Answer) -> str:
    parts = [part for part in urlsplit(answer.url).path.split("/") if part]
    there = len(parts) == 2 and parts[0] in ("u", "profile") and _UID.fullmatch(parts[1])
    return parts[1] if there else ""


def _author(user: Json) -> Resolution:
    uid = text_at(user, "id")
    if not _UID.fullmatch(uid):
        raise Unresolved(f"m.weibo.cn names no author of this post; {_WAY_OUT}")
    name, reason = (line_at(user, key) or None for key in ("screen_name", "verified_reason"))
    return Resolution(Profile(Account("weibo", uid), name, flag_at(user, "verified"), reason))
