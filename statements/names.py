"""The names of one document: where known Speakers are written, and the fullest form of every other name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from record.people import People
from record.text import form, tokenize
from record.types import Span, Speaker
from statements.lexicon import en, zh

REACH = 100_000  # characters of a text that are searched for names
_LOOK_BACK = 40  # names before a pronoun
_SENTENCES_BACK = 3

T = TypeVar("T")

_WORD = r"[A-Z](?:[\w&-]|['’](?!s\b))*"
_PART = rf"(?:(?:[A-Z]\.)+|(?:Mr|Mrs|Ms|Dr|Jr|Sr|Co|Inc|Corp|Ltd|St|Gov|Sen|Rep|Gen|Lt|Prof)\.|{_WORD})"
_RUN = re.compile(rf"{_PART}(?: (?:{_PART}|of|de|van|von|bin|al|der|la|del))*")
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{1,7}(?:[·・•][\u4e00-\u9fffA-Za-z]{1,8})+")
_SENTENCE_END = re.compile(r"(?:[.!?][”\"’]?(?=\s)|[。！？]|\n)\s*")
_FUNCTION = (
    en.DETERMINERS | en.PREPOSITIONS | en.SUBORDINATORS | en.LINKS | en.PERSON_PRONOUNS | en.GROUP_PRONOUNS
)


@dataclass(frozen=True, slots=True)
class Known:
    """A known Speaker as it is written at text[start:end]."""

    speaker: Speaker
    start: int
    end: int


class DocumentNames:
    """An index over one text; it is filled once and only asked afterwards."""

    def __init__(self, text: str, people: People, chinese: Iterable[str] = ()) -> None:
        self.text = text
        self.known = tuple(find_known(text[:REACH], people))
        self._starts = [known.start for known in self.known]
        self._sentence_ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, REACH)]
        self.fullest_known = _fullest_known(text, self.known)
        self._runs, persons, self.titled = _runs(text[:REACH])
        persons += [(m.start(), name) for name in chinese for m in re.finditer(re.escape(name), text[:REACH])]
        self._persons = sorted(persons)
        self._foreign = tuple(dict.fromkeys(m.group() for m in _FOREIGN.finditer(text, 0, REACH)))

    def known_in(self, start: int, end: int) -> list[Known]:
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [known for known in self.known[first:last] if known.end <= end + 1]

    def named(self, speaker: Speaker) -> bool:
        return speaker.id in self.fullest_known

    def who(self, speaker: Speaker) -> str:
        """A known Speaker's fullest name in this text, or the canonical one where no name stands in it."""
        return self.fullest_known.get(speaker.id, speaker.name)

    def sentence_of(self, at: int) -> int:
        """The number of the sentence that holds the character at `at`."""
        return bisect_left(self._sentence_ends, at + 1)

    def first_known(self, kind: str, before: int, said: Sequence[Span]) -> Known | None:
        """The known Speaker whom the latest sentence up to `before` names first, not in words of others."""
        last = bisect_left(self._starts, before)
        places = [
            (k.start, k) for k in self.known[max(0, last - _LOOK_BACK) : last] if k.speaker.kind == kind
        ]
        return self._first(places, before, said)

    def first_person(self, before: int, said: Sequence[Span]) -> tuple[int, str] | None:
        """(place, name) of somebody unknown, as `first_known`."""
        last = bisect_left(self._persons, (before, ""))
        places = [(at, (at, name)) for at, name in self._persons[max(0, last - _LOOK_BACK) : last]]
        return self._first(places, before, said)

    def _first(self, places: Sequence[tuple[int, T]], before: int, said: Sequence[Span]) -> T | None:
        best: tuple[int, T] | None = None
        for at, item in reversed(places):
            sentence = self.sentence_of(at)
            if sentence < self.sentence_of(before) - _SENTENCES_BACK:
                break
            if any(start <= at < end for start, end in said):
                continue
            if best is not None and sentence < self.sentence_of(best[0]):
                break
            best = (at, item)
        return best[1] if best else None

    def fullest(self, name: str) -> str:
        """The longest form under which a name that nobody knows stands in the text."""
        words = tuple(name.split())
        if not words:
            return name
        runs = [run for run in self._runs.get(words[-1], ()) if run[-len(words) :] == words and len(run) <= 4]
        runs += [run for run in self._runs.get(words[0], ()) if _is_company(run, words)]
        if runs:
            return max((" ".join(run) for run in runs), key=len)
        parts = [full for full in self._foreign if full.startswith(name) or full.endswith(name)]
        return max(parts, key=len, default=name)


