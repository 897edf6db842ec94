"""What a language's file says, checked: see CONTRIBUTING, "How to add a language"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from typing import Any, cast, get_args

from record.errors import OnrecordError
from record.types import Stance, Venue

NOTHING = re.compile(r"(?!)")
_NEAR = r"(?:[^\w.;!?]+[\w’'-]+){0,7}?[^\w.;!?]+"  # at most seven words between two


class LexiconError(OnrecordError):
    """A language's file cannot be read; the text names the file and everything that is wrong in it."""


class Words:
    """Words in lower case; `*chef` is any word with that ending."""

    def __init__(self, listed: Collection[str] = ()) -> None:
        self.whole = frozenset(word for word in listed if not word.startswith("*"))
        self.endings = tuple(word[1:] for word in listed if word.startswith("*"))

    def __contains__(self, low: str) -> bool:
        return low in self.whole or low.endswith(self.endings)

    def ending_of(self, low: str) -> str:
        """The listed word or ending that `low` is, the longest; "" where it is none."""
        ends = (ending for ending in self.endings if low.endswith(ending))
        return low if low in self.whole else max(ends, key=len, default="")


@dataclass(frozen=True, slots=True)
class CueForm:
    """A reporting verb in one form. Frames: c words follow or went before, n a noun phrase or an infinitive
    follows, q only after the words."""

    words: tuple[str, ...]  # of several, the later ones may stand at the clause's end: "wies … zurück"
    frames: str
    stance: Stance | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What shows a stance, or a negation, in the words said. The names are those of `en_stance`."""

    IDLE: re.Pattern[str] = NOTHING  # idioms that negate nothing: "not only"
    CONDITION: re.Pattern[str] = NOTHING
    NOT: re.Pattern[str] = NOTHING
    FALSE: re.Pattern[str] = NOTHING  # what calls a report false
    REFUSED: re.Pattern[str] = NOTHING  # NOT near one of the PLANS
    DECLINED: re.Pattern[str] = NOTHING
    CONFIRM: re.Pattern[str] = NOTHING
    FUTURE: re.Pattern[str] = NOTHING  # "will": a plan where one of OWN stands before it
    OWN: re.Pattern[str] = NOTHING  # "we", "the company"
    REPORTED_OWN: re.Pattern[str] = NOTHING  # "it", in words of others
    DECIDED: re.Pattern[str] = NOTHING  # a plan by itself: "vamos a"
    SUBORDINATE: re.Pattern[str] = NOTHING  # before a future that is none: "when"
    DONE: re.Pattern[str] = NOTHING  # after "announced": no plan, but a deed
    ASK: re.Pattern[str] = NOTHING
    TAG: re.Pattern[str] = NOTHING  # a question that asks nothing: "right?"
    JUDGE: re.Pattern[str] = NOTHING


def _listed(words: str) -> Words:
    return Words(words.split())


NONE = Words()
CORPORATE = _listed("ag se sa s.a. inc inc. corp corp. co co. ltd ltd. gmbh nv plc group")
WITHIN_NAMES = _listed("de da di van von der den del la le bin al")


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A field is the name in capitals in the file; what the file leaves out is as it stands here."""

    code: str
    grammar: str = ""  # the package in statements/ that reads it; "" is the plain one
    script: str = "latin"  # as Unicode names it: cyrillic, greek, han
    function_words: Words = NONE  # the most frequent ones tell two languages of one script apart
    title_case: bool = False  # headlines Are Written Like This
    capital_nouns: bool = False  # a capital makes no name
    bare_clause: bool = False  # what is said may follow after a comma alone
    pro_drop: bool = False  # the verb alone stands for him who spoke before
    quotes: Mapping[str, str] = field(default_factory=dict)  # opening -> closing, where others than usual
    furniture: tuple[str, ...] = ()  # lines that only lead elsewhere begin with these
    cues: tuple[CueForm, ...] = ()
    according: tuple[str, ...] = ()  # before the name: "laut", "nach angaben von"
    according_after: Words = NONE  # behind it: "zufolge"
    as_said: Words = NONE  # "wie Musk sagte", "comme l'a dit Musk"
    that: Words = NONE
    person_pronouns: Words = NONE
    group_pronouns: Words = NONE
    determiners: Words = NONE
    elisions: Words = NONE  # "l'", "qu'": words of their own
    of: Words = NONE
    prepositions: Words = NONE
    conjunctions: Words = NONE
    conditions: Words = NONE  # "if", "whether": a saying behind them is only supposed
    auxiliaries: Words = NONE  # and the pronouns that stand with them
    negations: Words = NONE
    adverbs: Words = NONE  # with days, months and times: never a name
    titles: Words = NONE
    same_title: Mapping[str, str] = field(default_factory=dict)  # "chef": "CEO"
    spokes: Words = NONE
    company_nouns: Words = NONE  # the company in hand
    org_nouns: Words = NONE  # another body: the ministry, the police
    org_endings: Words = CORPORATE
    particles: Words = WITHIN_NAMES
    never: Words = NONE
    abbreviations: Words = NONE
    months: Words = NONE
    venues: tuple[tuple[Venue, re.Pattern[str]], ...] = ()
    stance: Shown = Shown()


