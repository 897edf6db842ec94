"""m.weibo.cn asked as a visitor: once, slowly, and not again after a refusal."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from record.clock import Clock
from record.store.engine import read
from record.store.tables import absences, documents, revisions
from tests.conftest import SHARED
from tests.crawler import mblogpages
from tests.crawler.mblogpages import Mblog, cut, mblog, pinned
from tests.crawler.mirrors.recordings import EXTENDED
from tests.crawler.site import Reply
from tests.end_to_end.bridge import FAKE, FakeWeibo, fake_weibo
from tests.end_to_end.house import House, open_house
from tests.end_to_end.test_mirrors import LONG
from tests.end_to_end.test_rsshub import PEOPLE, posts
from tests.end_to_end.test_rsshub import WATCHLIST as GAMES
from tests.end_to_end.weibo import LIST, MIRROR, rested

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MINT = "/visitor/genvisitor2"
NEWS = "我们明年会进入美国市场。"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path, f"sqlite:///{tmp_path}/onrecord.db") as opened:
        (tmp_path / "sources.yaml").write_text(MIRROR % opened.site.url, "utf-8")
        opened.site.pages[MINT] = Reply(mblogpages.minted("_2AkSub", "0033Subp"), "text/javascript")
        opened.move_in()
        yield opened


def said(data: Any, status: int = 200) -> Reply:
    return Reply(json.dumps(data).encode(), "application/json; charset=utf-8", status)


def extension(post: Mblog) -> str:
    return f"/statuses/extend?id={post['mid']}"


def long_post(house: House, shown: str, whole: str, serial: int = 0) -> Mblog:
    post = cut(mblog(Clock().now(), whole, serial), shown)
    house.site.pages[extension(post)] = said(mblogpages.extended(whole))
    return post


def old_ones() -> tuple[Mblog, Mblog]:
    now = Clock().now()
    return pinned(mblog(now - 300 * DAY, "我从不谈论美国市场。")), mblog(now - 3 * DAY, "美国的来信都看了。")


def round_of(house: House) -> list[str]:
    """One round; what it asked the site for."""
    before = len(house.site.asked)
    done = house.once()
    assert done.returncode in (0, 3), done.stderr
    return [path for path, _ in house.site.asked[before:]]


def state(house: House) -> tuple[str | None, str]:
    """Of the Source that was polled last: its state and the reason."""
    with house.record() as record:
        polled = {row.last_polled_at: row for row in record.reading.sources() if row.last_polled_at}
    last = polled[max(polled)]
    return last.state, last.reason


@pytest.mark.slow
def test_it_mints_once_asks_for_the_rest_of_a_long_post_and_keeps_its_period(house: House) -> None:
    top, old = old_ones()
    post = long_post(
        house, "今天和大家讲一讲明年的计划，", f"今天和大家讲一讲明年的计划，一共三件事。<br />{NEWS}"
    )
    house.site.pages[LIST] = said(mblogpages.listing(top, post, old))
    assert round_of(house) == [MINT, LIST, extension(post)], "and not for robots.txt"
    (mail,) = house.mail.mails
    assert "我们明年会进入美国市场" in mail.part("plain"), "though the list had cut it off"
    cookies = [headers["Cookie"] for path, headers in house.site.asked if path != MINT]
    assert set(cookies) == {"SUB=_2AkSub; SUBP=0033Subp"}

    assert round_of(house) == [], "ten minutes are not over, whoever asks"
    rested(house)
    assert round_of(house) == [LIST], "the cookie is kept, and the whole post is known"
    assert len(house.mail.mails) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("refusal", "reason"),
    [
        (said(mblogpages.CAPTCHA), "captcha: never solved here"),
        pytest.param(said({}, 432), "HTTP 432", marks=pytest.mark.slow),
        pytest.param(Reply(mblogpages.VISITOR_PAGE), "visitor page", marks=pytest.mark.slow),
    ],
    ids=["captcha", "432", "visitors"],
)
def test_a_refusal_is_the_last_answer_and_what_came_meanwhile_is_told(
    house: House, refusal: Reply, reason: str
) -> None:
    top, old = old_ones()
    house.site.pages[LIST] = refusal
    assert round_of(house) == [MINT, LIST], "nothing is asked after it"
    assert (state(house)[0], house.subjects) == ("blocked", [])
    assert reason in state(house)[1]
    assert round_of(house) == [], "nor in the next round"

    rested(house)
    house.site.pages[LIST] = said(mblogpages.listing(top, mblog(Clock().now(), NEWS), old))
    assert round_of(house) == [LIST], "a young cookie is not minted anew"
    assert len(house.mail.mails) == 1


@pytest.mark.slow
def test_what_was_listed_before_a_refusal_is_kept_and_made_whole_later(house: House) -> None:
    top, old = old_ones()
    shown = f"{NEWS}<br />{LONG}第一家店会在五月"
    first = long_post(house, shown, f"{shown}开业。<br />谢谢大家。", serial=2)
    second = long_post(house, "今天开会，", "今天开会，谈了很久。", serial=1)
    house.site.pages[LIST] = said(mblogpages.listing(top, first, second, old))
    whole, house.site.pages[extension(first)] = house.site.pages[extension(first)], said({}, 432)
    assert round_of(house) == [MINT, LIST, extension(first)], "the second long post is not asked for"
    assert len(house.mail.mails) == 1, "the words that are there are enough"
    assert state(house)[0] == "blocked"

    rested(house)
    house.site.pages[extension(first)] = whole
    assert round_of(house) == [LIST, extension(first), extension(second)]
    assert len(house.mail.mails) == 1
    explained = house.onrecord("explain", f"https://weibo.com/{mblogpages.UID}/{first['bid']}").stdout
    assert "seen whole, where the text was cut" in explained
    assert "edited" not in explained


@pytest.mark.slow
def test_an_edit_that_weibo_tells_of_is_told_as_one(house: House) -> None:
    top, old = old_ones()
    at = Clock().now()
    house.site.pages[LIST] = said(mblogpages.listing(top, mblog(at, "今天开会，谈了很久。"), old))
    round_of(house)
    assert house.subjects == []
    rested(house)
    counted: dict[str, Any] = {
        "edit_count": 1,
        "edit_at": mblogpages.stamp(at),
        "edit_config": {"edited": True},
    }
    edited = mblog(at, f"今天开会，谈了很久。<br />{NEWS}", **counted)
    house.site.pages[LIST] = said(mblogpages.listing(top, edited, old))
    round_of(house)
    (mail,) = house.mail.mails
    assert "我们明年会进入美国市场" in mail.part("plain")
    assert "added to the post by an edit" in mail.part("plain"), "not only changed, as a mirror shows it"


@pytest.mark.slow
def test_only_what_weibo_calls_deleted_is_gone(house: House) -> None:
    top, old = old_ones()
    now = Clock().now()
    dead, hidden = mblog(now - 1 * HOUR, f"甲：{NEWS}"), mblog(now - 2 * HOUR, "乙：美国之行很好。")
    house.site.pages[LIST] = said(mblogpages.listing(top, mblog(now, "大家好。"), dead, hidden, old))
    round_of(house)
    rested(house)
    house.site.pages[LIST] = said(mblogpages.listing(top, mblog(now, "大家好。"), old))
    house.site.pages[f"/statuses/show?id={dead['mid']}"] = said(mblogpages.DELETED)
    house.site.pages[f"/statuses/show?id={hidden['mid']}"] = said(mblogpages.HIDDEN)
    round_of(house)
    rested(house)
    round_of(house)
    with house.record() as record, read(record.engine) as connection:
        keys = select(documents.c.key)
        gone = connection.scalars(keys.join(revisions).where(revisions.c.gone)).all()
        unseen = connection.scalars(keys.join(absences)).all()
    assert gone == [f"weibo:{dead['mid']}"]
    assert unseen == [f"weibo:{hidden['mid']}"], "it may come back: nobody calls it deleted"


# ---------------------------------------------------------------- recorded answers, by the fake m.weibo.cn


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[FakeWeibo]:
    if not FAKE.is_file():
        pytest.skip("shared/mirror/fake_weibo.py, the fake m.weibo.cn, is not here")
    python = Path(os.environ.get("ONRECORD_RSSHUB_DIR", "")) / "env" / "bin" / "python"
    if not python.is_file():
        pytest.skip("no RSSHub: sh ../shared/mirror/run.sh install DIR, then set ONRECORD_RSSHUB_DIR=DIR")
    folder = tmp_path / "weibo"
    folder.mkdir()
    with fake_weibo(folder, python) as started:
        yield started


def extended(fake: FakeWeibo) -> dict[str, Any]:
    """Answers that mkroutes.py does not know: the cookie, and the rest of the long posts."""
    (fake.routes / "visitor.js").write_bytes(mblogpages.minted())
    answers: dict[str, Any] = {"passport.weibo.com/visitor/genvisitor2": {"file": "visitor.js"}}
    for mid, name in EXTENDED.items():
        (fake.routes / name).write_bytes((SHARED / "weibo" / name).read_bytes())
        answers[f"m.weibo.cn/statuses/extend?id={mid}"] = {"file": name}
    lost = {"body": '{"ok": 0, "errno": "20003", "msg": "no recording"}'}
    return {**answers, "m.weibo.cn/statuses/extend": lost}


@pytest.mark.slow
def test_the_recorded_lists_are_read_as_they_were_and_a_refusal_ends_it(
    fake: FakeWeibo, house: House
) -> None:
    (house.folder / "people.yaml").write_text(PEOPLE, "utf-8")
    (house.folder / "watchlist.yaml").write_text(GAMES, "utf-8")
    (house.folder / "sources.yaml").write_text(MIRROR % fake.url, "utf-8")
    fake.step(0, **extended(fake))
    house.once()
    assert (state(house)[0], house.subjects) == ("ok", [])
    assert fake.asked[0] == MINT
    assert len(posts(house)) == 10

    # The recording is of June 2021. Watched since only now, its new post would be an old one.
    house.watched_since(datetime(2021, 6, 17, 4, tzinfo=UTC))
    for mode in ("blocked432", "blocked100"):
        fake.step(1, mode, **extended(fake))
        rested(house)
        fake.asked.clear()
        house.once()
        assert state(house)[0] == "blocked", mode
        assert len(fake.asked) == 1, "nothing is asked after it"
        assert len(posts(house)) == 10, "nothing is gone"

    for _ in range(2):
        fake.step(1, **extended(fake))
        rested(house)
        house.once()
        assert state(house)[0] == "ok"
        assert len(house.mail.mails) == 1
    assert "复刻现已开启！" in house.mail.mails[0].part("plain")
    assert len(posts(house)) == 11
    assert MINT not in fake.asked[1:], "one cookie for all"
