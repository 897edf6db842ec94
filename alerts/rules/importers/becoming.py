"""What the signs of several languages become."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from alerts.rules.importers.clauses import Clause, joined, term
from alerts.rules.importers.reading import DEEPEST, Atom, Infix, Prefix, Reader, Sign

JOINABLE = frozenset({"term", "or", "near", "onear"})
FARTHEST = 100
_GLOB = re.compile(r"[*?]")
_STRANGE = re.compile(r"~\d+|O?NEAR(?:/\w*)?|ADJ\d*|W/\d+")  # an operator, most likely, and of another tool


def both(_: Reader, __: Sign, left: Clause, right: Clause) -> Clause:
    return joined("and", left, right)


def either(_: Reader, __: Sign, left: Clause, right: Clause) -> Clause:
    return joined("or", left, right)


def but_not(_: Reader, sign: Sign, left: Clause, right: Clause) -> Clause:
    return joined("and", left, Clause("not", sign.start, right.end, (right,)))


def neither(_: Reader, sign: Sign, part: Clause) -> Clause:
    return Clause("not", sign.start, part.end, (part,))


def unmarked(reader: Reader, sign: Sign, left: Clause, right: Clause) -> Clause:
    """Two clauses side by side where their language says nothing of it."""
    reader.differs("two terms side by side are taken for AND", right, "for a phrase put both into quotes")
    return both(reader, sign, left, right)


def word(reader: Reader, sign: Sign) -> Clause | None:
    """A word, perhaps with wildcards."""
    if sign.text[0] in "*?":
        reader.mistake("I109", "a wildcard cannot begin a term", sign, "write the words out, joined with OR")
        return None
    if not any(char.isalnum() for char in sign.text):
        reader.mistake("I109", f"{sign.text} has no letter or digit to look for", sign)
        return None
    if _STRANGE.fullmatch(sign.text):
        hint = "write a NEAR/5 b, or put it in quotes if it is a word"
        reader.mistake("I101", f"{sign.text} is no operator of {reader.language.name}", sign, hint)
        return None
    return term(sign.text, sign.start, sign.end)


def phrase(reader: Reader, sign: Sign) -> Clause | None:
    """What stands in quotes; a wildcard in it makes a row of words of it."""
    text = (sign.groups[0] if sign.groups else sign.text.strip('"')) or ""
    if not sign.text.endswith('"') or len(sign.text) < 2:
        reader.mistake("I104", "this quote is never closed", sign)
    return row_of(reader, sign, text) if _GLOB.search(text) else word_of(reader, sign, text)


def word_of(reader: Reader, sign: Sign, text: str) -> Clause | None:
    if not any(char.isalnum() for char in text):
        reader.mistake("I109", "there is no letter or digit to look for", sign)
        return None
    return term(text, sign.start, sign.end)


def row_of(reader: Reader, sign: Sign, text: str) -> Clause | None:
    """`"car mak*"`: car ONEAR/0 mak*."""
    words = [word(reader, Sign("word", each, sign.start, sign.end)) for each in text.split()]
    return chained(reader, "onear", 0, sign, [each for each in words if each])


def chained(reader: Reader, kind: str, number: int, sign: Sign, parts: list[Clause]) -> Clause | None:
    """Each near the next."""
    clause = parts[0] if parts else None
    for part in parts[1:]:
        clause = near(reader, sign, clause, part, number, kind == "onear") if clause else part
    return clause


def near(
    reader: Reader, sign: Sign, left: Clause, right: Clause, number: int, ordered: bool = False
) -> Clause | None:
    """Ours joins terms and an OR of them; for anything else it is a Problem, and only AND is left."""
    name = sign.text.strip() or "a phrase"
    wrong = next((part for part in (left, right) if not _can_be_near(part)), None)
    if wrong is not None:
        hint = "ours joins words, phrases and an OR of them: write one NEAR for each"
        reader.mistake("I101", f"{name} cannot join this", wrong, hint)
        return joined("and", left, right)
    if number > FARTHEST:
        reader.mistake("I101", f"{name} is farther than ours can look", sign, f"at most {FARTHEST} words")
        number = FARTHEST
    depth = 1 + max(left.depth, right.depth)
    if depth > DEEPEST:
        reader.mistake("I108", f"more than {DEEPEST} distances within each other", sign)
        return left
    kind: Literal["near", "onear"] = "onear" if ordered else "near"
    return Clause(kind, left.at, right.end, (left, right), number=number, depth=depth)


def _can_be_near(clause: Clause) -> bool:
    return clause.kind in JOINABLE and all(_can_be_near(part) for part in clause.parts)


def within(text: str, remark: str = "") -> Prefix:
    """A clause in a field or a function of ours: `title:(…)`."""

    def build(reader: Reader, sign: Sign, part: Clause) -> Clause:
        if remark:
            reader.differs(remark, sign)
        return Clause("within", sign.start, part.end, (part,), text)

    return build


def refused(message: str, hint: str) -> Prefix:
    """What ours has not: it is left out, and said."""

    def build(reader: Reader, sign: Sign, part: Clause) -> None:
        whole = Clause("term", sign.start, part.end)
        reader.mistake("I102", message.format(sign.text.strip(" :=(")), whole, hint)

    return build


def fields(known: Mapping[str, Prefix], others: Prefix) -> Prefix:
    """By the name before the colon, or before the equals sign."""

    def build(reader: Reader, sign: Sign, part: Clause) -> Clause | None:
        return known.get((sign.groups[0] or "").lower(), others)(reader, sign, part)

    return build


def dropped(code: str, message: str, hint: str) -> Atom:
    """An atom that ours has not."""

    def build(reader: Reader, sign: Sign) -> None:
        reader.mistake(code, message.format(sign.text), sign, hint)

    return build


def distance(ordered: bool = False, less: int = 0, least: int = 4) -> Infix:
    """NEAR/5, with the number in the first group; `less`: where theirs counts positions."""

    def build(reader: Reader, sign: Sign, left: Clause, right: Clause) -> Clause | None:
        given = next((group for group in sign.groups if group and group.isdecimal()), None)
        number = int(given[:6]) if given else least + less
        if less:
            hint = f"{sign.text.strip()} is at most {max(0, number - less)} between"
            reader.differs("theirs counts positions, ours the words between", sign, hint)
        return near(reader, sign, left, right, max(0, number - less), ordered)

    return build
