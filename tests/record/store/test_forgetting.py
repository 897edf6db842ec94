"""Forgetting: the words are gone from every table, the hashes are left, and nothing of it comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from record.clock import Clock
from record.evidence import Capture, sha256
from record.store import Record
from record.store.crawling import CrawlStore
from record.store.engine import read, write
from record.store.evidence import unpacked
from record.store.forgetting import Found
from record.store.gistrows import gist_body
from record.store.tables import (
    alert_hits,
    alerts,
    answers,
    bodies,
    captures,
    deliveries,
    documents,
    events,
    hits,
    metadata,
    reports,
    revisions,
    rumours,
    seals,
    statements,
    threads,
)
from tests.builders import ACCOUNT, entry, mirror, poll, post, source
from tests.evidence import (
    GIST,
    PAGE,
    TEXT,
    WORDS,
    capture,
    forget,
    proofs,
    read_all,
    record_article,
    record_posts,
    seal,
)

SECRET = "no plan for the US"


def everything(record: Record) -> str:
    """All that stands in the record, as text."""
    with read(record.engine) as connection:
        rows = [connection.execute(select(table)).all() for table in metadata.sorted_tables]
        packed = connection.scalars(select(bodies.c.packed)).all()
    return repr(rows) + "".join(unpacked(each).decode(errors="replace") for each in packed)


def column(record: Record, wanted: Any) -> list[Any]:
    with read(record.engine) as connection:
        return list(
            connection.scalars(
                select(wanted).order_by(wanted.table.c[wanted.table.primary_key.columns.keys()[0]])
            )
        )


def told(record: Record, state: str = "pending") -> None:
    """Each Statement's first Event has a Hit, and an Alert with a message to one recipient."""
    with write(record.engine) as connection:
        for row in connection.execute(select(events).where(events.c.statement_id.is_not(None))).all():
            now = Clock().now()
            hit = {"watch_id": "w", "watch_name": "W", "event_id": row.id, "statement_id": row.statement_id}
            seen = {"at": now, "explanation": {"found": WORDS}, "checks": []}
            hit_id = connection.execute(insert(hits).values(**hit, **seen).returning(hits.c.id)).scalar_one()
            made = insert(alerts).values(event_id=row.id, channel="c", at=now).returning(alerts.c.id)
            alert_id = connection.execute(made).scalar_one()
            connection.execute(insert(alert_hits).values(alert_id=alert_id, hit_id=hit_id, rank=0))
            to = {
                "key": f"k{row.id}",
                "alert_id": alert_id,
                "channel": "c",
                "recipient": 0,
                "recipient_hash": "h",
            }
            payload = {"subject": WORDS, "text": WORDS, "html": None}
            connection.execute(insert(deliveries).values(**to, state=state, doubt=False, payload=payload))


def test_of_a_statement_no_word_is_left_and_every_hash_is(record: Record) -> None:
    record_article(record)
    read_all(record, WORDS)
    told(record)
    (made,) = seal(record)
    hashes = [column(record, each) for each in (revisions.c.content_hash, reports.c.fingerprint)]
    (statement,) = record.reading.statements()
    assert SECRET in everything(record)

    forget(record, statement.public_id)
    assert SECRET not in everything(record)
    assert column(record, bodies.c.sha256) == []
    assert column(record, captures.c.sha256) == [sha256(PAGE)]
    assert hashes == [column(record, each) for each in (revisions.c.content_hash, reports.c.fingerprint)]
    assert column(record, seals.c.root) == [made.root]
    assert proofs(record).altered() == [], "it cannot be compared, and is no fault"
    (left,) = record.reading.statements()
    assert [reason.code for reason in left.reports[0].report.reasons] == ["forgotten"]


