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
        return Screen(tuple(_wanted(self)))


UNKNOWN = Screen()
MOST = 8  # clauses of an OR


def one_of(literals: Iterable[Literal]) -> Screen:
    """Any of them, and that is all."""
    return Screen((Clause(frozenset(literals)),), exact=True)


def all_of(screens: Sequence[Screen]) -> Screen:
    clauses = dict.fromkeys(clause for screen in screens for clause in screen.clauses)
    return Screen(tuple(clauses), all(screen.exact for screen in screens))


def any_of(screens: Sequence[Screen]) -> Screen:
    """(a AND b) OR c is (a OR c) AND (b OR c): exact where no clause had to be left out."""
    exact, rows = all(screen.exact for screen in screens), [frozenset[Literal]()]
    for screen in sorted(screens, key=lambda screen: len(screen.clauses)):
        clauses = _wanted(screen)
        if not clauses:
            return UNKNOWN
        if len(rows) * len(clauses) > MOST:
            clauses = [min(clauses, key=lambda clause: len(clause.literals))]
        exact = exact and len(clauses) == len(screen.clauses)
        rows = [row | clause.literals for row in rows for clause in clauses]
    return Screen(tuple(map(Clause, dict.fromkeys(rows))), exact)


def none_of(screen: Screen) -> Screen:
    """Exact for one exact clause; of anything else nothing is known."""
    if not screen.exact or len(screen.clauses) != 1:
        return UNKNOWN
    clause = screen.clauses[0]
    return Screen((Clause(clause.literals, not clause.wanted),), exact=True)


def _wanted(screen: Screen) -> list[Clause]:
    return [clause for clause in screen.clauses if clause.wanted]


@dataclass(frozen=True, slots=True)
class Screener:
    """Asks the operators, as the judge does."""

    operators: Operators
    fields: tuple[str, ...] = BARE

    def of(self, node: Node) -> Screen:
        return self.operators.by_kind[node.kind].screen(node, self)

    def narrowed(self, fields: Sequence[str]) -> Screener:
        return Screener(self.operators, tuple(fields))
