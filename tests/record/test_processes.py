"""A task that hangs is killed, a process that dies is replaced, and the rest go on."""

from __future__ import annotations

import asyncio
import os
import signal
import threading

import pytest

from record.processes import KillablePool, Overdue, WorkerDied


def double(number: int) -> int:
    return 2 * number


def hang() -> None:
    threading.Event().wait()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fail() -> None:
    raise ValueError("this text bites")


def test_what_hangs_or_dies_or_fails_leaves_the_pool_working() -> None:
    async def scenario() -> int:
        pool = KillablePool(1)
        try:
            with pytest.raises(Overdue, match=r"within 0\.2 s"):
                await pool.run(0.2, hang)
            with pytest.raises(WorkerDied):
                await pool.run(30, die)
            with pytest.raises(ValueError, match="this text bites"):
                await pool.run(30, fail)
            return await pool.run(30, double, 21)
        finally:
            pool.stop()

    assert asyncio.run(scenario()) == 42
