"""An article that is edited after it was told of, or before anybody said anything in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from record.clock import Clock
from record.store import Record
from record.store.engine import write
from record.store.tables import rechecks
from tests.crawler import pages
from tests.crawler.site import Reply
from tests.end_to_end.house import ARTICLE, PATIENCE, House, open_house, until

TITLE = "Xiaomi and the rumours about a car"
SILENT = (
    "The rumours followed a photograph of a car that was taken on a road in California last week.",
    "The company sells the sedan in China only, and the building of a second plant goes on in Beijing.",
    "Its shares rose two per cent in Hong Kong, where analysts had expected the rumours to be true.",
)
PLANT = (
    "Lei Jun told reporters in the evening that Xiaomi will open a design studio in the United States in May."
)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path, f"sqlite:///{tmp_path}/onrecord.db") as opened:
        opened.move_in()
        yield opened


def edit(house: House, *paragraphs: str) -> None:
    """The page says something else, and it is time to look at it again."""
    page = pages.article(TITLE, paragraphs, date=Clock().now().isoformat())
    house.site.pages["/news"] = Reply(page.encode())
    look_again(house)


def look_again(house: House, missing: timedelta | None = None) -> str:
    """What a round says to which the article is due; it has been missing for that long."""
    since = Clock(-missing).now() if missing else None
    with house.record() as record, write(record.engine) as connection:
        due = {"not_before": None, "done_at": None, "missing_since": since}
        connection.execute(update(rechecks).values(**due))
    done = house.once()
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_a_statement_that_an_article_gains_is_told_and_explained(house: House) -> None:
    address = house.report("news", TITLE, SILENT, Clock().now())
    house.once()
    assert house.subjects == []
    edit(house, SILENT[0], ARTICLE[0], *SILENT[1:])
    (subject,) = house.subjects
    assert subject.startswith("Lei Jun said (paraphrase): Xiaomi has no plan to enter the US market")
    told = house.mail.mails[0].part("plain")
    assert re.search(r"UTC; in an edit seen \d\d:\d\d UTC", told)
    assert re.search(r"Status +added to the article by an edit, seen \d\d:\d\d UTC\n", told)
    explained = house.onrecord("explain", address).stdout
    assert ", in an edit seen " in explained
    assert "first seen" in explained
    assert "edited: + Xiaomi has no plan to enter the US market" in explained


@pytest.mark.slow
def test_an_edit_after_the_alert_tells_what_is_new_and_nothing_again(house: House) -> None:
    house.report("news", TITLE, ARTICLE, Clock().now())
    house.once()
    assert len(house.mail.mails) == 1
    edit(house, *reversed(ARTICLE), PLANT)
    assert json.loads(house.once("--json").stdout)["looked_again"] == 0
    assert len(house.mail.mails) == 2
    assert "design studio in the United States" in house.subjects[1]


@pytest.mark.slow
def test_an_article_that_is_missing_for_hours_is_shown_and_told_as_gone(house: House) -> None:
    address = house.report("news", TITLE, ARTICLE, Clock().now())
    house.once()
    house.site.pages["/news"] = Reply(b"", status=410)
    assert "looked again: 1 (1 gone)" in look_again(house, missing=timedelta(hours=4))
    assert "gone since" in house.onrecord("explain", address).stdout
    assert ["deleted" in subject for subject in house.subjects] == [False, True], "nobody else reports it"


@pytest.mark.slow
def test_an_article_that_was_there_before_and_silent_says_that_it_sleeps(house: House) -> None:
    address = house.report("news", TITLE, SILENT, Clock().now() - timedelta(days=2))
    house.once()
    explained = house.onrecord("explain", address).stdout
    assert "not looked at again: it stood there before its source was added" in explained


@pytest.mark.slow
def test_what_came_and_what_went_again_is_told_once(house: House) -> None:
    house.report("news", TITLE, SILENT, Clock().now())
    house.once()
    edit(house, "Updated 5 minutes ago", *SILENT)
    assert house.subjects == []
    for _ in range(2):
        edit(house, *SILENT, ARTICLE[0])
        edit(house, *SILENT)
        edit(house, *SILENT)
    assert len(house.mail.mails) == 1


@pytest.mark.slow
def test_the_service_looks_again_by_itself(house: House) -> None:
    service = house.start()
    address = house.report("news", TITLE, SILENT, Clock().now())
    with house.record() as record:
        until(lambda: "/rss" in house.site.paths(), "the feed was asked")
        until(lambda: waits_for_recheck(record, address), "the article was recorded and read")
        page = pages.article(TITLE, (*SILENT, ARTICLE[0]), date=Clock().now().isoformat())
        house.site.pages["/news"] = Reply(page.encode())
        with write(record.engine) as connection:
            connection.execute(update(rechecks).values(not_before=None))
        until(lambda: house.mail.mails, "the added statement is told")
    service.terminate()
    assert service.wait(PATIENCE) == 0


def waits_for_recheck(record: Record, address: str) -> bool:
    state = record.reading.document(address)
    return state is not None and state.revisions == 1 and not state.waiting
