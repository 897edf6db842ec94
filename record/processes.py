"""Work in processes of their own, each task killable: what hangs or leaks harms nobody else."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Callable
from concurrent.futures import TimeoutError as FutureTimeout
from typing import ParamSpec, TypeVar, cast

from pebble import ProcessExpired, ProcessPool

from record.errors import OnrecordError

P = ParamSpec("P")
T = TypeVar("T")


class Overdue(OnrecordError):
    """The task ran over its limit and its process was killed."""


class WorkerDied(OnrecordError):
    """The process was killed from outside; the task may be innocent."""


class KillablePool:
    """Spawned processes, started before they are needed."""

    def __init__(
        self, workers: int, initializer: Callable[..., None] | None = None, *arguments: object
    ) -> None:
        self._pool = ProcessPool(
            max_workers=workers,
            initializer=initializer,
            initargs=arguments,
            # Not forked: the service has threads and an open record. mypy takes a context for no context.
            context=cast("None", multiprocessing.get_context("spawn")),  # type: ignore[arg-type]
        )

    def start(self, first: Callable[[], object]) -> None:
        """Pay for the spawning and the imports now: `first` is a task that needs them."""
        self._pool.schedule(first)

    async def run(self, limit_seconds: float, task: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The task's answer or its own exception. Errors: Overdue, WorkerDied."""
        future = self._pool.schedule(task, args=args, kwargs=kwargs, timeout=limit_seconds)
        try:
            return cast("T", await asyncio.wrap_future(future))
        except FutureTimeout as error:
            raise Overdue(f"no end within {limit_seconds:g} s; the process was killed") from error
        except ProcessExpired as error:
            raise WorkerDied(f"the process died: {error}") from error

    def stop(self) -> None:
        """End the processes; what they had in hand is claimed again later."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()
