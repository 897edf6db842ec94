"""What later versions of a Document do to its Statements: edited, deleted, back; once, whoever shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from record.placing import Candidate, Gist, Located, Placement
from record.store import Record
from record.types import Event, EventKind, Post, PostFacts, Report, Revision, Source, Statement
from statements.changes import added_reports, amended
from statements.grouping import WINDOW
from tests.builders import mirror, poll, post, record_articles, report

PLAN, OTHER, ROUND = (
    "We have no plans to sell cars in Peru.",
    "We have a plan to sell cars in Peru.",
    "Our battery plant in Hefei opens in June.",
)
HOUR = timedelta(hours=2)
DAY = 12  # looks


def alone(_: Located, __: datetime, ___: Sequence[Candidate]) -> Placement:
    return Placement()


class Reader:
    """Shows posts, and reads what waits: each line is what Lei Jun says."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.start = poll(mirror()).at
        self.looks = 0

    def show(self, of: Source, *posts: Post, gone: tuple[str, ...] = ()) -> None:
        self.looks += 1
        self.record.crawl.add_sources([of])
        at = self.start + self.looks * HOUR
        self.record.crawl.record_poll(poll(of, *posts, at=at, gone=gone))
        while claimed := self.record.intake.claim_revisions(10):
            for each in claimed:
                found = added_reports(list(said(each.revision)), each.revision.added)
                located = [Located(made, Gist("en")) for made in found]
                self.record.intake.record_reports(each, located, alone, WINDOW, amend=amended)

    def delete(self, of: Source, *others: Post) -> None:
        """The platform says so twice."""
        for _ in range(2):
            self.show(of, *others, gone=("weibo:1",))

    @property
    def statements(self) -> list[Statement]:
        return self.record.reading.statements()

    def told(self, statement: Statement) -> list[tuple[str, ...]]:
        """Its Events after the first, with what an edit changed."""
        events: list[Event] = self.record.reading.events(statement)
        return [
            (each.kind.value, *(each.data[key] for key in ("was", "now") if key in each.data))
            for each in events[1:]
        ]


