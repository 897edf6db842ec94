"""What becomes of a statement: told once whoever repeats it, and again only where something is new."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Table, func, select, update

from record.clock import Clock
from record.store import Record
from record.store.engine import read, write
from record.store.tables import deliveries, events, metadata, revisions
from record.types import Statement
from tests.end_to_end.house import ARTICLE, DENIAL, WATCHLIST, House, open_house, until
from tests.end_to_end.test_recheck import look_again
from tests.end_to_end.test_service import kill
from tests.end_to_end.weibo import Weibo, rested

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
OUTLETS = ("courier", "ledger", "chenbao", "kuaixun")
TITLE = "Xiaomi chief rules out the US market"
TRANSLATED = (
    "“Xiaomi's cars have no plan to enter the US market at present,” Lei Jun wrote on Weibo.",
    "The words of the Xiaomi founder follow a week of talk about a sedan that was seen in California.",
    "Dealers in Los Angeles had begun to ask for a price, though none has ever been named there.",
)
QUOTED = (
    "小米创办人雷军在微博发文称：“小米汽车目前没有进入美国市场的计划。”",
    "此前有网友在加州的公路上拍到一辆挂着临时牌照的轿车，引发了不少猜测。",
    "公司目前只在国内销售汽车，第二座工厂的建设还在继续，明年的重点是把产能提上去。",
)
RETOLD = (
    "雷军在微博上表示，小米汽车目前没有进军美国市场的计划。",
    "有分析师认为，高额的关税使得中国车企很难在那里盈利，先做好国内市场是更现实的选择。",
    "小米的股价当天在香港小幅上涨，成交量和前一个交易日相比变化不大。",
)
REVERSAL = "跟大家说一声：小米汽车明年会进入美国市场。"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Five outlets, and an account whose platform says what was edited and what is deleted."""
    with open_house(tmp_path, f"sqlite:///{tmp_path}/onrecord.db") as opened:
        opened.write_files(more_sources=opened.open_outlets(*OUTLETS))
        yield opened


@pytest.fixture
def weibo(house: House) -> Weibo:
    account = Weibo(house)
    path = house.folder / "sources.yaml"
    path.write_text(path.read_text("utf-8").partition("mirrors:")[0] + account.lines, "utf-8")
    house.move_in()
    house.watched_since(Clock().now() - 20 * DAY)
    return account


def watch(house: House, *watches: str) -> None:
    """Beside the one of the house."""
    lines = "".join(f"  - {{{each}}}\n" for each in watches)
    (house.folder / "watchlist.yaml").write_text(WATCHLIST.replace("channels:", f"{lines}channels:"), "utf-8")


def round_of(house: House) -> list[str]:
    """The subjects of the mails that a round sends."""
    before = len(house.mail.mails)
    rested(house)
    done = house.once()
    assert done.returncode == 0, done.stderr
    return house.subjects[before:]


def explained(house: House, what: str) -> str:
    return house.onrecord("explain", what).stdout


def last_mail(house: House) -> str:
    return house.mail.mails[-1].part("plain")


def spread(house: House, at: datetime) -> None:
    """Five outlets repeat the denial, in two languages, word for word and in their own words."""
    house.report("wire-1", TITLE, ARTICLE, at)
    house.report("courier-1", "No US cars from Xiaomi, says Lei Jun", ARTICLE, at, outlet="courier")
    house.report("ledger-1", "Xiaomi's Lei Jun ends talk of US cars", TRANSLATED, at, outlet="ledger")
    title = "雷军：小米汽车没有进入美国市场的计划"
    house.report("chenbao-1", title, QUOTED, at, outlet="chenbao", lang="zh")
    title = "小米汽车不去美国，雷军回应网络传闻"
    house.report("kuaixun-1", title, RETOLD, at, outlet="kuaixun", lang="zh")


def told(house: House, address: str) -> Statement:
    """The Statement at an address that the house's watch has heard of."""
    with house.record() as record:
        found = record.reading.statements_at(address)
    (statement,) = (each for each in found if each.speaker.id == "lei-jun")
    return statement


def test_one_denial_in_a_post_and_five_outlets_is_one_mail_with_the_post(house: House, weibo: Weibo) -> None:
    now = Clock().now()
    post = weibo.post(DENIAL, now)
    spread(house, now)
    (subject,) = round_of(house)
    assert subject == "Lei Jun: “小米汽车目前没有进入美国市场的计划。” [Xiaomi in the US]"
    assert post in last_mail(house)
    statement = told(house, post)
    assert statement.original is not None
    assert statement.original.revision.document.url == post
    assert len({report.revision.document.id for report in statement.reports}) == 6
    assert "5 reports" in explained(house, statement.public_id)
    assert round_of(house) == []


