"""Examples that were tried, as a test runner shows them: lines, plain values, and JUnit's XML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.etree import ElementTree

from alerts.clauses import clauses_of, lack_of
from alerts.messages.cleaning import clean, shorten
from alerts.trial import Trial
from record.problems import Problem
from record.types import Json

PASSED, FAILED = "✓", "✗"
WIDEST = 90  # characters of an example
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0 has no others


def by_watch(trials: Sequence[Trial]) -> Iterator[tuple[str, list[Trial]]]:
    """(the watch's name, its trials), in the order of the file."""
    for _, group in groupby(trials, key=lambda trial: trial.watch.id):
        found = list(group)
        yield clean(found[0].watch.name), found


def report_lines(trials: Sequence[Trial], untried: Sequence[str] = ()) -> Iterator[str]:
    """A line an example, what is wrong below those that fail, and the sum. `untried`: watches without one."""
    for name, found in by_watch(trials):
        yield f"watch “{name}”"
        for trial in found:
            yield from trial_lines(trial)
    if untried:
        names = ", ".join(f"“{clean(name)}”" for name in untried[:5])
        more = f" and {len(untried) - 5} more" if len(untried) > 5 else ""
        yield f"no examples: {names}{more}"
    yield sum_of(trials)


def trial_lines(trial: Trial) -> Iterator[str]:
    mark, wanted = PASSED if trial.passed else FAILED, "fires" if trial.fires else "silent"
    yield f"  {mark} {wanted:<8}{shorten(clean(trial.said), WIDEST)}"
    if not trial.passed:
        yield f"            {trial.place}  {complaint(trial)}"
        yield from (f"            {line}" for line in _clause_lines(trial))


def complaint(trial: Trial) -> str:
    """ "missing launch | 进入", "fired on “US market”", "fired: the watch has no rule"."""
    if trial.fires:
        return clean(trial.deaf) or lack_of(trial.explanation)
    if not trial.explanation:
        return "fired: the watch has no rule"
    return f"fired on {', '.join(f'“{clean(words)}”' for words in trial.found)}"


def _clause_lines(trial: Trial) -> Iterator[str]:
    """The rule clause by clause, where one line has not said it all."""
    clauses = clauses_of(trial.explanation) if trial.explanation else ()
    for clause in clauses if trial.fires and len(clauses) > 1 else ():
        mark = PASSED if clause.passed else FAILED
        yield f"{'  ' * clause.depth}{mark} {shorten(clause.source, 60)}   {clause.note}".rstrip()


def sum_of(trials: Sequence[Trial]) -> str:
    failed = sum(not trial.passed for trial in trials)
    count = f"{len(trials)} example{'' if len(trials) == 1 else 's'}"
    return f"{count}: {f'{failed} failed' if failed else 'all as they should'}" if trials else "no examples"


def report_json(trials: Sequence[Trial]) -> list[Json]:
    return [
        {
            "watch": trial.watch.id,
            "name": trial.watch.name,
            "said": trial.said,
            "expected": "fires" if trial.fires else "silent",
            "passed": trial.passed,
            "file": trial.file,
            "line": trial.line,
            "column": trial.column,
            "why": "" if trial.passed else complaint(trial),
            "explanation": trial.explanation,
        }
        for trial in trials
    ]


def junit(trials: Sequence[Trial], problems: Sequence[Problem] = ()) -> str:
    """A testsuite a watch, a testcase an example. What makes the file unreadable is an error of the file."""
    failed = sum(not trial.passed for trial in trials)
    root = ElementTree.Element(
        "testsuites",
        {"name": "onrecord test", **_counts(len(trials) + len(problems), failed, len(problems))},
    )
    for name, found in by_watch(trials):
        bad = sum(not trial.passed for trial in found)
        suite = ElementTree.SubElement(root, "testsuite", {"name": _xml(name), **_counts(len(found), bad, 0)})
        suite.set("file", _xml(found[0].file))
        for trial in found:
            _add_case(suite, trial)
    if problems:
        _add_errors(root, problems)
    ElementTree.indent(root)
    text: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _counts(tests: int, failures: int, errors: int) -> dict[str, str]:
    numbers = {"tests": tests, "failures": failures, "errors": errors, "skipped": 0, "time": 0}
    return {name: str(number) for name, number in numbers.items()}


def _add_case(suite: ElementTree.Element, trial: Trial) -> None:
    wanted = "fires" if trial.fires else "silent"
    name = f"{wanted}: {shorten(clean(trial.said), WIDEST)}"
    place = {"file": _xml(trial.file), "line": str(trial.line)}
    named = {"classname": _xml(trial.watch.id), "name": _xml(name)}
    case = ElementTree.SubElement(suite, "testcase", {**named, **place, "time": "0"})
    if not trial.passed:
        words = complaint(trial)
        shown = {"message": _xml(words), "type": "T601" if trial.fires else "T602"}
        failure = ElementTree.SubElement(case, "failure", shown)
        failure.text = _xml("\n".join([f"{trial.place}  {words}", trial.said, *_clause_lines(trial)]))


def _add_errors(root: ElementTree.Element, problems: Sequence[Problem]) -> None:
    counts = _counts(len(problems), 0, len(problems))
    suite = ElementTree.SubElement(root, "testsuite", {"name": _xml(problems[0].file), **counts})
    for problem in problems:
        place = {"file": _xml(problem.file), "line": str(problem.line)}
        name = _xml(f"{problem.place} {problem.code}")
        case = ElementTree.SubElement(suite, "testcase", {"classname": "check", "name": name, **place})
        shown = {"message": _xml(problem.message), "type": problem.code}
        ElementTree.SubElement(case, "error", shown).text = _xml(f"{problem.message}  {problem.hint}".strip())


def _xml(text: str) -> str:
    return _UNPRINTABLE.sub("\ufffd", text)
