"""A text that makes the extractor fail or hang is set aside with the error; the rest go on."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest

from record.people import load_people
from record.store import Record
from statements.intake import Intake
from statements.pool import ExtractionFailed, ExtractPool
from tests.builders import record_articles, revision

pytestmark = pytest.mark.parametrize("record_url", ["sqlite"], indirect=True)


async def read_all(record: Record, limit_seconds: float) -> None:
    pool = ExtractPool(load_people()[0], limit_seconds=limit_seconds)
    try:
        await Intake(record.intake, pool, ()).work()
    finally:
        pool.stop()


def test_a_text_that_comes_to_no_end_is_quarantined_and_the_next_run_reads_the_rest(record: Record) -> None:
    record_articles(record, "Lei Jun said that there was no plan. " * 50_000)
    url = record.intake.claim_revisions(1)[0].revision.document.url
    record.enter()  # a new runner takes over what was claimed
    asyncio.run(read_all(record, limit_seconds=0.1))
    kept = record.reading.document(url)
    assert kept is not None
    assert "came to no end" in kept.quarantined[0]
    record_articles(record, "“We have no plans,” Lei Jun said on Monday.")
    asyncio.run(read_all(record, limit_seconds=30))
    assert [statement.speaker.id for statement in record.reading.statements()] == ["lei-jun"]


def test_a_failing_extractor_names_its_error_and_the_pool_goes_on(record: Record) -> None:
    async def scenario() -> int:
        pool = ExtractPool(load_people()[0])
        try:
            with pytest.raises(ExtractionFailed, match="the extractor failed: "):
                await pool.extract(revision(cast("Any", 5)))
            return len(await pool.extract(revision("“We have no plans,” Lei Jun said on Monday.")))
        finally:
            pool.stop()

    assert asyncio.run(scenario()) == 1
