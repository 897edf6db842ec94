"""The service, killed and started again."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from record.clock import Clock
from tests.end_to_end.house import ARTICLE, DENIAL, PATIENCE, House, open_house, until


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path, f"sqlite:///{tmp_path}/onrecord.db", every="1s") as opened:
        yield opened


def polled(house: House) -> bool:
    if not (house.folder / "onrecord.db").exists():
        return False
    with house.record() as record:
        return set(record.crawl.last_polls()) == {"wire", "hub:lei-jun"}


def kill(service: subprocess.Popen[bytes]) -> None:
    """kill -9 of the service and of every process that it started."""
    children = psutil.Process(service.pid).children(recursive=True)
    service.kill()
    for child in children:
        try:
            child.kill()
        except psutil.NoSuchProcess:
            continue
    service.wait(PATIENCE)


def test_killed_and_started_again_nothing_is_lost_and_nothing_comes_twice(house: House) -> None:
    service = house.start()
    until(lambda: polled(house), "the baseline is recorded")
    house.post(DENIAL, Clock().now())
    until(lambda: house.mail.mails, "the first mail")
    with house.record() as record:
        until(lambda: not record.sending.undelivered(), "the first mail is acknowledged")
    kill(service)

    house.post("我们明年会进入美国市场。", Clock().now(), serial=1)
    house.report("denial", "Xiaomi chief rules out the US market", ARTICLE, Clock().now())
    service = house.start()
    until(lambda: len(house.mail.mails) == 2, "the second mail")
    with house.record() as record:
        until(lambda: not any(record.reading.waiting().values()), "all work is done")
    service.send_signal(signal.SIGTERM)
    assert service.wait(PATIENCE) == 0
    assert len(house.mail.mails) == 2
    assert not any("possible repeat" in subject for subject in house.subjects)


@pytest.mark.slow
def test_sigterm_drains_what_is_in_hand(house: House) -> None:
    service = house.start()
    until(lambda: polled(house), "the baseline is recorded")
    house.post(DENIAL, Clock().now())
    with house.record() as record:
        until(
            lambda: record.reading.document(f"https://weibo.com/1749127163/{house.posts[0][0]}"), "the post"
        )
        service.send_signal(signal.SIGTERM)
        assert service.wait(PATIENCE) == 0
        assert not any(record.reading.waiting().values())
    assert len(house.mail.mails) == 1
