"""Work in processes of their own, each task killable: what hangs or leaks harms nobody else."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any, ParamSpec, TypeVar, cast

from pebble import ProcessExpired, ProcessPool

from record.errors import OnrecordError

P = ParamSpec("P")
T = TypeVar("T")

LOOK_SECONDS = 1.0  # how often a waiting task makes sure that the pool still lives


class Overdue(OnrecordError):
    """The task ran over its limit and its process was killed."""


class WorkerDied(OnrecordError):
    """The process was killed from outside, or its pool broke; the task may be innocent."""


class NotStarted(WorkerDied):
    """No process could take the task: it was not begun."""


class KillablePool:
    """Spawned processes, started before they are needed. A pool that broke is replaced for the next task."""

    def __init__(
        self, workers: int, initializer: Callable[..., None] | None = None, *arguments: object
    ) -> None:
        self._workers = workers
        self._initializer, self._arguments = initializer, arguments
        self._stopped = False
        self._pool = self._new_pool()

    def start(self, first: Callable[[], T]) -> Future[T]:
        """Pay for the spawning and the imports now: `first` is a task that needs them."""
        return cast("Future[T]", self._pool.schedule(first))

    async def run(self, limit_seconds: float, task: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The task's answer or its own exception. Errors: Overdue, WorkerDied, NotStarted."""
        try:
            pool = await self._living_pool()
            future = pool.schedule(task, args=args, kwargs=kwargs, timeout=limit_seconds)
        except (RuntimeError, OSError) as error:
            raise NotStarted(f"no process could be started: {error}") from error
        try:
            return cast("T", await _answer(pool, future))
        except FutureTimeout as error:
            raise Overdue(f"no end within {limit_seconds:g} s; the process was killed") from error
        except (ProcessExpired, BrokenProcessPool) as error:
            raise WorkerDied(f"the process died: {error}") from error

    def stop(self) -> None:
        """End the processes; what they had in hand is claimed again later."""
        self._stopped = True
        _end(self._pool)

    def _new_pool(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self._workers,
            initializer=_begin,
            initargs=(self._initializer, self._arguments),
            # mypy takes a context for no context.
            context=cast("None", KillingContext()),  # type: ignore[arg-type]
        )

    async def _living_pool(self) -> ProcessPool:
        """The pool, made anew where it broke: pebble gives it up when an idle process is killed."""
        broken = self._pool
        if not broken.active and not self._stopped:
            self._pool = self._new_pool()
            await asyncio.to_thread(_end, broken)
        return self._pool


async def _answer(pool: ProcessPool, future: Future[Any]) -> Any:
    """What the future holds; a pool that breaks forgets the tasks that it had not handed out yet."""
    waiting = asyncio.wrap_future(future)
    try:
        while not (await asyncio.wait((waiting,), timeout=LOOK_SECONDS))[0]:
            if not pool.active:
                raise WorkerDied("the pool broke")
        return waiting.result()
    finally:
        waiting.cancel()


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


# ---------------------------------------------------------------- the processes


class KillingProcess(SpawnProcess):
    """A process that is killed where pebble would ask: it listens to nobody, and has nothing to tidy up."""

    def terminate(self) -> None:
        self.kill()


class KillingContext(SpawnContext):
    """Not forked: the service has threads and an open record."""

    Process = KillingProcess


def _begin(initializer: Callable[..., None] | None, arguments: tuple[object, ...]) -> None:
    """Only the parent ends a process. A supervisor's SIGTERM goes to the whole group, and would tear a
    sending that the parent still waits for."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if initializer:
        initializer(*arguments)


def _end_with_parent() -> None:
    """A parent that was killed can end nobody, and nobody waits for the task any more."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
