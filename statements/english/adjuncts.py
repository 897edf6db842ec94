"""What stands between a cue and the words: whom, when and where."""

from __future__ import annotations

from statements.english.cues import is_cue_form
from statements.english.subjects import is_adverb
from statements.lexicon import en, words
from statements.units import Units

_ADDRESSED = frozenset(
    words("reporters journalists investors analysts employees staff shareholders him her them us me")
)
_WHERE = frozenset(words("in on at by with from to into over during after before via through"))
CLAUSAL = en.AUXILIARIES - en.POSSESSIVE | en.MODALS | en.PERSON_PRONOUNS | en.GROUP_PRONOUNS


def skip_addressee(units: Units, at: int, ceiling: int) -> int:
    """told reporters, told the Harbour Mail, told CNBC"""
    if at < ceiling and units[at].low in _ADDRESSED:
        return at + 1
    start = at + (at < ceiling and units[at].low in en.DETERMINERS)
    while start < ceiling and units[start].kind == "word":
        subject = units[start]
        if subject.low in en.SUBORDINATORS | en.PREPOSITIONS | en.PERSON_PRONOUNS | {"it", "they", "there"}:
            break
        if subject.low in en.TIMES or (
            not subject.capital and start > at and not _addressed_noun(units, start)
        ):
            break
        start += 1
    return start


def _addressed_noun(units: Units, at: int) -> bool:
    return units[at].low in en.POSSESSIVE | en.PERSON_NOUNS | en.ORG_NOUNS | _ADDRESSED | {
        "of",
        "magazine",
        "radio",
    }


def is_adjunct(units: Units, first: int, end: int) -> bool:
    """Do units[first:end] only say where, when and to whom?"""
    if first >= end:
        return True
    if any(unit.low in CLAUSAL for unit in units[first + 1 : end]):
        return False
    head = units[first]
    lead = head.low in _WHERE | en.TIMES | {"last", "this", ","}
    return (lead or is_adverb(head)) and not any(
        is_cue_form(u.low) and u.low.endswith("s") for u in units[first:end]
    )


def skip_times(units: Units, at: int, ceiling: int) -> int:
    """Tuesday, on Monday, last week, at the time, in a statement"""
    while at < ceiling and units[at].kind == "word":
        step = time_at(units, at)
        if not step:
            break
        at += step
    return at


def time_at(units: Units, at: int) -> int:
    """How many units from `at` on only say when."""
    lows = [unit.low for unit in units[at : at + 4]] + [""] * 4
    if lows[0] in en.TIMES:
        return 2 if (lows[0] in en.MONTHS and lows[1].isdigit()) or lows[1] in en.TIME_NOUNS else 1
    if lows[0] in ("on", "in", "over", "late", "early") and lows[1] in en.TIMES:
        return 1 + time_at(units, at + 1)
    if lows[0] in ("last", "this", "earlier", "late", "next") and lows[1] in en.TIME_NOUNS | en.DAYS:
        return 2
    if lows[0] in ("on", "over", "earlier", "in", "at") and lows[1] in ("the", "this", "that"):
        return 3 if lows[2] in en.TIME_NOUNS | {"time"} else 0
    return 0
