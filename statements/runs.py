"""Capitalised runs of a text, and what tells whether one names a person or an organisation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from statements.lexicon import en, en_persons
from statements.titles import is_title

Kind = Literal["person", "organisation"]

_WORD = r"[A-Z](?:[\w&-]|['’](?!s\b))*"
_PART = rf"(?:(?:[A-Z]\.)+|(?:Mr|Mrs|Ms|Dr|Jr|Sr|Co|Inc|Corp|Ltd|St|Gov|Sen|Rep|Gen|Lt|Prof)\.|{_WORD})"
_RUN = re.compile(rf"{_PART}(?: (?:{_PART}|of|&|de|van|von|bin|al|der|la|del))*")
_WRITTEN_OUT = re.compile(rf"[A-Z][\w-]*(?: (?:{_PART}|of|for|and|the|on|&)){{2,8}}")
_FUNCTION = (
    en.DETERMINERS | en.PREPOSITIONS | en.SUBORDINATORS | en.LINKS | en.PERSON_PRONOUNS | en.GROUP_PRONOUNS
)
# At the head of a sentence before a name: "Is Jim Farley …", "Most Norwegian …"
_OPENERS = _FUNCTION | (en.AUXILIARIES | en.MODALS | en.GENERIC | {"most", "whatever", "no"}) - {
    "will",
    "may",
}
_BRACKETED = re.compile(
    rf"({_PART}(?: (?:{_PART}|of|for|and|the|on|&)){{1,8}}),? \((?:the )?([A-Z][A-Za-z&]{{1,9}})\)"
)
_NEXT = re.compile(r"(?:['’]s)? ?([A-Za-z-]{2,20})?")
_PREFIXES = ("Mc", "Mac", "O'", "O’", "De", "Di", "La", "Le", "Van")  # of family names
_WITHIN = str.maketrans("", "", "-'’")
_SMALL = frozenset(("of", "for", "and", "the", "on", "&"))


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words at text[start:end]; `words` are those without titles, from `bare` on."""

    words: tuple[str, ...]
    start: int
    bare: int
    end: int
    title: str = ""  # right before the name: "president", "mr", "senator"
    defined: bool = False  # after "the"

    @property
    def name(self) -> str:
        return " ".join(self.words)


def find_runs(text: str) -> Iterator[Run]:
    for match in _RUN.finditer(text):
        parts = match.group().split(" ")
        first, last = _without_titles(parts)
        last = _without_place(parts, first, last)
        if first == last:
            continue
        start = match.start()
        bare = start + sum(len(part) + 1 for part in parts[:first])
        end = start + len(" ".join(parts[:last]))
        title = _title(parts[:first] or text[max(0, start - 30) : start].split()[-1:])
        defined = text[max(0, bare - 4) : bare].lower() == "the "
        yield Run(_undotted(parts[first:last]), start, bare, end, title, defined)


def _without_place(parts: list[str], first: int, last: int) -> int:
    """Of "Tom Weller of Springfield" the name alone; "Union of Harbour Pilots" is whole."""
    at = next((i for i in range(first + 2, last) if parts[i] == "of"), last)
    return at if like_person(tuple(parts[first:at])) else last


def _title(before: list[str]) -> str:
    word = before[-1].lower().rstrip(".,") if before else ""
    return en_persons.TITLE_WORDS.get(word, word)


def strip_titles(words: list[str]) -> tuple[str, ...]:
    """["Finnish", "President", "Ada", "Berg"] -> ("Ada", "Berg")"""
    return _undotted(words[slice(*_without_titles(words))])


def _without_titles(words: list[str]) -> tuple[int, int]:
    """Indices of the name in a run; equal where nothing is left."""
    last = len(words)
    while last and words[last - 1].lower() in en.PARTICLES:
        last -= 1
    first = max((at + 1 for at, word in enumerate(words[: max(0, last - 1)]) if is_title(word)), default=0)
    while first < last - 1 and words[first].lower() in _OPENERS and not _is_body(words[first:last]):
        first += 1
    return (first - 1 if first and words[first - 1].lower() in en_persons.REGAL else first), last


def _is_body(words: list[str]) -> bool:
    """The European Commission, the British Library: the nation is part of the name."""
    return words[0].lower() in en.NATIONALITIES and words[1].lower() in en_persons.ORG_WORDS


def _undotted(words: list[str]) -> tuple[str, ...]:
    """Without the stop of a sentence behind it."""
    if not words or words[-1].lower().rstrip(".") in en.ORG_ABBREVIATED:
        return tuple(words)
    return (*words[:-1], words[-1].rstrip("."))


# ---------------------------------------------------------------- person or organisation


