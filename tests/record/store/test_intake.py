"""Reports join or open Statements and write Events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from record.clock import Clock
from record.errors import LeaseLost
from record.placing import Candidate, Located
from record.store import Record
from record.store.intake import ClaimedRevision
from record.types import EventKind, Report
from statements.grouping import WINDOW
from tests.builders import LEI_JUN, mirror, poll, post, record_articles, report

US = frozenset({"us"})


def placed(made: Report, topics: frozenset[str] = US) -> Located:
    return Located(made, topics, topics)


def join_first(_: Located, __: datetime, candidates: Sequence[Candidate]) -> int | None:
    return candidates[0].statement_id if candidates else None


def never_join(_: Located, __: datetime, ___: Sequence[Candidate]) -> int | None:
    return None


def claim_all(record: Record) -> list[ClaimedRevision]:
    return record.intake.claim_revisions(10)


def test_a_report_opens_a_statement_and_the_next_joins_it(record: Record) -> None:
    record_articles(record, "one", "two")
    first, second = claim_all(record)
    record.intake.record_reports(first, [placed(report("no plan"))], join_first, WINDOW)
    record.intake.record_reports(second, [placed(report("no plans"))], join_first, WINDOW)
    (statement,) = record.reading.statements()
    assert [evidence.report.text for evidence in statement.reports] == ["no plan", "no plans"]
    assert [event.kind for event in record.reading.events(statement)] == [EventKind.NEW, EventKind.REPORTED]
    assert statement.public_id.startswith("st_")
    assert len(statement.public_id) >= 10


def test_a_report_comes_back_from_the_record_as_it_went_in(record: Record) -> None:
    record_articles(record, "one")
    made = replace(report(), cue=(0, 4), org="Xiaomi", said_at=Clock().now(), venue="weibo")
    record.intake.record_reports(claim_all(record)[0], [placed(made)], never_join, WINDOW)
    (statement,) = record.reading.statements()
    assert statement.reports[0].report == replace(made, speaker=replace(LEI_JUN, names=()))


def test_the_same_words_in_one_document_are_one_report(record: Record) -> None:
    record_articles(record, "one")
    twice = [placed(report("No plan.")), placed(report("no  PLAN."))]
    assert record.intake.record_reports(claim_all(record)[0], twice, never_join, WINDOW) == 1


def test_a_post_that_comes_after_its_reports_is_located_as_the_original(record: Record) -> None:
    record_articles(record, "one")
    record.intake.record_reports(claim_all(record)[0], [placed(report("no plans"))], join_first, WINDOW)
    hub = mirror()
    record.crawl.add_sources([hub])
    record.crawl.record_poll(poll(hub, post(text="没有计划", published_at=Clock().now())))
    own = report("没有计划", provenance="own-account", kind="direct")
    record.intake.record_reports(claim_all(record)[0], [placed(own)], join_first, WINDOW)
    (statement,) = record.reading.statements()
    assert statement.original is not None
    assert statement.original.report.text == statement.text == "没有计划"
    assert record.reading.events(statement)[-1].kind is EventKind.ORIGINAL


def test_candidates_are_the_statements_of_the_speaker_within_the_window(record: Record) -> None:
    now = Clock().now()
    record_articles(record, "old", "other", "new")
    old, other, new = claim_all(record)
    record.intake.record_reports(old, [placed(report("old", said_at=now - 3 * WINDOW))], never_join, WINDOW)
    someone = replace(LEI_JUN, id="jim-farley")
    record.intake.record_reports(other, [placed(report("other", speaker=someone))], never_join, WINDOW)
    seen: list[Candidate] = []

    def look(_: Located, __: datetime, candidates: Sequence[Candidate]) -> int | None:
        seen.extend(candidates)
        return None

    two = [placed(report("first", said_at=now)), placed(report("second", said_at=now), frozenset())]
    record.intake.record_reports(new, two, look, WINDOW)
    assert [(candidate.texts, candidate.content_topics) for candidate in seen] == [(("first",), US)]


def test_a_quarantined_revision_is_kept_with_its_error_and_not_read_again(record: Record) -> None:
    record_articles(record, "one", "two")
    first, second = claim_all(record)
    record.intake.quarantine(first, "it hangs")
    record.intake.postpone(second, "the worker died", timedelta(minutes=1))
    assert claim_all(record) == []
    kept = record.reading.document(first.revision.document.url)
    assert kept is not None
    assert kept.quarantined == ("it hangs",)


def test_a_runner_that_lost_its_claim_records_nothing(record: Record) -> None:
    record_articles(record, "one")
    (claimed,) = claim_all(record)
    record.intake.record_reports(claimed, [placed(report())], never_join, WINDOW)
    with pytest.raises(LeaseLost):
        record.intake.record_reports(claimed, [placed(report("again"))], never_join, WINDOW)
    assert len(record.reading.statements()) == 1
