"""A sentence that a mirror had cut, and the whole of it later: one Statement, which ends up whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest

from record.placing import Candidate, Gist, Located, Placement
from record.store import Record
from record.types import EventKind, Post, PostFacts, Report, Revision, Statement
from statements.grouping import WINDOW
from tests.builders import mirror, poll, post, report

HALF, WHOLE = "We will bring cars to the US mar", "We will bring cars to the US market after 2027."
REST = " The plant stands in Texas."


def alone(_: Located, __: datetime, ___: Sequence[Candidate]) -> Placement:
    return Placement()


def said(words: str, text: str) -> Report:
    start = text.index(words)
    return report(
        words, content=((start, start + len(words)),), provenance="own-account", kind="direct", stance="plan"
    )


def read(record: Record, of: Post, words: Sequence[str], at: str = "hub:lei-jun") -> Revision:
    """The mirror shows the post, and these words are found in it."""
    hub = mirror(at)
    record.crawl.add_sources([hub])
    record.crawl.record_poll(poll(hub, of))
    (claimed,) = record.intake.claim_revisions(10)
    found = [Located(said(each, of.text), Gist("en")) for each in words]
    record.intake.record_reports(claimed, found, alone, WINDOW)
    return claimed.revision


def cut(text: str = HALF) -> Post:
    return post(text=text, facts=PostFacts(complete=False))


def events(record: Record, statement: Statement) -> list[EventKind]:
    return [event.kind for event in record.reading.events(statement)]


@pytest.mark.parametrize("mirror_id", ["hub:lei-jun", "spare:lei-jun"])
def test_the_whole_sentence_joins_its_half_and_is_what_was_said(record: Record, mirror_id: str) -> None:
    read(record, cut(), [HALF])
    read(record, post(text=WHOLE + REST), [WHOLE, REST.strip()], mirror_id)
    first, second = record.reading.statements()
    assert (first.text, second.text) == (WHOLE, REST.strip())
    assert first.original is not None
    assert first.original.report.text == WHOLE
    assert [evidence.report.text for evidence in first.reports] == [HALF, WHOLE]
    assert events(record, first) == [EventKind.NEW, EventKind.REPORTED]
    assert events(record, second) == [EventKind.NEW]


def test_another_sentence_with_the_same_beginning_is_another_statement(record: Record) -> None:
    read(record, cut(f"We will. {HALF}"), ["We will.", HALF])
    read(record, post(text=f"We will. We will win. {WHOLE}"), ["We will win.", WHOLE])
    assert [statement.text for statement in record.reading.statements()] == [
        "We will.",
        WHOLE,
        "We will win.",
    ]


def test_a_whole_post_has_no_halves(record: Record) -> None:
    read(record, post(text=HALF), [HALF])
    read(record, post(text=WHOLE), [WHOLE], "spare:lei-jun")
    assert [statement.text for statement in record.reading.statements()] == [HALF, WHOLE]
