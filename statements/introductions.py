"""How a document introduces people: "Jane Doe, who leads policy at Acme"; "Acme analyst John Roe"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from statements.lexicon import en, en_persons
from statements.titles import capitals, is_agent, is_title, unowned, without_nation

_AFTER = re.compile(r"(?:, |\s?[—–] ?| \(| is | was )((?:[^.,;:“”\"\n()—–]|\.(?=\w)|(?<=\b[A-Z])\.){3,140})")
_BEFORE = re.compile(r"[^,.;:“”\"()\n—–‘]*(?:[^,;:“”\"()\n—–‘]{0,4}\.[^,.;:“”\"()\n—–‘]*){0,2}$")
_OWNER = re.compile(r"^(?P<owner>.{1,60}?)(?:['’]s|(?<=s)['’])\s+(?P<rest>\S.*)$")
_OF_ORG = re.compile(r" (?:of|from|at|with) (?=(?:the )?[A-Z])([^,;:“”\"\n()—–]{3,80})")
_INSTEAD = re.compile(r"(?:^|[.!?:\n“”\"]\s*|, )([^,.;:“”\"\n()—–]{5,110}), $")  # Ford's CEO, [Jim Farley],
_OF_THINGS = re.compile(
    r"(?:\S+ )?\S+ of [a-z]+(?:,? (?:and )?[a-z]+){0,3} $"
)  # minister of roads and harbours
OWN = "the company"  # the organisation in hand: "the company's founder"
_LONGEST_BEFORE = 90  # characters before a name
_NEAREST = (
    "at",
    "with",
    "from",
    "for",
    "of",
    "in",
)  # after a title, the likeliest before an organisation first
_STOPS = (
    en.DETERMINERS
    | en.PERSON_PRONOUNS
    | en.GROUP_PRONOUNS
    | en.SUBORDINATORS
    | en.AUXILIARIES
    | en.MODALS
    | (en.PREPOSITIONS - {"of"})
    | frozenset(["said", "says", "told", "tells", "added", "asked", "and", "but", "as", "to", "according"])
)


_OPENS_ROLE = en_persons.TITLE_PARTS - {
    "national",
    "global",
    "general",
    "first",
    "trade",
    "energy",
    "health",
} | (en.DETERMINERS | en.CONJUNCTIONS | en.GENERIC | {"retired", "most", "whatever", "now", "former"})
_NO_TITLE = en.MODALS | en.BE | en.OTHER_PRONOUNS | en.PERSON_PRONOUNS | en.GROUP_PRONOUNS | {"it", "said"}


@dataclass(frozen=True, slots=True)
class Introduction:
    """What somebody is, and where, as the document says it; None where it does not."""

    role: str | None = None
    org: str | None = None

    def merged(self, other: Introduction) -> Introduction:
        return Introduction(self.role or other.role, self.org or other.org)


NOTHING = Introduction()


# ---------------------------------------------------------------- beside a name in the text


def introduced(text: str, start: int, end: int, bare: int) -> Introduction:
    """What stands around a name: text[start:bare] are titles in capitals, text[bare:end] is the name."""
    before = before_name(text, start, bare)
    if before == NOTHING and text[end : end + 1] == ",":
        before = _instead(text, bare)
    return before.merged(after_name(text, end)).merged(_beside_of(text, end))


def _instead(text: str, at: int) -> Introduction:
    """Ford's chief executive, [Jim Farley], …"""
    found = _INSTEAD.search(text, max(0, at - 130), at)
    return read_phrase(found.group(1)) if found and _describes(found.group(1)) else NOTHING


def _beside_of(text: str, end: int) -> Introduction:
    """Olive Trent of the Harbour Mail; not Tom Weller of Springfield or of New York"""
    found = _OF_ORG.match(text, end)
    org = capitals(found.group(1).split()) if found else None
    if org is None or (len(org.split()) < 2 and not org.isupper()):
        return NOTHING
    return NOTHING if org.split()[0].lower() in en_persons.PLACE_HEADS else Introduction(None, org)


def after_name(text: str, end: int) -> Introduction:
    """…, a China scholar at the Acme Institute, …; …, who leads policy at Acme, …"""
    found = _AFTER.match(text, end, min(len(text), end + 150))
    if found is None:
        return NOTHING
    phrase = found.group(1).strip()
    return read_phrase(phrase) if phrase and _describes(phrase) else NOTHING


def _describes(phrase: str) -> bool:
    words = phrase.split()
    first = words[0].lower()
    if first in ("who", "whose"):
        return True
    if (
        first.endswith(("ing", "ed", "ly"))
        or first in _NO_TITLE
        or any(word in _NO_TITLE for word in words[:6])
    ):
        return False
    head = _head(words)
    return head is not None and (is_agent(head) or (words[-1].islower() and is_agent(words[-1])))


def _head(words: list[str]) -> str | None:
    """The noun that counts: the one before the first preposition."""
    for at, word in enumerate(words):
        if word.lower() in en.PREPOSITIONS or word.lower() in ("who", "and", "which"):
            return words[at - 1] if at else None
        if at > 12:
            return None
    return words[-1]


