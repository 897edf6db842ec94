"""What m.weibo.cn answers, written for these tests: lists, long texts, single posts, refusals."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import Any

from crawler.payloads.mids import bid_of

Mblog = dict[str, Any]

UID = "1749127163"
BEIJING = timezone(timedelta(hours=8))
USER = {
    "id": int(UID),
    "screen_name": "雷军",
    "verified": True,
    "verified_type": 0,
    "verified_reason": "小米创始人，董事长兼CEO",
    "followers_count": "2681.3万",
}
CAPTCHA = {
    "ok": -100,
    "errno": "-100",
    "msg": "",
    "url": "https://m.weibo.cn/captcha?scene=limit",
    "extra": "",
}
NOTHING = {"ok": 0, "msg": "这里还没有内容", "data": {"cards": []}}
DELETED = {"ok": 0, "errno": "20101", "msg": "该微博不存在"}
HIDDEN = {"ok": 0, "message": "暂无查看权限", "error_code": 20112}
VISITOR_PAGE = b"<!DOCTYPE html><html><head><title>Sina Visitor System</title></head><body></body></html>"


def stamp(moment: datetime) -> str:
    return moment.astimezone(BEIJING).strftime("%a %b %d %H:%M:%S %z %Y")


def mid_at(moment: datetime, serial: int = 0) -> str:
    """The id of a post of that second."""
    return str(((int(moment.timestamp()) - 515_483_463) << 22) + serial)


def mblog(at: datetime, text: str, serial: int = 0, **more: Any) -> Mblog:
    """One post; `more` adds keys or replaces them."""
    mid = mid_at(at, serial)
    return {
        "visible": {"type": 0, "list_id": 0},
        "created_at": stamp(at),
        "id": mid,
        "mid": mid,
        "bid": bid_of(int(mid)),
        "text": text,
        "source": "Xiaomi 17 Pro",
        "pic_ids": [],
        "pic_num": 0,
        "user": USER,
        "reposts_count": 120,
        "comments_count": "1.2万",
        "attitudes_count": "100万+",
        "isLongText": False,
        "mblogtype": 0,
        "edit_config": {"edited": False},
        "region_name": "发布于 北京",
        **more,
    }


def pinned(post: Mblog) -> Mblog:
    return {**post, "isTop": 1, "mblogtype": 2, "title": {"text": "置顶", "base_color": 1}}


def cut(post: Mblog, shown: str) -> Mblog:
    """As a list shows a long post."""
    link = f'{shown} ...<a href="/status/{post["mid"]}">全文</a>'
    return {**post, "text": link, "isLongText": True}


def card(post: Mblog) -> dict[str, Any]:
    top = "proweibotop" if post.get("isTop") else "proweibo"
    return {
        "card_type": 9,
        "profile_type_id": f"{top}_{post['mid']}",
        "scheme": f"https://m.weibo.cn/status/{post['bid']}?mblogid={post['bid']}",
        "mblog": post,
    }


def listing(*posts: Mblog, since_id: int | None = None) -> dict[str, Any]:
    """What getIndex answers."""
    info = {"containerid": f"107603{UID}", "v_p": 42, "total": len(posts)}
    if since_id is not None:
        info["since_id"] = since_id
    return {
        "ok": 1,
        "data": {"cardlistInfo": info, "cards": [card(post) for post in posts], "showAppTips": 0},
    }


def extended(html: str) -> dict[str, Any]:
    """What statuses/extend answers."""
    return {"ok": 1, "data": {"ok": 1, "longTextContent": html, "reposts_count": 3}}


def minted(sub: str = "_2AkSub", subp: str = "0033Subp") -> bytes:
    """What passport's genvisitor2 answers."""
    data = {
        "retcode": 20000000,
        "msg": "succ",
        "data": {"sub": sub, "subp": subp, "tid": "01Abc", "new_tid": True},
    }
    return f"window.visitor_gray_callback && visitor_gray_callback({json.dumps(data)});".encode()
