"""The words that tell what a text is about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from record.text import Token, is_cjk, tokenize
from statements import lexicon

LONGEST = 7  # letters of a stem
_ENDINGS = (
    *("ations", "ation", "ments", "ment", "ings", "ing", "edly", "ied", "ies", "ed"),
    *("ers", "er", "es", "ly", "ion", "s"),
)


def terms_of(text: str) -> frozenset[str]:
    """Stems of Latin words and pairs of Han characters, without function words."""
    tokens = tokenize(text)
    latin = {stem_of(token.text) for token in tokens if not is_cjk(token.text[0]) and tells(token.text)}
    return frozenset(latin | set(_han(tokens)))


def _han(tokens: Iterable[Token]) -> Iterable[str]:
    for one, two in pairwise(tokens):
        if one.end == two.start and is_cjk(one.text[0]) and is_cjk(two.text[0]):
            yield one.text + two.text


def tells(word: str) -> bool:
    """Has it more than two letters, and more than grammar in it?"""
    return len(word) > 2 and word not in lexicon.function_words()


def stem_of(word: str) -> str:
    """Coarse, as it must also meet the stems of a dictionary: plan, plans, planning; carry, carries."""
    ending = next((end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= 3), "")
    stem = word[: len(word) - len(ending)]
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls":
        stem = stem[:-1]
    return re.sub("[ey]$", "", stem)[:LONGEST]
