"""What a search found, for a terminal and as JSON; and what is wrong with a rule that was asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.text import Text

from alerts.messages.cleaning import clean
from alerts.rules.mistakes import Mistake
from alerts.searching import Answer, Answers, Place, said_at
from record.people import People
from record.problems import Problem, render
from record.types import Json

RULE = "rule"  # the name under which Problems show what stood on the command line
_FOUND, _WHO, _AROUND = "black on yellow", "bold", "dim"
_LONGEST = 400  # characters of a quote that are shown
_ELSEWHERE = {"sentence": "around the words", "title": "in the title", "text": "in the text"}


def problems_of(rule: str, mistakes: Iterable[Mistake]) -> list[Problem]:
    """Mistakes of a rule with their lines and columns."""
    return [_problem(rule, mistake) for mistake in mistakes]


def _problem(rule: str, mistake: Mistake) -> Problem:
    before = rule[: mistake.offset]
    line, column = before.count("\n") + 1, mistake.offset - before.rfind("\n")
    told = (mistake.code, mistake.message, RULE, line, column, mistake.length, mistake.hint)
    return Problem(*told, severity=mistake.severity)


def show_problems(rule: str, problems: Iterable[Problem]) -> None:
    """As `check` shows those of a file."""
    console = Console(stderr=True, highlight=False)
    for problem in problems:
        style = "red" if problem.severity == "error" else "yellow"
        shown = Text(render(problem, rule.split("\n")))
        shown.highlight_regex(r"\^+", style)
        console.print(shown, soft_wrap=True)


def print_answers(answers: Answers, people: People, zone: ZoneInfo, file: TextIO | None = None) -> None:
    """Newest first; in a terminal what was found is highlighted."""
    console = Console(file=file, highlight=False, markup=False, emoji=False)
    for line in (line for answer in answers.found for line in lines_of(answer, people, zone)):
        console.print(line, soft_wrap=True)


def lines_of(answer: Answer, people: People, zone: ZoneInfo) -> Iterator[Text]:
    """Who, when, where, how often; then the words; and what was found elsewhere, if nothing is in them."""
    report, document = answer.evidence.report, answer.evidence.revision.document
    who = people.by_id(report.speaker.id) or report.speaker
    at = said_at(answer.evidence).astimezone(zone)
    counted = f"{answer.reports} report{'' if answer.reports == 1 else 's'}"
    rest = (f"{at:%Y-%m-%d %H:%M %Z}", clean(document.outlet), counted, answer.statement)
    yield Text.assemble((clean(who.name), _WHO), *((f" · {each}", _AROUND) for each in rest))
    yield Text.assemble("    ", _quote(answer))
    yield from (Text(f"    {where}: {words}", _AROUND) for where, words in _elsewhere(answer.places))


def _quote(answer: Answer) -> Text:
    report = answer.evidence.report
    shown = Text("".join(char if char.isprintable() else " " for char in report.text))
    for place in answer.places:
        if place.field == "quote":
            shown.stylize(_FOUND, place.start, place.end)
    first = min((place.start for place in answer.places if place.field == "quote"), default=0)
    start = max(0, first - _LONGEST // 2) if len(shown) > _LONGEST else 0
    part = Text.assemble("…" if start else "", shown[start : start + _LONGEST])
    ended = start + _LONGEST < len(shown)
    verbatim = report.first_party or report.kind == "direct"
    return Text.assemble("“" if verbatim else "", part, "…" if ended else "", "”" if verbatim else "")


def _elsewhere(places: Sequence[Place]) -> Iterator[tuple[str, str]]:
    if any(place.field == "quote" for place in places):
        return
    found: dict[str, dict[str, None]] = {}
    for place in places:
        found.setdefault(place.field, {})[clean(place.words)] = None
    for field, words in found.items():
        yield _ELSEWHERE.get(field, field), ", ".join(words)


def left_out(answers: Answers) -> str:
    """What a search did not look at, in words; empty where it did at all."""
    if answers.whole:
        return ""
    of = "that hold its words" if answers.by_words else "of all: no word of the rule is in the index"
    seen = f"looked at the newest {answers.looked_at:,} reports {of}"
    return f"{seen}; for older ones say --until, or ask for more words"


def as_json(rule: str, answers: Answers, people: People) -> Json:
    return {
        "rule": rule,
        "found": [_answer_json(answer, people) for answer in answers.found],
        "looked_at": answers.looked_at,
        "whole": answers.whole,
    }


def _answer_json(answer: Answer, people: People) -> Json:
    report, revision = answer.evidence.report, answer.evidence.revision
    who = people.by_id(report.speaker.id) or report.speaker
    return {
        "statement": answer.statement,
        "speaker": who.name,
        "speaker_id": who.id,
        "words": report.text,
        "kind": report.kind,
        "stance": report.stance,
        "provenance": report.provenance,
        "said_at": said_at(answer.evidence).isoformat(),
        "outlet": revision.document.outlet,
        "url": revision.document.url,
        "title": revision.title,
        "reports": answer.reports,
        "places": [
            {"field": each.field, "start": each.start, "end": each.end, "words": each.words}
            for each in answer.places
        ],
    }
