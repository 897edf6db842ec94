"""The Weibo mirror, as RSSHub answers `/weibo/user/:uid`: RSS by default, Atom and JSON by ?format=."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .shapes import render

UID = "1749127163"
NAME = "雷军"
HOME = f"https://weibo.com/{UID}/"
EPOCH = 515483463  # seconds that a post id's upper bits count from
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
TITLE_SIZE = 150


@dataclass(frozen=True, slots=True)
class Item:
    """One post as the mirror shows it."""

    url: str
    title: str
    content: str  # HTML
    published: datetime


def mid_at(at: datetime, key: str) -> int:
    """The id of a post of that second; the lower 22 bits come from `key`."""
    low = int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) & 0x3FFFFF
    return ((int(at.timestamp()) - EPOCH) << 22) | low


def bid_of(mid: int) -> str:
    """Base62: every 7 decimal digits from the right become 4 characters."""
    bid, rest = "", mid
    while rest:
        rest, group = divmod(rest, 10_000_000)
        bid = (_base62(group).rjust(4, "0") if rest else _base62(group)) + bid
    return bid


def _base62(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 62)
        text = DIGITS[digit] + text
    return text or "0"


def item_of(key: str, paragraphs: Sequence[str], at: datetime, skewed: bool) -> Item:
    """A post from its plain paragraphs; #topic# becomes Weibo's link."""
    text = " ".join(paragraphs)
    return Item(
        url=HOME + bid_of(mid_at(at, key)),
        title=text if len(text) <= TITLE_SIZE else text[: TITLE_SIZE - 3] + "...",
        content="<br>".join(_linked(html.escape(paragraph)) for paragraph in paragraphs),
        published=at - timedelta(hours=8) if skewed else at,
    )


def _linked(paragraph: str) -> str:
    address = r"https://m.weibo.cn/search?containerid=231522&amp;q=\1"
    link = rf'<a href="{address}" data-hide=""><span class="surl-text">\1</span></a>'
    return re.sub(r"(#[^#]+#)", link, paragraph)


def timeline(items: Sequence[Item], form: str, address: str) -> tuple[str, str]:
    """(content type, body) of the account's feed."""
    if form == "json":
        return "application/feed+json; charset=utf-8", _json(items)
    shape, kind = ("rsshub.atom.xml", "atom") if form == "atom" else ("rsshub.rss.xml", "rss")
    body = render(shape, items=items, name=NAME, home=HOME, address=address)
    return f"application/{kind}+xml; charset=utf-8", body


def _json(items: Sequence[Item]) -> str:
    author = {"name": NAME, "url": HOME.rstrip("/"), "avatar": "https://tvax1.sinaimg.cn/crop/lj.jpg"}
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{NAME}的微博",
        "home_page_url": HOME,
        "description": "小米创办人 - Powered by RSSHub",
        "language": "zh-cn",
        "items": [
            {
                "id": item.url,
                "url": item.url,
                "title": item.title,
                "content_html": item.content,
                "date_published": item.published.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
                "authors": [author],
            }
            for item in items
        ],
    }
    return json.dumps(feed, ensure_ascii=False)
