"""What an operator is. One file in alerts/rules/operators/ adds one: nothing else need change."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Literal, Protocol

from alerts.rules.mistakes import Mistake
from alerts.rules.names import Names
from alerts.rules.nodes import Form, Found, Match, Node, Window
from alerts.rules.scope import Field, FieldName
from alerts.rules.screens import UNKNOWN, Screen, Screener
from record.problems import Severity

WORD_END = r'(?=[\s()"|]|$)'  # a word operator ends where a word ends: ANDROID is a word


class Judge(Protocol):
    """How an operator asks about its parts: each in the windows that it was narrowed to."""

    @property
    def windows(self) -> Sequence[Window]: ...

    def of(self, node: Node) -> Found: ...

    def narrowed(self, fields: Sequence[str]) -> Judge:
        """Who looks in the whole of these fields."""

    def within(self, windows: Sequence[Window]) -> Judge: ...

    def places(self, form: Form) -> list[Match]:
        """Where it stands in the windows, in their order."""

    def forms(self, name: str) -> tuple[Form, ...]:
        """Of an @entity."""

    def field(self, name: str) -> Field: ...

    def choosing(self, fits: Callable[[Match, Field], bool]) -> Judge:
        """Who takes only such places."""


def silent(_: Found, __: Judge) -> str:
    return ""


def unknown(_: Node, __: Screener) -> Screen:
    """Of an operator that words say nothing about: a rule of it alone is judged each time."""
    return UNKNOWN


@dataclass(slots=True)
class Making:
    """A clause in the making: the operator's own text, its parts, and where mistakes go."""

    text: str  # the rule
    start: int  # of the whole clause
    end: int
    sign: str  # what matched the operator's pattern, "NEAR/8"; empty where AND is only meant
    sign_at: int
    groups: tuple[str | None, ...]  # of the pattern
    parts: tuple[Node, ...]
    names: Names  # of entities
    mistakes: list[Mistake]

    def node(self, kind: str, forms: tuple[Form, ...] = (), name: str = "", number: int = 0) -> Node:
        depth = 1 + max((part.depth for part in self.parts), default=0)
        source = self.text[self.start : self.end]
        return Node(kind, source, self.start, self.end, self.parts, forms, name, number, depth=depth)

    def mistake(
        self,
        code: str,
        message: str,
        hint: str = "",
        severity: Severity = "error",
        at: tuple[int, int] | None = None,
        meant: str = "",
    ) -> None:
        """A mistake at the operator's own text, or at another place of the rule."""
        start, end = at or (self.sign_at, self.sign_at + len(self.sign))
        self.mistakes.append(Mistake(code, message, start, max(1, end - start), hint, severity, meant))

    def number(self, least: int, most: int) -> int:
        """That of NEAR/8, within its bounds."""
        number = int(self.groups[0] or 0)
        if not least <= number <= most:
            name = self.sign.partition("/")[0]
            self.mistake("R119", f"the number of {name} is from {least} to {most}")
        return number


@dataclass(frozen=True, slots=True)
class Example:
    """A rule, and a text that it hits or does not; `where` is the field that the text stands in."""

    rule: str
    text: str
    hits: bool
    where: FieldName = "quote"


@dataclass(frozen=True, slots=True)
class Operator:
    """`power`: the higher, the tighter it binds. Atoms have no parts, prefixes one, infixes two or more."""

    kind: str
    shown: str  # as the docs write it
    doc: str
    place: Literal["atom", "prefix", "infix"]
    pattern: str  # a regular expression, matched where a word may begin; empty for plain words
    power: int
    build: Callable[[Making], Node]
    evaluate: Callable[[Node, Judge], Found]
    examples: tuple[Example, ...]
    screen: Callable[[Node, Screener], Screen] = unknown  # see alerts/rules/screens.py
    guesses: tuple[str, ...] = ()  # its spellings, for "did you mean"
    joins_many: bool = False  # a AND b AND c is one clause of three parts
    near_miss: Callable[[Found, Judge], str] = silent  # by how much it was no hit, in words


class Operators:
    """The operators of a language: by kind for the matcher, by pattern for the lexer."""

    def __init__(self, operators: Iterable[Operator]) -> None:
        self.all = tuple(operators)
        self.by_kind = {operator.kind: operator for operator in self.all}
        self._patterns = [(op, re.compile(op.pattern)) for op in self.all if op.pattern]
        self._any = re.compile("|".join(f"(?:{op.pattern})" for op, _ in self._patterns) or r"(?!)")

    def at(self, text: str, offset: int) -> tuple[Operator, re.Match[str]] | None:
        """The operator that stands here, the longest of several."""
        if not self._any.match(text, offset):
            return None
        found = [(op, match) for op, pattern in self._patterns if (match := pattern.match(text, offset))]
        return max(found, key=lambda pair: pair[1].end(), default=None)

    def guesses(self) -> list[str]:
        return [guess for operator in self.all for guess in operator.guesses]


@cache
def registered() -> Operators:
    """Every operator that has a file in alerts/rules/operators/."""
    package = import_module("alerts.rules.operators")
    modules = (import_module(f"{package.__name__}.{info.name}") for info in iter_modules(package.__path__))
    return Operators(operator for module in modules for operator in module.OPERATORS)
