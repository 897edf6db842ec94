"""Fetching an article: what the news spider and the recheck spider do alike."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from scrapy import Request
from scrapy.http import Response
from scrapy.utils.misc import load_object
from scrapy_poet.injection import DynamicDeps
from twisted.python.failure import Failure

from crawler.browser import NOTE
from crawler.captures import capture_of
from crawler.middlewares import SOURCE, VALIDATORS
from crawler.outcomes import is_permanent, judge_failure
from crawler.pages.article import ArticlePage
from crawler.poller import answer_of, reading_failed
from crawler.reading.answers import judge
from crawler.workers import AgendaSpider
from record.errors import LoginWall, UnreadableArticle
from record.evidence import Capture
from record.types import Article, Listed, Outcome, Recheck, Source, Validators

_TASK = "onrecord_task"


@dataclass(frozen=True, slots=True)
class Fetched:
    """An Article, with what its answer can be asked for conditionally next time."""

    article: Article
    validators: Validators | None
    capture: Capture | None = None  # the answer


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there is no Article."""

    outcome: Outcome
    reason: str
    status: int | None = None
    permanent: bool = False  # asking again cannot help
    retry_after: float | None = None  # seconds

    @property
    def words(self) -> str:
        return f"{self.outcome}: {self.reason}"


class ArticleSpider(AgendaSpider):
    """Each of its requests ends once in `article_ended`."""

    async def article_ended(self, task: Any, found: Fetched | Refused) -> None:
        """The task is done."""
        raise NotImplementedError

    def article_request(self, task: Listed | Recheck, validators: Validators | None = None) -> Request:
        """Raises ValueError for an address that is none."""
        source = self.agenda.source(task.source_id)
        page = load_object(source.page) if source and source.page else ArticlePage
        meta = {SOURCE: source, VALIDATORS: validators, _TASK: task, "inject": [page]}
        # The record's claim says what is fetched and how often; a second try would fall to the dupefilter.
        return Request(
            task.url,
            callback=self.parse_article,
            errback=self.article_failed,
            cb_kwargs={"task": task},
            meta=meta,
            dont_filter=True,
        )

    async def parse_article(
        self, response: Response, task: Listed | Recheck, pages: DynamicDeps
    ) -> AsyncIterator[Article]:
        answer = answer_of(response)
        status, wait = answer.status, answer.retry_after
        try:
            found = judge(answer) or await self._read_article(task, pages)
        except (LoginWall, UnreadableArticle) as error:
            found = judge_failure(error)
        except Exception as error:
            # A page that breaks the extractor ends its own task only; the record keeps the reason.
            self.logger.exception("reading %s failed", task.url)
            found = Outcome.PARSE_ERROR, reading_failed(error)
        if isinstance(found, Article):
            capture = capture_of(response, self.clock.now())
            await self.article_ended(task, Fetched(found, answer.validators, capture))
            yield found
        else:
            # What was fetched without its scripts may be read with them later.
            unrendered = status == 200 and NOTE in response.meta
            permanent = is_permanent(found[0], status) and not unrendered
            await self.article_ended(task, Refused(*found, status, permanent, wait))

    async def _read_article(self, task: Listed | Recheck, pages: DynamicDeps) -> Article:
        source: Source | None = self.agenda.source(task.source_id)
        (page,) = pages.values()
        seconds = self.settings.getfloat("ONRECORD_READING_SECONDS")
        article: Article = await page.dated(source.zone if source else "UTC", self.clock.now(), seconds)
        return article

    async def article_failed(self, failure: Failure) -> None:
        task = failure.request.meta[_TASK]  # type: ignore[attr-defined]
        outcome, reason = judge_failure(failure.value)
        permanent = is_permanent(outcome, None, failure.value)
        await self.article_ended(task, Refused(outcome, reason, permanent=permanent))
