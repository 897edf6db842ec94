"""A text that makes the extractor fail or hang is set aside with the error; the rest go on."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from datetime import timedelta
from typing import Any, cast

import pytest

from record.clock import Clock
from record.people import load_people
from record.placing import Located
from record.store import Record
from record.store.intake import IntakeStore
from record.types import Revision
from statements import locating
from statements import pool as extract_pool
from statements.english import parsing
from statements.intake import Intake
from statements.locating import MOST_REPORTS, locate_reports
from statements.pool import ExtractionFailed, ExtractPool
from tests.builders import record_articles, revision

pytestmark = pytest.mark.parametrize("record_url", ["sqlite"], indirect=True)


async def read_all(record: Record, limit_seconds: float) -> None:
    pool = ExtractPool(load_people()[0], limit_seconds=limit_seconds)
    try:
        await Intake(record.intake, pool).work()
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


class RefusingStore(IntakeStore):
    """A record that takes no Report."""

    def record_reports(self, *_: Any, **__: Any) -> int:
        raise ValueError("the record refuses it")


def test_what_the_record_refuses_is_set_aside_after_three_attempts_and_holds_no_other(record: Record) -> None:
    record_articles(record, "one", "two")

    async def scenario() -> None:
        pool = ExtractPool(load_people()[0])
        try:
            for minutes in range(0, 6, 2):
                store = RefusingStore(record.engine, Clock(timedelta(minutes=minutes)))
                assert await Intake(store, pool).work() == 2
        finally:
            pool.stop()

    asyncio.run(scenario())
    kept = [record.reading.document(f"https://reuters.example/reutersfeed{name}") for name in ("one", "two")]
    assert [each.quarantined for each in kept if each] == [("ValueError: the record refuses it",)] * 2


def test_kills_of_the_service_set_nothing_aside(record: Record) -> None:
    record_articles(record, "“We have no plans,” Lei Jun said on Monday.")
    for _ in range(10):
        record.enter()  # a new runner, since the last one died with the Revision in hand
        assert len(record.intake.claim_revisions(1)) == 1
        record.presence.leave()
    record.enter()
    asyncio.run(read_all(record, limit_seconds=30))
    assert [statement.speaker.id for statement in record.reading.statements()] == ["lei-jun"]


@pytest.mark.slow
def test_a_page_with_thousands_of_reports_gives_the_first_two_hundred(record: Record) -> None:
    said = (
        f"“Number {number} is our very last word on it,” Lei Jun said." for number in range(MOST_REPORTS + 50)
    )
    record_articles(record, "\n".join(said))
    asyncio.run(read_all(record, limit_seconds=30))
    found = sum(len(statement.reports) for statement in record.reading.statements())
    assert found == MOST_REPORTS


# ---------------------------------------------------------------- the model in the processes

SAID = "“We have no plans,” Lei Jun said on Monday."


def bite(revision: Revision) -> list[Located]:
    """An extractor whose model takes the process with it at one text."""
    if "crash" in revision.text:
        os.kill(os.getpid(), signal.SIGSEGV)
    return locate_reports(revision, load_people()[0])


def test_a_parse_that_crashes_its_process_costs_its_own_document_and_no_other(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extract_pool, "_extract", bite)
    record_articles(record, "crash", SAID)

    async def scenario() -> None:
        pool = ExtractPool(load_people()[0])
        try:
            for minutes in range(0, 6, 2):
                await Intake(IntakeStore(record.engine, Clock(timedelta(minutes=minutes))), pool).work()
        finally:
            pool.stop()

    asyncio.run(scenario())
    kept = record.reading.document("https://reuters.example/reutersfeedcrash")
    assert kept is not None
    assert "the process died" in kept.quarantined[0]
    assert [statement.speaker.id for statement in record.reading.statements()] == ["lei-jun"]


def swell(revision: Revision) -> list[Located]:
    """An extractor that takes a gigabyte for one text."""
    if "swell" in revision.text:
        bytearray(b"x" * 1024**3)
    return locate_reports(revision, load_people()[0])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux keeps to the limit")
def test_a_text_that_takes_too_much_memory_fails_and_the_next_one_is_read(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extract_pool, "_extract", swell)

    async def scenario() -> int:
        pool = ExtractPool(load_people()[0])
        try:
            with pytest.raises(ExtractionFailed, match="MemoryError"):
                await pool.extract(revision("swell"))
            return len(await pool.extract(revision(SAID)))
        finally:
            pool.stop()

    assert asyncio.run(scenario()) == 1


def is_warm() -> bool:
    return parsing._load_once.cache_info().currsize == 1


def test_a_process_has_its_model_before_its_first_document(record: Record) -> None:
    pool = ExtractPool(load_people()[0])
    try:
        assert asyncio.run(pool._pool.run(60, is_warm))
    finally:
        pool.stop()


def without_model() -> str:
    return "the English model is not installed"


@pytest.mark.slow
def test_what_the_processes_lack_is_told_once_in_the_log(
    record: Record, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(extract_pool, "_lacking", without_model)
    pool = ExtractPool(load_people()[0], workers=2)
    try:
        pool.start()
        assert asyncio.run(pool.extract(revision(SAID)))
    finally:
        pool.stop()
    warnings = [entry.message for entry in caplog.records if entry.levelno == logging.WARNING]
    assert warnings == ["the English model is not installed"]


def test_a_process_keeps_nothing_of_the_words_it_has_read(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    parser = parsing.load()
    assert parser is not None, parsing.why_missing()
    monkeypatch.setattr(locating, "extract", lambda revision, _: [*parser.parse([revision.text])][:0])
    extract_pool._know(load_people()[0])
    before = len(parser._nlp.vocab.strings)
    assert extract_pool._extract(revision("Nordlysq was zzqx and qqzx.")) == []
    assert len(parser._nlp.vocab.strings) == before