def test_no_word_is_left_in_the_file_of_the_database(record: Record) -> None:
    name = record.engine.url.database
    if record.engine.dialect.name != "sqlite" or name is None:
        pytest.skip("PostgreSQL's own vacuum sees to it")
    record_article(record)
    read_all(record, WORDS)
    folder = Path(name).parent
    assert any(SECRET.encode() in path.read_bytes() for path in folder.iterdir())
    forget(record, record.reading.statements()[0].public_id)
    assert not any(SECRET.encode() in path.read_bytes() for path in folder.iterdir())


def test_what_waits_to_be_sent_is_not_sent(record: Record) -> None:
    record_article(record)
    read_all(record, WORDS)
    told(record)
    (statement,) = record.reading.statements()
    store = record.forgetting
    assert store.forget(store.of_statement(statement.public_id)).cancelled == 1
    assert record.sending.claim_deliveries(5, timedelta(minutes=1)) == []
    (sending,) = record.reading.deliveries(statement)
    assert sending.state == "dead"
    assert (sending.error or "").startswith("forgotten on ")


def test_what_was_sent_stays_sent_without_its_words(record: Record) -> None:
    record_article(record)
    read_all(record, WORDS)
    told(record, state="sent")
    (statement,) = record.reading.statements()
    forget(record, statement.public_id)
    assert [each.state for each in record.reading.deliveries(statement)] == ["sent"]
    assert SECRET not in everything(record)


def test_a_statement_that_others_report_speaks_on_in_their_words(record: Record) -> None:
    record_article(record, "a")
    read_all(record, WORDS)
    told(record)
    record_article(record, "b", text="Lei Jun said the US is not planned.")
    from record.placing import Located, Placement
    from statements.grouping import WINDOW
    from tests.builders import report

    (claimed,) = record.intake.claim_revisions(5)
    said = [Located(report("the US is not planned"), GIST)]
    record.intake.record_reports(claimed, said, lambda *_: Placement(1), WINDOW)
    store = record.forgetting
    done = store.forget(store.at_address("https://reuters.example/a"))
    assert (done.documents, done.statements, done.cancelled) == (1, 0, 1)
    (statement,) = record.reading.statements()
    assert statement.text == "the US is not planned"
    assert SECRET not in everything(record)


def test_the_rumour_the_reason_and_the_thread_are_forgotten_with_the_answer(record: Record) -> None:
    record_article(record)
    read_all(record, WORDS)
    now = Clock().now()
    with write(record.engine) as connection:
        thread = {"public_id": "th_1", "subject": WORDS, "opened_at": now}
        connection.execute(insert(threads).values(**thread))
        rumour = {"thread_id": 1, "report_id": 1, "text": WORDS, "at": now, "gist": gist_body(GIST)}
        connection.execute(insert(rumours).values(**rumour))
        answer = {"statement_id": 1, "kind": "denies", "rumour_id": 1, "report_id": 1, "at": now}
        connection.execute(insert(answers).values(**answer, reason=WORDS))
        connection.execute(update(statements).values(thread_id=1))
        merged = {"public_id": "st_merged", "merged_into": 1, "speaker_id": "lei-jun", "polarity": "negative"}
        also = {"stance": "deny", "text": WORDS, "first_seen_at": now}
        connection.execute(insert(statements).values(**merged, **also))
        edited = {"kind": "edited", "at": now, "batch": "b", "statement_id": 1, "report_id": 1}
        connection.execute(insert(events).values(**edited, data={"was": WORDS, "now": WORDS}))
    forget(record, "st_merged")
    assert SECRET not in everything(record)


def test_an_article_that_was_forgotten_is_neither_fetched_nor_looked_at_again(record: Record) -> None:
    record_article(record)
    read_all(record, WORDS)
    record.forgetting.forget(record.forgetting.at_address("https://reuters.example/a"))
    of, days = source(), Clock(timedelta(days=3))
    tomorrow = CrawlStore(record.engine, days)
    assert tomorrow.record_poll(poll(of, entry("a", days.now()), at=days.now())) == 0
    assert tomorrow.claim_listed([of.id], 5) == []
    assert record.rechecks.claim([of.id], 5) == []
    assert column(record, documents.c.state) == ["forgotten"]


