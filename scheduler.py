"""The clock: composes the rooms and decides nothing.

    python scheduler.py                 the service: polls on schedule until SIGTERM, which drains;
                                        what changes in the files is taken over, at once on SIGHUP
    python scheduler.py --once          polls what is due by its schedule, tells what is to be told, ends
    python scheduler.py --once --all    the same with every Source

One asyncio process: APScheduler's jobs put due Sources on the agendas, two endless spiders ask them on
Scrapy's asyncio reactor, and the stages of ops/worker.py claim what was recorded.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.reactor import install_reactor
from twisted.internet.asyncioreactor import AsyncioSelectorReactor

from crawler.polling import is_due
from ops.browsing import can_render
from ops.chores import chores_of
from ops.console import Status, show
from ops.crawls import Crawls
from ops.reload import Files, Reload, read_files
from ops.setup import Setup, load_setup
from ops.timetable import change_timetable, start_timetable
from ops.worker import Prepared, Stages
from record.clock import Clock
from record.errors import OnrecordError
from record.store import Record, open_record
from record.types import Json, Outcome, Source

REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
SIGNALS = (signal.SIGTERM, signal.SIGINT)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Service:
    """What runs, for changed files to be taken over."""

    record: Record
    stages: Stages
    crawls: Crawls
    timer: AsyncIOScheduler

    async def adopt(self, setup: Setup) -> None:
        """All or nothing: what can fail comes first; then the swap, in one step of the loop."""
        crawl = self.record.crawl
        await asyncio.to_thread(crawl.add_sources, setup.sources.values())
        last, fails, waits = await asyncio.to_thread(
            lambda: (crawl.last_polls(), crawl.fails(), crawl.waits())
        )
        able = await asyncio.to_thread(can_render, setup.sources.values())
        prepared = await self._prepare(setup)
        self.stages.adopt(prepared)
        self.crawls.adopt(setup.sources, able, fails, waits)
        change_timetable(self.timer, setup.sources, last, self.crawls.due)

    async def _prepare(self, setup: Setup) -> Prepared:
        """A service that ends meanwhile leaves no processes: the thread goes on, whoever waits for it."""
        preparing = asyncio.ensure_future(asyncio.to_thread(self.stages.prepare, setup))
        try:
            return await asyncio.shield(preparing)
        except asyncio.CancelledError:
            with suppress(Exception):  # where it failed it has left nothing, and the end goes on
                await asyncio.to_thread((await preparing).stop)
            raise


async def serve(
    setup: Setup, record: Record, clock: Clock, stop: asyncio.Event, files: Files | None = None
) -> Status:
    """Poll and tell until `stop`; then drain. The exit status: FINE only when it was asked to end.

    `files`: those that are looked at meanwhile, to take over what changes in them.
    """
    record.enter()
    record.crawl.add_sources(setup.sources.values())
    stages = Stages(setup, record, clock)
    crawls = Crawls(setup, record, clock, endless=True, on_recorded=stages.extract.wake)
    stages.start()
    crawls.start()
    timer = start_timetable(setup.sources.values(), record.crawl.last_polls(), crawls.due)
    for chore in chores_of(record):
        timer.add_job(chore.do, "interval", seconds=chore.seconds, next_run_time=clock.now(), id=chore.name)
    logger.info("watching %s", _described(len(setup.sources), len(setup.watchlist.watches)))
    service = Service(record, stages, crawls, timer)
    reload = asyncio.create_task(Reload(files, setup, service.adopt).run()) if files else None
    asked = await crawls.wait(stop, asyncio.FIRST_COMPLETED)
    if reload:
        reload.cancel()
        await asyncio.wait([reload])
    if not asked:
        logger.error("a spider ended by itself: the service ends too, for a supervisor to start it again")
    timer.shutdown(wait=False)
    await wind_down(crawls, stages)
    return Status.FINE if asked else Status.ENVIRONMENT


def _described(sources: int, watches: int) -> str:
    """ "1 source for 2 watches"."""
    return f"{sources} source{'' if sources == 1 else 's'} for {watches} watch{'' if watches == 1 else 'es'}"


async def run_once(
    setup: Setup, record: Record, clock: Clock, stop: asyncio.Event, *, everything: bool
) -> Status:
    """One round for people with a cron of their own; the exit status.

    ENVIRONMENT where not one Source could be read, PARTIAL where something could not be delivered.
    """
    started = clock.now()
    record.enter()
    record.crawl.add_sources(setup.sources.values())
    stages = Stages(setup, record, clock)
    wake = stages.extract.wake
    crawls = Crawls(setup, record, clock, endless=False, heeds_waits=not everything, on_recorded=wake)
    chosen = setup.sources.values() if everything else _due_now(setup, record, clock)
    # Each is asked, or who stands in for it, or nobody: a platform's own period is kept even now.
    due = [source for source in chosen if not source.stands_in and crawls.due(source)]
    crawls.start()
    if await crawls.wait(stop, asyncio.ALL_COMPLETED):
        await crawls.stop()
    for chore in chores_of(record):
        await chore.do()
    fine = await wind_down(crawls, stages)
    done = record.reading.activity(started)
    if record.sending.undelivered(setup.watchlist.channels) or "dead" in done["deliveries"]:
        return Status.PARTIAL
    read = any(Outcome(name).healthy or name == Outcome.EMPTY for name in done["polls"])
    return Status.FINE if fine and (read or not due) else Status.ENVIRONMENT


def _due_now(setup: Setup, record: Record, clock: Clock) -> list[Source]:
    """Whose slot has come. A site that waits is left alone; for a mirror that waits another may stand in,
    which may have done so since."""
    last, waits, now = record.crawl.last_polls(), record.crawl.waits(), clock.now()
    sources = setup.sources.values()

    def is_now(source: Source) -> bool:
        if source.id not in waits:
            return is_due(source.schedule, last.get(source.id), now)
        asked = [last[each.id] for each in sources if each.origin == source.origin and each.id in last]
        return source.spider == "posts" and is_due(source.schedule, max(asked, default=None), now)

    return [source for source in sources if is_now(source)]


async def wind_down(crawls: Crawls, stages: Stages) -> bool:
    """Let everything in hand end, within bounds: the rest is claimed again later. Whether all went well."""
    crawled = await crawls.finish()
    worked = await stages.finish()
    return crawled and worked


# ---------------------------------------------------------------- the process


def main(arguments: list[str] | None = None) -> Status:
    """Read the user's files, run, and answer with an exit status."""
    options = _options(arguments)
    logging.basicConfig(level=options.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for chatty in ("scrapy", "scrapy_poet", "apscheduler", "alembic"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, logging.root.level))
    files = read_files(Path(options.configuration), {**os.environ, **_overrides(options)})
    setup, problems = load_setup(files.configuration, files.environment, running=True)
    show(problems)
    if setup is None:
        told = [problem.as_json() for problem in problems]
        _report(options, {"status": Status.WRONG_FILE, "problems": told})
        return Status.WRONG_FILE
    clock = Clock()
    try:
        record = open_record(setup.configuration.record_url, clock)
    except OnrecordError as error:
        print(error, file=sys.stderr)
        _report(options, {"status": Status.ENVIRONMENT, "error": str(error)})
        return Status.ENVIRONMENT
    started, looks = clock.now(), record.reading.looks()
    try:
        status = run(setup, record, clock, files, once=options.once, everything=options.all)
        again = {"looked_again": record.reading.looks() - looks}
        _report(options, {"status": status, **record.reading.activity(started), **again})
    finally:
        record.close()
    return status


