"""python -m tests.crawler.recorded PLAN.json: rounds of a spider on a record, each at its own time.

PLAN holds the path of a sources.yaml, accounts of Weibo, the record's address, the spider's name, and `at`:
for each round, how many seconds after now it is. Each round opens the record anew, as a service does that is
started again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings
from scrapy.utils.defer import deferred_from_coro
from scrapy.utils.log import configure_logging
from scrapy.utils.project import get_project_settings
from scrapy.utils.reactor import install_reactor
from twisted.internet.task import react

from crawler.agenda import Recorded
from crawler.catalog import load_catalog
from record.clock import Clock
from record.store import open_record
from record.types import Account, Source, Speaker


async def crawl(
    settings: Settings, sources: Mapping[str, Source], record_url: str, clock: Clock, spider: str
) -> None:
    """Every Source once that stands in for no other, whatever it waits for, and what they list."""
    record = open_record(record_url, clock)
    record.crawl.add_sources(sources.values())
    agenda = Recorded(record.crawl, sources, endless=False)
    for source in sources.values():
        if not source.stands_in:
            agenda.due(source.id)
    await AsyncCrawlerRunner(settings).crawl(spider, agenda=agenda, clock=clock)
    record.close()


def main(plan_path: str) -> None:
    plan: dict[str, Any] = json.loads(Path(plan_path).read_text("utf-8"))
    spider = plan.get("spider", "news")
    accounts = [
        (Speaker(id, "person", id), Account("weibo", uid)) for id, uid in plan.get("accounts", {}).items()
    ]
    sources, problems = load_catalog([Path(plan["sources"])], accounts)
    assert not problems, problems
    settings = get_project_settings()
    extensions = settings.getdict("EXTENSIONS")
    extensions.pop("scheduler.StagesOnClose", None)
    settings.setdict({"EXTENSIONS": extensions, "LOG_LEVEL": "WARNING"}, priority="cmdline")

    async def rounds() -> None:
        for seconds in plan["at"]:
            clock = Clock(timedelta(seconds=seconds))
            await crawl(settings, sources, plan["record"], clock, spider)

    install_reactor(settings["TWISTED_REACTOR"])
    configure_logging(settings)
    react(lambda _reactor: deferred_from_coro(rounds()))


if __name__ == "__main__":
    main(sys.argv[1])
