"""What a Weibo post shows beside its words, by ids that last: hosts rotate, sizes vary, queries expire."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.payloads.weibojson import dict_at, items_at, line_at
from record.types import Json

_MOST = 100
_PAGES = ("video", "article")  # of what an address leads to; topics and web pages are no part of a post


def media_of(mblog: Json) -> tuple[str, ...]:
    """Ids of pictures and videos in the post's order, each once."""
    found = [*(_mixed(mblog) or _pictures(mblog)), *_page(mblog)]
    return tuple(dict.fromkeys(id for id in found if id))[:_MOST]


def stem(url: str) -> str:
    """https://wx1.sinaimg.cn/large/006Qabc.jpg?Expires=1 -> 006Qabc"""
    path = url.split("?", 1)[0].split("#", 1)[0]
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[0].strip()


def _mixed(mblog: Json) -> list[str]:
    """Pictures and videos in one row, as newer posts have them."""
    items = items_at(mblog, "mix_media_info", "items")
    return [
        line_at(item, "data", "pic_id") or line_at(item, "data", "object_id") or line_at(item, "id")
        for item in items
    ]


def _pictures(mblog: Json) -> list[str]:
    """`pics` is a list or an object; weibo.com names ids, and the pictures apart."""
    shown = [_picture(picture) for picture in items_at(mblog, "pics")]
    listed = [line_at({"id": id}, "id") for id in items_at(mblog, "pic_ids")]
    return shown or listed or [line_at({"id": id}, "id") for id in dict_at(mblog, "pic_infos")]


def _picture(picture: object) -> str:
    address = line_at(picture, "large", "url") or line_at(picture, "url")
    return line_at(picture, "pid") or stem(address)


def _page(mblog: Json) -> Iterator[str]:
    page = dict_at(mblog, "page_info")
    if {line_at(page, "type"), line_at(page, "object_type")} & set(_PAGES):
        yield line_at(page, "object_id") or line_at(page, "page_id") or line_at(page, "page_pic", "pid")
