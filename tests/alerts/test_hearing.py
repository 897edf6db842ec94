"""Whom and what a watch hears: people, own words, Sources; and how many outlets it asks for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from alerts.backing import backing_of, outlets_among
from alerts.dispatch import Judged, decide, judge
from alerts.hearing import MOST_REMEMBERED, listeners_of, why_deaf
from alerts.matching import match_event
from alerts.watches import SourceFilter, Watch, Watchlist
from record.types import Account, Event, EventKind, Evidence, Provenance, Source, Speaker
from tests.alerts.test_becoming import became, evidence, statement
from tests.alerts.test_dispatch import PEOPLE, watch
from tests.builders import mirror, source

OUTLETS = {
    "gazette": source("gazette", name="The Gazette", tier=1),
    "courier": source("courier", name="The Courier", tier=3),
    "mirrorer": source("mirrorer", name="TechMirror", tier=2, kind="aggregator"),
    "corner": source("corner", name="A Corner"),
    "hub:lei-jun": mirror(),
}
FIRST_TWO = SourceFilter(frozenset({1, 2}))
NO_COPIES = SourceFilter(without=frozenset({"aggregator"}))


def seen_at(source_id: str, number: int = 1, outlet: str = "", **changes: Any) -> Evidence:
    """A Report, in the number's Document, of "we will enter the US market"."""
    copy_of, account = changes.pop("copy_of", None), changes.pop("account", None)
    made = evidence(number, number, **{"kind": "direct", **changes})
    at = replace(
        made.revision.document,
        outlet=outlet or OUTLETS.get(source_id, source()).name,
        copy_of=copy_of,
        account=account,
    )
    return replace(made, revision=replace(made.revision, source_id=source_id, document=at))


def listening(*watches: Watch, sources: dict[str, Source] = OUTLETS) -> Watchlist:
    return Watchlist(watches, {}, PEOPLE, sources)


def first(*reports: Evidence) -> Event:
    """The last of these Reports is new."""
    kind = EventKind.NEW if len(reports) == 1 else EventKind.REPORTED
    return became(kind, statement(*reports), reports[-1], number=reports[-1].id)


# ---------------------------------------------------------------- who and where


@pytest.mark.parametrize(
    ("changes", "at", "why"),
    [
        ({}, "courier", None),
        ({"people": ("jim-farley",)}, "courier", "Lei Jun is not one of its people"),
        ({"sources": FIRST_TWO}, "gazette", None),
        ({"sources": FIRST_TWO}, "courier", "The Courier has tier 3; this watch hears tiers 1 and 2"),
        ({"sources": FIRST_TWO}, "corner", "A Corner has no tier; this watch hears tiers 1 and 2"),
        ({"sources": FIRST_TWO}, "hub:lei-jun", None),  # an account has tier 1, whichever mirror shows it
        ({"sources": SourceFilter(frozenset({2}))}, "mirrorer", None),
        ({"sources": NO_COPIES}, "mirrorer", "TechMirror is an aggregator"),
        ({"sources": NO_COPIES}, "courier", None),
        ({"sources": NO_COPIES}, "closed", None),
        (
            {"sources": SourceFilter(frozenset({1}))},
            "closed",
            "the source closed is no longer among the sources, so that its tier is not known; "
            "this watch hears tier 1",
        ),
    ],
)
def test_a_watch_hears_of_its_people_from_its_sources(
    changes: dict[str, Any], at: str, why: str | None
) -> None:
    wants, heard = watch(**changes), seen_at(at)
    assert why_deaf(wants, heard, listening(wants)) == why
    assert bool(match_event(listening(wants), first(heard))) is (why is None)


@pytest.mark.parametrize(
    ("provenance", "heard"),
    [("own-account", True), ("own-company", True), ("paraphrase", False), ("interview", False)],
)
def test_a_watch_of_first_parties_hears_only_what_stands_in_their_own_place(
    provenance: Provenance, heard: bool
) -> None:
    only, said = watch(first_party="only"), seen_at("courier", provenance=provenance)
    why = "The Courier reports it; this watch hears only the speaker's own words (first_party: only)"
    assert why_deaf(only, said, listening(only)) == (None if heard else why)
    assert bool(match_event(listening(only), first(said))) is heard


def test_what_an_outlet_does_to_its_article_tells_nothing_to_who_hears_only_the_original() -> None:
    own, retold = seen_at("hub:lei-jun", 1, provenance="own-account"), seen_at("courier", 2)
    wants = listening(watch("only", first_party="only"), watch("best", sources=FIRST_TWO))
    said = statement(own, retold, original=own)
    assert match_event(wants, became(EventKind.DELETED, said, retold)) == []
    assert len(match_event(wants, became(EventKind.DELETED, said, own))) == 2


