"""The documents about Sources are true: keys, codes and states as in the code, examples crawled."""

from __future__ import annotations

import json
import re
import shlex
import textwrap
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from cli.sources import app as sources_app
from crawler.catalog import BUNDLED, USER_KEYS, load_catalog
from crawler.mirrors import FORMATS
from crawler.sourcekeys import CODES, LIST_KEYS, MIRROR_KEYS, SITE_KEYS
from record.types import Account, Outcome, Speaker
from tests.cli.running import run_onrecord
from tests.crawler import pages
from tests.crawler.conftest import ROOT, run_crawl
from tests.crawler.site import Reply, Site

DOCS = (ROOT / "docs" / "sources.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")

ACCOUNTS = {
    "weibo": "1749127163",
    "mastodon": "lei@social.example",
    "bluesky": "lei.bsky.social",
    "truthsocial": "107780257626128497",
    "telegram": "leijun",
    "youtube": "UCabcdefghijklmnopqrstuv",
    "substack": "leijun",
    "edgar": "0001318605",
}


def table(heading: str) -> dict[str, str]:
    """The rows of the first table below a heading."""
    section = DOCS.split(f"\n## {heading}")[1].split("\n## ")[0]
    return dict(re.findall(r"^\| `([^`]+)` \| (.*) \|$", section, re.MULTILINE))


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("`sources.yaml`", USER_KEYS),
        ("A site", SITE_KEYS),
        ("`list:`", LIST_KEYS),
        ("A mirror", MIRROR_KEYS),
    ],
)
def test_every_key_is_documented_as_the_loader_knows_it(heading: str, keys: dict[str, str]) -> None:
    assert table(heading) == keys


def test_every_code_and_every_state_is_documented() -> None:
    codes = dict(re.findall(r"^\| `(S\d+)` \| (.*) \|$", DOCS, re.MULTILINE))
    assert codes == CODES
    assert set(table("How a poll can end")) == {str(outcome) for outcome in Outcome}


def test_every_format_is_documented_with_the_platforms_that_it_shows() -> None:
    shown = {name: re.findall(r"`(\w+)`", row.split(" | ")[0]) for name, row in table("Formats").items()}
    assert shown == {name: list(mirror.PLATFORMS) for name, mirror in FORMATS.items()}


def test_the_example_of_the_documents_loads(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", DOCS, re.DOTALL)
    (tmp_path / "sources.yaml").write_text(example, "utf-8")
    lei = Speaker("lei-jun", "person", "Lei Jun")
    accounts = [(lei, Account(platform, uid)) for platform, uid in ACCOUNTS.items()]
    sources, problems = load_catalog([BUNDLED, tmp_path / "sources.yaml"], accounts)
    assert problems == []
    assert {"guardian", "ithome", "courier", "hub:lei-jun", "direct:lei-jun"} <= set(sources)
    assert {source.format for source in sources.values() if source.spider == "posts"} == set(FORMATS)
    assert [id for id, source in sources.items() if source.origin.startswith("weibo:")] == [
        "hub:lei-jun",
        "spare:lei-jun",
        "direct:lei-jun",
    ]


def contributed() -> Site:
    """The site of which CONTRIBUTING speaks."""
    site = Site()
    site.pages["/"] = Reply(b"<html><body><a href='/rss.xml'>RSS</a></body></html>")
    site.pages["/rss.xml"] = Reply(pages.rss([("From the feed", "/a", "")]), "text/xml")
    site.pages["/cars"] = Reply(b"<h2><a href='/b'>From the list</a></h2>")
    site.pages["/a"] = Reply(pages.article("From the feed", pages.ENGLISH).encode())
    site.pages["/b"] = Reply(pages.article("From the list", pages.ENGLISH).encode())
    return site


def test_every_command_on_sources_is_documented_and_knows_help() -> None:
    names = [f"sources {command.name}" for command in sources_app.registered_commands]
    assert all(f"`onrecord {name} " in DOCS for name in names)
    assert all(CliRunner().invoke(app, [*name.split(), "--help"]).exit_code == 0 for name in names)


def test_the_news_site_of_contributing_can_be_crawled(tmp_path: Path) -> None:
    section = CONTRIBUTING.split("## How to add a news site")[1].split("\n## ")[0]
    (example,) = re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)
    with contributed().running() as site:
        site_file = textwrap.dedent(example).replace("https://courier.example", site.url)
        folder = tmp_path / "sources"
        folder.mkdir()
        (folder / "courier.yaml").write_text(f"{site_file}allow_private: [127.0.0.0/8]\n", "utf-8")
        plan = {"sources": str(folder), "settings": {}}
        (tmp_path / "plan.json").write_text(json.dumps(plan))
        told = run_crawl(tmp_path / "plan.json")
    found = {article["source"]: article["title"] for article in told["articles"]}
    assert found == {"courier/feed-1": "From the feed", "courier/list": "From the list"}


@pytest.mark.slow
def test_the_commands_of_contributing_do_what_it_says(tmp_path: Path) -> None:
    section = CONTRIBUTING.split("## How to add a news site")[1].split("\n## ")[0]
    discover, look, enable = re.findall(r"^ {7}onrecord (.+)$", section, re.MULTILINE)
    (example,) = re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)
    bundled = tmp_path / "sources"
    bundled.mkdir()
    with contributed().running() as site:
        asked = shlex.split(discover.partition(" >")[0].replace("courier.example", site.url))
        found = run_onrecord(tmp_path, *asked, "--allow-private", "127.0.0.0/8")
        assert f"{site.url}/rss.xml" in found.stdout, found.stderr
        text = textwrap.dedent(example).replace("https://courier.example", site.url)
        (bundled / "courier.yaml").write_text(f"{text}allow_private: [127.0.0.0/8]\n", "utf-8")
        shown = run_onrecord(tmp_path, *shlex.split(look), bundled=bundled)
        done = run_onrecord(tmp_path, *shlex.split(enable), bundled=bundled)
    assert "From the feed" in shown.stdout, shown.stderr
    assert done.returncode == 0, done.stderr
    assert "checked: never" not in (bundled / "courier.yaml").read_text("utf-8")
