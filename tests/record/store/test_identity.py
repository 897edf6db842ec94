"""One article is one Document wherever it is listed, and a site that names wrong addresses loses nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from record.clock import Clock
from record.store import Record, identity, open_record
from record.store.crawling import CrawlStore
from record.store.engine import read, write
from record.store.identity import _at
from record.store.tables import addresses, documents, likenesses, revisions
from record.types import Account, Entry, Source
from tests.builders import article, mirror, poll, post, source
from tests.record.test_likeness import written

SITE = "https://h.example"
TEXT = written(1, 300, chinese=False)
OTHER_TEXT = written(2, 300, chinese=False)
DAY = timedelta(days=1)


def list_entries(record: Record, of: Source, *entries: Entry) -> int:
    record.crawl.add_sources([of])
    return record.crawl.record_poll(poll(of, *entries))


def fetch(
    record: Record, of: Source, text: str = TEXT, title: str = "A plant in Ohio", **changes: Any
) -> None:
    """The next listed Document is fetched; it comes from where it was listed if nothing else is said."""
    (listed,) = record.crawl.claim_listed([of.id], 1)
    found = article(text, title=title, **{"url": listed.url, **changes})
    record.crawl.record_article(listed, found)


def add(record: Record, at: str, text: str = TEXT, title: str = "A plant in Ohio", **changes: Any) -> None:
    """An article that is listed and fetched."""
    of = source()
    assert list_entries(record, of, Entry(at)) == 1
    fetch(record, of, text, title, **changes)


def states(record: Record) -> dict[str, str]:
    with read(record.engine) as connection:
        rows = connection.execute(select(documents.c.url, documents.c.state).order_by(documents.c.id))
        return {row.url.removeprefix("https://"): row.state for row in rows}


def texts(record: Record) -> list[str]:
    with read(record.engine) as connection:
        return list(connection.scalars(select(revisions.c.text).order_by(revisions.c.id)))


def copies(record: Record) -> dict[str, str | None]:
    """Address -> that of the Document it is a copy of."""
    with read(record.engine) as connection:
        rows = connection.execute(select(documents.c.id, documents.c.url, documents.c.copy_of)).all()
    urls = {row.id: row.url for row in rows}
    return {row.url: urls.get(row.copy_of) for row in rows}


def test_an_article_listed_by_two_feeds_at_two_addresses_is_listed_once(record: Record) -> None:
    one, two = source("site/1"), source("site/2")
    assert list_entries(record, one, Entry(f"{SITE}/a?utm_source=one")) == 1
    again = (Entry(f"{SITE}/a?utm_source=two"), Entry("https://m.h.example/a"), Entry(f"{SITE}/a/amp"))
    assert list_entries(record, two, *again) == 0


def test_a_page_whose_canonical_is_known_is_the_same_document(record: Record) -> None:
    add(record, f"{SITE}/2026/a.html")
    add(record, "https://m.h.example/html/7", canonical=f"{SITE}/2026/a.html")
    assert states(record) == {"h.example/2026/a.html": "recorded", "m.h.example/html/7": "same"}
    assert texts(record) == [TEXT]
    assert record.reading.waiting()["fetch"] == 0


def test_the_canonical_listed_later_is_fetched_and_found_to_be_the_same(record: Record) -> None:
    add(record, "https://m.h.example/html/7", canonical=f"{SITE}/2026/a.html")
    add(record, f"{SITE}/2026/a.html")
    assert states(record) == {"m.h.example/html/7": "recorded", "h.example/2026/a.html": "same"}
    assert texts(record) == [TEXT]


def test_the_canonical_listed_later_with_the_same_title_is_not_even_fetched(record: Record) -> None:
    add(record, "https://m.h.example/html/7", title="北極星漲價", canonical=f"{SITE}/2026/a.html")
    assert list_entries(record, source(), Entry(f"{SITE}/2026/a.html", "北极星涨价")) == 0


@pytest.mark.parametrize("first", ["https://m.h.example/html/7", f"{SITE}/2026/a.html"])
def test_two_addresses_listed_at_once_are_one_document_whichever_is_fetched_first(
    record: Record, first: str
) -> None:
    pair = ["https://m.h.example/html/7", f"{SITE}/2026/a.html"]
    pair.sort(key=first.__ne__)
    of = source()
    assert list_entries(record, of, *map(Entry, pair)) == 2
    for _ in pair:
        fetch(record, of, canonical=f"{SITE}/2026/a.html")
    assert list(states(record).values()) == ["recorded", "same"]
    assert texts(record) == [TEXT]


def test_an_address_that_leads_on_to_a_known_one_is_the_same_document(record: Record) -> None:
    add(record, f"{SITE}/a")
    add(record, "https://short.example/x1", url=f"{SITE}/a?from=short")
    assert list(states(record).values()) == ["recorded", "same"]


def test_one_wrong_canonical_on_every_page_loses_nothing(record: Record) -> None:
    for name in "ab":
        add(record, f"{SITE}/{name}", written(ord(name), 300, False), f"Title {name}", canonical=f"{SITE}/x")
    assert list_entries(record, source(), Entry(f"{SITE}/x", "Title x")) == 1, "it may be an article itself"
    fetch(record, source(), written(99, 300, False), "Title x", canonical=f"{SITE}/x")
    assert list(states(record).values()) == ["recorded"] * 3
    assert [state.title for state in map(record.reading.document, states_urls(record)) if state] == [
        "Title a",
        "Title b",
        "Title x",
    ]


def states_urls(record: Record) -> list[str]:
    return [f"https://{url}" for url in states(record)]


def test_a_title_for_every_day_and_a_wrong_canonical_lose_nothing(record: Record) -> None:
    add(record, f"{SITE}/a", TEXT, "Morning news", canonical=f"{SITE}/morning")
    add(record, f"{SITE}/b", OTHER_TEXT, "Morning news", canonical=f"{SITE}/morning")
    assert texts(record) == [TEXT, OTHER_TEXT]


def test_a_new_headline_does_not_hide_that_the_text_is_the_same(record: Record) -> None:
    add(record, f"{SITE}/a", TEXT, "Plant planned")
    add(record, f"{SITE}/b", TEXT + " More.", "Plant is certain", canonical=f"{SITE}/a")
    assert texts(record) == [TEXT]


def test_short_texts_are_the_same_by_their_title_only(record: Record) -> None:
    add(record, f"{SITE}/a", "No plan.", "Plant")
    add(record, f"{SITE}/b", "No plan.", "Plant", canonical=f"{SITE}/a")
    add(record, f"{SITE}/c", "No plan.", "Another", canonical=f"{SITE}/a")
    assert list(states(record).values()) == ["recorded", "same", "recorded"]


def test_articles_that_all_lead_on_to_the_home_page_are_not_one(record: Record) -> None:
    add(record, f"{SITE}/a", url=f"{SITE}/")
    add(record, f"{SITE}/b", OTHER_TEXT, "Another title", url=f"{SITE}/")
    with read(record.engine) as connection:
        assert set(connection.scalars(select(addresses.c.key))) == {"h.example/a", "h.example/b"}


def test_a_document_that_could_not_be_fetched_holds_no_address_back(record: Record) -> None:
    of = source()
    list_entries(record, of, Entry(f"{SITE}/a"))
    for minutes in (0, 20):
        store = CrawlStore(record.engine, Clock(timedelta(minutes=minutes)))
        (listed,) = store.claim_listed([of.id], 1)
        store.fetch_failed(listed, "HTTP 404", permanent=True)
    add(record, f"{SITE}/b", canonical=f"{SITE}/a")
    assert list(states(record).values()) == ["failed", "recorded"]


@pytest.mark.parametrize("baseline", [True, False])
def test_what_was_baseline_stays_so_at_another_address_and_what_was_told_is_not_told_again(
    record: Record, baseline: bool
) -> None:
    of, now = source(), Clock().now()
    dated = now - DAY if baseline else now + DAY
    list_entries(record, of, Entry(f"{SITE}/a", published_at=dated))
    fetch(record, of)
    list_entries(record, of, Entry("https://m.h.example/7", published_at=now + DAY))
    fetch(record, of, canonical=f"{SITE}/a")
    with read(record.engine) as connection:
        told = select(documents.c.baseline).join(revisions, revisions.c.document_id == documents.c.id)
        assert connection.scalars(told).all() == [baseline]


def test_every_address_leads_to_the_one_document(record: Record) -> None:
    add(record, f"{SITE}/a")
    add(record, "https://m.h.example/7", url="https://m.h.example/7.html", canonical=f"{SITE}/a")
    for url in ("https://m.h.example/7", "https://m.h.example/7.html", f"{SITE}/a?utm_source=x"):
        found = record.reading.document(url)
        assert found is not None
        assert (found.url, found.state) == (f"{SITE}/a", "recorded")


def test_an_article_known_by_a_key_of_a_former_version_is_not_new(record: Record) -> None:
    of = source()
    add(record, "https://m.h.example/a")
    with write(record.engine) as connection:
        connection.execute(documents.update().values(key="m.h.example/a"))
        connection.execute(addresses.update().values(key="m.h.example/a"))
    assert list_entries(record, of, Entry("https://m.h.example/a")) == 0
    assert list_entries(record, of, Entry("https://m.h.example/a")) == 0
    with read(record.engine) as connection:
        assert set(connection.scalars(select(addresses.c.key))) == {"m.h.example/a", "h.example/a"}


# ---------------------------------------------------------------- other sites

GOOD = source("good", url="https://good.example/feed")
OTHER = source("other", url="https://other.example/feed")
ARTICLE = "https://good.example/a"


def same(record: Record) -> dict[str, tuple[str, str | None]]:
    """Address -> state, and that of the Document it is."""
    with read(record.engine) as connection:
        rows = connection.execute(select(documents)).all()
    urls = {row.id: row.url for row in rows}
    return {row.url: (row.state, urls.get(row.same_as)) for row in rows}


def test_who_is_led_to_an_article_that_waits_does_not_take_it_over(record: Record) -> None:
    list_entries(record, OTHER, Entry("https://other.example/r"))
    list_entries(record, GOOD, Entry(ARTICLE, "A plant in Ohio"))
    fetch(record, OTHER, url=ARTICLE)
    fetch(record, GOOD)
    assert same(record) == {"https://other.example/r": ("same", ARTICLE), ARTICLE: ("recorded", None)}
    assert set(copies(record).values()) == {None}


def test_an_article_that_its_own_site_lists_late_is_its_own_and_the_other_one_is_it(record: Record) -> None:
    list_entries(record, OTHER, Entry("https://other.example/r"))
    fetch(record, OTHER, url=ARTICLE)
    add(record, "https://third.example/c")
    assert list_entries(record, GOOD, Entry(ARTICLE, "A plant in Ohio")) == 1
    fetch(record, GOOD)
    assert same(record)["https://other.example/r"] == ("same", ARTICLE)
    assert copies(record) == {
        "https://other.example/r": None,
        "https://third.example/c": ARTICLE,
        ARTICLE: None,
    }
    for url in ("https://other.example/r", ARTICLE):
        found = record.reading.document(url)
        assert found is not None
        assert (found.url, found.state) == (ARTICLE, "recorded")


def test_what_another_site_was_led_to_is_not_its_own_where_the_texts_differ(record: Record) -> None:
    list_entries(record, OTHER, Entry("https://other.example/r"))
    fetch(record, OTHER, OTHER_TEXT, "Something else", url=ARTICLE)
    assert list_entries(record, GOOD, Entry(ARTICLE, "A plant in Ohio")) == 1
    fetch(record, GOOD)
    assert [state for state, _ in same(record).values()] == ["recorded", "recorded"]
    found = record.reading.document(ARTICLE)
    assert found is not None
    assert found.title == "A plant in Ohio"


def test_who_is_led_to_an_article_that_could_not_be_fetched_does_not_take_its_address(
    record: Record,
) -> None:
    list_entries(record, GOOD, Entry(ARTICLE))
    for minutes in (0, 20):
        store = CrawlStore(record.engine, Clock(timedelta(minutes=minutes)))
        (listed,) = store.claim_listed([GOOD.id], 1)
        store.fetch_failed(listed, "HTTP 404", permanent=True)
    list_entries(record, OTHER, Entry("https://other.example/r"))
    fetch(record, OTHER, url=ARTICLE)
    with read(record.engine) as connection:
        held = select(documents.c.url).join(addresses).where(addresses.c.key == "good.example/a")
        assert connection.scalar(held) == ARTICLE


def test_a_page_for_phones_is_not_taken_for_what_another_site_made_of_it(record: Record) -> None:
    list_entries(record, OTHER, Entry("https://other.example/r"))
    fetch(record, OTHER, url=ARTICLE)
    list_entries(record, GOOD, Entry("https://m.good.example/7"))
    fetch(record, GOOD, canonical=ARTICLE)
    assert same(record)["https://other.example/r"] == ("same", "https://m.good.example/7")


def test_who_waits_for_an_article_follows_it_when_it_turns_out_to_be_another(record: Record) -> None:
    list_entries(record, GOOD, Entry("https://m.good.example/7"))
    fetch(record, GOOD)
    list_entries(record, OTHER, Entry("https://other.example/r"))
    list_entries(record, GOOD, Entry(ARTICLE))
    fetch(record, OTHER, url=ARTICLE)
    fetch(record, GOOD, canonical="https://m.good.example/7")
    first = "https://m.good.example/7"
    assert same(record) == {
        first: ("recorded", None),
        "https://other.example/r": ("same", first),
        ARTICLE: ("same", first),
    }


def test_what_another_site_says_of_an_articles_date_makes_it_no_baseline(record: Record) -> None:
    now = Clock().now()
    list_entries(record, OTHER, Entry(ARTICLE, published_at=now - 1000 * DAY))
    fetch(record, OTHER, published_at=now + DAY)
    with read(record.engine) as connection:
        (row,) = connection.execute(select(documents))
        assert (row.baseline, row.published_at) == (False, now + DAY)
        assert connection.scalar(select(revisions.c.published_at)) == now + DAY


# ---------------------------------------------------------------- near-copies


def test_the_likenesses_of_last_month_are_forgotten(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "_FORGET_EVERY", 3)
    add(record, "https://one.example/a", OTHER_TEXT)
    with write(record.engine) as connection:
        connection.execute(documents.update().values(first_seen_at=Clock().now() - 15 * DAY))
    add(record, "https://two.example/b")
    add(record, "https://three.example/c")
    with read(record.engine) as connection:
        kept = select(likenesses.c.document_id).distinct().order_by(likenesses.c.document_id)
        assert connection.scalars(kept).all() == [2, 3]


def test_a_copy_on_another_site_is_another_document_tied_to_the_first(record: Record) -> None:
    add(record, "https://one.example/a")
    add(record, "https://two.example/b", f"{written(5, 40, False)} {TEXT}", "Agencies: a plant in Ohio")
    add(record, "https://three.example/c", f"{TEXT} {written(6, 40, False)}", "A plant")
    add(record, "https://four.example/d", OTHER_TEXT, "A plant in Ohio")
    assert copies(record) == {
        "https://one.example/a": None,
        "https://two.example/b": "https://one.example/a",
        "https://three.example/c": "https://one.example/a",
        "https://four.example/d": None,
    }
    assert len(texts(record)) == 4, "a copy is evidence too: it is read like any other"


def test_copies_in_both_scripts_are_tied(record: Record) -> None:
    text = "".join(f"第{number}家工厂将在年内开业，" for number in range(30))
    add(record, "https://one.example/a", text, "工厂")
    traditional = str.maketrans("厂将内开业", "廠將內開業")
    add(record, "https://two.example/b", text.translate(traditional), "工廠")
    assert copies(record)["https://two.example/b"] == "https://one.example/a"


def test_short_notices_tie_nothing(record: Record) -> None:
    add(record, "https://one.example/a", "Sign up to read on.", "One")
    add(record, "https://two.example/b", "Sign up to read on.", "Two")
    assert set(copies(record).values()) == {None}
    with read(record.engine) as connection:
        assert connection.scalars(select(likenesses.c.band)).all() == []


def test_an_article_of_last_month_is_no_original(record: Record) -> None:
    add(record, "https://one.example/a")
    with write(record.engine) as connection:
        connection.execute(documents.update().values(first_seen_at=Clock().now() - 15 * DAY))
    add(record, "https://two.example/b")
    assert set(copies(record).values()) == {None}


def test_the_tables_are_asked_by_their_indexes(tmp_path: Path) -> None:
    """A poll lists thousands of addresses; a record holds a million Documents."""
    record = open_record(f"sqlite:///{tmp_path}/onrecord.db", Clock())
    query = _at(f"{SITE}/a", "h.example/a").compile(record.engine, compile_kwargs={"literal_binds": True})
    with read(record.engine) as connection:
        plan = " ".join(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}"))
    record.close()
    assert "MULTI-INDEX OR" in plan
    assert "SCAN" not in plan


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("bluesky:at://did:plc:a/app.bsky.feed.post/3k_A", 2),
        ("/app.bsky.feed.post/3k_A", 2),
        ("/app.bsky.feed.post/3k_a", 0),
        ("/app.bsky.feed.post/3kxA", 0),
        ("bluesky:at://did:plc:a/app.bsky.feed.post/3k_", 0),
    ],
)
def test_posts_are_found_by_their_key_or_its_end_whosever_they_are(
    record: Record, key: str, found: int
) -> None:
    for account in (Account("bluesky", "did:plc:a"), Account("bluesky", "did:plc:b")):
        of = replace(mirror(f"m:{account.uid}"), account=account, origin=account.key)
        shown = post(key="bluesky:at://did:plc:a/app.bsky.feed.post/3k_A", account=account, url="https://h/")
        record.crawl.add_sources([of])
        record.crawl.record_poll(poll(of, shown))
    with read(record.engine) as connection:
        assert len(identity.documents_at(connection, "https://nowhere.example/", [key])) == found