def _is_company(run: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return run[: len(words)] == words and len(run) > len(words) and run[-1].lower() in en.ORG_ENDINGS


# ---------------------------------------------------------------- known names


def find_known(text: str, people: People) -> Iterator[Known]:
    """Every place of a known name, the longest at each place, without overlap."""
    tokens = tokenize(text)
    table = _aliases(people)
    at = 0
    while at < len(tokens):
        for words, speaker, capital in table.get(tokens[at].text, ()):
            last = at + len(words) - 1
            if last >= len(tokens) or tuple(t.text for t in tokens[at : last + 1]) != words:
                continue
            start, end = tokens[at].start, _without_owner(text, tokens[at].start, tokens[last].end)
            if capital and not text[start].isupper():
                continue
            yield Known(speaker, start, end)
            at = last
            break
        at += 1


def _without_owner(text: str, start: int, end: int) -> int:
    return end - 2 if text[start:end][-2:] in ("'s", "’s", "'S", "’S") else end


Alias = tuple[tuple[str, ...], Speaker, bool]


@lru_cache(maxsize=4)
def _aliases(people: People) -> dict[str, tuple[Alias, ...]]:
    """First folded word -> (words, Speaker, is it written with a capital), longest first."""
    table: dict[str, list[Alias]] = {}
    for speaker in people.all():
        for name in (speaker.name, *speaker.names):
            words = form(name)
            if words:
                table.setdefault(words[0], []).append((words, speaker, name[0].isupper()))
    return {first: tuple(sorted(found, key=lambda alias: -len(alias[0]))) for first, found in table.items()}


def _fullest_known(text: str, known: tuple[Known, ...]) -> dict[str, str]:
    fullest: dict[str, str] = {}
    for place in known:
        end = place.end
        if text[end : end + 1] == "." and text[place.start : end].split()[-1].lower() in en.ORG_ABBREVIATED:
            end += 1
        written = " ".join(text[place.start : end].split())
        if len(written) > len(fullest.get(place.speaker.id, "")):
            fullest[place.speaker.id] = written
    return fullest


# ---------------------------------------------------------------- other names


Runs = dict[str, list[tuple[str, ...]]]


def _runs(text: str) -> tuple[Runs, list[tuple[int, str]], dict[str, str]]:
    """First and last words -> capitalised runs; places of those like persons; title -> who first bears it."""
    runs: Runs = {}
    persons: list[tuple[int, str]] = []
    titled: dict[str, str] = {}
    family: dict[str, str] = {}
    for match in _RUN.finditer(text):
        words = strip_titles(match.group().split())
        if 2 <= len(words) <= 6:
            runs.setdefault(words[-1], []).append(words)
            runs.setdefault(words[0], []).append(words)
        if _like_person(words):
            persons.append((match.start(), " ".join(words)))
            family.setdefault(words[-1], " ".join(words))
            titled.setdefault(_title_of(text, match, words), " ".join(words))
        elif len(words) == 1 and words[0] in family:
            persons.append((match.start(), family[words[0]]))
    return {key: list(dict.fromkeys(found)) for key, found in runs.items()}, persons, titled


def _title_of(text: str, match: re.Match[str], words: tuple[str, ...]) -> str:
    """The title before a name: President Donald Trump; senator Jon Tester."""
    before = (
        match.group().split()[: -len(words)] or text[max(0, match.start() - 30) : match.start()].split()[-1:]
    )
    return before[-1].lower().rstrip(".,") if before else ""


def _like_person(words: tuple[str, ...]) -> bool:
    lows = {word.lower() for word in words}
    plain = all(word.isalpha() and not word.isupper() for word in words)
    return (
        2 <= len(words) <= 3
        and plain
        and not lows & (en.ORG_ENDINGS | en.DAYS | en.MONTHS | _FUNCTION | en.NEVER)
    )


def strip_titles(words: list[str]) -> tuple[str, ...]:
    """["Afghan", "President", "Ashraf", "Ghani"] -> ("Ashraf", "Ghani")"""
    while words and words[-1].lower() in en.PARTICLES:
        words = words[:-1]
    if not words:
        return ()
    first = max((at + 1 for at, word in enumerate(words[:-1]) if is_title(word)), default=0)
    while first < len(words) - 1 and words[first].lower() in _FUNCTION:
        first += 1
    last = words[-1].rstrip(".") if words[-1].lower().rstrip(".") not in en.ORG_ABBREVIATED else words[-1]
    return (*words[first:-1], last)


def is_title(word: str) -> bool:
    low = word.lower()
    return low in en.TITLES or low in en.PERSON_NOUNS or low.rstrip(".") in en.TITLES


def is_chinese_title(phrase: str) -> bool:
    return phrase.endswith(tuple(zh.TITLES))
