"""A record that cannot be written is no fault of what was to be written."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from record.clock import Clock
from record.errors import RecordAway
from record.placing import Located
from record.store import open_record
from record.store.engine import read
from record.store.intake import IntakeStore
from record.types import Revision
from statements.intake import ATTEMPTS, Intake
from tests.builders import record_articles, report
from tests.record.store.test_intake import placed


class LongReader:
    """Reads more out of every text than a full disk takes."""

    async def extract(self, _: Revision) -> list[Located]:
        return [placed(report(f"there is no plan {number} " * 2_000)) for number in range(20)]


def test_a_full_disk_sets_no_document_aside(tmp_path: Path) -> None:
    record = open_record(f"sqlite:///{tmp_path}/onrecord.db", Clock())
    record_articles(record, "one")
    room = [10]

    @event.listens_for(record.engine, "begin")
    def _bound(connection):  # type: ignore[no-untyped-def]
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + room[0]}")

    for number in range(ATTEMPTS + 2):  # more often than a text of its own fault is tried
        store = IntakeStore(record.engine, Clock(timedelta(hours=number)))
        asyncio.run(Intake(store, LongReader()).work())  # type: ignore[arg-type]
        assert not record.reading.statements()
    room[0] = 1_000_000
    store = IntakeStore(record.engine, Clock(timedelta(days=1)))
    asyncio.run(Intake(store, LongReader()).work())  # type: ignore[arg-type]
    assert record.reading.statements()
    record.close()


def test_a_record_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    record = open_record(f"sqlite:///{tmp_path}/onrecord.db", Clock())
    with read(record.engine) as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")  # of the one connection in the pool
    with pytest.raises(RecordAway):
        record.intake.claim_revisions(1)
    record.close()
