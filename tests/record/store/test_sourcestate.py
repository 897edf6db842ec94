"""How to ask a Source next: validators, the lies about them, hints and waits, over restarts."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from record.clock import Clock
from record.store import Record
from record.store.crawling import CrawlStore
from record.types import Entry, Hints, Outcome, Poll, Remembered, Source, Validators, Wait
from tests.builders import entry, poll, source

ETAG = Validators('"1"')
HOUR = 3_600.0


def listed(of: Source, *entries: Entry, validators: Validators = ETAG) -> Poll:
    return poll(of, *entries, validators=validators)


@pytest.fixture
def feed(record: Record) -> Source:
    made = source()
    record.crawl.add_sources([made])
    return made


def later(record: Record, seconds: float) -> CrawlStore:
    """The same record in a service that is started so much later."""
    return CrawlStore(record.engine, Clock(timedelta(seconds=seconds)))


def test_a_source_that_nobody_asked_yet_is_asked_for_all_of_it(record: Record, feed: Source) -> None:
    assert record.crawl.remembered(feed.id) == record.crawl.remembered("nobody") == Remembered()


def test_the_answers_304_in_a_row_are_counted_and_the_age_of_the_whole_one(
    record: Record, feed: Source
) -> None:
    record.crawl.record_poll(listed(feed, entry("a")))
    for _ in range(3):
        record.crawl.record_poll(poll(feed, outcome=Outcome.NOT_MODIFIED))
    remembered = later(record, HOUR).remembered(feed.id)
    assert (remembered.validators, remembered.unchanged) == (ETAG, 3)
    assert remembered.whole_age == pytest.approx(HOUR, abs=60)
    record.crawl.record_poll(poll(feed, outcome=Outcome.ERROR))
    assert record.crawl.remembered(feed.id).unchanged == 0


def test_a_server_that_lies_about_its_etag_is_not_believed_again_and_the_log_says_so_once(
    record: Record, feed: Source, caplog: pytest.LogCaptureFixture
) -> None:
    record.crawl.record_poll(listed(feed, entry("a")))
    with caplog.at_level(logging.WARNING):
        record.crawl.record_poll(listed(feed, entry("a"), entry("b")))
        record.crawl.record_poll(listed(feed, entry("c")))
        record.crawl.record_poll(listed(feed, entry("c"), validators=Validators('"2"')))
    (line,) = caplog.messages
    assert line.startswith('source reuters/feed lists something else under the same validator "1"')
    assert record.crawl.remembered(feed.id).validators is None
    assert [row.validators_believed for row in record.reading.sources()] == [False]


def test_another_listing_under_another_etag_is_no_lie(record: Record, feed: Source) -> None:
    record.crawl.record_poll(listed(feed, entry("a")))
    record.crawl.record_poll(listed(feed, entry("b"), validators=Validators('"2"')))
    assert record.crawl.remembered(feed.id).validators == Validators('"2"')


@pytest.mark.parametrize("changes", [{"url": "https://new.example/rss"}, {"format": "list", "links": "h2 a"}])
def test_a_source_at_another_address_or_read_otherwise_begins_anew(
    record: Record, feed: Source, changes: dict[str, str]
) -> None:
    for name in "ab":
        record.crawl.record_poll(listed(feed, entry(name)))
    record.crawl.record_poll(poll(feed, outcome=Outcome.BLOCKED, wait=Wait(HOUR, "Retry-After")))
    record.crawl.add_sources([source()])
    assert not record.reading.sources()[0].validators_believed, "the same one stays"
    record.crawl.add_sources([source(**changes)])
    assert record.crawl.remembered(feed.id).whole_age is None
    assert record.reading.sources()[0].validators_believed
    assert record.crawl.waits() == {}


def test_what_a_server_asked_for_holds_over_a_restart_until_it_is_over(record: Record, feed: Source) -> None:
    record.crawl.record_poll(poll(feed, outcome=Outcome.BLOCKED, wait=Wait(HOUR, "Retry-After")))
    assert later(record, 0).waits() == {feed.id: pytest.approx(HOUR, abs=60)}
    assert later(record, HOUR + 1).waits() == {}
    (row,) = record.reading.sources()
    assert row.wait_until is not None
    assert row.wait_reason == "Retry-After"


def test_the_next_poll_ends_a_wait(record: Record, feed: Source) -> None:
    record.crawl.record_poll(poll(feed, outcome=Outcome.BLOCKED, wait=Wait(HOUR, "Retry-After")))
    record.crawl.record_poll(poll(feed, entry("a")))
    assert record.crawl.waits() == {}
    assert record.reading.sources()[0].wait_until is None


def test_the_hints_of_a_feed_hold_until_it_gives_others(record: Record, feed: Source) -> None:
    hints = Hints(ttl=HOUR, skip_hours=(0, 3), skip_days=(6,))
    record.crawl.record_poll(poll(feed, entry("a"), hints=hints))
    record.crawl.record_poll(poll(feed, outcome=Outcome.NOT_MODIFIED))
    assert record.crawl.remembered(feed.id).hints == hints
    record.crawl.record_poll(poll(feed, entry("a"), hints=Hints()))
    assert record.crawl.remembered(feed.id).hints == Hints()


def test_a_wait_that_a_clock_which_was_ahead_kept_holds_for_a_day_at_most(
    record: Record, feed: Source, caplog: pytest.LogCaptureFixture
) -> None:
    ahead = poll(feed, outcome=Outcome.BLOCKED, wait=Wait(HOUR, "Retry-After"))
    record.crawl.record_poll(replace(ahead, at=ahead.at + timedelta(days=365)))
    assert record.crawl.waits() == {feed.id: 24 * HOUR}
    (line,) = caplog.messages
    assert line.startswith("reuters/feed is kept as waiting until")
    assert record.crawl.last_polls()[feed.id] <= Clock().now()
