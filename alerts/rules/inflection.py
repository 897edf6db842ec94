"""The forms of an English word, from the table that lemminflect ships; of a word that is not in it, by rule.

The table is read as text: importing the library takes a second and brings spaCy with it.
"""

from __future__ import annotations

import gzip
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache, partial
from importlib.util import find_spec
from pathlib import Path

_BE = "be am is are was were been being"
_ENDINGS = (
    *(("ies", "y"), ("ied", "y"), ("es", ""), ("es", "e")),
    *(("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")),
)
_MOST = 40
_SPELT = re.compile(r"[^,/\n]+")


@cache
def _table() -> str:
    """Lines of a word and its forms: `go,went,gone,going,goes`; spellings with / between them."""
    spec = find_spec("lemminflect")
    if spec is None or spec.origin is None:
        return ""
    with gzip.open(Path(spec.origin).parent / "resources" / "infl_lu.csv.gz", "rt", encoding="utf-8") as file:
        return re.sub(r"^([^,\n]*),[^,\n]*", r"\1", file.read().lower(), flags=re.M)  # noun and verb go


@cache
def _places() -> array[int]:
    """Where every word of the table begins, in the order of the alphabet: a twentieth of a dict of them."""
    table = _table()
    begun = [word.start() for word in _SPELT.finditer(table)]
    return array("I", sorted(begun, key=partial(_spelt, table)))


def _spelt(table: str, at: int) -> str:
    word = _SPELT.match(table, at)
    return word.group() if word else ""


@lru_cache(maxsize=2**12)
def inflections(word: str) -> tuple[str, ...]:
    """All forms of the words that it is a form of, itself first. `word` is folded."""
    if not (word.isascii() and word.isalpha()):
        return (word,)
    if word in _BE.split():
        return tuple(dict.fromkeys([word, *_BE.split()]))
    known = list(_known(word))
    forms = known or [form for base in _bases(word) for form in (base, *_known(base), *_regular(base))]
    return tuple(dict.fromkeys([word, *forms]))[:_MOST]


def _known(word: str) -> Iterator[str]:
    for line in _lines(word):
        yield from (form for form in re.split("[,/]", line) if form.isalpha())


def _lines(word: str) -> Iterator[str]:
    """Those that it stands in, in the order of the table."""
    table, places = _table(), _places()
    end = -1
    for number in range(bisect_left(places, word, key=partial(_spelt, table)), len(places)):
        at = places[number]
        if _spelt(table, at) != word:
            break
        if at > end:  # else it stands twice in one line
            end = table.find("\n", at) % (len(table) + 1)
            yield table[table.rfind("\n", 0, at) + 1 : end]


def _bases(word: str) -> Iterable[str]:
    """Itself; and what it will be a form of, where the table knows that."""
    yield word
    for ending, instead in _ENDINGS:
        base = word.removesuffix(ending) + instead
        if word.endswith(ending) and len(base) > 2 and any(True for _ in _known(base)):
            yield base
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        yield word[:-1]
    for ending in ("ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            yield word.removesuffix(ending)


def _regular(base: str) -> Iterator[str]:
    stem = base[:-1] if base.endswith("e") else base
    if re.search("[^aeiou]y$", base):
        yield from (base[:-1] + "ies", base[:-1] + "ied", base + "ing")
        return
    yield base + ("es" if re.search("(?:[sxz]|ch|sh)$", base) else "s")
    yield from (stem + "ed", (base if re.search("(?:ee|oe|ye)$", base) else stem) + "ing")
    if re.fullmatch("[^aeiou]*[aeiou][bdgklmnprt]", base):
        yield from (base + base[-1] + "ed", base + base[-1] + "ing")
