"""A whole installation for a test: a site and a mirror, the user's files, a mail server, a record."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import update

from crawler.mirrors import rsshub
from crawler.payloads.mids import bid_of
from crawler.reading.answers import Answer
from ops.setup import load_setup
from record.clock import Clock
from record.store import Record, open_record
from record.store.engine import write
from record.store.tables import origins
from record.types import Outcome, Poll, Source
from tests.crawler import pages
from tests.crawler.site import Reply, Site
from tests.receivers import MailReceiver

PATIENCE = 30.0  # seconds
ROOT = Path(__file__).resolve().parents[2]
HUB = f"/weibo/user/{pages.UID}"
WATCHLIST = """
defaults: {notify: [desk]}
terms: {us: ["US market", "United States", America, 美国]}
watches:
  - {name: Xiaomi in the US, people: [Lei Jun], when: "@us"}
channels: {desk: "${MAIL_URL}"}
"""
DENIAL = "大家好！小米汽车目前没有进入美国市场的计划。"
ARTICLE = (
    "Xiaomi has no plan to enter the US market with its cars, its chief Lei Jun said on Weibo on Monday.",
    "The post followed days of rumours about a car that was photographed on a road in California last week.",
    "The company sells the sedan in China only, and has said that it would begin elsewhere with Europe.",
)


def until(happened: Callable[[], object], what: str) -> None:
    """Look until it has happened; the test fails, naming it, when it does not."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, f"never: {what}"
        time.sleep(0.05)


def bid_at(moment: datetime, serial: int = 0) -> str:
    """The id of a Weibo post of that second: mid = seconds since Weibo's epoch, shifted by 22 bits."""
    return bid_of(((int(moment.timestamp()) - 515_483_463) << 22) + serial)


