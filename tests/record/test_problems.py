"""How a Problem looks, and what was probably meant."""

from __future__ import annotations

import json

import pytest

from record.problems import Problem, closest, did_you_mean, in_order, render

LINES = [
    "watches:",
    "  - name: 小米 in the US",
    "    when: (美国 OR 北美",
    "\tx: \x1b[31mred\u202e",
    "a" * 5_000 + "HERE" + "b" * 5_000,
]


def shown(**changes: object) -> list[str]:
    given: dict[str, object] = {"code": "W101", "message": "unknown key 'x'", "file": "w.yaml", "line": 2}
    return render(Problem(**(given | changes)), LINES).split("\n")  # type: ignore[arg-type]


def test_a_problem_has_its_place_the_line_the_caret_and_the_hint() -> None:
    assert shown(column=5, length=4, hint="did you mean 'y'?") == [
        "w.yaml:2:5           W101 unknown key 'x'",
        "    2 |   - name: 小米 in the US",
        "      |     ^^^^  did you mean 'y'?",
    ]


def test_the_caret_stands_below_wide_characters() -> None:
    assert shown(line=3, column=18, length=2)[1:] == [
        "    3 |     when: (美国 OR 北美",
        "      |                    ^^^^",
    ]
    assert shown(line=2, column=14, length=2)[2] == "      | " + 15 * " " + "^^"


def test_a_warning_says_so() -> None:
    assert shown(severity="warning")[0] == "w.yaml:2             W101 warning: unknown key 'x'"


def test_without_a_column_there_is_no_caret() -> None:
    assert shown(hint="quote it")[1:] == ["    2 |   - name: 小米 in the US", "      |   quote it"]
    assert len(shown()) == 2


def test_without_a_line_there_is_only_the_message() -> None:
    assert shown(line=0, hint="try again") == ["w.yaml               W101 unknown key 'x'  try again"]
    assert shown(line=99) == ["w.yaml:99            W101 unknown key 'x'"]


def test_a_file_cannot_talk_to_the_terminal() -> None:
    text = "\n".join(shown(line=4, column=5, message="odd \x07 key"))
    assert text.replace("\n", "").isprintable()
    assert shown(line=4, column=2)[2] == "      |  ^"


def test_a_long_line_is_shown_around_its_caret() -> None:
    _, source, caret = shown(line=5, column=5_001, length=4)
    assert len(source) < 130
    assert source[caret.index("^") : caret.rindex("^") + 1] == "HERE"


def test_a_caret_beyond_the_line_stands_at_its_end() -> None:
    assert shown(line=1, column=500, length=9)[2] == "      |         ^"


def test_problems_are_in_the_order_of_reading_each_once() -> None:
    late, early = Problem("B", "", "w.yaml", 9, 1), Problem("A", "", "w.yaml", 2, 7)
    assert in_order([late, early, late]) == [early, late]


def test_a_problem_is_json() -> None:
    assert json.loads(json.dumps(Problem("A", "m", "f", 1).as_json())) == {
        "code": "A",
        "message": "m",
        "file": "f",
        "line": 1,
        "column": 0,
        "length": 1,
        "hint": "",
        "severity": "error",
        "fix": None,
    }


KNOWN = ["people", "Lei Jun", "雷军", "NEAR", "exec-slack", "when"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("peopel", "people"),
        ("Li Jun", "Lei Jun"),
        ("雷君", "雷军"),
        ("雷軍", "雷军"),
        ("naer", "NEAR"),
        ("slack-exce", "exec-slack"),
        ("xyz", None),
        ("马", None),
        ("", None),
        ("people" * 20_000, None),
    ],
)
def test_what_was_probably_meant(word: str, meant: str | None) -> None:
    assert closest(word, KNOWN) == meant
    assert did_you_mean(word, KNOWN) == (f"did you mean '{meant}'?" if meant else "")
