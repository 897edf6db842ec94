"""The invented outlets: what each speaks, how it writes, and where its things stand."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

Front = Literal["rss", "atom", "sitemap", "list"]
FRONT_FILES: dict[Front, str] = {
    "rss": "feed.xml",
    "atom": "atom.xml",
    "sitemap": "news-sitemap.xml",
    "list": "latest/",
}


@dataclass(frozen=True, slots=True)
class Outlet:
    """One news site. It stands on a port of its own: a crawler is polite per host and port."""

    id: str
    name: str
    lang: Literal["en", "zh"]
    front: Front
    zone: str
    author: str
    encoding: str = "utf-8"  # of the bytes
    declared: str = "utf-8"  # what the outlet claims they are
    article: str = "{day:%Y/%m/%d}/{slug}"  # shape of an article's path
    tracking: str = ""  # what its feed hangs on every link

    @property
    def front_path(self) -> str:
        return f"/{FRONT_FILES[self.front]}"

    def article_path(self, story_id: str, title: str, at: datetime) -> str:
        """A path that depends on nothing but the story, so that it survives a restart."""
        digest = hashlib.sha256(f"{self.id}/{story_id}".encode()).hexdigest()
        slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
        day, number = at.astimezone(ZoneInfo(self.zone)), int(digest[:8], 16)
        return "/" + self.article.format(day=day, slug=slug, number=number, hash=digest[:10])


OUTLETS: tuple[Outlet, ...] = (
    Outlet("harbour-ledger", "The Harbour Ledger", "en", "rss", "Europe/London", "Nora Whitcombe"),
    Outlet(
        "voltmeter",
        "Voltmeter",
        "en",
        "atom",
        "America/Los_Angeles",
        "Eli Sandoval",
        article="posts/{slug}.html",
    ),
    Outlet(
        "northgate-wire",
        "Northgate Wire",
        "en",
        "sitemap",
        "America/New_York",
        "Northgate Wire staff",
        article="story/{slug}-{hash}",
    ),
    Outlet(
        "pacific-motor",
        "Pacific Motor Post",
        "en",
        "list",
        "America/Los_Angeles",
        "Grace Okafor",
        article="news/{day:%Y}/{number}/{slug}/",
    ),
    Outlet(
        "meridian",
        "Meridian Business Daily",
        "en",
        "rss",
        "America/New_York",
        "Tomás Rehn",
        article="business/{slug}",
        tracking="?utm_source=rss&utm_medium=feed",
    ),
    Outlet(
        "jiangwan",
        "江湾财经",
        "zh",
        "rss",
        "Asia/Shanghai",
        "许喆",
        encoding="gbk",
        declared="gb2312",
        article="{day:%Y-%m-%d}/doc-{hash}.shtml",
    ),
    Outlet("cheliu", "车流日报", "zh", "rss", "Asia/Shanghai", "骆思远", article="a/{number}"),
    Outlet(
        "chenguang",
        "晨光科技网",
        "zh",
        "atom",
        "Asia/Shanghai",
        "白若溪",
        article="{day:%Y/%m%d}/{number}.html",
    ),
    Outlet(
        "beitang", "北塘新闻网", "zh", "list", "Asia/Shanghai", "通讯员 丁川", article="content/{number}.htm"
    ),
)
BY_ID = {outlet.id: outlet for outlet in OUTLETS}
