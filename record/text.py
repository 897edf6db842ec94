"""Folding and tokens: the same for rules and for texts, in both scripts.

Fold: NFKC, casefold, NFKC, Latin diacritics stripped, traditional to simplified per code point. A token is a
maximal run of non-CJK letters and digits, or one Han or kana character; it keeps its place in the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import opencc

# They end a run of words that a phrase may match; a space, hyphen, quote, bracket or slash does not.
BREAKS = frozenset("。！？；：，.!?;:,、\n…")
APOSTROPHES = frozenset("'’ʼ＇")
BREAK = "\n"  # stands for any of them among words
INNER = frozenset(".,:")  # no break between two letters or digits: 3.5, x.com
_CJK = "\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\U00020000-\U000323af"  # ranges of a set in a pattern
_IN_CJK = re.compile(f"[{_CJK}]")
_NO_CJK = re.compile(f"([^{_CJK}]+)")


class Token(NamedTuple):
    """A folded word and its place in the original text."""

    text: str
    start: int
    end: int
    segment: int  # phrases do not cross segments
    dotted: bool = False  # written U.S.: an acronym with its dots


@cache
def _simplified() -> dict[str, str]:
    """Traditional to simplified, one code point each, from the table that opencc ships."""
    table = Path(opencc.__file__).parent / "dictionary" / "TSCharacters.txt"
    pairs = (line.split("\t") for line in table.read_text("utf-8").splitlines() if "\t" in line)
    return {traditional: simplified.split(" ")[0] for traditional, simplified in pairs}


class _Folds(dict[str, str]):
    """Of characters, made when first asked for: a dict is quicker than a call."""

    def __missing__(self, char: str) -> str:
        self[char] = made = _fold_char(char)
        return made


_FOLDS = _Folds()


def _fold_char(char: str) -> str:
    wide = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", char).casefold())
    plain = "".join(c for c in unicodedata.normalize("NFD", wide) if not unicodedata.combining(c))
    return "".join(_simplified().get(c, c) for c in unicodedata.normalize("NFC", plain))


def fold(text: str) -> str:
    """Two spellings that fold alike are the same to a rule."""
    if text.isascii():
        return text.lower()
    return "".join(map(_FOLDS.__getitem__, text))


@cache
def _simple_characters() -> dict[int, str]:
    pairs = _simplified().items()
    return {ord(char): simple for char, simple in pairs if len(char) == len(simple) == 1}


def simplify(text: str) -> str:
    """In simplified characters; every character keeps its place, and nothing else is folded."""
    return text.translate(_simple_characters())


def fold_name(name: str) -> str:
    """A name without spaces, dots and dashes in it: the key that aliases are looked up by."""
    return "".join(c for c in fold(name) if c.isalnum())


@cache
def is_cjk(char: str) -> bool:
    """Han or kana: a character that is a token of its own."""
    return _IN_CJK.fullmatch(char) is not None


def tokenize(text: str) -> tuple[Token, ...]:
    """The folded tokens of a text, in order."""
    return tuple(_tokens(text))


def words(text: str) -> list[str]:
    """The folded texts of its tokens, quickly, with a BREAK wherever a row of words ends."""
    pieces = text.replace("\n", " \n ").split(" ")
    return list(chain.from_iterable(map(_PIECES.__getitem__, pieces)))


def _tokens(text: str) -> Iterator[Token]:
    segment = 0
    for match in _token_pattern().finditer(text):
        word, (start, end) = match.group(), match.span()
        if word in BREAKS:
            segment += 1
        else:
            yield Token(_folded(word), start, end, segment, "." in word)


class _Pieces(dict[str, Sequence[str]]):
    """The words of a text's pieces, made when first asked for. No token runs over two pieces, and none looks
    over the edge of its own."""

    MOST, LONGEST = 200_000, 24  # a longer one seldom comes again

    def __missing__(self, piece: str) -> Sequence[str]:
        made = self._mixed(piece) if _IN_CJK.search(piece) else _words(piece)
        if len(piece) <= self.LONGEST:
            if len(self) >= self.MOST:
                self.clear()
            self[piece] = made
        return made

    def _mixed(self, piece: str) -> Sequence[str]:
        """Each character of CJK is a word, and what stands between them is a piece."""
        first, *parts = _NO_CJK.split(piece)
        made = list(map(_FOLDS.__getitem__, first))
        for other, row in zip(parts[::2], parts[1::2], strict=True):
            made += self[other]
            made += map(_FOLDS.__getitem__, row)
        return made


_PIECES = _Pieces()


def _words(piece: str) -> tuple[str, ...]:
    found = _token_pattern().findall(piece)
    return tuple(BREAK if each in BREAKS else _folded(each) for each in found)


@cache
def _token_pattern() -> re.Pattern[str]:
    """A character of CJK, an acronym, a word, or what breaks a row of words."""
    plain, letter = rf"[^\W_{_CJK}]", rf"[^\W\d_{_CJK}]"
    mark, apostrophe = f"[{_combining()}]", f"[{''.join(APOSTROPHES)}]"
    dotted = rf"{letter}\."  # bounded below, or a text of them would be read to its end from each
    acronym = rf"(?:{dotted}){{2,32}}(?!{letter})|(?:{dotted}){{1,31}}{letter}(?!\.|{plain}|{mark})"
    word = f"{plain}+(?:(?:{mark}|{apostrophe}(?={plain}|{mark})){plain}*)*"
    breaks = f"[{''.join(BREAKS - INNER)}]"
    inner = "".join(INNER)
    return re.compile(rf"[{_CJK}]|{acronym}|{word}|{breaks}|[{inner}](?<!{plain}.)|[{inner}](?!{plain})")


def _combining() -> str:
    """Every combining mark that is no CJK, for a set in a pattern."""
    marks = (chr(code) for code in range(0x300, 0x1F000) if unicodedata.combining(chr(code)))
    return "".join(mark for mark in marks if not is_cjk(mark))


@lru_cache(maxsize=2**16)
def _folded(word: str) -> str:
    """Xiaomi's = xiaomi, don't = dont, O'Brien = obrien, U.S. = us."""
    if len(word) > 2 and word[-2] in APOSTROPHES and word[-1] in "sS":
        word = word[:-2]
    return fold("".join(c for c in word if c != "." and c not in APOSTROPHES))


def form(term: str) -> tuple[str, ...]:
    """The folded words of a term: what is looked for in a row."""
    return tuple(token.text for token in tokenize(term))
