"""Mirrors on the agenda: in each other's place, after a pause, and one at a time where no more is borne."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from crawler.agenda import Recorded
from crawler.conversation import Manners
from crawler.failover import Chains
from crawler.mirrors import FORMATS
from crawler.tasks import PollTask, Task
from crawler.turns import turn_name
from crawler.unrecorded import Unrecorded
from record.errors import LeaseLost
from record.types import (
    KnownPost,
    Outcome,
    Poll,
    Remembered,
    Schedule,
    Source,
    Turn,
    Visitor,
    Wait,
)
from tests.crawler.crawl import MemoryStore
from tests.crawler.test_agenda import asked, has_none_now, none_left, take

NOW = datetime(2026, 11, 23, tzinfo=UTC)
BASE = Source("", "posts", "rsshub", "https://m/", "weibo:1", "Weibo", Schedule(every=60))
VISITOR = Visitor("SUB=a", NOW)


def source(id: str, origin: str = "weibo:1", format: str = "rsshub") -> Source:
    return replace(BASE, id=id, origin=origin, format=format, stands_in=id != "a", allow_private=("::1/128",))


ABC = {id: source(id) for id in "abc"}
DIRECT = {id: source(id, f"weibo:{id}", "strict") for id in "xyz"}


@pytest.fixture(autouse=True)
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """A format with the strictest of manners."""

    class Strict:
        MANNERS = Manners(alone=True, period=600.0, block=3_600.0)

    monkeypatch.setitem(FORMATS, "strict", Strict)


def ended(source: Source, outcome: Outcome = Outcome.OK, wait: Wait | None = None) -> Poll:
    return Poll(source, NOW, outcome, wait=wait)


def blocked(source: Source) -> Poll:
    return ended(source, Outcome.BLOCKED, Wait(3_600.0, "blocked"))


async def turn_of(tasks: AsyncIterator[Task]) -> tuple[str, Turn | None]:
    task = await take(tasks)
    assert isinstance(task, PollTask)
    return task.source.id, task.turn


def test_a_news_site_has_nobody_to_stand_in() -> None:
    sites = [replace(BASE, id=id, spider="news", origin="site:s") for id in "ab"]
    assert Chains(sites).beginning_with("a") == ["a"]
    assert Chains(sites).after("a") is None


@pytest.mark.parametrize("endless", [True, False])
@pytest.mark.parametrize("outcome", [one for one in Outcome if not one.healthy and one != "empty"])
def test_where_one_fails_the_next_one_of_its_account_is_asked_at_once(
    outcome: Outcome, endless: bool
) -> None:
    async def run() -> None:
        agenda = Recorded(MemoryStore(), {**ABC, "d": source("d", "weibo:2")}, endless=endless)
        agenda.due("a")
        tasks = agenda.tasks()
        for id in "abc":
            assert asked(await take(tasks)) == id
            await agenda.polled(ended(ABC[id], outcome))
        agenda.close()
        assert await none_left(tasks), "nobody is left, and the other account's is not due"

    asyncio.run(run())


def test_nobody_stands_in_for_one_that_answers() -> None:
    async def run() -> None:
        agenda = Recorded(MemoryStore(), ABC, endless=False)
        agenda.due("a")
        tasks = agenda.tasks()
        await take(tasks)
        await agenda.polled(ended(ABC["a"], Outcome.NOT_MODIFIED))
        assert await none_left(tasks)

    asyncio.run(run())


@pytest.mark.parametrize(("known", "next_asked"), [(True, True), (False, False)])
def test_an_empty_list_is_a_failure_where_the_account_has_posted_before(
    known: bool, next_asked: bool
) -> None:
    post = KnownPost("weibo:1", NOW, shown=True, complete=True, edits=None)

    class Remembering(MemoryStore):
        def remembered(self, source_id: str) -> Remembered:
            return Remembered(known=(post,) if known else ())

    async def run() -> None:
        agenda = Recorded(Remembering(), ABC, endless=False)
        agenda.due("a")
        tasks = agenda.tasks()
        await take(tasks)
        await agenda.polled(ended(ABC["a"], Outcome.EMPTY))
        assert await none_left(tasks) is not next_asked

    asyncio.run(run())


def test_a_new_account_that_always_seems_empty_is_asked_elsewhere_at_the_third_time(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Counting(MemoryStore):
        def remembered(self, source_id: str) -> Remembered:
            return Remembered(fails=sum(poll.source.id == source_id for poll in self.polls))

    async def run() -> None:
        agenda = Recorded(Counting(), ABC, endless=True)
        tasks = agenda.tasks()
        for _ in range(3):
            agenda.due("a")
            assert asked(await take(tasks)) == "a"
            await agenda.polled(ended(ABC["a"], Outcome.EMPTY))
        assert asked(await take(tasks)) == "b"

    asyncio.run(run())
    assert [line.message for line in caplog.records] == ["source a: empty: b is asked in its place"]


def test_while_one_that_failed_is_left_alone_the_next_is_asked_in_its_place() -> None:
    async def run() -> None:
        agenda = Recorded(MemoryStore(), ABC, endless=True)
        tasks = agenda.tasks()
        agenda.due("a")
        await take(tasks)
        await agenda.polled(blocked(ABC["a"]))
        assert asked(await take(tasks)) == "b"
        await agenda.polled(blocked(ABC["b"]))
        assert asked(await take(tasks)) == "c"
        await agenda.polled(ended(ABC["c"]))
        assert agenda.due("a")
        assert asked(await take(tasks)) == "c"

    asyncio.run(run())


def test_one_that_answered_and_is_only_waited_for_is_not_replaced() -> None:
    async def run() -> None:
        agenda = Recorded(MemoryStore(), ABC, endless=True)
        tasks = agenda.tasks()
        agenda.due("a")
        await take(tasks)
        await agenda.polled(ended(ABC["a"], wait=Wait(60.0, "max-age")))
        assert not agenda.due("a")

    asyncio.run(run())


def test_the_first_is_asked_again_as_soon_as_its_pause_is_over() -> None:
    async def run() -> None:
        agenda = Recorded(MemoryStore(), ABC, endless=True)
        tasks = agenda.tasks()
        agenda.due("a")
        await take(tasks)
        await agenda.polled(ended(ABC["a"], Outcome.BLOCKED, Wait(0.1, "Retry-After")))
        assert asked(await take(tasks)) == "b"
        await agenda.polled(ended(ABC["b"]))
        agenda.due("a")
        assert asked(await take(tasks)) == "b"
        await agenda.polled(ended(ABC["b"]))
        assert asked(await take(tasks)) == "a", "nobody had to ask for it again"

    asyncio.run(run())


def test_what_failed_before_a_restart_is_still_left_alone_and_replaced() -> None:
    class Failing(MemoryStore):
        def fails(self) -> dict[str, int]:
            return {"a": 3}

        def waits(self) -> dict[str, float]:
            return {"a": 3_600.0}

    async def run() -> None:
        for heeds, id in ((True, "b"), (False, "a")):
            agenda = Recorded(Failing(), ABC, endless=False, heeds_waits=heeds)
            agenda.due("a")
            assert asked(await take(agenda.tasks())) == id

    asyncio.run(run())


def test_the_log_says_once_who_is_asked_in_whose_place(caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> None:
        agenda = Recorded(MemoryStore(), ABC, endless=True)
        tasks = agenda.tasks()
        for _ in range(2):
            agenda.due("a")
            await take(tasks)
            await agenda.polled(ended(ABC["a"], Outcome.UNREACHABLE))
            await take(tasks)
            await agenda.polled(ended(ABC["b"]))

    asyncio.run(run())
    assert [line.message for line in caplog.records] == ["source a: unreachable: b is asked in its place"]


# ---------------------------------------------------------------- turns


def test_of_a_platform_that_bears_one_asker_one_account_is_asked_at_a_time() -> None:
    async def run() -> None:
        store = MemoryStore()
        agenda = Recorded(store, {**DIRECT, **ABC}, endless=True)
        for id in ("x", "y", "a"):
            agenda.due(id)
        tasks = agenda.tasks()
        id, turn = await turn_of(tasks)
        assert (id, turn) == ("x", Turn("strict@m", "token"))
        assert asked(await take(tasks)) == "a", "other platforms do not wait"
        second = await has_none_now(tasks)
        await agenda.polled(ended(DIRECT["x"]), VISITOR)
        task = await second
        assert isinstance(task, PollTask)
        assert (task.source.id, task.turn) == ("y", Turn("strict@m", "token", VISITOR))

    asyncio.run(run())


def test_another_host_of_the_same_format_has_a_turn_a_cookie_and_refusals_of_its_own() -> None:
    proxy = replace(source("p", "weibo:p", "strict"), url="https://proxy.example:8443/list")

    async def run() -> None:
        store = MemoryStore()
        agenda = Recorded(store, {**DIRECT, "p": proxy}, endless=True)
        agenda.due("x")
        agenda.due("p")
        tasks = agenda.tasks()
        assert (await turn_of(tasks))[0] == "x"
        await agenda.polled(ended(DIRECT["x"]), VISITOR)
        assert await turn_of(tasks) == ("p", Turn("strict@proxy.example", "token"))
        await agenda.polled(blocked(proxy))
        agenda.due("y")
        assert await turn_of(tasks) == ("y", Turn("strict@m", "token", VISITOR))

    asyncio.run(run())


def test_two_hosts_are_asked_at_once_and_a_refusal_ends_the_round_of_one_without_a_record_too() -> None:
    proxies = [replace(DIRECT[id], id=id * 2, url="https://proxy.example/") for id in "xyz"]

    async def run() -> None:
        agenda = Unrecorded([*DIRECT.values(), *proxies])
        tasks = agenda.tasks()
        assert [asked(await take(tasks)) for _ in range(2)] == ["x", "xx"]
        waiting = await has_none_now(tasks)
        await agenda.polled(blocked(proxies[0]))
        await agenda.polled(ended(DIRECT["x"]))
        assert asked(await waiting) == "y"

    asyncio.run(run())


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://m.weibo.cn/api/container/getIndex?type=uid", "strict@m.weibo.cn"),
        ("http://M.Weibo.CN.:80", "strict@m.weibo.cn"),
        ("https://[::1]:8443/x", "strict@::1"),
        ("https://[", "strict@"),
        (f"https://{'h' * 900}/", f"strict@{'h' * 193}"),
    ],
)
def test_a_turn_is_called_by_its_format_and_host(url: str, name: str) -> None:
    assert turn_name(replace(DIRECT["x"], url=url)) == name


def test_it_stops_at_the_first_block() -> None:
    async def run() -> None:
        store = MemoryStore()
        agenda = Recorded(store, {**DIRECT, "m": source("m", "weibo:y")}, endless=False)
        for id in "xyz":
            agenda.due(id)
        tasks = agenda.tasks()
        assert (await turn_of(tasks))[0] == "x"
        await agenda.polled(blocked(DIRECT["x"]))
        assert asked(await take(tasks)) == "m", "another one stands in for y, and nobody for z"
        await agenda.polled(ended(source("m", "weibo:y")))
        assert await none_left(tasks)
        assert [poll.source.id for poll in store.polls] == ["x", "m"], "nothing is recorded of who waits"
        assert (store.turns["strict@m"].blocks, store.not_before["strict@m"]) == (1, Wait(3_600.0, "blocked"))

    asyncio.run(run())


def test_a_rest_between_two_accounts_is_waited_for_even_in_a_single_round() -> None:
    class Resting(MemoryStore):
        rested = False

        def take_turn(self, name: str, lease: timedelta) -> Turn | Wait:
            rested, self.rested = self.rested, True
            return super().take_turn(name, lease) if rested else Wait(0.05, "a rest")

    async def run() -> None:
        agenda = Recorded(Resting(), DIRECT, endless=False)
        agenda.due("x")
        assert (await turn_of(agenda.tasks()))[0] == "x"

    asyncio.run(run())


def test_what_waits_for_a_rest_is_not_asked_after_the_close() -> None:
    class Closing(MemoryStore):
        def __init__(self, closes: list[Callable[[], object]]) -> None:
            super().__init__()
            self.closes = closes

        def take_turn(self, name: str, lease: timedelta) -> Turn | Wait:
            if not self.closes:
                return super().take_turn(name, lease)
            self.closes.pop()()
            return Wait(0.01, "a rest")

    async def run() -> None:
        closes: list[Callable[[], object]] = []
        agenda = Recorded(Closing(closes), DIRECT, endless=True)
        closes.append(partial(asyncio.get_running_loop().call_soon_threadsafe, agenda.close))
        agenda.due("x")
        assert await none_left(agenda.tasks())

    asyncio.run(run())


def test_a_platforms_period_is_kept_whoever_asks(caplog: pytest.LogCaptureFixture) -> None:
    class Waiting(MemoryStore):
        def waits(self) -> dict[str, float]:
            return {"x": 300.0, "a": 300.0}

    agenda = Recorded(Waiting(), {**DIRECT, **ABC}, endless=False)
    assert not agenda.due("x")
    assert "source x is left alone for another 300 s" in caplog.text
    assert agenda.due("a"), "a mirror of one's own is asked when it is named"


@pytest.mark.parametrize("error", [LeaseLost("taken over"), OSError("the disk is full")])
def test_a_turn_whose_end_cannot_be_recorded_ends_all_the_same(error: Exception) -> None:
    class Broken(MemoryStore):
        def end_turn(self, *_: Any) -> None:
            self.turns.clear()
            raise error

    async def run() -> None:
        agenda = Recorded(Broken(), DIRECT, endless=False)
        agenda.due("x")
        agenda.due("y")
        tasks = agenda.tasks()
        await take(tasks)
        await agenda.polled(ended(DIRECT["x"]))
        assert asked(await take(tasks)) == "y"

    asyncio.run(run())


def test_a_turn_that_cannot_be_taken_leaves_the_source_to_be_asked_again() -> None:
    class Locked(MemoryStore):
        locked = True

        def take_turn(self, name: str, lease: timedelta) -> Turn | Wait:
            if self.locked:
                self.locked = False
                raise OSError("locked")
            return super().take_turn(name, lease)

    async def run() -> None:
        agenda = Recorded(Locked(), DIRECT, endless=True)
        agenda.due("x")
        tasks = agenda.tasks()
        waiting = await has_none_now(tasks)
        agenda.due("x")
        assert asked(await waiting) == "x"

    asyncio.run(run())


def test_without_a_record_too_one_is_asked_at_a_time_and_none_after_a_block() -> None:
    told: list[Poll] = []

    class Told(Unrecorded):
        async def polled(self, poll: Poll, visitor: Visitor | None = None) -> None:
            told.append(poll)
            await super().polled(poll, visitor)

    async def run() -> None:
        agenda = Told(DIRECT.values())
        tasks = agenda.tasks()
        assert asked(await take(tasks)) == "x"
        waiting = await has_none_now(tasks)
        await agenda.polled(ended(DIRECT["x"]))
        assert asked(await waiting) == "y"
        await agenda.polled(replace(blocked(DIRECT["y"]), reason="HTTP 432"))
        assert await none_left(tasks)

    asyncio.run(run())
    assert [(poll.source.id, poll.reason) for poll in told] == [
        ("x", ""),
        ("y", "HTTP 432"),
        ("z", "not asked, as another account was refused: HTTP 432"),
    ]