def test_the_posts_of_an_account_are_forgotten_and_do_not_come_back(record: Record) -> None:
    listing = capture(f"501 {WORDS}".encode(), "https://hub.example/list")
    hub = record_posts(record, post("501", WORDS), captures=(listing,))
    read_all(record, WORDS)
    found = record.forgetting.of_account(ACCOUNT.key)
    assert record.forgetting.forget(found).documents == 1
    for gone in ((), ("weibo:501",)):
        shown = () if gone else (post("501", f"{WORDS}, he says again"),)
        assert record.crawl.record_poll(poll(hub, *shown, gone=gone)) == 0
    assert len(column(record, revisions.c.id)) == 1
    assert SECRET not in everything(record)


def test_another_post_of_the_same_listing_loses_its_bytes_and_nothing_else(record: Record) -> None:
    listing = capture(f"501 {WORDS} 502 {WORDS}".encode(), "https://hub.example/list")
    posts = post("501", WORDS), post("502", f"{WORDS} at all")
    record_posts(record, *posts, captures=(listing,))
    read_all(record, WORDS)
    seal(record)
    forget(record, record.reading.statements()[0].public_id)
    assert column(record, revisions.c.text) == ["", f"{WORDS} at all"]
    assert proofs(record).altered() == []


def test_what_the_record_does_not_know_is_nothing_to_forget(record: Record) -> None:
    store = record.forgetting
    assert not store.of_statement("st_none")
    assert not store.at_address("https://reuters.example/none")
    assert not store.of_account("weibo:1")
    assert Found("", (1,))


def test_a_revision_that_nobody_has_read_yet_is_forgotten_unread(record: Record) -> None:
    record_article(record)
    record.forgetting.forget(record.forgetting.at_address("https://reuters.example/a"))
    assert record.intake.claim_revisions(5) == []
    assert TEXT not in everything(record)


def test_a_listing_of_another_mirror_brings_nothing_back(record: Record) -> None:
    record_posts(record, post("501", WORDS))
    read_all(record, WORDS)
    record.forgetting.forget(record.forgetting.of_account(ACCOUNT.key))
    spare = mirror("spare:lei-jun")
    record.crawl.add_sources([spare])
    assert record.crawl.record_poll(poll(spare, post("501", WORDS))) == 0
    assert SECRET not in everything(record)


def test_later_listings_lose_the_bytes_too_and_do_not_bring_them_back(record: Record) -> None:
    def listing(*ids: str) -> tuple[Capture, ...]:
        words = {"501": WORDS, "502": "a shop in Berlin", "503": "a shop in Rome"}
        return (
            capture("".join(f"{id} {words[id]}" for id in ids).encode(), f"https://hub.example/{len(ids)}"),
        )

    hub = record_posts(record, post("501", WORDS), captures=listing("501"))
    read_all(record, WORDS)
    other = post("502", "a shop in Berlin")
    record.crawl.record_poll(replace(poll(hub, other, post("501", WORDS)), captures=listing("502", "501")))
    read_all(record, "a shop in Berlin")
    record.forgetting.forget(record.forgetting.at_address(post("501", WORDS).url, ("weibo:501",)))
    assert SECRET not in everything(record)
    more = post("503", "a shop in Rome"), other, post("501", WORDS)
    record.crawl.record_poll(replace(poll(hub, *more), captures=listing("503", "502", "501")))
    assert SECRET not in everything(record)


def test_where_somebody_is_reading_it_says_that_the_log_holds_words(record: Record) -> None:
    if record.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL's own vacuum sees to it")
    record_article(record)
    read_all(record, WORDS)
    store = record.forgetting
    with read(record.engine) as reading:
        reading.execute(select(documents)).all()
        assert store.forget(store.at_address("https://reuters.example/a")).log_left
        assert reading.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
    assert not store.forget(store.at_address("https://reuters.example/a")).log_left
