"""Does a rule hit a Report, and why? Pure, quick, and it never raises, whatever the text holds.

An explanation is a JSON tree, one object a clause:

    operator   the kind: "and", "or", "not", "term", "exact", "entity", "near", "quote", ...
    source     the clause as the user wrote it; start, end: its offsets in the rule
    hit        true or false
    evidence   [{field, start, end, words}]: where it stands, offsets in that field's text
    missing    in words, what was not there ("launch | 进入") or should not have been ("no rumour")
    why        where there is more to say of no hit: "美国 stands 31 words from 小米, the limit is 20"
    parts      the clauses within it
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from alerts.rules.forms import find
from alerts.rules.names import Names
from alerts.rules.nodes import Form, Found, Match, Node, Rule, Window
from alerts.rules.operator import Operators, registered
from alerts.rules.scope import ASKED, BARE, Field, Scope, scope_of
from record.types import Json

MOST_EVIDENCE = 8  # places shown of one clause

__all__ = ["Scope", "Verdict", "match", "matched_words", "matches_words_said", "scope_of"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a rule hits, and why."""

    hit: bool
    explanation: Json

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(self.explanation["missing"])


@dataclass(frozen=True, slots=True)
class _Judge:
    scope: Scope
    operators: Operators
    names: Names
    windows: Sequence[Window] = tuple(map(Window, BARE))
    fits: Callable[[Match, Field], bool] | None = None
    # What was found of each term in these windows; made anew for others.
    _known: dict[tuple[object, ...], Found] = field(default_factory=dict, init=False, compare=False)

    def of(self, node: Node) -> Found:
        if node.parts:
            return self.operators.by_kind[node.kind].evaluate(node, self)
        key = node.kind, node.source, node.name, node.number, *map(id, node.forms)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self.operators.by_kind[node.kind].evaluate(node, self)
        return known if known.node is node else replace(known, node=node)

    def narrowed(self, fields: Sequence[str]) -> _Judge:
        return self.within(tuple(map(Window, fields)))

    def within(self, windows: Sequence[Window]) -> _Judge:
        return replace(self, windows=windows)

    def choosing(self, fits: Callable[[Match, Field], bool]) -> _Judge:
        return replace(self, fits=fits)

    def places(self, form: Form) -> list[Match]:
        found = [
            Match(window.field, first, last)
            for window in self.windows
            if (field := self.scope.field(window.field)).text
            for first, last in find(form, field, window.first, window.last)
        ]
        if self.fits is None:
            return found
        return [match for match in found if self.fits(match, self.scope.field(match.field))]

    def forms(self, name: str) -> tuple[Form, ...]:
        return self.names.forms(name)

    def field(self, name: str) -> Field:
        return self.scope.field(name)


def judge(rule: Rule, scope: Scope, operators: Operators | None = None) -> Found:
    """What the rule finds in one Report, clause by clause."""
    return _Judge(scope, operators or registered(), rule.names).of(rule.node)


def match(rule: Rule, scope: Scope, operators: Operators | None = None) -> Verdict:
    """The rule's verdict on one Report, with its explanation."""
    asked = _Judge(scope, operators or registered(), rule.names)
    found = asked.of(rule.node)
    return Verdict(found.hit, _explained(found, asked))


def _explained(found: Found, asked: _Judge) -> Json:
    node, operator = found.node, asked.operators.by_kind[found.node.kind]
    below = asked.narrowed((node.kind,)) if node.kind in ASKED else asked
    why = "" if found.hit else operator.near_miss(found, asked)
    explained: Json = {
        "operator": node.kind,
        "source": node.source,
        "start": node.start,
        "end": node.end,
        "hit": found.hit,
        "evidence": [_evidence(match, asked.scope) for match in found.matches[:MOST_EVIDENCE]],
        "missing": list(found.missing),
        "parts": [_explained(part, below) for part in found.parts],
    }
    return explained | {"why": why} if why else explained


def _evidence(match: Match, scope: Scope) -> Json:
    field = scope.field(match.field)
    start, end = match.chars or (field.tokens[match.first].start, field.tokens[match.last - 1].end)
    return {"field": match.field, "start": start, "end": end, "words": field.text[start:end]}


def matched_words(explanation: Json) -> list[str]:
    """The words that made it a hit, each once, in the order of the rule."""
    return list(dict.fromkeys(_words(explanation)))


def has_rule(explanation: Json) -> bool:
    """A Hit of a watch without a rule says nothing of one."""
    return "hit" in explanation


def matches_words_said(explanation: Json) -> bool:
    """Whether something of it stands in them, and not only in what stands around them."""
    if not explanation["hit"] or explanation["operator"] == "not":
        return False
    found = any(place["field"] == "quote" for place in explanation["evidence"])
    return found or any(map(matches_words_said, explanation["parts"]))


def _words(clause: Json) -> Iterator[str]:
    if not clause["hit"] or clause["operator"] == "not":
        return
    if clause["parts"] and clause["operator"] not in ("near", "onear"):
        for part in clause["parts"]:
            yield from _words(part)
    elif clause["evidence"]:
        yield str(clause["evidence"][0]["words"])
