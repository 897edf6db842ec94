"""Terms: from how they are written to what is looked for, and the looking."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from alerts.rules.nodes import Form, Word
from alerts.rules.scope import Field
from record.text import APOSTROPHES, Token, tokenize

LONGEST = 64  # words
_TAIL = re.compile(r"(?<=\w)[+#]+$")
_POSSESSIVE = re.compile(f"[{''.join(APOSTROPHES)}][sS]$")


def form_of(written: str, exact: bool = False) -> Form:
    """The form of a term; a word written with dots (U.S.) is exact of itself."""
    tail = _TAIL.search(written)
    words = (
        Word(token.text, _bare(written[token.start : token.end]) if exact or token.dotted else None)
        for token in tokenize(written)
    )
    return Form(written, tuple(words), tail.group() if tail else "")


def crosses_break(written: str) -> bool:
    """Does something stand in the term that ends every row of words: a comma, a full stop?"""
    tokens = tokenize(written)
    return bool(tokens) and tokens[0].segment != tokens[-1].segment


def find(form: Form, field: Field) -> Iterator[tuple[int, int]]:
    """Every place of the form as (first, last) token numbers, last exclusive, in order."""
    size = len(form.words)
    for at in field.places.get(form.words[0].text, ()) if size else ():
        row = field.tokens[at : at + size]
        if len(row) == size and row[0].segment == row[-1].segment and _same(form, row, field.text):
            yield at, at + size


def _same(form: Form, row: tuple[Token, ...], text: str) -> bool:
    """Are they the words, written as they must be, with the tail behind?"""
    return (
        all(token.text == word.text for token, word in zip(row, form.words, strict=True))
        and all(
            word.exact is None or word.exact == _bare(text[token.start : token.end])
            for token, word in zip(row, form.words, strict=True)
        )
        and text.startswith(form.tail, row[-1].end)
    )


def _bare(original: str) -> str:
    """A word as it is written, but for width, dots and the possessive: U.S. is US, never us."""
    wide = unicodedata.normalize("NFKC", original)
    kept = _POSSESSIVE.sub("", wide) if len(wide) > 2 else wide
    return "".join(c for c in kept if c != "." and c not in APOSTROPHES)
