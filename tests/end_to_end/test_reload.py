"""The files are edited while the service runs."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from record.clock import Clock
from tests.end_to_end.house import ARTICLE, DENIAL, PATIENCE, WATCHLIST, House, open_house, until

WATCHES_ELSEWHERE = WATCHLIST.replace('when: "@us"', "when: Antarctica")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path, f"sqlite:///{tmp_path}/onrecord.db", every="1s") as opened:
        yield opened


def edit(house: House, text: str) -> None:
    other = house.folder / "watchlist.yaml~"
    other.write_text(text, "utf-8")
    other.replace(house.folder / "watchlist.yaml")


def log(house: House) -> str:
    return (house.folder / "service.log").read_text("utf-8")


def judged(house: House, address: str) -> bool:
    """The article is recorded and nothing waits in any stage."""
    with house.record() as record:
        read = record.reading.document(address)
        return bool(read) and not any(record.reading.waiting().values())


def test_an_edited_watchlist_tells_of_what_comes_after_and_a_broken_one_changes_nothing(house: House) -> None:
    house.write_files(watchlist=WATCHES_ELSEWHERE)
    house.move_in()
    service = house.start()
    first = house.report("first", "Xiaomi chief rules out the US market", ARTICLE, Clock().now())
    until(lambda: judged(house, first), "the first article is judged")
    assert house.mail.mails == []

    edit(house, WATCHLIST)
    until(lambda: "watchlist.yaml reloaded: 1 watch changed" in log(house), "the new file is in force")
    house.post(DENIAL, Clock().now())
    until(lambda: len(house.mail.mails) == 1, "the post is told")

    edit(house, WATCHLIST.replace("notify", "notfiy"))
    until(lambda: "watchlist.yaml refused" in log(house), "the broken file is refused")
    house.post("我们明年会进入美国市场。", Clock().now(), serial=1)
    until(lambda: len(house.mail.mails) == 2, "the old file still tells")

    service.send_signal(signal.SIGTERM)
    assert service.wait(PATIENCE) == 0
    assert "rules out" not in "".join(house.subjects)
