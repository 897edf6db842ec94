"""A paragraph as words, marks and whole quotes, and these as sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from statements.lexicon import Language
from statements.paragraphs import Paragraph
from statements.plain.vocabulary import is_pronoun
from statements.quotes import Quote
from statements.units import Unit, Units

STOPS = frozenset(".!?…")
_PART = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:(?:[-’'&]|(?<=\d)[.,](?=\d))[^\W_]+)*[’']?|[^\w\s]|_")
_INVERTED = re.compile(r"(?:-t)?-(\w+)$")  # dit-il, affirme-t-elle


def split_units(text: str, paragraph: Paragraph, language: Language) -> list[Unit]:
    units: list[Unit] = []
    at = paragraph.start
    for quote in paragraph.quotes:
        units.extend(split_words(text, at, quote.start, language))
        units.append(_quote(text, quote))
        at = quote.end
    units.extend(split_words(text, at, paragraph.end, language))
    return units


def _quote(text: str, quote: Quote) -> Unit:
    return Unit("quote", text[quote.start : quote.end], "", quote.start, quote.end, quote.ending(text))


def split_words(text: str, start: int, end: int, language: Language) -> Iterator[Unit]:
    dotted = -1  # where the dot of an abbreviation stands
    for match in _PART.finditer(text, start, end):
        first, last = match.span()
        if first == dotted:
            continue
        if not match.group()[0].isalnum():
            yield Unit("mark", match.group(), match.group(), first, last)
            continue
        if text[last : last + 1] == "." and _abbreviates(text, first, last, language):
            dotted, last = last, last + 1
        yield from _word(text, first, last, language)


def _word(text: str, start: int, end: int, language: Language) -> Iterator[Unit]:
    """One word, or the two or three that "l'entreprise" and "affirme-t-elle" are."""
    for place in (match.end() for match in re.finditer("['’]", text[start:end])):
        if _low(text[start : start + place]) in language.elisions and start + place < end:
            yield _unit(text, start, start + place)
            start += place
            break
    inverted = _INVERTED.search(text, start, end)
    if inverted and is_pronoun(_low(inverted.group(1)), language):
        yield _unit(text, start, inverted.start())
        yield _unit(text, inverted.start(1), end)
    else:
        yield _unit(text, start, end)


def _unit(text: str, start: int, end: int) -> Unit:
    return Unit("word", text[start:end], _low(text[start:end]), start, end)


def _low(word: str) -> str:
    return word.lower().replace("’", "'")


def _abbreviates(text: str, start: int, end: int, language: Language) -> bool:
    """Does the dot at `end` belong to the word: an initial, Dr., or 3. before a month?"""
    word = text[start:end]
    if word.isdigit():
        following = _PART.search(text, end + 1, end + 20)
        return len(word) <= 2 and following is not None and following.group().lower() in language.months
    return (len(word) == 1 and word.isupper()) or f"{word.lower()}." in language.abbreviations


def split_sentences(units: Units) -> Iterator[Units]:
    first = 0
    for at, unit in enumerate(units):
        if at + 1 == len(units) or (_stops(unit) and _begins(unit, units[at + 1])):
            yield units[first : at + 1]
            first = at + 1


def _stops(unit: Unit) -> bool:
    return unit.ending in STOPS if unit.kind == "quote" else unit.text in STOPS


def _begins(unit: Unit, after: Unit) -> bool:
    """Does a sentence begin behind a stop? After a quote only a capital or another quote begins one."""
    if unit.kind == "quote":
        return after.kind == "quote" or after.capital
    return after.kind == "quote" or not (after.text[0].islower() or after.text in STOPS)
