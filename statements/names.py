"""The names of one document: who is named where, under which fullest form, and what is said of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from record.people import People
from record.types import Span, Speaker
from statements import hantitles
from statements.fullnames import FullNames
from statements.genders import Gender, Genders
from statements.introductions import NOTHING, OWN, Introduction, introduced
from statements.knownnames import Known, find_known, fullest_known
from statements.lexicon import en, en_persons, zh_names
from statements.runs import (
    Kind,
    Run,
    find_runs,
    has_given_name,
    kinds_of,
    like_organisation,
    like_person,
)

_LOOK_BACK = 40  # known names
_MOST_BEARERS = 40  # of one name, in one text
REACH = 100_000  # characters of a text that are searched for names

NOT_NAMES = en.DAYS | en.MONTHS | en.NEVER | en.DETERMINERS | en.OTHER_PRONOUNS | en.PERSON_PRONOUNS
Place = tuple[int, str]  # where, and the fullest name

_SOUNDS = "".join(sorted(zh_names.SOUNDS))
_FOREIGN = re.compile(rf"[{_SOUNDS}]{{1,7}}(?:[·・•‧．](?:[{_SOUNDS}]{{1,8}}|[A-Za-z]{{1,8}}))+")
_HONOURED = re.compile(rf"[{''.join(sorted(zh_names.SURNAMES))}](?:女士|先生|小姐|太太)")


class DocumentNames:
    """An index over one text; it is filled once and only asked afterwards."""

    def __init__(self, text: str, people: People, chinese: Iterable[str] = ()) -> None:
        self.text = text
        self.known = tuple(find_known(text[:REACH], people))
        self._starts = [known.start for known in self.known]
        self.fullest_known = fullest_known(text, self.known)
        self.runs = list(find_runs(text[:REACH]))
        self.introductions: dict[str, Introduction] = {}
        self._introduce()
        self.persons: list[Place] = []
        self._by_end: dict[int, str] = {}  # of the places of persons
        self.organisations: list[Place] = []
        self.titled: dict[str, str] = {}  # title -> who first bears it
        self._sort()
        self._full_names = FullNames(text[:REACH], self.runs)
        self._chinese = frozenset(map(hantitles.bare_name, chinese))
        self._add_chinese()
        self._index()

    def known_in(self, start: int, end: int) -> list[Known]:
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [known for known in self.known[first:last] if known.end <= end + 1]

    def named(self, speaker: Speaker) -> bool:
        return speaker.id in self.fullest_known

    def who(self, speaker: Speaker) -> str:
        """A known Speaker's fullest name in this text, or the canonical one where no name stands in it."""
        return self.fullest_known.get(speaker.id, speaker.name)

    # ------------------------------------------------------------ filling

    def _introduce(self) -> None:
        """What is said beside each name that may be a person's, over all of its places; a family name alone
        is whoever bears it and stands last."""
        family: dict[str, str] = {}
        latest: Run | None = None  # of the organisations
        for run in self.runs:
            if len(run.words) > 1 and (like_person(run.words) or has_given_name(run.words)):
                name = family[run.words[-1]] = run.name
            elif len(run.words) == 1 and run.name in family:
                name = family[run.name]
            else:
                latest = run if like_organisation(run.words) else latest
                continue
            found = introduced(self.text, run.start, run.end, run.bare)
            if found.org == OWN:
                found = Introduction(found.role, self._organisation_before(run.start, latest))
            self.introductions[name] = self.introductions.get(name, NOTHING).merged(found)

    def _organisation_before(self, at: int, latest: Run | None) -> str | None:
        """the company's founder: of the one that is named last."""
        last = bisect_left(self._starts, at)
        near = self.known[max(0, last - _LOOK_BACK) : last]
        known = next((each for each in reversed(near) if each.speaker.kind == "organisation"), None)
        if known is not None and (latest is None or known.start >= latest.start):
            return known.speaker.name
        return latest.name if latest else None

    def _sort(self) -> None:
        """Every run as a person or an organisation; a family name alone is whoever bears it."""
        kinds = kinds_of(self.text, self.runs, self._has_role)
        family: dict[str, str] = {}
        for run in self.runs:
            kind = kinds.get(run.words)
            if kind == "person":
                self.persons.append((run.bare, run.name))
                self._by_end[run.end] = run.name
                family[run.words[-1]] = run.name
                self.titled.setdefault(run.words[0].lower() if _is_regal(run.words) else run.title, run.name)
            elif kind == "organisation":
                self.organisations.append((run.bare, run.name))
            elif len(run.words) == 1 and run.words[0] in family:
                self.persons.append((run.bare, family[run.words[0]]))
                self._by_end[run.end] = family[run.words[0]]

    def _has_role(self, name: str) -> bool:
        return self.introductions.get(name, NOTHING).role is not None

    def _add_chinese(self) -> None:
        text = self.text[:REACH]
        for name in sorted(self._chinese):
            full = self.fullest(name)
            for place in re.finditer(re.escape(name), text):
                said = hantitles.before_name(text, place.start())
                self.introductions[full] = self.introductions.get(full, NOTHING).merged(said)
            self.persons += [(match.start(), full) for match in re.finditer(re.escape(name), text)]
        self.persons += [(match.start(), match.group()) for match in _HONOURED.finditer(text)]
        self.persons.sort()

    def _index(self) -> None:
        """What is asked again and again, once."""
        self._person_names = {name for _, name in self.persons}
        self._organisation_names = {name for _, name in self.organisations}
        self._bearers: dict[str, list[str]] = {}
        for name in dict.fromkeys(name for _, name in self.persons):
            for part in {name.split()[0], name.split()[-1]} - {name}:
                self._bearers.setdefault(part, []).append(name)
        self._holders: dict[str, list[str]] = {}
        for name, said in self.introductions.items():
            for noun in _title_words(said.role or ""):
                self._holders.setdefault(noun, []).append(name)
        self._genders = Genders(self.text[:REACH], self.runs)
        spans = {(run.start, run.end) for run in self.runs if run.words[-1].lower() not in NOT_NAMES}
        inside = {at for start, end in spans for at in range(start, min(end, start + 80))}
        spans |= {(known.start, known.end) for known in self.known if known.start not in inside}
        self._spans = sorted(spans)
        self._ends = {end: (start, end) for start, end in self._spans}
        self._heads = {start: (start, end) for start, end in self._spans}

    # ------------------------------------------------------------ asking

    def kind_of(self, name: str, defined: bool = False) -> Kind:
        """Is a name that nobody knows that of a person, as far as this text tells?"""
        words = tuple(name.split())
        if name in self._person_names or (has_given_name(words) and not like_organisation(words)):
            return "person"
        plain = like_person(words) and not defined and name not in self._organisation_names
        return "person" if plain else "organisation"

    def gender(self, name: str) -> Gender | None:
        return self._genders.of(name, alone=len(self._bearers.get(name.split()[-1], ())) < 2)

    def spans_in(self, start: int, end: int) -> list[Span]:
        """Of the names that stand in text[start:end], in order."""
        return [span for span in self._spans[bisect_left(self._spans, (start, 0)) :] if span[1] <= end]

    def ending_at(self, end: int) -> Span | None:
        return self._ends.get(end)

    def starting_at(self, start: int) -> Span | None:
        return self._heads.get(start)

    def person_ending_at(self, end: int) -> str | None:
        return self._by_end.get(end)

    def organisation_like(self, words: list[str], at: int) -> str | None:
        """Harbours regulators are the Oregon Public Harbours Commission, the group is a coalition. Of several
        the last before `at`."""
        noun = words[-1].removesuffix("s") if words[-1] not in en_persons.KINDS else words[-1]
        beside, kinds = set(words[:-1]), {words[-1], *en_persons.KINDS.get(noun, ())}
        fits = [
            place
            for place in self.organisations
            if beside <= (lows := set(place[1].lower().split())) and lows & kinds
        ]
        earlier = [name for place, name in fits if place < at]
        return earlier[-1] if earlier else fits[0][1] if fits else None

    def is_organisation(self, name: str) -> bool:
        """An acronym, or a name that is like one of an organisation or said of one."""
        full = self.fullest(name)
        return full in self._organisation_names or like_organisation(tuple(full.split()))

    def is_person(self, name: str) -> bool:
        return name in self._person_names

    def is_han_name(self, written: str, span: Span) -> bool:
        return written in self._chinese or any((k.start, k.end) == span for k in self.known_in(*span))

    def introduction(self, name: str) -> Introduction:
        return self.introductions.get(name, NOTHING)

    def holders(self, noun: str) -> list[str]:
        """Who is introduced under a title: "the governor" is whoever the text calls governor or Gov."""
        noun = noun.lower()
        titled = self.titled.get(noun)
        return list(dict.fromkeys([*self._holders.get(noun, ()), *([titled] if titled else [])]))

    def bearers(self, part: str) -> list[str]:
        """The persons of whose name a word is the first or the last."""
        return self._bearers.get(part, [])[:_MOST_BEARERS]

    def nearest(self, names: Iterable[str], before: int) -> str | None:
        """Of these persons the one who is named last before a place, else the first after it."""
        wanted = set(names)
        places = [place for place in self.persons if place[1] in wanted]
        earlier = [place for place in places if place[0] < before]
        return earlier[-1][1] if earlier else places[0][1] if places else next(iter(wanted), None)

    def fullest(self, name: str) -> str:
        """The longest form under which a name that nobody knows stands in the text."""
        return self._full_names.of(name)


def _is_regal(words: tuple[str, ...]) -> bool:
    return words[0].lower() in en_persons.REGAL


def _title_words(role: str) -> set[str]:
    """governor of "Gov.", and ceo of "co-CEO"."""
    words = [word.lower().strip(".,") for word in role.replace("co-", "co- ").replace("Co-", "co- ").split()]
    return {en_persons.TITLE_WORDS.get(word, word) for word in words}
