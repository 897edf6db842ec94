"""Platforms that bear one asker at a time: which of their Sources may be asked now.

Within a process by what is in hand; over all processes by the record's Turn.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta

from crawler.mirrors import manners_of
from record.types import Source
from record.urls import host_of

# A talk and its last questions end within it (ONRECORD_TALK_SECONDS, and some times DOWNLOAD_TIMEOUT).
LEASE = timedelta(minutes=15)
SHORT = 30.0  # seconds: a rest between two accounts, for which even a single round waits


_LONGEST = 200  # characters, in the record


def turn_name(source: Source) -> str:
    """What one host refuses is no word of another, and its cookie is none of its business."""
    return f"{source.format}@{host_of(source.url)}"[:_LONGEST]


class Turns:
    """Of each such Turn one Source is in hand, and a rest comes after it."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._held: dict[str, str] = {}  # Turn -> the id of the Source in hand
        self._free_at: dict[str, float] = {}  # Turn -> monotonic seconds

    def is_free(self, source: Source) -> bool:
        turn = turn_name(source)
        free = turn not in self._held and time.monotonic() >= self._free_at.get(turn, 0.0)
        return free or not manners_of(source).alone

    def hold(self, source: Source) -> None:
        if manners_of(source).alone:
            self._held[turn_name(source)] = source.id

    def release(self, source: Source, rest: float = 0.0) -> None:
        """The next one may be asked after `rest` seconds."""
        turn = turn_name(source)
        if self._held.get(turn) != source.id:
            return
        del self._held[turn]
        self._free_at[turn] = time.monotonic() + rest
        asyncio.get_running_loop().call_later(rest, self._wake)