@dataclass
class House:
    """Publish, run, and look at what arrived."""

    folder: Path
    site: Site
    mail: MailReceiver
    record_url: str
    every: str = "1h"
    posts: list[tuple[str, str]] = field(default_factory=list)
    stories: dict[str, list[tuple[str, str, str]]] = field(default_factory=lambda: {"wire": []})
    address: str = ""  # of the desk, where it is not the mail server
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)
    refusal: Reply | None = None  # what the hub says instead

    def write_files(self, watchlist: str = WATCHLIST, more_sources: str = "", more_mirrors: str = "") -> None:
        source = (
            f"{{id: wire, feeds: '{self.site.url}/rss', every: {self.every}, allow_private: [127.0.0.0/8]}}"
        )
        mirror = (
            f"{{name: hub, format: rsshub, url: '{self.site.url}', every: {self.every},"
            " allow_private: [127.0.0.0/8]}"
        )
        (self.folder / "watchlist.yaml").write_text(watchlist, "utf-8")
        sources = f"sources:\n  - {source}\n{more_sources}mirrors:\n  - {mirror}\n{more_mirrors}"
        (self.folder / "sources.yaml").write_text(sources, "utf-8")
        self.publish()

    def post(self, text: str, at: datetime, serial: int = 0) -> str:
        """Publish a post of Lei Jun's; its address."""
        bid = bid_at(at, serial)
        self.posts.insert(0, (bid, text))
        self.publish()
        return f"https://weibo.com/{pages.UID}/{bid}"

    def settle(self) -> None:
        """As if the hub had been polled long ago, and what it publishes now were all it had."""
        hub = self.move_in()["hub:lei-jun"]
        now = Clock().now()
        posts = rsshub.read_posts(Answer(hub.url, 200, pages.hub_json(*self.posts)), hub, now)
        with self.record() as record:
            record.crawl.record_poll(Poll(hub, now, Outcome.OK, status=200, posts=posts))

    def report(
        self,
        name: str,
        title: str,
        paragraphs: tuple[str, ...],
        at: datetime,
        *,
        outlet: str = "wire",
        lang: str = "en",
    ) -> str:
        """Publish an article; its address."""
        self.print_page(name, title, paragraphs, at, lang)
        dated = at.strftime("%a, %d %b %Y %H:%M:%S +0000")
        self.stories[outlet].insert(0, (title, f"{self.site.url}/{name}", dated))
        self.publish()
        return f"{self.site.url}/{name}"

    def print_page(
        self, name: str, title: str, paragraphs: tuple[str, ...], at: datetime, lang: str = "en"
    ) -> None:
        """The article as it reads from now on."""
        page = pages.article(title, paragraphs, date=at.isoformat(), lang=lang)
        self.site.pages[f"/{name}"] = Reply(page.encode())

    def open_outlets(self, *names: str) -> str:
        """Beside the wire; the lines of sources.yaml."""
        self.stories.update({name: [] for name in names})
        allowed = "allow_private: [127.0.0.0/8]"
        feed = "  - {{id: {0}, feeds: '{1}/rss/{0}', every: {2}, {3}}}\n"
        return "".join(feed.format(name, self.site.url, self.every, allowed) for name in names)

    def publish(self) -> None:
        hub = self.refusal or Reply(pages.hub_json(*self.posts), "application/json")
        for path in (HUB, f"{HUB}/showRetweeted=1&displayVideo=0"):
            self.site.pages[path] = hub
            self.site.pages[f"{path}?format=json"] = hub
        for outlet, stories in self.stories.items():
            path = "/rss" if outlet == "wire" else f"/rss/{outlet}"
            self.site.pages[path] = Reply(pages.rss(stories), "text/xml")

    @property
    def environment(self) -> dict[str, str]:
        address = (
            self.address
            or f"mailto://127.0.0.1:{self.mail.port}?from=onrecord@example.org&to=desk@example.org"
        )
        given = {"MAIL_URL": address, "ONRECORD_RECORD_URL": self.record_url, "PYTHONPATH": str(ROOT)}
        return {**os.environ, **given, "NO_COLOR": "1"}

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """A command of Python's in the installation's folder, to its end."""
        return subprocess.run(
            [sys.executable, *command],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=90,
        )

    def move_in(self) -> Mapping[str, Source]:
        """Add the Sources to the record: what is dated from now on is never baseline."""
        environment = {**self.environment, "ONRECORD_WATCHLIST": str(self.folder / "watchlist.yaml")}
        environment["ONRECORD_SOURCES"] = str(self.folder / "sources.yaml")
        setup, problems = load_setup(self.folder / "onrecord.yaml", environment, running=True)
        assert setup is not None, problems
        with self.record() as record:
            record.crawl.add_sources(setup.sources.values())
        return setup.sources

    def watched_since(self, moment: datetime) -> None:
        """As if the Sources had been added then: what is dated after that is never baseline."""
        with self.record() as record, write(record.engine) as connection:
            connection.execute(update(origins).values(added_at=moment))

    def once(self, *options: str) -> subprocess.CompletedProcess[str]:
        return self.run(str(ROOT / "scheduler.py"), "--once", "--all", *options)

    def onrecord(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("-m", "cli.main", *arguments)

    def start(self, *options: str) -> subprocess.Popen[bytes]:
        """The service (or a single round), in the background."""
        with (self.folder / "service.log").open("ab") as log:
            service = subprocess.Popen(
                [sys.executable, str(ROOT / "scheduler.py"), *options],
                cwd=self.folder,
                env=self.environment,
                stderr=log,
            )
        self.started.append(service)
        return service

    @property
    def subjects(self) -> list[str]:
        return [str(mail.message["Subject"]) for mail in self.mail.mails]

    @contextmanager
    def record(self) -> Iterator[Record]:
        opened = open_record(self.record_url, Clock())
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def open_house(folder: Path, record_url: str, every: str = "1h") -> Iterator[House]:
    with Site().running() as site, MailReceiver() as mail:
        house = House(folder, site, mail, record_url, every)
        house.write_files()
        try:
            yield house
        finally:
            for service in house.started:
                service.kill()  # where a test failed, nothing it started goes on
