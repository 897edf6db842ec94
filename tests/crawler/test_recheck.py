"""Recorded articles, looked at again over real HTTP by `scrapy crawl recheck`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings
from sqlalchemy import Row, select, update

from crawler.spiders.recheck import RecheckSpider
from record.clock import Clock
from record.store import Record, open_record
from record.store.engine import read, write
from record.store.tables import documents, rechecks, revisions
from record.types import Article, Entry, Outcome, Poll, Schedule, Source
from tests.crawler import pages
from tests.crawler.conftest import ROOT
from tests.crawler.site import Reply, Site

TITLE = "Nordlys to build in Ohio"
ADDED = "“The plant in Ohio will not build trucks,” Ada Lindqvist added in the evening, when she was asked."
HOUR = timedelta(hours=1)
NAMES = ("same", "edited", "tagged", "missing", "gone", "away", "wall", "teaser")


def page(*paragraphs: str) -> Reply:
    return Reply(pages.article(TITLE, paragraphs).encode(), headers={"ETag": '"v2"'})


def tagged(headers: Message) -> Reply:
    """A page that knows its own ETag, and would show another text without it."""
    return Reply(status=304) if headers["If-None-Match"] == '"v1"' else page(ADDED * 5)


def after(site: Site) -> None:
    """What the site shows at the time of the recheck."""
    furniture = ("Updated 5 minutes ago", *pages.ENGLISH, "Read more: Ten ways to wash a car")
    site.pages.update(
        {
            "/same": page(*furniture),
            "/edited": page(*pages.ENGLISH, ADDED),
            "/tagged": tagged,
            "/away": Reply(b"", status=503, headers={"Retry-After": "7200"}),
            "/wall": Reply(b"<html><body><form>Sign in <input type=password></form></body></html>"),
            "/teaser": page(pages.ENGLISH[0]),
            "/gone": Reply(b"", status=410),
        }
    )


@dataclass
class Looked:
    """The record and the log after one recheck of every article."""

    record: Record
    site: Site
    before: datetime
    log: str

    def versions(self, name: str) -> list[Row[Any]]:
        query = select(revisions).join(documents, documents.c.id == revisions.c.document_id)
        mine = query.where(documents.c.url == f"{self.site.url}/{name}").order_by(revisions.c.id)
        with read(self.record.engine) as connection:
            return list(connection.execute(mine))

    def row(self, name: str) -> Row[Any]:
        with read(self.record.engine) as connection:
            return connection.execute(
                select(rechecks).where(rechecks.c.url == f"{self.site.url}/{name}")
            ).one()


def record_all(record: Record, site: Site) -> None:
    """The Source and one article a name, as they were read an hour ago."""
    wire = Source("wire", "news", "feed", f"{site.url}/rss", "site:wire", "Wire", Schedule(every=60))
    record.crawl.add_sources([wire])
    entries = tuple(Entry(f"{site.url}/{name}", TITLE, None, Clock(HOUR).now()) for name in NAMES)
    record.crawl.record_poll(Poll(wire, Clock().now(), Outcome.OK, entries=entries))
    text = "\n".join(pages.ENGLISH)
    while claimed := record.crawl.claim_listed(["wire"], 100):
        for listed in claimed:
            record.crawl.record_article(listed, Article(listed.url, TITLE, text))
    with write(record.engine) as connection:
        connection.execute(update(rechecks).values(not_before=None, etag='"v1"'))
        doubted = rechecks.c.url == f"{site.url}/gone"
        connection.execute(update(rechecks).where(doubted).values(missing_since=Clock(-4 * HOUR).now()))


def recheck(folder: Path, site: Site, *settings: str) -> subprocess.CompletedProcess[str]:
    own = folder / "sources.yaml"
    own.write_text(f"sources: [{{id: wire, feeds: ['{site.url}/rss'], allow_private: [127.0.0.0/8]}}]")
    given = (f"ONRECORD_SOURCES={own}", *settings)
    words = [word for setting in given for word in ("-s", setting)]
    command = [sys.executable, "-m", "scrapy", "crawl", "recheck", "-a", "source=wire", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Looked]:
    folder = tmp_path_factory.mktemp("recheck")
    url = f"sqlite:///{folder}/onrecord.db"
    with Site().running() as site:
        record = open_record(url, Clock())
        record_all(record, site)
        after(site)
        before = Clock().now()
        done = recheck(folder, site, f"RECORD_URL={url}")
        assert done.returncode == 0, done.stderr
        yield Looked(record, site, before, done.stderr)
        record.close()


def test_every_article_is_asked_for_once_and_conditionally(looked: Looked) -> None:
    assert sorted(looked.site.paths()) == sorted(f"/{name}" for name in NAMES)
    asked = {headers["If-None-Match"] for path, headers in looked.site.asked if path != "/robots.txt"}
    assert asked == {'"v1"'}
    assert "Traceback" not in looked.log


@pytest.mark.parametrize("name", ["same", "tagged", "missing", "away", "wall", "teaser"])
def test_what_says_nothing_else_is_no_revision(looked: Looked, name: str) -> None:
    assert len(looked.versions(name)) == 1


def test_an_edit_is_a_revision_with_the_paragraph_that_was_added(looked: Looked) -> None:
    _, edited = looked.versions("edited")
    ((start, end),) = edited.changes["added"]
    assert (edited.text[start:end], edited.changes["removed"]) == (ADDED, [])


def test_what_is_missing_once_is_in_doubt_and_asked_for_again_in_three_hours(looked: Looked) -> None:
    row = looked.row("missing")
    assert (row.done_at, row.error) == (None, "error: HTTP 404")
    assert looked.before < row.missing_since <= row.not_before - 3 * HOUR


def test_what_is_missing_for_hours_is_gone(looked: Looked) -> None:
    _, gone = looked.versions("gone")
    assert (gone.gone, gone.text) == (True, "")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("away", "blocked: HTTP 503, asked to wait 7200 s"),
        ("wall", "a log-in form stands where the content should be"),
        ("teaser", "of the article is left: a teaser or an error page"),
    ],
)
def test_what_cannot_be_looked_at_is_put_off_with_the_reason(looked: Looked, name: str, reason: str) -> None:
    row = looked.row(name)
    assert reason in row.error
    assert row.not_before >= looked.before + (2 * HOUR if name == "away" else HOUR / 4)
    assert row.done_at is None


def test_what_the_server_gave_is_kept_for_the_next_time(looked: Looked) -> None:
    assert (looked.row("same").etag, looked.row("tagged").etag) == ('"v2"', '"v1"')


def test_without_a_record_it_says_what_is_missing(tmp_path: Path) -> None:
    with Site().running() as site:
        done = recheck(tmp_path, site)
    assert "only what was recorded can be looked at again" in done.stderr
    assert "RECORD_URL=sqlite:///onrecord.db" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode != 0


def test_it_is_slower_than_the_news_spider_and_asks_for_one_page_at_a_time() -> None:
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.set("ONRECORD_RECHECK_DELAY", "7.5", priority="cmdline")
    RecheckSpider.update_settings(settings)
    assert settings.getfloat("DOWNLOAD_DELAY") == 7.5
    assert settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
