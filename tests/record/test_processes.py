"""A task that hangs is killed, a process that dies is replaced, and the rest go on."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import psutil
import pytest

from record.processes import KillablePool, NotStarted, Overdue, WorkerDied

ROOT = Path(__file__).resolve().parents[2]
PARENT = """
import asyncio
from record.processes import KillablePool
from tests.record.test_processes import say_and_hang
if __name__ == "__main__":
    asyncio.run(KillablePool(2).run(60, say_and_hang))
"""

initialized = False


def double(number: int) -> int:
    return 2 * number


def hang() -> None:
    threading.Event().wait()


def say_and_hang() -> None:
    print(os.getpid(), flush=True)
    hang()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fail() -> None:
    raise ValueError("this text bites")


def shrug_off() -> str:
    os.kill(os.getpid(), signal.SIGTERM)
    os.kill(os.getpid(), signal.SIGINT)
    return "still here"


def initialize() -> None:
    global initialized
    initialized = True


def is_initialized() -> bool:
    return initialized


@pytest.fixture
def pool() -> Iterator[KillablePool]:
    made = KillablePool(1, initialize)
    yield made
    made.stop()


def test_what_hangs_or_dies_or_fails_leaves_the_pool_working(pool: KillablePool) -> None:
    async def scenario() -> int:
        with pytest.raises(Overdue, match=r"within 0\.2 s"):
            await pool.run(0.2, hang)
        with pytest.raises(WorkerDied):
            await pool.run(30, die)
        with pytest.raises(ValueError, match="this text bites"):
            await pool.run(30, fail)
        return await pool.run(30, double, 21)

    assert asyncio.run(scenario()) == 42


def test_a_supervisors_signals_tear_no_task(pool: KillablePool) -> None:
    async def scenario() -> tuple[str, bool]:
        return await pool.run(30, shrug_off), await pool.run(30, is_initialized)

    assert asyncio.run(scenario()) == ("still here", True)


def test_what_listens_to_no_signal_is_killed_without_delay(pool: KillablePool) -> None:
    async def scenario() -> float:
        await pool.run(30, shrug_off)
        started = time.monotonic()
        with pytest.raises(Overdue):
            await pool.run(0.1, hang)
        return time.monotonic() - started

    assert asyncio.run(scenario()) < 2.0  # pebble would wait 3 s between SIGTERM and SIGKILL


def test_a_pool_that_broke_is_replaced_and_blames_no_task(pool: KillablePool) -> None:
    async def tried(task: Callable[[], Awaitable[int]]) -> int:
        try:
            return await task()
        except WorkerDied:  # it broke with the task in its queue: the claim brings it again
            return await task()

    async def scenario() -> list[int]:
        answers = []
        for number in (1, 2):
            os.kill(await pool.run(30, os.getpid), signal.SIGKILL)  # while it is idle
            answers.append(await tried(lambda number=number: pool.run(30, double, number)))  # type: ignore[misc]
        return answers

    assert asyncio.run(scenario()) == [2, 4]


def test_a_pool_that_is_stopped_begins_nothing(pool: KillablePool) -> None:
    pool.stop()
    with pytest.raises(NotStarted):
        asyncio.run(pool.run(30, double, 21))


def test_orphans_end_by_themselves() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    assert int(parent.stdout.readline()), "a worker is in the middle of its task"
    orphans = psutil.Process(parent.pid).children(recursive=True)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    _, alive = psutil.wait_procs(orphans, timeout=15)
    for orphan in alive:
        orphan.kill()
    assert not alive
