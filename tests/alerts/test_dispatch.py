"""Match and decide: which Events hit which watches, and what is told of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from alerts.dispatch import Judged, decide, judge
from alerts.matching import FIRST_HEARD, match_event
from alerts.rules import parse
from alerts.watches import Watch, Watchlist
from record.people import People
from record.types import Event, EventKind, Evidence, Role, Speaker, Statement
from tests.builders import EPOCH, LEI_JUN, document, report, revision

XIAOMI = Speaker("xiaomi", "organisation", "Xiaomi", ("小米",))
LEI = replace(LEI_JUN, roles=(Role("xiaomi", ("CEO",)),))
PEOPLE = People([XIAOMI, LEI])
Known = frozenset[tuple[str, int]]
NONE: Known = frozenset()


def watch(name: str = "us", when: str = "美国 OR market", **changes: Any) -> Watch:
    made = Watch(name, name.upper(), people=("lei-jun",), rule=parse(when).rule, when=when, notify=("desk",))
    return replace(made, **changes)


def watchlist(*watches: Watch) -> Watchlist:
    return Watchlist(watches or (watch(),), {}, PEOPLE)


def event(
    text: str = "no plan for the US market",
    number: int = 1,
    statement_id: int = 1,
    kind: EventKind = EventKind.NEW,
    *,
    document_id: int = 1,
    baseline: bool = False,
    **changes: Any,
) -> Event:
    made = report(text, replace(LEI, names=(), roles=()), **changes)
    where = revision(text, title="", document=document(id=document_id, baseline=baseline))
    evidence = Evidence(number, made, where, statement_id)
    said = Statement(statement_id, f"st_{statement_id}", LEI, text, "deny", EPOCH, EPOCH, reports=(evidence,))
    return Event(number, kind, EPOCH, "revision:1", said, evidence)


def told(
    *events: Event, known: frozenset[tuple[str, int]] = NONE, of: Watchlist | None = None
) -> list[Judged]:
    return judge(of or watchlist(), events, known)


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        ({}, True),
        ({"people": ("xiaomi",)}, True),  # everyone who speaks for it
        ({"people": ("jim-farley",)}, False),
        ({"people": ()}, True),
        ({"rule": None}, True),
        ({"rule": parse("speaker:雷军 AND market").rule}, True),  # known by a name that the text has not
        ({"rule": parse("Europe").rule}, False),
        ({"on": frozenset({EventKind.EDITED})}, False),
    ],
)
def test_a_watch_hits_by_people_rule_and_kind_of_event(changes: dict[str, Any], hits: bool) -> None:
    assert bool(match_event(watchlist(watch(**changes)), event())) is hits


def test_someone_unknown_who_speaks_for_an_organisation_is_heard_for_it() -> None:
    spokesman = Speaker("?zhang", "person", "Zhang")
    heard = event(org="小米")
    assert heard.evidence is not None
    unknown = replace(heard, evidence=replace(heard.evidence, report=report("market", spokesman, org="小米")))
    assert match_event(watchlist(watch(people=("xiaomi",))), unknown)
    assert not match_event(watchlist(watch(people=("lei-jun",))), unknown)


@pytest.mark.parametrize("kind", sorted(FIRST_HEARD))
def test_every_joining_report_is_judged_until_the_watch_has_its_hit(kind: EventKind) -> None:
    assert len(told(event(kind=kind))) == 1
    assert told(event(kind=kind), known=frozenset({("us", 1)})) == []


def test_a_second_report_of_one_statement_in_one_judgement_only_counts() -> None:
    assert [each.hit.event.id for each in told(event(number=1), event(number=2))] == [1]


def test_a_baseline_document_is_a_hit_that_is_withheld_with_the_reason() -> None:
    (judged,) = told(event(baseline=True))
    assert [verdict.check for verdict in judged.verdicts if not verdict.passed] == ["baseline"]
    assert decide([judged]) == []


def test_what_an_edit_adds_to_a_baseline_document_is_told() -> None:
    old = event(baseline=True)
    assert old.evidence is not None
    edited = replace(old.evidence, revision=replace(old.evidence.revision, added=((0, 10),)))
    (judged,) = told(replace(old, evidence=edited))
    assert judged.told


def test_the_rest_of_a_cut_baseline_post_is_no_news() -> None:
    old = event(baseline=True)
    assert old.evidence is not None
    rest = replace(old.evidence.revision, added=((0, 10),), change="completed")
    (judged,) = told(replace(old, evidence=replace(old.evidence, revision=rest)))
    assert [verdict.check for verdict in judged.verdicts if not verdict.passed] == ["baseline"]
    (later,) = told(replace(old, evidence=replace(old.evidence, revision=replace(rest, change="edited"))))
    assert later.told


def test_a_watch_on_trial_records_its_hits_and_sends_nothing() -> None:
    judged = told(event(), of=watchlist(watch(status="test")))
    assert len(judged) == 1
    assert decide(judged) == []


def test_hits_of_one_speaker_in_one_document_are_one_alert_with_own_words_first() -> None:
    reported = event("a market said to be closed", number=1, statement_id=1)
    own = event("no market", number=2, statement_id=2, provenance="own-account")
    (alert,) = decide(told(reported, own))
    assert [hit.event.id for hit in alert.hits] == [2, 1]


def test_what_the_rule_found_in_the_words_said_leads() -> None:
    beside = event("we have three things to say", number=1, statement_id=1, provenance="own-account")
    within = event("no market", number=2, statement_id=2, provenance="own-account")
    assert beside.evidence is not None
    text = "we have three things to say. no market"
    around = replace(beside.evidence.report, sentence=(0, len(text)))
    whole = replace(beside.evidence.revision, text=text)
    beside = replace(beside, evidence=replace(beside.evidence, report=around, revision=whole))
    (alert,) = decide(told(beside, within))
    assert [hit.event.id for hit in alert.hits] == [2, 1]


def test_two_documents_or_two_channels_are_two_alerts() -> None:
    first, second = event(number=1, statement_id=1), event(number=2, statement_id=2, document_id=2)
    assert len(decide(told(first, second))) == 2
    assert {alert.channel for alert in decide(told(first, of=watchlist(watch(notify=("desk", "mail")))))} == {
        "desk",
        "mail",
    }


def test_two_watches_with_one_statement_are_one_alert_that_names_both() -> None:
    (alert,) = decide(told(event(), of=watchlist(watch("us"), watch("all", "market"))))
    assert [hit.watch_id for hit in alert.hits] == ["us", "all"]


LU = Speaker("lu-weibing", "person", "Lu Weibing", roles=(Role("xiaomi", ("president",)),))


def said_by(speaker: Speaker, number: int) -> Event:
    made = event(number=number, statement_id=number)
    assert made.evidence is not None
    spoken = replace(made.evidence, report=replace(made.evidence.report, speaker=speaker))
    return replace(made, evidence=spoken)


def test_words_that_two_say_together_are_told_once_a_watch() -> None:
    both = watch(people=("xiaomi",))
    known = Watchlist((both,), {}, PEOPLE.with_added([LU]))
    judged = told(said_by(LEI, 1), said_by(LU, 2), of=known)
    assert [(each.hit.event.id, each.told) for each in judged] == [(1, True), (2, False)]
    assert "together" in judged[1].verdicts[0].reason
    assert len(decide(judged)) == 1


def test_a_watch_on_either_of_two_who_say_it_together_hears_of_it() -> None:
    each_one = (watch("lei"), watch("lu", people=("lu-weibing",)))
    known = Watchlist(each_one, {}, PEOPLE.with_added([LU]))
    judged = told(said_by(LEI, 1), said_by(LU, 2), of=known)
    assert [(each.watch.id, each.told) for each in judged] == [("lei", True), ("lu", True)]


def test_of_two_who_say_it_together_the_other_is_told_where_the_first_was_told_before() -> None:
    both = watch(people=("xiaomi",))
    known = Watchlist((both,), {}, PEOPLE.with_added([LU]))
    judged = judge(known, [said_by(LEI, 1), said_by(LU, 2)], frozenset({(both.id, 1)}))
    assert [(each.hit.event.id, each.told) for each in judged] == [(2, True)]
