"""The spiders of one run, each with its agenda, on the loop of the service."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings

from crawler.agenda import Recorded
from crawler.rechecks import Rechecks
from ops.browsing import Browsing
from ops.setup import Setup
from record.clock import Clock
from record.store import Record
from record.types import Source

SPIDERS = ("news", "posts")
FINISH_SECONDS = 60.0  # that what is in hand may take to end
RECHECK_SECONDS = 30.0  # of a single round; what is still due then waits for the next one

logger = logging.getLogger(__name__)


class Crawls:
    """What is due goes onto the agendas; the spiders ask it."""

    def __init__(
        self,
        setup: Setup,
        record: Record,
        clock: Clock,
        *,
        endless: bool,
        heeds_waits: bool = True,
        on_recorded: Callable[[], None],
    ) -> None:
        settings = crawl_settings()
        self._browsing = Browsing(
            setup.sources.values(),
            setup.configuration.record_url,
            record,
            clock,
            endless=endless,
            on_recorded=on_recorded,
            seconds=settings.getfloat("ONRECORD_BROWSER_SECONDS"),
        )
        own = {id: each for id, each in setup.sources.items() if not self._browsing.takes(each)}
        self._agendas = {
            name: Recorded(
                record.crawl,
                _of_spider(own, name),
                endless=endless,
                heeds_waits=heeds_waits,
                on_recorded=on_recorded,
            )
            for name in SPIDERS
        }
        # A worker with a browser looks at its own Sources again.
        news, seconds = _of_spider(own, "news"), None if endless else RECHECK_SECONDS
        self._rechecks = Rechecks(
            record.rechecks, news, endless=endless, on_recorded=on_recorded, seconds=seconds
        )
        self._all: dict[str, Recorded | Rechecks] = {**self._agendas, "recheck": self._rechecks}
        self._runner = AsyncCrawlerRunner(settings)
        self._tasks: list[asyncio.Future[Any]] = []

    def adopt(
        self,
        sources: Mapping[str, Source],
        able: bool,
        fails: Mapping[str, int],
        waits: Mapping[str, float],
    ) -> None:
        """These Sources from now on, in one step of the loop; see Recorded.adopt and Browsing.adopt."""
        self._browsing.adopt(sources, able)
        own = {id: each for id, each in sources.items() if not self._browsing.takes(each)}
        for name, agenda in self._agendas.items():
            agenda.adopt(_of_spider(own, name), fails, waits)
        self._rechecks.adopt(_of_spider(own, "news"))

    def start(self) -> None:
        for name, agenda in self._all.items():
            self._tasks.append(asyncio.ensure_future(self._runner.crawl(name, agenda=agenda)))
        self._tasks.append(asyncio.ensure_future(self._browsing.run()))

    def due(self, source: Source) -> bool:
        """The Source is to be polled now, or who stands in for it; whether one is."""
        if not self._browsing.takes(source):
            return self._agendas[source.spider].due(source.id)
        self._browsing.due(source)
        return True

    async def wait(self, stop: asyncio.Event, until: str) -> bool:
        """Until `stop` is set, or any or all of the spiders have ended by themselves. True for `stop`."""
        stopped = asyncio.ensure_future(stop.wait())
        ended = asyncio.ensure_future(asyncio.wait(self._tasks, return_when=until))
        await asyncio.wait([stopped, ended], return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        return stop.is_set()

    async def stop(self) -> None:
        """Ask nothing more; requests that are under way may end."""
        self._browsing.close()
        await self._runner.stop()

    async def finish(self) -> bool:
        """Let what is in hand end, within bounds. Whether the spiders ended well."""
        for agenda in self._all.values():
            agenda.close()
        self._browsing.close()
        _, late = await asyncio.wait(self._tasks, timeout=FINISH_SECONDS)
        if late:
            logger.warning("polls were still under way after %g s; they are made again", FINISH_SECONDS)
            await self._runner.stop()
        failed = [task.exception() for task in self._tasks if task.done() and task.exception()]
        for error in failed:
            logger.error("a spider failed: %s", error)
        return not failed and not late


def _of_spider(sources: Mapping[str, Source], name: str) -> dict[str, Source]:
    return {id: source for id, source in sources.items() if source.spider == name}


def crawl_settings() -> Settings:
    """The project's settings; the stages are run here, not by the extension."""
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    extensions = settings.getdict("EXTENSIONS")
    extensions.pop("scheduler.StagesOnClose")
    settings.set("EXTENSIONS", extensions, priority="cmdline")
    return settings
