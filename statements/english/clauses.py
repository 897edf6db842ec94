"""Reporting clauses of a sentence: each cue with its subject and the way the two stand together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from statements.english.cues import Cue, find_cues, is_cue_form
from statements.english.subjects import (
    Subject,
    is_adverb,
    phrase_before,
    sentence_subject,
    skip_auxiliaries,
    subject_after,
    subject_before,
)
from statements.lexicon import en
from statements.units import Units

Order = Literal["before", "after", "shared", "according", "colon"]


@dataclass(frozen=True, slots=True)
class Clause:
    """Units start..end (inclusive) are subject and cue; the words said stand before or after them."""

    cue: Cue
    subject: Subject
    order: Order
    start: int
    end: int


def find_clauses(units: Units) -> list[Clause]:
    clauses: list[Clause] = []
    for cue in find_cues(units):
        clause = _clause(units, cue, clauses)
        if clause is not None and not _nested(units, clause, clauses):
            clauses.append(clause)
    return clauses


def _clause(units: Units, cue: Cue, found: list[Clause]) -> Clause | None:
    if cue.form == "according":
        subject = subject_after(units, cue.last + 1)
        return Clause(cue, subject, "according", cue.first, subject.last) if subject else None
    if cue.form in ("ing", "to"):
        return _participle(units, cue, found)
    inverted = _inverted(units, cue)
    if inverted is not None:
        return Clause(cue, inverted, "after", cue.first, inverted.last)
    subject = subject_before(units, cue)
    if subject is not None:
        return Clause(cue, subject, "before", subject.left, cue.last)
    return _coordinated(units, cue, found)


def _inverted(units: Units, cue: Cue) -> Subject | None:
    """“…,” said Jim Farley"""
    if not cue.takes("q") or cue.takes("t") or not cue.first:
        return None
    before = units[cue.first - 1]
    if not (before.kind == "quote" or before.text in (",", "—", "–")):
        return None
    subject = subject_after(units, cue.last + 1)
    return subject if subject is not None and _ends_there(units, subject) else None


def _ends_there(units: Units, subject: Subject) -> bool:
    """After an inverted subject no predicate follows."""
    if subject.last + 1 >= len(units):
        return True
    after = units[subject.last + 1]
    if after.kind != "word" or units[subject.first].low in en.PERSON_PRONOUNS | en.GROUP_PRONOUNS:
        return after.kind != "word"
    return after.low in en.PREPOSITIONS | en.SUBORDINATORS | en.CONJUNCTIONS | en.TIMES or is_adverb(after)


def _participle(units: Units, cue: Cue, found: list[Clause]) -> Clause | None:
    """…, emphasizing that …; … is demanding …; took to Weibo to deny …"""
    direct = subject_before(units, cue)
    at = cue.first - 1
    running = at >= 0 and any(unit.low in en.BE for unit in units[max(0, at - 2) : at + 1])
    if direct is not None and cue.form == "ing" and (running or _after_with(units, direct)):
        return Clause(cue, direct, "before", direct.left, cue.last)
    if cue.form == "to" and not any(unit.low in en.LEADS for unit in units[: cue.first]):
        return None
    start = at
    while start >= 0 and (is_adverb(units[start]) or units[start].low in ("to", "also")):
        start -= 1
    loose = start >= 0 and (
        units[start].text in (",", "—", "–") or units[start].low in ("and", "while", "by")
    )
    if cue.form == "ing" and not loose:
        return None
    return _shared(units, cue, start + 1, found)


def _after_with(units: Units, subject: Subject) -> bool:
    return subject.left > 0 and units[subject.left - 1].low == "with"


def _coordinated(units: Units, cue: Cue, found: list[Clause]) -> Clause | None:
    """… and said …; …, but denied …"""
    at, good = skip_auxiliaries(units, cue.first - 1)
    base = units[cue.first].low == cue.verb.split()[0] and cue.verb not in en.SAME_PAST
    if not good or base or at < 1 or units[at].low not in ("and", "but", "then"):
        return None
    return _shared(units, cue, at, found)


def _shared(units: Units, cue: Cue, start: int, found: list[Clause]) -> Clause | None:
    """The subject is that of the cue before, or of the sentence."""
    subject = found[-1].subject if found else sentence_subject(units, start)
    return Clause(cue, subject, "shared", start, cue.last) if subject else None


def _nested(units: Units, clause: Clause, found: list[Clause]) -> bool:
    """Is it inside the words of the cue before: "said he told …"?"""
    if not found or clause.order in ("shared", "after", "according"):
        return False
    between = units[found[-1].end + 1 : clause.start]
    marks = {unit.text for unit in between if unit.kind == "mark"} & {",", ";", "—", "–", "-"}
    return not marks and not any(unit.kind == "quote" for unit in between) and not _joined(between)


def _joined(between: Units) -> bool:
    return bool(between) and between[-1].low in (
        "while",
        "as",
        "but",
        "and",
        "after",
        "although",
        "though",
        "who",
    )


def antecedent(units: Units, clause: Clause) -> tuple[int, int] | None:
    """Units of the noun phrase that a relative clause denies: "a collaboration, which Ford denied"."""
    at = clause.start - 1
    if clause.order != "before" or at < 1 or units[at].low not in ("which", "that"):
        return None
    after = units[clause.end + 1] if clause.end + 1 < len(units) else None
    if after is not None and not (after.kind == "mark" or after.low in en.TIMES | en.PREPOSITIONS):
        return None
    last = at - 1 - (units[at - 1].text == ",")
    first = _whole_phrase(units, last)
    return (first, last) if first is not None else None


_BREAKS = en.AUXILIARIES - en.POSSESSIVE | en.MODALS | en.SUBORDINATORS | en.PERSON_PRONOUNS


def _whole_phrase(units: Units, last: int) -> int | None:
    """With the prepositions in it, but without "reports of"."""
    first = last
    at = last
    while at >= 0 and units[at].kind == "word" and last - at < 25:
        low = units[at].low
        if low in ("of", "about", "that") and at and units[at - 1].low in en.ANTECEDENT_NOUNS:
            return at + 1
        if low in _BREAKS or (is_cue_form(low) and not units[at].capital and first < last):
            break
        if low in en.DETERMINERS:
            first = at
            if at and units[at - 1].low not in en.PREPOSITIONS:
                return at
        at -= 1
    if first < last:
        return first
    return phrase_before(units, last)


def with_colon(units: Units) -> Iterator[tuple[Subject, int]]:
    """A headline's "Lei Jun: no plan", or "Lei Jun on Friday: …": (subject, first unit of the words)."""
    at = next((i for i, unit in enumerate(units[:12]) if unit.text == ":"), None)
    if at and at + 1 < len(units):
        subject = subject_after(units, 0)
        if subject is not None and _skip_when(units, subject.last + 1) == at:
            yield subject, at + 1


def _skip_when(units: Units, at: int) -> int:
    """Behind "on Friday" and the like."""
    if at + 1 < len(units) and units[at].low == "on" and units[at + 1].low in en.DAYS:
        return at + 2
    return at + 1 if units[at].low in en.DAYS | en.TIMES else at
