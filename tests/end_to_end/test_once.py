"""From a page and a post to a mail, by `scheduler.py --once`, with real servers all the way."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from record.clock import Clock
from record.store.engine import write
from record.store.tables import deliveries
from tests.crawler import pages
from tests.crawler.site import Reply
from tests.end_to_end.house import ARTICLE, DENIAL, House, open_house, until
from tests.receivers import Reply as Refused
from tests.receivers import WebhookReceiver, closed_port

DAY = timedelta(days=1)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path, f"sqlite:///{tmp_path}/onrecord.db") as opened:
        yield opened


@pytest.mark.slow
def test_what_was_there_before_is_silent_and_explain_says_why(tmp_path: Path, record_url: str) -> None:
    with open_house(tmp_path, record_url) as house:
        old = house.post("小米汽车没有进入美国市场的计划。", Clock().now() - 9 * DAY)
        done = house.once("--json")
        assert (done.returncode, house.subjects) == (0, []), done.stderr
        assert json.loads(done.stdout)["deliveries"] == {}
        assert "was there before the source was added" in house.onrecord("explain", old).stdout


def test_what_is_new_is_told_once(tmp_path: Path, record_url: str) -> None:
    with open_house(tmp_path, record_url) as house:
        house.move_in()
        now = Clock().now()
        post = house.post(DENIAL, now)
        house.report("denial", "Xiaomi chief rules out the US market", ARTICLE, now)
        done = house.once("--json")
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["deliveries"] == {"sent": 1}
        assert house.subjects == ["Lei Jun: “小米汽车目前没有进入美国市场的计划。” [Xiaomi in the US]"]
        assert post in house.mail.mails[0].part("plain")
        assert "Lei Jun, CEO, Xiaomi: original post on Weibo" in house.mail.mails[0].part("plain")
        assert "<blockquote" in house.mail.mails[0].part("html")

        assert house.once().returncode == 0
        assert len(house.mail.mails) == 1


@pytest.mark.slow
def test_a_post_that_comes_after_its_report_is_located_and_not_told_anew(house: House) -> None:
    house.move_in()
    now = Clock().now()
    house.report("denial", "Xiaomi chief rules out the US market", ARTICLE, now)
    house.once()
    address = house.post(DENIAL, now)
    house.once()
    with house.record() as record:
        (statement,) = record.reading.statements_at(address)
    assert (len(statement.reports), len(house.mail.mails)) == (2, 1)
    assert statement.original is not None


@pytest.mark.slow
def test_explain_shows_the_way_of_a_statement(house: House) -> None:
    house.move_in()
    address = house.post(DENIAL, Clock().now())
    house.once()
    explained = house.onrecord("explain", address)
    assert explained.returncode == 0, explained.stderr
    for words in ("original post", "watch “Xiaomi in the US”", "HIT", "dedup ✓ first", "sent"):
        assert words in explained.stdout
    as_json = json.loads(house.onrecord("explain", address, "--json").stdout)
    with house.record() as record:
        told = [statement.public_id for statement in record.reading.statements_at(address)]
    assert [each["statement"] for each in as_json["statements"]] == told


@pytest.mark.slow
def test_two_posts_between_two_polls_are_both_told(house: House) -> None:
    house.move_in()
    now = Clock().now()
    house.post("我们明年会进入美国市场。", now, serial=1)
    house.post("我们没有在美国建厂的计划。", now, serial=2)
    house.once()
    assert len(house.mail.mails) == 2


@pytest.mark.slow
def test_a_source_that_fails_has_its_state_and_the_others_go_on(house: House) -> None:
    bad = {
        "broken": Reply(b"<rss><channel><item><title>cut", "text/xml"),
        "angry": Reply(b"", status=500),
        "empty": Reply(b"", "text/xml"),
        "login": Reply(pages.article("Sign in", ("Please sign in to read on.",)).encode()),
    }
    lines = ""
    for name, reply in bad.items():
        house.site.pages[f"/{name}"] = reply
        lines += f"  - {{id: {name}, feeds: '{house.site.url}/{name}', allow_private: [127.0.0.0/8]}}\n"
    house.write_files(more_sources=lines)
    house.report(
        "old", "Xiaomi sells many cars", ("Xiaomi sold many cars in November. " * 8,), Clock().now() - DAY
    )
    house.move_in()
    house.post(DENIAL, Clock().now())
    done = house.once()
    assert done.returncode == 0, done.stderr
    assert len(house.mail.mails) == 1
    with house.record() as record:
        states = {state.id: state for state in record.reading.sources()}
    assert states["wire"].fails == 0
    for name in bad:
        assert states[name].fails == 1, name
        assert states[name].reason, name


@pytest.mark.slow
def test_a_channel_that_is_down_leaves_the_delivery_waiting(house: House) -> None:
    house.move_in()
    house.post(DENIAL, Clock().now())
    with closed_port() as port:
        house.mail.port = port
    assert house.once().returncode == 4
    with house.record() as record:
        assert record.sending.undelivered() == 1


def test_a_wrong_watchlist_names_every_problem_and_starts_nothing(house: House) -> None:
    house.write_files(watchlist="watches:\n  - {name: X, peopel: [Lei Jun], when: '(US', notify: [desk]}\n")
    done = house.once()
    assert done.returncode == 1
    for words in (
        "unknown key 'peopel'",
        "did you mean 'people'?",
        "never closed",
        "no channel named 'desk'",
    ):
        assert words in done.stderr
    assert "^" in done.stderr
    assert not (house.folder / "onrecord.db").exists()
    assert house.site.asked == []


def test_a_variable_that_is_not_set_stops_the_run(house: House) -> None:
    house.write_files(
        watchlist="watches:\n  - {name: X, when: US, notify: [d]}\nchannels: {d: '${NO_SUCH_URL}'}\n"
    )
    done = house.once()
    assert (done.returncode, "W402" in done.stderr) == (1, True)
    assert house.onrecord("check").returncode == 0


def test_a_record_that_cannot_be_opened_is_the_environments_fault(house: House) -> None:
    house.record_url = "sqlite:////no/such/folder/onrecord.db"
    done = house.once()
    assert (done.returncode, "cannot be opened" in done.stderr) == (3, True)


def test_explain_of_what_nobody_knows_says_so(house: House) -> None:
    house.move_in()
    done = house.onrecord("explain", "https://nowhere.example/a")
    assert (done.returncode, done.stdout) == (2, "")
    assert "knows nothing of" in done.stderr


@pytest.mark.slow
def test_only_what_is_due_is_polled_without_all(house: House) -> None:
    house.once()
    asked = len(house.site.paths())
    assert house.run(str(Path(__file__).parents[2] / "scheduler.py"), "--once").returncode == 0
    assert len(house.site.paths()) == asked


@pytest.mark.slow
def test_a_channel_that_refuses_for_good_is_no_success(house: House) -> None:
    house.move_in()
    house.post(DENIAL, Clock().now())
    with WebhookReceiver(script=deque([Refused(404)])) as web:
        house.address = f"slackhook://127.0.0.1:{web.port}/T0/B0/X0"
        done = house.once("--json")
    assert (done.returncode, json.loads(done.stdout)["deliveries"]) == (4, {"dead": 1})


def test_when_no_source_can_be_read_it_is_the_environments_fault(house: House) -> None:
    for path in list(house.site.pages):
        house.site.pages[path] = Reply(b"", status=502)
    assert house.once().returncode == 3


@pytest.mark.slow
def test_a_round_that_is_asked_to_end_ends_without_losing_what_was_read(house: House) -> None:
    house.move_in()
    house.post(DENIAL, Clock().now())
    house.site.pages["/rss"] = Reply(hold=True)
    round_ = house.start("--once", "--all")
    until(lambda: "/rss" in house.site.paths() and len(house.site.paths()) == 2, "both sources are asked")
    round_.terminate()
    house.site.released.set()
    assert round_.wait(30) in (0, 3)
    house.once()
    assert len(house.mail.mails) == 1


@pytest.mark.slow
def test_a_crawl_by_hand_on_a_record_and_a_watchlist_tells_as_well(house: House) -> None:
    house.move_in()
    house.report("denial", "Xiaomi chief rules out the US market", ARTICLE, Clock().now())
    (house.folder / "scrapy.cfg").write_text("[settings]\ndefault = crawler.settings\n", "utf-8")
    settings = (f"ONRECORD_SOURCES={house.folder}/sources.yaml", f"RECORD_URL={house.record_url}")
    given = [word for setting in settings for word in ("-s", setting)]
    done = house.run("-m", "scrapy", "crawl", "news", "-a", "source=wire", "-O", "out.jsonl", *given)
    assert done.returncode == 0, done.stderr
    assert len((house.folder / "out.jsonl").read_text("utf-8").splitlines()) == 1
    (subject,) = house.subjects
    assert subject.startswith("Lei Jun said (paraphrase): Xiaomi has no plan to enter the US market")


@pytest.mark.slow
def test_a_round_counts_what_had_been_waiting(house: House) -> None:
    house.move_in()
    house.post(DENIAL, Clock().now())
    house.mail.data.append("451 4.3.0 later")
    assert house.once().returncode == 4
    with house.record() as record, write(record.engine) as connection:
        connection.execute(update(deliveries).values(not_before=None))
    assert json.loads(house.once("--json").stdout)["deliveries"] == {"sent": 1}
