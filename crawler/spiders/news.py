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
from crawler.poller import Found, Poller, answer_of
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
        verdict = judge(answer_of(response))
        if verdict:
            await self._failed(listed, *verdict, response.status)
            return
        source = self.agenda.source(listed.source_id)
        (page,) = pages.values()
        try:
            article = await page.dated(source.zone if source else "UTC", self.clock.now())
        except (LoginWall, UnreadableArticle) as error:
            await self._failed(listed, *judge_failure(error), response.status)
            return
        except Exception as error:
            # A page that breaks the extractor ends its own task only; the record keeps the reason.
            self.logger.exception("reading %s failed", listed.url)
            await self._failed(
                listed, Outcome.PARSE_ERROR, f"reading failed: {type(error).__name__}", response.status
            )
            return
        await self.agenda.fetched(listed, article)
        yield article

    async def article_failed(self, failure: Failure) -> None:
        listed = failure.request.meta[_LISTED]  # type: ignore[attr-defined]
        outcome, reason = judge_failure(failure.value)
        await self.agenda.failed(listed, f"{outcome}: {reason}", is_permanent(outcome, None, failure.value))

    async def _failed(self, listed: Listed, outcome: Outcome, reason: str, status: int) -> None:
        await self.agenda.failed(listed, f"{outcome}: {reason}", is_permanent(outcome, status))
