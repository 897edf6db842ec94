"""One rule tried on words: the verdict, the words with what was found in them, and each clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console
from rich.text import Text

from alerts.clauses import clauses_of, lack_of
from alerts.messages.cleaning import clean, shorten
from alerts.rules.matcher import match, scope_of
from alerts.rules.mistakes import Mistake
from alerts.rules.nodes import Node, Rule
from alerts.rules.scope import Scope
from alerts.trial import scope_of_words, speaker_called
from ops.extracts.given import Given
from record.people import People
from record.problems import Problem
from record.types import Document, Evidence, Json, Report, Revision, Speaker

FOUND = "black on yellow"
FIELDS = ("quote", "sentence", "title", "names", "text")  # whose words are shown, where something was found
MOST_SHOWN = 1_000  # characters of one field
MOST_CLAUSES = 200
SHOWN_AS = "rule"  # in the place of a file's name


@dataclass(frozen=True, slots=True)
class RuleTrial:
    """One Report, or words that nobody has published, and what the rule says of it."""

    scope: Scope
    hit: bool
    explanation: Json
    who: str = ""


def try_words(rule: Rule, said: str, title: str, speaker: Speaker | None, people: People) -> RuleTrial:
    """`speaker`: who says it; None is nobody in particular."""
    given = {"said": said, "title": title}
    return _tried(rule, scope_of_words(given, speaker, people), speaker.name if speaker else "")


def speaker_of(by: str, first: Sequence[str], people: People) -> Speaker | None:
    """Who is named, else the first of these ids."""
    return speaker_called(by, people) if by else people.by_id(first[0]) if first else None


def try_reports(rule: Rule, given: Given, reports: Sequence[Report], people: People) -> list[RuleTrial]:
    """Each Report of a page, as it would be judged live."""
    return [
        _tried(rule, scope_of(_evidence(given, report), people), report.speaker.name) for report in reports
    ]


def _evidence(given: Given, report: Report) -> Evidence:
    from record.clock import Clock

    now = Clock().now()
    document = Document(0, given.url, "article", given.url, "", now)
    return Evidence(0, report, Revision(0, document, "", now, given.title, given.text, lang=given.lang))


def _tried(rule: Rule, scope: Scope, who: str) -> RuleTrial:
    verdict = match(rule, scope)
    return RuleTrial(scope, verdict.hit, verdict.explanation, who)


def problems_of(mistakes: Sequence[Mistake], text: str) -> tuple[list[Problem], list[str]]:
    """As `check` shows them, with the lines of the rule."""
    lines, problems = text.split("\n"), []
    for each in mistakes:
        before = text[: each.offset]
        line, column = before.count("\n") + 1, each.offset - (before.rfind("\n") + 1) + 1
        problems.append(
            Problem(each.code, each.message, SHOWN_AS, line, column, each.length, each.hint, each.severity)
        )
    return problems, lines


# ---------------------------------------------------------------- what is shown


def print_trials(trials: Sequence[RuleTrial], file: TextIO | None = None) -> None:
    """Each verdict with its words and clauses; where there are no styles, brackets mark what was found."""
    console = Console(file=file, highlight=False, markup=False, emoji=False)
    styled = console.is_terminal and console.color_system is not None
    for number, trial in enumerate(trials):
        for line in ([Text()] if number else []) + list(_lines(trial, styled)):
            console.print(line, soft_wrap=True)


def print_tree(rule: Rule) -> None:
    """The clauses as they were read."""
    for line in tree_lines(rule.node):
        print(line)


def tree_lines(node: Node) -> list[str]:
    """One clause a line, indented by what it stands in."""
    shown = list(_tree(node, 0))
    more = len(shown) - MOST_CLAUSES
    return shown[:MOST_CLAUSES] + ([f"and {more} more clauses"] if more > 0 else [])


def _tree(node: Node, depth: int) -> Iterator[str]:
    name = f"{node.kind.upper()}{f'/{node.number}' if node.number else ''}"
    yield f"{'  ' * depth}{name}" + ("" if node.parts else f"  {shorten(clean(node.source), 80)}")
    for part in node.parts:
        yield from _tree(part, depth + 1)


def _lines(trial: RuleTrial, styled: bool) -> Iterator[Text]:
    if trial.hit:
        yield Text("HIT", "bold green" if styled else "")
    else:
        yield Text(f"no hit: {lack_of(trial.explanation)}", "bold red" if styled else "")
    if trial.who:
        yield Text(f"  {'by':<12}{clean(trial.who)}")
    for field in FIELDS:
        if field == "quote" or _only_there(trial, field):
            yield Text.assemble(
                f"  {'said' if field == 'quote' else field:<12}", _marked(trial, field, styled)
            )
    for number, clause in enumerate(clauses_of(trial.explanation)):
        mark = Text("✓", "green" if styled else "") if clause.passed else Text("✗", "red" if styled else "")
        source = "  " * clause.depth + shorten(clause.source, 60)
        yield Text.assemble(f"  {'' if number else 'when':<12}{source}   ", mark, f" {clause.note}")


def _only_there(trial: RuleTrial, field: str) -> bool:
    """Something was found in the field that does not stand in the words said, too."""
    if str(getattr(trial.scope, field)) == trial.scope.quote:
        return False
    said = {place["words"] for place in _evidence_in(trial.explanation, "quote")}
    return any(place["words"] not in said for place in _evidence_in(trial.explanation, field))


def _evidence_in(clause: Json, field: str) -> list[Json]:
    """Of all clauses that hold; what a NOT found is marked, too: it is the reason."""
    own = [place for place in clause["evidence"] if place["field"] == field]
    return own + [place for part in clause["parts"] for place in _evidence_in(part, field)]


def _marked(trial: RuleTrial, field: str, styled: bool) -> Text:
    text = str(getattr(trial.scope, field))
    spans = sorted({(place["start"], place["end"]) for place in _evidence_in(trial.explanation, field)})
    shown, at = Text(), 0
    for start, end in _apart(spans):
        shown.append(_plain(text[at:start]))
        words = _plain(text[start:end])
        shown.append(words if styled else f"[{words}]", FOUND if styled else "")
        at = end
    shown.append(_plain(text[at:]))
    return shown if len(shown) <= MOST_SHOWN else shown[:MOST_SHOWN] + Text("…")


def _apart(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Without those that a wider one covers; what overlaps is one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    yield from joined


def _plain(text: str) -> str:
    """As `clean`, with the blanks at the ends, which stand between two pieces."""
    inner = clean(f"|{text}|")
    return inner[1:-1]


def trials_json(trials: Sequence[RuleTrial]) -> list[Json]:
    return [
        {
            "hit": trial.hit,
            "by": trial.who,
            "said": trial.scope.quote,
            "title": trial.scope.title,
            "why": "" if trial.hit else lack_of(trial.explanation),
            "explanation": trial.explanation,
        }
        for trial in trials
    ]


def node_json(node: Node) -> Json:
    return {
        "operator": node.kind,
        "source": node.source,
        "start": node.start,
        "end": node.end,
        "parts": [node_json(part) for part in node.parts],
    }
