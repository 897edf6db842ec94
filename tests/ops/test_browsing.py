"""What the log says of the browser, and when."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from crawler.browser import NoBrowser
from ops import browsing
from ops.browsing import Browsing
from record.clock import Clock
from record.store import Record
from record.types import Source
from tests.builders import source

RENDERED = replace(source(), browser=True)
UNSAFE = "Chromium runs without its sandbox: it is started by root"


async def done(*args: object, **options: object) -> str:
    """In place of a worker."""
    return ""


def no_chromium(environment: object) -> str:
    raise NoBrowser("no Chromium was found")


@pytest.fixture(autouse=True)
def chromium(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with a Chromium, and without its sandbox."""
    monkeypatch.setattr(browsing, "find_chromium", lambda environment: "/usr/bin/chromium")
    monkeypatch.setattr(browsing, "sandbox_refused", lambda: "it is started by root")
    monkeypatch.setattr(browsing, "run_killable", done)


async def browse(record: Record, *due: Source) -> None:
    """A single round."""
    queue = Browsing([RENDERED], "", record, Clock(), endless=False, on_recorded=lambda: None, seconds=1.0)
    for each in due:
        queue.due(each)
    await queue.run()


def test_a_round_in_which_no_browser_is_due_says_nothing_of_it(
    record: Record, caplog: pytest.LogCaptureFixture
) -> None:
    asyncio.run(browse(record))
    assert caplog.messages == []


def test_that_there_is_no_sandbox_is_said_once(record: Record, caplog: pytest.LogCaptureFixture) -> None:
    asyncio.run(browse(record, RENDERED, replace(RENDERED, id="other")))
    assert caplog.messages == [UNSAFE]


def test_a_source_that_is_changed_while_it_is_in_hand_is_asked_again_at_its_new_address(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = replace(RENDERED, url="https://moved.example/")
    asked: list[str] = []

    async def run() -> None:
        queue = Browsing(
            [RENDERED], "", record, Clock(), endless=False, on_recorded=lambda: None, seconds=1.0
        )

        async def crawl(source: Source) -> str:
            asked.append(source.url)
            if source == RENDERED:
                queue.adopt({moved.id: moved}, True)
                queue.due(moved)
                await asyncio.sleep(0)
            return ""

        monkeypatch.setattr(queue, "_run_worker", crawl)
        queue.due(RENDERED)
        await queue.run()

    asyncio.run(run())
    assert asked == [RENDERED.url, moved.url]


@pytest.mark.parametrize(("count", "told"), [(1, "1 source is fetched"), (2, "2 sources are fetched")])
def test_without_a_chromium_the_log_counts_the_sources(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, count: int, told: str
) -> None:
    monkeypatch.setattr(browsing, "find_chromium", no_chromium)
    assert not browsing.can_render([RENDERED] * count)
    assert told in caplog.text
