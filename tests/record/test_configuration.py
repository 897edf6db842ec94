"""onrecord.yaml and the environment over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from record.configuration import Configuration, load_configuration, operator_problems


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_configuration(tmp_path / "onrecord.yaml", {}) == (Configuration(), [])


def test_the_environment_goes_over_the_file(tmp_path: Path) -> None:
    path = tmp_path / "onrecord.yaml"
    path.write_text("timezone: Asia/Shanghai\nrecord_url: sqlite:///a.db\nworkers: 2\n")
    configuration, problems = load_configuration(path, {"ONRECORD_RECORD_URL": "sqlite:///b.db"})
    assert problems == []
    assert configuration == Configuration("sqlite:///b.db", "Asia/Shanghai", workers=2)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("timezon: UTC\n", "W101", "unknown key 'timezon'"),
        ("timezone: Asia/Shangai\n", "C101", "unknown time zone 'Asia/Shangai'"),
        ("workers: none\n", "C102", "'workers' must be a number"),
        ("timezone: 8\n", "W103", "must be text, not the number 8"),
    ],
)
def test_a_wrong_file_is_a_problem_with_its_place(tmp_path: Path, text: str, code: str, words: str) -> None:
    path = tmp_path / "onrecord.yaml"
    path.write_text(text)
    _, problems = load_configuration(path, {})
    assert [(problem.code, words in problem.message) for problem in problems] == [(code, True)]


@pytest.mark.parametrize(
    ("text", "environment", "place", "hint"),
    [
        ("operator: dsek\n", {}, "onrecord.yaml:1:11", "did you mean 'desk'?"),
        (
            "operator: desk\n",
            {"ONRECORD_OPERATOR": "nobody"},
            "onrecord.yaml",
            "the watchlist has desk, phone",
        ),
        ("operator: nobody\n", {"ONRECORD_OPERATOR": "phone"}, None, ""),
        ("operator: desk\n", {}, None, ""),
        ("timezone: UTC\n", {}, None, ""),
    ],
)
def test_the_operators_channel_is_one_of_the_watchlists(
    tmp_path: Path, text: str, environment: dict[str, str], place: str | None, hint: str
) -> None:
    path = tmp_path / "onrecord.yaml"
    path.write_text(text)
    configuration, problems = load_configuration(path, environment)
    problems += operator_problems(configuration, ["desk", "phone"], path)
    found = [(problem.code, problem.place, problem.hint) for problem in problems]
    assert found == ([("C103", f"{tmp_path}/{place}", hint)] if place else [])
