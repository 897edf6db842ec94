"""python -m tests.crawler.spellings URLS.json: each as a Source's own address and as a redirect's target.

Connections are not made: those that passed the guard are noted and refused. The counts are printed as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.utils.defer import deferred_from_coro
from scrapy.utils.log import configure_logging
from scrapy.utils.project import get_project_settings
from scrapy.utils.reactor import install_reactor
from twisted.internet.task import react

from crawler.agenda import Recorded
from record.types import Schedule, Source
from tests.crawler.crawl import MemoryStore
from tests.crawler.site import Reply, Site

SOURCE = Source("", "news", "feed", "", "site:x", "X", Schedule(every=60))


def sources_of(urls: list[str], site: Site) -> dict[str, Source]:
    found = {}
    for number, url in enumerate(urls):
        site.pages[f"/{number}"] = Reply(status=302, headers={"Location": url})
        for id, address, allowed in (
            (f"{number}", url, ()),
            (f"r{number}", f"{site.url}/{number}", ("127.0.0.0/8",)),
        ):
            found[id] = Source(
                id, "news", "feed", address, "o", "n", Schedule(every=60), allow_private=allowed
            )
    return found


async def crawl(reactor: Any, urls: list[str]) -> None:
    connected: list[str] = []
    store = MemoryStore()
    with Site().running() as site:
        connect = reactor.connectTCP

        def note(host: str, port: int, *args: Any, **kwargs: Any) -> Any:
            if f"{host}:{port}" == site.netloc:
                return connect(host, port, *args, **kwargs)
            connected.append(host)
            raise OSError("noted")

        reactor.connectTCP = note
        sources = sources_of(urls, site)
        agenda = Recorded(store, sources, endless=False)
        for id in sources:
            agenda.due(id)
        await runner().crawl("news", agenda=agenda)
    refused = [poll for poll in store.polls if "private address" in poll.reason]
    told = {"asked": len(sources), "ended": len(store.polls), "refused": len(refused), "connected": connected}
    print(json.dumps(told))


def runner() -> AsyncCrawlerRunner:
    settings = get_project_settings()
    extensions = settings.getdict("EXTENSIONS")
    extensions.pop("scheduler.StagesOnClose", None)
    settings.setdict(
        {"EXTENSIONS": extensions, "ROBOTSTXT_OBEY": False, "DNS_TIMEOUT": 1, "DOWNLOAD_TIMEOUT": 5}
    )
    settings.setdict({"DOWNLOAD_DELAY": 0, "LOG_LEVEL": "ERROR"})
    configure_logging(settings)
    return AsyncCrawlerRunner(settings)


if __name__ == "__main__":
    wanted = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    settings = get_project_settings()
    install_reactor(settings["TWISTED_REACTOR"])
    react(lambda reactor: deferred_from_coro(crawl(reactor, wanted)))
