"""The screens of many rules as flat arrays: Python objects would be fetched from all over the memory.

Of each rule the wanted clause that is seldom passed is its access: only the rules whose access stands in a
Report are looked at further.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from alerts.rules.index.ranges import Marks, Numbers, gather, group

Row = tuple[bool, Sequence[int]]  # a clause: is it wanted, and its literals by number; never empty


class Table:
    """Rows are added at the end and struck out; the arrays that are asked are made anew once after that."""

    def __init__(self) -> None:
        self._literals = array("q")
        self._clauses = array("q", [0])  # bounds in _literals
        self._rules = array("q", [0])  # bounds in _clauses
        self._wanted = array("b")
        self._frequent = array("d")  # of each literal: how often it is expected to stand in a Report
        self._struck = bytearray()
        self._frozen: _Frozen | None = None

    def literal(self, frequency: float) -> int:
        """The number of a new literal."""
        self._frequent.append(frequency)
        self._frozen = None
        return len(self._frequent) - 1

    def add(self, clauses: Iterable[Row]) -> int:
        """The number of a new rule; at least one of the clauses must be wanted."""
        for wanted, literals in clauses:
            self._literals.extend(literals)
            self._clauses.append(len(self._literals))
            self._wanted.append(wanted)
        self._rules.append(len(self._wanted))
        self._struck.append(False)
        self._frozen = None
        return len(self._struck) - 1

    def strike(self, rule: int) -> None:
        self._struck[rule] = True
        if self._frozen:
            self._frozen.struck[rule] = True

    def compact(self) -> list[int]:
        """Forget what is struck out. The rules that are left are numbered anew, in this order."""
        literals, clauses, rules, wanted, struck = self._arrays()
        kept = np.flatnonzero(~struck)
        rows, _ = gather(rules, kept)
        places, _ = gather(clauses, rows)
        self._literals = array("q", literals[places].tolist())
        self._clauses = array("q", [0, *np.cumsum(np.diff(clauses)[rows]).tolist()])
        self._rules = array("q", [0, *np.cumsum(np.diff(rules)[kept]).tolist()])
        self._wanted = array("b", wanted[rows].tolist())
        self._struck, self._frozen = bytearray(len(kept)), None
        left: list[int] = kept.tolist()
        return left

    def passed(self, found: Collection[int]) -> list[int]:
        """The rules whose clauses are all passed where these literals were found, and no others."""
        if not found or not self._struck:
            return []
        if self._frozen is None:
            self._frozen = self._freeze()
        return self._frozen.passed(np.fromiter(found, np.int64, len(found)))

    def _arrays(self) -> tuple[Numbers, Numbers, Numbers, Marks, Marks]:
        """(literals, bounds of clauses, bounds of rules, wanted, struck)"""
        bounds = np.array(self._clauses, np.int64), np.array(self._rules, np.int64)
        marks = np.array(self._wanted, np.bool_), np.array(self._struck, np.bool_)
        return np.array(self._literals, np.int64), *bounds, *marks

    def _freeze(self) -> _Frozen:
        literals, clauses, rules, wanted, struck = self._arrays()
        count = len(self._frequent)
        # What many rules ask for is what much is written of.
        frequent = np.array(self._frequent) * np.bincount(literals, minlength=count)
        weight = np.where(wanted, np.add.reduceat(frequent[literals], clauses[:-1]), np.inf)
        owners = np.repeat(np.arange(len(struck)), np.diff(rules))
        access = np.lexsort((weight, owners))[rules[:-1]][~struck]
        places, _ = gather(clauses, access)
        asking = np.repeat(owners[access], np.diff(clauses)[access])
        bounds, posted = group(literals[places], asking, count)
        return _Frozen(literals, clauses, rules, wanted, struck, bounds, posted, np.zeros(count, np.bool_))


@dataclass(frozen=True, slots=True)
class _Frozen:
    literals: Numbers
    clauses: Numbers
    rules: Numbers
    wanted: Marks
    struck: Marks
    bounds: Numbers  # by literal, in `posted`
    posted: Numbers  # the rules in whose access it is
    present: Marks  # all False between two askings

    def passed(self, found: Numbers) -> list[int]:
        rules = self.posted[gather(self.bounds, found)[0]]
        rules = np.unique(rules[~self.struck[rules]])
        if not len(rules):
            return []
        clauses, firsts = gather(self.rules, rules)
        places, begins = gather(self.clauses, clauses)
        self.present[found] = True
        stands = np.logical_or.reduceat(self.present[self.literals[places]], begins)
        self.present[found] = False
        passed: list[int] = rules[np.logical_and.reduceat(stands == self.wanted[clauses], firsts)].tolist()
        return passed
