"""What another Setup needs is prepared as a whole, or nothing of it stays."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from ops import worker
from ops.crawls import Crawls
from ops.setup import Setup, load_setup
from ops.worker import Stages
from record.clock import Clock
from record.people import People
from record.store import Record
from scheduler import Service
from tests.builders import LEI_JUN

WATCHLIST = """
watches:
  - {name: Cars, when: car, notify: [desk]}
channels: {desk: "json://127.0.0.1:9"}
"""
running: list[object] = []


class Processes:
    """In place of a pool or a sender."""

    workers = 0  # another number than is wanted

    def __init__(self, *_: object) -> None:
        pass

    def start(self) -> None:
        running.append(self)

    def stop(self) -> None:
        if self in running:
            running.remove(self)


class Unable(Processes):
    def start(self) -> None:
        raise OSError("too many processes")


@pytest.fixture
def setup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Setup:
    running.clear()
    monkeypatch.setattr(worker, "ExtractPool", Processes)
    monkeypatch.setattr(worker, "Sender", Processes)
    (tmp_path / "watchlist.yaml").write_text(WATCHLIST, "utf-8")
    names = ("watchlist", "people", "sources")
    environment = {f"ONRECORD_{each.upper()}": str(tmp_path / f"{each}.yaml") for each in names}
    setup, problems = load_setup(tmp_path / "onrecord.yaml", environment, running=True)
    assert setup is not None, problems
    return setup


def with_others(setup: Setup) -> Setup:
    return replace(setup, watchlist=replace(setup.watchlist, people=People([LEI_JUN])))


def test_where_a_sender_cannot_be_started_the_pool_that_was_is_stopped(
    record: Record, setup: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    stages = Stages(setup, record, Clock())
    monkeypatch.setattr(worker, "Sender", Unable)
    with pytest.raises(OSError, match="too many processes"):
        stages.prepare(with_others(setup))
    assert running == []


@pytest.mark.parametrize("able", [True, False], ids=["prepared after all", "and it fails"])
def test_a_service_that_ends_while_a_reload_is_prepared_leaves_no_processes(
    record: Record, setup: Setup, monkeypatch: pytest.MonkeyPatch, able: bool
) -> None:
    begun, goes_on = threading.Event(), threading.Event()

    class Slow(Processes if able else Unable):  # type: ignore[misc]  # either of the two
        def start(self) -> None:
            begun.set()
            goes_on.wait(5)
            super().start()

    async def run() -> None:
        stages = Stages(setup, record, Clock())
        monkeypatch.setattr(worker, "Sender", Slow)
        service = Service(record, stages, cast(Crawls, None), cast(AsyncIOScheduler, None))
        adopting = asyncio.create_task(service.adopt(with_others(setup)))
        await asyncio.to_thread(begun.wait, 5)
        adopting.cancel()
        await asyncio.sleep(0)
        goes_on.set()
        with pytest.raises(asyncio.CancelledError):
            await adopting

    asyncio.run(run())
    assert begun.is_set()
    assert running == []
