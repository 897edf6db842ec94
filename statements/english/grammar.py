"""English paragraphs to Utterances: the stages put together."""

from __future__ import annotations

from collections.abc import Iterator

from record.types import ReportKind, Span
from statements.english.clauses import Clause, find_clauses, with_colon
from statements.english.contents import Run, closes_sentence, find_contents
from statements.english.subjects import Subject
from statements.english.units import split_sentences, split_units
from statements.lexicon import en
from statements.paragraphs import Paragraph
from statements.units import Units
from statements.utterance import Utterance, trimmed

_SHORTEST = 2  # words of a content
_LEAD = 400  # characters in which the venue is looked for


def find_utterances(text: str, paragraph: Paragraph) -> list[Utterance]:
    """What the paragraph reports, in the order of its cues; a quote without a cue has no mention."""
    found: list[Utterance] = []
    for units in split_sentences(split_units(text, paragraph)):
        here = _of_sentence(text, units)
        if not here:
            _add_quote(text, units, found, whole=units[0].start == paragraph.start)
        found.extend(here)
    return found


def _of_sentence(text: str, units: Units) -> list[Utterance]:
    clauses = find_clauses(units)
    found: list[Utterance] = []
    floor = 0
    for number, clause in enumerate(clauses):
        ceiling = _ceiling(units, clauses, number)
        if closes_sentence(units, clause) and _all_forward(
            found
        ):  # "Xiaomi has ruled out a launch, Lei Jun said."
            found.clear()
            floor = 0
        runs = find_contents(units, clause, floor, ceiling)
        utterance = _utterance(text, units, clause, runs) if runs else None
        if utterance is not None:
            found.append(utterance)
            floor = max([floor, clause.end + 1, *(end for _, end in runs)])
    if not clauses:
        found.extend(_headline(text, units))
    return found


def _all_forward(found: list[Utterance]) -> bool:
    return bool(found) and all(
        u.cue is not None and u.content[0] > u.cue and u.kind != "direct" for u in found
    )


def _ceiling(units: Units, clauses: list[Clause], number: int) -> int:
    """The words of a cue end where the next reporting clause begins, or its own words before it."""
    if number + 1 < len(clauses):
        following = clauses[number + 1]
        end = following.start if following.start > clauses[number].end else following.cue.first
        while end > 0 and (units[end - 1].low in _JOINTS or units[end - 1].text in (",", ";", "—", "–")):
            end -= 1
        return max(end, clauses[number].end + 1)
    end = len(units)
    while end and units[end - 1].kind == "mark" and units[end - 1].text not in ")]":
        end -= 1
    return end


_JOINTS = frozenset(
    ["and", "but", "while", "as", "although", "though", "after", "who", "which", "also", "in", "whereas"]
)


def _utterance(text: str, units: Units, clause: Clause, runs: list[Run]) -> Utterance | None:
    content = tuple(_span(text, units, run) for run in runs)
    if sum(len(text[start:end].split()) for start, end in content) < _SHORTEST and not _quoted(units, runs):
        return None
    subject, cue = clause.subject, clause.cue
    sentence = (units[0].start, units[-1].end)
    return Utterance(
        content=content,
        cue=(units[cue.first].start, units[cue.last].end),
        mention=_place(units, subject.first, subject.last),
        sentence=sentence,
        kind=_kind(units, clause, runs),
        stance=cue.stance,
        lead=_lead(units, clause, runs),
        apposition=_place(units, *subject.apposition) if subject.apposition else None,
        same_subject=clause.order == "shared",
    )


def _lead(units: Units, clause: Clause, runs: list[Run]) -> Span:
    """The sentence without the words said: where the venue is named."""
    first, end = runs[0]
    if end <= clause.start:
        start = units[min(clause.start, len(units) - 1)].start
        return start, min(units[-1].end, start + _LEAD)
    return max(units[0].start, units[first].start - _LEAD), units[first].start


def _place(units: Units, first: int, last: int) -> Span:
    return units[first].start, units[last].end


def _span(text: str, units: Units, run: Run) -> Span:
    return trimmed(text, units[run[0]].start, units[run[1] - 1].end)


def _quoted(units: Units, runs: list[Run]) -> bool:
    return any(unit.kind == "quote" for first, end in runs for unit in units[first:end])


def _kind(units: Units, clause: Clause, runs: list[Run]) -> ReportKind:
    inside = [unit for first, end in runs for unit in units[first:end]]
    if all(unit.kind == "quote" or unit.kind == "mark" for unit in inside):
        return "direct"
    if any(unit.kind == "quote" for unit in inside):
        return "mixed"
    first = runs[0][0]
    clausal = clause.cue.takes("c") or units[first - 1].low == "that" or units[first].low == "to"
    return "nominal" if clause.cue.takes("n") and not clausal else "indirect"


def _add_quote(text: str, units: Units, found: list[Utterance], whole: bool) -> None:
    """A sentence that is only quotes goes on with the words before it, or stands for itself."""
    body = [unit for unit in units if unit.kind != "mark"]
    if not body or any(unit.kind != "quote" for unit in body):
        return
    content = tuple((unit.start, unit.end) for unit in body)
    if sum(len(text[start:end].split()) for start, end in content) < _SHORTEST + 1:
        return
    if (
        found
        and found[-1].kind in ("direct", "mixed")
        and found[-1].cue
        and found[-1].content[0] < found[-1].cue
    ):
        last = found.pop()
        found.append(_joined(last, content, units[-1].end))
    elif found or whole:
        found.append(Utterance(content, None, None, (units[0].start, units[-1].end), "direct"))


def _joined(last: Utterance, content: tuple[Span, ...], end: int) -> Utterance:
    sentence = (last.sentence[0], end)
    return Utterance(
        (*last.content, *content),
        last.cue,
        last.mention,
        sentence,
        last.kind,
        last.stance,
        last.lead,
        last.apposition,
        last.same_subject,
    )


def _headline(text: str, units: Units) -> Iterator[Utterance]:
    """Lei Jun: “…”, or Lei Jun: no plan for the US; whether the name is known is decided later."""
    for subject, first in with_colon(units):
        if units[first].kind == "quote" or _could_be_name(units, subject):
            run = (first, len(units))
            colon = units[first - 1]
            yield Utterance(
                content=(_span(text, units, run),),
                cue=(colon.start, colon.end),
                mention=_place(units, subject.first, subject.last),
                sentence=(units[0].start, units[-1].end),
                kind="direct" if units[first].kind == "quote" else "indirect",
            )


def _could_be_name(units: Units, subject: Subject) -> bool:
    names = units[subject.first : subject.last + 1]
    return all(unit.capital and unit.low not in en.NEVER for unit in names)
