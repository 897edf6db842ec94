"""The agenda of rechecks: bounded, woken, ending when it should."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection
from datetime import timedelta

import pytest

from crawler.rechecks import Rechecks
from record.errors import LeaseLost
from record.evidence import Capture
from record.types import Article, Recheck, Validators
from tests.builders import source

SOURCES = {"reuters/feed": source()}
ARTICLE = Article("https://h/1", "t", "x")


def recheck(number: int) -> Recheck:
    return Recheck(number, number, "reuters/feed", f"https://h/{number}", "token", Validators('"1"'))


class Store:
    """Rechecks that are due, and how each ended; `refused` is raised once."""

    def __init__(self, due: int = 0, refused: Exception | None = None) -> None:
        self.due = [recheck(number) for number in range(due)]
        self.ended: list[tuple[str, int]] = []
        self.looks = 0
        self._refused = refused

    def claim(self, source_ids: Collection[str], limit: int) -> list[Recheck]:
        self.looks += 1
        claimed, self.due = self.due[:limit], self.due[limit:]
        return claimed

    def unchanged(self, recheck: Recheck, validators: Validators | None) -> None:
        self._end("unchanged", recheck)

    def record_version(
        self, recheck: Recheck, article: Article, validators: Validators | None, capture: Capture | None
    ) -> bool:
        self._end("version", recheck)
        return True

    def missing(self, recheck: Recheck, reason: str) -> bool:
        self._end("missing", recheck)
        return False

    def failed(self, recheck: Recheck, reason: str, pause: timedelta = timedelta()) -> None:
        self._end("failed", recheck)

    def _end(self, how: str, recheck: Recheck) -> None:
        refused, self._refused = self._refused, None
        if refused:
            raise refused
        self.ended.append((how, recheck.id))


async def take(tasks: AsyncIterator[Recheck]) -> Recheck:
    async with asyncio.timeout(5):
        return await anext(tasks)


async def waits(tasks: AsyncIterator[Recheck]) -> asyncio.Task[Recheck]:
    """The waiting for the next task, which has not come after everything ready has run."""
    waiting = asyncio.ensure_future(anext(tasks))
    done, _ = await asyncio.wait([waiting], timeout=0.05)
    assert not done
    return waiting


def test_no_more_than_so_many_are_in_hand_and_a_round_ends_with_the_last() -> None:
    async def run() -> None:
        agenda = Rechecks(Store(due=3), SOURCES, endless=False, in_flight=2)
        tasks = agenda.tasks()
        first, second = await take(tasks), await take(tasks)
        third = await waits(tasks)
        await agenda.unchanged(first)
        last = await third
        await agenda.missing(second, "HTTP 404")
        await agenda.failed(last, "HTTP 503", retry_after=60.0)
        with pytest.raises(StopAsyncIteration):
            await take(tasks)

    asyncio.run(run())


def test_a_source_that_is_slow_leaves_room_for_the_others() -> None:
    class Sharing(Store):
        def claim(self, source_ids: Collection[str], limit: int) -> list[Recheck]:
            asked.append(sorted(source_ids))
            return super().claim(source_ids, 1) if "reuters/feed" in source_ids else []

    asked: list[list[str]] = []

    async def run() -> None:
        both = {**SOURCES, "slow/feed": source("slow/feed")}
        agenda = Rechecks(Sharing(due=5), both, endless=False)
        tasks = agenda.tasks()
        first, _ = await take(tasks), await take(tasks)
        third = await waits(tasks)
        assert asked == [["reuters/feed", "slow/feed"]] * 2 + [["slow/feed"]]
        await agenda.unchanged(first)
        assert (await third).id == 2

    asyncio.run(run())


def test_the_service_looks_again_and_again_and_ends_when_it_is_told() -> None:
    async def run() -> None:
        store = Store()
        agenda = Rechecks(store, SOURCES, endless=True, safety_net=0.01)
        tasks = agenda.tasks()
        waiting = await waits(tasks)
        assert store.looks > 1
        store.due = [recheck(1)]
        assert (await waiting).id == 1
        agenda.close()
        with pytest.raises(StopAsyncIteration):
            await take(tasks)

    asyncio.run(run())


def test_a_round_begins_nothing_new_when_its_time_is_over() -> None:
    async def run() -> None:
        store = Store(due=9)
        tasks = Rechecks(store, SOURCES, endless=False, in_flight=1, seconds=1e-9).tasks()
        with pytest.raises(StopAsyncIteration):
            await take(tasks)
        assert len(store.due) == 9

    asyncio.run(run())


def test_whoever_extracts_is_woken_by_a_revision_and_by_nothing_else() -> None:
    async def run() -> int:
        rung = 0

        def ring() -> None:
            nonlocal rung
            rung += 1

        agenda = Rechecks(Store(due=3), SOURCES, endless=False, on_recorded=ring)
        tasks = agenda.tasks()
        await agenda.unchanged(await take(tasks))
        await agenda.missing(await take(tasks), "HTTP 404")
        await agenda.read(await take(tasks), ARTICLE, None)
        return rung

    assert asyncio.run(run()) == 1


@pytest.mark.parametrize(
    ("refused", "ended"),
    [(LeaseLost("taken over"), []), (ValueError("a character that it refuses"), [("failed", 0)])],
)
def test_what_the_record_refuses_holds_nobody(refused: Exception, ended: list[tuple[str, int]]) -> None:
    async def run() -> None:
        store = Store(due=2, refused=refused)
        agenda = Rechecks(store, SOURCES, endless=False, in_flight=1)
        tasks = agenda.tasks()
        await agenda.read(await take(tasks), ARTICLE, None)
        assert store.ended == ended
        await agenda.unchanged(await take(tasks))

    asyncio.run(run())


def test_a_record_that_cannot_be_read_ends_a_round_and_not_the_service() -> None:
    class Broken(Store):
        def claim(self, source_ids: Collection[str], limit: int) -> list[Recheck]:
            if self.looks:
                return super().claim(source_ids, limit)
            self.looks += 1
            raise OSError("the disk is away")

    async def run() -> None:
        with pytest.raises(OSError, match="away"):
            await take(Rechecks(Broken(), SOURCES, endless=False).tasks())
        tasks = Rechecks(Broken(due=1), SOURCES, endless=True, safety_net=0.01).tasks()
        assert (await take(tasks)).id == 0

    asyncio.run(run())


def test_without_sources_the_record_is_not_asked() -> None:
    async def run() -> None:
        store = Store(due=1)
        with pytest.raises(StopAsyncIteration):
            await take(Rechecks(store, {}, endless=False).tasks())
        assert store.looks == 0

    asyncio.run(run())