def _report(options: argparse.Namespace, done: Json) -> None:
    """What was done: as JSON where that is wanted, in words after a single round."""
    if options.json:
        print(json.dumps(done, ensure_ascii=False))
    elif options.once and "polls" in done:
        parts = [f"{count} {what}" for what, count in done["polls"].items()] or ["none was due"]
        sent = [f"{count} {state}" for state, count in done["deliveries"].items()] or ["none"]
        new = f"new statements: {done['statements']}"
        print(f"polls: {', '.join(parts)} · {_again(done)} · {new} · messages: {', '.join(sent)}")


def _again(done: Json) -> str:
    """ "looked again: 12 (1 edited, 2 gone)"."""
    changes = [f"{done[what]} {what}" for what in ("edited", "gone") if done[what]]
    return f"looked again: {done['looked_again']}" + (f" ({', '.join(changes)})" if changes else "")


def run(
    setup: Setup, record: Record, clock: Clock, files: Files, *, once: bool, everything: bool = False
) -> Status:
    """Own the reactor from its start to its end."""
    install_reactor(REACTOR)
    from twisted.internet import reactor as installed  # only now: the import installs a default one

    reactor = cast(AsyncioSelectorReactor, installed)
    loop = asyncio.get_event_loop()
    stop = asyncio.Event()
    status = Status.ENVIRONMENT

    def end() -> None:
        """The first signal lets what is in hand end; the next one ends at once: the claims make it safe."""
        stop.set()
        for number in SIGNALS:
            loop.remove_signal_handler(number)

    async def work() -> None:
        nonlocal status
        for number in SIGNALS:
            loop.add_signal_handler(number, end)
        try:
            if once:
                status = await run_once(setup, record, clock, stop, everything=everything)
            else:
                loop.add_signal_handler(signal.SIGHUP, files.nudge.set)
                status = await serve(setup, record, clock, stop, files)
        except Exception:
            logger.exception("the service cannot go on")
        finally:
            reactor.stop()  # type: ignore[no-untyped-call]

    reactor.callWhenRunning(lambda: asyncio.ensure_future(work()))
    reactor.run(installSignalHandlers=False)  # type: ignore[no-untyped-call]
    return status


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--once", action="store_true", help="poll what is due, tell, and end")
    parser.add_argument("--all", action="store_true", help="with --once: poll every source")
    parser.add_argument("--configuration", default="onrecord.yaml", metavar="FILE")
    for key, what in (("watchlist", "FILE"), ("sources", "FILE"), ("people", "FILE"), ("record-url", "URL")):
        parser.add_argument(f"--{key}", metavar=what, help=f"over the key in onrecord.yaml: {key}")
    parser.add_argument("--json", action="store_true", help="at the end, one JSON line of what was done")
    parser.add_argument("--log-level", default="INFO", choices=("DEBUG", "INFO", "WARNING", "ERROR"))
    return parser.parse_args(arguments)


