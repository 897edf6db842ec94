"""The operator hears of a broken Source and of its recovery, by real mail, once each, whatever is killed."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from record.clock import Clock
from record.store.engine import write
from record.store.tables import deliveries, sources
from tests.crawler.site import Reply
from tests.end_to_end.house import ARTICLE, PATIENCE, ROOT, WATCHLIST, House, open_house, until
from tests.end_to_end.test_service import kill
from tests.receivers import closed_port

BROKEN, WELL = "⚠ Source wire is broken: blocked", "✓ Source wire answers again"
REFUSED = Reply(b"", status=503, headers={"Retry-After": "5"})
CHANNELS = 'channels: {desk: "${MAIL_URL}", ops: "${MAIL_URL}"}'


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path, f"sqlite:///{tmp_path}/onrecord.db", every="1s") as opened:
        opened.write_files(WATCHLIST.replace('channels: {desk: "${MAIL_URL}"}', CHANNELS))
        (tmp_path / "onrecord.yaml").write_text("operator: ops\n", "utf-8")
        yield opened


def fail_for_an_hour(house: House) -> None:
    """The wire refuses; the record has it that it refused four times before, and was well an hour ago."""
    house.report("old", "Xiaomi sells many cars", ARTICLE, Clock().now() - timedelta(days=1))
    assert house.once().returncode == 0
    house.site.pages["/rss"] = REFUSED
    with house.record() as record, write(record.engine) as connection:
        long_ago = Clock().now() - timedelta(hours=1)
        failing = update(sources).where(sources.c.id == "wire").values(fails=4, last_ok_at=long_ago)
        connection.execute(failing)


@pytest.mark.slow
def test_a_source_that_refuses_gives_one_mail_and_its_recovery_another(house: House) -> None:
    fail_for_an_hour(house)
    done = house.once("--json")
    assert done.returncode == 0, "the other source was read, and the mail went out"
    assert house.subjects == [BROKEN]
    words = house.mail.mails[0].part("plain")
    assert "⚠ Source wire is broken: blocked, HTTP 503, asked to wait 5 s (5 polls since " in words
    assert "Others go on.\nwire · All of them: onrecord sources" in words

    house.once()
    assert house.subjects == [BROKEN], "no repetition in between"

    house.publish()
    assert house.once().returncode == 0
    assert house.subjects == [BROKEN, WELL]
    assert "✓ Source wire answers again after 1 h" in house.mail.mails[1].part("plain")
    house.once()
    assert len(house.mail.mails) == 2


@pytest.mark.slow
def test_killed_before_it_was_sent_it_is_sent_once_after_the_start(house: House) -> None:
    fail_for_an_hour(house)
    port = house.mail.port
    with closed_port() as nobody, house.record() as record:
        house.mail.port = nobody
        house.start()
        until(lambda: record.sending.undelivered(), "the mail waits for its server")
        kill(house.started[-1])
        assert [row.broken_state for row in record.reading.sources() if row.id == "wire"] == ["blocked"]
        with write(record.engine) as connection:
            connection.execute(update(deliveries).values(not_before=None))
    house.mail.port = port
    house.publish()
    house.start()
    until(lambda: len(house.mail.mails) == 2, "both mails")
    house.started[-1].send_signal(signal.SIGTERM)
    assert house.started[-1].wait(PATIENCE) == 0
    # Where the kill met an attempt in flight, the mail says that it may be a repeat.
    assert [subject.partition(" (possible repeat")[0] for subject in house.subjects] == [BROKEN, WELL]


@pytest.mark.slow
def test_what_a_server_asked_for_is_obeyed_by_the_next_round(house: House) -> None:
    house.site.pages["/rss"] = Reply(b"", status=429, headers={"Retry-After": "3600"})
    house.once()
    asked = house.site.paths().count("/rss")
    assert house.run(str(ROOT / "scheduler.py"), "--once").returncode == 0
    assert house.site.paths().count("/rss") == asked, "its period is over, its wait is not"
    house.once()
    assert house.site.paths().count("/rss") == asked + 1, "--all asks everybody"
