"""Whom a pronoun or "the company" may mean: who spoke or was named last, the likeliest first."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from record.types import Span, Speaker
from statements.genders import Gender
from statements.names import REACH, DocumentNames
from statements.runs import Kind

_SENTENCE_END = re.compile(r"(?:[.!?][”\"’']?(?=\s)|[。！？]|\n)\s*")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he)\b|[他她](?!们)")
_LOOK_BACK = 40  # names before a pronoun
_SENTENCES_BACK = 3
_SAID_BACK = 8  # spans of words said, in which nobody is named who "he" could be


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant: a known Speaker, or a name; `at` is where he spoke or was named last."""

    who: str
    at: int
    known: Speaker | None = None
    spoke: bool = False


class Antecedents:
    """Grows as the document is read: who spoke, and which words are others'."""

    def __init__(self, text: str, names: DocumentNames) -> None:
        self._names = names
        self._ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, REACH)]
        self._places: dict[Kind, list[Candidate]] = {
            "person": _in_order("person", names),
            "organisation": _in_order("organisation", names),
        }
        self._pronouns = {  # sentence -> where its first pronoun stands: its subject goes on from before
            self.sentence_of(match.start()): match.start()
            for match in reversed([*_PRONOUN.finditer(text, 0, REACH)])
        }
        self._starts = {kind: [place.at for place in places] for kind, places in self._places.items()}
        self._spoke: dict[Kind, Candidate] = {}
        self._genders: dict[str, Gender] = {}
        self._said: list[Span] = []

    def hear(self, content: Iterable[Span]) -> None:
        self._said = [*self._said[-_SAID_BACK:], *content]

    def remember(self, kind: Kind, who: str, at: int, known: Speaker | None) -> None:
        self._spoke[kind] = Candidate(who, at, known, spoke=True)

    def learn(self, who: str, gender: Gender) -> None:
        """A pronoun that could mean nobody else tells what somebody is."""
        self._genders.setdefault(who, gender)

    def last_speaker(self, kind: Kind) -> Candidate | None:
        return self._spoke.get(kind)

    def find(self, kind: Kind, at: int, gender: Gender | None = None) -> list[Candidate]:
        """The latest sentence counts most, and in it whoever spoke, then whoever is named first.

        Not who is named in words of others; of the wrong gender only where a text shows none.
        """
        spoke = self._spoke.get(kind)
        found: dict[str, Candidate] = {spoke.who: spoke} if spoke is not None else {}
        for each in self._named(kind, at):
            old = found.get(each.who)
            if old is None or self._rank(each) > self._rank(old):
                found[each.who] = each
        fitting = [each for each in found.values() if self._suits(each, gender)]
        return sorted(fitting, key=lambda each: self._fit(each, gender), reverse=True)

    def _fit(self, candidate: Candidate, gender: Gender | None) -> tuple[int, bool, bool, int]:
        """In a sentence, who is known to be a woman comes before whoever may be one."""
        sentence, spoke, place = self._rank(candidate)
        return sentence, gender is not None and self._gender(candidate) == gender, spoke, place

    def _rank(self, candidate: Candidate) -> tuple[int, bool, int]:
        """Who is named after a "he" is somebody else than the one whom the sentence goes on about."""
        sentence = self.sentence_of(candidate.at)
        beside = self._pronouns.get(sentence, candidate.at) < candidate.at and not candidate.spoke
        return sentence - _SENTENCES_BACK * beside, candidate.spoke, -candidate.at

    def _suits(self, candidate: Candidate, gender: Gender | None) -> bool:
        return gender is None or self._gender(candidate) in (None, gender)

    def _gender(self, candidate: Candidate) -> Gender | None:
        known = candidate.known
        if known is not None and known.pronoun is not None:
            return known.pronoun
        name = known.name if known is not None and known.name.isascii() else candidate.who
        return (
            self._genders.get(candidate.who) or self._names.gender(candidate.who) or self._names.gender(name)
        )

    def _named(self, kind: Kind, before: int) -> list[Candidate]:
        places = self._places[kind]
        last = bisect_left(self._starts[kind], before)
        floor = self.sentence_of(before) - _SENTENCES_BACK
        near = [
            place for place in places[max(0, last - _LOOK_BACK) : last] if self.sentence_of(place.at) >= floor
        ]
        return [place for place in near if not any(start <= place.at < end for start, end in self._said)]

    def sentence_of(self, at: int) -> int:
        """The number of the sentence that holds the character at `at`."""
        return bisect_left(self._ends, at + 1)

    def between(self, candidate: Candidate, at: int) -> int:
        """Sentences between somebody and a pronoun."""
        return self.sentence_of(at) - self.sentence_of(candidate.at)


def _in_order(kind: Kind, names: DocumentNames) -> list[Candidate]:
    known = [
        Candidate(names.who(place.speaker), place.start, place.speaker)
        for place in names.known
        if place.speaker.kind == kind
    ]
    taken = {place.start for place in names.known}
    others = names.persons if kind == "person" else names.organisations
    strangers = [Candidate(name, at) for at, name in others if at not in taken]
    return sorted((*known, *strangers), key=lambda each: each.at)
