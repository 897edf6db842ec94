"""People and organisations whom nobody knows: the fullest name of the document, role and organisation."""

from __future__ import annotations

import re
from dataclasses import replace

from record.people import People
from record.text import fold_name, is_cjk
from record.types import Reason, Speaker
from statements.affiliations import Affiliations
from statements.attributed import WHOLE_NAME, Attribution, nameless, organisation, stranger, unnamed
from statements.genders import Gender
from statements.hanstrangers import HanStrangers
from statements.introductions import OWN, Introduction, read_phrase
from statements.lexicon import en, en_persons
from statements.mentions import name_in, organisation_in
from statements.names import DocumentNames
from statements.references import References, honoured
from statements.runs import like_organisation
from statements.titles import is_agent, is_title, without_nation
from statements.utterance import Utterance

_OWNERS: dict[str, Gender] = {"his": "he", "her": "she"}
_SHORT = 0.75  # one word, of which nothing tells whose it is
_PARTIES = frozenset({"republican", "democratic", "conservative", "labour"})
_PARTISANS = frozenset({"Republicans", "Democrats", "Conservatives", "Labour", "Greens"})


class Strangers:
    def __init__(self, text: str, people: People, names: DocumentNames, references: References) -> None:
        self._text, self._people = text, people
        self._names, self._references = names, references
        self._affiliations = Affiliations(people, names, references)
        self._han = HanStrangers(text, names, self._affiliations)
        self.completed = self._affiliations.completed

    def find(self, written: str, at: int, utterance: Utterance) -> Attribution | None:
        if any(map(is_cjk, written)):
            return self._han.find(written, at)
        beside = self._text[slice(*utterance.apposition)] if utterance.apposition else ""
        return (
            self._seat(written)
            or self._of_somebody(written, at)
            or self._of_party(written)
            or self._of_owner(written, at)
            or self._by_title_alone(written, at)
            or self._english(written, beside)
        )

    # ------------------------------------------------------------ English

    def _of_somebody(self, written: str, at: int) -> Attribution | None:
        """his campaign, her aides, aides to Clinton: they speak for a person, and have no name"""
        first, _, rest = written.partition(" ")
        gender = _OWNERS.get(first.lower())
        if gender is not None and rest.split()[-1:] and rest.split()[-1] in en.ENTOURAGE:
            owner = self._references.person(at, first, gender)
            return self._entourage(written, f"{owner.who}'s {rest}") if owner else None
        name = (
            name_in(rest)
            if first.lower() in en.ENTOURAGE and rest.startswith(("to ", "of ", "for "))
            else None
        )
        return self._entourage(written, f"{self._names.fullest(name)}'s {first.lower()}") if name else None

    def _entourage(self, written: str, name: str) -> Attribution:
        return organisation(name, Reason("role", f"“{written}” are {name}, not named"), sure=_SHORT)

    def _of_party(self, written: str) -> Attribution | None:
        """Republicans, House Democrats"""
        words = written.split()
        party = words[-1] in _PARTISANS and all(word[:1].isupper() for word in words)
        return (
            organisation(written, Reason("name", f"“{written}” is nobody we know"), sure=_SHORT)
            if party
            else None
        )

    def _of_owner(self, written: str, at: int) -> Attribution | None:
        """Ohio's utilities regulators, by the name of such an organisation"""
        thing = written.replace("’", "'").partition("'s ")[2].split()
        if len(thing) < 2 or any(word[:1].isupper() for word in thing):
            return None
        named = self._names.organisation_like(thing, at)
        reason = Reason("topic", f"“{written}” refers to {named}")
        return self._references.named(named, None, reason, 0.8) if named else None

    def _by_title_alone(self, written: str, at: int) -> Attribution | None:
        """Nordlys's CEO, an Acme executive, K&L officials: of an organisation and without a name."""
        words = written.split()
        last = words[-1]
        if not is_agent(last) or len(words) < 2 or self._is_named(words):
            return self._group_of(written)
        said = read_phrase(written)
        org = said.org or organisation_in(written)
        if (
            org is None
            or not org[:1].isupper()
            or org.lower() in en.PERSON_NOUNS
            or not without_nation([org])
        ):
            return self._by_whole_role(written) or self._of_nation(words)
        found = self.by_role(said.role, org, written) if said.role else None
        found = found or self._holder(words, org, at, written)
        if found is not None:
            return found
        full = self._names.fullest(org)
        bare = " ".join(word for word in words if word.lower() not in en.DETERMINERS | en.INDEFINITE)
        if self._names.is_person(full) or any(each.kind == "person" for each in self._people.by_name(org)):
            return unnamed(written)  # Elon Musk's lawyer is not Elon Musk
        reason = Reason("role", f"“{written}” speaks for {full}")
        made = organisation(full, reason, bare if last.endswith("s") else None, 0.7)
        role = (said.role or last).removeprefix(org).strip(" .")
        return replace(made, role=role or last, spokesperson=True)

    def _holder(self, words: list[str], org: str, at: int, written: str) -> Attribution | None:
        """the Vermont senator, the Russian leader: somebody of a place, named before; not the Acme chief"""
        if words[0].lower() != "the" or words[-1].endswith("s") or self._names.is_organisation(org):
            return None
        holders = self._names.holders(words[-1])
        who = self._names.nearest(holders, at)
        if who is None:
            return self._references.person(at, written)
        reason = Reason("role", f"“{written}” is {who}")
        return self._references.named(who, None, reason, 0.8).less_sure(tuple(holders))

    def _of_nation(self, words: list[str]) -> Attribution | None:
        """Chinese officials, Republican leaders: they speak for a government or a party."""
        nation = words[0].lower() in _PARTIES or (words[0][:1].isupper() and not without_nation(words[:1]))
        if not nation or not words[-1].endswith("s"):
            return None
        name = " ".join(words)
        return organisation(name, Reason("role", f"“{name}” are not named"), sure=_SHORT)

    def _is_named(self, words: list[str]) -> bool:
        """Mr. Singer, Alan Singer, Tom Weller: the last word is a name, whatever it means"""
        if not words[-1][:1].isupper():
            return False
        honoured = words[0].lower().rstrip(".") in en_persons.HONORIFICS
        return honoured or words[-1].lower() not in en.PERSON_NOUNS or self._names.is_person(" ".join(words))

    def _group_of(self, written: str) -> Attribution | None:
        """Norway's fisheries ministry; the Finnish government: its noun makes the name."""
        words = written.split()
        if words[0].lower() in en.DETERMINERS:
            words = words[1:]
        at = next((i for i, word in enumerate(words) if i and word in en.PREPOSITIONS), len(words))
        noun = words[at - 1] if words else ""
        if len(words) < 2 or noun not in en.ORG_NOUNS or not any(word[:1].isupper() for word in words):
            return None
        name = " ".join(words)
        return organisation(name, Reason("name", f"“{written}” is nobody we know"))

    def _by_whole_role(self, written: str) -> Attribution | None:
        """A royal correspondent, where the document says later who that is."""
        wanted = {word.lower() for word in written.split()} - en.DETERMINERS - en.INDEFINITE
        if len(wanted) < 2:
            return None
        names = [
            name
            for name in self._names.holders(written.split()[-1])
            if wanted <= {word.lower() for word in (self._names.introduction(name).role or "").split()}
        ]
        if len(names) != 1:
            return None
        reason = Reason("role", f"“{written}” is {names[0]}")
        return self._references.named(names[0], None, reason, 0.7)

    def by_role(self, role: str, org: str, written: str) -> Attribution | None:
        """The one who is introduced with this title in this organisation."""
        noun = role.split()[-1].lower()
        wanted = {noun, *_synonyms(role)}
        names = [
            name
            for word in wanted
            for name in self._names.holders(word)
            if _same_org(self._names.introduction(name).org, org)
        ]
        found = list(dict.fromkeys(names))
        if len(found) != 1:
            return None
        reason = Reason("role", f"“{written}” is {found[0]}")
        return self._references.named(found[0], None, reason, 0.85)

    def _english(self, written: str, beside: str) -> Attribution | None:
        name = name_in(written)
        if name is None:
            return None
        if written.split()[-1].lower() in en_persons.OUTSIDERS:  # Acme employees
            return unnamed(written)
        if self._is_common(written, name):
            return nameless(written, "organisation")
        full = self._names.fullest(name)
        if honoured(written) and self._names.gender(full) not in (None, honoured(written)):
            full = written  # Ms. Thompson is not David
        reason = Reason("name", f"“{written}” is nobody we know")
        said = read_phrase(beside) if beside else Introduction()
        said = Introduction(said.role) if said.org == OWN else said
        said = Introduction() if _is_body(said.role) else said  # Apple's supplier, Luxshare
        title = _title_before(written, name)
        defined = written.lower().startswith("the ") and title is None
        named_so = self._names.kind_of(full, defined) == "person"
        beside_it = said.role is not None and not like_organisation(tuple(full.split()))
        person = title is not None or beside_it or named_so
        if not person:
            return organisation(full, reason, sure=WHOLE_NAME if len(full.split()) > 1 else _SHORT)
        said = said.merged(self._names.introduction(full))
        return self._affiliations.with_org(stranger(full, None, None, said.role, reason), said.org)

    def _seat(self, written: str) -> Attribution | None:
        """The White House, which is written like titles."""
        name = " ".join(word for word in written.split() if word.lower() not in en.DETERMINERS)
        reason = Reason("name", f"“{written}” is nobody we know")
        return organisation(name, reason) if name in en.SEATS else None

    def _is_common(self, written: str, name: str) -> bool:
        """Public schools groups: a capital only because a sentence begins"""
        first, _, rest = written.partition(" ")
        alone = name == first and rest[-1:].islower() and not any(word[:1].isupper() for word in rest.split())
        return alone and re.search(rf"\b{re.escape(first.lower())}\b", self._text) is not None

    def of_known(self, name: str, org: Speaker, title: str, reason: Reason) -> Attribution:
        """Somebody unknown in a known organisation."""
        said = self._names.introduction(self._names.fullest(name))
        return stranger(name, org.id, org.name, said.role or title, reason)


def _title_before(written: str, name: str) -> str | None:
    """Is there a title in front of the name: Mr., President, analyst?"""
    front = written[: max(0, written.find(name.split()[0]))].split()
    return next(
        (word for word in reversed(front) if is_title(word.strip(",")) or word.lower() in ("mr", "ms")), None
    )


def _is_body(role: str | None) -> bool:
    """Is it as often a company that is called so: supplier, owner, rival?"""
    return role is not None and role.split()[-1].lower() in en.ORG_NOUNS | en_persons.PARTNERS


def _synonyms(role: str) -> set[str]:
    same = en.SAME_TITLE.get(role.lower())
    return {word.split()[-1] for word, title in en.SAME_TITLE.items() if same is not None and title == same}


def _same_org(one: str | None, other: str) -> bool:
    a, b = fold_name(one or ""), fold_name(other)
    return bool(a and b) and (a.startswith(b) or b.startswith(a))
