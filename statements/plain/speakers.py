"""From a mention to a Speaker, in a language that has nothing but its file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import get_args

from record.people import People
from record.text import fold, fold_name
from record.types import Reason, Span, Speaker
from statements.attributed import (
    GOES_ON,
    OF_ROLE,
    PART_OF_NAME,
    PRONOUN,
    SURE,
    WHOLE_NAME,
    Attribution,
    nameless,
    organisation,
    stranger,
)
from statements.knownnames import Known, find_known, fullest_known
from statements.lexicon import Language
from statements.names import REACH
from statements.plain.mentions import Mention, Mentions, together, whole_names
from statements.plain.subjects import Names
from statements.runs import Kind
from statements.utterance import Utterance

_OPENING = 60  # characters from the start of a sentence to a name that it begins with
_TITLES = 3  # words before that name
_STOP = re.compile(r"[.!?…“”»\"]\s|\n")
_SAID_BACK = 8  # spans of words said, in which nobody is named who "he" could be


class PlainResolver:
    """Resolves the mentions of one document, in reading order."""

    def __init__(self, text: str, people: People, on: date | None, language: Language) -> None:
        self.text, self.people, self.on, self.language = text, people, on, language
        self.known = tuple(find_known(text[:REACH], people))
        self._mentions = Mentions(text, people, self.known, language)
        self._fullest_known = fullest_known(text, self.known)
        self._whole = list(whole_names(text[:REACH], language))
        self._by_family: dict[str, list[str]] = {}
        for _, name in self._whole:
            self._by_family.setdefault(name.split()[-1], []).append(name)
        self.last: Attribution | None = None
        self._spoken: dict[Kind, tuple[int, Attribution]] = {}
        self._named_at = {kind: _in_order(kind, self.known, self._whole) for kind in get_args(Kind)}
        self._said: list[Span] = []

    def names(self) -> Names:
        """What the grammar may take for a name."""
        known = {known.start for known in self.known}
        persons = (name for place in self.known for name in self._written(place).split())
        return Names(known, {word for _, name in self._whole for word in name.split()} | set(persons))

    def resolve(self, utterance: Utterance) -> list[Attribution]:
        """Who speaks, nobody where the words are nobody's."""
        if utterance.mention is None:
            return [self._goes_on(self.last)] if self.last else []
        self._said = [*self._said[-_SAID_BACK:], *utterance.content]
        found = self._of_mention(self._mentions.read(utterance.mention), utterance)
        self.last = found
        if found is not None:
            self._spoken[found.speaker.kind] = utterance.mention[0], found
        return [found] if found is not None else []

    def _goes_on(self, last: Attribution) -> Attribution:
        return replace(last, confidence=GOES_ON, reason=Reason("carried-over", f"goes on after {last.who}"))

    def _of_mention(self, mention: Mention, utterance: Utterance) -> Attribution | None:
        low = mention.written.lower()
        if low in self.language.person_pronouns:
            return self._recent("person", mention)
        if low in self.language.group_pronouns:
            return self._recent("organisation", mention)
        beside = self._mentions.read(utterance.apposition) if utterance.apposition else None
        return self._named(together(mention, beside)) or self._definite(mention)

    # ------------------------------------------------------------ who is named

    def _named(self, mention: Mention) -> Attribution | None:
        if mention.person is not None:
            return self._of_person(mention.person.speaker, mention, SURE, "known-name")
        if mention.spokes:
            return self._spokesperson(mention)
        if mention.name is not None:
            return self._by_part(mention) or self._unknown(mention, mention.name)
        return self._of_organisation(mention) if mention.org is not None else None

    def _of_person(self, speaker: Speaker, mention: Mention, sure: float, code: str) -> Attribution:
        who = self._who(speaker)
        org = self.people.org_of(speaker, self.on)
        reason = Reason(code, f"“{mention.written}” is {speaker.name}")
        return Attribution(speaker, who, org.name if org else None, mention.title, reason, sure)

    def _of_organisation(self, mention: Mention) -> Attribution | None:
        """Tesla; der Tesla-Chef"""
        if mention.org is None:
            return None
        org = mention.org.speaker
        if mention.title is not None:
            holder = self._holder(org, mention.title)
            if holder is not None:
                return self._of_person(holder, mention, OF_ROLE, "role")
        who = self._who(org)
        code, verb = ("role", "speaks for") if mention.title else ("known-name", "is")
        reason = Reason(code, f"“{mention.written}” {verb} {org.name}")
        return Attribution(org, who, org.name, mention.title, reason, WHOLE_NAME, bool(mention.title))

    def _holder(self, org: Speaker, title: str) -> Speaker | None:
        low = title.lower()
        ending = self.language.titles.ending_of(low)
        same = self.language.same_title.get(low) or self.language.same_title.get(ending) or title
        holders = self.people.in_role(org.id, same, self.on)
        named = [holder for holder in holders if holder.id in self._fullest_known] or list(holders)
        return named[0] if len(named) == 1 else None

    def _spokesperson(self, mention: Mention) -> Attribution | None:
        """For the organisation named with the word, or the one in hand."""
        if mention.org is not None:
            org = mention.org.speaker
            who = mention.name or self._who(org)
            reason = Reason("spokesperson", f"“{mention.written}” speaks for {org.name}")
            return Attribution(org, who, org.name, "spokesperson", reason, WHOLE_NAME, spokesperson=True)
        if mention.owner is not None:
            reason = Reason("spokesperson", f"“{mention.written}” speaks for {mention.owner}")
            found = organisation(mention.owner, reason, mention.name)
            return replace(found, role="spokesperson", spokesperson=True)
        topic = self._topic(mention)
        return topic and replace(topic, role="spokesperson", spokesperson=True)

    def _by_part(self, mention: Mention) -> Attribution | None:
        """Musk, where Elon Musk stands elsewhere in the text."""
        key = fold(mention.name or "")
        persons = (place for place in self.known if place.speaker.kind == "person")
        parts = {part: place.speaker for place in persons for part in fold(self._written(place)).split()}
        return self._of_person(parts[key], mention, PART_OF_NAME, "part-of-name") if key in parts else None

    def _unknown(self, mention: Mention, name: str) -> Attribution:
        full = self._fullest(name)
        reason = Reason("name", f"“{mention.written}” is nobody we know")
        corporate = full.split()[-1].lower() in self.language.org_endings or mention.body
        if (corporate or full.isupper()) and mention.title is None:
            return organisation(full, reason)
        org = mention.org.speaker if mention.org else None
        owner = mention.owner
        org_id = org.id if org else f"?{fold_name(owner)}" if owner else None
        return stranger(full, org_id, org.name if org else owner, mention.title, reason)

    def _fullest(self, name: str) -> str:
        words = name.split()
        whole = [full for full in self._by_family.get(words[-1], ()) if full.split()[-len(words) :] == words]
        return max([*whole, name], key=len)

    def _written(self, place: Known) -> str:
        return self.text[place.start : place.end]

    # ------------------------------------------------------------ what refers back

    def _definite(self, mention: Mention) -> Attribution | None:
        """das Unternehmen, die Behörde, der Manager"""
        if mention.company:
            return self._topic(mention) or nameless(mention.written, "organisation")
        if mention.body:
            return nameless(mention.written, "organisation")
        return self._recent("person", mention) or nameless(mention.written, "person")

    def _topic(self, mention: Mention) -> Attribution | None:
        """The organisation in hand: that which spoke or was named last, or that of the last speaker."""
        found = self._recent("organisation", mention)
        spoken = self._spoken.get("person")
        org = self.people.org_of(spoken[1].speaker, self.on) if spoken and found is None else None
        if org is None:
            return found
        reason = Reason("topic", f"“{mention.written}” refers to {org.name}")
        return Attribution(org, self._who(org), org.name, None, reason, PRONOUN)

    def _recent(self, kind: Kind, mention: Mention) -> Attribution | None:
        """Whoever spoke last, unless a sentence since then begins with somebody else."""
        at, spoken = self._spoken.get(kind, (-1, None))
        since = [
            each
            for each in self._named_at[kind]
            if at < each[0] < mention.start and not self._is_said(each[0])
        ]
        first = [each for each in since if self._opens(each[0])]
        if spoken is not None and not first:
            reason = Reason("pronoun", f"“{mention.written}” refers to {spoken.who}, who spoke before")
            return replace(spoken, reason=reason, confidence=PRONOUN, spokesperson=False)
        return self._just_named((first or since)[-1][1], mention) if since else None

    def _just_named(self, speaker: Speaker, mention: Mention) -> Attribution:
        who = self._who(speaker)
        org = speaker if speaker.kind == "organisation" else self.people.org_of(speaker, self.on)
        reason = Reason("pronoun", f"“{mention.written}” refers to {who}, named just before")
        return Attribution(speaker, who, org.name if org else None, None, reason, PRONOUN)

    def _is_said(self, at: int) -> bool:
        return any(start <= at < end for start, end in self._said)

    def _opens(self, at: int) -> bool:
        """Does a sentence begin with it, or with a title before it?"""
        before = _STOP.split(self.text[max(0, at - _OPENING) : at])
        return (at <= _OPENING or len(before) > 1) and len(before[-1].split()) <= _TITLES

    def _who(self, speaker: Speaker) -> str:
        return self._fullest_known.get(speaker.id, speaker.name)


def _in_order(
    kind: Kind, known: Sequence[Known], whole: Sequence[tuple[int, str]]
) -> list[tuple[int, Speaker]]:
    """Where Speakers of a kind are named; whoever is unknown and written with two capitals is a person."""
    places = [(place.start, place.speaker) for place in known if place.speaker.kind == kind]
    if kind == "person":
        starts = {place.start for place in known}
        strangers = ((at, name) for at, name in whole if at not in starts)
        places += [(at, Speaker(f"?{fold_name(name)}", "person", name)) for at, name in strangers]
    return sorted(places, key=lambda place: place[0])
