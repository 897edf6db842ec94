"""Mutes by command: one of each thing, lifted one by one or all at once, and read by a judgement."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import insert

from record.clock import Clock
from record.store import Record
from record.store.engine import write
from record.store.merging import merge
from record.store.muting import Muted, MutingStore
from record.store.tables import statements
from record.store.traffic import active_mutes
from tests.builders import NOW
from tests.record.store.test_sending import judged

HOUR = timedelta(hours=1)
WATCH, SPEAKER, ALL = Muted(watch_id="us"), Muted(speaker_id="lei-jun"), Muted()


def muted(record: Record, later: timedelta = timedelta()) -> list[Muted]:
    return [each.of for each in MutingStore(record.engine, Clock(later)).mutes()]


def test_a_mute_holds_until_its_end_and_a_judgement_reads_it(record: Record) -> None:
    record.muting.mute(WATCH, NOW + HOUR, "too much of it")
    (mute,) = record.muting.mutes()
    assert (mute.of, mute.until, mute.note, mute.statement) == (WATCH, NOW + HOUR, "too much of it", None)
    with record.engine.connect() as connection:
        assert [each.watch_id for each in active_mutes(connection, Clock().now())] == ["us"]
    assert muted(record, 2 * HOUR) == []


def test_a_later_mute_of_the_same_is_in_place_of_the_first(record: Record) -> None:
    record.muting.mute(WATCH, NOW + 3 * HOUR)
    record.muting.mute(SPEAKER, NOW + 2 * HOUR)
    record.muting.mute(WATCH, NOW + HOUR)
    assert [(each.of, each.until) for each in record.muting.mutes()] == [
        (WATCH, NOW + HOUR),
        (SPEAKER, NOW + 2 * HOUR),
    ]


def test_one_is_lifted_alone_and_all_are_lifted_at_once(record: Record) -> None:
    for each in (WATCH, SPEAKER, ALL):
        record.muting.mute(each, NOW + HOUR)
    assert [each.of for each in record.muting.unmute(WATCH)] == [WATCH]
    assert muted(record) == [SPEAKER, ALL]
    assert {each.of for each in record.muting.unmute(ALL)} == {SPEAKER, ALL}
    assert (muted(record), record.muting.unmute(ALL)) == ([], [])


def test_a_statement_is_named_by_its_public_id_and_stays_muted_when_it_is_merged(record: Record) -> None:
    judged(record)
    (kept,) = record.reading.statements()
    with write(record.engine) as connection:
        other = {"public_id": "st_other", "speaker_id": "lei-jun", "polarity": "negative", "stance": "deny"}
        row = {**other, "text": "no plan", "first_seen_at": NOW}
        made = insert(statements).values(**row).returning(statements.c.id)
        other_id = connection.execute(made).scalar_one()
    record.muting.mute(Muted(statement_id=other_id), NOW + HOUR)
    assert [each.statement for each in record.muting.mutes()] == ["st_other"]
    with write(record.engine) as connection:
        merge(connection, [kept.id, other_id], NOW)
    assert [each.of.statement_id for each in record.muting.mutes()] == [kept.id]