def test_who_listens_to_whom_is_remembered_to_a_limit() -> None:
    wants = listening(watch("lei"), watch("all", people=()), watch("jim", people=("jim-farley",)))
    heard = seen_at("courier")
    assert [each.id for each in listeners_of(wants, heard)] == ["lei", "all"]
    unknown = Speaker("?nobody", "person", "Nobody")
    stranger = replace(heard, report=replace(heard.report, speaker=unknown))
    assert [each.id for each in listeners_of(wants, stranger)] == ["all"]
    for number in range(MOST_REMEMBERED + 1):
        name = Speaker(f"?{number}", "person", "X")
        listeners_of(wants, replace(heard, report=replace(heard.report, speaker=name)))
    assert len(wants.listeners) <= MOST_REMEMBERED


def test_another_watchlist_remembers_nothing_of_the_one_that_it_was_made_from() -> None:
    wants = listening(watch("lei"))
    assert listeners_of(wants, seen_at("courier"))
    assert listeners_of(replace(wants, watches=()), seen_at("courier")) == ()


# ---------------------------------------------------------------- outlets


@pytest.mark.parametrize(
    ("reports", "outlets"),
    [
        ([seen_at("courier", 1)], 1),
        ([seen_at("courier", 1), seen_at("courier", 2)], 1),  # one outlet twice
        ([seen_at("courier", 1), seen_at("gazette", 2)], 2),
        ([seen_at("courier", 1, kind="indirect"), seen_at("gazette", 2, kind="indirect")], 1),  # retold alike
        ([seen_at("courier", 1), seen_at("gazette", 2, copy_of=1)], 1),
        (
            [seen_at("courier", 2, copy_of=1), seen_at("gazette", 3, copy_of=1)],
            1,
        ),  # of a third
        ([seen_at("courier", 1), seen_at("gazette", 2, copy_of=1), seen_at("gazette", 3)], 2),
        (
            [
                seen_at("hub", 1, "Weibo", account=Account("weibo", "1")),
                seen_at("hub", 2, "Weibo", account=Account("weibo", "2")),
            ],
            2,
        ),
    ],
)
def test_outlets_are_counted_once_and_near_copies_with_what_they_copy(
    reports: list[Evidence], outlets: int
) -> None:
    assert len(outlets_among(reports)) == outlets


def test_an_outlet_that_the_watch_does_not_hear_is_not_counted() -> None:
    event = first(seen_at("courier", 1), seen_at("mirrorer", 2), seen_at("gazette", 3))
    wants = watch(min_reports=2, sources=NO_COPIES)
    assert backing_of(wants, event, listening(wants)).outlets == 2


TWICE = watch(min_reports=2)


def asked(
    event: Event, wants: Watch = TWICE, known: frozenset[tuple[str, int]] = frozenset()
) -> tuple[Judged, str]:
    """The one Hit, and what min_reports said of it."""
    (judged,) = judge(listening(wants), [event], known)
    said = next(verdict.reason for verdict in judged.verdicts if verdict.check == "min_reports")
    return judged, said


def test_one_outlet_of_two_is_a_hit_that_is_withheld_and_the_second_one_tells() -> None:
    one, two = seen_at("courier", 1), seen_at("gazette", 2)
    judged, why = asked(first(one))
    assert (judged.failed, why) == (["min_reports"], "1 of 2 outlets")
    judged, why = asked(first(one, two))
    assert (judged.told, why) == (True, "2 outlets, 2 are asked for")
    assert len(decide([judged])) == 1


def test_whichever_report_fits_the_rule_the_one_that_makes_the_number_tells() -> None:
    one, two = seen_at("courier", 1), seen_at("gazette", 2, text="we will go over there")
    judged, _ = asked(first(one, two))
    assert judged.told
    assert judged.hit.explanation["report"] == {"id": 1, "outlet": "The Courier"}
    one_is_enough = watch()
    assert match_event(listening(one_is_enough), first(one, two)) == []


def test_the_speakers_own_words_need_no_outlet() -> None:
    own = seen_at("hub:lei-jun", provenance="own-account")
    judged, why = asked(first(own))
    assert (judged.told, why) == (True, "the speaker's own words need no outlet")


def test_within_one_judgement_a_statement_stays_new_until_it_is_in_enough_outlets() -> None:
    one, two = seen_at("courier", 1), seen_at("gazette", 2)
    events = [first(one), first(one, two)]
    judged = judge(listening(TWICE), events, frozenset())
    assert [each.told for each in judged] == [False, True]


def test_an_old_article_may_make_the_number_where_another_one_is_new() -> None:
    one, old = seen_at("courier", 1), seen_at("gazette", 2, baseline=True)
    assert asked(first(one, old))[0].told
    judged, _ = asked(first(seen_at("courier", 1, baseline=True), old))
    assert judged.failed == ["baseline"]


def test_what_becomes_of_a_statement_in_too_few_outlets_is_not_told_either() -> None:
    one = seen_at("courier", 1)
    judged, why = asked(became(EventKind.DELETED, statement(one), one))
    assert (judged.told, why) == (False, "1 of 2 outlets")


def test_a_watch_on_trial_says_of_a_statement_in_too_few_outlets_that_it_waits_for_more() -> None:
    judged, _ = asked(first(seen_at("courier", 1)), replace(TWICE, status="test"))
    assert judged.failed == ["min_reports", "status"]
