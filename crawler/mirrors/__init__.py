"""Mirrors of social networks: one module a format, listed here under the name that `sources.yaml` uses."""

from __future__ import annotations

from typing import Protocol

from crawler.conversation import Context, Conversation, Manners
from crawler.mirrors import bluesky, edgar, feed, mastodon, rsshub, telegram, truthsocial, weibo, youtube
from record.types import Account, Source


class Mirror(Protocol):
    """What a module in this package offers."""

    @property
    def PLATFORMS(self) -> tuple[str, ...]:  # noqa: N802 (a module's constant)
        """Of the accounts that it shows."""
        ...

    @property
    def BASE(self) -> str | None:  # noqa: N802
        """Where it is asked unless sources.yaml says otherwise; None: it must say so."""
        ...

    @property
    def MANNERS(self) -> Manners:  # noqa: N802
        """What it bears."""
        ...

    def address(self, base: str, account: Account) -> str:
        """What its first question asks for. Raises ValueError for an id that is none."""
        ...

    def poll(self, source: Source, context: Context) -> Conversation:
        """Ask for the account's posts. Raises Refused, UnreadableFeed, LoginWall or Blocked."""
        ...


FORMATS: dict[str, Mirror] = {
    "rsshub": rsshub,
    "weibo": weibo,
    "mastodon": mastodon,
    "truthsocial": truthsocial,
    "bluesky": bluesky,
    "telegram": telegram,
    "feed": feed,
    "youtube": youtube,
    "edgar": edgar,
}


def manners_of(source: Source) -> Manners:
    """What whoever polls this Source must keep to."""
    return FORMATS[source.format].MANNERS if source.spider == "posts" else Manners()
