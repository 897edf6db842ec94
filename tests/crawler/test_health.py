"""Whether something is wrong with a Source, by what the record knows of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crawler.health import judge_health
from record.ailments import FEWER, SILENT, Ailment, Health, History, change
from record.types import EventKind, Outcome

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
WELL = History(NOW, Outcome.OK, "", 0, NOW - timedelta(minutes=1), listed=True)
USUAL = (30,) * 20
DAYS = (3_600.0,) * 100 + (50_000.0,) * 10  # hours, and ten nights of 14 hours
BLOCKED = Ailment("blocked", "HTTP 403")


def judged(**changes: Any) -> Health:
    return judge_health(replace(WELL, **changes))


def failing(minutes: float = 20, fails: int = 5, **changes: Any) -> Health:
    given = {"outcome": Outcome.BLOCKED, "reason": "HTTP 403", "fails": fails}
    return judged(**{**given, "well_at": NOW - timedelta(minutes=minutes), **changes})


def state(health: Health) -> str | None:
    return health.ailment.state if health.ailment else None


@pytest.mark.parametrize(
    ("minutes", "fails", "broken"),
    [(20, 5, True), (20, 4, False), (14, 40, False), (15, 5, True), (300, 5, True), (300, 4, False)],
)
def test_a_source_is_broken_by_five_failures_over_a_quarter_of_an_hour(
    minutes: float, fails: int, broken: bool
) -> None:
    assert failing(minutes, fails).ailment == (BLOCKED if broken else None)


@pytest.mark.parametrize(
    ("pause", "outcome", "broken"),
    [
        (3_600.0, Outcome.BLOCKED, True),
        (3_599.0, Outcome.BLOCKED, False),
        (3_600.0, Outcome.UNREACHABLE, False),
        (3_600.0, Outcome.EMPTY, False),
    ],
)
def test_a_refusal_after_which_nobody_asks_for_an_hour_needs_no_second(
    pause: float, outcome: Outcome, broken: bool
) -> None:
    found = failing(minutes=1, fails=1, outcome=outcome, pause=pause)
    assert found.ailment == (BLOCKED if broken else None)


@pytest.mark.parametrize(
    ("outcome", "listed", "broken"),
    [
        (Outcome.LOGIN, True, True),
        (Outcome.ROBOTS_BLOCKED, True, True),
        (Outcome.PARSE_ERROR, False, True),
        (Outcome.UNREACHABLE, True, True),
        (Outcome.ERROR, False, True),
        (Outcome.EMPTY, True, True),
        (Outcome.EMPTY, False, False),  # it never listed anything
    ],
)
def test_every_kind_of_failure_counts_and_nothing_only_where_there_was_something(
    outcome: Outcome, listed: bool, broken: bool
) -> None:
    assert state(failing(outcome=outcome, listed=listed)) == (str(outcome) if broken else None)


def test_a_failure_or_two_change_nothing() -> None:
    assert failing(fails=1).ailment is None
    assert failing(fails=1, ailment=Ailment(SILENT, "")).ailment == Ailment(SILENT, "")


def test_who_answers_that_he_has_nothing_and_never_had_is_well_again() -> None:
    assert failing(outcome=Outcome.EMPTY, listed=False, ailment=BLOCKED).ailment is None
    assert failing(fails=1, outcome=Outcome.EMPTY, listed=True, ailment=BLOCKED).ailment == BLOCKED


@pytest.mark.parametrize(
    ("found", "usual", "fewer"),
    [
        ((6, 5, 6), USUAL, True),
        ((6, 7, 6), USUAL, False),  # each of the last three
        ((6, 5), USUAL, False),
        ((1, 1, 1), (30,) * 9, False),  # nobody knows yet what is usual
        ((1, 1, 1), (30,) * 10, True),
        ((30, 30, 30), USUAL, False),
        ((6, 6, 6), (5,) * 10 + (200,) * 9, False),  # the median: some long lists are not the usual
    ],
)
def test_a_source_that_lists_a_fifth_of_the_usual_gives_fewer(
    found: tuple[int, ...], usual: tuple[int, ...], fewer: bool
) -> None:
    assert state(judged(found=found, usual=usual)) == (FEWER if fewer else None)
    assert state(judged(found=found, usual=usual, outcome=Outcome.NOT_MODIFIED)) == (FEWER if fewer else None)


def test_what_is_told_names_the_numbers() -> None:
    assert judged(found=(2, 1, 3), usual=(30, 31) * 5).ailment == Ailment(FEWER, "2 entries, usually 30.5")
    told = judged(last_new_at=NOW - 50 * HOUR, gaps=DAYS).ailment
    assert told == Ailment(SILENT, "nothing new for 50 h, and before that never for more than 14 h")
    told = judged(last_new_at=NOW - 100 * HOUR, gaps=DAYS).ailment
    assert told == Ailment(SILENT, "nothing new for 4 days, and before that never for more than 14 h")


@pytest.mark.parametrize(
    ("hours", "gaps", "silent"),
    [
        (43, DAYS, True),
        (41, DAYS, False),  # three times the longest gap
        (41, (*DAYS, 54_000.0), False),
        (7, (1_000.0,) * 700, True),
        (5, (1_000.0,) * 700, False),  # six hours at least
        (900, DAYS[-9:], False),
        (900, (600.0,) * 20, False),  # a rhythm of less than a week has seen no weekend
        (900, (), False),
    ],
)
def test_a_source_is_silent_beyond_its_own_rhythm(
    hours: float, gaps: tuple[float, ...], silent: bool
) -> None:
    assert state(judged(last_new_at=NOW - hours * HOUR, gaps=gaps)) == (SILENT if silent else None)


@pytest.mark.parametrize(
    ("polled", "unreachable", "told", "away"),
    [
        (4, 3, False, True),
        (30, 16, False, True),
        (30, 15, False, False),
        (3, 3, False, False),
        (1, 1, True, True),  # told already: this one still gives no answer
        (30, 2, True, True),
    ],
)
def test_where_most_sources_cannot_be_reached_it_is_the_network(
    polled: int, unreachable: int, told: bool, away: bool
) -> None:
    around = {"polled": polled, "unreachable": unreachable, "away": told}
    assert failing(outcome=Outcome.UNREACHABLE, **around).away is away


def test_the_network_is_not_away_before_a_source_has_failed_for_long_nor_for_another_failure() -> None:
    around = {"polled": 9, "unreachable": 9}
    assert not failing(outcome=Outcome.UNREACHABLE, fails=1, **around).away
    assert not failing(outcome=Outcome.BLOCKED, **around).away


def test_the_network_is_back_with_an_answer_once_most_sources_are_reached() -> None:
    assert judged(away=True, polled=9, unreachable=5).away
    assert not judged(away=True, polled=9, unreachable=4).away
    assert not judged(away=True, polled=1, unreachable=0).away


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (None, None, None),
        (None, "blocked", EventKind.SOURCE_BROKEN),
        (None, SILENT, EventKind.SOURCE_BROKEN),
        ("blocked", "blocked", None),
        ("blocked", "unreachable", None),
        (FEWER, SILENT, None),
        (SILENT, "blocked", EventKind.SOURCE_BROKEN),  # worse
        ("blocked", SILENT, EventKind.SOURCE_RECOVERED),  # it answers
        ("blocked", None, EventKind.SOURCE_RECOVERED),
        (SILENT, None, EventKind.SOURCE_RECOVERED),
    ],
)
def test_each_thing_is_told_once(before: str | None, now: str | None, told: EventKind | None) -> None:
    assert change(ill(before), ill(now)) is told


def ill(state: str | None) -> Ailment | None:
    return Ailment(state, "") if state else None
