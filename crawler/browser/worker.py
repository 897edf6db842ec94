"""python -m crawler.browser.worker: one Source crawled in a process of its own, which can be killed.

The Job comes as one line on standard input, so that no secret stands on a command line. That input stays
open for as long as the service lives: when it ends, this process and its Chromium end at once, and what was
in hand is claimed again later.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sys
import threading
import time
from dataclasses import asdict, dataclass
from io import RawIOBase

import psutil
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings
from scrapy.utils.defer import deferred_from_coro
from scrapy.utils.log import configure_logging
from scrapy.utils.reactor import install_reactor
from twisted.internet.task import react

from crawler.agenda import Recorded
from crawler.browser.rendering import with_browser
from crawler.rechecks import Rechecks
from record.clock import Clock
from record.store import Record, open_record
from record.types import Schedule, Source

IN_FLIGHT = 8  # half of them articles: as many as there are tabs
DYING_SECONDS = 3.0
SOON = 0.75  # of its time: after that no more is begun, so that what is in hand ends before the kill


@dataclass(frozen=True, slots=True)
class Job:
    """What one worker does: this Source, on this record, within so many seconds.

    `folder` is its own, as TMPDIR: a Chromium that is killed leaves its profile there.
    """

    record_url: str
    source: Source
    seconds: float
    folder: str

    def written(self) -> bytes:
        """As `read_job` reads it: one line."""
        return json.dumps(asdict(self)).encode() + b"\n"


def read_job(line: bytes) -> Job:
    """Raises ValueError, TypeError or KeyError for what is none."""
    data = json.loads(line)
    fields = data.pop("source")
    fields |= {name: tuple(fields[name]) for name in ("allow_private", "about")}
    return Job(source=Source(**{**fields, "schedule": Schedule(**fields["schedule"])}), **data)


async def crawl(job: Job, settings: Settings) -> None:
    """Poll the Source once, fetch what it lists, and look again at what is due for that."""
    record = open_record(job.record_url, Clock())
    try:
        record.enter()
        await _crawl(job, record, AsyncCrawlerRunner(settings))
    finally:
        record.close()


async def _crawl(job: Job, record: Record, runner: AsyncCrawlerRunner) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stopped.set)
    stopping = asyncio.ensure_future(_stop(runner, stopped))
    sources = {job.source.id: job.source}
    until = time.monotonic() + job.seconds * SOON
    agenda = Recorded(record.crawl, sources, endless=False, in_flight=IN_FLIGHT)
    agenda.due(job.source.id)
    await runner.crawl("news", agenda=agenda)
    left = until - time.monotonic()
    if left > 0 and not stopped.is_set():
        again = Rechecks(record.rechecks, sources, endless=False, seconds=left)
        await runner.crawl("recheck", agenda=again)
    stopping.cancel()


async def _stop(runner: AsyncCrawlerRunner, when: asyncio.Event) -> None:
    await when.wait()
    await runner.stop()


def crawl_settings(seconds: float) -> Settings:
    """The project's settings, with the browser; the stages are run by the service."""
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    own = {
        name: order for name, order in settings.getdict("EXTENSIONS").items() if name.startswith("crawler.")
    }
    bounds = {"CLOSESPIDER_TIMEOUT": seconds * SOON}
    log = {
        "LOG_LEVEL": "WARNING",
        "LOG_FORMAT": "%(levelname)s %(name)s: %(message)s",
    }  # the service adds when
    settings.setdict({"EXTENSIONS": own, **bounds, **log}, priority="cmdline")
    with_browser(settings, told=True)
    return settings


def end_with(service: RawIOBase, folder: str) -> None:
    """Wait for the end of the service's input; then nobody waits for us, nor tidies up after us."""
    service.readall()
    family = psutil.Process().children(recursive=True)
    for process in family:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(family, timeout=DYING_SECONDS)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


def main() -> None:
    # Unbuffered: a thread that waits in a buffer when the interpreter ends would make it abort.
    service = open(sys.stdin.fileno(), "rb", buffering=0, closefd=False)  # noqa: SIM115 (stays open)
    job = read_job(service.readline())
    threading.Thread(target=end_with, args=(service, job.folder), daemon=True).start()
    settings = crawl_settings(job.seconds)
    configure_logging(settings)
    install_reactor(settings["TWISTED_REACTOR"])
    react(lambda _: deferred_from_coro(crawl(job, settings)))


if __name__ == "__main__":
    main()
