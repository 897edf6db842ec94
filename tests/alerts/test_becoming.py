"""What becomes of a Statement: which watches hear of it, when, and how often."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from alerts.dispatch import Judged, decide, judge
from alerts.matching import match_event
from alerts.messages.story import stories
from record.told import Told, ToldEdits
from record.types import Document, Event, EventKind, Evidence, Provenance, Speaker, Statement
from tests.alerts.test_dispatch import LEI, PEOPLE, event, told, watch, watchlist
from tests.builders import EPOCH, document, report, revision

FORD = Speaker("ford", "organisation", "Ford")
MINUTE = timedelta(minutes=1)
OLD, NEW = "we will enter the US market", "we will not enter the US market"


def evidence(
    number: int,
    document_id: int,
    text: str = OLD,
    speaker: Speaker = LEI,
    provenance: Provenance = "paraphrase",
    baseline: bool = False,
    **changes: Any,
) -> Evidence:
    made = report(text, replace(speaker, names=(), roles=()), provenance=provenance, **changes)
    at: Document = document(id=document_id, baseline=baseline, outlet=f"Outlet {document_id}")
    where = revision(text, title="", id=number, document=at, observed_at=EPOCH, published_at=EPOCH)
    return Evidence(number, made, where, 1)


def statement(*reports: Evidence, id: int = 1, original: Evidence | None = None, **changes: Any) -> Statement:
    made = Statement(
        id,
        f"st_{id}",
        reports[0].report.speaker,
        reports[0].report.text,
        "deny",
        EPOCH,
        EPOCH,
        original,
        reports,
    )
    return replace(made, **changes)


def became(
    kind: EventKind, of: Statement, by: Evidence, number: int = 9, other: Statement | None = None, **data: str
) -> Event:
    return Event(number, kind, EPOCH, "revision:9", of, by, data, other)


def withheld(judged: Judged) -> list[str]:
    return [verdict.check for verdict in judged.verdicts if not verdict.passed]


POST, CHINESE = evidence(1, 1, provenance="own-account"), evidence(2, 2, "我们会进入那个市场")
REPORT = evidence(3, 3)
POSTED = statement(POST, CHINESE, REPORT, original=POST)
REPORTED = statement(CHINESE, REPORT)
HAD = frozenset({("us", 1)})

# ---------------------------------------------------------------- by kind


@pytest.mark.parametrize(
    "kind", [EventKind.EDITED, EventKind.DELETED, EventKind.REVERSED, EventKind.DENIED, EventKind.BACK]
)
def test_what_becomes_of_a_statement_is_told_though_the_watch_has_its_hit(kind: EventKind) -> None:
    wants = watch(on=frozenset({kind}))
    happened = became(kind, POSTED, POST, was=OLD, now=NEW)
    assert [each.told for each in told(happened, known=HAD, of=watchlist(wants))] == [True]
    others = watch(on=frozenset(EventKind) - {kind, EventKind.NEW})
    assert told(happened, known=HAD, of=watchlist(others)) == []


@pytest.mark.parametrize(
    "kind", [EventKind.ORIGINAL, EventKind.UPGRADED, EventKind.NEW_WORDS, EventKind.REPORTED]
)
def test_a_report_that_is_asked_for_by_its_kind_is_told_each_time(kind: EventKind) -> None:
    wants = watch(on=frozenset({EventKind.NEW, kind}))
    first, second = (event(number=n, kind=kind, document_id=n) for n in (1, 2))
    judged = told(first, second, known=HAD, of=watchlist(wants))
    assert [each.told for each in judged] == [True, True]
    assert judged[0].verdicts[0].reason == "asked for by its kind"
    assert told(first, known=HAD) == []  # by default it only counts
    assert len(told(first)) == 1  # unless the watch has no Hit yet


def test_a_first_denial_is_new_to_whoever_wants_what_is_new() -> None:
    assert len(told(event(kind=EventKind.FIRST_DENIAL))) == 1
    assert told(event(kind=EventKind.FIRST_DENIAL), known=HAD) == []


def test_a_watch_of_first_denials_judges_later_reports_of_one_until_it_has_its_hit() -> None:
    wants = watchlist(watch(on=frozenset({EventKind.FIRST_DENIAL})))
    assert len(told(event(kind=EventKind.FIRST_DENIAL), of=wants)) == 1
    assert told(event(kind=EventKind.NEW), of=wants) == []
    later = event(kind=EventKind.REPORTED)
    assert later.statement is not None
    assert told(later, of=wants) == []
    later = replace(later, statement=replace(later.statement, first_denial=True))
    assert len(told(later, of=wants)) == 1
    assert told(later, known=HAD, of=wants) == []


# ---------------------------------------------------------------- by which Report


def test_one_report_of_the_statement_that_fits_is_enough_and_explain_names_it() -> None:
    happened = became(EventKind.REVERSED, POSTED, evidence(7, 7, "we stay at home"))
    ((_, hit),) = match_event(watchlist(), happened)
    assert hit.explanation["report"] == {"id": POST.id, "outlet": "Outlet 1"}
    nothing = became(EventKind.REVERSED, statement(CHINESE), evidence(7, 7, "we stay at home"))
    assert match_event(watchlist(), nothing) == []


def test_whoever_watches_the_one_who_is_denied_hears_of_the_denial_and_so_does_who_watches_the_other() -> (
    None
):
    denial = evidence(7, 7, "there will be no US market deal", FORD)
    happened = became(EventKind.DENIED, POSTED, denial, other=statement(denial, id=2))
    lei, ford, neither = watch("lei"), watch("ford", people=("ford",)), watch("jim", people=("jim",))
    found = match_event(replace(watchlist(lei, ford, neither), people=PEOPLE.with_added([FORD])), happened)
    assert [watch.id for watch, _ in found] == ["lei", "ford"]


def test_what_an_edit_adds_is_new_to_a_watch_that_has_heard_nothing_of_the_statement() -> None:
    only_new = watchlist(watch(on=frozenset({EventKind.NEW})))
    brought = became(EventKind.EDITED, POSTED, POST, was="x", now=OLD)
    assert len(told(brought, of=only_new)) == 1
    assert told(brought, known=HAD, of=only_new) == []
    assert told(became(EventKind.EDITED, POSTED, POST, was=OLD, now=""), of=only_new) == []


# ---------------------------------------------------------------- once


def test_the_same_edit_in_two_documents_is_told_once() -> None:
    edits = [
        became(EventKind.EDITED, REPORTED, each, n, was=OLD, now=NEW) for n, each in ((1, REPORT), (2, POST))
    ]
    known = Told(frozenset({("us", 1, 3), ("us", 1, 1)}))
    judged = judge(watchlist(), edits, HAD, known)
    assert sorted(map(withheld, judged)) == [[], ["dedup"]]


def test_an_edit_that_was_told_before_is_not_told_again_and_an_edit_back_is() -> None:
    told_before = Told(edits={("us", 1): ToldEdits(1, EPOCH, NEW)})
    again = became(EventKind.EDITED, POSTED, POST, was=OLD, now=NEW)
    (judged,) = judge(watchlist(), [again], HAD, told_before)
    assert withheld(judged) == ["dedup"]
    (judged,) = judge(
        watchlist(), [became(EventKind.EDITED, POSTED, POST, was=NEW, now=OLD)], HAD, told_before
    )
    assert judged.told


def edits_at(*minutes: int) -> list[Event]:
    """Each gives the words the name of its minute."""
    words = ["first", *(f"at {minute}" for minute in minutes)]
    return [
        replace(became(EventKind.EDITED, POSTED, POST, n, was=was, now=now), at=EPOCH + minute * MINUTE)
        for n, (minute, was, now) in enumerate(zip(minutes, words, words[1:], strict=False), 1)
    ]


def test_words_that_change_every_ten_minutes_are_told_twice_and_then_once_an_hour() -> None:
    judged = judge(watchlist(), edits_at(*range(0, 240, 10)), HAD)
    assert [each.hit.event.data["now"] for each in judged if each.told] == [
        *("at 0", "at 10", "at 70", "at 130", "at 190")
    ]
    withheld_by = [(verdict.check, verdict.reason) for verdict in judged[2].verdicts if not verdict.passed]
    assert withheld_by == [("pace", "an edit was told within the hour: counted, and told with the next")]


@pytest.mark.parametrize("when", ["market", ""])
def test_the_edit_after_those_that_were_withheld_shows_what_the_reader_knows(when: str) -> None:
    wants = watchlist(watch() if when else watch(rule=None, when=""))
    judged = judge(wants, edits_at(0, 10, 20, 30, 71, 132), HAD)
    shown = [stories(decide([each])[0], {})[0].edit_shown for each in judged if each.told]
    wordings = [
        tuple("".join(p.text for p in side) for side in (edit.was, edit.now)) for edit in shown if edit
    ]
    assert wordings == [("first", "at 0"), ("at 0", "at 10"), ("at 10", "at 71"), ("at 71", "at 132")]


# ---------------------------------------------------------------- bearing and baseline


@pytest.mark.parametrize("kind", [EventKind.EDITED, EventKind.DELETED, EventKind.BACK])
@pytest.mark.parametrize(
    ("of", "by", "documents", "known", "reason"),
    [
        (POSTED, POST, (), HAD, "the original stands there"),
        (POSTED, REPORT, (3,), HAD, "the words that were told stand there"),
        (statement(REPORT), REPORT, (), HAD, "nobody else reports it"),
        (REPORTED, REPORT, (), frozenset(), "only these words fit the watch"),
        (POSTED, REPORT, (1,), HAD, "stands"),
        (REPORTED, REPORT, (2,), HAD, "others report it too"),
        (POSTED, REPORT, (), frozenset(), "the original stands"),  # which fits the watch as well
    ],
)
def test_an_outlets_own_doing_is_told_where_it_bears_on_the_statement(
    kind: EventKind,
    of: Statement,
    by: Evidence,
    documents: tuple[int, ...],
    known: frozenset[tuple[str, int]],
    reason: str,
) -> None:
    wants = watchlist(watch(on=frozenset({kind})))
    tell = Told(frozenset(("us", 1, each) for each in documents))
    (judged,) = judge(wants, [became(kind, of, by, was=OLD, now=NEW)], known, tell)
    (bearing,) = [verdict for verdict in judged.verdicts if verdict.check == "bearing"]
    assert bearing.reason.endswith(reason)
    assert bearing.passed is (not bearing.reason.startswith("an outlet"))


def test_the_mending_of_a_slip_of_the_pen_is_told_of_the_speakers_own_words_only() -> None:
    was, now = f"{OLD} in due coarse, we hope", f"{OLD} in due course, we hope"
    slips = [became(EventKind.EDITED, statement(each), each, was=was, now=now) for each in (REPORT, POST)]
    judged = [judge(watchlist(), [slip], HAD)[0] for slip in slips]
    assert [withheld(each) for each in judged] == [["bearing"], []]


def test_what_was_only_counted_leaves_the_statement_new_to_the_watch() -> None:
    wants = watchlist(watch(on=frozenset({EventKind.NEW, EventKind.EDITED})))
    edit = became(EventKind.EDITED, POSTED, REPORT, 1, was=OLD, now=NEW)
    joins = replace(became(EventKind.REPORTED, POSTED, evidence(8, 8)), id=2)
    judged = judge(wants, [edit, joins], frozenset())
    assert [(each.hit.event.kind, each.told) for each in judged] == [("edited", False), ("reported", True)]


def test_what_happens_to_a_post_that_was_there_before_its_source_is_news() -> None:
    old = evidence(1, 1, provenance="own-account", baseline=True)
    for kind in (EventKind.DELETED, EventKind.EDITED):
        (judged,) = told(became(kind, statement(old, original=old), old, was=OLD, now=""))
        assert judged.told
    new = statement(evidence(7, 7, NEW), id=2)
    (judged,) = told(became(EventKind.REVERSED, statement(old), old, other=new))
    assert withheld(judged) == ["baseline"]  # the contradiction stood there before


def test_what_was_said_days_before_is_told_as_that() -> None:
    for days, marked in ((1, False), (3, False), (4, True), (400, True)):
        late = evidence(3, 3, said_at=EPOCH - timedelta(days=days, hours=1))
        (judged,) = told(became(EventKind.NEW, statement(late), late))
        assert judged.told
        recaps = [verdict.reason for verdict in judged.verdicts if verdict.check == "recap"]
        assert bool(recaps) is (marked or days == 3)
    assert recaps == ["said on 19 Oct, and told so"]


# ---------------------------------------------------------------- one story


def test_new_words_and_what_they_reverse_are_one_alert_and_one_story() -> None:
    words = evidence(7, 7, NEW)
    new = statement(words, id=2)
    events = [
        became(EventKind.REVERSED, POSTED, words, 8, new),
        became(EventKind.NEW, new, words, 9),
    ]
    (alert,) = decide(told(*events))
    assert {hit.event.kind for hit in alert.hits} == {EventKind.NEW, EventKind.REVERSED}
    (story,) = stories(alert, {})
    assert (story.public_id, story.said.text, story.change) == ("st_2", NEW, "reversing earlier words")
    assert [(each.said.text, each.public_id) for each in story.against] == [(OLD, "st_1")]


def test_several_statements_that_one_deletion_takes_are_one_alert() -> None:
    gone = [became(EventKind.DELETED, statement(POST, id=n, original=POST), POST, n) for n in (1, 2)]
    (alert,) = decide(told(*gone))
    assert len(stories(alert, {})) == 2
