"""Both spiders over real HTTP on loopback, as the service runs them: one crawl of two rounds."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from benchmarks import extract_articles
from tests.crawler import pages
from tests.crawler.conftest import FEEDS, POST, POSTED, Crawl

GOOD = ("rss", "atom", "sitemap", "list")


@pytest.mark.parametrize("source", GOOD)
def test_an_article_that_a_source_lists_is_read(crawl: Crawl, source: str) -> None:
    (article,) = crawl.articles(source)
    assert article["title"] == "Nordlys to build in Ohio"
    assert article["text"] == "\n".join(pages.ENGLISH)
    assert article["published_at"] == "2026-11-23 02:00:00+00:00"


def test_gbk_that_calls_itself_gb2312_loses_no_item(crawl: Crawl) -> None:
    entries = crawl.poll("gbk")["entries"]
    assert [entry["title"] for entry in entries] == ["林安达：不涨价", "第二条镕基"]
    assert {article["text"] for article in crawl.articles("gbk")} == {"\n".join(pages.CHINESE)}


def test_a_date_without_a_zone_is_read_in_the_zone_of_its_source(crawl: Crawl) -> None:
    first, second = crawl.poll("gbk")["entries"]
    assert (first["published_raw"], first["published_at"]) == (
        "2026-11-23 10:20",
        "2026-11-23 02:20:00+00:00",
    )
    assert second["published_at"] is None


def test_a_news_sitemap_keeps_title_and_date(crawl: Crawl) -> None:
    (entry,) = crawl.poll("sitemap")["entries"]
    assert (entry["title"], entry["published_at"]) == ("Plant", "2026-11-23 02:00:00+00:00")


def test_a_list_page_gives_the_links_of_its_css_only(crawl: Crawl) -> None:
    assert [entry["url"] for entry in crawl.poll("list")["entries"]] == [f"{crawl.site.url}/a/list"]


@pytest.mark.parametrize("mirror", ["hub", "hub-rss", "hub-atom"])
def test_every_format_of_a_mirror_gives_the_same_post(crawl: Crawl, mirror: str) -> None:
    (post,) = crawl.poll(f"{mirror}:lei-jun")["posts"]
    assert post["url"] == f"https://weibo.com/{pages.UID}/{POST}"
    assert post["text"] == "#年会#\n我们没有进入美国市场的计划。"
    assert datetime.fromisoformat(post["published_at"]) == POSTED, "the time in the id, not the mirror's"


@pytest.mark.parametrize(
    ("source", "outcome", "reason"),
    [
        ("500", "error", "HTTP 500"),
        ("slow", "unreachable", "no answer in time"),
        ("refused", "unreachable", "the connection was refused"),
        ("unknown", "unreachable", "the host name cannot be resolved"),
        ("sealed", "unreachable", "TLS: the certificate cannot be verified"),
        ("broken", "parse-error", "none of its 1 entries has a web address"),
        ("html", "parse-error", "HTML where a feed was expected"),
        ("bomb", "parse-error", "the XML's DOCTYPE declares entities or never ends, which is refused"),
        ("empty", "empty", "the answer has no body"),
        ("nothing", "empty", "nothing is listed"),
        ("walled", "login", "a log-in form stands where the content should be"),
        ("throttled", "blocked", "HTTP 429, asked to wait 120 s"),
        ("robots", "robots-blocked", "Forbidden by robots.txt"),
        ("hub-down:lei-jun", "blocked", "HTTP 503: Cookies expired"),
    ],
)
def test_a_bad_source_ends_as_one_poll_with_its_reason(
    crawl: Crawl, source: str, outcome: str, reason: str
) -> None:
    assert crawl.outcome(source) == (outcome, reason)
    assert len(crawl.polls(source)) == 2, "one poll a round, and no retries"


def test_every_source_is_polled_in_every_round_whatever_the_others_do(crawl: Crawl) -> None:
    assert {len(crawl.polls(source)) for source in (*FEEDS, *GOOD)} == {2}
    assert crawl.site.paths().count("/500") == 2


def test_what_the_server_gave_is_asked_with_and_304_is_not_modified(crawl: Crawl) -> None:
    first, second = crawl.polls("rss")
    assert first["validators"] == {"etag": '"v1"', "last_modified": "Mon, 23 Nov 2026 02:00:00 GMT"}
    assert (second["outcome"], second["status"], second["validators"]) == ("not-modified", 304, None)
    asked = [headers for path, headers in crawl.site.asked if path == "/rss"]
    assert asked[1]["If-Modified-Since"] == "Mon, 23 Nov 2026 02:00:00 GMT"


def test_a_page_that_is_gone_and_a_log_in_page_are_not_articles(crawl: Crawl) -> None:
    told = {failure["url"].rpartition("/")[2]: failure for failure in crawl.told["failures"]}
    assert told["gone"]["reason"] == "error: HTTP 404"
    assert told["wall"]["reason"] == "login: log-in page: a log-in form stands where the content should be"
    assert told["gone"]["permanent"]
    assert told["wall"]["permanent"]


def test_a_source_without_allow_private_connects_to_nobody_private(crawl: Crawl) -> None:
    outcome, reason = crawl.outcome("private")
    assert outcome == "error"
    assert reason.startswith("127.0.0.1, a private address: refused")


def test_a_redirect_to_another_host_loses_the_pass(crawl: Crawl) -> None:
    outcome, reason = crawl.outcome("away")
    assert outcome == "error"
    assert reason.startswith("localhost is at 127.0.0.1, a private address: refused")
    assert "/secret" not in crawl.site.paths()


def test_a_bomb_is_given_up_while_it_inflates(crawl: Crawl) -> None:
    outcome, reason = crawl.outcome("zip")
    assert outcome == "error"
    assert "exceeded DOWNLOAD_MAXSIZE (10485760 B) during decompression" in reason


def test_nothing_is_asked_over_a_connection_that_is_not_verified(crawl: Crawl) -> None:
    assert crawl.sealed.asked == []


def test_robots_txt_is_asked_for_and_obeyed(crawl: Crawl) -> None:
    assert [path for path, _ in crawl.strict.asked] == ["/robots.txt"] * 2  # a crawl each


def test_we_say_who_we_are_and_send_no_cookies(crawl: Crawl) -> None:
    assert {headers["User-Agent"].split("/")[0] for _, headers in crawl.site.asked} == {"Onrecord"}
    assert not any(headers["Cookie"] or headers["Referer"] for _, headers in crawl.site.asked)


def test_the_health_of_each_source_is_in_the_stats(crawl: Crawl) -> None:
    first, second = crawl.told["stats"]
    assert first["source/rss/ok"] == 1
    assert second["source/rss/not-modified"] == 1
    assert first["source/hub:lei-jun/ok"] == 1


def test_the_benchmark_finds_the_article_that_the_crawl_found(
    crawl: Crawl, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (article,) = crawl.articles("rss")
    row = benchmark(article["url"], saved_page(crawl), tmp_path, capsys)
    assert row == {
        "id": "one",
        "title": article["title"],
        "date": article["date"],
        "authors": article["authors"],
        "body": article["text"],
    }


def saved_page(crawl: Crawl) -> bytes:
    page = crawl.site.pages["/a/rss"]
    assert not callable(page)
    return page.body


def benchmark(url: str, page: bytes, gold: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    (gold / "html").mkdir()
    (gold / "html" / "one.html.gz").write_bytes(gzip.compress(page))
    (gold / "gold.jsonl").write_text(json.dumps({"id": "one", "url": url, "lang": "en"}))
    assert extract_articles.main([str(gold)]) == 0
    row, summary = map(json.loads, capsys.readouterr().out.splitlines())
    assert (summary["id"], summary["pages"]) == ("_summary", 1)
    return dict(row)


def test_times_are_aware(crawl: Crawl) -> None:
    assert all(datetime.fromisoformat(poll["at"]).tzinfo for poll in crawl.told["polls"])
    assert datetime.fromisoformat(crawl.poll("rss")["at"]) <= datetime.now(UTC)
