"""The answers that Revisions are read from: kept, shared, dropped."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Row, select

from record.evidence import sha256
from record.store import Record
from record.store.engine import read
from record.store.evidence import answers_to, unpacked
from record.store.tables import bodies, captures, revision_captures
from tests.builders import article, poll, post, source
from tests.evidence import PAGE, TEXT, WORDS, capture, read_all, record_article, record_posts


def rows(record: Record) -> list[Row[Any]]:
    """Of each Revision every answer, with its bytes."""
    with read(record.engine) as connection:
        query = (
            select(captures, bodies.c.packed, revision_captures.c.revision_id)
            .join(revision_captures, revision_captures.c.capture_id == captures.c.id)
            .outerjoin(bodies, bodies.c.sha256 == captures.c.sha256)
            .order_by(revision_captures.c.revision_id, captures.c.id)
        )
        return list(connection.execute(query))


def test_an_article_with_a_report_keeps_its_answer_byte_for_byte(record: Record) -> None:
    record_article(record)
    read_all(record, WORDS)
    (row,) = rows(record)
    assert unpacked(row.packed) == PAGE
    assert (row.sha256, row.size, row.status) == (sha256(PAGE), len(PAGE), 200)
    assert row.url == "https://reuters.example/a"
    assert ["Content-Type", "text/html"] in row.headers


def test_an_article_in_which_nobody_speaks_keeps_the_hash_only(record: Record) -> None:
    record_article(record)
    assert rows(record)[0].packed is not None, "nobody has read it yet"
    read_all(record)
    (row,) = rows(record)
    assert (row.packed, row.sha256) == (None, sha256(PAGE))


def test_one_answer_at_two_addresses_is_kept_once_while_either_needs_it(record: Record) -> None:
    record_article(record, "a")
    record_article(record, "b", text="Nobody said a thing today.")
    read_all(record, WORDS)
    assert [unpacked(row.packed) for row in rows(record)] == [PAGE, PAGE]
    with read(record.engine) as connection:
        assert len(connection.execute(select(bodies)).all()) == 1


def test_a_later_version_of_a_reported_article_is_evidence_too(record: Record) -> None:
    record_article(record)
    read_all(record, WORDS)
    (recheck,) = _due(record)
    edited = b"<html>edited</html>"
    record.rechecks.record_version(
        recheck, article(f"{TEXT}\nShares rose in Hong Kong."), None, capture(edited)
    )
    read_all(record)
    assert [unpacked(row.packed) for row in rows(record)] == [PAGE, edited]


def test_a_post_keeps_those_answers_that_name_it(record: Record) -> None:
    listing = capture(b'[{"id": "501"}, {"id": "502"}]', "https://hub.example/list")
    whole = capture(f'{{"text": "{WORDS}"}}'.encode(), "https://hub.example/extend?id=501")
    other = capture(b'{"text": "x"}', "https://hub.example/extend?id=502")
    posts = post("501", WORDS), post("502", "Good morning.")
    record_posts(record, *posts, captures=(listing, whole, other))
    read_all(record, WORDS)
    assert [(row.revision_id, row.url.rpartition("/")[2], row.packed is None) for row in rows(record)] == [
        (1, "list", False),
        (1, "extend?id=501", False),
        (2, "list", False),
        (2, "extend?id=502", True),
    ]


def test_a_post_that_no_answer_names_keeps_them_all() -> None:
    answers = [capture(b"one"), capture(b"two")]
    assert answers_to(post("501"), answers) == answers


def test_the_answers_of_a_poll_are_packed_once_and_while_others_may_write(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    compress = zlib.compress
    packed: list[bytes] = []

    def pack(body: bytes, level: int) -> bytes:
        record.crawl.add_sources([source(f"other/{len(packed)}")])
        packed.append(body)
        return compress(body, level)

    monkeypatch.setattr(zlib, "compress", pack)
    names = [str(number) for number in range(501, 521)]
    listing = capture(" ".join(names).encode(), "https://hub.example/list")
    record_posts(record, *(post(name, WORDS) for name in names), captures=(listing,))
    assert packed == [listing.body]
    assert {unpacked(row.packed) for row in rows(record)} == {listing.body}
    assert len(rows(record)) == len(names)


def test_the_answer_of_a_page_is_packed_while_others_may_write(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    compress = zlib.compress

    def pack(body: bytes, level: int) -> bytes:
        record.crawl.add_sources([source(sha256(body))])
        return compress(body, level)

    monkeypatch.setattr(zlib, "compress", pack)
    record_article(record)
    (recheck,) = _due(record)
    edited = b"<html>edited</html>"
    record.rechecks.record_version(recheck, article(f"{TEXT}\nIt rained."), None, capture(edited))
    assert [unpacked(row.packed) for row in rows(record)] == [PAGE, edited]


def test_an_answer_whose_bytes_were_dropped_within_the_poll_is_kept_for_the_next_post(
    record: Record,
) -> None:
    hub = record_posts(record, post("501", WORDS))
    listing = capture(b"501 502", "https://hub.example/list")
    other = replace(hub, id="other:lei-jun", mirror="other")
    record.crawl.add_sources([other])
    shown = poll(other, post("501", WORDS), post("502", "Good morning."))
    record.crawl.record_poll(replace(shown, captures=(listing,)))  # 501 is known: nobody will read it
    assert [unpacked(row.packed) for row in rows(record)] == [listing.body, listing.body]


def test_what_was_recorded_without_its_answer_goes_on(record: Record) -> None:
    record_article(record, text=TEXT, body=None)
    read_all(record, WORDS)
    assert rows(record) == []


def _due(record: Record) -> Any:
    from datetime import timedelta

    from record.clock import Clock
    from record.store.rechecking import RecheckStore

    return RecheckStore(record.engine, Clock(timedelta(days=1))).claim(["reuters/feed"], 1)
