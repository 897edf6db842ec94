"""`onrecord test` and `onrecord test-rule`, as docs/explain.md shows them and beyond."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner, Result

from cli.main import app

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "explain.md").read_text("utf-8")
SHOWN = re.findall(r"```\n\$ onrecord (.*?)\n(.*?)```", DOCS, re.DOTALL)
(YAML,) = re.findall(r"```yaml\n(.*?)```", DOCS, re.DOTALL)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    (tmp_path / "watchlist.yaml").write_text(YAML, "utf-8")
    return tmp_path


def run(*arguments: str, given: str | None = None) -> Result:
    result = CliRunner().invoke(app, arguments, input=given)
    assert "Traceback" not in result.output
    return result


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[command[:20] for command, _ in SHOWN])
def test_the_page_shows_what_is_told(command: str, output: str) -> None:
    assert run(*shlex.split(command)).stdout == output


# ---------------------------------------------------------------- test


def test_the_status_is_fine_once_every_example_behaves(folder: Path) -> None:
    assert run("test").exit_code == 1
    (folder / "watchlist.yaml").write_text(YAML.replace("sell cars", "launch cars"), "utf-8")
    result = run("test")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "4 examples: all as they should")


def test_an_example_that_fires_and_should_not_shows_what_it_fired_on(folder: Path) -> None:
    (folder / "watchlist.yaml").write_text(
        YAML.replace("- The US market fell", "- We enter the US market"), "utf-8"
    )
    assert "watchlist.yaml:12:11  fired on “US market”, “enter the US market”" in run("test").stdout


def test_what_else_is_wrong_is_shown_and_no_example_passes_for_it(folder: Path) -> None:
    (folder / "watchlist.yaml").write_text(YAML.replace("(enter", "(("), "utf-8")
    result = run("test")
    assert (result.exit_code, "R1" in result.stderr, result.stdout) == (1, True, "no examples\n")


def test_a_key_that_no_example_has_is_a_problem_at_its_place(folder: Path) -> None:
    (folder / "watchlist.yaml").write_text(YAML.replace("by: Jim Farley", "bye: Jim Farley"), "utf-8")
    result = run("test")
    assert "unknown key 'bye'" in result.stderr
    assert "watchlist.yaml:13:" in result.stderr


@pytest.mark.parametrize(
    ("fields", "rule", "passed"),
    [
        ("title: A rumour", "launch NOT rumour", False),
        ("stance: plan", "launch stance:plan", True),
        ("stance: deny", "launch stance:plan", False),
        ("by: 雷军", "launch speaker:雷军", True),
        ("by: Nobody Known", "launch", False),
        ("text: 'Long before. We launch.'", "launch text:before", True),
    ],
)
def test_an_example_can_say_what_stands_around_the_words(
    folder: Path, fields: str, rule: str, passed: bool
) -> None:
    (folder / "watchlist.yaml").write_text(
        "watches:\n  - name: A\n    people: Lei Jun\n    notify: c\n"
        f"    when: '{rule}'\n    examples: {{fires: [{{said: We launch, {fields}}}]}}\n"
        "channels: {c: 'json://h.example'}\n",
        "utf-8",
    )
    (shown,) = json.loads(run("test", "--json").stdout)["examples"]
    assert shown["passed"] is passed


def test_junit_holds_a_suite_a_watch_and_a_case_an_example(folder: Path) -> None:
    evil = YAML.replace("We will sell cars", '"]]> <b> \\u0007 We sell"').replace(
        '" in America.', ' in America."'
    )
    (folder / "watchlist.yaml").write_text(evil, "utf-8")
    run("test", "--junit", "out.xml")
    root = ElementTree.parse(folder / "out.xml").getroot()
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("4", "1", "0")
    (suite,) = root
    assert (suite.get("name"), suite.get("tests")) == ("Xiaomi in the US", "4")
    case = suite[1]
    assert (case.get("file"), case.get("line")) == ("watchlist.yaml", "10")
    (failure,) = case
    assert failure.get("message") == "missing enter market | launch | 进入"
    assert "<b> \ufffd We sell" in (failure.text or "")


def test_junit_holds_an_error_where_the_file_cannot_be_read(folder: Path) -> None:
    (folder / "watchlist.yaml").write_text(YAML.replace("notify:", "notifi:"), "utf-8")
    assert run("test", "--junit", "out.xml").exit_code == 1
    root = ElementTree.parse(folder / "out.xml").getroot()
    assert root.get("errors") == str(len(root.findall(".//error"))) != "0"


# ---------------------------------------------------------------- test-rule


def test_a_mistake_is_shown_with_its_caret_below_wide_characters() -> None:
    result = run("test-rule", "美国 AND NAER/3 x")
    assert (result.exit_code, result.stdout) == (1, "")
    line, caret = result.stderr.splitlines()[1:3]
    assert caret.index("^") == line.index("NAER") + 2  # each of the two characters before it is two wide


def test_without_words_the_rule_is_shown_as_it_was_read() -> None:
    assert run("test-rule", "a (b OR c NEAR/2 d)").stdout.splitlines() == [
        "AND",
        "  TERM  a",
        "  OR",
        "    TERM  b",
        "    NEAR/2",
        "      TERM  c",
        "      TERM  d",
    ]


def test_a_watch_gives_its_rule_and_its_person() -> None:
    shown = run("test-rule", "--watch", "xiaomi-in-the-us", "-", given="我们会进入美国市场\n").stdout
    assert shown.splitlines()[:3] == ["HIT", "  by          Lei Jun", "  said        我们会[进入][美国]市场"]


def test_a_watch_that_is_none_is_usage_with_the_likest_name() -> None:
    result = run("test-rule", "--watch", "Xiaomi in the EU", "x")
    assert (result.exit_code, "did you mean 'Xiaomi in the US'?" in result.stderr) == (2, True)


def test_words_found_beside_those_said_are_shown_with_their_field() -> None:
    shown = run("test-rule", "launch title:car", "We launch it", "--title", "A new car").stdout.splitlines()
    assert shown[:3] == ["HIT", "  said        We [launch] it", "  title       A new [car]"]


def test_no_watchlist_is_needed(folder: Path) -> None:
    (folder / "watchlist.yaml").unlink()
    assert run("test-rule", "@lei-jun OR launch", "雷军 said so").stdout.startswith("HIT")


@pytest.mark.parametrize(
    "said", ["\x1b[31m launch \x07", "launch \u202e x", "\ud83d launch", "launch" * 9_000, ""]
)
def test_no_text_talks_to_the_terminal(said: str) -> None:
    result = run("test-rule", "launch", said)
    assert result.exit_code == 0
    assert all(line.isprintable() for line in result.stdout.splitlines())


def test_the_json_holds_the_verdict_and_the_problems() -> None:
    answer = json.loads(run("test-rule", "--json", "launch", "We launch").stdout)
    assert (answer["verdicts"][0]["hit"], answer["problems"]) == (True, [])
    wrong = json.loads(run("test-rule", "--json", "(launch").stdout)
    assert wrong["problems"][0]["code"] == "R110"
