"""What a mirror shows of an account, from poll to poll: what is told, once, and what never is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from record.clock import Clock
from record.store.engine import read
from record.store.tables import absences, revisions
from tests.crawler import mblogpages
from tests.crawler.site import Reply
from tests.end_to_end.house import DENIAL, HUB, House, bid_at, open_house

DAY = timedelta(days=1)
HUB_PATH = f"{HUB}/showRetweeted=1&displayVideo=0"
BACKUP_PATH = f"/backup{HUB_PATH}"
NEWS = "我们明年会进入美国市场。"
LONG = "这一年我们走了很多地方，见了很多用户，也听了很多意见，" * 5  # Weibo cuts at 140 signs
BACKUP = "  - {name: backup, format: rsshub, url: '%s/backup', allow_private: [127.0.0.0/8]}\n"
COOKIES = Reply(b'{"error":{"message":"Cookies expired. Please update WEIBO_COOKIES"}}', status=503)
VISITORS = Reply(mblogpages.VISITOR_PAGE)
NOTHING = Reply(b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "application/json")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path, f"sqlite:///{tmp_path}/onrecord.db") as opened:
        yield opened


def settled(house: House) -> None:
    """Three old posts, the oldest pinned above the others; they were polled and are baseline."""
    now = Clock().now()
    for days, text in ((4, "小米没有进入美国的计划。"), (3, "美国用户的来信我都看了。")):
        house.post(text, now - days * DAY)
    pin(house, "我从不谈论美国市场。", now - 400 * DAY)
    house.settle()


def pin(house: House, text: str, at: datetime) -> None:
    house.posts.insert(0, (bid_at(at), text))
    house.publish()


def publish_behind_the_pinned(house: House, text: str, serial: int = 0) -> str:
    """A new post where Weibo puts it: after the one at the top. Its address."""
    address = house.post(text, Clock().now(), serial)
    house.posts.insert(1, house.posts.pop(0))
    house.publish()
    return address


def refuse(house: House, reply: Reply | None) -> None:
    house.refusal = reply
    house.publish()


def round_of(house: House) -> None:
    done = house.once()
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "record_url", ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)], indirect=True
)
@pytest.mark.slow
def test_a_new_post_behind_a_pinned_one_is_told_and_nothing_else(tmp_path: Path, record_url: str) -> None:
    with open_house(tmp_path, record_url) as house:
        now = Clock().now()
        house.post("美国用户的来信我都看了。", now - 3 * DAY)
        pin(house, "我从不谈论美国市场。", now - 400 * DAY)
        round_of(house)
        assert house.subjects == [], "what was there before is silent"

        address = publish_behind_the_pinned(house, NEWS)
        round_of(house)
        (mail,) = house.mail.mails
        assert "我们明年会进入美国市场" in str(mail.message["Subject"])
        assert address in mail.part("plain")


@pytest.mark.slow
def test_two_posts_between_two_polls_are_both_told_though_one_is_pinned_at_once(house: House) -> None:
    settled(house)
    publish_behind_the_pinned(house, NEWS, serial=1)
    pin(house, DENIAL, Clock().now())
    round_of(house)
    assert len(house.mail.mails) == 2
    told = " ".join(house.subjects)
    assert "我们明年会进入美国市场" in told
    assert "小米汽车目前没有进入美国市场的计划" in told


@pytest.mark.slow
@pytest.mark.parametrize(
    ("reply", "state", "reason"),
    [
        pytest.param(COOKIES, "blocked", "Cookies expired", id="cookies"),
        pytest.param(VISITORS, "blocked", "visitor page", id="visitors", marks=pytest.mark.slow),
        pytest.param(NOTHING, "empty", "nothing is listed", id="nothing", marks=pytest.mark.slow),
    ],
)
def test_a_mirror_without_posts_is_a_state_and_nothing_is_gone(
    house: House, reply: Reply, state: str, reason: str
) -> None:
    settled(house)
    refuse(house, reply)
    house.once()
    with house.record() as record:
        (row,) = [row for row in record.reading.sources() if row.id == "hub:lei-jun"]
    assert (row.state, row.fails) == (state, 1)
    assert reason in row.reason

    refuse(house, None)
    publish_behind_the_pinned(house, NEWS)
    round_of(house)
    assert len(house.mail.mails) == 1, "the new post, and nothing that was there before"
    assert untouched(house)


def untouched(house: House) -> bool:
    """Whether every post has the one Revision that it came with, and none is missed."""
    with house.record() as record, read(record.engine) as connection:
        versions = connection.execute(select(revisions.c.document_id, revisions.c.gone)).all()
        missed = connection.scalar(select(func.count()).select_from(absences))
    known = [row.document_id for row in versions if not row.gone]
    return len(versions) == len(set(known)) and missed == 0


@pytest.mark.slow
def test_words_that_were_cut_and_come_later_are_no_edit_and_no_second_mail(house: House) -> None:
    settled(house)
    before = f"{NEWS}<br>{LONG}第一家店会在五月"
    address = publish_behind_the_pinned(house, f"{before} ...")
    round_of(house)
    assert len(house.mail.mails) == 1
    bid, _ = house.posts.pop(1)
    house.posts.insert(1, (bid, f"{before}开业。<br>谢谢大家。"))
    house.publish()
    round_of(house)
    assert len(house.mail.mails) == 1
    explained = house.onrecord("explain", address).stdout
    assert "seen whole, where the text was cut" in explained
    assert not [word for word in ("edited", "changed") if word in explained]


@pytest.mark.slow
def test_an_edit_that_adds_what_is_watched_for_is_told_once(house: House) -> None:
    settled(house)
    publish_behind_the_pinned(house, "今天在北京和同事们讨论了明年的计划。")
    round_of(house)
    assert house.subjects == []
    bid, text = house.posts.pop(1)
    house.posts.insert(1, (bid, f"{text}<br>{NEWS}"))
    house.publish()
    round_of(house)
    (mail,) = house.mail.mails
    assert "我们明年会进入美国市场" in str(mail.message["Subject"])
    # A mirror cannot say that it was edited.
    assert "changed, as this mirror shows the post" in mail.part("plain")


@pytest.mark.slow
def test_a_post_that_is_no_longer_listed_is_not_called_deleted(house: House) -> None:
    settled(house)
    bid, _ = house.posts.pop(2)  # between a newer and an older one
    house.post("周末愉快。", Clock().now() - 5 * DAY)
    house.posts.append(house.posts.pop(0))
    house.publish()
    round_of(house)
    assert house.subjects == []
    explained = house.onrecord("explain", f"https://weibo.com/{mblogpages.UID}/{bid}").stdout
    assert "no longer seen" in explained
    assert "gone since" not in explained


@pytest.mark.slow
def test_the_next_mirror_is_asked_and_its_new_post_is_told_once(house: House) -> None:
    house.write_files(more_mirrors=BACKUP % house.site.url)
    settled(house)
    address = publish_behind_the_pinned(house, NEWS)
    house.site.pages[BACKUP_PATH] = house.site.pages[HUB_PATH]
    refuse(house, COOKIES)
    round_of(house)
    (mail,) = house.mail.mails
    assert address in mail.part("plain")
    states = {row["id"]: row for row in json.loads(house.onrecord("sources", "--json").stdout)}
    assert "Cookies expired" in states["hub:lei-jun"]["reason"]
    assert [states[f"{name}:lei-jun"]["state"] for name in ("hub", "backup")] == ["blocked", "ok"]

    refuse(house, None)
    round_of(house)
    assert len(house.mail.mails) == 1, "what the first mirror shows again is known"
