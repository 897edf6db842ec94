"""`onrecord sources`: the table, discovery, trials, OPML; as processes of their own where Scrapy runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from crawler.catalog import load_catalog
from record.clock import Clock
from record.store import open_record
from record.types import Outcome, Poll
from tests.cli.running import run_onrecord
from tests.crawler import pages
from tests.crawler.site import Reply, Site

PRIVATE = "allow_private: [127.0.0.0/8]"
WATCHLIST = "watches:\n  - {name: A, people: Lei Jun, notify: c}\nchannels: {c: 'json://h.example'}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


@pytest.fixture
def courier() -> Iterator[Site]:
    """A site with a feed that its home page names, of one article and one wall."""
    now = datetime.now(UTC)
    story = pages.article("Nordlys to build in Ohio", pages.ENGLISH, date=now.isoformat())
    at = now.strftime("%a, %d %b %Y %H:%M:%S +0000")
    with Site().running() as site:
        head = '<title>The Courier</title><link rel="alternate" type="application/rss+xml" href="/rss.xml">'
        site.pages["/"] = Reply(f"<html lang='en'><head>{head}</head><body></body></html>".encode())
        site.pages["/rss.xml"] = Reply(pages.rss([("Plant", "/a", at), ("Wall", "/wall", at)]), "text/xml")
        site.pages["/a"] = Reply(story.encode())
        site.pages["/wall"] = Reply(b"<html><body><form>Sign in <input type=password></form></body></html>")
        site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /news-sitemap.xml\n", "text/plain")
        yield site


# ---------------------------------------------------------------- discover, try, enable


@pytest.mark.slow
def test_what_discovery_proposes_can_be_saved_tried_and_enabled(folder: Path, courier: Site) -> None:
    found = run_onrecord(folder, "sources", "discover", courier.url, "--allow-private", "127.0.0.0/8")
    assert found.returncode == 0, found.stderr
    assert f"  - {courier.url}/rss.xml\n" in found.stdout
    assert "(its home page)  ok: 2 entries" in found.stderr
    assert "robots-blocked" in found.stderr
    assert "/news-sitemap.xml" not in courier.paths(), "robots.txt is obeyed"
    bundled = folder / "sources"
    bundled.mkdir()
    (bundled / "courier.yaml").write_text(found.stdout, "utf-8")
    (folder / "sources.yaml").write_text("use: []  # none so far\n", "utf-8")
    tried = run_onrecord(folder, "sources", "try", "127.0.0.1", "--enable", bundled=bundled)
    assert tried.returncode == 0, tried.stderr
    assert "127.0.0.1  ✓ ok, 2 listed" in tried.stdout
    assert "Nordlys to build in Ohio" in tried.stdout
    assert "✗ login: " in tried.stdout
    assert f"checked: {datetime.now(UTC).date()}\n" in (bundled / "courier.yaml").read_text("utf-8")
    assert (folder / "sources.yaml").read_text("utf-8") == "use: [127.0.0.1]  # none so far\n"
    assert list(folder.glob("*.db")) == [], "nothing is recorded"


@pytest.mark.slow
def test_what_discovery_finds_goes_into_a_file_that_keeps_the_bundled_sites(
    folder: Path, courier: Site
) -> None:
    bundled = folder / "bundled"
    bundled.mkdir()
    (bundled / "other.yaml").write_text("id: 127.0.0.1\nname: O\nfeeds: https://o.example/rss\n", "utf-8")
    command = ("sources", "discover", courier.url, "--allow-private", "127.0.0.0/8", "--into", "sources.yaml")
    done = run_onrecord(folder, *command, bundled=bundled)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "sources.yaml: a new file; it begins with `use: all`" in done.stderr
    assert "127.0.0.1-2 added; next: onrecord sources try 127.0.0.1-2\n" in done.stderr
    sources, problems = load_catalog([bundled, folder / "sources.yaml"])
    assert (set(sources), problems) == ({"127.0.0.1", "127.0.0.1-2"}, [])
    again = run_onrecord(folder, *command, bundled=bundled)
    assert f"left out: {courier.url}/rss.xml is 127.0.0.1-2 already" in again.stderr
    assert set(load_catalog([bundled, folder / "sources.yaml"])[0]) == set(sources)


@pytest.mark.slow
def test_no_private_address_is_asked_without_leave(folder: Path, courier: Site) -> None:
    done = run_onrecord(folder, "sources", "discover", courier.url, "--json")
    assert done.returncode == 3
    told = json.loads(done.stdout)
    assert (told["yaml"], told["candidates"]) == (None, [])
    assert "a private address: refused" in told["tried"][0]["reason"]
    assert courier.asked == []


def test_a_source_that_does_not_work_is_told_and_not_enabled(folder: Path, courier: Site) -> None:
    text = f"sources:\n  - id: wire\n    feeds: [{courier.url}/rss.xml, {courier.url}/none]\n    {PRIVATE}\n"
    (folder / "sources.yaml").write_text(text, "utf-8")
    done = run_onrecord(folder, "sources", "try", "wire", "--enable", "--limit", "1", "--json")
    assert done.returncode == 3
    good, bad = json.loads(done.stdout)
    assert (good["source"], good["healthy"], good["listed"], len(good["articles"])) == (
        "wire/feed-1",
        True,
        2,
        1,
    )
    assert good["articles"][0]["text"].startswith("The chief executive of Nordlys Motors")
    assert (bad["source"], bad["state"], bad["reason"]) == ("wire/feed-2", "error", "HTTP 404")
    assert (folder / "sources.yaml").read_text("utf-8") == text


@pytest.mark.parametrize(
    ("arguments", "told", "status"),
    [
        (["try", "bbc/feed-1", "--enable"], "whole site: onrecord sources try bbc --enable", 2),
        (["try", "gaurdian"], "no source is called 'gaurdian'; did you mean 'guardian'?", 2),
        (["discover", "no domain"], "is neither a domain, as courier.example, nor a web address", 2),
        (["discover", "courier.example", "--allow-private", "10"], "is not a network", 2),
    ],
)
def test_a_slip_is_told_with_the_way_out(folder: Path, arguments: list[str], told: str, status: int) -> None:
    result = CliRunner().invoke(app, ["sources", *arguments], env={"COLUMNS": "200"})
    assert (result.exit_code, told in result.stderr) == (status, True)


def test_a_wrong_file_is_told_whole(folder: Path) -> None:
    (folder / "sources.yaml").write_text("sorces: []\n", "utf-8")
    result = CliRunner().invoke(app, ["sources", "try", "guardian"])
    assert result.exit_code == 1
    assert "did you mean 'sources'?" in result.stderr


# ---------------------------------------------------------------- the table


def sources_yaml(*ids: str) -> str:
    return "".join(["sources:\n", *(f"  - {{id: {id}, feeds: 'https://{id}.example/rss'}}\n" for id in ids)])


@pytest.fixture
def polled(folder: Path) -> Path:
    """Three sources: one that works, one that is blocked, one that nobody has asked yet."""
    (folder / "watchlist.yaml").write_text(WATCHLIST, "utf-8")
    (folder / "sources.yaml").write_text(sources_yaml("good", "bad"), "utf-8")
    sources, _ = load_catalog([folder / "sources.yaml"])
    clock = Clock()
    record = open_record(f"sqlite:///{folder}/onrecord.db", clock)
    record.crawl.add_sources(sources.values())
    for id, outcome, reason in (("good", Outcome.NOT_MODIFIED, ""), ("bad", Outcome.BLOCKED, "HTTP 403")):
        record.crawl.record_poll(Poll(sources[id], clock.now(), outcome, reason))
    record.close()
    (folder / "sources.yaml").write_text(sources_yaml("good", "fresh"), "utf-8")
    return folder


def test_the_table_says_in_words_how_each_source_is(polled: Path) -> None:
    result = CliRunner().invoke(app, ["sources"])
    assert result.exit_code == 0, result.output
    rows = {line.split()[0]: line for line in result.stdout.splitlines()}
    assert "✓ not-modified" in rows["good"]
    assert "! blocked" in rows["bad"]
    assert "HTTP 403; no longer in your files" in rows["bad"]
    assert "· never polled" in rows["fresh"]
    assert "\x1b" not in result.stdout


def test_the_table_as_json_has_every_field(polled: Path) -> None:
    result = CliRunner().invoke(app, ["sources", "--json"])
    bad, fresh, good = json.loads(result.stdout)
    assert [row["id"] for row in (bad, fresh, good)] == ["bad", "fresh", "good"]
    assert (bad["state"], bad["fails"], bad["url"]) == ("blocked", 1, None)
    assert (fresh["state"], fresh["last_polled_at"], fresh["url"]) == (
        None,
        None,
        "https://fresh.example/rss",
    )
    assert good["last_ok_at"].endswith("+00:00")


def test_without_a_watchlist_the_table_says_what_is_wrong(folder: Path) -> None:
    assert CliRunner().invoke(app, ["sources"]).exit_code == 1


# ---------------------------------------------------------------- OPML

OPML = """<opml version="2.0"><body>
<outline text="Good" xmlUrl="https://good.example/rss"/><outline text="New" xmlUrl="https://new.example/rss"/>
<outline text="Bad" xmlUrl="ftp://bad.example/rss"/></body></opml>"""


def test_subscriptions_come_in_beside_what_is_there(folder: Path) -> None:
    own = folder / "sources.yaml"
    own.write_text(f"# mine\n{sources_yaml('good')}", "utf-8")
    (folder / "in.opml").write_text(OPML, "utf-8")
    shown = CliRunner().invoke(app, ["sources", "import", "in.opml"])
    assert shown.stdout.startswith("sources:\n  - id: new\n")
    assert "left out: Good: https://good.example/rss is good already" in shown.stderr
    assert "left out: Bad: ftp://bad.example/rss is no http or https address" in shown.stderr
    written = CliRunner().invoke(app, ["sources", "import", "in.opml", "--into", "sources.yaml"])
    assert (written.exit_code, written.stdout) == (0, "")
    assert own.read_text("utf-8").startswith("# mine\nsources:\n  - {id: good")
    sources, problems = load_catalog([own])
    assert (set(sources), problems) == ({"good", "new"}, [])


@pytest.fixture
def bundled(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One bundled site, `new`, with the feed that OPML calls so."""
    sites = folder / "bundled"
    sites.mkdir()
    (sites / "new.yaml").write_text("id: new\nname: New\nfeeds: https://new.example/rss\n", "utf-8")
    monkeypatch.setattr("crawler.catalog.BUNDLED", sites)
    (folder / "in.opml").write_text(OPML, "utf-8")
    return sites