def _overrides(options: argparse.Namespace) -> dict[str, str]:
    keys = ("watchlist", "sources", "people", "record_url")
    return {f"ONRECORD_{key.upper()}": value for key in keys if (value := getattr(options, key))}


# ---------------------------------------------------------------- for `scrapy crawl` on a record


@dataclass  # without slots: Scrapy's signals hold their receivers weakly
class StagesOnClose:
    """Runs the stages once when a spider closes that was started by hand, on a record and a watchlist."""

    setup: Setup
    record: Record
    clock: Clock

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StagesOnClose:
        """Errors: NotConfigured where record and watchlist are not both there."""
        configuration = Path(crawler.settings.get("ONRECORD_CONFIGURATION", "onrecord.yaml"))
        record_url = crawler.settings.get("RECORD_URL")
        if not record_url:
            raise NotConfigured("RECORD_URL is not set: the crawl leaves no record")
        environment = {**os.environ, "ONRECORD_RECORD_URL": record_url}
        setup, problems = load_setup(configuration, environment, running=True)
        if setup is None:
            wrong = next(problem for problem in problems if problem.severity == "error")
            raise NotConfigured(f"no usable watchlist: {wrong.place} {wrong.message}")
        clock = Clock()
        extension = cls(setup, open_record(record_url, clock), clock)
        extension.record.enter()
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    async def spider_closed(self) -> None:
        await Stages(self.setup, self.record, self.clock).finish()
        self.record.close()


if __name__ == "__main__":
    sys.exit(main())
