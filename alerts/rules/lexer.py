"""From the text of a rule to its signs and words. Every lexeme keeps its place in the text as written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from alerts.rules.mistakes import Mistake
from alerts.rules.operator import Operator, Operators
from alerts.rules.suspects import Suspect, suspect
from record.text import is_cjk

# One character for one, so that offsets stay: full-width signs, the wide space, every kind of double quote.
PLAIN = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | {"　": " "}
    | dict.fromkeys("“”„‟«»「」『』〝〞＂", '"')
)
MOST_MISTAKES = 50  # of one rule; nobody reads more
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r'[^\s()"|]+')


class Lexeme(NamedTuple):
    """A bracket, a word, a phrase in its quotes, or an operator's sign."""

    kind: Literal["(", ")", "word", "phrase", "operator"]
    text: str
    start: int
    end: int
    operator: Operator | None = None
    groups: tuple[str | None, ...] = (None,)


def lex(text: str, operators: Operators, mistakes: list[Mistake]) -> Iterator[Lexeme]:
    """The lexemes of a rule whose signs are plain already."""
    at = 0
    while (at := _end(_SPACE, text, at)) < len(text) and len(mistakes) < MOST_MISTAKES:
        lexeme, at = _next(text, at, operators, mistakes)
        if lexeme is not None:
            yield lexeme


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _next(text: str, at: int, operators: Operators, mistakes: list[Mistake]) -> tuple[Lexeme | None, int]:
    """(the lexeme at this place, or None for what was a mistake, and where to go on)"""
    char = text[at]
    if char in "()":
        return Lexeme("(" if char == "(" else ")", char, at, at + 1), at + 1
    if char == '"':
        return _phrase(text, at, mistakes)
    if known := operators.at(text, at):
        operator, match = known
        return Lexeme("operator", match.group(), at, match.end(), operator, match.groups()), match.end()
    end = _word_end(text, at)
    found = suspect(text, at, end, operators)
    if found is None:
        return Lexeme("word", text[at:end], at, end), end
    mistakes.append(found.mistake)
    return _meant(found, at, operators), found.end


def _phrase(text: str, at: int, mistakes: list[Mistake]) -> tuple[Lexeme, int]:
    end = text.find('"', at + 1)
    if end < 0:
        mistakes.append(Mistake("R111", "this quote is never closed", at))
        end = len(text)
    after = min(end + 1, len(text))
    return Lexeme("phrase", text[at:after], at, after, groups=(text[at + 1 : end],)), after


def _word_end(text: str, at: int) -> int:
    """A word goes on to the next space, bracket, quote or bar; & is part of AT&T, but not of 美国&北美."""
    end = _end(_WORD, text, at)
    for found in re.finditer("&", text[at + 1 : end]):
        place = at + 1 + found.start()
        if is_cjk(text[place - 1]) or is_cjk(text[place + 1 : place + 2] or " "):
            return place
    return max(end, at + 1)


def _meant(found: Suspect, at: int, operators: Operators) -> Lexeme | None:
    """What the user will have meant, so that one mistake is not followed by others."""
    if found.kind == "word":
        return Lexeme("word", found.meant, at, found.end)
    meant = operators.at(found.meant, 0) if found.meant else None
    if meant is None:
        return None
    operator, match = meant
    return Lexeme("operator", match.group(), at, found.end, operator, match.groups())
