"""What a poll leaves in the record."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from sqlalchemy import Connection, Engine, select

from record.clock import Clock
from record.errors import LeaseLost
from record.store import Record, crawling
from record.store.crawling import CrawlStore
from record.store.engine import read, write
from record.store.tables import documents, polls, revisions
from record.types import Outcome, Remembered, Validators
from record.urls import document_key
from tests.builders import article, entry, mirror, poll, post, source

DAY = timedelta(days=1)
SOON = timedelta(minutes=1)


def baselines(record: Record) -> dict[str, bool]:
    with read(record.engine) as connection:
        rows = connection.execute(select(documents.c.key, documents.c.baseline))
        return {row.key.rpartition("/")[2]: row.baseline for row in rows}


def test_entries_become_listed_documents_once(record: Record) -> None:
    feed = source()
    record.crawl.add_sources([feed])
    assert record.crawl.record_poll(poll(feed, entry("a"), entry("b"))) == 2
    assert record.crawl.record_poll(poll(feed, entry("b"), entry("c"))) == 1
    assert [listed.url[-1] for listed in record.crawl.claim_listed([feed.id], 10)] == ["a", "b", "c"]


def test_what_a_poll_brings_is_written_in_one_order_whatever_its_own(record: Record) -> None:
    """Two polls of one site that insert the same addresses in another order wait for each other."""
    feed, hub = source(), mirror()
    record.crawl.add_sources([feed, hub])
    record.crawl.record_poll(poll(feed, entry("c"), entry("a"), entry("b")))
    record.crawl.record_poll(poll(hub, post("3"), post("1"), post("2")))
    with read(record.engine) as connection:
        keys = connection.scalars(select(documents.c.key).order_by(documents.c.id)).all()
    assert [key[-1] for key in keys] == ["a", "b", "c", "1", "2", "3"]


def test_the_keys_of_addresses_are_made_before_the_record_is_locked(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def key(url: str) -> str:
        done.append("key")
        return document_key(url)

    def locked(engine: Engine) -> AbstractContextManager[Connection]:
        done.append("lock")
        return write(engine)

    feed = source()
    record.crawl.add_sources([feed])
    monkeypatch.setattr(crawling, "document_key", key)
    monkeypatch.setattr(crawling, "write", locked)
    record.crawl.record_poll(poll(feed, entry("a"), entry("b")))
    assert done == ["key", "key", "lock"]


def test_a_huge_source_holds_no_other(record: Record) -> None:
    huge, small = source("huge"), source("small")
    record.crawl.add_sources([huge, small])
    record.crawl.record_poll(poll(huge, *(entry(f"n{number}") for number in range(40))))
    record.crawl.record_poll(poll(small, entry("a")))
    claimed = record.crawl.claim_listed([huge.id, small.id], 16)
    assert [listed.source_id for listed in claimed] == [huge.id] * 4 + [small.id]


def test_a_fetched_article_is_a_revision_that_waits_to_be_read(record: Record) -> None:
    feed = source()
    record.crawl.add_sources([feed])
    record.crawl.record_poll(poll(feed, entry("a")))
    (listed,) = record.crawl.claim_listed([feed.id], 10)
    record.crawl.record_article(listed, article("The words."))
    assert record.reading.waiting() == {"fetch": 0, "extract": 1, "judge": 0, "deliver": 0}
    with pytest.raises(LeaseLost):
        record.crawl.record_article(listed, article("Again."))


def test_a_failed_fetch_is_tried_again_and_at_last_kept_as_failed(record: Record) -> None:
    feed = source()
    record.crawl.add_sources([feed])
    record.crawl.record_poll(poll(feed, entry("a"), entry("b")))
    first, second = record.crawl.claim_listed([feed.id], 10)
    record.crawl.fetch_failed(first, "HTTP 500")
    record.crawl.fetch_failed(second, "HTTP 410", permanent=True)
    assert record.crawl.claim_listed([feed.id], 10) == []
    later = CrawlStore(record.engine, Clock(timedelta(minutes=11)))
    first, second = later.claim_listed([feed.id], 10)
    later.fetch_failed(first, "HTTP 500")
    later.fetch_failed(second, "HTTP 410", permanent=True)
    states = [record.reading.document(f"https://reuters.example/{name}") for name in "ab"]
    assert [(each.state, each.error) for each in states if each] == [
        ("listed", "HTTP 500"),
        ("failed", "HTTP 410"),
    ]


def test_a_network_that_is_away_for_a_night_loses_no_article(record: Record) -> None:
    feed = source()
    record.crawl.add_sources([feed])
    record.crawl.record_poll(poll(feed, entry("a")))
    for hour in range(12):
        store = CrawlStore(record.engine, Clock(timedelta(hours=2 * hour)))
        (listed,) = store.claim_listed([feed.id], 1)
        store.fetch_failed(listed, "no route to host")
    assert record.reading.waiting()["fetch"] == 1


def test_the_first_healthy_poll_is_baseline_except_for_what_is_dated_later(record: Record) -> None:
    feed, now = source(), Clock().now()
    record.crawl.add_sources([feed])
    record.crawl.record_poll(poll(feed, entry("old", now - DAY), entry("undated"), entry("new", now + SOON)))
    record.crawl.record_poll(poll(feed, entry("late", now - DAY), entry("undated-late")))
    assert baselines(record) == {
        "old": True,
        "undated": True,
        "new": False,
        "late": False,
        "undated-late": False,
    }


@pytest.mark.parametrize("outcome", [Outcome.EMPTY, Outcome.BLOCKED, Outcome.NOT_MODIFIED, Outcome.ERROR])
def test_an_empty_or_failed_poll_completes_no_baseline(record: Record, outcome: Outcome) -> None:
    feed = source()
    record.crawl.add_sources([feed])
    record.crawl.record_poll(poll(feed, outcome=outcome))
    record.crawl.record_poll(poll(feed, entry("a")))
    assert baselines(record) == {"a": True}


def test_a_second_mirror_of_an_account_baselines_no_new_post(record: Record) -> None:
    first, second, now = mirror("one:lei-jun"), mirror("two:lei-jun"), Clock().now()
    record.crawl.add_sources([first, second])
    record.crawl.record_poll(poll(first, post("old", published_at=now - DAY)))
    record.crawl.record_poll(
        poll(
            second,
            post("older", published_at=now - 2 * DAY),
            post("new", published_at=now + SOON),
            post("undated"),
        )
    )
    assert baselines(record) == {
        "weibo:old": True,
        "weibo:older": True,
        "weibo:new": False,
        "weibo:undated": False,
    }


def test_a_second_feed_of_a_site_brings_its_old_items_as_baseline(record: Record) -> None:
    one, two, now = source("site/1"), source("site/2"), Clock().now()
    record.crawl.add_sources([one, two])
    record.crawl.record_poll(poll(one, entry("a", now - DAY)))
    record.crawl.record_poll(poll(two, entry("b", now - DAY), entry("c"), entry("d", now + SOON)))
    assert baselines(record) == {"a": True, "b": True, "c": True, "d": False}


def test_an_undated_entry_whose_page_is_dated_later_is_no_baseline(record: Record) -> None:
    feed = source()
    record.crawl.add_sources([feed])
    record.crawl.record_poll(poll(feed, entry("a"), entry("b")))
    now = Clock().now()
    for listed, when in zip(record.crawl.claim_listed([feed.id], 2), (now + SOON, now - DAY), strict=True):
        record.crawl.record_article(listed, article(published_at=when))
    assert baselines(record) == {"a": False, "b": True}


def test_a_post_is_one_document_over_all_mirrors_and_an_edit_is_seen_within_one(record: Record) -> None:
    one, two = mirror("one:lei-jun"), mirror("two:lei-jun")
    record.crawl.add_sources([one, two])
    assert record.crawl.record_poll(poll(one, post(text="No plan."))) == 1
    assert record.crawl.record_poll(poll(two, post(text="No  plan."))) == 0
    assert record.crawl.record_poll(poll(one, post(text="No  plan."))) == 0
    assert record.crawl.record_poll(poll(one, post(text="A plan."))) == 1
    assert unread(record) == ["No plan.", "A plan."]


def test_a_mirror_that_cut_the_words_does_not_hide_those_of_another(record: Record) -> None:
    one, two = mirror("one:lei-jun"), mirror("two:lei-jun")
    record.crawl.add_sources([one, two])
    record.crawl.record_poll(poll(one, post(text="We have ...")))
    assert record.crawl.record_poll(poll(two, post(text="We have no plan for the US market."))) == 1
    assert unread(record) == ["We have ...", "We have no plan for the US market."]


def unread(record: Record) -> list[str]:
    with read(record.engine) as connection:
        assert len(connection.execute(select(documents)).all()) == 1
        waiting = select(revisions.c.text).where(revisions.c.done_at.is_(None)).order_by(revisions.c.id)
        return list(connection.scalars(waiting))


def test_validators_are_kept_with_what_they_vouch_for_and_a_failure_leaves_them(record: Record) -> None:
    feed = source()
    record.crawl.add_sources([feed])
    assert record.crawl.remembered(feed.id) == Remembered()
    record.crawl.record_poll(poll(feed, entry("a"), validators=Validators('"1"', None)))
    record.crawl.record_poll(poll(feed, outcome=Outcome.ERROR, validators=Validators('"2"', None)))
    record.crawl.record_poll(poll(feed, outcome=Outcome.NOT_MODIFIED))
    remembered = record.crawl.remembered(feed.id)
    assert (remembered.validators, remembered.unchanged) == (Validators('"1"', None), 1)


def test_a_source_keeps_its_state_with_the_reason(record: Record) -> None:
    feed = source()
    record.crawl.add_sources([feed])
    for _ in range(2):
        record.crawl.record_poll(poll(feed, outcome=Outcome.BLOCKED, reason="HTTP 503: 432", status=503))
    (state,) = record.reading.sources()
    assert (state.state, state.reason, state.fails) == ("blocked", "HTTP 503: 432", 2)
    assert record.crawl.fails() == {feed.id: 2}
    record.crawl.record_poll(poll(feed, entry("a")))
    assert record.crawl.fails() == {}
    with read(record.engine) as connection:
        assert connection.scalars(select(polls.c.new).order_by(polls.c.id)).all() == [0, 0, 1]


def test_adding_a_source_again_changes_nothing(record: Record) -> None:
    feed = source()
    record.crawl.add_sources([feed])
    record.crawl.record_poll(poll(feed, entry("a")))
    record.crawl.add_sources([feed, source("other/feed")])
    assert list(record.crawl.last_polls()) == [feed.id]