def before_name(text: str, start: int, bare: int) -> Introduction:
    """K&L chief diver …; Ohio Gov. …"""
    things = _OF_THINGS.search(text, max(0, bare - _LONGEST_BEFORE), bare)
    if things is not None:
        words = things.group().split()
        at = words.index("of")
        if is_title(words[at - 1]):
            return Introduction(" ".join(words[at - 1 :]))
    line = _BEFORE.search(text, max(0, bare - _LONGEST_BEFORE), bare)
    words = (line.group() if line else text[start:bare]).split()
    honoured = [word for word in words if word.lower().rstrip(".") not in en_persons.HONORIFICS]
    taken: list[str] = []
    for word in reversed(honoured):
        low = word.lower()
        if word.strip("-") == "":  # WASHINGTON -- Senator …
            break
        if low in _STOPS and not (low == "and" and taken and is_agent(taken[0])):
            break
        if (not taken and not is_agent(word)) or (word.islower() and low.endswith(("ed", "ing"))):
            break
        if low == "of" and not (taken and is_title(taken[0])):
            break
        taken.insert(0, word)
        if len(taken) > 8 or word.endswith(("'s", "’s")):
            break
    return _titled(taken)


def _titled(words: list[str]) -> Introduction:
    """Organisation, then role: "Acme chairman", "Nordlys's deputy director"."""
    while words and words[0].lower() in (*en.CONJUNCTIONS, "of"):
        words = words[1:]
    at = next((i for i, word in enumerate(words) if word.endswith(("'s", "’s", "s'", "s’"))), None)
    if at is None:  # the role is the longest ending without a word of a name
        at = next((i for i in range(len(words) - 1, -1, -1) if _like_org(words[i])), -1)
    lows = [word.lower() for word in words]
    if "chief" in lows and "officer" in lows[lows.index("chief") :]:  # Chief Financial Officer
        at = min(at, lows.index("chief") - 1)
    org = [unowned(word) for word in words[: at + 1]]
    before: list[str] = []
    while org and (not org[0][:1].isupper() or org[0].lower() in _OPENS_ROLE):  # former Ohio governor
        before.append(org.pop(0))
    org = [] if org and org[-1].endswith("-based") else without_nation(org)
    longtime = [word for word in before if word.lower() in en_persons.TITLE_PARTS]
    role = " ".join((*longtime, *words[at + 1 :])).strip(",") or None
    if len(org) == 1 and org[0].lower().endswith(("al", "ic", "ive", "ous")) and at + 1 < len(words):
        role, org = " ".join(words), []  # Tropical fish keeper, at the head of a sentence
    return Introduction(role, " ".join(org) or None)


def _like_org(word: str) -> bool:
    low = word.lower().rstrip(".")
    return word[:1].isupper() and not is_title(word) and low not in en_persons.TITLE_PARTS


# ---------------------------------------------------------------- a phrase that says what somebody is


def read_phrase(phrase: str) -> Introduction:
    """ "an analyst at Harbour Research", "Ford's chief executive", "who leads policy at Acme"."""
    phrase = phrase.strip(" ,.")
    relative = phrase.lower().startswith(("who ", "whose "))
    owner = _OWNER.match(phrase)
    if owner is not None and not relative and _is_name(_bare(owner["owner"])):
        return Introduction(_role(owner["rest"]), " ".join(without_nation(_bare(owner["owner"]))) or None)
    if owner is not None and not relative and _bare(owner["owner"])[-1:] and _own(owner["owner"]):
        return Introduction(_role(owner["rest"]), OWN)
    words = _bare(phrase)
    if not relative and words and _like_org(words[0]) and words[-1].islower() and is_agent(words[-1]):
        return _titled(words)  # Ohio Department of Health information officer
    for link in _NEAREST:
        for found in re.finditer(rf"(?:^|\s){link} (?=[tT]he [A-Z]|[A-Z])", phrase):
            org = capitals(phrase[found.end() :].split())
            if org is not None and not is_title(org.split()[0]):
                return Introduction(None if relative else _role(phrase[: found.start()], cut=False), org)
    if relative or not words or not is_agent(_head(words) or ""):
        return NOTHING
    return _titled(words[: _reach(words)])


def _own(owner: str) -> bool:
    """the company's, the retail giant's"""
    words = owner.lower().split()
    return len(words) <= 4 and words[-1] in en.COMPANY_NOUNS


def _bare(phrase: str) -> list[str]:
    words = phrase.split()
    while words and words[0].lower() in en.DETERMINERS | en.CONJUNCTIONS | {"both", "all"}:
        words = words[1:]
    return words


def _is_name(words: list[str]) -> bool:
    return bool(words) and words[0][:1].isupper() and words[-1][:1].isupper()


def _reach(words: list[str]) -> int:
    """Up to the clause that goes on: "the founder and chief executive who built it"."""
    return next((i for i, word in enumerate(words) if word.lower() in en.SUBORDINATORS), len(words))


def _role(phrase: str, cut: bool = True) -> str | None:
    words = _bare(phrase)
    if cut:
        words = words[: _reach(words)]
    nation = without_nation(words[:1]) if len(words) > 1 else words[:1]
    return " ".join((*nation, *words[1:])).strip(" ,.") or None
