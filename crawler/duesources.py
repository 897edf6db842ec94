"""The Sources that are due on the record's agenda: who is asked now, who later, and who in whose place."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Mapping

from crawler.breaker import blocks_after, rest_of
from crawler.failover import Chains, has_failed
from crawler.mirrors import manners_of
from crawler.pauses import Pauses
from crawler.polling import ask_with
from crawler.tasks import CrawlStore, PollTask
from crawler.turns import LEASE, SHORT, Turns, turn_name
from record.errors import LeaseLost
from record.types import Outcome, Poll, Remembered, Source, Turn, Visitor, Wait

logger = logging.getLogger(__name__)


class DueSources:
    """Each Source is on it once, or being polled, or neither."""

    def __init__(
        self,
        store: CrawlStore,
        sources: Mapping[str, Source],
        *,
        comes_back: bool,
        heeds_waits: bool,
        wake: Callable[[], None],
    ) -> None:
        self._store, self._sources, self._wake = store, sources, wake
        self._comes_back = comes_back  # what is put off is asked when that is over; else not in this round
        self._heeds_waits = heeds_waits
        fails = store.fails()
        self._failed = set(fails)  # whose last Poll failed: another one may stand in
        self._pauses = Pauses(fails, store.waits())
        self._chains = Chains(sources.values())
        self._turns = Turns(wake)
        self._waiting: deque[str] = deque()
        self._asked: dict[str, PollTask | None] = {}
        self._put_off: set[str] = set()
        self._gone: set[str] = set()  # ids that were on it once
        self._closed = False

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def close(self) -> None:
        self._closed = True
        self._waiting.clear()

    def adopt(
        self, sources: Mapping[str, Source], fails: Mapping[str, int], waits: Mapping[str, float]
    ) -> None:
        """These from now on; what is being asked may end."""
        self._gone = (self._gone | self._sources.keys()) - sources.keys()
        self._sources, self._chains = sources, Chains(sources.values())
        self._waiting = deque(id for id in self._waiting if id in sources)
        self._pauses.learn(fails, waits)

    def add(self, source_id: str) -> bool:
        """The Source is due; where it failed and is left alone, the next one of its account. Whether one is
        to be asked that was not yet."""
        if source_id in self._gone:  # its timer or its pause ended after it was taken off
            return False
        if source_id not in self._sources:
            raise KeyError(f"no Source {source_id!r} on this agenda")
        chosen = self._chosen(source_id)
        if chosen != source_id:
            self._ask_later(source_id)
        if chosen is None or self._closed or chosen in self._asked or chosen in self._waiting:
            return False
        self._waiting.append(chosen)
        self._wake()
        return True

    async def next(self) -> PollTask | None:
        """The first that may be asked now."""
        while (source := self._first_free()) is not None:
            self._waiting.remove(source.id)
            task = await self._task(source)
            if task is not None:
                return task
        return None

    async def ended(self, poll: Poll, visitor: Visitor | None) -> None:
        """The Poll is recorded: its Source may be asked again, and where it failed the next one is."""
        task = self._asked.get(poll.source.id)
        try:
            if task and task.turn:
                await self._end_turn(task.turn, poll, visitor)
        finally:
            self._leave(poll.source)
        self._pauses.count(poll)
        self._fail_over(poll, task.remembered if task else Remembered())

    def _chosen(self, source_id: str) -> str | None:
        """One that is only waited for is not replaced: what it said last still holds."""
        for id in self._chains.beginning_with(source_id):
            if not self._is_paused(id):
                return id
            if id not in self._failed:
                return None
        return None

    def _is_paused(self, source_id: str) -> bool:
        """A round that heeds nobody's wait still keeps to the manners of a platform."""
        manners = manners_of(self._sources[source_id])
        heeds = self._heeds_waits or manners.alone or manners.period > 0
        return heeds and self._pauses.left(source_id) > 0

    def _ask_later(self, source_id: str) -> None:
        left = self._pauses.left(source_id)
        level = logging.DEBUG if self._comes_back else logging.WARNING
        logger.log(level, "source %s is left alone for another %.0f s", source_id, left)
        if not self._comes_back or source_id in self._put_off or self._sources[source_id].spider == "news":
            return
        self._put_off.add(source_id)
        asyncio.get_running_loop().call_later(left, self._come_back, source_id)

    def _come_back(self, source_id: str) -> None:
        self._put_off.discard(source_id)
        self.add(source_id)

    def _first_free(self) -> Source | None:
        waiting = (self._sources[id] for id in self._waiting)
        return next((source for source in waiting if self._turns.is_free(source)), None)

    async def _task(self, source: Source) -> PollTask | None:
        """None where it is another runner's turn, or nobody's for a while."""
        self._asked[source.id] = None
        self._turns.hold(source)
        try:
            remembered = await asyncio.to_thread(self._store.remembered, source.id)
            turn = await self._take_turn(source)
        except BaseException:
            self._leave(source)
            raise
        if isinstance(turn, Wait):
            self._wait_for_turn(source, turn)
            return None
        task = PollTask(source, ask_with(remembered), remembered, turn)
        self._asked[source.id] = task
        return task

    async def _take_turn(self, source: Source) -> Turn | Wait | None:
        if not manners_of(source).alone:
            return None
        return await asyncio.to_thread(self._store.take_turn, turn_name(source), LEASE)

    def _wait_for_turn(self, source: Source, wait: Wait) -> None:
        """A rest is waited for; for longer the Source counts as one that fails: another may stand in."""
        if wait.seconds <= SHORT:
            self._leave(source, wait.seconds)
            if not self._closed and source.id in self._sources:
                self._waiting.appendleft(source.id)
            return
        self._leave(source)
        logger.info("source %s waits for its turn for %.0f s: %s", source.id, wait.seconds, wait.reason)
        self._failed.add(source.id)
        self._pauses.hold(source.id, wait.seconds)
        self.add(source.id)

    async def _end_turn(self, turn: Turn, poll: Poll, visitor: Visitor | None) -> None:
        seconds = rest_of(manners_of(poll.source), poll.source)
        rest = Wait(seconds, "a rest between two accounts") if seconds else None
        wait = poll.wait if poll.outcome is Outcome.BLOCKED else rest
        try:
            blocks = blocks_after(turn.blocks, poll.outcome)
            await asyncio.to_thread(self._store.end_turn, turn, wait, visitor, blocks)
        except LeaseLost:
            logger.info("another runner has taken over the turn of %s", turn.name)
        except Exception:
            logger.exception("that the turn of %s ended cannot be recorded", turn.name)

    def _leave(self, source: Source, rest: float = 0.0) -> None:
        self._asked.pop(source.id, None)
        self._turns.release(source, rest)

    def _fail_over(self, poll: Poll, before: Remembered) -> None:
        id = poll.source.id
        if not has_failed(poll, before):
            self._failed.discard(id)
            return
        begins = id not in self._failed
        self._failed.add(id)
        after = self._chains.after(id)
        if after and self.add(after) and begins:
            why = f"{poll.outcome} {poll.reason}".rstrip()
            logger.warning("source %s: %s: %s is asked in its place", id, why, after)
