"""A day that is over is sealed, once, after the day before; what is altered then shows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Table, func, insert, select, update

from record.clock import Clock
from record.evidence import chain_leaf, prove, proven, root_of
from record.store import Record
from record.store.engine import read, write
from record.store.seals import SealStore
from record.store.tables import bodies, captures, documents, events, reports, revisions, seals, sources
from record.types import EventKind
from tests.builders import article
from tests.evidence import (
    TEXT,
    WORDS,
    capture,
    forget,
    later,
    proofs,
    read_all,
    record_article,
    seal,
    statement_ids,
)


def sealed_events(record: Record) -> list[dict[str, Any]]:
    with read(record.engine) as connection:
        query = select(events.c.data).where(events.c.kind == EventKind.SEALED).order_by(events.c.id)
        return list(connection.scalars(query))


def test_a_day_is_sealed_when_it_is_over_and_once(record: Record) -> None:
    record_article(record)
    read_all(record, WORDS)
    today = Clock().now().date()
    record.seals.seal_days()
    assert today.isoformat() not in [each.day for each in record.seals.all()]
    made = seal(record)
    assert made[-1].day == today.isoformat()
    assert [id for id, _ in made[-1].leaves] == [1]
    assert seal(record) == []
    assert made[-1].holds


def test_a_record_in_which_nothing_was_read_is_not_sealed(record: Record) -> None:
    assert record.seals.seal_days() == seal(record) == []
    record_article(record)
    read_all(record)
    assert record.seals.seal_days() == [], "it was read today, and yesterday there was no record"
    assert len(seal(record)) == 1


def test_every_revision_with_a_report_is_a_leaf_and_no_other(record: Record) -> None:
    record_article(record, "a")
    record_article(record, "b", text="Nobody said a thing today.")
    record_article(record, "c")
    read_all(record, WORDS)
    (made,) = seal(record)
    assert [id for id, _ in made.leaves] == [1, 3]
    for at in (1, 2):
        assert proven(made.hashes[at], prove(made.hashes, [at])[0]) == made.root


def test_a_version_that_came_later_is_sealed_on_its_own_day(record: Record) -> None:
    record_article(record)
    read_all(record, WORDS)
    seal(record)
    tomorrow = later()
    from record.store.intake import IntakeStore
    from record.store.rechecking import RecheckStore
    from statements.grouping import WINDOW

    store = RecheckStore(record.engine, tomorrow)
    (recheck,) = store.claim(["reuters/feed"], 1)
    store.record_version(recheck, article(f"{TEXT}\nShares rose in Hong Kong."), None, capture(b"later"))
    intake = IntakeStore(record.engine, tomorrow)
    for claimed in intake.claim_revisions(5):
        intake.record_reports(claimed, [], lambda *_: pytest.fail("nothing is placed"), WINDOW)
    (second,) = seal(record, 2)
    assert [id for id, _ in second.leaves] == [2]


def test_days_are_chained_and_silent_ones_are_sealed_too(record: Record) -> None:
    record_article(record)
    read_all(record, WORDS)
    first = seal(record)[-1]
    second, third = seal(record, 3)
    assert (second.previous, third.previous) == (first.root, second.root)
    assert second.leaves == ()
    assert root_of([chain_leaf(second.day, first.root)]) == second.root
    assert all(each.holds for each in record.seals.all())


def test_what_was_written_late_belongs_to_the_next_seal(record: Record) -> None:
    record_article(record)
    read_all(record, WORDS)
    seal(record)
    record_article(record, "late")
    read_all(record, WORDS)
    (second,) = seal(record, 2)
    assert [id for id, _ in second.leaves] == [2]
    assert second.previous == record.seals.all()[-2].root


def test_the_first_seal_of_an_old_record_covers_all_of_it(record: Record) -> None:
    record_article(record)
    read_all(record, WORDS)
    long = seal(record, 40)
    assert len(long) == 1
    assert len(long[0].leaves) == 1


def test_the_operator_is_told_what_was_sealed_and_what_is_broken(record: Record) -> None:
    record_article(record)
    read_all(record, WORDS)
    with write(record.engine) as connection:
        connection.execute(update(sources).values(broken_at=Clock().now(), broken_state="blocked"))
    (made,) = seal(record)
    (data,) = sealed_events(record)
    assert {key: data[key] for key in ("day", "root", "leaves", "statements", "alerts", "broken")} == {
        "day": made.day,
        "root": made.root,
        "leaves": 1,
        "statements": 1,
        "alerts": 0,
        "broken": ["Reuters"],
    }


def test_two_runners_write_one_seal(record: Record) -> None:
    record_article(record)
    read_all(record, WORDS)
    day = (later().now() - timedelta(days=1)).date()
    stores = [SealStore(record.engine, later()) for _ in range(2)]
    assert [bool(store._seal(day)) for store in stores] == [True, False]
    assert len(sealed_events(record)) == 1


ALTERED: tuple[tuple[Table, dict[str, Any]], ...] = (
    (revisions, {"text": "Lei Jun said there is a plan."}),
    (revisions, {"title": "Another"}),
    (revisions, {"observed_at": Clock(timedelta(days=-3)).now()}),
    (documents, {"url": "https://elsewhere.example/"}),
    (documents, {"outlet": "Another"}),
    (revisions, {"published_at": Clock(timedelta(days=-3)).now()}),
    (captures, {"url": "https://elsewhere.example/"}),
    (captures, {"sha256": "0" * 64}),
    (captures, {"status": 404}),
    (reports, {"body": {"text": "there is a plan"}}),
)


def test_whatever_was_altered_after_its_seal_is_named(record: Record) -> None:
    record_article(record)
    record_article(record, "b")
    read_all(record, WORDS)
    (made,) = seal(record)
    assert proofs(record).altered() == []
    for table, values in ALTERED:
        this = table.c.id == 2
        with write(record.engine) as connection:
            before = connection.execute(select(*(table.c[name] for name in values)).where(this)).one()
            connection.execute(update(table).where(this).values(**values))
        assert proofs(record).altered() == [(made.day, 2)], values
        with write(record.engine) as connection:
            connection.execute(update(table).where(this).values(**before._mapping))
        assert proofs(record).altered() == []


def test_a_seal_that_was_rewritten_breaks_and_so_does_the_chain_behind_it(record: Record) -> None:
    record_article(record)
    read_all(record, WORDS)
    first, second = seal(record)[-1], seal(record, 2)[-1]
    with write(record.engine) as connection:
        connection.execute(update(seals).where(seals.c.day == first.day).values(root="0" * 64))
    assert proofs(record).altered() == [(first.day, None), (second.day, None)]


def test_a_day_of_many_revisions_is_sealed_in_parts(record: Record) -> None:
    record_article(record)
    read_all(record, WORDS)
    with write(record.engine) as connection:
        row = connection.execute(select(revisions)).one()._mapping
        copies = [{**row, "id": number} for number in range(2, 1_202)]
        connection.execute(insert(revisions), copies)
    (made,) = seal(record)
    assert len(made.leaves) == 1_201
    with read(record.engine) as connection:
        assert connection.scalar(select(func.count()).select_from(seals)) == 1


def test_bytes_that_are_others_than_were_sealed_and_a_forgotten_text_that_is_back_are_named(
    record: Record,
) -> None:
    record_article(record)
    read_all(record, WORDS)
    (made,) = seal(record)
    with write(record.engine) as connection:
        connection.execute(update(bodies).values(packed=b"no zlib"))
    assert proofs(record).altered() == [(made.day, 1)]
    forget(record, min(statement_ids(record)))
    assert (proofs(record).altered(), proofs(record).forgotten()) == ([], 1)
    with write(record.engine) as connection:
        connection.execute(update(revisions).values(text="FORGED"))
    assert proofs(record).altered() == [(made.day, 1)]


def test_a_version_before_the_one_in_which_somebody_speaks_is_sealed_with_it(record: Record) -> None:
    record_article(record, "a")
    record_article(record, "b", text="Nobody said a thing.")
    read_all(record, WORDS)
    assert [len(made.leaves) for made in seal(record, 5)] == [1]
    with write(record.engine) as connection:
        row = connection.execute(select(reports)).one()._mapping
        late = {
            "id": 2,
            "document_id": 2,
            "revision_id": 2,
            "fingerprint": "f",
            "recorded_at": later(5).now(),
        }
        connection.execute(insert(reports).values(**{**row, **late}))
    assert [[id for id, _ in made.leaves] for made in seal(record, 8)] == [[2], [], []]
