"""What the grammars know of words: one module a language, data only.

A language is the module that bears its code, of two or three letters: nothing lists them. `language.Language`
says what such a file may hold. One with a grammar of its own (english, chinese) agrees with that on all the
rest; every other is read by the grammar in statements/plain.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import lru_cache

from record.text import fold
from statements.lexicon.language import Language, LexiconError, read_language

__all__ = [
    "FIRST",
    "Language",
    "LexiconError",
    "function_words",
    "furniture",
    "languages",
    "of",
    "words",
]

FIRST = "en"  # what is read in it where nothing tells

_CODE = re.compile(r"[a-z]{2,3}")


def words(listed: str) -> tuple[str, ...]:
    """The words of a list as it is best read: with spaces between them, over as many lines as it takes."""
    return tuple(listed.split())


def languages() -> tuple[Language, ...]:
    """All that have a file here, English first. Errors: LexiconError."""
    return _languages(tuple(__path__))


def of(code: str) -> Language:
    """Errors: LexiconError; KeyError where it has no file."""
    return _by_code(tuple(__path__))[code]


def furniture() -> tuple[str, ...]:
    """How lines begin that only lead elsewhere, in any language: a page has them in that of its site."""
    return _furniture(tuple(__path__))


def function_words() -> frozenset[str]:
    """Those of all languages, folded: two texts that share only these do not say the same."""
    return _function_words(tuple(__path__))


@lru_cache(maxsize=4)
def _function_words(path: tuple[str, ...]) -> frozenset[str]:
    every = (word for language in _languages(path) for word in language.function_words.whole)
    return frozenset(map(fold, every))


@lru_cache(maxsize=4)
def _furniture(path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(start for language in _languages(path) for start in language.furniture)


@lru_cache(maxsize=4)
def _by_code(path: tuple[str, ...]) -> dict[str, Language]:
    return {language.code: language for language in _languages(path)}


@lru_cache(maxsize=4)
def _languages(path: tuple[str, ...]) -> tuple[Language, ...]:
    codes = sorted(_codes(path), key=lambda code: (code != FIRST, code))
    return tuple(map(_load, codes))


def _codes(path: tuple[str, ...]) -> Iterator[str]:
    return (found.name for found in pkgutil.iter_modules(path) if _CODE.fullmatch(found.name))


def _load(code: str) -> Language:
    try:
        module = importlib.import_module(f"{__name__}.{code}")
    except Exception as error:  # the file may fail in any way; whoever wrote it is told where
        line = getattr(error, "lineno", None)
        place = f"statements/lexicon/{code}.py" + (f":{line}" if line else "")
        raise LexiconError(f"{place}: {type(error).__name__}: {error}") from error
    return read_language(code, vars(module), f"statements/lexicon/{code}.py")
