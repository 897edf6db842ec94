"""Which of many rules hit a Report, at a fraction of what it takes to judge each."""

from __future__ import annotations

import gc
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from typing import NamedTuple

from alerts.rules.index.finder import Finder
from alerts.rules.index.table import Row, Table
from alerts.rules.matcher import judge
from alerts.rules.names import Names
from alerts.rules.nodes import Form, Rule
from alerts.rules.operator import registered
from alerts.rules.scope import Scope
from alerts.rules.screens import Clause, Literal, Screener
from record.text import fold_name

__all__ = ["Index"]


@contextmanager
def _collection_paused() -> Iterator[None]:
    """All that is made here stays: to look for garbage in it again and again took an eighth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class _Named(NamedTuple):
    """An @entity as one literal, and the forms that it is found by."""

    finder: Finder
    number: int
    names: Names
    forms: tuple[Form, ...]


class Index:
    """Rules by id, to be asked all at once, by one thread. An id is what the caller calls the rule."""

    SPARSE = 1024  # rules struck out, above which they are no longer carried along where they are the most

    def __init__(self, rules: Mapping[str, Rule] | Iterable[tuple[str, Rule]] = ()) -> None:
        self._judged: dict[str, Rule] = {}  # where they pass their screen: it is not the whole of them
        self._unscreened: set[str] = set()  # they have none
        self._numbers: dict[str, int] = {}  # in the table
        self._ids: list[str] = []
        self._table = Table()
        self._finders: dict[tuple[str, ...], Finder] = {}
        self._literals: dict[Literal | tuple[Literal, int], int] = {}
        self._named: dict[str, dict[int, _Named]] = {}
        with _collection_paused():
            for id, rule in dict(rules).items() if isinstance(rules, Mapping) else rules:
                self.put(id, rule)

    def hits(self, scope: Scope, among: Container[str] | None = None) -> list[str]:
        """The ids of the rules that hit it (of those `among` the ids, where given), in no order that means
        anything."""
        found = set[int]().union(*(finder.found(scope) for finder in self._finders.values()))
        ids = chain((self._ids[number] for number in self._table.passed(found)), self._unscreened)
        asked = list(ids if among is None else (id for id in ids if id in among))
        return [id for id in asked if id not in self._judged or judge(self._judged[id], scope).hit]

    def put(self, id: str, rule: Rule) -> None:
        """Add a rule, or change it."""
        if id in self._numbers or id in self._unscreened:
            self.drop(id)
        screen = Screener(registered()).of(rule.node)
        if not any(clause.wanted and clause.literals for clause in screen.clauses):
            self._unscreened.add(id)
            self._judged[id] = rule
            return
        rows = (self._row(clause, rule.names) for clause in screen.clauses if clause.literals)
        self._numbers[id] = self._table.add(rows)
        self._ids.append(id)
        if not screen.exact:
            self._judged[id] = rule

    def drop(self, id: str) -> None:
        """Errors: KeyError."""
        self._judged.pop(id, None)
        if id in self._unscreened:
            self._unscreened.remove(id)
            return
        self._table.strike(self._numbers.pop(id))
        if len(self._ids) > 2 * len(self._numbers) + self.SPARSE:
            self._ids = [self._ids[number] for number in self._table.compact()]
            self._numbers = {id: number for number, id in enumerate(self._ids)}

    def rename(self, name: str) -> None:
        """The forms of an @entity were changed in its Names: no rule is touched."""
        for named in self._named.get(fold_name(name), {}).copy().values():
            for form in named.forms:
                named.finder.remove(form, named.number)
            forms = named.names.forms(name)
            for form in forms:
                named.finder.add(form, named.number)
            self._named[fold_name(name)][named.number] = named._replace(forms=forms)

    def _row(self, clause: Clause, names: Names) -> Row:
        return clause.wanted, [self._number(literal, names) for literal in clause.literals]

    def _number(self, literal: Literal, names: Names) -> int:
        key = (literal, id(names)) if literal.name else literal
        if key not in self._literals:
            self._literals[key] = self._planted(literal, names)
        return self._literals[key]

    def _planted(self, literal: Literal, names: Names) -> int:
        finder = self._finders.setdefault(literal.fields, Finder(literal.fields))
        forms = names.forms(literal.name) if literal.form is None else (literal.form,)
        number = self._table.literal(sum(map(_frequency, forms)))
        for form in forms:
            finder.add(form, number)
        if literal.form is None:
            named = _Named(finder, number, names, forms)
            self._named.setdefault(fold_name(literal.name), {})[number] = named
        return number


def _frequency(form: Form) -> float:
    """How often it may stand in a text, beside others: each word more makes it rarer."""
    letters = sum(len(word.text) for word in form.words)
    return 10.0 / (1 + letters + 4 * len(form.words))
