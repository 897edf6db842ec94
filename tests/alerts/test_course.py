"""What explain shows of a Statement's course, of its thread, and of the search for its original."""

from __future__ import annotations

import json
from datetime import timedelta

from alerts.course import Course
from alerts.explain import Again, Check, Judgement, explain, lines
from record.originals import Search
from record.threads import Entry, RecordedAnswer, Thread
from record.types import Event, EventKind, Evidence, Statement
from tests.alerts.stories import (
    FORD_DENIES,
    FORD_STATEMENT,
    NOW,
    OLD_STATEMENT,
    PARAPHRASE,
    POST,
    POSTED_STATEMENT,
    QUOTE,
    US_MARKET,
    ZONE,
)


def happened(
    number: int, kind: EventKind, by: Evidence, other: Statement | None = None, **data: str
) -> Event:
    at = NOW + timedelta(minutes=number)
    return Event(number, kind, at, "b", POSTED_STATEMENT, by, data, other)


EVENTS = (
    happened(1, EventKind.NEW, PARAPHRASE),
    happened(2, EventKind.REPORTED, QUOTE),
    happened(3, EventKind.ORIGINAL, POST),
    happened(4, EventKind.EDITED, POST, was="没有计划", now="明年没有计划"),
    happened(5, EventKind.EDITED, QUOTE, was="no plan at all", now=""),
    happened(6, EventKind.DELETED, POST),
    happened(7, EventKind.DENIED, FORD_DENIES, FORD_STATEMENT),
)
THREAD = Thread(
    "th_a",
    "talk of a deal",
    NOW,
    (
        Entry(OLD_STATEMENT),
        Entry(
            POSTED_STATEMENT,
            (RecordedAnswer("reverses", "st_0ldplan0ld01", None, NOW, "the polarity differs"),),
        ),
        Entry(FORD_STATEMENT, (RecordedAnswer("denies", None, "talk of\na deal", NOW, ""),)),
    ),
)


def block(course: Course, first: str) -> list[str]:
    shown = lines(explain(POSTED_STATEMENT, [], [], ZONE, course=course))
    start = next(number for number, line in enumerate(shown) if line.startswith(first))
    return shown[start : shown.index("", start)]


def test_what_happened_is_told_in_order_with_both_wordings() -> None:
    assert block(Course(EVENTS), "what happened") == [
        "what happened",
        "  2026-11-23 14:06 CST  first seen (Reuters)",
        "  2026-11-23 14:07 CST  reported (36Kr)",
        "  2026-11-23 14:08 CST  original located (Weibo mirror)",
        "  2026-11-23 14:09 CST  edited (Weibo mirror)",
        "                        was: 没有计划",
        "                        now: [+明年]没有计划",
        "  2026-11-23 14:10 CST  taken out (36Kr)",
        "                        was: [−no plan at all]",
        "  2026-11-23 14:11 CST  deleted (Weibo mirror)",
        "  2026-11-23 14:12 CST  denied by st_F0rddenies01 (Wire Two)"
        "  Ford: said (paraphrase): it is in no talks with Xiaomi",
    ]


def test_a_hundred_reports_are_a_few_lines() -> None:
    many = [happened(number, EventKind.REPORTED, QUOTE) for number in range(2, 102)]
    shown = block(Course((EVENTS[0], *many)), "what happened")
    assert len(shown) == 8
    assert shown[-1].strip() == "and 95 more reports that only count"


def test_a_statement_that_was_seen_once_has_no_course() -> None:
    shown = lines(explain(POSTED_STATEMENT, [], [], ZONE, course=Course(EVENTS[:1])))
    assert "what happened" not in shown


def test_the_thread_tells_who_answers_whom() -> None:
    assert block(Course(thread=THREAD), "thread") == [
        "thread th_a   talk of a deal",
        "  2026-09-04 14:05 CST  Lei Jun: “We will sell cars in America next year”   st_0ldplan0ld01",
        "  2026-11-23 14:02 CST  Lei Jun: “汽车业务暂时没有进入美国市场的计划”   st_8Kq2mW4xTz7B (this one)",
        "                        reverses st_0ldplan0ld01: the polarity differs",
        "  2026-11-23 14:03 CST  Ford: said (paraphrase): it is in no talks with Xiaomi   st_F0rddenies01",
        "                        denies “talk of a deal”",
    ]


def test_the_search_for_the_original_is_told_unless_it_was_found() -> None:
    missing = Search("not found yet", "weibo", NOW, why="no account of his on Weibo is known")
    shown = lines(explain(OLD_STATEMENT, [], [], ZONE, course=Course(search=missing)))
    assert "original   not found yet on Weibo (no account of his on Weibo is known)" in shown
    found = Search("found", "weibo", NOW, post=POST)
    shown = lines(explain(POSTED_STATEMENT, [], [], ZONE, course=Course(search=found)))
    assert not any(line.startswith("original ") for line in shown)


def test_what_else_was_told_to_a_watch_stands_under_its_first_hit() -> None:
    withheld = Check("bearing", False, "an outlet changed its wording; the original stands")
    later = (
        Again("edited", NOW, (Check("dedup", True, "first"),)),
        Again("deleted", NOW + timedelta(minutes=9), (withheld,)),
    )
    told = Judgement("Xiaomi in the US", True, US_MARKET, (Check("dedup", True, "first"),), later)
    text = "\n".join(lines(explain(POSTED_STATEMENT, [told], [], ZONE)))
    assert "edited 14:05                     ✓ told" in text
    assert "deleted 14:14                    not told: bearing ✗ an outlet changed its wording" in text


def test_the_json_holds_all_of_it_in_plain_values() -> None:
    search = Search("contradicted", "weibo", NOW, "weibo:1", post=POST)
    whole = explain(POSTED_STATEMENT, [], [], ZONE, course=Course(EVENTS, THREAD, search))
    shown = json.loads(json.dumps(whole.as_json()))
    assert [moment["kind"] for moment in shown["happened"]] == [str(event.kind) for event in EVENTS]
    assert shown["happened"][3]["now"] == "明年没有计划"
    assert shown["thread"]["turns"][1]["answers"][0]["what"] == "st_0ldplan0ld01"
    assert (shown["search"]["verdict"], shown["search"]["account"]) == ("contradicted", "weibo:1")
    assert shown["search"]["url"] == "https://weibo.com/1749127163/Abc"
