"""Spiders run by a command, in this process and within a time: for those that end by themselves."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings
from scrapy.utils.defer import deferred_from_coro
from scrapy.utils.log import configure_logging
from scrapy.utils.reactor import install_reactor
from twisted.internet.task import react

GRACE = 2.0  # seconds that closing may take once the time is over

Crawl = tuple[str, Mapping[str, Any]]  # the spider's name and its arguments


def run_spiders(crawls: Sequence[Crawl], settings: Settings, seconds: float) -> bool:
    """Whether all of them ended in time; the others are broken off. Once in a process.

    The log is silent: a command tells what failed in its own words. One answer may take a third of the time.
    What a spider raises while it is made is raised here.
    """
    timeout = min(settings.getfloat("DOWNLOAD_TIMEOUT"), seconds / 3)
    settings.setdict({"LOG_LEVEL": "CRITICAL", "DOWNLOAD_TIMEOUT": timeout}, priority="cmdline")
    install_reactor(settings["TWISTED_REACTOR"])
    configure_logging(settings)
    tasks: list[asyncio.Future[None]] = []
    late: set[asyncio.Future[None]] = set()

    async def work() -> None:
        runner = AsyncCrawlerRunner(settings)
        tasks.extend(asyncio.ensure_future(runner.crawl(name, **arguments)) for name, arguments in crawls)
        late.update((await asyncio.wait(tasks, timeout=seconds))[1])
        if late:
            await asyncio.wait([asyncio.ensure_future(runner.stop())], timeout=GRACE)

    try:
        react(lambda _reactor: deferred_from_coro(work()))
    except SystemExit as end:
        if end.code:  # it was interrupted
            raise
    for task in tasks:
        if task.done():
            task.result()
    return not late
