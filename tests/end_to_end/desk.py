"""A desk for a test: what a real crawl left in the record, told in this process to real receivers.

The newsroom is crawled and read once; each test begins with a copy of that record and moves the clock itself.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from crawler.catalog import load_catalog
from ops.setup import Setup, load_setup
from ops.worker import Stages
from record.clock import Clock
from record.people import BUNDLED, load_people
from record.store import Record, open_record
from record.store.engine import read
from record.store.tables import deliveries
from statements.intake import Intake
from statements.pool import ExtractPool
from tests.crawler import pages
from tests.crawler.site import Reply, Site
from tests.end_to_end.house import ARTICLE, ROOT

ARTICLES = {
    "Xiaomi chief rules out the US market": ARTICLE,
    "Xiaomi looks at a plant in Texas": (
        "Xiaomi will build a plant in Texas for the US market in 2029, Lei Jun said in Austin on Tuesday.",
        "The plant would be the first that the company has outside of Asia, and would make phones only.",
        "Officials of the state said that talks about land and power had begun in the spring of this year.",
    ),
    "Xiaomi warns of tariffs": (
        "“Tariffs will make every phone dearer for buyers in the United States,” Lei Jun told reporters.",
        "He spoke at a trade fair in Barcelona, where the company showed its newest phones on Wednesday.",
        "Makers of phones have asked for an exception, and have not heard from the administration so far.",
    ),
}
WATCHLIST = """
terms: {{us: ["US market", "United States"]}}
watches:
  - {{name: Xiaomi in the US, people: [Lei Jun], when: "@us", {watch}}}
channels: {channels}
"""


@dataclass(frozen=True)
class Newsroom:
    """A record with the Statements of an outlet, which nobody has judged yet."""

    database: Path

    def copy_to(self, folder: Path) -> str:
        """The address of a record that a test may change."""
        shutil.copy(self.database, folder / "onrecord.db")
        return f"sqlite:///{folder}/onrecord.db"


def open_newsroom(folder: Path) -> Newsroom:
    """Publish, crawl by Scrapy, record, extract: as the service does, once."""
    newsroom = Newsroom(folder / "onrecord.db")
    url = f"sqlite:///{newsroom.database}"
    with Site().running() as site:
        sources = folder / "sources.yaml"
        wire = f"{{id: wire, feeds: '{site.url}/rss', every: 1h, allow_private: [127.0.0.0/8]}}"
        sources.write_text(f"sources: [{wire}]", "utf-8")
        with opened(url) as record:
            record.crawl.add_sources(load_catalog((sources,), None)[0].values())
        _publish(site)
        _crawl(url, sources)
    asyncio.run(_extract(url))
    with sqlite3.connect(newsroom.database) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # all of it is in the file that is copied
    connection.close()
    return newsroom


def _publish(site: Site) -> None:
    now = Clock().now()
    stories = []
    for number, (title, paragraphs) in enumerate(ARTICLES.items()):
        site.pages[f"/{number}"] = Reply(pages.article(title, paragraphs, date=now.isoformat()).encode())
        stories.append((title, f"{site.url}/{number}", f"{now:%a, %d %b %Y %H:%M:%S} +0000"))
    site.pages["/rss"] = Reply(pages.rss(stories), "text/xml")


def _crawl(record_url: str, sources: Path) -> None:
    """Without a watchlist: the crawl runs no stages."""
    given = {"RECORD_URL": record_url, "ONRECORD_SOURCES": sources, "ONRECORD_CONFIGURATION": "absent.yaml"}
    settings = [part for name, value in given.items() for part in ("-s", f"{name}={value}")]
    crawl = [sys.executable, "-m", "scrapy", "crawl", "news", "-a", "source=wire", *settings]
    environment = {**os.environ, "ONRECORD_WATCHLIST": "absent.yaml"}
    done = subprocess.run(crawl, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


async def _extract(record_url: str) -> None:
    people, _ = load_people((BUNDLED,))
    pool = ExtractPool(people)
    pool.start()
    try:
        with opened(record_url) as record:
            while await Intake(record.intake, pool).work():
                pass
    finally:
        await asyncio.to_thread(pool.stop)


@contextmanager
def opened(record_url: str, clock: Clock | None = None) -> Iterator[Record]:
    record = open_record(record_url, clock or Clock())
    record.enter()
    try:
        yield record
    finally:
        record.close()


class NoPool:
    """In place of the pool that extracts: there is nothing left to extract."""

    def __init__(self, *_: object) -> None:
        pass


@dataclass
class Desk:
    """The user's files and the record; every round is another runner, at the time the test has come to."""

    folder: Path
    record_url: str
    clock: Clock = field(default_factory=Clock)
    _setup: Setup | None = None

    def write_files(
        self, channels: Mapping[str, str], watch: str = "notify: [desk]", more: str = "", settings: str = ""
    ) -> None:
        """`watch` are further keys of the watch, `more` further lines of the watchlist."""
        listed = ", ".join(f"{name}: '{url}'" for name, url in channels.items())
        written = WATCHLIST.format(watch=watch, channels=f"{{{listed}}}")
        (self.folder / "watchlist.yaml").write_text(written + more, "utf-8")
        (self.folder / "onrecord.yaml").write_text(f"timezone: UTC\n{settings}", "utf-8")
        (self.folder / "sources.yaml").write_text("sources: []\n", "utf-8")
        self._setup = self._read_files()

    def _read_files(self) -> Setup:
        files = {name: str(self.folder / f"{name}.yaml") for name in ("watchlist", "people", "sources")}
        environment = {f"ONRECORD_{name.upper()}": path for name, path in files.items()}
        setup, problems = load_setup(self.folder / "onrecord.yaml", environment, running=True)
        assert setup is not None, [problem.message for problem in problems]
        return setup

    def move_to(self, weekday: int, hour: int, minute: int = 0) -> None:
        """The clock goes on to the next such time (Monday is 0), in UTC."""
        now = self.clock.now()
        wanted = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
        wanted += timedelta(days=(weekday - now.weekday()) % 7)
        self.move_on((wanted if wanted > now else wanted + timedelta(days=7)) - now)

    def move_on(self, time: timedelta) -> None:
        self.clock = Clock(self.clock.offset + time)

    def work(self, after: timedelta = timedelta()) -> None:
        """A runner starts after that time, works until nothing is due, and ends."""
        assert self._setup is not None, "write_files comes first"
        self.move_on(after)
        with opened(self.record_url, self.clock) as record:
            assert asyncio.run(Stages(self._setup, record, self.clock).drain()), "a stage failed"

    def deliveries(self) -> list[tuple[str, str, str, bool, int]]:
        """(channel, purpose, state, doubt, attempts) of each, in the order of their making."""
        columns = (deliveries.c.channel, deliveries.c.purpose, deliveries.c.state, deliveries.c.doubt)
        query = select(*columns, deliveries.c.attempts).order_by(deliveries.c.id)
        with opened(self.record_url) as record, read(record.engine) as connection:
            return [tuple(row) for row in connection.execute(query)]

    def states(self) -> Counter[str]:
        return Counter(state for _, _, state, _, _ in self.deliveries())
