"""An agenda without a record: some Sources once, and nothing is remembered."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace

from crawler.breaker import rest_of
from crawler.mirrors import manners_of
from crawler.room import Room
from crawler.tasks import IN_FLIGHT, PollTask, Task
from crawler.turns import Turns, turn_name
from record.evidence import Capture
from record.types import Article, Listed, Outcome, Poll, Source, Visitor
from record.urls import document_key

NOT_ASKED = "not asked, as another account was refused: "

logger = logging.getLogger(__name__)


class Unrecorded:
    """Each Source is polled, and what its poll lists is fetched."""

    def __init__(self, sources: Iterable[Source], in_flight: int = IN_FLIGHT) -> None:
        self._sources = {source.id: source for source in sources}
        self._due = deque(self._sources.values())
        self._listed: deque[Listed] = deque()
        self._seen: set[str] = set()
        self._room = Room(in_flight)
        self._turns = Turns(self._room.wake)

    def source(self, id: str) -> Source | None:
        return self._sources.get(id)

    async def tasks(self) -> AsyncIterator[Task]:
        while self._due or self._listed or self._room.taken:
            task = self._next() if self._room.free else None
            if task is None:
                await self._room.change()
            else:
                self._room.take()
                yield task

    async def polled(self, poll: Poll, visitor: Visitor | None = None) -> None:  # noqa: ARG002 (not kept)
        with self._room.leaving():
            for entry in poll.entries:
                key = document_key(entry.url)
                if key not in self._seen:
                    self._seen.add(key)
                    self._listed.append(Listed(0, poll.source.id, entry.url, "", entry))
            await self._after(poll)

    async def fetched(self, listed: Listed, article: Article, capture: Capture | None = None) -> None:  # noqa: ARG002 (not kept)
        with self._room.leaving():
            logger.debug("read %s as %r", listed.url, article.title)

    async def failed(self, listed: Listed, reason: str, permanent: bool) -> None:
        with self._room.leaving():
            logger.warning("not read%s: %s: %s", " (for good)" if permanent else "", listed.url, reason)

    def _next(self) -> Task | None:
        source = next((source for source in self._due if self._turns.is_free(source)), None)
        if source is None:
            return self._listed.popleft() if self._listed else None
        self._due.remove(source)
        self._turns.hold(source)
        return PollTask(source)

    async def _after(self, poll: Poll) -> None:
        """The next account of a platform that bears one asker; none where it has refused us."""
        manners = manners_of(poll.source)
        self._turns.release(poll.source, rest_of(manners, poll.source))
        if not manners.alone or poll.outcome is not Outcome.BLOCKED:
            return
        refused = turn_name(poll.source)
        source = next((source for source in self._due if turn_name(source) == refused), None)
        if source is not None:
            self._due.remove(source)
            self._room.take()
            await self.polled(_not_asked(poll, source))


def _not_asked(refused: Poll, source: Source) -> Poll:
    reason = NOT_ASKED + refused.reason.removeprefix(NOT_ASKED)
    return replace(refused, source=source, reason=reason, posts=(), gone=(), profile=None)
