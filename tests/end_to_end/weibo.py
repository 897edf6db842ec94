"""Lei Jun's account on a pretended m.weibo.cn, which says what was edited and what is deleted."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update

from crawler.mirrors import weibo
from record.clock import Clock
from record.store.engine import write
from record.store.tables import sources, turns
from record.types import Account
from tests.crawler import mblogpages
from tests.crawler.mblogpages import Mblog, mblog
from tests.crawler.site import Reply
from tests.end_to_end.house import House

DAY = timedelta(days=1)
LIST = weibo.address("", Account("weibo", mblogpages.UID))
MIRROR = "mirrors: [{name: direct, format: weibo, direct: true, url: '%s', allow_private: [127.0.0.0/8]}]\n"


@dataclass
class Weibo:
    """What the account shows now; posts are named by their address."""

    house: House
    shown: list[Mblog] = field(default_factory=list)  # newest first

    def __post_init__(self) -> None:
        self.house.site.pages["/visitor/genvisitor2"] = Reply(mblogpages.minted(), "text/javascript")
        self.shown.append(mblog(Clock().now() - 40 * DAY, "秋天到了，大家多保重。"))
        self._show()

    @property
    def lines(self) -> str:
        """Of sources.yaml."""
        return MIRROR % self.house.site.url

    def post(self, text: str, at: datetime, serial: int = 0) -> str:
        new = mblog(at, text, serial)
        self.shown = sorted((new, *self.shown), key=lambda post: int(post["mid"]), reverse=True)
        self._show()
        return f"https://weibo.com/{mblogpages.UID}/{new['bid']}"

    def edit(self, address: str, text: str) -> None:
        post = self._find(address)
        times = post.get("edit_count", 0) + 1
        config = {"edited": True}
        now = mblogpages.stamp(Clock().now())
        post.update(text=text, edit_count=times, edit_at=now, edit_config=config)
        self._show()

    def delete(self, address: str) -> Mblog:
        """Who asks for the post is told that there is none."""
        post = self._find(address)
        self.shown.remove(post)
        self.house.site.pages[f"/statuses/show?id={post['mid']}"] = _said(mblogpages.DELETED)
        self._show()
        return post

    def restore(self, post: Mblog) -> None:
        self.shown = sorted((post, *self.shown), key=lambda each: int(each["mid"]), reverse=True)
        self._show()

    def _find(self, address: str) -> Mblog:
        (post,) = (post for post in self.shown if address.endswith(f"/{post['bid']}"))
        return post

    def _show(self) -> None:
        self.house.site.pages[LIST] = _said(mblogpages.listing(*self.shown))


def _said(data: Any) -> Reply:
    return Reply(json.dumps(data).encode(), "application/json; charset=utf-8")


def rested(house: House) -> None:
    """As if the last question had been put long ago."""
    with house.record() as record, write(record.engine) as connection:
        connection.execute(update(turns).values(not_before=None))
        connection.execute(update(sources).values(wait_until=None, last_polled_at=Clock().now() - DAY))
