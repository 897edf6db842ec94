"""`first_party` and `min_reports`, from a crawl to the mailbox: what waits, and what is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from record.clock import Clock
from record.store.engine import write
from record.store.tables import deliveries
from tests.end_to_end.house import ARTICLE, DENIAL, WATCHLIST, House, open_house
from tests.end_to_end.test_threads import RETOLD, TITLE, TRANSLATED, last_mail

MINUTE = timedelta(minutes=1)
PREFER = WATCHLIST.replace('when: "@us"', 'when: "@us", first_party: prefer')
ONLY = WATCHLIST.replace('when: "@us"', 'when: "@us", first_party: only')
TWICE = WATCHLIST.replace('when: "@us"', 'when: "@us", min_reports: 2, sources: {not: [aggregator]}')


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path, f"sqlite:///{tmp_path}/onrecord.db") as opened:
        yield opened


def begin(house: House, watchlist: str, more_sources: str = "") -> None:
    house.write_files(watchlist, more_sources)
    house.move_in()
    house.settle()


def round_of(house: House) -> list[str]:
    """The subjects of the mails that a round sends; nothing is wrong with it."""
    before = len(house.mail.mails)
    done = house.once()
    assert done.returncode == 0, done.stderr
    return house.subjects[before:]


def explained(house: House, address: str) -> str:
    return house.onrecord("explain", address).stdout


@pytest.mark.slow
def test_a_paraphrase_waits_over_a_restart_and_the_post_that_comes_is_what_is_told(house: House) -> None:
    begin(house, PREFER)
    now = Clock().now()
    story = house.report("us-plan", TITLE, ARTICLE, now + MINUTE / 60)
    assert round_of(house) == []
    assert "for the original" in explained(house, story)
    post = house.post(DENIAL, now)
    (subject,) = round_of(house)
    assert "paraphrase" not in subject
    assert post in last_mail(house)
    assert round_of(house) == []


@pytest.mark.slow
def test_a_paraphrase_whose_original_does_not_come_is_told_after_ten_minutes(house: House) -> None:
    begin(house, PREFER)
    house.report("us-plan", TITLE, ARTICLE, Clock().now())
    assert round_of(house) == []
    with house.record() as record, write(record.engine) as connection:
        waited = update(deliveries).where(deliveries.c.not_before.is_not(None))
        connection.execute(waited.values(not_before=Clock().now()))  # the ten minutes are over
    assert len(round_of(house)) == 1


@pytest.mark.slow
def test_who_hears_only_first_parties_is_told_of_the_post_alone(house: House) -> None:
    begin(house, ONLY)
    now = Clock().now()
    story = house.report("us-plan", TITLE, ARTICLE, now)
    assert round_of(house) == []
    assert "first_party: only" in explained(house, story)
    house.post(DENIAL, now)
    assert len(round_of(house)) == 1


@pytest.mark.slow
def test_two_outlets_are_counted_without_copies_and_aggregators(house: House) -> None:
    outlets = house.open_outlets("courier", "ledger", "copier")
    begin(house, TWICE, outlets.replace("{id: copier,", "{id: copier, kind: aggregator,"))
    now = Clock().now()
    story = house.report("us-plan", TITLE, ARTICLE, now)
    assert round_of(house) == []
    house.report("us-copy", TITLE, (*ARTICLE, "Read more here."), now, outlet="courier")
    house.report("us-again", TITLE, RETOLD, now, outlet="copier", lang="zh")
    assert round_of(house) == []
    assert "1 of 2 outlets" in explained(house, story)
    house.report("us-words", TITLE, TRANSLATED, now, outlet="ledger")
    assert len(round_of(house)) == 1