@pytest.mark.slow
def test_a_post_that_comes_later_than_its_report_is_its_original(house: House, weibo: Weibo) -> None:
    now = Clock().now()
    article = house.report("wire-1", TITLE, ARTICLE, now)
    (subject,) = round_of(house)
    assert subject.startswith("Lei Jun said (paraphrase): Xiaomi has no plan to enter the US market")
    assert "not found yet" in explained(house, article)
    assert "not found yet" in last_mail(house)
    post = weibo.post(DENIAL, now - HOUR)
    assert round_of(house) == []
    statement = told(house, article)
    assert statement.original is not None
    assert statement.original.revision.document.url == post
    shown = explained(house, article)
    assert "original located" in shown
    assert "not found yet" not in shown


@pytest.mark.slow
def test_an_edited_post_is_told_with_both_wordings(house: House, weibo: Weibo) -> None:
    post = weibo.post(DENIAL, Clock().now())
    round_of(house)
    weibo.edit(post, DENIAL.replace("目前", "今年"))
    (subject,) = round_of(house)
    assert "edited" in subject
    assert "小米汽车目前没有进入美国市场的计划" in last_mail(house)
    assert "今年" in last_mail(house)
    assert "one more report" not in explained(house, post), "its former words are none"
    assert round_of(house) == []


@pytest.mark.slow
def test_an_outlet_that_mends_a_slip_of_the_pen_is_not_told(house: House, weibo: Weibo) -> None:
    now = Clock().now()
    weibo.post(DENIAL, now)
    slip = (ARTICLE[0].replace("market", "markte", 1), *ARTICLE[1:])
    article = house.report("wire-1", TITLE, slip, now)
    assert len(round_of(house)) == 1
    house.print_page("wire-1", TITLE, ARTICLE, now)
    look_again(house)
    assert len(house.mail.mails) == 1
    assert "an outlet mended a slip of the pen" in explained(house, article)


@pytest.mark.slow
def test_a_deletion_is_told_and_a_return_only_to_who_asks_for_it(house: House, weibo: Weibo) -> None:
    watch(house, 'name: Returns, people: [Lei Jun], when: "@us", on: [back]')
    now = Clock().now()
    post = weibo.post(DENIAL, now - HOUR)
    weibo.post("今天天气很好，和同事们跑了五公里。", now)
    assert len(round_of(house)) == 1
    gone = weibo.delete(post)
    assert round_of(house) == [], "one answer may be a slip"
    (subject,) = round_of(house)
    assert "deleted" in subject
    assert "[Xiaomi in the US]" in subject
    assert "小米汽车目前没有进入美国市场的计划" in last_mail(house)
    weibo.restore(gone)
    (subject,) = round_of(house)
    assert "[Returns]" in subject
    assert round_of(house) == []


@pytest.mark.slow
def test_a_reversal_is_one_mail_with_both_quotes(house: House, weibo: Weibo) -> None:
    watch(
        house,
        "name: Reversals, people: [Lei Jun], on: [reversed]",
        "name: Plans, people: [Lei Jun], when: 计划",
    )
    now = Clock().now()
    weibo.post(DENIAL, now - 4 * DAY)
    (subject,) = round_of(house)
    assert "[Xiaomi in the US +1]" in subject
    weibo.post(REVERSAL, now)
    (subject,) = round_of(house)
    mail = last_mail(house)
    assert "小米汽车目前没有进入美国市场的计划" in mail
    assert "小米汽车明年会进入美国市场" in mail
    for name in ("Xiaomi in the US", "Reversals", "Plans"):
        assert f"watch “{name}”" in mail
    assert round_of(house) == []


@pytest.mark.slow
def test_a_recap_days_later_only_raises_the_count(house: House, weibo: Weibo) -> None:
    now = Clock().now()
    post = weibo.post(DENIAL, now - 5 * DAY)
    house.report("ledger-1", "Xiaomi's Lei Jun ends talk of US cars", TRANSLATED, now - 5 * DAY)
    assert len(round_of(house)) == 1
    assert "1 report" in explained(house, post)
    recap = ("小米股价本周上涨。上周，雷军在微博表示，小米汽车目前没有进入美国市场的计划。", *RETOLD[1:])
    address = house.report("kuaixun-1", "小米一周回顾", recap, now, outlet="kuaixun", lang="zh")
    assert round_of(house) == []
    shown = explained(house, post)
    assert "2 reports" in shown
    assert "kuaixun" in shown
    assert told(house, address).public_id == told(house, post).public_id


