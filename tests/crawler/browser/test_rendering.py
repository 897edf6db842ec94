"""What is decided before any browser starts: where it is, what it is given, and what it is asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.settings import Settings

from crawler.browser import NoBrowser, find_chromium, with_browser
from crawler.browser.chromium import launch_options
from crawler.browser.rendering import RENDER, Rendering
from crawler.browser.worker import Job, read_job
from crawler.middlewares import SOURCE as ASKING
from record.types import Schedule, Source


def program(folder: Path, name: str) -> str:
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


def test_chromium_is_found_by_the_variable_then_by_its_names(tmp_path: Path) -> None:
    there = {"PATH": str(tmp_path)}
    second = program(tmp_path, "google-chrome")
    assert find_chromium(there) == second
    first = program(tmp_path, "chromium")
    assert find_chromium(there) == first
    own = program(tmp_path, "mine")
    assert find_chromium({**there, "ONRECORD_CHROMIUM": own}) == own
    assert find_chromium({**there, "ONRECORD_CHROMIUM": "mine"}) == own


@pytest.mark.parametrize(
    ("named", "words"), [("gone", "ONRECORD_CHROMIUM names no program (gone)"), ("", "no Chromium was found")]
)
def test_a_missing_browser_says_the_way_out(tmp_path: Path, named: str, words: str) -> None:
    with pytest.raises(NoBrowser) as raised:
        find_chromium({"PATH": str(tmp_path), "ONRECORD_CHROMIUM": named})
    assert str(raised.value) == f"{words}: apt install chromium, or set ONRECORD_CHROMIUM"


def test_chromium_is_given_no_address_of_a_channel() -> None:
    environment = {"PATH": "/bin", "MAIL_URL": "mailto://me:secret@host", "TMPDIR": "/short"}
    given = launch_options("chromium", environment, sandbox=True)
    assert given["env"] == {"PATH": "/bin", "TMPDIR": "/short"}
    assert given["chromium_sandbox"]


def test_a_folder_too_deep_for_a_socket_is_not_passed_on() -> None:
    assert launch_options("chromium", {"TMPDIR": "/deep" * 12}, sandbox=True)["env"] == {}


def test_without_a_browser_the_settings_stay_as_they_are(tmp_path: Path) -> None:
    settings = Settings()
    before = settings.copy_to_dict()
    assert with_browser(settings, {"PATH": str(tmp_path)}).copy_to_dict() == before


SOURCE = Source("s", "news", "list", "https://h/list", "site:s", "S", Schedule(every=60.0), browser=True)


@pytest.mark.parametrize(
    ("source", "url", "rendered"),
    [
        (SOURCE, "https://h/list", True),
        (SOURCE, "https://h/a/1", True),
        (replace(SOURCE, format="feed", url="https://h/rss?a b"), "https://h/rss?a b", False),
        (replace(SOURCE, format="feed", url="https://h/rss"), "https://h/a/1", True),
        (replace(SOURCE, format="sitemap", url="https://h/map.xml"), "https://h/map.xml", False),
        (replace(SOURCE, browser=False), "https://h/list", None),
        (None, "https://h/robots.txt", None),
    ],
)
def test_only_pages_of_a_source_that_asks_for_it_are_rendered(
    source: Source | None, url: str, rendered: bool | None
) -> None:
    request = Request(url, meta={ASKING: source})
    Rendering("chromium").process_request(request)
    assert request.meta.get(RENDER) is rendered


def test_a_job_is_read_as_it_was_written() -> None:
    source = replace(SOURCE, allow_private=("10.0.0.0/8",), about=("cars",), links="h2 a")
    job = Job("sqlite:///a.db", source, 120.0, "/somewhere")
    assert read_job(job.written()) == job
