"""Pages that need JavaScript, in real Chromium; and what becomes of them where there is none."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crawler.browser import NO_BROWSER
from tests.crawler import pages
from tests.crawler.browser.scripted import Listener, leading_to, listening, needs_chromium, publish, story
from tests.crawler.conftest import ROOT, run_crawl, self_signed
from tests.crawler.site import Reply, Site
from tests.receivers import closed_port

ALLOWED = "browser: true, allow_private: [127.0.0.0/8], every: 1m"
LISTED = "<h2><a href='/a/1'>A story that was there before</a></h2>"


@dataclass
class Rendered:
    """What the store was told of one crawl with a browser, and who was asked."""

    told: dict[str, Any]
    site: Site
    forbidden: Listener

    def poll(self, source: str) -> dict[str, Any]:
        (poll,) = [poll for poll in self.told["polls"] if poll["source"]["id"] == source]
        return dict(poll)

    def outcome(self, source: str) -> tuple[str, str]:
        return self.poll(source)["outcome"], self.poll(source)["reason"]

    def articles(self, source: str) -> list[dict[str, Any]]:
        return [article for article in self.told["articles"] if article["source"] == source]


def crawl(folder: Path, site: Site, lists: dict[str, str], *more: str, **plan: Any) -> dict[str, Any]:
    """A crawl of list pages, by id and address, and of `more` Sources as YAML."""
    rows = [f"{{id: {id}, list: {{url: '{url}', links: 'h2 a'}}, {ALLOWED}}}" for id, url in lists.items()]
    text = "\n".join(["sources:", *(f"  - {row}" for row in (*rows, *more))])
    (folder / "sources.yaml").write_text(text, "utf-8")
    whole = {"sources": str(folder / "sources.yaml"), "browser": True, **plan}
    (folder / "plan.json").write_text(json.dumps(whole))
    return run_crawl(folder / "plan.json")


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rendered]:
    folder = tmp_path_factory.mktemp("rendered")
    with (
        Site().running() as site,
        Site(self_signed(folder)).running() as sealed,
        listening() as forbidden,
        closed_port() as closed,
    ):
        publish(site, {"/a/1": story("Nordlys to build in Ohio"), "/a/2": story("Prices stay as they are")})
        there = f"http://127.0.0.1:{forbidden.port}"
        site.pages["/rss"] = Reply(pages.rss([("Plant", "/a/3", "")]), "text/xml", headers={"ETag": '"feed"'})
        publish(site, {"/a/3": story("From a feed")}, at="/unused")
        site.pages["/leading"] = Reply(leading_to(forbidden.port))
        for path in ("/away", "/a/sent-on"):
            site.pages[path] = Reply(status=302, headers={"Location": there})
        site.pages["/throttled"] = Reply(b"<p>Later.</p>", status=429, headers={"Retry-After": "120"})
        site.pages["/silent"] = Reply(b"", status=503, headers={"Retry-After": "60"})
        lists = {
            "js": f"{site.url}/",
            "leading": f"{site.url}/leading",
            "throttled": f"{site.url}/throttled",
            "silent": f"{site.url}/silent",
            "refused": f"http://127.0.0.1:{closed}/",
            "refused-tls": f"https://127.0.0.1:{closed}/",
            "sealed": f"{sealed.url}/",
            "unknown": "https://no-such-host.invalid/",
        }
        feed = f"{{id: feed, feeds: '{site.url}/rss', {ALLOWED}}}"
        private = f"{{id: private, list: {{url: '{there}/', links: a}}, browser: true}}"
        yield Rendered(crawl(folder, site, lists, feed, private), site, forbidden)


@needs_chromium
class TestRendering:
    def test_links_that_a_script_makes_are_listed(self, rendered: Rendered) -> None:
        assert rendered.outcome("js") == ("ok", "")
        assert [entry["url"] for entry in rendered.poll("js")["entries"]] == [
            f"{rendered.site.url}/a/1",
            f"{rendered.site.url}/a/2",
        ]

    def test_text_that_a_script_makes_is_read(self, rendered: Rendered) -> None:
        titles = {article["title"]: article["text"] for article in rendered.articles("js")}
        assert set(titles) == {"Nordlys to build in Ohio", "Prices stay as they are"}
        assert set(titles.values()) == {"\n".join(pages.ENGLISH)}

    def test_a_feed_is_fetched_as_ever_and_its_articles_are_rendered(self, rendered: Rendered) -> None:
        assert rendered.poll("feed")["validators"]["etag"] == '"feed"'
        assert [article["title"] for article in rendered.articles("feed")] == ["From a feed"]

    def test_what_vouches_for_a_page_before_its_scripts_ran_is_forgotten(self, rendered: Rendered) -> None:
        assert rendered.poll("js")["validators"] is None

    def test_sites_see_who_we_are(self, rendered: Rendered) -> None:
        assert {headers["User-Agent"].split("/")[0] for _, headers in rendered.site.asked} == {"Onrecord"}

    def test_the_password_of_the_proxy_goes_to_no_site(self, rendered: Rendered) -> None:
        assert not any(headers["Proxy-Authorization"] for _, headers in rendered.site.asked)

    def test_pictures_and_styles_are_not_fetched(self, rendered: Rendered) -> None:
        assert not {"/style.css", "/logo.png"} & set(rendered.site.paths())

    def test_robots_txt_is_asked_for_plainly(self, rendered: Rendered) -> None:
        asked = [headers for path, headers in rendered.site.asked if path == "/robots.txt"]
        assert asked
        assert not any(headers["Sec-Fetch-Mode"] for headers in asked)

    def test_no_page_leads_to_a_private_address_by_any_way(self, rendered: Rendered) -> None:
        assert rendered.outcome("leading") == ("ok", "")
        assert "/away" in rendered.site.paths(), "its script ran"
        assert rendered.forbidden.came == []

    def test_an_article_that_is_sent_on_to_a_private_address_is_refused(self, rendered: Rendered) -> None:
        (failure,) = [each for each in rendered.told["failures"] if each["source"] == "leading"]
        assert failure["reason"].startswith("error: 127.0.0.1, a private address: refused")

    @pytest.mark.parametrize(
        ("source", "outcome", "reason"),
        [
            ("throttled", "blocked", "HTTP 429, asked to wait 120 s"),
            ("silent", "blocked", "HTTP 503, asked to wait 60 s"),
            ("refused", "unreachable", "the connection was refused"),
            ("refused-tls", "unreachable", "the connection was refused"),
            ("sealed", "unreachable", "TLS: the certificate cannot be verified"),
            ("unknown", "unreachable", "the host name cannot be resolved"),
        ],
    )
    def test_a_bad_source_ends_as_one_poll_with_its_reason(
        self, rendered: Rendered, source: str, outcome: str, reason: str
    ) -> None:
        assert rendered.outcome(source) == (outcome, reason)

    def test_a_private_source_is_refused_in_words(self, rendered: Rendered) -> None:
        outcome, reason = rendered.outcome("private")
        assert outcome == "error"
        assert reason.startswith("127.0.0.1, a private address: refused (allow_private")


@pytest.fixture(scope="module")
def endured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rendered]:
    """Pages that never end, and one that is too large, with little patience."""
    folder = tmp_path_factory.mktemp("endured")
    with Site().running() as site, Site().running() as silent, listening() as forbidden:
        publish(site, {"/a/1": story("Nordlys to build in Ohio")})
        silent.pages["/track.js"] = Reply(hold=True)
        scripts = {
            "loops": "while (true) {}",
            "hangs": "setTimeout(() => { while (true) {} }, 100)",
            "large": "document.body.append(document.createComment('x'.repeat(11e6)))",
            "tracked": f"document.head.append(document.createElement('script'))"
            f"; document.head.lastChild.src = '{silent.url}/track.js'",
        }
        for name, script in scripts.items():
            site.pages[f"/{name}"] = Reply(f"{LISTED}<script>{script}</script>".encode())
        patience = {"PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": 4_000, "DOWNLOAD_TIMEOUT": 10}
        lists = {name: f"{site.url}/{name}" for name in scripts}
        yield Rendered(crawl(folder, site, lists, settings=patience), site, forbidden)


@pytest.mark.slow
@needs_chromium
class TestEndurance:
    @pytest.mark.parametrize("source", ["loops", "hangs"])
    def test_a_script_without_end_ends_its_own_page_only(self, endured: Rendered, source: str) -> None:
        assert endured.outcome(source) == ("unreachable", "no answer in time")

    def test_a_tracker_that_never_answers_holds_no_page(self, endured: Rendered) -> None:
        assert endured.outcome("tracked") == ("ok", "")
        assert [article["title"] for article in endured.articles("tracked")] == ["Nordlys to build in Ohio"]

    def test_a_page_that_a_script_makes_too_large_is_refused(self, endured: Rendered) -> None:
        outcome, reason = endured.outcome("large")
        assert outcome == "error"
        assert "the rendered page exceeded DOWNLOAD_MAXSIZE (10485760 B)" in reason


@pytest.mark.parametrize("program", ["no-such-program", "false"])
def test_without_a_browser_that_starts_pages_are_fetched_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setenv("ONRECORD_CHROMIUM", program)
    with Site().running() as site:
        publish(site, {"/a/2": story("Only scripts can show it")})
        site.pages["/"] = Reply(f"{LISTED}<h2><a href='/a/2'>A story that scripts make</a></h2>".encode())
        site.pages["/a/1"] = Reply(story("Nordlys to build in Ohio").encode())
        told = crawl(tmp_path, site, {"js": f"{site.url}/"})
    (poll,) = told["polls"]
    assert (poll["outcome"], poll["reason"]) == ("ok", NO_BROWSER)
    (failure,) = told["failures"]
    assert (failure["url"], failure["permanent"]) == (f"{site.url}/a/2", False), "a browser may come"
    assert [article["title"] for article in told["articles"]] == ["Nordlys to build in Ohio"]


@pytest.mark.slow
@needs_chromium
def test_a_crawl_by_hand_renders_as_well(tmp_path: Path) -> None:
    with Site().running() as site:
        publish(site, {"/a/1": story("Nordlys to build in Ohio")})
        listed = f"list: {{url: '{site.url}/', links: 'h2 a'}}"
        (tmp_path / "sources.yaml").write_text(f"sources:\n  - {{id: js, {listed}, {ALLOWED}}}\n", "utf-8")
        given = (
            "-a",
            "source=js",
            "-s",
            f"ONRECORD_SOURCES={tmp_path}/sources.yaml",
            "-O",
            f"{tmp_path}/out.jsonl",
        )
        command = [sys.executable, "-m", "scrapy", "crawl", "news", *given]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    (article,) = map(json.loads, (tmp_path / "out.jsonl").read_text("utf-8").splitlines())
    assert article["title"] == "Nordlys to build in Ohio", done.stderr
