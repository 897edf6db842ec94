"""A spider over an agenda: what all of ours are."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, Self

import scrapy
from scrapy import Request
from scrapy.crawler import Crawler

from record.clock import Clock
from record.errors import OnrecordError


class AgendaSpider(scrapy.Spider):
    """It is given its agenda, or makes one of the Sources named by `-a source=ID`.

    Each kind says what its agenda and its tasks are, and ends every task in exactly one way.
    """

    agenda: Any
    clock: Clock

    @classmethod
    def from_crawler(
        cls,
        crawler: Crawler,
        *args: Any,
        source: str | None = None,
        agenda: Any = None,
        clock: Clock | None = None,
        **kwargs: Any,
    ) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.clock = clock or Clock()
        try:
            spider.agenda = agenda or cls.own_agenda(source, crawler, spider.clock)
        except OnrecordError as error:
            raise SystemExit(str(error)) from error  # a user's mistake: its own words, and no traceback
        return spider

    @classmethod
    def own_agenda(cls, wanted: str | None, crawler: Crawler, clock: Clock) -> Any:
        """The agenda of a crawl by hand. Raises OnrecordError in the user's words."""
        raise NotImplementedError

    async def start(self) -> AsyncIterator[Request]:
        async for task in self.agenda.tasks():
            try:
                request = self.request_for(task)
            except Exception as error:
                # An address or a page object that cannot be used ends its own task, not the spider.
                self.logger.exception("a task of %s cannot be asked for", self.name)
                await self.end_unasked(task, f"it cannot be asked for: {error}")
            else:
                yield request

    def request_for(self, task: Any) -> Request:
        """Raises ValueError for an address that is none."""
        raise NotImplementedError

    async def end_unasked(self, task: Any, reason: str) -> None:
        """End a task for which no request could be made."""
        raise NotImplementedError
