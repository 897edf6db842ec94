"""From a mention to a Speaker: known people first, then roles, parts of names, pronouns, unknown names.

A Resolver walks through one document in reading order: who spoke last is what "he" and "the company" mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from record.people import People
from record.text import fold
from record.types import Reason, Speaker
from statements.attributed import OF_ROLE, SURE, Attribution, unnamed
from statements.definites import Definites
from statements.heads import (
    behind_outsider,
    is_owner,
    last_name,
    name_beside,
    relation_of,
    whole_mention,
)
from statements.joint import joint_mentions
from statements.knownnames import Known
from statements.mentions import is_nobody, is_spokes, name_in, names_someone, title_after, title_before
from statements.names import DocumentNames
from statements.references import GENDERS, MANY, THING, References
from statements.runs import Kind
from statements.spokespeople import Spokespeople
from statements.strangers import Strangers
from statements.utterance import Utterance

__all__ = ["Attribution", "Resolver"]


class Resolver:
    """Resolves the mentions of one document, in reading order."""

    def __init__(self, text: str, people: People, on: date | None, names: Iterable[str] = ()) -> None:
        self.text, self.people, self.on = text, people, on
        self.names = DocumentNames(text, people, names)
        self.references = References(text, people, on, self.names)
        self.definites = Definites(self.names, self.references)
        self.strangers = Strangers(text, people, self.names, self.references)
        self.spokespeople = Spokespeople(self.names, self.references)

    def resolve(self, utterance: Utterance) -> list[Attribution]:
        """Who speaks, in the order of the text: several who speak together, nobody where the words are
        nobody's."""
        place = utterance.stands_for or utterance.mention or utterance.about
        if place is None:
            return self.references.go_on()
        if utterance.kind != "nominal":  # whom somebody thanks may go on: "She said …"
            self.references.antecedents.hear(utterance.content)
        found = self._of_mention(utterance, *place)
        if found:
            self.references.remember(found, place[0])
        else:
            self.references.last = []
        return found

    def _of_mention(self, utterance: Utterance, start: int, end: int) -> list[Attribution]:
        low = fold(self.text[start:end])
        if low in MANY:
            return self.references.many(start, self.text[start:end])
        spans = joint_mentions(self.text, (start, end), utterance.cue, self.names)
        found = [each for span in spans if (each := self._of_one(*span, utterance)) is not None]
        return _together([self.strangers.completed(each, start) for each in found])

    def _of_one(self, start: int, end: int, utterance: Utterance) -> Attribution | None:
        start, end = whole_mention(self.text, (start, end), utterance.cue)
        written = self.text[start:end]
        low = fold(written)
        if low in GENDERS:
            return self.references.person(start, written, GENDERS[low])
        if low in THING:
            return self.references.thing(written)
        if is_nobody(written) or is_owner(self.text, end, utterance.cue):
            return None
        name = name_beside(self.text, (start, end), utterance.apposition)
        if name is not None:
            return self._of_one(*name, replace(utterance, apposition=(start, end)))
        return (
            self._known(start, end, utterance)
            or self.definites.find(low, start, written)
            or self.references.by_part(start, written)
            or self.strangers.find(written, start, utterance)
        )

    # ------------------------------------------------------------ known

    def _known(self, start: int, end: int, utterance: Utterance) -> Attribution | None:
        around = self.names.known_in(start, end)
        beside = self.names.known_in(*utterance.apposition) if utterance.apposition else []
        person = _last_of("person", around)
        org = _last_of("organisation", around) or _last_of("organisation", beside)
        written = self.text[start:end]
        of = person or _last_of("organisation", around)
        relation = relation_of(self.text, (start, end), (of.start, of.end)) if of else "self"
        if of is not None and relation in ("other", "former"):
            return self._outsider(of, start, end, utterance)
        if person is not None and relation == "self":
            return self._known_person(person.speaker, written)
        if is_spokes(written) or (utterance.apposition and is_spokes(self._beside(utterance))):
            whose = org if person is None or org in around else person
            return self.spokespeople.find(whose, start, written, self._beside(utterance))
        if org is None or not around:
            return None
        return self._of_organisation(org, start, end)

    def _outsider(self, of: Known, start: int, end: int, utterance: Utterance) -> Attribution:
        """Somebody beside a known name, under his own name where one stands behind it."""
        known = (of.start, of.end)
        behind = last_name(self.text, known, end) or behind_outsider(self.text, known, end)
        if behind is not None:
            found = self._of_one(*behind, replace(utterance, apposition=None, cue=None))
            if found is not None:
                return found
        return unnamed(self.text[start:end])

    def _known_person(self, speaker: Speaker, written: str) -> Attribution:
        who = self.names.who(speaker)
        reason = Reason("known-name", f"“{written}” is {speaker.name}")
        return Attribution(speaker, who, self.references.org_name(speaker), None, reason, SURE)

    def _of_organisation(self, org: Known, start: int, end: int) -> Attribution | None:
        """Xiaomi's CEO; 小米创始人; Xiaomi; Xiaomi executives; Xiaomi vice president Li Ming"""
        written = self.text[start:end]
        after = self.text[org.end : end]
        title = title_after(after)
        before = self.text[start : org.start]
        if title is None and (title := title_before(before)) and after:
            return self._titled(org, written, before.split()[-2])  # the head of Xiaomi's office
        if title is None and names_someone(after):
            return None
        holder = self._holder(org.speaker, title) if title else None
        if holder is not None and not names_someone(after):
            reason = Reason("role", f"“{written}” is {holder.name}, {title} of {org.speaker.name}")
            who = self.names.fullest_known.get(holder.id, written)
            return Attribution(holder, who, org.speaker.name, title, reason, OF_ROLE)
        if title is not None:
            return self._titled(org, written, title)
        who = self.names.who(org.speaker)
        reason = Reason("known-name", f"“{written}” is {org.speaker.name}")
        return Attribution(org.speaker, who, org.speaker.name, None, reason, SURE)

    def _titled(self, org: Known, written: str, title: str) -> Attribution | None:
        """A title in a known organisation, but nobody known; without a name they speak for it."""
        reason = Reason("role", f"“{written}” speaks for {org.speaker.name}")
        name = name_in(written)
        if name and not self.people.by_name(name):
            return self.strangers.of_known(name, org.speaker, title, reason)
        named = self.strangers.by_role(title, org.speaker.name, written)
        if named is not None:
            return named
        who = self.names.who(org.speaker)
        return Attribution(org.speaker, who, org.speaker.name, title, reason, 0.7, spokesperson=True)

    def _holder(self, org: Speaker, title: str) -> Speaker | None:
        """The one who holds a title, preferably one whom the document names."""
        holders = self.people.in_role(org.id, title, self.on)
        named = [holder for holder in holders if self.names.named(holder)]
        some = named or list(holders)
        return some[0] if len(some) == 1 else None

    def _beside(self, utterance: Utterance) -> str:
        return self.text[slice(*utterance.apposition)] if utterance.apposition else ""


def _together(found: list[Attribution]) -> list[Attribution]:
    """Each of several says with whom."""
    unique = list({each.speaker.id: each for each in found}.values())
    if len(unique) < 2:
        return unique
    return [
        replace(
            each,
            reason=Reason("joint", f"{each.why().text}; said together with {_names(unique, each)}"),
            others=(),
        )
        for each in unique
    ]


def _names(found: list[Attribution], but: Attribution) -> str:
    return " and ".join(each.who for each in found if each is not but)


def _last_of(kind: Kind, known: list[Known]) -> Known | None:
    return next((k for k in reversed(known) if k.speaker.kind == kind), None)
