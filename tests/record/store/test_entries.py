"""An address that was listed before: who may list it again, and what becomes of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from record.clock import Clock
from record.errors import LeaseLost
from record.store import Record
from record.store.crawling import CrawlStore
from record.store.engine import read
from record.store.tables import documents
from record.types import Entry, Listed, Source
from tests.builders import article, poll, source

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
GOOD = source("good", url="https://good.example/feed")
OTHER = source("other", url="https://other.example/feed")
THIRD = source("third", url="https://third.example/feed")
ARTICLE = "https://good.example/a"


def at(record: Record, later: timedelta = timedelta()) -> CrawlStore:
    return CrawlStore(record.engine, Clock(later))


def lists(record: Record, of: Source, *entries: Entry, later: timedelta = timedelta()) -> int:
    """How many are new. The Source has been read before: nothing is baseline any more."""
    record.crawl.add_sources([of])
    record.crawl.record_poll(poll(of, Entry(f"https://{of.id}.example/before")))
    return record.crawl.record_poll(poll(of, *entries, at=Clock(later).now()))


def waiting(record: Record, later: timedelta = timedelta()) -> list[Listed]:
    """Documents of ARTICLE that are claimed."""
    ids = [GOOD.id, OTHER.id, THIRD.id]
    return [listed for listed in at(record, later).claim_listed(ids, 100) if listed.url.endswith("/a")]


def fails(record: Record) -> None:
    """It is asked for as often as a page that is not there is, at once and in the next minutes."""
    for later in (timedelta(), 11 * MINUTE):
        for listed in waiting(record, later):
            at(record, later).fetch_failed(listed, "HTTP 404", permanent=True)
    assert document(record).state == "failed"


def document(record: Record) -> Any:
    with read(record.engine) as connection:
        (row,) = connection.execute(select(documents).where(documents.c.key == "good.example/a"))
        return row


def test_a_site_gets_its_article_though_another_listed_it_before_it_was_there(record: Record) -> None:
    lists(record, OTHER, Entry(ARTICLE, "Soon", None, datetime(2020, 1, 1).astimezone()))
    fails(record)
    assert lists(record, GOOD, Entry(ARTICLE, "A plant in Ohio"), later=12 * MINUTE) == 1
    (listed,) = waiting(record, 12 * MINUTE)
    row = document(record)
    assert (listed.source_id, row.outlet, row.title, row.published_at) == (
        "good",
        "Good",
        "A plant in Ohio",
        None,
    )
    assert (row.attempts, row.error, row.baseline, row.own_site) == (1, None, False, True)


def test_a_site_takes_over_what_another_is_just_fetching(record: Record) -> None:
    lists(record, OTHER, Entry(ARTICLE))
    (taken,) = waiting(record)
    assert lists(record, GOOD, Entry(ARTICLE)) == 1
    (listed,) = waiting(record)
    assert listed.source_id == "good"
    with pytest.raises(LeaseLost):
        record.crawl.record_article(taken, article())
    record.crawl.record_article(listed, article(url=ARTICLE))


def test_nobody_takes_over_what_a_site_has_listed_itself(record: Record) -> None:
    lists(record, GOOD, Entry(ARTICLE))
    assert lists(record, OTHER, Entry(ARTICLE)) == 0
    assert waiting(record)[0].source_id == "good"


def test_a_feed_that_is_kept_on_another_host_loses_nothing_to_its_own_site(record: Record) -> None:
    hosted = source("good/feed", url="https://feeds.example/good")
    lists(record, hosted, Entry(ARTICLE))
    listed = source("good/list", url="https://good.example/")
    assert lists(record, listed, Entry(ARTICLE)) == 0


def test_what_failed_is_tried_again_when_it_is_listed_hours_later_and_once_each_time(record: Record) -> None:
    lists(record, GOOD, Entry(ARTICLE))
    fails(record)
    lists(record, GOOD, Entry(ARTICLE), later=5 * HOUR)
    assert waiting(record, 5 * HOUR) == []
    lists(record, GOOD, Entry(ARTICLE), later=7 * HOUR)
    (again,) = waiting(record, 7 * HOUR)
    at(record, 7 * HOUR).fetch_failed(again, "HTTP 404", permanent=True)
    assert document(record).state == "failed"
    lists(record, GOOD, Entry(ARTICLE), later=8 * HOUR)
    assert waiting(record, 8 * HOUR) == []


def test_what_failed_at_one_address_is_tried_at_another_of_the_same_article(record: Record) -> None:
    lists(record, GOOD, Entry("https://m.good.example/a"))
    fails(record)
    lists(record, GOOD, Entry(ARTICLE), later=7 * HOUR)
    (again,) = waiting(record, 7 * HOUR)
    assert again.url == ARTICLE
    at(record, 7 * HOUR).record_article(again, article(url=ARTICLE))
    assert document(record).state == "recorded"


def test_another_site_may_have_it_tried_again_but_not_as_its_own(record: Record) -> None:
    lists(record, GOOD, Entry(ARTICLE, "A plant in Ohio"))
    fails(record)
    lists(record, OTHER, Entry(ARTICLE, "Mine"), later=7 * HOUR)
    assert [listed.source_id for listed in waiting(record, 7 * HOUR)] == ["good"]
    assert document(record).title == "A plant in Ohio"


def test_of_two_other_sites_the_one_that_lists_it_now_has_it_fetched(record: Record) -> None:
    lists(record, OTHER, Entry(ARTICLE))
    fails(record)
    lists(record, THIRD, Entry(ARTICLE), later=7 * HOUR)
    assert [listed.source_id for listed in waiting(record, 7 * HOUR)] == ["third"]


def test_a_recorded_article_stays_whose_it_is(record: Record) -> None:
    lists(record, OTHER, Entry(ARTICLE))
    (listed,) = waiting(record)
    record.crawl.record_article(listed, article(url=ARTICLE))
    assert lists(record, GOOD, Entry(ARTICLE), later=7 * HOUR) == 0
    assert document(record).state == "recorded"