TALKS = (
    "Ford is in talks to build cars with Xiaomi in the United States, two people with knowledge of it said.",
    "The talks are about a plant in Michigan that stands empty, they said, and could end without a deal.",
    "Xiaomi sells its cars in China only, and Ford has said that it wants to learn from those who make them.",
)
XIAOMI_DENIES = (
    "Xiaomi denied a report that it is in talks with Ford to build cars in the United States.",
    "“Xiaomi is not in talks with Ford about building cars in the United States,” its spokesperson said.",
    "The company sells its cars in China only, and its second plant in Beijing is still being built.",
)
FORD_DENIES = (
    "Ford also denied the report that it is in talks with Xiaomi to build cars in the United States.",
    "“Ford is not in talks with Xiaomi about building cars in the United States,” a Ford spokesperson said.",
    "Shares of the car maker were little changed in New York, after a small rise earlier in the morning.",
)


@pytest.mark.slow
def test_the_first_denial_is_told_and_the_second_is_not(house: House, weibo: Weibo) -> None:
    watch(house, "name: Denials, people: [Xiaomi, Ford], on: [first-denial]")
    now = Clock().now()
    house.report("talks", "Ford and Xiaomi in talks about a plant", TALKS, now - 3 * HOUR)
    assert round_of(house) == []
    house.report("xiaomi", "Xiaomi denies talks with Ford", XIAOMI_DENIES, now - 2 * HOUR)
    (subject,) = round_of(house)
    assert subject.startswith("Xiaomi")
    assert "[Denials]" in subject
    second = house.report("ford", "Ford denies talks with Xiaomi", FORD_DENIES, now - HOUR, outlet="courier")
    assert round_of(house) == []
    assert "Denials" in explained(house, second)


@pytest.mark.slow
def test_a_watch_hears_that_somebody_else_denies_what_its_own_said(house: House, weibo: Weibo) -> None:
    now = Clock().now()
    claim = (
        "“Xiaomi is in talks with Ford about building cars in the United States,” Lei Jun told reporters.",
        "The Xiaomi founder spoke after a meeting with suppliers and did not say when the talks had begun.",
        "The company sells its cars in China only, and its second plant in Beijing is still being built.",
    )
    house.report("claim", "Lei Jun says Xiaomi is talking to Ford", claim, now - 3 * HOUR)
    assert len(round_of(house)) == 1
    answer = (
        "Ford denied that it is in talks with Xiaomi about building cars in the United States.",
        "“Ford is not in talks with Xiaomi,” a Ford spokesperson said after the remarks of Lei Jun.",
        *FORD_DENIES[2:],
    )
    house.report("answer", "Ford denies what Lei Jun said about talks", answer, now, outlet="courier")
    (subject,) = round_of(house)
    assert subject.startswith("Ford")
    assert "denying Lei Jun" in subject
    assert "is in talks with Ford about building cars" in last_mail(house)


@pytest.mark.slow
def test_a_post_without_the_term_and_then_a_report_with_it_is_one_mail(house: House, weibo: Weibo) -> None:
    words = WATCHLIST.replace('"US market", "United States", America, 美国', '"US market"')
    (house.folder / "watchlist.yaml").write_text(words, "utf-8")
    now = Clock().now()
    post = weibo.post(DENIAL, now - HOUR)
    assert round_of(house) == []
    house.report("ledger-1", "Xiaomi's Lei Jun ends talk of US cars", TRANSLATED, now, outlet="ledger")
    assert len(round_of(house)) == 1
    assert post in last_mail(house)
    house.report("wire-1", TITLE, ARTICLE, now)
    assert round_of(house) == []


@pytest.mark.slow
@pytest.mark.parametrize("table", [revisions, events, deliveries], ids=["recorded", "placed", "decided"])
def test_killed_between_the_stages_an_edit_and_a_deletion_are_told_once(
    house: House, weibo: Weibo, table: Table
) -> None:
    now = Clock().now()
    post = weibo.post(DENIAL, now - HOUR)
    weibo.post("今天天气很好，和同事们跑了五公里。", now)
    round_of(house)
    weibo.edit(post, DENIAL.replace("目前", "今年"))
    kill_when_it_grows(house, table)
    round_of(house)
    weibo.delete(post)
    round_of(house)
    kill_when_it_grows(house, table)
    round_of(house)
    assert round_of(house) == []
    for word in ("edited", "deleted"):
        heard = [subject for subject in house.subjects if word in subject]
        assert len([subject for subject in heard if "possible repeat" not in subject]) <= 1
        assert heard, f"{word}: {house.subjects}"


def kill_when_it_grows(house: House, table: Table) -> None:
    """kill -9 of a round as soon as it has written there; then its leases end."""
    rested(house)
    with house.record() as record:
        before = rows_in(record, table)
        round_ = house.start("--once", "--all")
        until(lambda: rows_in(record, table) > before, f"more {table.name}")
        kill(round_)
        with write(record.engine) as connection:
            for each in metadata.sorted_tables:
                if "lease_until" in each.c:
                    connection.execute(update(each).values(lease_until=None, lease_token=None))


def rows_in(record: Record, table: Table) -> int:
    with read(record.engine) as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0
