"""Terms: from how they are written to what is looked for, and the looking."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from alerts.rules.nodes import END, Form, Word
from alerts.rules.scope import Field
from record.text import APOSTROPHES, BREAK, BREAKS, tokenize, words

LONGEST = 64  # words
_TAIL = re.compile(r"(?<=\w)[+#]+$")
_POSSESSIVE = re.compile(f"[{''.join(APOSTROPHES)}][sS]$")
# Letters of a script that no news is written in stand for * and ? while a term is cut into words.
_MANY, _ONE = "\ua500", "\ua501"
_WILD = str.maketrans({_MANY: "*", _ONE: "?"})
_INNER_ONE = re.compile(r"(?<=\w)\?(?=\w)")
_FEW = 8  # tokens; nothing is kept of a shorter text


@lru_cache(maxsize=2**16)
def form_of(written: str, exact: bool = False) -> Form:
    """The form of a term; a word written with dots (U.S.) is exact of itself."""
    tail = _TAIL.search(written)
    row = (
        Word(token.text, _bare(written[token.start : token.end]) if exact or token.dotted else None)
        for token in tokenize(written)
    )
    return Form(written, tuple(row), tail.group() if tail else "")


@lru_cache(maxsize=2**12)
def glob_form(written: str, phrase: bool) -> Form:
    """The form of a term with wildcards. In a phrase a ? behind a word is a question mark."""
    row = (
        Word(text, glob="*" in text or "?" in text)
        for text in (token.text.translate(_WILD) for token in tokenize(_lettered(written, phrase)))
    )
    return Form(written, tuple(row))


def _lettered(written: str, phrase: bool) -> str:
    many = written.replace("*", _MANY)
    return _INNER_ONE.sub(_ONE, many) if phrase else many.replace("?", _ONE)


def has_wildcards(written: str, phrase: bool) -> bool:
    return "*" in written or (bool(_INNER_ONE.search(written)) if phrase else "?" in written)


def crosses_break(written: str) -> bool:
    """Does something stand in the term that ends every row of words: a comma, a full stop?"""
    if BREAKS.isdisjoint(written):
        return False
    row = words(_lettered(written, phrase=True))
    spots = [spot for spot, word in enumerate(row) if word != BREAK]
    return bool(spots) and spots[-1] - spots[0] >= len(spots)


@lru_cache(maxsize=2**12)
def globbed(text: str) -> re.Pattern[str]:
    """Matches the whole of a folded word; each piece is taken where it first stands, so that no word is
    tried more than once for each."""
    pieces = [re.escape(piece).replace(r"\?", ".") for piece in re.split(r"\*+", text)]
    if len(pieces) == 1:
        return re.compile(pieces[0], re.S)
    inner = "".join(f"(?>.*?{piece})" for piece in pieces[1:-1])
    return re.compile(f"{pieces[0]}{inner}.*{pieces[-1]}", re.S)


def find(form: Form, field: Field, start: int = 0, end: int = END) -> Iterator[tuple[int, int]]:
    """Every place of the form between two tokens as (first, last) numbers, last exclusive, in order."""
    size = len(form.words)
    places = _places(form.words[0], field) if size else ()
    if not places:
        return
    written = form.exact or form.tail  # else no token is made
    for number in range(bisect_left(places, start) if start else 0, len(places)):
        at = places[number]
        if at + size > end:
            break
        if (size == 1 or _in_row(form, field, at)) and (not written or _just_so(form, field, at)):
            yield at, at + size


def _places(word: Word, field: Field) -> Sequence[int]:
    if not word.glob:
        return field.places.get(word.text, ())
    key = ("glob", word.text)
    if key not in field.memo:
        fits = globbed(word.text).fullmatch
        found = sorted(at for text, places in field.places.items() if fits(text) for at in places)
        if len(field.words) < _FEW:
            return found
        field.memo[key] = found
    kept: list[int] = field.memo[key]
    return kept


def _in_row(form: Form, field: Field, at: int) -> bool:
    """Are they the words that stand from this token on, with no BREAK among them?"""
    spot = field.spots[at]
    row = field.words[spot : spot + len(form.words)]
    return len(row) == len(form.words) and all(map(_is, form.words, row)) and BREAK not in row


def _just_so(form: Form, field: Field, at: int) -> bool:
    """Are they written as they must be, with the tail behind?"""
    row = field.tokens[at : at + len(form.words)]
    return all(
        word.exact is None or word.exact == _bare(field.text[token.start : token.end])
        for token, word in zip(row, form.words, strict=True)
    ) and field.text.startswith(form.tail, row[-1].end)


def _is(word: Word, text: str) -> bool:
    return globbed(word.text).fullmatch(text) is not None if word.glob else word.text == text


def _bare(original: str) -> str:
    """A word as it is written, but for width, dots and the possessive: U.S. is US, never us."""
    wide = unicodedata.normalize("NFKC", original)
    kept = _POSSESSIVE.sub("", wide) if len(wide) > 2 else wide
    return "".join(c for c in kept if c != "." and c not in APOSTROPHES)
