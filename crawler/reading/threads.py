"""Threads of their own for reading what strangers wrote, each within a time.

asyncio's own threads write the record: a few pages made to be slow would hold up all of it. And a thread
cannot be broken off. One that is late is left to itself, gives its place to the next, and is a daemon, for
which the end of the service does not wait.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar
from weakref import WeakKeyDictionary

from record.errors import OnrecordError

Read = TypeVar("Read")

# Readings at once. They share one interpreter, so more read no faster; with fewer, long pages keep the polls
# waiting.
PLACES = 4
SECONDS = 20.0  # that a reading may take where no setting says otherwise

_rooms: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


async def read_apart(read: Callable[[], Read], late: type[OnrecordError], seconds: float = SECONDS) -> Read:
    """What `read` returns or raises; `late` is raised where it takes longer than `seconds`.

    The time counts from when the reading begins: nobody pays for the one before him.
    """
    room = _rooms.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(PLACES))
    async with room:
        found: Future[Read] = Future()
        found.set_running_or_notify_cancel()  # so that giving it up cancels our waiting only
        Thread(target=_fulfil, args=(found, read), name="reader", daemon=True).start()
        try:
            return await asyncio.wait_for(asyncio.wrap_future(found), seconds)
        except TimeoutError as error:
            if found.done():  # it is the reading's own
                raise
            raise late(f"reading it takes longer than {seconds:g} s") from error


def _fulfil(found: Future[Read], read: Callable[[], Read]) -> None:
    try:
        found.set_result(read())
    except BaseException as error:  # noqa: BLE001  # it is raised where the answer is awaited
        found.set_exception(error)
