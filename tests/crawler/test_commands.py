"""`scrapy` by hand: no record, no watchlist."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from scrapy import signals
from scrapy.utils.test import get_crawler

from crawler.payloads.mids import bid_of
from crawler.standalone import recorded
from record.clock import Clock
from record.store import open_record
from record.types import Post, PostFacts, Schedule, Source
from tests.crawler import pages
from tests.crawler.conftest import ROOT
from tests.crawler.site import Reply, Site


def scrapy(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)


def test_scrapy_lists_every_spider() -> None:
    done = scrapy("list")
    assert {"news", "posts", "recheck"} <= set(done.stdout.split())


def crawl_wire(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The Source `wire`, which lists one article twice."""
    with Site().running() as site:
        page = pages.article("Nordlys to build in Ohio", pages.ENGLISH, date="2026-11-23T02:00:00Z")
        site.pages["/rss"] = Reply(pages.rss([("Plant", "/a", ""), ("Plant", "/a#again", "")]), "text/xml")
        site.pages["/a"] = Reply(page.encode())
        sources = tmp_path / "sources.yaml"
        sources.write_text(
            f"sources: [{{id: wire, feeds: ['{site.url}/rss'], allow_private: [127.0.0.0/8]}}]"
        )
        return scrapy("crawl", "news", "-a", "source=wire", "-s", f"ONRECORD_SOURCES={sources}", *arguments)


def test_one_source_is_crawled_into_a_file_without_a_record(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    done = crawl_wire(tmp_path, "-O", str(out))
    (row,) = map(json.loads, out.read_text("utf-8").splitlines())
    assert done.returncode == 0, done.stderr
    assert (row["title"], row["published_at"]) == ("Nordlys to build in Ohio", "2026-11-23T02:00:00+00:00")


def test_with_a_record_the_crawl_is_recorded(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/onrecord.db"
    done = crawl_wire(tmp_path, "-s", f"RECORD_URL={url}")
    assert done.returncode == 0, done.stderr
    record = open_record(url, Clock())
    assert set(record.crawl.last_polls()) == {"wire"}
    assert record.crawl.claim_listed(["wire"], 10) == [], "what was listed has been fetched"
    record.close()


def test_the_posts_of_a_mirror_are_exported_with_every_field(tmp_path: Path) -> None:
    bid, out, sources = bid_of(5_200_000_000_000_000), tmp_path / "out.jsonl", tmp_path / "sources.yaml"
    with Site().running() as site:
        path = f"/weibo/user/{pages.UID}/showRetweeted=1&displayVideo=0"
        site.pages[path] = Reply(pages.hub_json((bid, "我们没有进入美国市场的计划。")), "application/json")
        mirror = f"{{name: hub, format: rsshub, url: '{site.url}', allow_private: [127.0.0.0/8]}}"
        sources.write_text(f"mirrors: [{mirror}]", "utf-8")
        named = ("-a", "source=hub:lei-jun", "-s", f"ONRECORD_SOURCES={sources}")
        done = scrapy("crawl", "posts", *named, "-O", str(out))
    assert done.returncode == 0, done.stderr
    (row,) = map(json.loads, out.read_text("utf-8").splitlines())
    assert list(row) == [field.name for field in fields(Post)]
    assert set(row["facts"]) == {field.name for field in fields(PostFacts)}
    assert (row["key"], row["text"]) == ("weibo:5200000000000000", "我们没有进入美国市场的计划。")


def test_an_unknown_source_is_named_with_what_was_probably_meant() -> None:
    done = scrapy("crawl", "news", "-a", "source=gaurdian")
    assert "no Source 'gaurdian' for news; did you mean 'guardian'?" in done.stderr
    assert "To see them all: scrapy crawl news" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode != 0


def test_a_record_that_cannot_be_opened_is_told_in_words(tmp_path: Path) -> None:
    done = crawl_wire(tmp_path, "-s", "RECORD_URL=mysql://h/onrecord")
    assert "mysql" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode != 0


def test_a_recorded_crawl_is_a_runner_until_its_spider_closes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path}/onrecord.db"
    crawler = get_crawler(settings_dict={"RECORD_URL": url, "ONRECORD_IN_FLIGHT": 4})
    source = Source("wire", "news", "feed", "https://h/rss", "site:wire", "Wire", Schedule(every=60))
    recorded({"wire": source}, crawler, Clock())
    assert not is_alone(url)
    crawler.signals.send_catch_log(signals.spider_closed, spider=None, reason="finished")
    assert is_alone(url)


def is_alone(url: str) -> bool:
    """Whether who enters now finds no other runner."""
    record, alone = open_record(url, Clock()), []
    record.presence.enter(lambda: alone.append(True))
    record.close()
    return bool(alone)
