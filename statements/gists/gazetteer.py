"""Names of places to their keys: "US", "US/texas", "US/austin", "europe"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale

from statements.lexicon import cities, en_places, zh_places

_STATE = re.compile(r"[A-Z]{2}")
_LONGEST = 12  # Han characters


@cache
def latin() -> Mapping[str, str]:
    """Names in Latin letters, as written; those of lower case also begin sentences."""
    names = {name: code for code, name in _states("en").items()}
    for key, english, _ in _parts():
        names.setdefault(english, key)
    for code, listed in en_places.NAMES.items():
        names |= dict.fromkeys(listed.split("|"), code)
    return names | {name[:1].upper() + name[1:]: code for name, code in names.items() if name[:1].islower()}


@cache
def han() -> tuple[Mapping[str, tuple[str, re.Pattern[str] | None]], frozenset[str], int]:
    """(name to its key and the pattern it must match in place, their first characters, the longest)"""
    names = {name: code for code, name in _states("zh").items()} | {
        chinese: key for key, _, chinese in _parts()
    }
    guards = {name: re.compile(pattern) for name, pattern in zh_places.GUARDS.items()}
    table = {name: (key, guards.get(name)) for name, key in names.items() if 1 < len(name) <= _LONGEST}
    return table, frozenset(name[0] for name in table), max(map(len, table))


@cache
def han_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((code, re.compile(pattern)) for code, pattern in zh_places.NAMES.items())


@cache
def parents() -> Mapping[str, frozenset[str]]:
    """Of every part its whole: US/austin lies in US/texas and in US; DE in EU and Europe."""
    found: dict[str, set[str]] = {}
    for key, _, _ in _parts():
        for whole in _wholes(key):
            found.setdefault(key, set()).add(whole)
    for region, members in cities.REGIONS.items():
        for member in members.split():
            found.setdefault(member, set()).add(region)
    return {key: frozenset(wholes) for key, wholes in found.items()}


@cache
def wholes(key: str) -> frozenset[str]:
    """All that a place lies in, itself among them."""
    found, left = {key}, [key]
    while left:
        new = parents().get(left.pop(), frozenset()) - found
        found |= new
        left += new
    return frozenset(found)


def _wholes(key: str) -> Iterator[str]:
    yield key.partition("/")[0]
    yield from _inner().get(key, ())


@cache
def _inner() -> Mapping[str, tuple[str, ...]]:
    """US/austin to US/texas."""
    listed = ((_key(place[:2], english), (place,)) for place, english, _ in _lines() if "/" in place)
    return dict(listed)


def _states(lang: str) -> Mapping[str, str]:
    named = Locale(lang).territories.items()
    return {code: name for code, name in named if _STATE.fullmatch(code) and code not in en_places.NOT_STATES}


def _key(state: str, english: str) -> str:
    return f"{state}/{english.lower()}"


@cache
def _parts() -> tuple[tuple[str, str, str], ...]:
    """(key, English, Chinese)"""
    return tuple((_same(_key(place[:2], english)), english, chinese) for place, english, chinese in _lines())


def _same(key: str) -> str:
    """Two spellings of one place."""
    return _SPELT.get(key, key)


_SPELT = {
    "CN/xian": "CN/xi'an",
    "IN/bangalore": "IN/bengaluru",
    "UA/kiev": "UA/kyiv",
    "RU/st petersburg": "RU/saint petersburg",
    "BR/são paulo": "BR/sao paulo",
    "CO/bogotá": "CO/bogota",
    "SE/malmö": "SE/malmo",
    "DE/grünheide": "DE/gruenheide",
    "MX/nuevo león": "MX/nuevo leon",
    "BR/rio": "BR/rio de janeiro",
    "US/new york city": "US/new york",
    "IN/delhi": "IN/new delhi",
}


@cache
def _lines() -> tuple[tuple[str, str, str], ...]:
    """(the state or part it lies in, English, Chinese)"""
    found = []
    for line in cities.PARTS.strip().splitlines():
        place, _, listed = line.partition(": ")
        pairs = (each.strip().partition("=") for each in listed.split(", "))
        found += [(place, english, chinese) for english, _, chinese in pairs]
    return tuple(found)
