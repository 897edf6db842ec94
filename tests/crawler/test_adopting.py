"""Other Sources on an agenda that is being worked through."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

from crawler.agenda import Recorded
from crawler.tasks import PollTask, Task
from record.types import Entry, Listed, Outcome, Poll, Schedule, Source
from tests.crawler.crawl import MemoryStore

NOW = datetime(2026, 11, 23, tzinfo=UTC)
A = Source("a", "news", "feed", "https://h/a", "site:a", "A", Schedule(every=60))
B, C = replace(A, id="b", url="https://h/b"), replace(A, id="c", url="https://h/c")


def agenda_of(*sources: Source, store: MemoryStore | None = None) -> Recorded:
    return Recorded(store or MemoryStore(), {each.id: each for each in sources}, endless=True)


def listed(source_id: str) -> Listed:
    url = f"https://h/{source_id}/1"
    return Listed(ord(source_id), source_id, url, "token", Entry(url))


def adopt(agenda: Recorded, *sources: Source, waits: dict[str, float] | None = None) -> None:
    agenda.adopt({each.id: each for each in sources}, {}, waits or {})


async def take(tasks: AsyncIterator[Task]) -> Task:
    async with asyncio.timeout(5):
        return await anext(tasks)


async def ids_left(agenda: Recorded, tasks: AsyncIterator[Task]) -> list[str]:
    """Of the polls that are asked for until it is closed and done."""
    agenda.close()
    found = []
    async for task in tasks:
        assert isinstance(task, PollTask)
        found.append(task.source.id)
        await agenda.polled(Poll(task.source, NOW, Outcome.OK))
    return found


def test_an_added_source_can_be_due_and_is_asked() -> None:
    async def run() -> str:
        agenda = agenda_of(A)
        adopt(agenda, A, B)
        agenda.due("b")
        task = await take(agenda.tasks())
        assert isinstance(task, PollTask)
        return task.source.url

    assert asyncio.run(run()) == B.url


def test_a_removed_source_is_asked_no_more_though_its_timer_still_rings() -> None:
    async def run() -> tuple[bool, Task]:
        agenda = agenda_of(A, B)
        agenda.due("b")
        adopt(agenda, A)
        rung = agenda.due("b")
        agenda.due("a")
        return rung, await take(agenda.tasks())

    rung, task = asyncio.run(run())
    assert not rung
    assert isinstance(task, PollTask)
    assert task.source.id == "a"


def test_the_poll_of_a_source_that_is_removed_meanwhile_is_recorded() -> None:
    store = MemoryStore()

    async def run() -> list[str]:
        agenda = agenda_of(A, store=store)
        tasks = agenda.tasks()
        agenda.due("a")
        task = await take(tasks)
        assert isinstance(task, PollTask)
        adopt(agenda, B)
        await agenda.polled(Poll(task.source, NOW, Outcome.ERROR, "no answer"))
        return await ids_left(agenda, tasks)

    assert asyncio.run(run()) == []
    assert [poll.source.id for poll in store.polls] == ["a"]


def test_a_changed_source_is_asked_at_its_new_address() -> None:
    moved = replace(A, url="https://h/new")

    async def run() -> Task:
        agenda = agenda_of(A)
        agenda.due("a")
        adopt(agenda, moved)
        return await take(agenda.tasks())

    task = asyncio.run(run())
    assert isinstance(task, PollTask)
    assert task.source == moved


def test_what_was_listed_of_a_removed_source_is_fetched_no_more() -> None:
    store = MemoryStore()
    store.waiting = [listed("b"), listed("a")]

    async def run() -> Task:
        agenda = agenda_of(A, B, store=store)
        adopt(agenda, A)
        return await take(agenda.tasks())

    task = asyncio.run(run())
    assert isinstance(task, Listed)
    assert task.source_id == "a"


def test_an_added_source_waits_as_the_record_knows_that_it_must() -> None:
    async def run() -> bool:
        agenda = agenda_of(A)
        adopt(agenda, A, C, waits={"c": 600.0})
        return agenda.due("c")

    assert not asyncio.run(run())
