"""The places that the words name, and whether two texts can mean the same ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from statements.gists import gazetteer
from statements.gists.reading import blank, languages_of, plain
from statements.lexicon import en_places, zh_places

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['-][^\W\d_]+)*\.?")
_LONGEST = 5  # words of a name
_VAGUE = frozenset({"home", "abroad", "world"})
_CAPITAL = re.compile(r"[A-ZÀ-Þ]")


def places_in(text: str, lang: str) -> frozenset[str]:
    """ "US", "JP/osaka", "europe"; "home" and "abroad" where only that is said."""
    whole = plain(text)
    found: set[str] = set()
    for code in languages_of(whole, lang):
        found.update(_english(whole) if code == "en" else _chinese(whole))
    return frozenset(found)


def places_agree(one: frozenset[str], other: frozenset[str]) -> bool | None:
    """None where either names none. Where they share one, but each also has one of a kind with the other's,
    as with two routes from one city, they differ."""
    left, right = one - {"world"}, other - {"world"}
    if not left or not right:
        return None
    alone = {a for a in left if not _met(a, right)}, {b for b in right if not _met(b, left)}
    if len(alone[0]) == len(left):
        return None if _unsure(left) or _unsure(right) else False
    return not any(_alike(a, b) for a in alone[0] for b in alone[1])


def _met(place: str, others: frozenset[str]) -> bool:
    return any(place in gazetteer.wholes(each) or each in gazetteer.wholes(place) for each in others)


def _unsure(places: frozenset[str]) -> bool:
    """At home: where that is the words do not tell; and "only at home" is "not abroad"."""
    return places == {"home"}


def _alike(one: str, other: str) -> bool:
    """Two cities, two states, two parts of the world."""
    if one in _VAGUE or other in _VAGUE:
        return False
    return ("/" in one) == ("/" in other) and one.islower() == other.islower()


def _english(text: str) -> Iterator[str]:
    left = blank(text, (match.span() for match in en_places.NO_PLACES.finditer(text)))
    names = gazetteer.latin()
    found = list(_WORD.finditer(left))
    at = 0
    while at < len(found):
        size, keys = _longest(found, at, left, names)
        before = left[max(0, found[at].start() - 40) : found[at].start()] if keys else ""
        outside = keys and en_places.OUTSIDE.search(before)
        yield from ["abroad"] if outside else keys
        at += size


def _longest(
    found: list[re.Match[str]], at: int, text: str, names: Mapping[str, str]
) -> tuple[int, list[str]]:
    """(words taken, keys) of the longest name that begins with this word; Kunming-Tokyo has two."""
    start = found[at].start()
    for size in range(min(_LONGEST, len(found) - at), 0, -1):
        name = text[start : found[at + size - 1].end()]
        for each in (name, name.rstrip("."), name.removesuffix("'s"), name.removesuffix("'")):
            if each in names:
                return size, [names[each]]
    parts = found[at][0].split("-")
    return 1, [names[part] for part in parts if len(parts) > 1 and _CAPITAL.match(part) and part in names]


def _chinese(text: str) -> Iterator[str]:
    left = blank(text, (match.span() for match in zh_places.NO_PLACES.finditer(text)))
    taken = []
    for key, start, end in _named(left):
        taken.append((start, end))
        yield _or_abroad(key, left, start, end)
    rest = blank(left, taken)
    for code, pattern in gazetteer.han_patterns():
        for match in pattern.finditer(rest):
            yield _or_abroad(code, left, match.start(), match.end())


def _or_abroad(key: str, text: str, start: int, end: int) -> str:
    """Outside mainland China is abroad."""
    after = zh_places.OUTSIDE_AFTER.match(text, end)
    outside = (after and after[0].endswith(("外",))) or zh_places.OUTSIDE_BEFORE.search(
        text[max(0, start - 2) : start]
    )
    return "abroad" if outside and key not in _VAGUE else key


def _named(text: str) -> Iterator[tuple[str, int, int]]:
    table, firsts, longest = gazetteer.han()
    at = 0
    while at < len(text):
        found = _at(text, at, table, longest) if text[at] in firsts else None
        if found:
            yield found[0], at, found[1]
        at = found[1] if found else at + 1


def _at(
    text: str, at: int, table: Mapping[str, tuple[str, re.Pattern[str] | None]], longest: int
) -> tuple[str, int] | None:
    for size in range(longest, 1, -1):
        key, guard = table.get(text[at : at + size], ("", None))
        if key and (guard is None or guard.match(text, at)):
            return key, at + size
    return None
