"""python -m tests.crawler.crawl PLAN.json: spiders over Recorded agendas in one process, as in the service.

PLAN holds the path of a sources.yaml, settings, the number of rounds, and whether there is a browser; what
the store was told is printed as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.utils.defer import deferred_from_coro
from scrapy.utils.log import configure_logging
from scrapy.utils.project import get_project_settings
from scrapy.utils.reactor import install_reactor
from twisted.internet.task import react

from crawler.agenda import Recorded
from crawler.browser import with_browser
from crawler.catalog import load_catalog
from record.ailments import JudgeHealth
from record.evidence import Capture
from record.types import (
    Account,
    Article,
    Entry,
    Listed,
    Poll,
    Remembered,
    Source,
    Speaker,
    Turn,
    Validators,
    Visitor,
    Wait,
)
from record.urls import document_key

PEOPLE = [(Speaker("lei-jun", "person", "Lei Jun"), Account("weibo", "1749127163"))]


class MemoryStore:
    """What the record does for a crawl, in memory: a claim is for ever, a failure final."""

    def __init__(self) -> None:
        self.polls: list[Poll] = []
        self.articles: list[tuple[Listed, Article]] = []
        self.failures: list[tuple[Listed, str, bool]] = []
        self.waiting: list[Listed] = []
        self.turns: dict[str, Turn] = {}
        self.not_before: dict[str, Wait] = {}
        self._seen: set[str] = set()
        self._validators: dict[str, Validators] = {}

    def fails(self) -> dict[str, int]:
        return {}

    def waits(self) -> dict[str, float]:
        return {}

    def remembered(self, source_id: str) -> Remembered:
        return Remembered(self._validators.get(source_id), whole_age=0.0)

    def record_poll(self, poll: Poll, judge: JudgeHealth | None = None) -> int:
        self.polls.append(poll)
        if poll.validators:
            self._validators[poll.source.id] = poll.validators
        keys = [document_key(entry.url) for entry in poll.entries] + [post.key for post in poll.posts]
        self.waiting += [
            self._listed(poll.source.id, entry)
            for entry in poll.entries
            if document_key(entry.url) not in self._seen
        ]
        new = len(set(keys) - self._seen)
        self._seen.update(keys)
        return new

    def _listed(self, source_id: str, entry: Entry) -> Listed:
        return Listed(len(self._seen), source_id, entry.url, "token", entry)

    def claim_listed(self, source_ids: Collection[str], limit: int) -> list[Listed]:
        claimed = [listed for listed in self.waiting if listed.source_id in source_ids][:limit]
        self.waiting = [listed for listed in self.waiting if listed not in claimed]
        return claimed

    def record_article(self, listed: Listed, article: Article, capture: Capture | None = None) -> None:
        self.articles.append((listed, article))

    def fetch_failed(self, listed: Listed, reason: str, permanent: bool = False) -> None:
        self.failures.append((listed, reason, permanent))

    def take_turn(self, name: str, lease: timedelta) -> Turn | Wait:
        turn = self.turns.setdefault(name, Turn(name, ""))
        if turn.token or name in self.not_before:
            return self.not_before.get(name, Wait(900.0, "another runner has it"))
        self.turns[name] = replace(turn, token="token")
        return self.turns[name]

    def end_turn(self, turn: Turn, wait: Wait | None, visitor: Visitor | None, blocks: int) -> None:
        self.turns[turn.name] = Turn(turn.name, "", visitor or turn.visitor, blocks)
        if wait and wait.seconds:
            self.not_before[turn.name] = wait

    def told(self) -> dict[str, Any]:
        return {
            "polls": [asdict(replace(poll, captures=())) for poll in self.polls],
            "articles": [
                {"source": listed.source_id, **asdict(article)} for listed, article in self.articles
            ],
            "failures": [
                {"source": listed.source_id, "url": listed.url, "reason": reason, "permanent": permanent}
                for listed, reason, permanent in self.failures
            ],
        }


async def crawl(runner: AsyncCrawlerRunner, sources: dict[str, Source], store: MemoryStore) -> dict[str, Any]:
    """Each spider once over its Sources; the stats of both."""
    stats: dict[str, Any] = {}
    running = []
    for kind in ("news", "posts"):
        own = {id: source for id, source in sources.items() if source.spider == kind}
        agenda = Recorded(store, own, endless=False)
        for id in own:
            agenda.due(id)
        crawler = runner.create_crawler(kind)
        running.append((crawler, runner.crawl(crawler, agenda=agenda)))
    await asyncio.gather(*(done for _, done in running))
    for crawler, _ in running:
        stats.update(crawler.stats.get_stats() if crawler.stats else {})
    return stats


def main(plan_path: str) -> None:
    plan = json.loads(Path(plan_path).read_text("utf-8"))
    sources, problems = load_catalog([Path(plan["sources"])], PEOPLE)
    assert not problems, problems
    settings = get_project_settings()
    extensions = settings.getdict("EXTENSIONS")
    extensions.pop("scheduler.StagesOnClose", None)
    if plan.get("browser"):
        with_browser(settings)
    own = {"EXTENSIONS": extensions, "LOG_LEVEL": "ERROR", **plan.get("settings", {})}
    settings.setdict(own, priority="cmdline")
    store, stats = MemoryStore(), []

    async def rounds(reactor: object) -> None:
        runner = AsyncCrawlerRunner(settings)
        for _ in range(plan.get("rounds", 1)):
            stats.append(await crawl(runner, sources, store))

    install_reactor(settings["TWISTED_REACTOR"])
    configure_logging(settings)
    try:
        react(lambda reactor: deferred_from_coro(rounds(reactor)))
    finally:
        print(json.dumps({**store.told(), "stats": stats}, ensure_ascii=False, default=str))


if __name__ == "__main__":
    main(sys.argv[1])
