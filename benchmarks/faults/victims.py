"""Victims: forked from a process that has imported and loaded everything, so that one costs milliseconds.

A victim runs the product's own round, `scheduler.run(..., once=True)`, from the fetching over HTTP to the
acknowledgement. Only the processes in which the service reads texts and sends are not spawned, for that takes
seconds: their work is done in threads of the victim, which dies with all of it.
"""

from __future__ import annotations

import asyncio
import faulthandler
import importlib
import logging
import os
import random
import resource
import signal
import time
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Table, func, select

import alerts.sending.sender
import scheduler
import statements.pool
from ops.reload import Files
from ops.setup import Setup
from ops.worker import Stages
from record.clock import Clock
from record.failpoints import set_hook
from record.people import People
from record.store import open_record
from record.store.engine import read
from record.store.tables import deliveries, documents, events, revisions

LATE_IMPORTS = (  # what a crawl imports when it begins; none of it installs a reactor
    "scrapy.core.downloader.handlers.http11",
    "scrapy.core.downloader.contextfactory",
    "scrapy.extensions.remote_control",
    "scrapy_poet",
    "scrapy.extensions.feedexport",
    "scrapy.extensions.telnet",
    "aiohttp",
    "babel.dates",
    "numpy.ma",
    *(f"crawler.spiders.{name}" for name in ("news", "posts", "recheck", "discover", "resolve")),
    "alerts.channels",
    "alembic.command",
)
PATIENCE = 90.0  # seconds after which a victim is stuck
STAGED = (documents, revisions, events, deliveries)  # what the stages claim
CRASHED = 70  # exit status of one that raised


@dataclass(frozen=True, slots=True)
class Aim:
    """When a victim dies: at a point, when it is reached for that time; or after so many seconds."""

    point: str = ""
    time: int = 1
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Round:
    """What a victim works on."""

    setup: Setup
    record_url: str
    offset: timedelta = timedelta()
    crawls: bool = True  # else the stages only
    log: Path | None = None
    before: Callable[[], object] | None = None  # done in the victim, before it begins


class InThreads:
    """Stands for record.processes.KillablePool."""

    def __init__(self, workers: int, *_beginning: object) -> None:
        # Whatever a process begins with was done before the fork.
        self._free = asyncio.Semaphore(workers)  # each process works on one task at a time

    def start(self, first: Callable[[], Any]) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(first())
        return done

    async def run(self, limit_seconds: float, task: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        async with self._free:
            return await asyncio.wait_for(asyncio.to_thread(task, *args, **kwargs), limit_seconds)

    def stop(self) -> None:
        pass


def warm_up(people: People) -> None:
    """Once, in the supervisor."""
    statements.pool._know(people)
    for module in (statements.pool, alerts.sending.sender):
        vars(module)["KillablePool"] = InThreads
    for name in LATE_IMPORTS:
        importlib.import_module(name)


def kill_at(aim: Aim) -> Callable[[str], None]:
    """A hook that ends the process as SIGKILL ends it: at once, with nothing tidied up."""
    seen = 0

    def hook(point: str) -> None:
        nonlocal seen
        seen += point == aim.point
        if point == aim.point and seen == aim.time:
            os.kill(os.getpid(), signal.SIGKILL)

    return hook


def fork(work: Callable[[], object], log: Path | None = None) -> int:
    """The id of a process that does it and ends."""
    pid = os.fork()
    if pid:
        return pid
    status = CRASHED
    try:
        _begin(log)
        work()
        status = 0
    except BaseException:  # noqa: BLE001 - it is written down, and the supervisor counts it
        traceback.print_exc()
    finally:
        os._exit(status)


def _begin(log: Path | None) -> None:
    target = os.open(log or os.devnull, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(target, 1)
    os.dup2(target, 2)
    faulthandler.enable()
    random.seed()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", force=True)


def wait(pid: int, aim: Aim = Aim()) -> int:
    """Until it has ended, by itself or by us: its exit status, negative for a signal."""
    until = time.monotonic() + PATIENCE
    strikes = time.monotonic() + aim.seconds if aim.seconds else until
    while True:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() >= min(strikes, until):
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            return -signal.SIGKILL if strikes < until else CRASHED
        time.sleep(0.002)


def run(round: Round, aim: Aim = Aim()) -> int:
    """Fork one, and its exit status: -9 where it was killed."""
    return wait(fork(lambda: work(round, aim), round.log), aim)


def work(round: Round, aim: Aim = Aim()) -> None:
    """In the victim: one round of the product, or of its stages."""
    set_hook(kill_at(aim) if aim.point else None)
    if round.before:
        round.before()
    clock = Clock(round.offset)
    record = open_record(round.record_url, clock)
    if round.crawls:
        files = Files(Path("onrecord.yaml"), {}, {})  # a single round looks at none
        scheduler.run(round.setup, record, clock, files, once=True, everything=True)
    else:
        record.enter()
        asyncio.run(_run_stages(round.setup, record, clock))
    record.close()


async def _run_stages(setup: Setup, record: Any, clock: Clock) -> None:
    await Stages(setup, record, clock).finish()


def run_counting(round: Round, tables: Sequence[Table] = STAGED) -> bool:
    """Whether something is open in the record that a later round would take up."""
    return wait(fork(lambda: os._exit(_count(round, tables)), round.log)) != 0


def _count(round: Round, tables: Sequence[Table]) -> int:
    """An exit status: 0 where nothing is open."""
    record = open_record(round.record_url, Clock(round.offset))
    with read(record.engine) as connection:
        waiting = [
            connection.scalar(select(func.count()).select_from(table).where(table.c.done_at.is_(None)))
            for table in tables
        ]
    record.close()
    return min(1, sum(filter(None, waiting)))
