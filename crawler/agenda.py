"""What the spiders work through in the service: Sources to poll and listed Documents to fetch.

A spider takes tasks and ends each by exactly one of `polled`, `fetched` and `failed`. Since Scrapy 2.13
`start()` is consumed as fast as it yields, so the bound is kept here.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager

from crawler.duesources import DueSources
from crawler.health import judge_health
from crawler.room import Room
from crawler.tasks import IN_FLIGHT, CrawlStore, Task, nothing
from record.errors import LeaseLost
from record.evidence import Capture
from record.failpoints import reach
from record.types import Article, Listed, Outcome, Poll, Source, Visitor

logger = logging.getLogger(__name__)

BUSY = 4  # Documents of one Source in flight: while it has so many no more of it are claimed
SAFETY_NET = 15.0  # seconds between looks at the record when nothing woke us


class Recorded:
    """Sources as they become due and Documents as the record lists them; endless in the service.

    A single round asks whoever is named, unless it `heeds_waits`; the service always does.
    """

    def __init__(
        self,
        store: CrawlStore,
        sources: Mapping[str, Source],
        *,
        endless: bool,
        heeds_waits: bool | None = None,
        on_recorded: Callable[[], None] = nothing,
        in_flight: int = IN_FLIGHT,
        safety_net: float = SAFETY_NET,
    ) -> None:
        self._store = store
        self._sources = sources
        self._news = _news_of(sources)
        self._endless = endless
        self._on_recorded = on_recorded
        self._safety_net = safety_net
        self._room = Room(in_flight)
        heeds = endless if heeds_waits is None else heeds_waits
        self._due = DueSources(store, sources, comes_back=endless, heeds_waits=heeds, wake=self._room.wake)
        self._listed: deque[Listed] = deque()
        self._reading: Counter[str] = Counter()  # Source -> Documents in flight
        self._look = bool(self._news)  # the record may hold listed Documents
        self._look_at = time.monotonic() + safety_net  # whatever wakes us until then
        self._closing = False
        self._loop = _running_loop()

    def source(self, id: str) -> Source | None:
        return self._sources.get(id)

    def adopt(
        self, sources: Mapping[str, Source], fails: Mapping[str, int], waits: Mapping[str, float]
    ) -> None:
        """These Sources from now on; of one that is gone what is in hand may end, and nothing more begins.

        `fails`, `waits`: as the record has them, for a Source that this agenda did not have yet.
        """
        self._sources, self._news = sources, _news_of(sources)
        self._listed = deque(listed for listed in self._listed if listed.source_id in sources)
        self._due.adopt(sources, fails, waits)
        self._look = bool(self._news)
        self._room.wake()

    def due(self, source_id: str) -> bool:
        """Put a Source on the agenda, or who stands in for it; False while it is there already, is being
        polled, or pauses.

        From another thread (APScheduler runs plain functions in one) it is handed to the loop; then True says
        nothing.
        """
        if self._loop and self._loop is not _running_loop():
            self._loop.call_soon_threadsafe(self.due, source_id)
            return True
        return self._due.add(source_id)

    def close(self) -> None:
        """No new tasks; `tasks()` ends once those in hand are done. A single round ends by itself."""
        if not self._endless:
            return
        self._closing = True
        self._due.close()
        self._room.wake()

    async def tasks(self) -> AsyncIterator[Task]:
        self._loop = _running_loop()
        while not self._finished():
            self._look_in_time()
            task = await self._next_or_none()
            if task is not None:
                self._room.take()
                if isinstance(task, Listed):
                    self._reading[task.source_id] += 1
                yield task
            elif not self._finished():  # the look may have shown that nothing is left to wait for
                await self._wait()

    async def polled(self, poll: Poll, visitor: Visitor | None = None) -> None:
        """Record it. The Source may be polled again only now, whatever came of it."""
        reach("poll.fetched")
        with self._room.leaving():
            new = 0
            try:
                poll, new = await self._record(poll)
                reach("poll.recorded")
            finally:
                await self._due.ended(poll, visitor)
            if new:
                self._look = bool(self._news)
                self._on_recorded()

    async def fetched(self, listed: Listed, article: Article, capture: Capture | None = None) -> None:
        reach("article.fetched")
        self._read(listed.source_id)
        with self._room.leaving(), _settling(listed):
            try:
                await asyncio.to_thread(self._store.record_article, listed, article, capture)
            except LeaseLost:
                raise
            except Exception as error:
                logger.exception("the article cannot be recorded: %s", listed.url)
                await asyncio.to_thread(self._store.fetch_failed, listed, _refused(error))
            else:
                reach("article.recorded")
                self._on_recorded()

    async def failed(self, listed: Listed, reason: str, permanent: bool) -> None:
        self._read(listed.source_id)
        with self._room.leaving(), _settling(listed):
            await asyncio.to_thread(self._store.fetch_failed, listed, reason, permanent)

    async def _record(self, poll: Poll) -> tuple[Poll, int]:
        """The Poll as it was recorded, and how many Documents or Revisions are new.

        One that the record refuses is recorded without what it brought: else it would be due again at once.
        What the platform asked for holds all the same.
        """
        try:
            return poll, await asyncio.to_thread(self._store.record_poll, poll, judge_health)
        except Exception as error:
            logger.exception("source %s: its poll cannot be recorded", poll.source.id)
            outcome = Outcome.BLOCKED if poll.outcome is Outcome.BLOCKED else Outcome.ERROR
            bare = Poll(
                poll.source, poll.at, outcome, _refused(error), poll.status, poll.seconds, wait=poll.wait
            )
        try:
            await asyncio.to_thread(self._store.record_poll, bare, judge_health)
        except Exception:
            logger.exception("source %s: nor can it be recorded that it failed", poll.source.id)
        return bare, 0

    def _finished(self) -> bool:
        more = self._due or self._listed or self._room.taken
        return not more and (self._closing or not (self._endless or self._look))

    async def _next_or_none(self) -> Task | None:
        """A record that cannot be read for a while does not end the service; a single crawl it does."""
        try:
            return await self._next() if self._room.free else None
        except Exception:
            if not self._endless:
                raise
            logger.exception("the record cannot be read; the next look is within %s s", self._safety_net)
            return None

    async def _next(self) -> Task | None:
        """Polls first: they are cheap, and a late one costs more than a late article."""
        task = await self._due.next()
        if task is not None:
            return task
        if not self._listed and self._look and not self._closing:
            await self._claim()
        return self._listed.popleft() if self._listed else None

    async def _claim(self) -> None:
        """No more than is started at once, within its lease; half of the room stays for polls."""
        wanted = min(self._room.free, max(1, self._room.size // 2) - self._reading.total())
        if wanted <= 0:
            return
        self._look = False  # before the look: what is recorded meanwhile asks for another
        idle = [source_id for source_id in self._news if self._reading[source_id] < BUSY]
        claimed = await asyncio.to_thread(self._store.claim_listed, idle, wanted)
        self._listed.extend(each for each in claimed if each.source_id in self._sources)
        self._look = self._look or bool(claimed)  # a claim takes only a few of each Source

    def _read(self, source_id: str) -> None:
        """A Document has been read. A Source that was too busy to be claimed for may have more."""
        self._look = self._look or self._reading[source_id] == BUSY
        self._reading[source_id] -= 1

    def _look_in_time(self) -> None:
        """The safety net: it is no less needed while polls come and go."""
        now = time.monotonic()
        if self._endless and now >= self._look_at:
            self._look, self._look_at = bool(self._news), now + self._safety_net

    async def _wait(self) -> None:
        await self._room.change(max(0.0, self._look_at - time.monotonic()) if self._endless else None)


def _news_of(sources: Mapping[str, Source]) -> list[str]:
    return [source.id for source in sources.values() if source.spider == "news"]


@contextmanager
def _settling(listed: Listed) -> Iterator[None]:
    """What the record refuses is left to the claim, which ends: the spider goes on."""
    try:
        yield
    except LeaseLost:
        # The fetch took too long and was taken over: the other one's word counts, and nothing is wrong.
        logger.info("another runner has taken over %s", listed.url)
    except Exception:
        logger.exception("how the fetch of %s ended cannot be recorded", listed.url)


def _refused(error: Exception) -> str:
    """The kind only: the words of a database can hold the very characters that it refuses."""
    return f"the record refused it: {type(error).__name__}"


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
