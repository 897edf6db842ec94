"""What must stand in a Report for a rule to hit it, as far as words tell: what many rules, and the record's
index, are looked through by. Sound, and often exact; see Screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alerts.rules.nodes import Form, Node
from alerts.rules.scope import BARE

if TYPE_CHECKING:
    from alerts.rules.operator import Operators


@dataclass(frozen=True, slots=True)
class Literal:
    """One thing to look for in some fields: a form, or any form of an @entity."""

    fields: tuple[str, ...]
    form: Form | None = None
    name: str = ""

    def __hash__(self) -> int:  # quicker than that of all within
        return hash((self.fields, self.form.written if self.form else self.name))


@dataclass(frozen=True, slots=True)
class Clause:
    """One of the literals stands there; or, where it is not wanted, none of them does."""

    literals: frozenset[Literal]
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Screen:
    """Whatever the rule hits passes all clauses. `exact`: and whatever passes them is a hit."""

    clauses: tuple[Clause, ...] = ()
    exact: bool = False

    def loosened(self) -> Screen:
        """For a rule that is harder to please than this one: what must be there still must."""
        return Screen(tuple(clause for clause in self.clauses if clause.wanted))


UNKNOWN = Screen()


def one_of(literals: Iterable[Literal]) -> Screen:
    """Any of them, and that is all."""
    return Screen((Clause(frozenset(literals)),), exact=True)


def all_of(screens: Sequence[Screen]) -> Screen:
    clauses = dict.fromkeys(clause for screen in screens for clause in screen.clauses)
    return Screen(tuple(clauses), all(screen.exact for screen in screens))


def any_of(screens: Sequence[Screen]) -> Screen:
    """Exact where each is one clause; else the clause of each that is hardest to pass."""
    chosen = [_hardest(screen) for screen in screens]
    literals = frozenset[Literal]().union(*(clause.literals for clause in chosen if clause))
    if any(clause is None for clause in chosen):
        return UNKNOWN
    return Screen((Clause(literals),), all(screen.exact and len(screen.clauses) == 1 for screen in screens))


def none_of(screen: Screen) -> Screen:
    """Exact for one exact clause; of anything else nothing is known."""
    if not screen.exact or len(screen.clauses) != 1:
        return UNKNOWN
    clause = screen.clauses[0]
    return Screen((Clause(clause.literals, not clause.wanted),), exact=True)


def _hardest(screen: Screen) -> Clause | None:
    wanted = [clause for clause in screen.clauses if clause.wanted]
    return min(wanted, key=lambda clause: len(clause.literals), default=None)


@dataclass(frozen=True, slots=True)
class Screener:
    """Asks the operators, as the judge does."""

    operators: Operators
    fields: tuple[str, ...] = BARE

    def of(self, node: Node) -> Screen:
        return self.operators.by_kind[node.kind].screen(node, self)

    def narrowed(self, fields: Sequence[str]) -> Screener:
        return Screener(self.operators, tuple(fields))
