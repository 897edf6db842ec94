"""Mirrors of social networks: one module a format, listed here under the name that `sources.yaml` uses."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from crawler.mirrors import rsshub
from crawler.reading.answers import Answer
from record.types import Account, Post, Source


class Mirror(Protocol):
    """What a module in this package offers."""

    PLATFORM: str  # of the accounts that it shows
    OUTLET: str  # as the user sees it

    def address(self, base: str, account: Account) -> str:
        """Where the mirror at `base` shows the account."""
        ...

    def refusal(self, answer: Answer) -> str | None:
        """Why it could not serve us, in its own words."""
        ...

    def read_posts(self, answer: Answer, source: Source, now: datetime) -> tuple[Post, ...]:
        """Raises UnreadableFeed, LoginWall or Blocked."""
        ...


FORMATS: dict[str, Mirror] = {"rsshub": rsshub}
