"""Which Statement a Report joins."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from record.types import Candidate
from statements.grouping import place
from tests.builders import EPOCH

HOUR = timedelta(hours=1)
US, CARS = frozenset({"us"}), frozenset({"cars"})
DENIAL = Candidate(1, "lei-jun", "negative", "deny", EPOCH, content_topics=US, topics=US)


@pytest.mark.parametrize(
    ("speaker", "polarity", "after", "topics", "joins"),
    [
        ("lei-jun", "negative", 0 * HOUR, US, True),
        ("lei-jun", "negative", 48 * HOUR, US, True),
        ("lei-jun", "negative", -48 * HOUR, US, True),
        ("lei-jun", "negative", 49 * HOUR, US, False),
        ("lei-jun", "positive", 0 * HOUR, US, False),
        ("jim-farley", "negative", 0 * HOUR, US, False),
        ("lei-jun", "negative", 0 * HOUR, CARS, False),
        ("lei-jun", "negative", 0 * HOUR, frozenset(), False),
    ],
)
def test_a_report_joins_when_speaker_polarity_topic_and_time_agree(
    speaker: str, polarity: str, after: timedelta, topics: frozenset[str], joins: bool
) -> None:
    placed = place(speaker, polarity, "deny", EPOCH + after, topics, topics, [DENIAL])  # type: ignore[arg-type]
    assert placed == (1 if joins else None)


def test_the_statement_that_shares_most_words_said_wins() -> None:
    other = replace(DENIAL, statement_id=2, content_topics=CARS, topics=US | CARS)
    assert place("lei-jun", "negative", "deny", EPOCH, US, US | CARS, [other, DENIAL]) == 1
    assert place("lei-jun", "negative", "deny", EPOCH, CARS, US | CARS, [other, DENIAL]) == 2


def test_among_equals_the_nearest_in_time_wins() -> None:
    late = replace(DENIAL, statement_id=2, said_at=EPOCH + 10 * HOUR)
    assert place("lei-jun", "negative", "deny", EPOCH + 9 * HOUR, US, US, [DENIAL, late]) == 2


def test_without_candidates_it_opens_its_own() -> None:
    assert place("lei-jun", "negative", "deny", EPOCH, US, US, []) is None


@pytest.mark.parametrize(("stance", "joins"), [("claim", True), ("judge", True), ("plan", False)])
def test_a_plan_is_never_counted_with_a_remark(stance: str, joins: bool) -> None:
    remark = replace(DENIAL, polarity="positive", stance="claim")
    placed = place("lei-jun", "positive", stance, EPOCH, US, US, [remark])  # type: ignore[arg-type]
    assert placed == (1 if joins else None)
