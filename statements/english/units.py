"""A paragraph as units: words, marks, and each quote as one unit that the grammar does not look into."""

from __future__ import annotations

import re
from collections.abc import Iterator

from statements.lexicon import en
from statements.paragraphs import Paragraph
from statements.units import Unit, Units

_PART = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:(?:[-’'&]|(?<=\d)[.,](?=\d))[^\W_]+)*|[^\w\s]|_")
_OWNER = re.compile(r"['’][sS]$")
_STOPS = frozenset(".!?…")
_FRESH = en.DETERMINERS | en.PERSON_PRONOUNS | en.GROUP_PRONOUNS | en.LINKS | en.PREPOSITIONS | {"it", "when"}


def split_units(text: str, paragraph: Paragraph) -> list[Unit]:
    units: list[Unit] = []
    at = paragraph.start
    for quote in paragraph.quotes:
        units.extend(_words(text, at, quote.start))
        units.append(Unit("quote", "", '"', quote.start, quote.end, quote.ending(text)))
        at = quote.end
    units.extend(_words(text, at, paragraph.end))
    return units


def _words(text: str, start: int, end: int) -> Iterator[Unit]:
    dotted = -1  # where the dot of an abbreviation stands
    for match in _PART.finditer(text, start, end):
        word, first, last = match.group(), match.start(), match.end()
        if first == dotted:
            continue
        if not word[0].isalnum():
            yield Unit("mark", word, word, first, last)
            continue
        if text[last : last + 1] == "." and _abbreviates(text, word.lower(), last):
            dotted, last = last, last + 1
        owner = _OWNER.search(word)
        cut = first + owner.start() if owner else last
        low = "u.s." if text[first:cut] == "US" else text[first:cut].lower()  # the pronoun is another word
        yield Unit("word", text[first:cut], low, first, cut)
        if owner:
            yield Unit("word", text[cut:last], text[cut:last].lower(), cut, last)


def _abbreviates(text: str, low: str, end: int) -> bool:
    """Does the dot at `end` belong to the word? That of a month only before a day: Lei Jun. is no June."""
    if f"{low}." in en.MONTHS:
        return text[end + 1 : end + 3].strip()[:1].isdigit()
    return f"{low}." in en.ABBREVIATIONS


def begins_afresh(word: str, following: str) -> bool:
    """Does a new sentence begin after a word with its dot? After an abbreviation only a word that cannot be
    part of a name begins one."""
    low = word.lower().lstrip("(“\"'")
    if low in en.MONTHS or low == "no.":
        return not following[:1].isdigit()
    initial = len(low) == 2 and low[0].isalpha() and word[:1].isupper()
    dotted = low.endswith(".") and "." in low[:-1] and low.replace(".", "").isalpha()
    if not (initial or dotted or low in en.ABBREVIATIONS):
        return True
    return following.lower().strip(",.!?’'") in _FRESH | en.OTHER_PRONOUNS


def split_sentences(units: Units) -> Iterator[Units]:
    first = 0
    for at, unit in enumerate(units):
        if at + 1 == len(units) or (_stops(unit) and _begins(units, at)):
            yield units[first : at + 1]
            first = at + 1


def _stops(unit: Unit) -> bool:
    if unit.kind == "quote":
        return unit.ending in _STOPS
    return unit.text in _STOPS or (unit.text.endswith(".") and len(unit.text) > 1)


def _begins(units: Units, at: int) -> bool:
    """Does a new sentence begin after the stop at `at`?"""
    unit, after = units[at], units[at + 1]
    if after.kind == "quote":
        return unit.kind == "mark" or unit.ending in _STOPS
    if unit.kind == "mark":
        name = at > 0 and all(
            u.text.isupper() and len(u.text) > 1 for u in (units[at - 1], after)
        )  # ID. SPACE
        return not after.text[0].islower() and after.text not in _STOPS and not name
    if unit.kind == "word":  # an abbreviation: only a word that cannot be part of a name begins a sentence
        return after.capital and after.low in _FRESH
    if unit.ending in "!?":  # “…!” Patrick said
        return after.capital and not any(
            u.low in ("said", "says", "asked", "told") for u in units[at + 1 : at + 5]
        )
    return after.capital
