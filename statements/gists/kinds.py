"""What business news speaks of, in classes that both languages have: "drug:pill", "people:jobs"."""

from __future__ import annotations

import re
from functools import cache

from statements.gists.reading import languages_of, plain
from statements.gists.wording import Terms, rows
from statements.lexicon import kinds as lexicon


def kinds_in(text: str, lang: str) -> frozenset[str]:
    """Of a text in English or Chinese; empty in others."""
    whole = plain(text)
    found: set[str] = set()
    for code in languages_of(whole, lang):
        found |= _latin().within(whole) if code == "en" else _chinese(whole)
    return frozenset(found)


def telling(kind: str) -> bool:
    """Is it of a field in which one kind excludes another?"""
    return kind.partition(":")[0] in lexicon.TELLING


def _chinese(text: str) -> set[str]:
    return {kind for kind, pattern in _han() if pattern.search(text)}


@cache
def _latin() -> Terms:
    return Terms((kind, english) for kind, english, _ in rows(lexicon.KINDS))


@cache
def _han() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile("|".join(chinese))) for kind, _, chinese in rows(lexicon.KINDS))
