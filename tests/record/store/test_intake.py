"""Reports join or open Statements and write Events."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event
from time import sleep
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from alerts.dispatch import Dispatch
from alerts.watchlist import Watchlist
from record.clock import Clock
from record.errors import Crossed, LeaseLost
from record.people import People
from record.placing import Candidate, Gist, Located, Placement
from record.store import Record, claims
from record.store.engine import write
from record.store.intake import ClaimedRevision
from record.store.judging import JudgingStore
from record.store.merging import merge
from record.types import EventKind, Hit, Report, ReportKind, Revision
from statements.grouping import WINDOW
from tests.builders import LEI_JUN, mirror, poll, post, record_articles, report

GIST = Gist("en", b"ab", b"cd", terms=frozenset({"plan"}))


def placed(made: Report, gist: Gist = GIST) -> Located:
    return Located(made, gist)


def join_first(_: Located, __: datetime, candidates: Sequence[Candidate]) -> Placement:
    return Placement(candidates[0].statement_id) if candidates else Placement()


def never_join(_: Located, __: datetime, ___: Sequence[Candidate]) -> Placement:
    return Placement()


def claim_all(record: Record) -> list[ClaimedRevision]:
    return record.intake.claim_revisions(10)


def read_all(record: Record) -> list[Revision]:
    """Every Revision that waits; nobody is found to speak in any."""
    done: list[Revision] = []
    while claimed := record.intake.claim_revisions(10):
        for each in claimed:
            record.intake.record_reports(each, [], never_join, WINDOW)
        done += (each.revision for each in claimed)
    return done


def test_a_report_opens_a_statement_and_the_next_joins_it(record: Record) -> None:
    record_articles(record, "one", "two")
    first, second = claim_all(record)
    record.intake.record_reports(first, [placed(report("no plan"))], join_first, WINDOW)
    record.intake.record_reports(second, [placed(report("no plans"))], join_first, WINDOW)
    (statement,) = record.reading.statements()
    assert [evidence.report.text for evidence in statement.reports] == ["no plan", "no plans"]
    kinds = [event.kind for event in record.reading.events(statement)]
    assert kinds == [EventKind.FIRST_DENIAL, EventKind.REPORTED]
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

    def look(_: Located, __: datetime, candidates: Sequence[Candidate]) -> Placement:
        seen.extend(candidates)
        return Placement()

    two = [placed(report("first", said_at=now)), placed(report("second", said_at=now), Gist(""))]
    record.intake.record_reports(new, two, look, WINDOW)
    assert [(each.text, each.gist) for candidate in seen for each in candidate.members] == [("first", GIST)]


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


# ---------------------------------------------------------------- what one more Report brings


QUOTE = "We have no plans to sell cars in Peru"
BROUGHT = [
    ([("no plans for Peru", "indirect")], (QUOTE, "direct"), EventKind.UPGRADED),
    ([("no plans for Peru", "nominal")], ("no plans at all for Peru", "indirect"), EventKind.REPORTED),
    ([(QUOTE, "direct")], (f"{QUOTE}, and nobody has asked us to", "direct"), EventKind.NEW_WORDS),
    ([(QUOTE, "direct")], ("no plans to sell cars", "direct"), EventKind.REPORTED),
    ([(QUOTE, "direct")], (f"{QUOTE}.", "direct"), EventKind.REPORTED),
    ([("a plan", "indirect"), (QUOTE, "direct")], ("whoever asks is told so", "direct"), EventKind.NEW_WORDS),
    ([("我们没有在秘鲁卖车的计划", "direct")], (QUOTE, "direct"), EventKind.REPORTED),  # a translation
]


@pytest.mark.parametrize(("before", "last", "kind"), BROUGHT)
def test_one_more_report_is_told_by_what_it_brings(
    record: Record, before: list[tuple[str, ReportKind]], last: tuple[str, ReportKind], kind: EventKind
) -> None:
    wordings = [*before, last]
    record_articles(record, *(f"number {n}" for n in range(len(wordings))))
    for claimed, (words, how) in zip(claim_all(record), wordings, strict=True):
        record.intake.record_reports(claimed, [placed(report(words, kind=how))], join_first, WINDOW)
    (statement,) = record.reading.statements()
    assert record.reading.events(statement)[-1].kind is kind


def test_what_one_document_says_twice_brings_nothing(record: Record) -> None:
    record_articles(record, "one")
    both = [placed(report("no plans for Peru")), placed(report(QUOTE, kind="direct"))]
    record.intake.record_reports(claim_all(record)[0], both, join_first, WINDOW)
    (statement,) = record.reading.statements()
    assert record.reading.events(statement)[-1].kind is EventKind.REPORTED


def test_a_copy_is_counted_and_no_wording_of_the_statement(record: Record) -> None:
    record_articles(record, "one", "two", "three")
    seen: list[int] = []

    def copy(_: Located, __: datetime, candidates: Sequence[Candidate]) -> Placement:
        seen.extend(len(each.members) for each in candidates)
        return Placement(candidates[0].statement_id, copy=True) if candidates else Placement()

    for claimed in claim_all(record):
        record.intake.record_reports(claimed, [placed(report(QUOTE))], copy, WINDOW)
    (statement,) = record.reading.statements()
    assert (len(statement.reports), seen) == (3, [1, 1])


# ---------------------------------------------------------------- two that are one


def merge_all(_: Located, __: datetime, candidates: Sequence[Candidate]) -> Placement:
    first, *others = (each.statement_id for each in reversed(candidates))
    return Placement(first, merges=tuple(others))


def test_two_statements_that_turn_out_to_be_one_are_the_older_one(record: Record) -> None:
    record_articles(record, "one", "two", "three")
    one, two, three = claim_all(record)
    record.intake.record_reports(one, [placed(report("first"))], never_join, WINDOW)
    own = report("second", provenance="own-account", stance="plan")
    record.intake.record_reports(two, [placed(own)], never_join, WINDOW)
    older, younger = record.reading.statements()
    record.intake.record_reports(three, [placed(report("third"))], merge_all, WINDOW)
    for public_id in (older.public_id, younger.public_id):
        kept = record.reading.statement(public_id)
        assert kept is not None
        assert kept.id == older.id
        assert [each.report.text for each in kept.reports] == ["first", "second", "third"]
        assert (kept.text, kept.stance) == ("second", "plan"), "the younger had the original"
        assert kept.original is not None
        assert len(record.reading.events(kept)) == 3
    assert [each.id for each in record.reading.statements()] == [older.id]


def test_a_hit_on_either_of_two_that_are_one_counts(record: Record) -> None:
    record_articles(record, "one", "two", "three")
    one, two, three = claim_all(record)
    for claimed in (one, two):
        record.intake.record_reports(claimed, [placed(report(str(claimed.revision.id)))], never_join, WINDOW)
    _, younger = record.judging.claim_events(2)
    with record.judging.judging(younger) as judging:
        judging.record([(Hit("peru", "Peru", younger.events[0], {}), [])], [], {})
    record.intake.record_reports(three, [placed(report("third"))], merge_all, WINDOW)
    (later,) = record.judging.claim_events(9)
    (kept,) = record.reading.statements()
    with record.judging.judging(later) as judging:
        assert judging.known_hits() == {("peru", kept.id)}


def test_events_of_a_statement_that_was_merged_meanwhile_are_judged_again(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_articles(record, "one", "two", "three")
    one, two, three = claim_all(record)
    for claimed in (one, two):
        record.intake.record_reports(claimed, [placed(report(str(claimed.revision.id)))], never_join, WINDOW)
    _, younger = record.judging.claim_events(2)
    record.intake.record_reports(three, [placed(report("third"))], merge_all, WINDOW)
    with pytest.raises(Crossed), record.judging.judging(younger):
        pass
    with monkeypatch.context() as patch:
        patch.setattr(JudgingStore, "claim_events", lambda *_: [younger])
        asyncio.run(Dispatch(record.judging, Watchlist((), {}, People()), {}).work())
    again = record.judging.claim_events(9)
    assert [event.statement.id for claimed in again for event in claimed.events if event.statement] == [
        one.revision.id,
        one.revision.id,
    ], "at once, not when the lease ends"
    assert {claimed.attempts for claimed in again} == {1}, "and the attempt was none"


def test_a_merge_and_a_judgement_of_one_statement_do_not_wait_for_each_other(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_articles(record, "one", "two")
    for claimed in claim_all(record):
        record.intake.record_reports(claimed, [placed(report(str(claimed.revision.id)))], never_join, WINDOW)
    older, younger = record.judging.claim_events(2)
    finish, begun = claims.finish, Event()

    def linger(*arguments: Any) -> None:
        finish(*arguments)
        begun.set()
        sleep(0.5)

    def judge() -> None:
        with record.judging.judging(younger):
            pass

    def join() -> int:
        assert begun.wait(20)
        with write(record.engine) as connection:
            ids = [each.events[0].statement.id for each in (older, younger) if each.events[0].statement]
            return merge(connection, ids, Clock().now())

    monkeypatch.setattr(claims, "finish", linger)
    with ThreadPoolExecutor(2) as pool:
        judged, joined = pool.submit(judge), pool.submit(join)
        judged.result(20)
        assert joined.result(20) == 1


def test_a_deadlock_counts_as_no_attempt(record: Record) -> None:
    record_articles(record, "one")
    (claimed,) = claim_all(record)

    class Deadlock(Exception):
        sqlstate = "40P01"

    def crossed(*_: object) -> Placement:
        raise OperationalError("update", {}, Deadlock())

    with pytest.raises(Crossed):
        record.intake.record_reports(claimed, [placed(report("said"))], crossed, WINDOW)
    record.intake.give_back(claimed)
    (again,) = claim_all(record)
    assert again.attempts == claimed.attempts == 1
