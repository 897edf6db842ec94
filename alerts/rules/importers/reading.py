"""What the readers of all languages do alike: signs, brackets, and operators that bind more or less tightly.

A language is data: which signs there are, how tightly each binds, and what it becomes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from alerts.rules.importers.clauses import Clause
from alerts.rules.mistakes import Mistake
from record.problems import Severity

DEEPEST = 100  # levels of brackets
MOST_SIGNS = 1_500  # words, phrases, brackets and operators
MOST_MISTAKES = 50


@dataclass(frozen=True, slots=True)
class Sign:
    """A piece of the query: what kind of sign its language calls it, and where it stands."""

    kind: str
    text: str
    start: int
    end: int
    groups: tuple[str | None, ...] = ()


Atom = Callable[["Reader", Sign], Clause | None]
Prefix = Callable[["Reader", Sign, Clause], Clause | None]
Infix = Callable[["Reader", Sign, Clause, Clause], Clause | None]


@dataclass(frozen=True, slots=True)
class Language:
    """`signs`: tried in this order, each a kind and its pattern; what none of them takes is passed over.

    `atoms`, `prefixes`, `infixes`, `suffixes`: what becomes of each kind, with its power where it binds.
    """

    name: str
    signs: tuple[tuple[str, re.Pattern[str]], ...]
    atoms: Mapping[str, Atom]
    prefixes: Mapping[str, tuple[int, Prefix]]
    infixes: Mapping[str, tuple[int, Infix]]
    suffixes: Mapping[str, Prefix]
    beside: tuple[int, Infix]  # two clauses with nothing between them
    notes: frozenset[str] = frozenset()  # kinds that mean nothing
    scope: str = ""  # how what it reads differs from what ours reads


class _TooDeep(Exception):
    def __init__(self, sign: Sign) -> None:
        self.sign = sign


@dataclass(slots=True)
class Reader:
    """One query being read. Nothing that it holds makes it raise."""

    language: Language
    query: str
    mistakes: list[Mistake] = field(default_factory=list)
    _signs: list[Sign] = field(default_factory=list, init=False)
    _at: int = field(default=0, init=False)
    _depth: int = field(default=0, init=False)
    _hinted: set[str] = field(default_factory=set, init=False)

    def read(self) -> Clause | None:
        """The query as a tree, without what could not be carried over."""
        self._signs = self._lexed()
        if not self._signs:
            self.mistakes.append(Mistake("I107", "this query is empty", 0))
            return None
        if len(self._signs) > MOST_SIGNS:
            message = f"a query has at most {MOST_SIGNS:,} words, brackets and operators"
            self.mistake("I108", message, self._signs[MOST_SIGNS])
            return None
        try:
            return self._whole()
        except _TooDeep as deep:
            self.mistake("I108", f"nested more than {DEEPEST} levels deep", deep.sign)
            return None

    def mistake(
        self,
        code: str,
        message: str,
        sign: Sign | Clause,
        hint: str = "",
        severity: Severity = "error",
    ) -> None:
        at = sign.start if isinstance(sign, Sign) else sign.at
        self.mistakes.append(Mistake(code, message, at, max(1, sign.end - at), hint, severity))

    def differs(self, message: str, sign: Sign | Clause, hint: str = "") -> None:
        """A warning: it is carried over, and means a little else. Said once a query."""
        if message not in self._hinted:
            self._hinted.add(message)
            self.mistake("I110", message, sign, hint, "warning")

    # ------------------------------------------------------------ signs

    def _lexed(self) -> list[Sign]:
        signs, at = [], 0
        while at < len(self.query):
            sign = self._sign(at)
            at = sign.end if sign else at + 1
            if sign and sign.kind not in self.language.notes:
                signs.append(sign)
        return signs

    def _sign(self, at: int) -> Sign | None:
        if self.query[at].isspace():
            return None
        for kind, pattern in self.language.signs:
            match = pattern.match(self.query, at)
            if match and match.end() > at:
                return Sign(kind, match.group(), at, match.end(), match.groups())
        wrong = Sign("", self.query[at], at, at + 1)
        if wrong.text.isprintable():
            self.mistake("I109", f"{wrong.text} cannot be carried over", wrong)
        return None

    # ------------------------------------------------------------ clauses

    def _whole(self) -> Clause | None:
        clause = self._expression(0)
        while sign := self._peek():
            self._at += 1
            if sign.kind == ")":
                self.mistake("I103", "this parenthesis was never opened", sign)
            more = self._expression(0) if self._more_ahead() else None
            clause = self._beside(clause, more, sign)
        return clause

    def _beside(self, left: Clause | None, right: Clause | None, sign: Sign) -> Clause | None:
        if left is None or right is None:
            return left or right
        return self.language.beside[1](self, replace(sign, text=""), left, right)

    def _expression(self, power: int) -> Clause | None:
        left = self._operand()
        while (sign := self._peek()) and sign.kind != ")":
            if suffix := self.language.suffixes.get(sign.kind):
                self._at += 1
                left = _over(left, suffix(self, sign, left)) if left else None
                if left and left.depth > DEEPEST:
                    raise _TooDeep(sign)
                continue
            given = self.language.infixes.get(sign.kind)
            binds, build = given or self.language.beside
            if binds <= power:
                break
            self._at += bool(given)
            right = self._expression(binds)
            between = sign if given else replace(sign, text="", end=sign.start)
            left = build(self, between, left, right) if left and right else left or right
        return left

    def _operand(self) -> Clause | None:
        sign = self._peek()
        while sign and sign.kind in self.language.infixes and sign.kind not in self.language.prefixes:
            self.mistake("I106", f"nothing stands before {sign.text}", sign)
            self._at += 1
            sign = self._peek()
        if sign is None or sign.kind == ")":
            self._miss()
            return None
        self._at += 1
        self._depth += 1
        if self._depth > DEEPEST:
            raise _TooDeep(sign)
        clause = self._begun(sign)
        self._depth -= 1
        return clause

    def _begun(self, sign: Sign) -> Clause | None:
        if sign.kind == "(":
            return self._bracketed(sign)
        if prefix := self.language.prefixes.get(sign.kind):
            power, build = prefix
            part = self._expression(power)
            return _over(part, build(self, sign, part)) if part else None
        atom = self.language.atoms.get(sign.kind)
        if atom is None:  # a suffix with nothing before it
            self.mistake("I106", f"nothing stands before {sign.text}", sign)
            return None
        return atom(self, sign)

    def _miss(self) -> None:
        """Nothing where a clause should be: said of the sign before."""
        if self._at:
            before = self._signs[self._at - 1]
            self.mistake("I106", f"nothing stands after {before.text}", before)

    def _bracketed(self, opening: Sign) -> Clause | None:
        inner = self._expression(0)
        closing = self._peek()
        if closing is None:
            self.mistake("I103", "this parenthesis is never closed", opening)
            return inner
        self._at += 1
        return replace(inner, bracketed=True, at=opening.start, end=closing.end) if inner else None

    def _more_ahead(self) -> bool:
        sign = self._peek()
        return sign is not None and sign.kind != ")"

    def _peek(self) -> Sign | None:
        return self._signs[self._at] if self._at < len(self._signs) else None


def _over(part: Clause, clause: Clause | None) -> Clause | None:
    """The clause, a level deeper than what it was made of."""
    return replace(clause, depth=part.depth + 1) if clause else None


def pattern(text: str, flags: Literal["", "i"] = "") -> re.Pattern[str]:
    """Of a sign."""
    return re.compile(text, re.IGNORECASE if flags else 0)
