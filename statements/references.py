"""What refers back: he, they, the company, the governor, Mr. Farley, 雷总."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from record.people import People
from record.text import fold, is_cjk
from record.types import Reason, Speaker
from statements.antecedents import Antecedents, Candidate
from statements.attributed import (
    GOES_ON,
    PART_OF_NAME,
    PRONOUN,
    Attribution,
    organisation,
    stranger,
)
from statements.genders import Gender
from statements.lexicon import en, en_persons
from statements.mentions import is_short_chinese
from statements.names import DocumentNames
from statements.runs import Kind

GENDERS: dict[str, Gender] = {
    "he": "he",
    "himself": "he",
    "she": "she",
    "herself": "she",
    "他": "he",
    "他自己": "he",
    "她": "she",
    "她自己": "she",
}
MANY = frozenset(
    {
        "they",
        "both",
        "both men",
        "both women",
        "the two",
        "the pair",
        "the duo",
        "他们",
        "她们",
        "二人",
        "两人",
    }
)
THING = frozenset({"it", "它", "其"})
_AND = re.compile(r",? and (?:[a-z]+ ){0,3}(?:[A-Z][a-z]+\.? )?")
_PAIR_BACK = 600  # characters in which two persons are named together
_NEAR = 1  # sentences within which another candidate makes a pronoun ambiguous


class References:
    """Of one document, over its names and whoever has spoken so far."""

    def __init__(self, text: str, people: People, on: date | None, names: DocumentNames) -> None:
        self._text, self._people, self._on, self._names = text, people, on, names
        self.antecedents = Antecedents(text, names)
        self._heard: dict[str, Attribution] = {}
        self._speakers = tuple({place.speaker.id: place.speaker for place in names.known}.values())
        self.last: list[Attribution] = []  # who spoke the words before; several who spoke together

    def remember(self, found: Sequence[Attribution], at: int) -> None:
        self.last = list(found)
        for each in found:
            known = None if each.speaker.id.startswith("?") else each.speaker
            kind: Kind = "person" if each.speaker.kind == "person" else "organisation"
            who = each.who
            if each.spokesperson and kind == "organisation":
                who = self._names.who(known) if known else each.speaker.name
            self.antecedents.remember(kind, who, at, known)
            self._heard[each.who] = each

    # ------------------------------------------------------------ pronouns

    def go_on(self) -> list[Attribution]:
        """Whoever spoke before, where nobody is named."""
        return [
            replace(
                each,
                confidence=min(GOES_ON, each.confidence),
                reason=Reason("carried-over", f"goes on after {each.who}"),
            )
            for each in self.last
        ]

    def person(self, at: int, written: str, gender: Gender | None = None) -> Attribution | None:
        found = self.antecedents.find("person", at, gender)
        if not found:
            return None
        rivals = [each for each in found[1:] if self._rivals(each, found[0])]
        if gender is not None and len(found) == 1:
            self.antecedents.learn(found[0].who, gender)
        return self._meant(found[0], written).less_sure(tuple(each.who for each in rivals))

    def _rivals(self, other: Candidate, best: Candidate) -> bool:
        return self.antecedents.between(other, best.at) <= _NEAR

    def many(self, at: int, written: str) -> list[Attribution]:
        """they: those who spoke together just before, or the organisation that did."""
        if len(self.last) > 1:
            reason = f"“{written}” refers to {' and '.join(each.who for each in self.last)}"
            return [
                replace(each, reason=Reason("pronoun", reason), confidence=min(PRONOUN, each.confidence))
                for each in self.last
            ]
        found = self.organisation(at, written) if " " not in written else None
        pair = self._pair(at, found)
        return pair or ([found] if found else [])

    def _pair(self, at: int, organisation: Attribution | None) -> list[Attribution]:
        """Two persons whom a sentence just before names together, later than any organisation spoke."""
        spoke = self.antecedents.last_speaker("organisation")
        floor = spoke.at if spoke and organisation else max(0, at - _PAIR_BACK)
        near = self._names.spans_in(max(floor, at - _PAIR_BACK), at)
        pairs = [(one, two) for one, two in pairwise(near) if _AND.fullmatch(self._text[one[1] : two[0]])]
        ends = [self._names.person_ending_at(end) for _, end in pairs[-1]] if pairs else []
        names = [name for name in ends if name is not None]
        if len(names) < 2:
            return []
        reason = Reason("pronoun", f"the two are {' and '.join(names)}")
        return [self.named(name, None, reason, PRONOUN) for name in names]

    def thing(self, written: str) -> Attribution | None:
        """it: the organisation whose words stand just before; else whatever it is does not speak."""
        last = self.last[-1] if self.last else None
        if last is None or last.speaker.kind != "organisation":
            return None
        reason = Reason("pronoun", f"“{written}” refers to {last.who}, who spoke before")
        return replace(last, reason=reason, confidence=min(last.confidence, PRONOUN))

    def organisation(self, at: int, written: str) -> Attribution | None:
        found = self.antecedents.find("organisation", at)
        found = [each for each in found if each.who.lower() not in en.ORG_NOUNS]  # the Government
        known = [each for each in found if each.spoke or each.known is not None]
        if not known and is_cjk(written[0]):  # what a Chinese text names in Latin letters is a thing as often
            return None
        return self._meant((known or found)[0], written) if found else None

    def _meant(self, candidate: Candidate, written: str) -> Attribution:
        spoke = "who spoke before" if candidate.spoke else "named just before"
        reason = Reason("pronoun", f"“{written}” refers to {candidate.who}, {spoke}")
        heard = self._heard.get(candidate.who)
        if heard is not None:
            return replace(
                heard, reason=reason, confidence=min(heard.confidence, PRONOUN), spokesperson=False
            )
        return self.named(candidate.who, candidate.known, reason, PRONOUN)

    def named(self, who: str, known: Speaker | None, reason: Reason, sure: float) -> Attribution:
        """By the name that a document writes, known or not."""
        if known is None:
            known = next(iter(self._people.by_name(who)), None)
        if known is not None:
            return Attribution(known, who, self.org_name(known), None, reason, sure)
        if self._names.kind_of(who) == "organisation" and not is_cjk(who[0]):
            return organisation(who, reason, sure=sure)
        return stranger(who, None, None, None, reason, sure)

    def org_name(self, speaker: Speaker) -> str | None:
        if speaker.kind == "organisation":
            return speaker.name
        org = self._people.org_of(speaker, self._on)
        return org.name if org else None

    def topic(self, at: int, written: str = "the company") -> Attribution | None:
        """The organisation in hand: that which spoke last, or that of the last speaker, or the last named."""
        found = self.organisation(at, written)
        if found is not None:
            return found
        spoke = self.antecedents.last_speaker("person")
        org = self._people.org_of(spoke.known, self._on) if spoke and spoke.known else None
        known = org or next((k.speaker for k in self._names.known if k.speaker.kind == "organisation"), None)
        if known is None:
            return None
        reason = Reason("topic", f"“{written}” refers to {known.name}")
        return Attribution(known, self._names.who(known), known.name, None, reason, 0.7)

    # ------------------------------------------------------------ part of a name

    def by_part(self, at: int, written: str) -> Attribution | None:
        """Jun, Mr. Farley, 雷先生: part of a name that stands whole elsewhere in the text."""
        key = fold(written)
        words = [word for word in key.replace(".", " ").split() if word not in en.TITLES]
        known = {
            self._names.who(speaker): speaker
            for speaker in self._speakers
            if speaker.kind == "person" and _is_part(key, words, speaker)
        }
        last = written.split()[-1].removesuffix("’s").removesuffix("'s") if len(words) == 1 else ""
        bearers = self._names.bearers(last)
        family = [name for name in bearers if name.split()[-1] == last]
        given = [] if family or honoured(written) else bearers
        others = [name for name in family or given if not self._people.by_name(name)]
        who = self._nearest([*known, *others], at, honoured(written))
        if who is None:
            return self._of_company(written)
        reason = Reason("part-of-name", f"“{written}” is short for {who}")
        heard = self._heard.get(who)
        found = (
            replace(heard, reason=reason, confidence=PART_OF_NAME)
            if heard
            else self.named(who, known.get(who), reason, PART_OF_NAME)
        )
        return found.less_sure((*known, *others))

    def _of_company(self, written: str) -> Attribution | None:
        """Barra, where only her company stands in the text."""
        if not written.isalpha() or not written[:1].isupper() or written.lower() in en_persons.GIVEN:
            return None
        if self._names.bearers(written) or self._names.is_organisation(written):
            return None
        people = (each for each in self._people.all() if each.kind == "person")
        meant = [each for each in people if written in (each.name.split()[0], each.name.split()[-1])]
        orgs = [self._people.org_of(each, self._on) for each in meant]
        if len(meant) != 1 or orgs[0] is None or not self._names.named(orgs[0]):
            return None
        reason = Reason("part-of-name", f"“{written}” is {meant[0].name} of {orgs[0].name}")
        return Attribution(meant[0], written, orgs[0].name, None, reason, 0.75)

    def _nearest(self, names: list[str], at: int, gender: Gender | None) -> str | None:
        """Of namesakes whoever is named or spoke last; a title may tell them apart."""
        fits = [name for name in names if gender is None or self._names.gender(name) in (None, gender)]
        if len(fits) < 2:
            return fits[0] if fits else None
        heard = [name for name in fits if name in self._heard]
        if len(heard) == 1:
            return heard[0]
        latest = self.antecedents.find("person", at)
        return next((each.who for each in latest if each.who in fits), None) or self._names.nearest(fits, at)


def honoured(written: str) -> Gender | None:
    title = written.split()[0].lower().rstrip(".")
    return "he" if title == "mr" else "she" if title in ("mrs", "ms", "miss") else None


def _is_part(key: str, words: list[str], speaker: Speaker) -> bool:
    parts = fold(speaker.name).split()
    return (len(words) == 1 and len(words[0]) > 1 and words[0] in parts) or is_short_chinese(key, speaker)
