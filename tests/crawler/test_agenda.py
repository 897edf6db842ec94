"""The agendas: bounded, each Source polled by one at a time, ending when they should."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crawler.agenda import BUSY, Recorded
from crawler.tasks import PollTask, Task
from crawler.unrecorded import Unrecorded
from record.ailments import JudgeHealth
from record.errors import LeaseLost
from record.evidence import Capture
from record.types import (
    Article,
    Entry,
    Hints,
    Listed,
    Outcome,
    Poll,
    Remembered,
    Schedule,
    Source,
    Validators,
    Wait,
)
from tests.crawler.crawl import MemoryStore

NOW = datetime(2026, 11, 23, tzinfo=UTC)
SOURCE = Source("a", "news", "feed", "https://h/a", "site:a", "A", Schedule(every=60))
SOURCES = {id: replace(SOURCE, id=id) for id in ("a", "b", "c")}


def poll(source: str, *urls: str, outcome: Outcome = Outcome.OK) -> Poll:
    entries = tuple(Entry(f"https://h/{url}") for url in urls)
    return Poll(SOURCES[source], NOW, outcome, entries=entries)


async def take(tasks: AsyncIterator[Task], wait: float = 5.0) -> Task:
    async with asyncio.timeout(wait):
        return await anext(tasks)


async def none_left(tasks: AsyncIterator[Task]) -> bool:
    try:
        await take(tasks)
    except StopAsyncIteration:
        return True
    return False


async def has_none_now(tasks: AsyncIterator[Task]) -> asyncio.Task[Task]:
    """The waiting for the next task, which has not come after everything ready has run."""
    waiting = asyncio.ensure_future(anext(tasks))
    done, _ = await asyncio.wait([waiting], timeout=0.05)
    assert not done
    return waiting


def asked(task: Task) -> str:
    assert isinstance(task, PollTask)
    return task.source.id


def listed(task: Task) -> str:
    assert isinstance(task, Listed)
    return task.url.rpartition("/")[2]


def test_without_a_record_what_a_poll_lists_is_fetched_once() -> None:
    async def run() -> None:
        agenda = Unrecorded([SOURCE])
        tasks = agenda.tasks()
        assert asked(await take(tasks)) == "a"
        await agenda.polled(poll("a", "1", "1?utm_source=x", "2"))
        first, second = await take(tasks), await take(tasks)
        assert [listed(first), listed(second)] == ["1", "2"]
        assert isinstance(first, Listed)
        assert isinstance(second, Listed)
        await agenda.fetched(first, Article(first.url, "t", "x"))
        await agenda.failed(second, "HTTP 404", permanent=True)
        assert await none_left(tasks)

    asyncio.run(run())


def test_no_more_than_so_many_tasks_are_in_flight() -> None:
    async def run() -> None:
        agenda = Recorded(MemoryStore(), SOURCES, endless=False, in_flight=2)
        for id in SOURCES:
            agenda.due(id)
        tasks = agenda.tasks()
        await take(tasks)
        await take(tasks)
        third = await has_none_now(tasks)
        await agenda.polled(poll("b", outcome=Outcome.ERROR))
        assert asked(await third) == "c"

    asyncio.run(run())


def test_a_place_becomes_free_though_recording_failed() -> None:
    class Broken(MemoryStore):
        def record_poll(self, poll: Poll, judge: JudgeHealth | None = None) -> int:
            raise OSError("the disk is full")

    async def run() -> None:
        agenda = Recorded(Broken(), SOURCES, endless=False, in_flight=1)
        agenda.due("a")
        agenda.due("b")
        tasks = agenda.tasks()
        await take(tasks)
        await agenda.polled(poll("a"))
        assert asked(await take(tasks)) == "b"
        assert agenda.due("a"), "it may be polled again"

    asyncio.run(run())


def test_a_poll_that_the_record_refuses_is_recorded_as_an_error_without_what_it_brought() -> None:
    class Refusing(MemoryStore):
        def record_poll(self, poll: Poll, judge: JudgeHealth | None = None) -> int:
            if poll.entries:
                raise ValueError("a string with a NUL")
            return super().record_poll(poll)

    async def run() -> None:
        store = Refusing()
        agenda = Recorded(store, SOURCES, endless=False)
        agenda.due("a")
        tasks = agenda.tasks()
        await take(tasks)
        await agenda.polled(replace(poll("a", "1"), status=200, validators=Validators("v")))
        (told,) = store.polls
        assert (told.outcome, told.reason) == (Outcome.ERROR, "the record refused it: ValueError")
        assert (told.status, told.entries, told.validators) == (200, (), None)
        assert await none_left(tasks)

    asyncio.run(run())


@pytest.mark.parametrize(
    ("outcome", "kept"), [(Outcome.BLOCKED, Outcome.BLOCKED), (Outcome.OK, Outcome.ERROR)]
)
def test_what_a_platform_asked_for_holds_though_the_record_refuses_the_poll(
    outcome: Outcome, kept: Outcome
) -> None:
    class Refusing(MemoryStore):
        def record_poll(self, poll: Poll, judge: JudgeHealth | None = None) -> int:
            if poll.entries:
                raise ValueError("a string with a NUL")
            return super().record_poll(poll)

    async def run() -> None:
        store = Refusing()
        agenda = Recorded(store, SOURCES, endless=True)
        agenda.due("a")
        await take(agenda.tasks())
        wait = Wait(3_600.0, "blocked")
        await agenda.polled(replace(poll("a", "1", outcome=outcome), wait=wait))
        (told,) = store.polls
        assert (told.outcome, told.reason, told.wait) == (kept, "the record refused it: ValueError", wait)
        assert not agenda.due("a")

    asyncio.run(run())


def test_an_article_that_the_record_refuses_has_failed() -> None:
    class Refusing(MemoryStore):
        def record_article(self, listed: Listed, article: Article, capture: Capture | None = None) -> None:
            raise ValueError("a string with a NUL")

    async def run() -> None:
        store = Refusing()
        store.record_poll(poll("a", "1"))
        agenda = Recorded(store, SOURCES, endless=False)
        tasks = agenda.tasks()
        task = await take(tasks)
        assert isinstance(task, Listed)
        await agenda.fetched(task, Article(task.url, "t", "x"))
        assert store.failures == [(task, "the record refused it: ValueError", False)]
        assert await none_left(tasks)

    asyncio.run(run())


def test_a_failure_that_cannot_be_recorded_does_not_end_the_spider() -> None:
    class Broken(MemoryStore):
        def fetch_failed(self, listed: Listed, reason: str, permanent: bool = False) -> None:
            raise OSError("the disk is full")

    async def run() -> None:
        store = Broken()
        store.record_poll(poll("a", "1"))
        agenda = Recorded(store, SOURCES, endless=False)
        tasks = agenda.tasks()
        task = await take(tasks)
        assert isinstance(task, Listed)
        await agenda.failed(task, "HTTP 500", permanent=False)
        assert await none_left(tasks)

    asyncio.run(run())


def test_a_source_is_never_polled_twice_at_once() -> None:
    async def run() -> None:
        agenda = Recorded(MemoryStore(), SOURCES, endless=True)
        assert agenda.due("a")
        assert not agenda.due("a"), "it is on the agenda"
        tasks = agenda.tasks()
        await take(tasks)
        assert not agenda.due("a"), "it is being polled"
        await agenda.polled(poll("a"))
        assert agenda.due("a")

    asyncio.run(run())


def test_a_source_that_fails_is_left_alone_for_a_while() -> None:
    async def run() -> None:
        agenda = Recorded(MemoryStore(), SOURCES, endless=True)
        tasks = agenda.tasks()
        for _ in range(2):
            assert agenda.due("a")
            await take(tasks)
            await agenda.polled(poll("a", outcome=Outcome.ERROR))
        assert not agenda.due("a")
        agenda.due("b")
        await take(tasks)
        await agenda.polled(replace(poll("b", outcome=Outcome.BLOCKED), wait=Wait(60.0, "Retry-After")))
        assert not agenda.due("b"), "Retry-After counts from the first time"

    asyncio.run(run())


def test_what_a_server_asked_for_before_the_start_still_holds() -> None:
    class Waiting(MemoryStore):
        def waits(self) -> dict[str, float]:
            return {"a": 60.0}

    async def run() -> None:
        agenda = Recorded(Waiting(), SOURCES, endless=True)
        assert not agenda.due("a")
        assert agenda.due("b")
        assert Recorded(Waiting(), SOURCES, endless=False).due("a"), "it is asked for by name"

    asyncio.run(run())


@pytest.mark.parametrize(("unchanged", "asked"), [(19, Validators('"1"')), (20, None)])
def test_a_source_is_asked_with_what_the_record_remembers_of_it(
    unchanged: int, asked: Validators | None
) -> None:
    remembered = Remembered(Validators('"1"'), Hints(ttl=300.0), 60.0, unchanged)

    class Remembering(MemoryStore):
        def remembered(self, source_id: str) -> Remembered:
            return remembered

    async def run() -> None:
        agenda = Recorded(Remembering(), SOURCES, endless=True)
        agenda.due("a")
        assert await take(agenda.tasks()) == PollTask(SOURCES["a"], asked, remembered)

    asyncio.run(run())


def test_what_a_poll_recorded_is_fetched_and_told() -> None:
    told: list[str] = []

    async def run() -> None:
        store = MemoryStore()
        agenda = Recorded(store, SOURCES, endless=True, on_recorded=lambda: told.append("recorded"))
        agenda.due("a")
        tasks = agenda.tasks()
        await take(tasks)
        await agenda.polled(poll("a", "1"))
        task = await take(tasks)
        assert listed(task) == "1"
        assert isinstance(task, Listed)
        await agenda.fetched(task, Article(task.url, "t", "x"))
        assert told == ["recorded", "recorded"]

    asyncio.run(run())


def test_half_of_the_room_stays_for_polls() -> None:
    async def run() -> None:
        store = MemoryStore()
        store.record_poll(poll("a", *map(str, range(10))))
        agenda = Recorded(store, SOURCES, endless=True, in_flight=4)
        tasks = agenda.tasks()
        await take(tasks)
        await take(tasks)
        waiting = await has_none_now(tasks)
        assert len(store.waiting) == 8, "what cannot be started is not claimed"
        agenda.due("b")
        assert asked(await waiting) == "b"

    asyncio.run(run())


def test_a_source_that_is_slow_leaves_room_for_the_others() -> None:
    async def run() -> None:
        store = Sharing()
        store.record_poll(poll("a", *map(str, range(10))))
        agenda = Recorded(store, SOURCES, endless=True)
        tasks = agenda.tasks()
        slow = [await take(tasks) for _ in range(BUSY)]
        waiting = await has_none_now(tasks)
        agenda.due("b")
        assert asked(await waiting) == "b"
        await agenda.polled(poll("b", "x"))
        assert listed(await take(tasks)) == "x"
        more = await has_none_now(tasks)
        assert isinstance(slow[0], Listed)
        await agenda.fetched(slow[0], Article(slow[0].url, "t", "x"))
        async with asyncio.timeout(5):
            assert listed(await more) == str(BUSY)

    asyncio.run(run())


class Sharing(MemoryStore):
    """Gives no more than four of a Source, as the record does."""

    def claim_listed(self, source_ids: Collection[str], limit: int) -> list[Listed]:
        return super().claim_listed(source_ids, min(limit, 4))


def test_a_round_fetches_all_of_a_source_though_it_is_claimed_by_fours() -> None:
    async def run() -> None:
        store = Sharing()
        store.record_poll(poll("a", *map(str, range(11))))
        agenda = Recorded(store, SOURCES, endless=False)
        async for task in agenda.tasks():
            assert isinstance(task, Listed)
            await agenda.fetched(task, Article(task.url, "t", "x"))
        assert len(store.articles) == 11

    asyncio.run(run())


def test_the_safety_net_finds_what_no_signal_told_of() -> None:
    async def run() -> None:
        store = MemoryStore()
        agenda = Recorded(store, SOURCES, endless=True, safety_net=0.01)
        tasks = agenda.tasks()
        waiting = await has_none_now(tasks)
        store.record_poll(poll("a", "1"))
        assert listed(await waiting) == "1"

    asyncio.run(run())


def test_the_safety_net_is_cast_though_polls_come_and_go_faster() -> None:
    async def run() -> None:
        store = MemoryStore()
        agenda = Recorded(store, SOURCES, endless=True, safety_net=0.15)
        tasks = agenda.tasks()
        waiting = await has_none_now(tasks)
        store.record_poll(poll("a", "1"))
        while not isinstance(task := await waiting_or_polled(agenda, waiting), Listed):
            waiting = asyncio.ensure_future(anext(tasks))
            await agenda.polled(poll("b", outcome=Outcome.NOT_MODIFIED))
        assert listed(task) == "1"

    asyncio.run(asyncio.wait_for(run(), 5))


async def waiting_or_polled(agenda: Recorded, waiting: asyncio.Task[Task]) -> Task:
    """The task that is waited for; a Source becomes due sooner than the safety net would be cast."""
    await asyncio.wait([waiting], timeout=0.02)
    if not waiting.done():
        agenda.due("b")
    return await waiting


def test_a_record_that_cannot_be_read_for_a_moment_does_not_end_the_service() -> None:
    class Locked(MemoryStore):
        locked = True

        def remembered(self, source_id: str) -> Remembered:
            if self.locked:
                self.locked = False
                raise OSError("locked")
            return Remembered()

    async def run() -> None:
        agenda = Recorded(Locked(), SOURCES, endless=True)
        agenda.due("a")
        tasks = agenda.tasks()
        waiting = await has_none_now(tasks)
        agenda.due("a")
        assert asked(await waiting) == "a"

    asyncio.run(run())


def test_closing_ends_the_tasks_once_what_is_in_hand_is_done() -> None:
    async def run() -> None:
        agenda = Recorded(MemoryStore(), SOURCES, endless=True)
        agenda.due("a")
        agenda.due("b")
        tasks = agenda.tasks()
        await take(tasks)
        agenda.close()
        ending = await has_none_now(tasks)
        await agenda.polled(poll("a", "1"))
        with pytest.raises(StopAsyncIteration):
            await ending
        assert not agenda.due("c")

    asyncio.run(run())


def test_a_single_round_that_is_closed_at_once_is_still_made() -> None:
    async def run() -> None:
        agenda = Recorded(MemoryStore(), SOURCES, endless=False)
        agenda.due("a")
        agenda.close()
        assert asked(await take(agenda.tasks())) == "a"

    asyncio.run(run())


def test_a_source_may_become_due_in_another_thread() -> None:
    async def run() -> None:
        agenda = Recorded(MemoryStore(), SOURCES, endless=True)
        waiting = await has_none_now(agenda.tasks())
        await asyncio.to_thread(agenda.due, "a")
        assert asked(await waiting) == "a"

    asyncio.run(run())


def test_a_lease_that_was_lost_is_no_failure() -> None:
    class Slow(MemoryStore):
        def record_article(self, listed: Listed, article: Article, capture: Capture | None = None) -> None:
            raise LeaseLost("taken over")

    async def run() -> None:
        store = Slow()
        store.record_poll(poll("a", "1"))
        agenda = Recorded(store, SOURCES, endless=False)
        tasks = agenda.tasks()
        task = await take(tasks)
        assert isinstance(task, Listed)
        await agenda.fetched(task, Article(task.url, "t", "x"))
        assert await none_left(tasks)

    asyncio.run(run())


def test_a_source_that_is_on_no_agenda_is_a_mistake() -> None:
    with pytest.raises(KeyError, match="nobody"):
        Recorded(MemoryStore(), SOURCES, endless=True).due("nobody")


def test_a_single_round_with_nothing_due_ends_at_once() -> None:
    async def run() -> None:
        with pytest.raises(StopAsyncIteration):
            await asyncio.wait_for(take(Recorded(MemoryStore(), SOURCES, endless=False).tasks()), 5)

    asyncio.run(run())
