"""`check --fix` writes what can only be meant, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ops.checking import check
from ops.fixing import apply_fixes, propose, repair
from record.problems import Fix, Problem

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
    assert repair(lambda: check([path], {}), shown.append) == []
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
    assert propose(check([path], {})) == []


def test_of_two_fixes_that_overlap_the_first_is_taken() -> None:
    assert apply_fixes("abcdef", [Fix(3, 5, "X"), Fix(1, 4, "Y"), Fix(1, 4, "Y")]) == "aYef"


# ---------------------------------------------------------------- what is left alone

TYPO = f"watches:\n  - {{name: A, peopel: Lei Jun, notify: c}}\n{REST}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "watchlist.yaml"
    path.write_text(TYPO, "utf-8")
    return path


def test_a_file_that_is_saved_while_it_is_checked_is_not_written(path: Path) -> None:
    def check_slowly() -> list[Problem]:
        found = check([path], {})
        path.write_text(f"# mine\n{TYPO}", "utf-8")
        return found

    shown: list[str] = []
    (left,) = repair(check_slowly, shown.append)
    assert (left.code, left.message) == (
        "Y012",
        "nothing is written in it: it was changed while it was checked",
    )
    assert path.read_text("utf-8") == f"# mine\n{TYPO}"
    assert shown == []
    assert repair(lambda: check([path], {}), shown.append) == []
    assert path.read_text("utf-8") == f"# mine\n{TYPO.replace('peopel', 'people')}"


def test_a_file_of_which_two_readings_differ_takes_the_places_of_one(path: Path) -> None:
    before = check([path], {})
    path.write_text(f"# mine\n{TYPO}", "utf-8")
    (proposal,) = propose([*before, *check([path], {})])
    assert proposal.new == TYPO.replace("peopel", "people")


def test_a_file_that_may_only_be_read_or_has_two_names_stays_as_it_is(path: Path) -> None:
    path.chmod(0o444)
    (left,) = repair(lambda: check([path], {}), print)
    assert "may only be read" in left.message
    path.chmod(0o640)
    other = path.with_name("other.yaml")
    os.link(path, other)
    (left,) = repair(lambda: check([path], {}), print)
    assert "hard link" in left.message
    assert path.read_text("utf-8") == TYPO
    other.unlink()
    assert repair(lambda: check([path], {}), print) == []
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in path.parent.iterdir()] == ["watchlist.yaml"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root may give a file away")
def test_the_owner_stays_the_owner(path: Path) -> None:
    os.chown(path, 12, 34)
    assert repair(lambda: check([path], {}), print) == []
    assert (path.stat().st_uid, path.stat().st_gid) == (12, 34)


def test_no_address_is_shown_with_what_changes(path: Path) -> None:
    channels = "channels: {c: 'https://h.example/SECRET', d: 'slack://${A}/B'}\n"
    path.write_text(TYPO.replace(REST, channels.replace("channels", "channnels")), "utf-8")
    shown: list[str] = []
    repair(lambda: check([path], {}), shown.append)
    told = "".join(shown)
    assert "+channels: {c: 'https://…', d: 'slack://…'}" in told
    path.write_text(TYPO.replace(REST, channels.replace("{c", "\n  {c")), "utf-8")
    repair(lambda: check([path], {}), shown.append)
    told = "".join(shown)
    assert "+  - {name: A, people: Lei Jun, notify: c}" in told
    assert not any(word in told for word in ("SECRET", "/B"))
    assert shown[-1].count("https") == 0  # the lines beside what changes
