"""Until when each Source is left alone, as the record kept it and as its polls go."""

from __future__ import annotations

import time
from collections.abc import Mapping

from crawler.polling import pause_after
from record.types import Outcome, Poll


class Pauses:
    """By a clock that never jumps."""

    def __init__(self, fails: Mapping[str, int], waits: Mapping[str, float]) -> None:
        self._fails = dict(fails)  # a restart does not make a Source that fails a fresh one
        started = time.monotonic()
        # source id -> monotonic seconds; what a server has asked for holds over a restart
        self._until = {id: started + seconds for id, seconds in waits.items()}

    def learn(self, fails: Mapping[str, int], waits: Mapping[str, float]) -> None:
        """What the record knows of Sources that were not known here yet."""
        now = time.monotonic()
        self._until = {id: now + seconds for id, seconds in waits.items()} | self._until
        self._fails = {**fails, **self._fails}

    def left(self, source_id: str) -> float:
        """Seconds for which it is still to be left alone."""
        return max(0.0, self._until.get(source_id, 0.0) - time.monotonic())

    def hold(self, source_id: str, seconds: float) -> None:
        self._until[source_id] = time.monotonic() + seconds

    def count(self, poll: Poll) -> None:
        """A Source that fails is left alone longer and longer; what it asks for counts too."""
        id = poll.source.id
        healthy = poll.outcome.healthy or poll.outcome is Outcome.EMPTY
        self._fails[id] = 0 if healthy else self._fails.get(id, 0) + 1
        self.hold(id, max(pause_after(self._fails[id]), poll.wait.seconds if poll.wait else 0.0))
