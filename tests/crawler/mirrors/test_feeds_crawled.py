"""Feeds that are asked by the spider itself, over HTTP, with the pages behind them: `onrecord people try`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run_onrecord
from tests.crawler import pages
from tests.crawler.mirrors import test_edgar as edgar
from tests.crawler.mirrors import test_feed as feed
from tests.crawler.mirrors import test_youtube as youtube
from tests.crawler.site import Reply, Site

MIRRORS = """\
mirrors:
  - {name: rooms, format: feed, allow_private: [127.0.0.0/8]}
  - {name: tube, format: youtube, direct: true, url: "SITE", allow_private: [127.0.0.0/8]}
  - {name: sec, format: edgar, url: "SITE", contact: desk@paper.example, allow_private: [127.0.0.0/8]}
"""
PEOPLE = """\
organisations:
  - name: Polar Star Motors
    accounts: {newsroom: "SITE/feed.xml", youtube: "CHANNEL", edgar: "9990605"}
"""


def path_of(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def fill(site: Site) -> None:
    """All three at one address, which stands in for theirs."""
    listed = {
        feed.FEED: feed.rss(feed.entry(1, feed.TEASER)),
        f"{feed.SITE}/1": feed.page(),
        youtube.URL: youtube.feed(youtube.entry("dQw4w9WgXcQ", "A word on 2027")),
        edgar.LIST: edgar.atom(edgar.entry(7, edgar.RESULTS)),
        **edgar.filed(7),
    }
    for url, body in listed.items():
        here = body.replace(feed.SITE, site.url).replace("https://www.sec.gov", site.url)
        # A company that nobody knows asks for the list of one that everybody does.
        path = path_of(url).replace("CIK=0001318605", "CIK=0009990605")
        site.pages[path] = Reply(here.encode())


@pytest.mark.slow
def test_feeds_and_the_pages_behind_them_are_read_by_the_spider(tmp_path: Path) -> None:
    site = Site()
    with site.running():
        fill(site)
        (tmp_path / "sources.yaml").write_text(MIRRORS.replace("SITE", site.url), "utf-8")
        people = PEOPLE.replace("SITE", site.url).replace("CHANNEL", youtube.UID)
        (tmp_path / "people.yaml").write_text(people, "utf-8")
        done = run_onrecord(tmp_path, "people", "try", "Polar Star Motors", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    for words in (pages.ENGLISH[0], "A word on 2027", "We will enter the US market in 2027"):
        assert words in done.stdout
    agents = {headers["User-Agent"] for path, headers in site.asked if "/Archives/" in path}
    assert agents == {"Onrecord desk@paper.example"}
