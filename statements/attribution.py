"""From a mention to a Speaker: known people first, then roles, parts of names, pronouns, unknown names.

A Resolver walks through one document in reading order: who spoke last is what "he" and "the company" mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from record.people import People
from record.text import fold, fold_name, is_cjk
from record.types import Reason, Role, Span, Speaker
from statements.chinese.subjects import looks_like_name, name_after_title
from statements.lexicon import en, zh
from statements.mentions import (
    before_spokes,
    is_organisation,
    is_short_chinese,
    is_spokes,
    name_in,
    names_someone,
    organisation_in,
    role_in,
    title_after,
    title_before,
)
from statements.names import DocumentNames, Known
from statements.utterance import Utterance

Kind = Literal["person", "organisation"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks: the Speaker, the name as this document writes it, and how that is known."""

    speaker: Speaker
    who: str
    org: str | None
    role: str | None
    reason: Reason
    confidence: float
    spokesperson: bool = False


class Resolver:
    """Resolves the mentions of one document, in reading order."""

    def __init__(self, text: str, people: People, on: date | None, names: Iterable[str] = ()) -> None:
        self.text, self.people, self.on = text, people, on
        self.names = DocumentNames(text, people, names)
        self.last: Attribution | None = None
        self._spoken: dict[Kind, tuple[int, Attribution]] = {}
        self._said: list[Span] = []  # words of others: who is named in them is not who "he" is

    def resolve(self, utterance: Utterance) -> Attribution | None:
        """The speaker of an utterance, or None where the words are nobody's."""
        if utterance.mention is None:
            return self.last and replace(
                self.last, confidence=0.7, reason=Reason("carried-over", f"goes on after {self.last.who}")
            )
        start, end = utterance.mention
        self._said = [*self._said[-8:], *utterance.content]
        found = self._of_mention(start, end, utterance)
        self.last = found
        if found is not None:
            self._spoken[found.speaker.kind] = (start, found)
        return found

    def _of_mention(self, start: int, end: int, utterance: Utterance) -> Attribution | None:
        written = self.text[start:end]
        low = fold(written)
        if low in en.PERSON_PRONOUNS or low in ("他", "她"):
            return self._recent("person", start, written)
        if low in en.GROUP_PRONOUNS or low in ("他们", "她们"):
            return self._recent("organisation", start, written)
        return (
            self._known(start, end, utterance)
            or self._definite(low, start, written)
            or self._by_part(written)
            or self._unknown(written, utterance)
        )

    # ------------------------------------------------------------ known

    def _known(self, start: int, end: int, utterance: Utterance) -> Attribution | None:
        around = self.names.known_in(start, end)
        beside = self.names.known_in(*utterance.apposition) if utterance.apposition else []
        person = _last_of("person", around)
        if person is not None and not _owns(self.text, person, end):
            return self._known_person(person.speaker, self.text[start:end], utterance)
        org = _last_of("organisation", around) or _last_of("organisation", beside)
        written = self.text[start:end]
        if is_spokes(written) or (utterance.apposition and is_spokes(self._beside(utterance))):
            return self._spokesperson(org, start, written)
        if org is None or not around:
            return None
        return self._of_organisation(org, start, end)

    def _known_person(self, speaker: Speaker, written: str, utterance: Utterance) -> Attribution:
        role = role_in(f"{written} {self._beside(utterance)}")
        who = self.names.who(speaker)
        reason = Reason("known-name", f"“{written}” is {speaker.name}")
        return Attribution(speaker, who, self._org_name(speaker), role, reason, 0.95)

    def _of_organisation(self, org: Known, start: int, end: int) -> Attribution | None:
        """Xiaomi's CEO; 小米创始人; Xiaomi; Xiaomi executives; Xiaomi vice president Li Ming"""
        written = self.text[start:end]
        after = self.text[org.end : end]
        title = title_after(after) or title_before(self.text[start : org.start])
        if title is None and names_someone(after):
            return None
        holder = self._holder(org.speaker, title) if title else None
        if holder is not None and not names_someone(after):
            reason = Reason("role", f"“{written}” is {holder.name}, {title} of {org.speaker.name}")
            who = self.names.fullest_known.get(holder.id, written)
            return Attribution(holder, who, org.speaker.name, title, reason, 0.85)
        if title is not None:
            return self._titled(org, written, title)
        who = self.names.who(org.speaker)
        reason = Reason("known-name", f"“{written}” is {org.speaker.name}")
        return Attribution(org.speaker, who, org.speaker.name, None, reason, 0.9)

    def _titled(self, org: Known, written: str, title: str) -> Attribution | None:
        """A title in a known organisation, but nobody known; without a name they speak for it."""
        name = name_in(written)
        if name and not self.people.by_name(name):
            reason = Reason("role", f"“{written}” speaks for {org.speaker.name}")
            return _unknown_person(name, org.speaker.id, org.speaker.name, title, reason)
        reason = Reason("role", f"“{written}” speaks for {org.speaker.name}")
        who = self.names.who(org.speaker)
        return Attribution(org.speaker, who, org.speaker.name, title, reason, 0.7, spokesperson=True)

    def _holder(self, org: Speaker, title: str) -> Speaker | None:
        """The one who holds a title, preferably one whom the document names."""
        holders = self.people.in_role(org.id, title, self.on)
        named = [holder for holder in holders if self.names.named(holder)]
        some = named or list(holders)
        return some[0] if len(some) == 1 else None

    def _spokesperson(self, org: Known | None, start: int, written: str) -> Attribution | None:
        """A spokesperson speaks for the organisation; one without a name for the one in hand."""
        name = name_in(written)
        if org is not None:
            speaker, who = org.speaker, name or self.names.who(org.speaker)
            reason = Reason("spokesperson", f"“{written}” speaks for {speaker.name}")
            return Attribution(speaker, who, speaker.name, "spokesperson", reason, 0.9, spokesperson=True)
        of = organisation_in(written) or before_spokes(written)
        if of is None:
            topic = self._topic(start)
            if topic is None:
                return None
            return replace(topic, role="spokesperson", spokesperson=True, confidence=0.75)
        reason = Reason("spokesperson", f"“{written}” speaks for {of}")
        speaker = Speaker(f"?{fold_name(of)}", "organisation", of)
        return Attribution(speaker, name or of, of, "spokesperson", reason, 0.75, spokesperson=True)

    def _org_name(self, speaker: Speaker) -> str | None:
        if speaker.kind == "organisation":
            return speaker.name
        org = self.people.org_of(speaker, self.on)
        return org.name if org else None

    # ------------------------------------------------------------ what refers back

    def _recent(self, kind: Kind, at: int, written: str) -> Attribution | None:
        """Whoever of a kind spoke, or stood first in a sentence, most recently."""
        spoken = self._spoken.get(kind)
        known = self.names.first_known(kind, at, self._said)
        stranger = self.names.first_person(at, self._said) if kind == "person" else None
        latest = self._sentence(spoken[0] if spoken else None)
        known_in = self._sentence(known.start if known else None)
        stranger_in = self._sentence(stranger[0] if stranger else None)
        if spoken is not None and latest >= max(known_in, stranger_in):
            return self._again(spoken[1], written)
        if known is not None and known_in >= stranger_in:
            who = self.names.who(known.speaker)
            reason = Reason("pronoun", f"“{written}” refers to {who}, named just before")
            return Attribution(known.speaker, who, self._org_name(known.speaker), None, reason, 0.75)
        return self._stranger(stranger[1], written) if stranger is not None else None

    def _sentence(self, at: int | None) -> int:
        return -1 if at is None else self.names.sentence_of(at)

    def _stranger(self, name: str, written: str) -> Attribution:
        """An unknown person whom a sentence just before names first."""
        spoken = self._spoken.get("person")
        if spoken is not None and spoken[1].who == self.names.fullest(name):
            return self._again(spoken[1], written)
        reason = Reason("pronoun", f"“{written}” refers to {name}, named just before")
        return _unknown_person(self.names.fullest(name), None, None, None, reason)

    def _again(self, found: Attribution, written: str) -> Attribution:
        reason = Reason("pronoun", f"“{written}” refers to {found.who}, who spoke before")
        return replace(found, reason=reason, confidence=min(found.confidence, 0.8), spokesperson=False)

    def _definite(self, low: str, at: int, written: str) -> Attribution | None:
        """the company, the automaker, 该公司; the executive, the billionaire"""
        if low in zh.COMPANY_WORDS:
            return self._topic(at, written)
        if low in zh.SPOKES:
            return None
        words = low.split()
        names = (word for word in written.split()[1:] if word.lower() not in en.NATIONALITIES)
        if words[0] != "the" or any(word[:1].isupper() for word in names):
            return None
        if words[-1] in en.COMPANY_NOUNS:
            return self._topic(at, written) or _nameless(written, "organisation")
        if words[-1] in en.ORG_NOUNS:
            return self._body(words[-1], at, written) or _nameless(written, "organisation")
        if words[-1] in en.PERSON_NOUNS:
            titled = self.names.titled.get(words[-1])
            known = self.people.by_name(titled) if titled else ()
            if titled and not known:
                return _unknown_person(
                    titled, None, None, words[-1], Reason("role", f"“{written}” is {titled}")
                )
            return self._recent("person", at, written) or _nameless(written, "person")
        return None

    def _body(self, noun: str, at: int, written: str) -> Attribution | None:
        """the commission, the bank: the organisation that spoke last, if its name says that it is one."""
        found = self._recent("organisation", at, written)
        return found if found is not None and noun in fold(found.who).split() else None

    def _topic(self, at: int, written: str = "the company") -> Attribution | None:
        """The organisation in hand: that which spoke last, or that of the last speaker, or the last named."""
        found = self._recent("organisation", at, written)
        if found is not None:
            return found
        spoken = self._spoken.get("person")
        org = self.people.org_of(spoken[1].speaker, self.on) if spoken else None
        known = org or next((k.speaker for k in self.names.known if k.speaker.kind == "organisation"), None)
        if known is None:
            return None
        reason = Reason("topic", f"“{written}” refers to {known.name}")
        return Attribution(known, self.names.who(known), known.name, None, reason, 0.7)

    def _by_part(self, written: str) -> Attribution | None:
        """Jun, Mr. Farley, 雷先生: part of a name that stands whole elsewhere in the text."""
        key = fold(written)
        words = [word for word in key.replace(".", " ").split() if word not in en.TITLES]
        for known in self.names.known:
            speaker = known.speaker
            if speaker.kind != "person":
                continue
            parts = fold(speaker.name).split()
            latin = len(words) == 1 and len(words[0]) > 1 and words[0] in parts
            if latin or is_short_chinese(key, speaker):
                who = self.names.who(speaker)
                reason = Reason("part-of-name", f"“{written}” is short for {who}")
                return Attribution(speaker, who, self._org_name(speaker), None, reason, 0.85)
        return None

    # ------------------------------------------------------------ unknown

    def _unknown(self, written: str, utterance: Utterance) -> Attribution | None:
        if any(is_cjk(char) for char in written):
            return self._unknown_chinese(written)
        name = name_in(written)
        if name is None:
            return None
        full = self.names.fullest(name)
        beside = self._beside(utterance)
        role = role_in(written) or role_in(beside)
        org = self._org_in(written, beside, full)
        reason = Reason("name", f"“{written}” is nobody we know")
        if is_organisation(full) and role is None:
            speaker = Speaker(f"?{fold_name(full)}", "organisation", full)
            return Attribution(speaker, full, full, None, reason, 0.6)
        return _unknown_person(full, *org, role, reason)

    def _unknown_chinese(self, written: str) -> Attribution | None:
        name = name_after_title(written) or (written if looks_like_name(written) else "")
        reason = Reason("name", f"“{written}” is nobody we know")
        if not name or name.endswith(tuple(zh.ORG_ENDINGS)):
            return Attribution(
                Speaker(f"?{fold_name(written)}", "organisation", written),
                written,
                written,
                None,
                reason,
                0.6,
            )
        before = written[: len(written) - len(name)]
        title = max((t for t in zh.TITLES if before.endswith(t)), key=len, default=None)
        org = before[: len(before) - len(title)] if title else None
        return _unknown_person(
            self.names.fullest(name), fold_name(org) if org else None, org or None, title, reason
        )

    def _org_in(self, written: str, beside: str, full: str) -> tuple[str | None, str | None]:
        """(id or None, name or None) of the organisation that stands with an unknown name."""
        for words in (written, beside):
            org = organisation_in(words)
            if org is not None and org not in full:
                known = self.people.by_name(org)
                return (known[0].id, known[0].name) if known else (f"?{fold_name(org)}", org)
        return None, None

    def _beside(self, utterance: Utterance) -> str:
        return self.text[slice(*utterance.apposition)] if utterance.apposition else ""


# ---------------------------------------------------------------- who is not known


def _unknown_person(
    name: str, org_id: str | None, org: str | None, role: str | None, reason: Reason
) -> Attribution:
    roles = (Role(org_id, (role,) if role else ()),) if org_id else ()
    speaker = Speaker(f"?{fold_name(name)}", "person", name, roles=roles)
    return Attribution(speaker, name, org, role, reason, 0.6)


def _nameless(written: str, kind: Kind) -> Attribution:
    """the brokerage, where the document never names one"""
    reason = Reason("unnamed", f"“{written}” is never named")
    return Attribution(Speaker(f"?{fold_name(written)}", kind, written), written, None, None, reason, 0.4)


def _last_of(kind: Kind, known: list[Known]) -> Known | None:
    return next((k for k in reversed(known) if k.speaker.kind == kind), None)


def _owns(text: str, known: Known, end: int) -> bool:
    """Lei Jun's company; 雷军的公司: the mention is of something of theirs."""
    return text[known.end : min(end, known.end + 2)].startswith(("'s", "’s", "的"))
