"""Reporting verbs in a sentence, with the auxiliaries that stand with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from statements.lexicon import Language
from statements.lexicon.language import CueForm
from statements.units import Units

_REACH = 16  # units from a verb to the part of it that stands apart


@dataclass(frozen=True, slots=True)
class Cue:
    """units[first:last + 1]; `group` is where its auxiliaries begin; `apart` is the part that closes the
    clause: "wies … zurück"."""

    form: CueForm
    group: int
    first: int
    last: int
    apart: int | None = None

    def takes(self, frame: str) -> bool:
        return frame in self.form.frames


def find_cues(units: Units, language: Language) -> list[Cue]:
    """In order, without overlap, the longest at each place."""
    table = _table(language)
    found: list[Cue] = []
    done = 0
    for at, unit in enumerate(units):
        if at < done or unit.kind != "word" or (unit.capital and not _opens(units, at)):
            continue
        cue = next(filter(None, (_cue(units, at, form, language) for form in table.get(unit.low, ()))), None)
        if cue is not None:
            found.append(cue)
            done = cue.last + 1
    return found


def is_negated(units: Units, cue: Cue, language: Language) -> bool:
    """He did not say so."""
    around = (*units[cue.group : cue.first], *units[cue.last + 1 : cue.last + 2])
    return any(unit.low in language.negations for unit in around)


def _opens(units: Units, at: int) -> bool:
    return at == 0 or units[at - 1].kind != "word"


def _cue(units: Units, at: int, form: CueForm, language: Language) -> Cue | None:
    group = _group(units, at, language)
    before = units[at - 1].low if at else ""
    if group == at and before in language.determiners:
        return None  # "the statement", in one form with "he states"
    size = len(form.words)
    if tuple(unit.low for unit in units[at : at + size]) == form.words:
        return Cue(form, group, at, at + size - 1)
    apart = _apart(units, at + 1, form) if size == 2 else None
    return Cue(form, group, at, at, apart) if apart is not None else None


def _apart(units: Units, after: int, form: CueForm) -> int | None:
    """The second part, at the end of the clause: before a mark, or before "und"."""
    for at in range(after, min(after + _REACH, len(units))):
        if units[at].low == form.words[1] and (at + 1 == len(units) or units[at + 1].kind != "word"):
            return at
    return None


def _group(units: Units, at: int, language: Language) -> int:
    first = at
    while first > 0 and _helps(units[first - 1].low, language):
        first -= 1
    return first


def _helps(low: str, language: Language) -> bool:
    return bool(low) and (low in language.auxiliaries or low in language.negations)


@lru_cache(maxsize=8)
def _table(language: Language) -> Mapping[str, tuple[CueForm, ...]]:
    """First word -> forms, those of several words first."""
    table: dict[str, list[CueForm]] = {}
    for form in language.cues:
        table.setdefault(form.words[0], []).append(form)
    return {first: tuple(sorted(forms, key=lambda form: -len(form.words))) for first, forms in table.items()}


def places_of(units: Units, phrases: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where one of some phrases stands, the longest first: "nach angaben von" before "nach"."""
    forms = sorted((tuple(phrase.split()) for phrase in phrases), key=len, reverse=True)
    for at in range(len(units)):
        for form in forms:
            if tuple(unit.low for unit in units[at : at + len(form)]) == form:
                yield at, at + len(form)
                break
