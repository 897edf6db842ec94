"""What a sentence says of somebody's words, and the same as an Utterance."""

from __future__ import annotations

from dataclasses import dataclass

from record.types import ReportKind, Span
from statements.lexicon import Language
from statements.plain.contents import Run
from statements.plain.cues import Cue
from statements.plain.subjects import Subject
from statements.units import Units
from statements.utterance import Utterance, trimmed

_LEAD = 400  # characters in which the venue is looked for


@dataclass(frozen=True, slots=True)
class Reading:
    """Units: what reports (`said[0]` to `said[1]`), who is named, and the words."""

    said: Run
    subject: Subject | None
    runs: tuple[Run, ...]
    end: int  # of all that it takes up
    cue: Cue | None = None  # None: no verb, but "according to" or a colon


def as_utterance(
    text: str, units: Units, reading: Reading, language: Language, same_subject: bool = False
) -> Utterance:
    subject = reading.subject
    content = tuple(trimmed(text, units[a].start, units[b - 1].end) for a, b in reading.runs)
    beside = subject.apposition if subject else None
    return Utterance(
        content=content,
        cue=_span(units, *reading.said),
        mention=subject.span(units) if subject else None,
        sentence=(units[0].start, units[-1].end),
        kind=_kind(units, reading, language),
        stance=reading.cue.form.stance if reading.cue else None,
        lead=_lead(units, reading),
        apposition=_span(units, *beside) if beside else None,
        same_subject=same_subject,
    )


def _span(units: Units, first: int, last: int) -> Span:
    return units[first].start, units[last].end


def _kind(units: Units, reading: Reading, language: Language) -> ReportKind:
    inside = [unit for first, end in reading.runs for unit in units[first:end]]
    quotes = [unit.kind == "quote" for unit in inside if unit.kind != "mark"]
    if any(quotes):
        return "direct" if all(quotes) else "mixed"
    first = reading.runs[0][0]
    behind = first > reading.said[0] and units[first - 1].kind == "word"
    clausal = units[first - 1].low in language.that
    nominal = reading.cue is not None and reading.cue.takes("n") and behind and not clausal
    return "nominal" if nominal else "indirect"


def _lead(units: Units, reading: Reading) -> Span:
    """The sentence without the words said."""
    first, end = reading.runs[0]
    if end <= reading.said[0]:
        start = units[end].start
        return start, min(units[-1].end, start + _LEAD)
    return max(units[0].start, units[first].start - _LEAD), max(units[0].end, units[first].start)
