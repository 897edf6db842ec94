"""Who watches somebody hears by real mail, once, that his account lost its badge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.health import judge_health
from record.types import Outcome, Profile
from tests.builders import ACCOUNT, mirror, poll, post
from tests.end_to_end.house import WATCHLIST, House, open_house

ON_TRIAL = '  - {name: On trial, people: [Lei Jun], status: test}\n  - {name: Everybody, when: "@us"}\n'
TWO = "  - {name: Xiaomi, people: [Xiaomi]}\n"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path, f"sqlite:///{tmp_path}/onrecord.db") as opened:
        opened.write_files(WATCHLIST.replace("channels:", f"{ON_TRIAL}{TWO}channels:"))
        yield opened


def show(house: House, *profiles: Profile) -> None:
    """The hub shows the account like this, poll after poll."""
    hub = mirror("hub:lei-jun")
    with house.record() as record:
        record.crawl.add_sources([hub])
        for profile in profiles:
            shown = poll(hub, post(), outcome=Outcome.OK, profile=profile)
            record.crawl.record_poll(shown, judge_health)


@pytest.mark.slow
def test_a_lost_badge_gives_one_mail_to_whoever_watches_its_owner(house: House) -> None:
    badge = Profile(ACCOUNT, "雷军", True, "小米创始人")
    show(house, badge, badge, Profile(ACCOUNT, "雷军", False, ""))
    assert house.once().returncode == 0
    head = "Lei Jun's Weibo account is no longer verified, and 1 more change"
    assert house.subjects == [f"{head} [Xiaomi in the US +1]"]
    words = house.mail.mails[0].part("plain")
    assert "    verified       yes → no\n    verified as    小米创始人 → nothing\n" in words
    place = "https://weibo.com/u/1749127163, as the mirror “hub” shows it"
    assert f"Account            Lei Jun's Weibo account, {place}\n" in words
    assert [line for line in words.splitlines() if "watch “" in line] == [
        "Why you got this   watch “Xiaomi in the US”: Lei Jun",
        "                   watch “Xiaomi”: Lei Jun",
    ]
    with house.record() as record:
        assert record.sending.undelivered() == 0
        assert record.reading.waiting()["judge"] == 0
