"""Where a sentence reports: the forms of the lexicon's verbs, without the nouns that look like them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from record.types import Stance
from statements.lexicon import en
from statements.units import Units

_LONGEST_REST = 5  # words of an entry behind its first


@dataclass(frozen=True, slots=True)
class Cue:
    """Units first..last (inclusive) report; `form` is finite, past participle alike, or `ing` or `to`."""

    first: int
    last: int
    verb: str
    frames: str
    stance: Stance | None
    form: str

    def takes(self, frame: str) -> bool:
        return frame in self.frames


@dataclass(frozen=True, slots=True)
class _Entry:
    verb: str
    rest: tuple[str, ...]
    frames: str
    stance: Stance | None
    form: str


def find_cues(units: Units) -> Iterator[Cue]:
    """Every cue that could report, left to right."""
    after = 0
    for at, unit in enumerate(units):
        if unit.kind != "word" or at < after or (unit.capital and at):
            continue
        if unit.low == "according" and at + 1 < len(units) and units[at + 1].low == "to":
            yield Cue(at, at + 1, "according to", "q", None, "according")
            after = at + 2
            continue
        entry = _entry_at(units, at)
        if entry is None or _is_noun(units, at):
            continue
        last = at + len(entry.rest)
        form = "to" if at and units[at - 1].low == "to" and entry.form == "finite" else entry.form
        yield Cue(at, last, entry.verb, entry.frames, entry.stance, form)
        after = last + 1


def _entry_at(units: Units, at: int) -> _Entry | None:
    """The longest entry that stands here: "took to" loses to "took to … to deny" by its frames."""
    return _entry(units[at].low, [unit.low for unit in units[at + 1 : at + 1 + _LONGEST_REST]])


def _entry(low: str, following: list[str]) -> _Entry | None:
    return next(
        (entry for entry in _forms().get(low, ()) if list(entry.rest) == following[: len(entry.rest)]), None
    )


def look_up(low: str, following: list[str]) -> tuple[Stance | None, int]:
    """The stance of the lexicon's entry for a word form, and how many of the words behind it belong to it."""
    entry = _entry(low, following)
    return (entry.stance, len(entry.rest)) if entry else (None, 0)


def _is_noun(units: Units, at: int) -> bool:
    low = units[at].low
    before = units[at - 1].low if at else ""
    if low in en.NOUN_FORMS:
        return before in en.NOUN_BEFORE or (not at and low.endswith("s"))
    return before in en.DETERMINERS


def is_cue_form(low: str) -> bool:
    return low in _forms()


@cache
def frames_of(low: str) -> str:
    """The frames of all verbs with this form, in alphabetical order."""
    return "".join(sorted({frame for entry in _forms().get(low, ()) for frame in entry.frames}))


@cache
def _forms() -> dict[str, tuple[_Entry, ...]]:
    """First word of a form -> entries, longest first."""
    forms: dict[str, list[_Entry]] = {}
    for frames, stance, listed in en.VERBS:
        for name in (" ".join(part.split()) for part in listed.split(",")):
            verb, *rest = name.split()
            for form, kind in _inflected(verb):
                forms.setdefault(form, []).append(_Entry(name, tuple(rest), frames, stance, kind))
    return {form: tuple(sorted(found, key=lambda e: -len(e.rest))) for form, found in forms.items()}


def _inflected(verb: str) -> Iterator[tuple[str, str]]:
    if verb in en.IRREGULAR:
        yield verb, "finite"
        yield from (
            (form, "ing" if form.endswith("ing") else "finite") for form in en.IRREGULAR[verb].split()
        )
        return
    stem = verb[:-1] if verb.endswith("e") else verb
    yield verb, "finite"
    if verb.endswith("y") and verb[-2] not in "aeou":
        yield from ((verb[:-1] + "ies", "finite"), (verb[:-1] + "ied", "finite"), (verb + "ing", "ing"))
        return
    yield verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s"), "finite"
    yield stem + "ed", "finite"
    yield (verb if verb.endswith("ee") else stem) + "ing", "ing"
