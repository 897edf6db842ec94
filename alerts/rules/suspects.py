"""Words that will hardly be meant as words: misspelt operators, wildcards, unknown fields, commas."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from alerts.rules.mistakes import Mistake
from alerts.rules.operator import Operators
from record.problems import closest

_DISTANCE = re.compile(r"([A-Z]{2,})/\d+")
_FIELD = re.compile(r"([^\W\d]\w*):")
_COMMA = re.compile(r"(?<!\d)[,;、]|[,;、](?!\d)")
_SIGN = re.compile(r"^[~/!'‘^]|[*?\[\]{}<>\\^]")
_LATER = ("SENTENCE", "QUOTE", "FIRST", "ATLEAST")  # Brandwatch and Meltwater have them


@dataclass(frozen=True, slots=True)
class Suspect:
    """A mistake, where the text behind it goes on, and what to read in its place."""

    mistake: Mistake
    end: int
    kind: Literal["operator", "word"]
    meant: str = ""


def suspect(text: str, start: int, end: int, operators: Operators) -> Suspect | None:
    """What is wrong with the word from `start` to `end`, or None."""
    word = text[start:end]
    return (
        _small(word, start, operators)
        or _misspelt(word, start, text[end : end + 1] == "(", operators)
        or _field(word, start, operators)
        or _sign(word, start)
        or _comma(word, start)
    )


def _small(word: str, start: int, operators: Operators) -> Suspect | None:
    """`and`, `Not`, `near/8`."""
    large = word.upper()
    known = operators.at(large, 0) if large != word and word.isascii() else None
    if known is None or known[1].end() != len(word) or not large[0].isalpha():
        return None
    hint = f'write {large}, or "{word}" in quotes for the word'
    return Suspect(
        Mistake("R103", f"the operator '{word}' is written in capitals", start, len(word), hint),
        start + len(word),
        "operator",
        large,
    )


def _misspelt(word: str, start: int, bracket_follows: bool, operators: Operators) -> Suspect | None:
    """`NAER/8`, `NEAR` without its distance, `SENTENCE(`."""
    guesses = [guess for guess in operators.guesses() if not guess.endswith(":")]
    names = {guess.partition("/")[0]: guess for guess in guesses if "/" in guess}
    distance = _DISTANCE.fullmatch(word)
    function = bracket_follows and closest(word.partition("/")[0], _LATER) if word.isupper() else None
    if not (distance or function or word in names):
        return None
    name, slash, number = word.partition("/")
    near = closest(name, names) if distance or word in names else None
    meant = f"{near}{slash}{number[:3]}" if near and slash else names.get(near or "", "")
    hint = f"did you mean {meant}?" if meant else "if it is a word, put it in quotes"
    mistake = Mistake("R101", f"unknown operator '{word}'", start, len(word), hint)
    return Suspect(mistake, start + len(word), "operator", meant)


def _field(word: str, start: int, operators: Operators) -> Suspect | None:
    match = _FIELD.match(word)
    if match is None:
        return None
    fields = [guess for guess in operators.guesses() if guess.endswith(":")]
    guess = closest(match.group(1), [field.removesuffix(":") for field in fields])
    otherwise = f"the fields are {' '.join(fields)}; a text with a colon goes in quotes"
    hint = f"did you mean {guess}:?" if guess else otherwise
    mistake = Mistake("R105", f"unknown field '{match.group(1)}'", start, match.end(), hint)
    return Suspect(mistake, start + match.end(), "operator", f"{guess}:x" if guess else "")


def _sign(word: str, start: int) -> Suspect | None:
    match = _SIGN.search(word)
    if match is None:
        return None
    sign = match.group()
    plain = re.sub(_SIGN, "", word) or "x"
    hint = {
        "*": f"there are no wildcards yet: write ({plain} OR …)",
        "?": "there are no wildcards yet: write the words out",
        "~": "it is not understood yet: write the words out",
        "/": "there are no regular expressions yet: write the words out",
        "!": f"write NOT {plain}",
        "'": 'a phrase stands in double quotes: "…"',
        "‘": 'a phrase stands in double quotes: "…"',
    }.get(sign, "put it in double quotes if it is part of the term")
    mistake = Mistake("R102", f"{sign} has no meaning here", start + match.start(), 1, hint)
    return Suspect(mistake, start + len(word), "word", plain)


def _comma(word: str, start: int) -> Suspect | None:
    match = _COMMA.search(word)
    if match is None:
        return None
    mistake = Mistake(
        "R114", f"'{match.group()}' joins nothing in a rule", start + match.start(), 1, "write OR, or AND"
    )
    return Suspect(mistake, start + len(word), "word", word[: match.start()] or "x")
