"""News sites: polls feeds, sitemaps and list pages, and fetches the articles that they list."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import datetime

from scrapy import Request
from scrapy.http import Response
from scrapy.utils.misc import load_object
from scrapy_poet.injection import DynamicDeps
from twisted.python.failure import Failure

from crawler.agenda import Task
from crawler.answers import Answer, is_permanent, judge, judge_failure
from crawler.feeds import read_feed
from crawler.listpages import read_list
from crawler.middlewares import SOURCE
from crawler.pages.article import ArticlePage
from crawler.poller import Found, Poller, answer_of, reading_failed
from crawler.sitemaps import read_sitemap
from record.errors import LoginWall, UnreadableArticle
from record.types import Article, Entry, Listed, Outcome, Source

READERS: dict[str, Callable[[Answer, Source, datetime], tuple[Entry, ...]]] = {
    "feed": read_feed,
    "sitemap": read_sitemap,
    "list": read_list,
}
_LISTED = "onrecord_listed"


class NewsSpider(Poller):
    """`scrapy crawl news -a source=ID -O out.jsonl`"""

    name = "news"
    kind = "news"

    def read(self, answer: Answer, source: Source) -> Found:
        return READERS[source.format](answer, source, self.clock.now())

    def request_for(self, task: Task) -> Request:
        return self._article_request(task) if isinstance(task, Listed) else super().request_for(task)

    def _article_request(self, listed: Listed) -> Request:
        source = self.agenda.source(listed.source_id)
        page = load_object(source.page) if source and source.page else ArticlePage
        meta = {SOURCE: source, _LISTED: listed, "inject": [page]}
        # The record's claim says what is fetched and how often; a second try would fall to the dupefilter.
        return Request(
            listed.url,
            callback=self.parse_article,
            errback=self.article_failed,
            cb_kwargs={"listed": listed},
            meta=meta,
            dont_filter=True,
        )

    async def parse_article(
        self, response: Response, listed: Listed, pages: DynamicDeps
    ) -> AsyncIterator[Article]:
        try:
            found = judge(answer_of(response)) or await self._read_article(listed, pages)
        except (LoginWall, UnreadableArticle) as error:
            found = judge_failure(error)
        except Exception as error:
            # A page that breaks the extractor ends its own task only; the record keeps the reason.
            self.logger.exception("reading %s failed", listed.url)
            found = Outcome.PARSE_ERROR, reading_failed(error)
        if isinstance(found, Article):
            await self.agenda.fetched(listed, found)
            yield found
        else:
            await self._failed(listed, *found, response.status)

    async def _read_article(self, listed: Listed, pages: DynamicDeps) -> Article:
        source = self.agenda.source(listed.source_id)
        (page,) = pages.values()
        article: Article = await page.dated(source.zone if source else "UTC", self.clock.now())
        return article

    async def article_failed(self, failure: Failure) -> None:
        listed = failure.request.meta[_LISTED]  # type: ignore[attr-defined]
        outcome, reason = judge_failure(failure.value)
        await self.agenda.failed(listed, f"{outcome}: {reason}", is_permanent(outcome, None, failure.value))

    async def _failed(self, listed: Listed, outcome: Outcome, reason: str, status: int) -> None:
        await self.agenda.failed(listed, f"{outcome}: {reason}", is_permanent(outcome, status))
