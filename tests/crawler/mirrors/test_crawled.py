"""Mirrors that are asked by the spider itself, over HTTP: `onrecord people try`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import run_onrecord
from tests.crawler.mirrors import test_bluesky as bluesky
from tests.crawler.mirrors import test_mastodon as mastodon
from tests.crawler.mirrors import test_telegram as telegram
from tests.crawler.mirrors import test_truthsocial as truthsocial
from tests.crawler.site import Reply, Site

ACCOUNTS = {
    "mastodon": "ada@plaza.example",
    "truthsocial": truthsocial.UID,
    "bluesky": bluesky.DID,
    "telegram": "AdaQuill",
}
SAID = {
    "mastodon": "mastodon:plaza.example/1001",
    "truthsocial": "truthsocial:115000000000000001",
    "bluesky": f"bluesky:{bluesky.uri('3kaaa')}",
    "telegram": "telegram:adaquill/107",
}


def path_of(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def networks() -> Site:
    """All four at one address, which stands in for theirs."""
    site = Site()
    answers: dict[str, Any] = {
        mastodon.LOOKUP: mastodon.AUTHOR,
        mastodon.LIST: [mastodon.status()],
        truthsocial.LIST: [truthsocial.status()],
        bluesky.LIST: {"feed": [bluesky.item()]},
    }
    for url, body in answers.items():
        site.pages[path_of(url)] = Reply(json.dumps(body).encode(), "application/json")
    site.pages[path_of(telegram.LIST)] = Reply(telegram.page(telegram.message()).encode())
    return site


def tried(folder: Path) -> tuple[str, list[str]]:
    """What is shown of a person's accounts, and what was asked for that."""
    with networks().running() as site:
        mirrors = [
            f"  - {{name: {format}, format: {format}, url: '{site.url}', allow_private: [127.0.0.0/8]}}"
            for format in ACCOUNTS
        ]
        accounts = ", ".join(f'{format}: "{ACCOUNTS[format]}"' for format in ACCOUNTS)
        person = f"people: [{{name: Ada Quill, accounts: {{{accounts}}}}}]\n"
        (folder / "people.yaml").write_text(person, "utf-8")
        (folder / "sources.yaml").write_text("\n".join(["mirrors:", *mirrors, ""]), "utf-8")
        done = run_onrecord(folder, "people", "try", "Ada Quill", "--json")
    assert done.returncode == 0, done.stderr
    return done.stdout, site.paths()


@pytest.mark.slow
def test_every_network_is_read_by_the_spider(tmp_path: Path) -> None:
    shown, asked = tried(tmp_path)
    assert [key for key in SAID.values() if key not in shown] == []
    first, second = (asked.index(path_of(url)) for url in (mastodon.LOOKUP, mastodon.LIST))
    assert first < second, "the list is asked for by the id that was looked up"
