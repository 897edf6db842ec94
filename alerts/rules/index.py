"""Which of many rules hit a Report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from alerts.rules.matcher import judge
from alerts.rules.nodes import Rule
from alerts.rules.scope import Scope


class Index:
    """Rules by id, to be asked all at once. An id is what the caller calls the rule."""

    def __init__(self, rules: Mapping[str, Rule] | Iterable[tuple[str, Rule]] = ()) -> None:
        self._rules = dict(rules)

    def hits(self, scope: Scope) -> list[str]:
        """The ids of the rules that hit it, in no order that means anything."""
        return [id for id, rule in self._rules.items() if judge(rule, scope).hit]

    def put(self, id: str, rule: Rule) -> None:
        """Add a rule, or change it."""
        self._rules[id] = rule

    def drop(self, id: str) -> None:
        """Errors: KeyError."""
        del self._rules[id]
