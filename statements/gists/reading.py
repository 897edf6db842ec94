"""How the facets of a Gist read a text: its plain form, and the languages whose words may stand in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from record.text import is_cjk, simplify

REACH = 4_000  # characters of the words said that are read
_LATIN = re.compile(r"[A-Za-z]{2}")

Span = tuple[int, int]


def plain(text: str) -> str:
    """Narrow digits and marks, simplified characters, straight quotes; capitals stay, for they tell names."""
    narrow = unicodedata.normalize("NFKC", text[:REACH])
    return simplify(narrow).translate(_QUOTES)


_QUOTES = {ord(each): "'" for each in "’‘ʼ＇`"} | {ord(each): "-" for each in "‐‑–—−"} | {0xA0: " "}


def languages_of(text: str, lang: str) -> tuple[str, ...]:
    """English for its Latin words, Chinese for its Han characters, whichever of both it is said to be in.
    Another language has neither: only what needs no words is read."""
    if lang not in ("en", "zh", ""):
        return ()
    han = any(map(is_cjk, text))
    latin = _LATIN.search(text) is not None
    return ("en",) * latin + ("zh",) * han


def blank(text: str, spans: Iterable[Span]) -> str:
    """The text with what is read already taken out; every other character keeps its place."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = "\x00" * (end - start)
    return "".join(chars)


def any_of(words: Iterable[str]) -> str:
    """Words as one alternative of a pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))
