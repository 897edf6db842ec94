"""Who is named for words without a verb: according to X; X zufolge; X: “…”."""

from __future__ import annotations

from statements.lexicon import Language
from statements.plain.contents import Run, before
from statements.plain.cues import places_of
from statements.plain.readings import Reading
from statements.plain.subjects import Subject, Subjects
from statements.plain.vocabulary import is_pronoun
from statements.units import Units

_LEAST = 3  # words


def find_according(units: Units, subjects: Subjects, language: Language) -> Reading | None:
    return (
        _preposed(units, subjects, language)
        or _postposed(units, subjects, language)
        or _headed(units, subjects, language)
    )


def _preposed(units: Units, subjects: Subjects, language: Language) -> Reading | None:
    for start, at in places_of(units, language.according):
        subject = subjects.at(units, at)
        if subject is not None:
            return _around(units, (start, at - 1), subject, (start, subject.end), language)
    return None


def _postposed(units: Units, subjects: Subjects, language: Language) -> Reading | None:
    for at, unit in enumerate(units):
        if unit.low in language.according_after:
            start = next((i for i in range(at, 0, -1) if units[i - 1].kind != "word"), 0)
            subject = subjects.first_in(units, start, at)
            if subject is not None and subject.end == at:
                return _around(units, (at, at), subject, (subject.first, at + 1), language)
    return None


def _around(units: Units, said: Run, subject: Subject, taken: Run, language: Language) -> Reading | None:
    """All of the sentence but that."""
    pieces = ((0, taken[0]), (taken[1], len(units)))
    runs = tuple(run for piece in pieces if (run := before(units, *piece, language)))
    words = sum(end - first for first, end in runs)
    return Reading(said, subject, runs, len(units)) if words >= _LEAST else None


def _headed(units: Units, subjects: Subjects, language: Language) -> Reading | None:
    """Elon Musk: „…“"""
    subject = subjects.at(units, 0)
    if subject is None or subject.end >= len(units) or units[subject.end].text != ":":
        return None
    run = before(units, subject.end + 1, len(units), language)
    last = units[subject.last]
    named = last.capital and not is_pronoun(last.low, language)
    if run is None or not named or units[run[0]].kind != "quote":
        return None
    return Reading((subject.end, subject.end), subject, (run,), run[1])