def like_person(words: tuple[str, ...]) -> bool:
    """Two or three plain words of which none belongs to a name of something else."""
    if not 2 <= len(words) <= 4:
        return False
    lows = {word.lower() for word in words}
    if (
        len(words[0]) > 5 and words[0].endswith("ing") and words[0].lower() not in en_persons.GIVEN
    ):  # "Praising Farley"
        return False
    plain = all((_is_letters(word) and not _acronym(word)) or _initial(word) for word in words)
    return plain and _is_letters(words[-1]) and not lows & _NO_PERSON


def _is_letters(word: str) -> bool:
    """Berg-Okafor, O’Neil"""
    return word.translate(_WITHIN).isalpha()


def _initial(word: str) -> bool:
    return len(word) <= 4 and word.endswith(".")


def _acronym(word: str) -> bool:
    return word.isupper() and len(word) > 1


_NO_PERSON = (
    en.ORG_ENDINGS
    | en_persons.ORG_WORDS
    | en.DAYS
    | en.MONTHS
    | _FUNCTION
    | en.NEVER
    | en.NATIONALITIES
    | en_persons.PLACE_WORDS
    | en_persons.TITLE_WORDS.keys()
    | {"and", "&"}
) - {"may", "june", "april", "will", "green", "stone"}


def has_given_name(words: tuple[str, ...]) -> bool:
    return words[0].lower() in en_persons.GIVEN or (len(words) > 2 and _initial(words[1]))


def like_organisation(words: tuple[str, ...]) -> bool:
    """A word of the name says so: Acme Holdings, Office of …, K&L, OpenAI, 3M."""
    lows = {word.lower() for word in words}
    if of_things(words):
        return False
    if lows & (en.ORG_ENDINGS | en_persons.ORG_WORDS | {"of", "&"}):
        return True
    odd = any(any(c.isdigit() or c in "&" for c in word) or _camel(word) or _acronym(word) for word in words)
    return odd and not has_given_name(words)


def of_things(words: tuple[str, ...]) -> bool:
    return words[-1].lower() in en_persons.NO_ORG_ENDINGS


def _camel(word: str) -> bool:
    """OpenAI, DeepMind; but not McDonald, O'Neil"""
    humps = [at for at, char in enumerate(word) if char.isupper() and at]
    return bool(humps) and not word.isupper() and not word.startswith(_PREFIXES) and "-" not in word


def said_of_an_organisation(text: str, run: Run) -> bool:
    """Acme's shares; Acme analysts; the Acme; battery maker Acme"""
    following = _NEXT.match(text, run.end, run.end + 24)
    word = (following.group(1) or "").lower() if following else ""
    return word in en_persons.AFTER_ORG or run.defined or run.title in en.ORG_NOUNS


def kinds_of(text: str, runs: list[Run], has_role: Callable[[str], bool]) -> dict[tuple[str, ...], Kind]:
    """The words of every name of two or more -> whose it is, by all that the text shows."""
    kinds: dict[tuple[str, ...], Kind] = {}
    of_orgs = {run.words for run in runs if said_of_an_organisation(text, run)}
    of_persons = {run.words for run in runs if run.title in en_persons.HONORIFICS}
    for words, name in {run.words: run.name for run in runs}.items():
        sure = has_given_name(words) or words in of_persons or has_role(name)
        if like_person(words) and (sure or words not in of_orgs):
            kinds[words] = "person"
        elif len(words) > 1 and (like_organisation(words) or (words in of_orgs and not of_things(words))):
            kinds[words] = "organisation"
    return kinds


# ---------------------------------------------------------------- short for a longer name


class Acronyms:
    """OFB -> Office for Fair Budgets, where the text writes it out."""

    def __init__(self, text: str, runs: list[Run]) -> None:
        self._text, self._runs = text, runs

    @cached_property
    def _table(self) -> dict[str, str]:
        written = [run.words for run in self._runs]
        written += [tuple(match.group().split()) for match in _WRITTEN_OUT.finditer(self._text)]
        table = {_initials(words): " ".join(words) for words in written if len(words) > 2}
        for match in _BRACKETED.finditer(self._text):
            words = match.group(1).split()
            at = next((i for i in range(len(words)) if _stands_for(match.group(2), words[i:])), None)
            if at is not None:
                table[match.group(2).upper()] = " ".join(words[at:])
        return table

    def whole(self, name: str) -> str | None:
        return self._table.get(name.upper()) if name.isupper() and 1 < len(name) < 10 else None


def _initials(words: tuple[str, ...]) -> str:
    short = [word for word in words if word.lower().rstrip(".") not in en.ORG_ABBREVIATED]
    return "".join("&" if word == "&" else word[0].upper() for word in short if word not in _SMALL - {"&"})


def _stands_for(short: str, words: list[str]) -> bool:
    if words[0].lower() in _SMALL:
        return False
    every = "".join(word[0].upper() for word in words)
    return short.upper() in (every, _initials(tuple(words)))
