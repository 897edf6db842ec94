"""Folding and tokens: the same for rules and for texts, in both scripts.

Fold: NFKC, casefold, NFKC, Latin diacritics stripped, traditional to simplified per code point. A token is a
maximal run of non-CJK letters and digits, or one Han or kana character; it keeps its place in the original.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import opencc

# They end a run of words that a phrase may match; a space, hyphen, quote, bracket or slash does not.
BREAKS = frozenset("。！？；：，.!?;:,、\n…")
APOSTROPHES = frozenset("'’ʼ＇")
INNER = frozenset(".,:")  # no break between two letters or digits: 3.5, x.com


@dataclass(frozen=True, slots=True)
class Token:
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


@cache
def _fold_char(char: str) -> str:
    wide = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", char).casefold())
    plain = "".join(c for c in unicodedata.normalize("NFD", wide) if not unicodedata.combining(c))
    return "".join(_simplified().get(c, c) for c in unicodedata.normalize("NFC", plain))


def fold(text: str) -> str:
    """Two spellings that fold alike are the same to a rule."""
    return "".join(map(_fold_char, text))


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
    code = ord(char)
    return (
        0x3400 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0x3040 <= code <= 0x30FF
        or 0x20000 <= code <= 0x323AF
    )


def tokenize(text: str) -> tuple[Token, ...]:
    """The folded tokens of a text, in order."""
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    segment, at, size = 0, 0, len(text)
    while at < size:
        char = text[at]
        if is_cjk(char):
            yield Token(_fold_char(char), at, at + 1, segment)
            at += 1
        elif char.isalnum():
            end, word, dotted = _word(text, at)
            yield Token(word, at, end, segment, dotted)
            at = end
        else:
            segment += char in BREAKS and not _inner(text, at)
            at += 1


def _inner(text: str, at: int) -> bool:
    """A dot, comma or colon between two letters or digits that are not CJK."""
    around = text[at - 1 : at] + text[at + 1 : at + 2]
    return text[at] in INNER and len(around) == 2 and all(c.isalnum() and not is_cjk(c) for c in around)


def _word(text: str, start: int) -> tuple[int, str, bool]:
    """(end, folded word, written with dots) of the word that begins at `start`."""
    acronym = _acronym_end(text, start)
    if acronym:
        return acronym, fold(text[start:acronym].replace(".", "")), True
    end = start
    while end < len(text) and (_letter(text[end]) or _apostrophe_inside(text, end)):
        end += 1
    return end, _without_apostrophes(text[start:end]), False


def _letter(char: str) -> bool:
    return (char.isalnum() or bool(unicodedata.combining(char))) and not is_cjk(char)


def _apostrophe_inside(text: str, at: int) -> bool:
    return text[at] in APOSTROPHES and at + 1 < len(text) and _letter(text[at + 1]) and _letter(text[at - 1])


def _without_apostrophes(word: str) -> str:
    """Xiaomi's = xiaomi, don't = dont, O'Brien = obrien."""
    if len(word) > 2 and word[-2] in APOSTROPHES and word[-1] in "sS":
        word = word[:-2]
    return fold("".join(c for c in word if c not in APOSTROPHES))


def _acronym_end(text: str, start: int) -> int:
    """End of U.S. or U.S.A (single letters with dots between them, at least two), or 0."""
    end, letters = start, 0
    while end < len(text) and text[end].isalpha() and not is_cjk(text[end]):
        letters += 1
        end += 1
        if text[end : end + 1] != ".":
            break
        end += 1
    followed = end < len(text) and _letter(text[end]) and text[end - 1] != "."
    return end if letters >= 2 and text[start + 1] == "." and not followed else 0


def form(term: str) -> tuple[str, ...]:
    """The folded words of a term: what is looked for in a row."""
    return tuple(token.text for token in tokenize(term))


def find_form(tokens: Sequence[Token], wanted: Sequence[str]) -> list[tuple[int, int]]:
    """Every place of a term as (first, last + 1) token indices; a phrase stays in one segment."""
    size = len(wanted)
    return [
        (at, at + size)
        for at in range(len(tokens) - size + 1)
        if size
        and tokens[at].text == wanted[0]
        and tokens[at].segment == tokens[at + size - 1].segment
        and all(tokens[at + i].text == wanted[i] for i in range(1, size))
    ]
