"""`check --fix` writes what can only be meant, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from ops.checking import check
from ops.fixing import apply_fixes, propose, repair
from record.problems import Fix

REST = "channels: {c: json://x}\n"
CASES = {
    "  - {name: A, peopel: 雷军, notify: c}  # 雷\n": "  - {name: A, people: 雷军, notify: c}  # 雷\n",
    "  - {name: A, when: a and 美 not x, notify: c}\n": "  - {name: A, when: a AND 美 NOT x, notify: c}\n",
    "  - {name: A, when: 'a NAER/8 b', notify: c}\n": "  - {name: A, when: 'a NEAR/8 b', notify: c}\n",
    "  - {name: A, when: titel:x, notify: c}\n": "  - {name: A, when: title:x, notify: c}\n",
    "  - {name: 2027, when: 2027, notify: c}\n": '  - {name: "2027", when: "2027", notify: c}\n',
    "  - {name: A, people: Lei Jun, notify: c, status: 'tets'}\n": (
        "  - {name: A, people: Lei Jun, notify: c, status: 'test'}\n"
    ),
    "  - {name: A, people: Lei Jun, notify: c, first_party: prefered}\n": (
        "  - {name: A, people: Lei Jun, notify: c, first_party: prefer}\n"
    ),
    '  - name: A\n    notify: c\n    when: "US market" or 美国\n': (
        "  - name: A\n    notify: c\n    when: '\"US market\" OR 美国'\n"
    ),
    "  - name: A\n    notify: c\n    when: {al: [SU7 and x, y]}\n": (
        "  - name: A\n    notify: c\n    when: {all: [SU7 AND x, y]}\n"
    ),
}


@pytest.mark.parametrize("wrong", CASES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_only_the_mistake_changes(wrong: str, end: str, tmp_path: Path) -> None:
    path = tmp_path / "watchlist.yaml"
    path.write_bytes(f"\ufeff# kept\nwatches:\n{wrong}{REST}".replace("\n", end).encode())
    shown: list[str] = []
    assert repair(lambda: check([path], {}), shown.append) == 1
    assert path.read_bytes().decode() == f"\ufeff# kept\nwatches:\n{CASES[wrong]}{REST}".replace("\n", end)
    assert [problem for problem in check([path], {}) if problem.severity == "error"] == []
    assert "+++" in "".join(shown)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "doubtful",
    [
        "  - {name: A, people: Lei Jum, notify: c}\n",  # a person is not guessed
        "  - {name: A, when: '美国, 北美', notify: c}\n",  # OR or AND?
        "  - {name: A, people: Lei Jun, peopel: 雷军, notify: c}\n",  # would stand twice
        "  - {name: A, peopel: Lei Jun, poeple: 雷军, notify: c}\n",
    ],
)
def test_what_may_mean_two_things_is_left_alone(doubtful: str, tmp_path: Path) -> None:
    path = tmp_path / "watchlist.yaml"
    path.write_text(f"watches:\n{doubtful}{REST}", "utf-8")
    assert propose(check([path], {})) == {}


def test_of_two_fixes_that_overlap_the_first_is_taken() -> None:
    assert apply_fixes("abcdef", [Fix(3, 5, "X"), Fix(1, 4, "Y"), Fix(1, 4, "Y")]) == "aYef"
