"""Phrases that can speak: a pronoun, a name with its titles, "the company", "a spokesman for it"."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from record.types import Span
from statements.lexicon import Language
from statements.plain.vocabulary import is_common, is_head, is_pronoun
from statements.units import Unit, Units

_LOOSE = 2  # words in a phrase that the file does not know: adjectives
_APPOSITION = 14  # units between two commas
_BEHIND = 9  # units from a verb to its subject


@dataclass(frozen=True, slots=True)
class Names:
    """What is known to be a name: places of known Speakers in the text, and words of whole names in it."""

    starts: Collection[int] = ()
    words: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """units[first:last + 1], and what stands beside it between commas; `end` is behind both."""

    first: int
    last: int
    end: int
    apposition: tuple[int, int] | None = None

    def span(self, units: Units) -> Span:
        return units[self.first].start, units[self.last].end


class Subjects:
    """Finds them in the sentences of one paragraph."""

    def __init__(self, language: Language, names: Names) -> None:
        self.language, self.names = language, names
        self._verbs = frozenset(form.words[0] for form in language.cues)

    def at(self, units: Units, at: int) -> Subject | None:
        """The phrase that begins there."""
        if at >= len(units) or units[at].kind != "word":
            return None
        if is_pronoun(units[at].low, self.language):
            return Subject(at, at, at + 1)
        last = self._phrase(units, at)
        if last is None or any(unit.low in self.language.never for unit in units[at : last + 1]):
            return None
        beside = self._beside(units, last)
        return Subject(at, last, beside[1] + 2 if beside else last + 1, beside)

    def first_in(self, units: Units, start: int, end: int) -> Subject | None:
        """The first phrase from which nothing but words lead to the end."""
        at = start
        while at < end:
            found = None if self._is_led(units, start, at) else self.at(units, at)
            if found is not None and found.end <= end and _only_words(units[found.end : end]):
                return found
            at = found.end if found is not None else at + 1
        return None

    def next_to(self, units: Units, at: int) -> Subject | None:
        """The first phrase behind a verb, over a few words: "sagte am Montag in Berlin Musk"."""
        for place in range(at, min(at + _BEHIND, len(units))):
            if units[place].kind != "word" or units[place].low in self.language.that:
                return None
            found = None if self._is_led(units, at, place) else self.at(units, place)
            if found is not None:
                return found
        return None

    def _is_led(self, units: Units, start: int, at: int) -> bool:
        """Is it the object of a preposition?"""
        before = at - 1
        while before >= start and units[before].low in self.language.determiners:
            before -= 1
        own = self.language
        return before >= start and (units[before].low in own.prepositions or units[before].low in own.of)

    # ------------------------------------------------------------ the parts of a phrase

    def _phrase(self, units: Units, at: int) -> int | None:
        """The last unit of the phrase, or None where nobody is in it."""
        start = at + (units[at].low in self.language.determiners)
        end, last, loose = start, None, 0
        while end < len(units) and units[end].kind == "word":
            size = self._part(units, end, start, after=None if last is None else end - last - 1)
            if size:
                end += size
                last = end - 1
                continue
            loose += 1
            if loose > _LOOSE or start == at or not self._is_loose(units[end]):
                break
            end += 1
        return last

    def _part(self, units: Units, at: int, start: int, after: int | None) -> int:
        """How many units from here name somebody: a noun that speaks, a name, or "von Tesla" behind them.
        `after`: how many other words lie between and the part before, where there is one."""
        if not after and is_head(units[at].low, self.language):
            return 1
        size = self._run(units, at) if after is None or after <= 1 else 0  # "el fabricante chino BYD"
        if size and self._is_name(units, at, size, start):
            return size
        return self._owner(units, at) if after is not None else 0

    def _owner(self, units: Units, at: int) -> int:
        """von Tesla, de la empresa"""
        if units[at].low not in self.language.of:
            return 0
        inner = at + 1
        while inner < len(units) and units[inner].low in self.language.determiners:
            inner += 1
        if inner < len(units) and is_head(units[inner].low, self.language):
            return inner - at + 1
        size = self._run(units, inner)
        article = units[inner - 1].low in self.language.determiners
        named = size and (not article or self._is_name(units, inner, size, inner))
        return inner - at + size if named else 0

    def _run(self, units: Units, at: int) -> int:
        """How many units from here are written like one name: Ola Källenius, Ursula von der Leyen."""
        end = at
        while end < len(units) and self._is_capital(units[end]):
            end += 1
            ahead = end
            free = ahead < len(units) and units[ahead].low not in self.language.determiners
            while free and ahead < len(units) and units[ahead].low in self.language.particles:
                ahead += 1
            if ahead > end and ahead < len(units) and self._is_capital(units[ahead]):
                end = ahead
        return end - at

    def _is_capital(self, unit: Unit) -> bool:
        return (
            unit.capital and not is_common(unit.low, self.language) and not is_head(unit.low, self.language)
        )

    def _is_loose(self, unit: Unit) -> bool:
        verb = unit.low in self._verbs
        return unit.low.isalpha() and not (unit.capital or verb or is_common(unit.low, self.language))

    def _is_name(self, units: Units, at: int, size: int, start: int) -> bool:
        """One word alone is easily none: known, titled, part of a whole name elsewhere, an acronym, or
        without an article beside its verb, where a noun would have one."""
        run = units[at : at + size]
        sure = run[0].start in self.names.starts or any(unit.text in self.names.words for unit in run)
        acronym = any(unit.text.isupper() and len(unit.text) > 1 for unit in run)
        titled = at > start and units[at - 1].low in self.language.titles
        if sure or acronym or titled or size > 1:
            return True
        before, after = units[max(0, at - 1) : at], units[at + 1 : at + 2]
        if any(unit.low in self.language.determiners for unit in before):
            return False
        within = any(unit.kind == "word" for unit in before) and not self.language.capital_nouns
        return within or any(map(self._is_verb, (*before, *after)))

    def _is_verb(self, unit: Unit) -> bool:
        return unit.low in self._verbs or unit.low in self.language.auxiliaries

    def _beside(self, units: Units, last: int) -> tuple[int, int] | None:
        """(first, last) of what stands between the comma behind a phrase and the next one."""
        if (
            last + 2 >= len(units)
            or units[last + 1].text != ","
            or is_pronoun(units[last + 2].low, self.language)
        ):
            return None
        inner = self._phrase(units, last + 2)
        if inner is None:
            return None
        for at in range(inner + 1, min(inner + _APPOSITION, len(units))):
            if units[at].kind != "word":
                return (last + 2, at - 1) if units[at].text == "," else None
        return None


def _only_words(units: Units) -> bool:
    return all(unit.kind == "word" for unit in units)
