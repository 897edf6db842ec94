"""Words that will hardly be meant as words: misspelt operators, unknown fields, commas, stray signs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from alerts.rules.mistakes import Mistake
from alerts.rules.operator import Operators
from record.problems import closest

_NUMBERED = re.compile(r"([A-Z]{2,})/\d+")
_IN_ORDER = re.compile(r"NEAR/(\d{1,3})[fF]")  # as Brandwatch writes it
_UNSLASHED = re.compile(r"(O?NEAR)[-_]?(\d{1,3})")
_ELSEWHERE = re.compile(r"(?:ADJ|W|N|PRE)/?(\d{1,3})|ADJ")  # distances of other tools
_FIELD = re.compile(r"([^\W\d]\w*):")
_COMMA = re.compile(r"(?<!\d)[,;、]|[,;、](?!\d)")
_SIGN = re.compile(r"^[~!'‘^]|[\[\]{}<>\\^]")
_LIKE = 0.75  # SENTANCE is SENTENCE, NOTE is not QUOTE


@dataclass(frozen=True, slots=True)
class Suspect:
    """A mistake, where the text behind it goes on, and what to read in its place."""

    mistake: Mistake
    end: int
    kind: Literal["operator", "word"]
    meant: str = ""


def suspect(text: str, start: int, end: int, operators: Operators) -> Suspect | None:
    """What is wrong with the word from `start` to `end`, or None."""
    word, bracket = text[start:end], text[end : end + 1] == "("
    return (
        _pattern(text, start)
        or _small(word, start, bracket, operators)
        or _misspelt(word, start, bracket, operators)
        or _field(word, start, operators)
        or _sign(word, start)
        or _comma(word, start)
    )


def _pattern(text: str, start: int) -> Suspect | None:
    """A / that no regular expression begins with; the rest of the line will belong to it."""
    if text[start] != "/":
        return None
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    closed = re.compile(r"/(?:[^/\\\n]|\\[^\n])+/").match(text, start)
    if closed:
        message = "behind a regular expression only an i may stand"
        at, end = closed.end(), _word_end(text, closed.end())
    else:
        message, at = "this regular expression is never closed", start
    mistake = Mistake("R120", message, at, 1, r"write /…/ or /…/i; a slash inside is written \/")
    return Suspect(mistake, end, "word", "x")


def _word_end(text: str, at: int) -> int:
    found = re.compile(r'[^\s()"|]*').match(text, at)
    return found.end() if found else at


def _small(word: str, start: int, bracket: bool, operators: Operators) -> Suspect | None:
    """`and`, `Not`, `near/8`, `sentence(`."""
    large = word.upper()
    known = operators.at(large + "(" * bracket, 0) if large != word and word.isascii() else None
    if known is None or known[1].end() != len(word) or not large[0].isalpha():
        return None
    hint = f'write {large}, or "{word}" in quotes for the word'
    message = f"the operator '{word}' is written in capitals"
    mistake = Mistake("R103", message, start, len(word), hint, meant=large)
    return Suspect(mistake, start + len(word), "operator", large + "(" * bracket)


def _misspelt(word: str, start: int, bracket: bool, operators: Operators) -> Suspect | None:
    """`NAER/8`, `NEAR` without its distance, `SENTANCE(`, `ATLEAST(` without its number."""
    guesses = [guess for guess in operators.guesses() if not guess.endswith(":")]
    names = {guess.partition("/")[0].rstrip("("): guess for guess in guesses if "/" in guess or "(" in guess}
    name, _, number = word.partition("/")
    if in_order := _IN_ORDER.fullmatch(word):
        return _unknown(word, start, f"ONEAR/{in_order.group(1)}")
    joins = name in names and not names[name].endswith("(")
    if unslashed := _UNSLASHED.fullmatch(word):
        return _unknown(word, start, "/".join(unslashed.groups()))
    if (elsewhere := _ELSEWHERE.fullmatch(word)) and ("/" in word or word.startswith("ADJ")):
        return _unknown(word, start, f"ONEAR/{elsewhere.group(1) or 0}")
    if name in names and names[name].endswith("(") and not bracket and not number:
        return _unbracketed(word, start, names[name])
    if not (_NUMBERED.fullmatch(word) or (bracket and word.isupper()) or (joins and name == word)):
        return None
    if name in names and number.isdigit() and "/" in names[name] and (bracket or joins):
        message = f"the number of {name} is too large"
        return Suspect(Mistake("R119", message, start, len(word)), start + len(word), "operator", names[name])
    near = name if name in names else _alike(name, names)
    if near is None and "/" not in word:
        return None
    return _unknown(word, start, _spelt(names[near], number) if near else "")


def _unbracketed(word: str, start: int, meant: str) -> Suspect:
    """`SENTENCE a b`: in capitals it will hardly be a word."""
    hint = f'write {meant}…) with brackets, or "{word}" in quotes for the word'
    mistake = Mistake("R101", f"{word} has no brackets", start, len(word), hint)
    return Suspect(mistake, start + len(word), "word", word)


def _alike(name: str, names: dict[str, str]) -> str | None:
    guess = closest(name, names)
    alike = guess is not None and SequenceMatcher(None, name, guess).ratio() >= _LIKE
    return guess if alike else None


def _spelt(guess: str, number: str) -> str:
    """NEAR/8 with the number that stands there."""
    name, slash, _ = guess.partition("/")
    return f"{name}/{number[:3]}{'(' * guess.endswith('(')}" if slash and number.isdigit() else guess


def _unknown(word: str, start: int, meant: str) -> Suspect:
    shown = f"{meant}…)" if meant.endswith("(") else meant
    hint = f"did you mean {shown}?" if meant else "if it is a word, put it in quotes"
    message = f"unknown operator '{word}'"
    mistake = Mistake("R101", message, start, len(word), hint, meant=meant.removesuffix("("))
    return Suspect(mistake, start + len(word), "operator", meant)


def _field(word: str, start: int, operators: Operators) -> Suspect | None:
    match = _FIELD.match(word)
    if match is None:
        return None
    fields = [guess for guess in operators.guesses() if guess.endswith(":")]
    guess = closest(match.group(1), [field.removesuffix(":") for field in fields])
    otherwise = f"the fields are {' '.join(fields)}; a text with a colon goes in quotes"
    hint = f"did you mean {guess}:?" if guess else otherwise
    meant = f"{guess}:" if guess else ""
    mistake = Mistake("R105", f"unknown field '{match.group(1)}'", start, match.end(), hint, meant=meant)
    return Suspect(mistake, start + match.end(), "operator", f"{guess}:x" if guess else "")


def _sign(word: str, start: int) -> Suspect | None:
    match = _SIGN.search(word)
    if match is None:
        return None
    sign = match.group()
    plain = re.sub(_SIGN, "", word) or "x"
    hint = {
        "~": f"for two words so near each other write a NEAR/{plain} b"
        if plain.isdigit()
        else "write ~enter",
        "!": f"write NOT {plain}",
        "{": f"as it is written, with its capitals: ={plain}",
        "'": 'a phrase stands in double quotes: "…"',
        "‘": 'a phrase stands in double quotes: "…"',
    }.get(sign, "put it in double quotes if it is part of the term")
    whole = sign == "!" and match.start() == 0
    at, meant = start + match.start(), "NOT " * whole
    mistake = Mistake("R102", f"{sign} has no meaning here", at, 1, hint, meant=meant)
    return Suspect(mistake, start + len(word), "word", plain)


def _comma(word: str, start: int) -> Suspect | None:
    match = _COMMA.search(word)
    if match is None:
        return None
    mistake = Mistake(
        "R114", f"'{match.group()}' joins nothing in a rule", start + match.start(), 1, "write OR, or AND"
    )
    return Suspect(mistake, start + len(word), "word", word[: match.start()] or "x")
