"""A site that needs JavaScript, from its list page to a mail; and the browser killed at every turn."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import pytest

from ops.browsing import Browsing
from record.clock import Clock
from record.store import Record, open_record
from record.types import Schedule, Source
from tests.crawler import pages
from tests.crawler.browser.scripted import needs_chromium, publish
from tests.crawler.site import Reply, Site
from tests.end_to_end.house import ARTICLE, PATIENCE, House, open_house, until
from tests.ops.leftovers import running

HANGING = b"<p>Before.</p><script>setTimeout(() => { while (true) {} }, 100)</script>"


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """HOME and TMPDIR of every process: none of them may outlive the test, nor what Chromium leaves."""
    with TemporaryDirectory(prefix="home-") as folder:
        monkeypatch.setenv("HOME", folder)
        monkeypatch.setenv("TMPDIR", folder)
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield folder
        until(lambda: not running(folder), "the end of every process")
        until(lambda: not list(Path(folder).glob("*[Cc]hromium*")), "the end of every profile")
        assert not list(Path(folder).glob("onrecord-*"))


@pytest.fixture
def house(tmp_path: Path, home: str) -> Iterator[House]:
    with open_house(tmp_path, f"sqlite:///{tmp_path}/onrecord.db") as opened:
        yield opened


def open_scripted(house: House, at: str = "/js", every: str = "1h") -> None:
    """The house hears of a list page that scripts make, too."""
    address = f"url: '{house.site.url}{at}', links: 'h2 a'"
    allowed = f"browser: true, every: {every}, allow_private: [127.0.0.0/8]"
    house.write_files(more_sources=f"  - {{id: js, list: {{{address}}}, {allowed}}}\n")
    house.move_in()


def report(house: House) -> None:
    """An article that scripts make, on a list that scripts make."""
    title = "Xiaomi chief rules out the US market"
    publish(house.site, {"/told": pages.article(title, ARTICLE, date=Clock().now().isoformat())}, at="/js")


def source(id: str, url: str) -> Source:
    schedule = Schedule(every=60.0)
    return Source(
        id,
        "news",
        "list",
        url,
        f"site:{id}",
        id,
        schedule,
        allow_private=("127.0.0.0/8",),
        links="h2 a",
        browser=True,
    )


def state(house: House, id: str) -> tuple[str, str]:
    with house.record() as record:
        (row,) = [row for row in record.reading.sources() if row.id == id]
    return str(row.state), row.reason


@pytest.mark.slow
@needs_chromium
def test_an_article_that_only_scripts_show_is_told(house: House) -> None:
    open_scripted(house)
    report(house)
    done = house.once("--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["deliveries"] == {"sent": 1}
    (subject,) = house.subjects
    assert subject.startswith("Lei Jun said (paraphrase): Xiaomi has no plan to enter the US market")
    assert state(house, "js") == ("ok", "")


@pytest.mark.slow
@needs_chromium
def test_a_browser_source_that_fails_is_told_in_the_log_as_any_other(house: House) -> None:
    open_scripted(house)
    done = house.once()
    assert "WARNING crawler.extensions: source js: error HTTP 404" in done.stderr
    assert done.stderr.count("Chromium runs without its sandbox") <= 1


@pytest.mark.slow
def test_without_a_browser_the_state_of_the_source_says_so(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_CHROMIUM", "no-such-program")
    open_scripted(house)
    house.site.pages["/js"] = Reply(b"<h2><a href='/told'>A story that was there before</a></h2>")
    page = pages.article("Xiaomi rules out the US", ARTICLE, date=Clock().now().isoformat())
    house.site.pages["/told"] = Reply(page.encode())
    done = house.once("--json")
    assert json.loads(done.stdout)["deliveries"] == {"sent": 1}
    assert state(house, "js") == ("ok", "no browser: fetched without JavaScript")
    told = [line for line in done.stderr.splitlines() if "ONRECORD_CHROMIUM" in line]
    assert len(told) == 1
    assert "apt install chromium, or set ONRECORD_CHROMIUM" in told[0]


@pytest.mark.slow
@needs_chromium
def test_a_page_that_hangs_is_killed_and_the_next_source_goes_on(tmp_path: Path, home: str) -> None:
    with Site().running() as site:
        site.pages["/hangs"] = Reply(HANGING)
        publish(site, {"/a/1": pages.article("Nordlys to build in Ohio", pages.ENGLISH)})
        sources = [source("hangs", f"{site.url}/hangs"), source("js", f"{site.url}/")]
        url = f"sqlite:///{tmp_path}/onrecord.db"
        record = open_record(url, Clock())
        record.crawl.add_sources(sources)
        woken = asyncio.run(browse(sources, url, record))
        states = {row.id: (str(row.state), row.reason) for row in record.reading.sources()}
        record.close()
    assert states["hangs"] == ("error", "the browser was killed after 6 s")
    assert states["js"] == ("ok", "")
    assert woken == 2


async def browse(sources: list[Source], url: str, record: Record) -> int:
    """Both Sources, due twice, by a queue that ends; how often the stages were woken."""
    woken: list[None] = []
    browsing = Browsing(
        sources,
        url,
        record,
        Clock(),
        endless=False,
        on_recorded=lambda: woken.append(None),
        seconds=6.0,
    )
    for each in sources * 2:
        browsing.due(each)
    await browsing.run()
    return len(woken)


# ---------------------------------------------------------------- the ends of the processes


@pytest.fixture
def hanging(house: House) -> psutil.Process:
    """The service, while its browser hangs in a page."""
    open_scripted(house, at="/hangs")
    house.site.pages["/hangs"] = Reply(HANGING)
    service = house.start()
    until(lambda: "/hangs" in house.site.paths(), "the page is asked for")
    return psutil.Process(service.pid)


def worker_of(service: psutil.Process) -> psutil.Process:
    children = service.children(recursive=True)
    (worker,) = [each for each in children if "crawler.browser.worker" in each.cmdline()]
    return worker


@pytest.mark.slow
@needs_chromium
class TestEnds:
    def test_the_service_ends_in_time_and_takes_the_browser_with_it(self, hanging: psutil.Process) -> None:
        hanging.terminate()
        assert hanging.wait(PATIENCE) == 0

    def test_a_service_that_is_killed_leaves_no_browser(self, hanging: psutil.Process, home: str) -> None:
        hanging.kill()
        until(lambda: "chromium" not in running(home), "no browser")
        assert "chromium" not in running(home)

    def test_a_worker_that_is_killed_leaves_no_browser_and_the_service_goes_on(
        self, house: House, hanging: psutil.Process, home: str
    ) -> None:
        worker_of(hanging).kill()
        until(lambda: state(house, "js")[1].startswith("the browser ended with status -9"), "its state")
        until(lambda: "chromium" not in running(home), "no browser")
        assert hanging.is_running()

    def test_the_command_line_holds_no_secret(self, house: House, hanging: psutil.Process) -> None:
        for each in hanging.children(recursive=True):
            assert house.record_url not in " ".join(each.cmdline())
            if "chrom" in each.name():
                assert "MAIL_URL" not in each.environ()
        os.kill(hanging.pid, signal.SIGKILL)
