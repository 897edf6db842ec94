"""Terms of a lexicon, found in a text: English by whole words or their beginnings, Chinese by pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[A-Za-z]+(?:[-&'][A-Za-z]+)*|\d+")
_LONGEST = 4  # words of a term
_ENDING = 7  # letters that a beginning may be short of its word

Rows = tuple[tuple[str, list[str], list[str]], ...]


class Terms:
    """English terms, `*` being any ending, to what they stand for."""

    def __init__(self, listed: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._whole: dict[str, frozenset[str]] = {}
        self._stems: dict[str, frozenset[str]] = {}
        for name, terms in listed:
            for term in (each for listed_term in terms for each in _spellings(listed_term)):
                table, key = (self._stems if term.endswith("*") else self._whole), term.rstrip("*")
                table[key] = table.get(key, frozenset()) | {name}

    def within(self, text: str) -> set[str]:
        """What stands in the text; terms in capitals only as they are written."""
        words = [match[0] for match in _WORD.finditer(text)]
        found: set[str] = set()
        for at in range(len(words)):
            for size in range(min(_LONGEST, len(words) - at), 0, -1):
                term = " ".join(words[at : at + size])
                found |= self._whole.get(term, frozenset()) | self._whole.get(term.lower(), frozenset())
                found |= self._of_stem(term.lower())
        return found

    def _of_stem(self, term: str) -> frozenset[str]:
        lengths = range(max(2, len(term) - _ENDING), len(term) + 1)
        return frozenset().union(*(self._stems.get(term[:length], frozenset()) for length in lengths))


def _spellings(term: str) -> tuple[str, ...]:
    """Licence and license; aluminium and aluminum."""
    if "[cs]" in term:
        return term.replace("[cs]", "c"), term.replace("[cs]", "s")
    return (term,) if "*" not in term[:-1] else (term.replace("*", "i", 1), term.replace("*", "", 1))


def rows(table: str) -> Rows:
    """(name, English terms, Chinese patterns) of a table: a name, and lines of "en" and "zh" under it."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    name = ""
    for line in table.strip().splitlines():
        if not line.startswith(" "):
            name = line
            found[name] = [], []
            continue
        found[name][line.startswith("  zh ")].extend(line[5:].split(", "))
    return tuple((name, english, chinese) for name, (english, chinese) in found.items())