NEEDED = ("FUNCTION_WORDS", "CUES", "DETERMINERS", "PERSON_PRONOUNS", "COMPANY_NOUNS", "TITLES", "SPOKES")
_TERMS = ("PLANS", *(each.name for each in fields(Shown) if each.name != "REFUSED"))


def read_language(code: str, names: Mapping[str, Any], place: str) -> Language:
    """The language that a module's names give. Errors: LexiconError, with all that is wrong."""
    problems: list[str] = []
    plain = not names.get("GRAMMAR")
    if plain:
        problems += [f"{name} is missing" for name in NEEDED if not names.get(name)]
        problems += map(_unknown, sorted(name for name in names if name.isupper() and not _is_known(name)))
    taken = [name for name in _TAKEN if name in names and (plain or name in _ALWAYS)]
    given = {name.lower(): _take(name, names[name], problems) for name in taken}
    shown = _shown(names, problems) if plain else Shown()
    if problems:
        raise LexiconError(f"{place}: {'; '.join(problems)} (see CONTRIBUTING, “How to add a language”)")
    return Language(code=code, stance=shown, **given)


def _is_known(name: str) -> bool:
    return name in _TAKEN or name in _TERMS or name.startswith("_")


def _unknown(name: str) -> str:
    near = get_close_matches(name, (*_TAKEN, *_TERMS), 1)
    return f"{name} is read by nobody" + (f"; did you mean {near[0]}?" if near else "")


def _take(name: str, value: Any, problems: list[str]) -> Any:
    reader, shape = _TAKEN[name]
    try:
        return reader(value)
    except (TypeError, ValueError, re.error) as error:
        problems.append(f"{name} is {shape}: {error}")
        return None


# ---------------------------------------------------------------- how the names are read


def _list(value: Any) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Collection):
        raise TypeError(f"this is a {type(value).__name__}")
    return tuple(_text(each) for each in value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"this is {value!r}")
    return value


def _pairs(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise TypeError(f"this is a {type(value).__name__}")
    return {_text(key): _text(each) for key, each in value.items()}


def _terms(listed: str) -> tuple[str, ...]:
    return tuple(" ".join(term.split()) for term in _text(listed).split(",") if term.strip())


def terms_pattern(listed: str) -> re.Pattern[str]:
    """Terms between commas, `*` for any letters, whatever the case."""
    parts = "|".join(re.escape(term).replace(r"\*", r"\w*") for term in _terms(listed))
    return re.compile(rf"(?<!\w)(?:{parts})(?!\w)", re.IGNORECASE) if parts else NOTHING


def _cues(value: Any) -> tuple[CueForm, ...]:
    return tuple(form for row in value for form in _forms(*row))


def _forms(frames: str, stance: str | None, listed: str) -> Iterator[CueForm]:
    if not frames or set(_text(frames)) - set("cnq"):
        raise ValueError(f"“{frames}” is no frame")
    if stance is not None and stance not in get_args(Stance):
        raise ValueError(f"“{stance}” is no stance")
    for term in _terms(listed):
        yield CueForm(tuple(term.split()), frames, cast(Stance, stance))


def _venues(value: Any) -> tuple[tuple[Venue, re.Pattern[str]], ...]:
    unknown = set(_pairs(value)) - set(get_args(Venue))
    if unknown:
        raise ValueError(f"“{min(unknown)}” is no venue")
    return tuple((cast(Venue, venue), terms_pattern(listed)) for venue, listed in value.items())


def _shown(names: Mapping[str, Any], problems: list[str]) -> Shown:
    """The patterns of the stance; REFUSED is a negation and one of the PLANS within a few words."""
    lists = {name: names[name] for name in _TERMS if name in names}
    problems += [f"{name} is terms between commas" for name, it in lists.items() if not isinstance(it, str)]
    made = {name: terms_pattern(it) for name, it in lists.items() if isinstance(it, str)}
    no, plans = made.get("NOT", NOTHING).pattern, made.pop("PLANS", NOTHING).pattern
    refused = re.compile(f"{no}{_NEAR}{plans}|{plans}{_NEAR}{no}", re.IGNORECASE)
    return Shown(REFUSED=refused, **made)


_READERS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "Words": (lambda value: Words(_list(value)), "a list of words"),
    "bool": (_flag, "True or False"),
    "str": (_text, "a text"),
    "tuple[str, ...]": (_list, "a list of texts"),
    "Mapping[str, str]": (_pairs, "a dict of texts"),
    "tuple[CueForm, ...]": (_cues, "a list of (frames, stance, forms)"),
    "tuple[tuple[Venue, re.Pattern[str]], ...]": (_venues, "a dict of terms by venue"),
}
_TAKEN = {
    each.name.upper(): _READERS[str(each.type)]
    for each in fields(Language)
    if each.name not in ("code", "stance")
}
# What is read of a language with a grammar of its own; the rest is between the two
_ALWAYS = {"GRAMMAR", "SCRIPT", "FUNCTION_WORDS", "TITLE_CASE", "QUOTES", "FURNITURE"}