def test_a_file_that_import_makes_turns_no_bundled_site_off(folder: Path, bundled: Path) -> None:
    done = CliRunner().invoke(app, ["sources", "import", "in.opml", "--into", "sources.yaml"])
    assert "sources.yaml: a new file; it begins with `use: all`" in done.stderr
    assert "left out: New: https://new.example/rss is new already" in done.stderr
    assert set(load_catalog([bundled, folder / "sources.yaml"])[0]) == {"new", "good"}


def test_a_feed_that_only_an_unused_bundled_site_has_comes_in(folder: Path, bundled: Path) -> None:
    (folder / "sources.yaml").write_text("use: []\n", "utf-8")
    done = CliRunner().invoke(app, ["sources", "import", "in.opml", "--into", "sources.yaml"])
    assert "is new already" not in done.stderr
    assert "sources.yaml: new-2 added; next: onrecord sources try new-2" in done.stderr
    sources, problems = load_catalog([bundled, folder / "sources.yaml"])
    assert (set(sources), problems) == ({"good", "new-2"}, [])


def test_sources_go_out_as_opml(folder: Path) -> None:
    (folder / "sources.yaml").write_text(sources_yaml("good"), "utf-8")
    result = CliRunner().invoke(app, ["sources", "export", "out.opml"])
    assert (result.exit_code, result.stdout) == (0, "")
    assert 'xmlUrl="https://good.example/rss"' in (folder / "out.opml").read_text("utf-8")
    assert "<opml" in CliRunner().invoke(app, ["sources", "export"]).stdout
    told = json.loads(CliRunner().invoke(app, ["sources", "export", "--json"]).stdout)
    assert ("<opml" in told["opml"], told["left_out"]) == (True, [])


def test_what_is_no_opml_is_told_with_its_file(folder: Path) -> None:
    (folder / "in.opml").write_text("<rss/>", "utf-8")
    done = run_onrecord(folder, "sources", "import", "in.opml")
    assert (done.returncode, done.stderr) == (1, "in.opml: an OPML begins with <opml>, not <rss>\n")
