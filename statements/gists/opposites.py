"""What is done, and its opposite: rise and fall, open and close, 进入 and 退出."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from statements.gists.reading import languages_of, plain
from statements.gists.wording import Terms, rows
from statements.lexicon import opposites as lexicon


def moves_in(text: str, lang: str) -> frozenset[str]:
    """ "level+" for what rises, "level-" for what falls: the sides of pairs that the words name."""
    whole = plain(text)
    found: set[str] = set()
    for code in languages_of(whole, lang):
        found |= _latin().within(whole) if code == "en" else _chinese(whole)
    return frozenset(found)


def moves_agree(one: Iterable[str], other: Iterable[str]) -> bool | None:
    """False where one names only the one side of a pair and the other only its opposite. None where they
    share no pair, or where a text names both sides. What negates them is not seen: see `negation`."""
    left, right = _sides(one), _sides(other)
    told = [left[pair] == right[pair] for pair in left.keys() & right.keys()]
    return all(told) if told else None


def _sides(moves: Iterable[str]) -> dict[str, str]:
    named = set(moves)
    single = (move for move in named if move[:-1] + ("-" if move[-1] == "+" else "+") not in named)
    return {move[:-1]: move[-1] for move in single}


def _chinese(text: str) -> set[str]:
    return {move for move, pattern in _han() if pattern.search(text)}


@cache
def _latin() -> Terms:
    return Terms((move, english) for move, english, _ in rows(lexicon.PAIRS))


@cache
def _han() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((move, re.compile("|".join(chinese))) for move, _, chinese in rows(lexicon.PAIRS))
