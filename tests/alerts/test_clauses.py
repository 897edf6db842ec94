"""The clauses of a rule as lines."""

from __future__ import annotations

import pytest

from alerts.clauses import MOST_LINES, clauses_of, lack_of
from alerts.rules import Scope, match, parse
from record.types import Json

LONG = " OR ".join(f"w{number}" for number in range(14))


def judged(rule: str, said: str, title: str = "") -> Json:
    parsed = parse(rule)
    assert parsed.rule, parsed.problems
    return match(parsed.rule, Scope(said, said, title, text=said)).explanation


def shown(rule: str, said: str, title: str = "") -> list[str]:
    return [
        f"{'  ' * each.depth}{each.source} {'✓' if each.passed else '✗'} {each.note}".rstrip()
        for each in clauses_of(judged(rule, said, title))
    ]


@pytest.mark.parametrize(
    ("rule", "said", "lines"),
    [
        ("car", "A car.", ["car ✓ “car” at 2–5"]),
        ("car", "A bus.", ["car ✗ missing car"]),
        ("a OR b", "None", ["a OR b ✗ missing a | b"]),
        ("car NOT rumour", "A car.", ["car ✓ “car” at 2–5", "NOT rumour ✓ absent"]),
        (LONG, "None", [f"{LONG} ✗ none of 14: w0, w1, w2, w3, …"]),
        (LONG, "a w9", [f"{LONG} ✓ “w9” at 2–4"]),
        (
            "US (enter NEAR/1 market OR (bring AND car) OR launch)",
            "We bring it and enter the fine US market",
            [
                "US ✓ “US” at 31–33",
                "(enter NEAR/1 market OR (bring AND car) OR launch) ✗ none of 3",
                "  enter NEAR/1 market ✗ enter stands 3 words from market, the limit is 1",
                "  (bring AND car) ✗ 1 of 2",
                "    bring ✓ “bring” at 3–8",
                "    car ✗ missing car",
            ],
        ),
        (
            "(car OR (bring AND phone)) it",
            "We bring it: a phone",
            [
                "(car OR (bring AND phone)) ✓ “bring” at 3–8, “phone” at 15–20",
                "  (bring AND phone) ✓",
                "    bring ✓ “bring” at 3–8",
                "    phone ✓ “phone” at 15–20",
                "it ✓ “it” at 9–11",
            ],
        ),
    ],
)
def test_each_clause_says_what_held_and_what_was_missing(rule: str, said: str, lines: list[str]) -> None:
    assert shown(rule, said) == lines


def test_words_of_the_title_name_their_field_and_those_said_twice_stand_once() -> None:
    assert shown("car", "It is new", "A car") == ["car ✓ “car” at 2–5 of the title"]
    assert shown("car", "A car", "The car") == ["car ✓ “car” at 2–5"]


def test_the_whole_lack_names_what_is_missing_together() -> None:
    assert lack_of(judged("a b NOT rumour", "A rumour")).startswith("missing b; “rumour” stands")
    assert lack_of(judged(f"({LONG}) x", "None")) == "missing x; none of 14: w0, w1, w2, w3, …"


def test_a_rule_of_hundreds_of_clauses_ends_with_their_number() -> None:
    found = clauses_of(judged(" AND ".join(f"w{number}" for number in range(500)), "None"))
    assert (len(found), found[-1].source) == (MOST_LINES + 1, "and 440 more clauses")


def test_an_explanation_of_before_these_keys_is_shown() -> None:
    old = {"operator": "term", "source": "car", "hit": False, "missing": ["car"]}
    assert [(each.source, each.note) for each in clauses_of(old)] == [("car", "missing car")]
    assert clauses_of({}) == ()
