"""The words said: what stands before, around or behind a reporting verb."""

from __future__ import annotations

from statements.lexicon import Language
from statements.plain.cues import Cue
from statements.units import Units

Run = tuple[int, int]  # units[first:end]

SHORTEST = 2  # words of a content
_NAME = 3  # words; a quote with fewer is a name or a term
_FRAME = 14  # units from the verb to where its words begin
JOINTS = frozenset(",–—-")


def before(units: Units, floor: int, end: int, language: Language) -> Run | None:
    """What was said before the verb, without the comma at its end."""
    while floor < end and (units[floor].kind == "mark" or units[floor].low in language.conjunctions):
        floor += 1
    return _worth(units, floor, end)


def further(units: Units, at: int, first: Run, cues: list[Cue]) -> Run | None:
    """What goes on behind "…, sagte Musk am Montag": a quote, or the rest of a clause that was cut."""
    end = _closed(units, len(units))
    while at < end and units[at].kind == "word":
        at += 1
    if at and units[at - 1].text in JOINTS:
        at -= 1  # an apposition has taken its comma along
    if at + 1 >= end + (units[-1].kind == "quote") or units[at].text not in (*JOINTS, ":"):
        return None
    if units[at + 1].kind == "quote":
        return at + 1, at + 2
    whole = units[first[1] - 1].kind == "quote" or cues[-1].first > at
    return None if whole else _worth(units, at + 1, end)


def behind(units: Units, at: int, end: int, cue: Cue, language: Language, bare: bool) -> Run | None:
    """What follows the verb and its subject at `at`; `bare`: a clause may follow a comma alone."""
    end = _closed(units, end)
    if cue.takes("n") and _is_noun_phrase(units, at, end, language):
        return _noun_phrase(units, at, end, cue)
    start = _clause(units, at, end, language, bare)
    if start is None:
        return _noun_phrase(units, at, end, cue) if cue.takes("n") else None
    if start < end and units[start].kind == "quote":  # what follows the last quote, the narrator says
        end = max(place for place in range(start, end) if units[place].kind == "quote") + 1
    return _worth(units, start, end)


def _is_noun_phrase(units: Units, at: int, end: int, language: Language) -> bool:
    if at >= end or units[at].kind != "word":
        return False
    first = at + (units[at].low in language.determiners and at + 1 < end)  # "el martes que …"
    leads = (language.prepositions, language.adverbs, language.that)
    return not any(units[first].low in each for each in leads)


def _noun_phrase(units: Units, at: int, end: int, cue: Cue) -> Run | None:
    """Up to a comma, or to the part of the verb that stands apart."""
    stop = next((i for i in range(at, end) if i == cue.apart or units[i].kind == "mark"), end)
    return _worth(units, at, stop)


def _clause(units: Units, at: int, end: int, language: Language, bare: bool) -> int | None:
    """Where the words begin: after a colon or "that", with a quote, in some languages after a comma."""
    for place in range(at, min(at + _FRAME, end)):
        unit = units[place]
        if unit.text == ":" or unit.low in language.that:
            return place + 1
        if unit.kind == "quote" and len(unit.text.split()) >= _NAME:
            return place
        if unit.text == ",":
            follows = place + 1 < end and units[place + 1].low in language.that
            if follows or bare:
                return place + 1 + follows
    return None


def _closed(units: Units, end: int) -> int:
    """Without the stop."""
    while end and units[end - 1].kind == "mark" and units[end - 1].text not in ")]%":
        end -= 1
    return end


def _worth(units: Units, first: int, end: int) -> Run | None:
    end = _closed(units, end)
    said = units[first:end]
    words = sum(len(unit.text.split()) for unit in said if unit.kind != "mark")
    return (first, end) if words >= SHORTEST or any(unit.kind == "quote" for unit in said) else None
