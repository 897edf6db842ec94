"""The connection guard put in place, and the health of each Source in the stats."""

from __future__ import annotations

import logging
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler import guard
from record.types import Outcome, Poll

logger = logging.getLogger(__name__)

poll_ended = object()  # the signal that a spider sends with each Poll


class ConnectionGuard:
    """Guards the reactor of this process; see crawler/guard.py. It cannot be switched off by a setting."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        from twisted.internet import reactor  # installed by now, but not when this file is imported

        if not crawler.settings.getbool("TWISTED_REACTOR_ENABLED"):
            raise ValueError("without Twisted's reactor nothing would guard the connections")
        guard.install(reactor, guard.NamingResolver.from_crawler(crawler, reactor))
        return cls()


class SourceHealth:
    """Counts `source/<id>/<outcome>` and tells the log when the state of a Source changes."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._state: dict[str, Outcome] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings.getbool("ONRECORD_SOURCE_HEALTH_ENABLED", True):
            raise NotConfigured("ONRECORD_SOURCE_HEALTH_ENABLED is off")
        health = cls(crawler)
        crawler.signals.connect(health.poll_ended, signal=poll_ended)
        return health

    def poll_ended(self, poll: Poll) -> None:
        source, outcome = poll.source.id, poll.outcome
        if self._crawler.stats:
            self._crawler.stats.inc_value(f"source/{source}/{outcome}")
        before = self._state.get(source, Outcome.OK)
        self._state[source] = outcome
        if before.healthy != outcome.healthy or (before != outcome and not outcome.healthy):
            level = logging.INFO if outcome.healthy else logging.WARNING
            logger.log(level, "source %s: %s %s", source, outcome, poll.reason)
