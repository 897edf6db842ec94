"""The real RSSHub, its Weibo route fed with recorded answers.

It stands beside the project: `sh ../shared/mirror/run.sh install DIR`, then ONRECORD_RSSHUB_DIR=DIR.
"""

from __future__ import annotations

import json
import os
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import HTTPError

import pytest
from sqlalchemy import select

from record.store.engine import read
from record.store.tables import absences, documents, revisions
from tests.conftest import SHARED
from tests.crawler.mirrors.recordings import ARKNIGHTS, NEW, SIDE_STORY
from tests.end_to_end.house import House, open_house, until

SCRIPT = SHARED / "mirror" / "run.sh"
HUB = "http://127.0.0.1:11200"  # run.sh chooses the port
FEED = f"{HUB}/weibo/user/{ARKNIGHTS}/showRetweeted=1&displayVideo=0"
PEOPLE = f"""
organisations: [{{id: hypergryph, name: Hypergryph, names: [鹰角网络]}}]
people:
  - id: arknights
    name: Arknights
    names: [明日方舟]
    roles: [{{org: hypergryph, titles: [spokesperson]}}]
    accounts: {{weibo: "{ARKNIGHTS}"}}
"""
WATCHLIST = """
watches: [{name: Side stories, people: [Arknights], when: 复刻 OR 活动, notify: [desk]}]
channels: {desk: "${MAIL_URL}"}
"""
SOURCES = f"mirrors: [{{name: hub, format: rsshub, url: '{HUB}', allow_private: [127.0.0.0/8]}}]\n"


@dataclass
class Hub:
    """The running RSSHub, and what Weibo tells it from now on."""

    folder: Path

    def run(self, command: str, *arguments: str) -> None:
        line = ["sh", str(SCRIPT), command, str(self.folder), *arguments]
        done = subprocess.run(line, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stdout + done.stderr

    def step(self, number: int, mode: str = "ok") -> None:
        """It remembers an answer for a second: wait until it gives the new one."""
        self.run("step", str(number), mode)
        shown = {"ok": (200, number == 1)}.get(mode, (503, False))
        until(lambda: self.shows() == shown, f"RSSHub shows step {number} {mode}")

    def shows(self) -> tuple[int, bool]:
        """(its status, whether the new post is there)"""
        try:
            with urllib.request.urlopen(FEED) as said:
                return said.status, NEW.bid in said.read().decode()
        except HTTPError as error:
            return error.code, False


@contextmanager
def running(folder: Path) -> Iterator[Hub]:
    for name in ("proxy.pid", "rsshub.pid"):
        # Of a run that nobody stopped: the numbers may be somebody else's by now.
        (folder / name).unlink(missing_ok=True)
    hub = Hub(folder)
    hub.run("step", "0")
    try:
        hub.run("start")
        yield hub
    finally:
        hub.run("stop")


@pytest.fixture
def hub() -> Iterator[Hub]:
    folder = os.environ.get("ONRECORD_RSSHUB_DIR")
    if not SCRIPT.is_file():
        pytest.skip("shared/mirror/run.sh, which runs RSSHub, is not here")
    if not folder:
        pytest.skip("no RSSHub: sh ../shared/mirror/run.sh install DIR, then set ONRECORD_RSSHUB_DIR=DIR")
    with running(Path(folder)) as started:
        yield started


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path, f"sqlite:///{tmp_path}/onrecord.db") as opened:
        (tmp_path / "people.yaml").write_text(PEOPLE, "utf-8")
        (tmp_path / "watchlist.yaml").write_text(WATCHLIST, "utf-8")
        (tmp_path / "sources.yaml").write_text(SOURCES, "utf-8")
        yield opened


def posts(house: House) -> dict[str, datetime]:
    """When each post was published; every one has a single Revision, and none is missed or gone."""
    with house.record() as record, read(record.engine) as connection:
        columns = (documents.c.key, revisions.c.published_at, revisions.c.gone)
        rows = connection.execute(select(*columns).join_from(revisions, documents)).all()
        assert connection.execute(select(absences)).all() == []
    assert not any(row.gone for row in rows)
    found = {row.key: row.published_at for row in rows}
    assert len(found) == len(rows), "no post has a second Revision"
    return found


def state(house: House) -> tuple[str, str]:
    (row,) = json.loads(house.onrecord("sources", "--json").stdout)
    return row["state"], row["reason"]


@pytest.mark.slow
def test_what_the_real_rsshub_shows_is_told_once_and_what_it_lacks_is_not(hub: Hub, house: House) -> None:
    done = house.once()
    assert (done.returncode, house.subjects) == (0, []), done.stderr
    found = posts(house)
    assert len(found) == 10
    assert found[SIDE_STORY.key] == datetime(2021, 6, 10, 8, 0, 40, tzinfo=UTC), "RSSHub says 00:00:40"

    # The recording is of June 2021. Watched since only now, its new post would be an old one.
    house.watched_since(datetime(2021, 6, 17, 4, tzinfo=UTC))
    hub.step(1)
    assert house.once().returncode == 0
    (mail,) = house.mail.mails
    # Five hours before, a baseline post had said nearly the same: it is another Statement all the same.
    assert "复刻现已开启！" in mail.part("plain")
    assert f"/{NEW.bid}" in mail.part("plain"), "and its address is in the mail"
    known = posts(house)
    assert known[NEW.key] == datetime(2021, 6, 17, 8, 0, 11, tzinfo=UTC)
    assert len(known) == 11

    for mode in ("blocked432", "blocked100"):
        hub.step(1, mode)
        house.once()
        assert state(house) == ("blocked", "HTTP 503: Cookies expired. Please update WEIBO_COOKIES"), mode
        assert posts(house) == known, "a refusal deletes nothing"

    hub.step(1)
    done = house.once()
    assert done.returncode == 0, done.stderr
    assert (state(house)[0], posts(house), len(house.mail.mails)) == ("ok", known, 1)
