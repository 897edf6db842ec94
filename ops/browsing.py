"""Sources whose pages need JavaScript: one after the other, each in a worker that can be killed."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from tempfile import TemporaryDirectory

from crawler.browser import NoBrowser, find_chromium, sandbox_refused
from crawler.browser.worker import Job
from crawler.health import judge_health
from crawler.polling import pause_after
from ops.killable import run_killable
from record.clock import Clock
from record.store import Record
from record.types import Outcome, Poll, Source

# -P: a folder of the user's that is called crawler is not ours
COMMAND = (sys.executable, "-P", "-m", "crawler.browser.worker")

logger = logging.getLogger(__name__)


class Browsing:
    """A queue of Sources, and at most one worker. Where there is no Chromium it takes none of them."""

    def __init__(
        self,
        sources: Iterable[Source],
        record_url: str,
        record: Record,
        clock: Clock,
        *,
        endless: bool,
        on_recorded: Callable[[], None],
        seconds: float,
    ) -> None:
        self._able, self._warned = can_render(sources), False
        self._record_url, self._record, self._clock = record_url, record, clock
        self._endless, self._seconds = endless, seconds
        self._on_recorded = on_recorded
        self._waiting: dict[str, Source] = {}
        self._changed, self._stop = asyncio.Event(), asyncio.Event()
        self._loop = asyncio.get_running_loop()

    def takes(self, source: Source) -> bool:
        """Whether the Source is crawled here, and not by the service's own spiders."""
        return source.browser and self._able

    def adopt(self, sources: Mapping[str, Source], able: bool) -> None:
        """These Sources from now on; the one in hand may end. `able`: see can_render."""
        self._able = able
        kept = (sources[id] for id in self._waiting if id in sources)
        self._waiting = {source.id: source for source in kept if self.takes(source)}

    def due(self, source: Source) -> None:
        """Put the Source at the end of the queue, unless it waits already. From any thread."""
        self._loop.call_soon_threadsafe(self._add, source)

    async def run(self) -> None:
        """Work through the queue: for ever, or until it is empty; `close` ends both."""
        await asyncio.sleep(0)  # what was due before is on the queue now
        while not self._stop.is_set() and (self._waiting or self._endless):
            if self._waiting:
                # Taken off first: it may be changed, or due again, while it is in hand.
                await self._try_to_crawl(self._waiting.pop(next(iter(self._waiting))))
            else:
                await self._changed.wait()
            self._changed.clear()

    def close(self) -> None:
        """No more Sources; the worker is asked to end, and killed where it does not."""
        self._stop.set()
        self._changed.set()

    def _add(self, source: Source) -> None:
        self._waiting.setdefault(source.id, source)
        self._changed.set()

    async def _try_to_crawl(self, source: Source) -> None:
        """A record that cannot be read for a while does not end the service."""
        try:
            if not (self._endless and await asyncio.to_thread(self._pauses, source)):
                await self._crawl(source)
        except Exception:
            logger.exception("source %s: its browser could not be run", source.id)

    async def _crawl(self, source: Source) -> None:
        await asyncio.to_thread(self._warn_once)
        before = await asyncio.to_thread(self._last_poll, source)
        wrong = await self._run_worker(source)
        if wrong:
            logger.warning("source %s: its browser %s", source.id, wrong)
            await asyncio.to_thread(self._record_failure, source, before, f"the browser {wrong}")
        self._on_recorded()

    def _warn_once(self) -> None:
        """When the first Source is due: a round without one starts no Chromium."""
        refused = "" if self._warned else sandbox_refused()
        self._warned = True
        if refused:
            logger.warning("Chromium runs without its sandbox: %s", refused)

    async def _run_worker(self, source: Source) -> str:
        """Why it did not end well."""
        with TemporaryDirectory(prefix="onrecord-", ignore_cleanup_errors=True) as folder:
            job = Job(self._record_url, source, self._seconds, folder)
            own = {"TMPDIR": folder, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
            environment = {**os.environ, **own}
            return await run_killable(
                COMMAND, job.written(), environment, seconds=job.seconds, stop=self._stop
            )

    def _record_failure(self, source: Source, before: datetime | None, reason: str) -> None:
        """Unless the worker came so far as to record its Poll: the articles in hand are claimed again."""
        if self._last_poll(source) == before:
            poll = Poll(source, self._clock.now(), Outcome.ERROR, reason)
            self._record.crawl.record_poll(poll, judge_health)

    def _pauses(self, source: Source) -> bool:
        """A Source that fails, or asks for it, is left alone, as those of the spiders are."""
        crawl, last = self._record.crawl, self._last_poll(source)
        pause = timedelta(seconds=pause_after(crawl.fails().get(source.id, 0)))
        return source.id in crawl.waits() or bool(last and self._clock.now() - last < pause)

    def _last_poll(self, source: Source) -> datetime | None:
        return self._record.crawl.last_polls().get(source.id)


def can_render(sources: Iterable[Source]) -> bool:
    """Whether some Source wants a browser and there is one; where there is none, the log says so."""
    wanting = [source.id for source in sources if source.browser]
    if not wanting:
        return False
    try:
        find_chromium(os.environ)
    except NoBrowser as error:
        are = "source is" if len(wanting) == 1 else "sources are"
        logger.warning("%s. %d %s fetched without JavaScript meanwhile", error, len(wanting), are)
        return False
    return True
