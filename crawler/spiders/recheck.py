"""Articles that were recorded, looked at again: edited, gone, or as they were."""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings

from crawler.articles import ArticleSpider, Fetched, Refused
from crawler.rechecks import Rechecks
from crawler.standalone import rechecks_of
from record.clock import Clock
from record.types import Outcome, Recheck

GONE = (404, 410)


class RecheckSpider(ArticleSpider):
    """`scrapy crawl recheck -a source=ID -s RECORD_URL=sqlite:///onrecord.db`"""

    name = "recheck"
    agenda: Rechecks

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """It asks the hosts of the news spider beside it: slowly, and one page at a time."""
        super().update_settings(settings)
        delay = settings.getfloat("ONRECORD_RECHECK_DELAY")
        settings.set("DOWNLOAD_DELAY", delay, priority="spider")
        settings.set("CONCURRENT_REQUESTS_PER_DOMAIN", 1, priority="spider")

    @classmethod
    def own_agenda(cls, wanted: str | None, crawler: Crawler, clock: Clock) -> Rechecks:
        return rechecks_of(wanted, crawler, clock)

    def request_for(self, task: Recheck) -> Request:
        return self.article_request(task, task.validators)

    async def end_unasked(self, task: Recheck, reason: str) -> None:
        await self.agenda.failed(task, reason)

    async def article_ended(self, task: Recheck, found: Fetched | Refused) -> None:
        if isinstance(found, Fetched):
            await self.agenda.read(task, found.article, found.validators, found.capture)
        elif found.outcome is Outcome.NOT_MODIFIED:
            await self.agenda.unchanged(task)
        elif found.status in GONE:
            await self.agenda.missing(task, found.words)
        else:
            await self.agenda.failed(task, found.words, found.retry_after or 0.0)
