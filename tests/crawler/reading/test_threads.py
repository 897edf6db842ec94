"""Reading apart from the loop: within a time, and never in the way of the record or of the end."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from threading import Event, current_thread

import pytest

from crawler.reading.threads import PLACES, read_apart
from record.errors import UnreadableArticle, UnreadableFeed
from tests.crawler.conftest import ROOT

LATE = "reading it takes longer than 0.01 s"


@pytest.fixture
def released() -> Iterator[Event]:
    """What readings wait for: set at the end, so that no thread outlives the test."""
    event = Event()
    yield event
    event.set()


def test_what_is_read_or_raised_comes_back_from_a_thread_that_is_not_asyncios() -> None:
    name = asyncio.run(read_apart(lambda: current_thread().name, UnreadableFeed))
    assert name == "reader"
    with pytest.raises(ZeroDivisionError):
        asyncio.run(read_apart(lambda: 1 // 0, UnreadableFeed))


def test_a_time_out_of_the_reading_itself_is_not_taken_for_being_late() -> None:
    def read() -> None:
        raise TimeoutError("its own")

    with pytest.raises(TimeoutError, match="its own"):
        asyncio.run(read_apart(read, UnreadableFeed))


def test_readings_that_are_late_give_their_places_to_others(released: Event) -> None:
    async def run() -> list[object]:
        stuck = (read_apart(released.wait, UnreadableArticle, 0.01) for _ in range(3 * PLACES))
        return [
            *await asyncio.gather(*stuck, return_exceptions=True),
            await read_apart(lambda: "read", UnreadableArticle),
        ]

    *late, found = asyncio.run(run())
    assert found == "read"
    assert [(type(one), str(one)) for one in late] == [(UnreadableArticle, LATE)] * 3 * PLACES


def test_no_more_are_read_at_once_than_there_are_places(released: Event) -> None:
    begun: list[int] = []

    def read(number: int) -> None:
        begun.append(number)
        if len(begun) == PLACES:
            released.set()
        released.wait()

    async def run() -> None:
        readings = [
            asyncio.ensure_future(read_apart(partial(read, n), UnreadableFeed)) for n in range(2 * PLACES)
        ]
        await asyncio.wait(readings, return_when=asyncio.FIRST_COMPLETED)
        await asyncio.gather(*readings)

    asyncio.run(run())
    assert sorted(begun[:PLACES]) == list(range(PLACES))
    assert sorted(begun) == list(range(2 * PLACES))


def test_the_end_does_not_wait_for_a_reading_that_never_ends() -> None:
    program = (
        "import asyncio, threading\n"
        "from crawler.reading.threads import read_apart\n"
        "from record.errors import UnreadableFeed\n"
        "try:\n"
        "    asyncio.run(read_apart(threading.Event().wait, UnreadableFeed, 0.01))\n"
        "except UnreadableFeed as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert (done.stdout, done.stderr) == (f"{LATE}\n", "")