def said(revision: Revision) -> Sequence[Report]:
    lines = [line for line in revision.text.splitlines() if line]
    starts = [revision.text.index(line) for line in lines]
    spans = [(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    return [
        report(line, content=(span,), sentence=span, provenance="own-account", kind="direct")
        for line, span in zip(lines, spans, strict=True)
    ]


def written(*lines: str, edits: int | None = None) -> Post:
    return post("1", "\n".join(lines), facts=PostFacts(edits=edits))


@pytest.fixture
def reader(record: Record) -> Reader:
    return Reader(record)


HUB, SPARE = mirror(), mirror("spare:lei-jun")
BESIDE = post("2", "Good morning to all of you.")


def test_an_edited_post_is_the_same_statement_with_other_words(reader: Reader) -> None:
    reader.show(HUB, written(PLAN, ROUND))
    reader.show(HUB, written(OTHER, ROUND))
    first, second = reader.statements
    assert reader.told(first) == [("edited", PLAN, OTHER)]
    assert reader.told(second) == []
    assert first.original is not None
    assert (first.text, first.original.report.text) == (OTHER, OTHER)
    assert [each.report.text for each in first.reports] == [PLAN, OTHER]
    assert reader.record.reading.events(first)[-1].evidence == first.reports[1]


def test_words_that_are_taken_out_are_an_edit_with_the_old_report_as_evidence(reader: Reader) -> None:
    reader.show(HUB, written(PLAN, ROUND))
    reader.show(HUB, written(ROUND))
    first, _ = reader.statements
    assert reader.told(first) == [("edited", PLAN, "")]
    assert reader.record.reading.events(first)[-1].evidence == first.reports[0]


def test_an_edit_back_is_one_too(reader: Reader) -> None:
    for lines in ((PLAN, ROUND), (OTHER, ROUND), (PLAN, ROUND), (OTHER, ROUND)):
        reader.show(HUB, written(*lines))
    first, _ = reader.statements
    there, back = ("edited", PLAN, OTHER), ("edited", OTHER, PLAN)
    assert reader.told(first) == [there, back, there]


def test_what_was_taken_out_and_comes_back_is_told_of_again(reader: Reader) -> None:
    for lines in ((PLAN, ROUND), (ROUND,), (PLAN, ROUND), (ROUND,)):
        reader.show(HUB, written(*lines))
    first, _ = reader.statements
    assert reader.told(first) == [("edited", PLAN, ""), ("edited", "", PLAN), ("edited", PLAN, "")]


def test_an_edit_that_two_mirrors_show_is_one(reader: Reader) -> None:
    for of in (HUB, SPARE):
        reader.show(of, written(PLAN, ROUND))
    for of in (SPARE, HUB):
        reader.show(of, written(OTHER, ROUND))
    first, _ = reader.statements
    assert reader.told(first) == [("edited", PLAN, OTHER)]


def test_a_mirror_that_writes_it_otherwise_edits_nothing(reader: Reader) -> None:
    reader.show(HUB, written(PLAN, ROUND))
    reader.show(SPARE, written(ROUND))
    reader.show(HUB, written(f"“{PLAN}”", ROUND))
    assert [reader.told(each) for each in reader.statements] == [[], []]


def test_a_deletion_and_the_return_are_told_of_once_of_every_statement_that_stood_there(
    reader: Reader,
) -> None:
    for of in (HUB, SPARE):
        reader.show(of, BESIDE, written(PLAN, ROUND))
    reader.show(HUB, BESIDE, written(ROUND))
    for of in (HUB, SPARE):
        reader.delete(of, BESIDE)
    beside, first, second = sorted(reader.statements, key=lambda each: (each.text != BESIDE.text, each.id))
    assert reader.told(beside) == []
    assert reader.told(first) == [("edited", PLAN, "")], "it did not stand there any more"
    assert reader.told(second) == [("deleted",)]
    for of in (HUB, SPARE):
        reader.show(of, BESIDE, written(ROUND))
    assert reader.told(second) == [("deleted",), ("back",)]
    reader.looks += DAY
    reader.delete(HUB, BESIDE)
    assert reader.told(second) == [("deleted",), ("back",), ("deleted",)]


def test_what_another_source_still_shows_is_not_deleted(reader: Reader) -> None:
    for of in (HUB, SPARE):
        reader.show(of, BESIDE, written(PLAN))
    for _ in range(3):
        reader.show(HUB, BESIDE, gone=("weibo:1",))
        reader.show(SPARE, BESIDE, written(PLAN))
    (statement,) = (each for each in reader.statements if each.text == PLAN)
    assert reader.told(statement) == []
    for of in (HUB, SPARE):
        reader.show(of, BESIDE, gone=("weibo:1",))
    assert reader.told(statement) == [("deleted",)], "both say so"


def test_a_source_that_flickers_deletes_a_post_once_a_day(reader: Reader) -> None:
    reader.show(HUB, BESIDE, written(PLAN))
    for _ in range(2):
        reader.delete(HUB, BESIDE)
        reader.show(HUB, BESIDE, written(PLAN))
    (statement,) = (each for each in reader.statements if each.text == PLAN)
    assert reader.told(statement) == [("deleted",), ("back",)]


def test_what_one_answer_calls_deleted_is_not_told_of(reader: Reader) -> None:
    reader.show(HUB, BESIDE, written(PLAN))
    reader.show(HUB, BESIDE, gone=("weibo:1",))
    assert [reader.told(each) for each in reader.statements] == [[], []]


def test_an_outlet_that_changes_its_quote_changes_no_other_outlets(record: Record) -> None:
    record_articles(record, "one", "two")
    for each in record.intake.claim_revisions(2):
        found = [Located(report(PLAN), Gist("en"))]
        record.intake.record_reports(each, found, join, WINDOW, amend=amended)
    (statement,) = record.reading.statements()
    assert statement.text == PLAN
    assert [event.kind for event in record.reading.events(statement)][1:] == [EventKind.REPORTED]


def join(_: Located, __: datetime, candidates: Sequence[Candidate]) -> Placement:
    return Placement(candidates[0].statement_id) if candidates else Placement()


def test_the_revisions_of_one_document_are_read_one_after_the_other(record: Record) -> None:
    hub = replace(HUB)
    record.crawl.add_sources([hub])
    for hours, lines in enumerate(((PLAN, ROUND), (ROUND,))):
        at = poll(hub).at + hours * HOUR
        record.crawl.record_poll(poll(hub, written(*lines), at=at))
    (first,) = record.intake.claim_revisions(10)
    assert record.intake.claim_revisions(10) == []
    record.intake.record_reports(first, [], alone, WINDOW)
    (second,) = record.intake.claim_revisions(10)
    assert second.revision.text == ROUND
