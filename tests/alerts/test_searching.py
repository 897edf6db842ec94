"""Search finds what judging every Report one by one finds, on both databases, whatever the rule."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from alerts.knowing import know_speaker
from alerts.rules.matcher import judge, scope_of
from alerts.rules.names import Names
from alerts.rules.nodes import Rule
from alerts.rules.parser import parse
from alerts.searching import Answers, Asked, said_at, search
from alerts.wanted import clauses_of
from record.clock import Clock
from record.people import People
from record.placing import Gist, Located, Placement
from record.search import Query
from record.store import Record, open_record
from record.store.engine import read
from record.types import Report, Role, Speaker
from statements.grouping import WINDOW
from tests.builders import EPOCH, LEI_JUN, record_articles, report
from tests.evidence import forget

XIAOMI = Speaker("xiaomi", "organisation", "Xiaomi", ("小米", "小米集团"))
LEI = Speaker("lei-jun", "person", "Lei Jun", ("雷军", "雷布斯"), (Role("xiaomi", ("CEO", "董事长")),))
PEOPLE = People([XIAOMI, LEI])
STRANGER = Speaker("?jia", "person", "Jia Nobody")
NAMES = Names({"us": ["US market", "美国", "America"], "lei-jun": ["Lei Jun", "雷军", "雷布斯"]})
WORDS = ["the", "US", "market", "launch", "launches", "rumour", "C++", "U.S.", "SU7", "O'Brien", "Café"]
WORDS += ["美", "国", "小", "米", "市", "场", "進", "入", "进", "カ", "⑴", "½", "，", ".", "!", "-", "\n"]
ATOMS = ["launch", "the", '"US market"', "美国", "国", "进入", "小米", "@us", "@lei-jun", "=US", '"小米 SU7"']
ATOMS += [
    "cafe",
    "C++",
    "title:美国",
    "quote:market",
    "text:launch",
    "speaker:雷布斯",
    "雷布斯",
    "speaker:jia",
]
ATOMS += ["U.S.", '"美 国"', "obrien", "⑴", "½", "小米集团"]
JOINS = [" AND ", " OR ", " NOT ", " NEAR/3 ", " ONEAR/2 ", " "]


def rule_of(written: str) -> Rule:
    parsed = parse(written, NAMES)
    assert parsed.rule, parsed.problems
    return parsed.rule


def record_said(record: Record, *said: Report) -> None:
    """One article that holds them, each as its own Statement."""
    record_articles(record, "\n".join(each.text for each in said))
    (claimed,) = record.intake.claim_revisions(9)
    located = [Located(each, Gist("en")) for each in said]
    record.intake.record_reports(claimed, located, lambda *_: Placement(), WINDOW)


def random_words(random_: random.Random, size: int) -> str:
    return " ".join(random_.choice(WORDS) for _ in range(size)).replace(" ", random_.choice(["", " ", " "]))


def one_by_one(record: Record, rule: Rule, **limits: Any) -> list[int]:
    """The Statements with a Report that the rule hits, newest Report first."""
    asked = Asked(rule, PEOPLE, **limits)
    found = dict[int, None]()
    for page in record.search.pages(Query(), 10_000):
        for evidence in page.evidence:
            after = asked.since is None or said_at(evidence) >= asked.since
            before = asked.until is None or said_at(evidence) < asked.until
            if after and before and judge(rule, scope_of(know_speaker(evidence, PEOPLE), PEOPLE)).hit:
                found[evidence.statement_id] = None
    return list(found)


def searched(record: Record, rule: Rule, **limits: Any) -> Answers:
    return search(record.search, Asked(rule, PEOPLE, limit=1_000, **limits))


def ids(answers: Answers) -> list[int]:
    return [each.evidence.statement_id for each in answers.found]


def random_rule(random_: random.Random) -> Rule | None:
    parts = [random_.choice(ATOMS)]
    for _ in range(random_.randrange(3)):
        parts += [random_.choice(JOINS), random_.choice(ATOMS)]
    return parse("".join(parts), NAMES).rule


def fill(record: Record, random_: random.Random) -> None:
    for number in range(12):
        made = [_random_report(random_, number) for _ in range(6)]
        record_said(record, *{each.text: each for each in made if each.text.strip()}.values())


def _random_report(random_: random.Random, number: int) -> Report:
    speaker = random_.choice([LEI_JUN, STRANGER, XIAOMI])
    org = random_.choice([None, None, "小米", "Xiaomi", "Unknown Inc"])
    words = random_words(random_, random_.randrange(1, 9))
    said = EPOCH - timedelta(days=random_.randrange(20))
    return report(words, speaker, org=org, role=random_.choice([None, "CEO"]), said_at=said)


def test_every_rule_finds_what_judging_all_reports_finds(record: Record) -> None:
    random_ = random.Random(7)
    fill(record, random_)
    found, later, before = 0, EPOCH - timedelta(days=8), EPOCH - timedelta(days=9)
    for _ in range(250):
        rule = random_rule(random_)
        if rule is None:
            continue
        limits = random_.choice([{}, {}, {"since": later}, {"until": before}])
        expected = one_by_one(record, rule, **limits)
        assert ids(searched(record, rule, **limits)) == expected, (rule.node.source, limits)
        found += len(expected)
    assert found > 500


@pytest.mark.parametrize(
    ("rule", "hits"),
    [
        ("美国", True),
        ("进入美国", True),
        ("国", True),
        ("進入", True),
        ("欧国", False),
        ("SU7", True),
        ('"US market"', True),
        ('"market US"', False),
        ("=US", True),
        ("=us", False),
        ("雷布斯", True),
        ("speaker:雷布斯", True),
        ("@lei-jun", True),
        ("@us NOT rumour", True),
        ("@us NOT SU7", False),
        ("quote:weather", False),
        ("text:launch", True),
    ],
)
def test_words_in_both_scripts_are_found_by_what_they_mean_today(
    searchable: Record, rule: str, hits: bool
) -> None:
    assert bool(searched(searchable, rule_of(rule)).found) == hits


@pytest.fixture
def searchable(record: Record) -> Record:
    record_said(record, report("We launch the SU7 on the U.S. market: 我们会进入美国"))
    return record


@pytest.mark.parametrize(
    ("rule", "clauses"),
    [
        ("美国", 1),
        ("launch market", 2),
        ("launch NOT rumour", 1),
        ("launch NEAR/3 market", 2),
        ("text:launch", 0),
        ("text:launch AND market", 1),
        ("launch OR text:market", 0),
        ("(launch OR market) AND 小米", 2),
    ],
)
def test_what_the_index_can_answer_it_is_asked(rule: str, clauses: int) -> None:
    assert len(clauses_of(rule_of(rule), PEOPLE)) == clauses


def test_a_statement_is_one_answer_by_the_best_of_its_reports(record: Record) -> None:
    record_articles(record, "one", "two")
    first, second = record.intake.claim_revisions(9)
    placed = [
        (first, report("The market is ours", kind="indirect"), Placement()),
        (second, report("The market is all ours", kind="direct"), Placement(1)),
    ]
    for claimed, said, placement in placed:
        record.intake.record_reports(
            claimed, [Located(said, Gist("en"))], lambda *_, placement=placement: placement, WINDOW
        )
    (answer,) = searched(record, rule_of("market")).found
    assert (answer.evidence.report.text, answer.reports) == ("The market is all ours", 2)
    (answer,) = searched(record, rule_of("market NOT all")).found
    assert (answer.evidence.report.text, answer.reports) == ("The market is ours", 2)


def test_only_so_many_are_given_and_the_newest_first(record: Record) -> None:
    record_said(record, *(report(f"market {number}") for number in range(9)))
    answers = search(record.search, Asked(rule_of("market"), PEOPLE, limit=2))
    assert [each.evidence.report.text for each in answers.found] == ["market 8", "market 7"]
    assert answers.whole


def test_more_reports_than_are_looked_at_are_told_of(record: Record, monkeypatch: Any) -> None:
    record_said(record, *(report(f"market {number}") for number in range(9)))
    monkeypatch.setattr("alerts.searching.MOST", 5)
    answers = searched(record, rule_of("=MARKET"))
    assert (answers.found, answers.looked_at, answers.by_words, answers.whole) == ((), 5, True, False)
    answers = searched(record, rule_of("text:nothing"))
    assert (answers.looked_at, answers.by_words, answers.whole) == (5, False, False)


def test_where_something_was_found_is_shown_once(searchable: Record) -> None:
    (answer,) = searched(searchable, rule_of("SU7 NEAR/9 market OR SU7 OR 美国")).found
    words = answer.evidence.report.text
    shown = [(each.field, words[each.start : each.end]) for each in answer.places if each.field == "quote"]
    assert shown == [("quote", "SU7"), ("quote", "SU7 on the U.S. market"), ("quote", "美国")]


def test_what_is_forgotten_is_not_found(record: Record) -> None:
    record_said(record, report("a zebrafinch sings"))
    record_said(record, report("a blackbird sings"))
    (answer,) = searched(record, rule_of("zebrafinch")).found
    forget(record, answer.statement)
    assert searched(record, rule_of("zebrafinch")).found == ()
    assert [each.evidence.report.text for each in searched(record, rule_of("sings")).found] == [
        "a blackbird sings"
    ]
    assert ids(searched(record, rule_of("speaker:雷军"))) == [2]


def test_a_window_of_the_newest_and_all_older_ones_are_one_list(record: Record, monkeypatch: Any) -> None:
    monkeypatch.setattr("record.store.searching.WINDOW", 7)
    monkeypatch.setattr("record.store.searching.FIRST_PAGE", 3)
    random_ = random.Random(3)
    fill(record, random_)
    for rule in (rule_of(each) for each in ("the", "美", "launch OR 国", "rumour AND market", "text:US")):
        assert ids(searched(record, rule)) == one_by_one(record, rule)


def test_reports_said_in_a_time_are_found_whenever_they_were_recorded(record: Record) -> None:
    days: Sequence[datetime] = [EPOCH - timedelta(days=number) for number in range(400)]
    said = [report(f"market {number}", said_at=day) for number, day in enumerate(days[::50])]
    record_said(record, *said)
    found = searched(record, rule_of("market"), since=days[200], until=days[50]).found
    assert [each.evidence.report.text for each in found] == ["market 4", "market 3", "market 2"]


def test_a_forgotten_word_stands_in_no_page_of_the_index(tmp_path: Path) -> None:
    record = open_record(f"sqlite:///{tmp_path}/onrecord.db", Clock())
    for word in ("zebrafinch", "blackbird"):
        record_said(record, report(f"the {word} sings"))
    assert b"zebrafinch" in index_pages(record)
    (answer,) = searched(record, rule_of("zebrafinch")).found
    forget(record, answer.statement)
    assert b"zebrafinch" not in index_pages(record)
    assert b"blackbird" in index_pages(record)
    record.close()


def index_pages(record: Record) -> bytes:
    with read(record.engine) as connection:
        return b"".join(connection.scalars(text("SELECT block FROM report_words_data")))
