"""Doubts about one rule: what can never hit, what adds nothing, and what is dear to look for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from alerts.implying import WORDS, Implying, below, same
from alerts.rules.mistakes import Mistake
from alerts.rules.nodes import Node, Rule
from alerts.rules.operator import registered
from alerts.rules.screens import Screener

CLOSED = frozenset({"stance", "provenance", "venue", "lang"})  # a Report has one of each
MOST_COMPARED = 60  # parts of one clause that are compared each with each
SHORTEST = 3  # letters before a wildcard

Doubts = Iterator[Mistake]


def doubt(code: str, message: str, node: Node, hint: str = "") -> Mistake:
    return Mistake(code, message, node.start, max(1, min(len(node.source), 60)), hint, "warning")


def doubts_of(rule: Rule) -> list[Mistake]:
    """In the order of the rule; of a clause that can never hit nothing else is said."""
    implying = Implying(rule.names)
    found = [
        each
        for node in below(rule.node)
        for look in (never, adds_nothing, costs)
        for each in look(node, implying)
    ]
    return sorted([*found, *_unscreened(rule)], key=lambda each: each.offset)


# ------------------------------------------------------------ can never match


def never(node: Node, implying: Implying) -> Doubts:
    if node.kind != "and":
        return
    wanted = [part for part in node.parts if part.kind != "not"]
    for refused in (part for part in node.parts if part.kind == "not"):
        for part in wanted[:MOST_COMPARED]:
            if implying.implies(part, refused.parts[0]):
                found = f"this can never hit: {_short(part)} is wanted and refused"
                yield doubt("L503", found, refused, f"take out {_short(part)} or {_short(refused)}")
                break
    for field in CLOSED:
        yield from _contradiction(node, field)


def _contradiction(node: Node, field: str) -> Doubts:
    """stance:deny stance:plan."""
    sets = [(part, values) for part in node.parts if (values := _values(part, field)) is not None]
    left = sets[0][1] if sets else frozenset[str]()
    for part, values in sets[1:]:
        left &= values
        if not left:
            hint = f"one {field} is all that a report has: join them with OR"
            yield doubt("L503", f"this can never hit: no report has {_short(sets[0][0])} too", part, hint)
            return


def _values(node: Node, field: str) -> frozenset[str] | None:
    """The values that the clause lets through; None where it does not ask."""
    if node.kind == field:
        words = [each for each in below(node.parts[0]) if each.kind in ("term", "exact")]
        plain = all(each.kind in ("term", "exact", "or") for each in below(node.parts[0]))
        return frozenset(" ".join(form.folded) for each in words for form in each.forms) if plain else None
    sets = [_values(part, field) for part in node.parts] if node.kind in ("and", "or") else []
    if node.kind == "or":
        known = [values for values in sets if values is not None]
        return frozenset[str]().union(*known) if known and len(known) == len(sets) else None
    known = [values for values in sets if values is not None]
    return frozenset.intersection(*known) if known else None


# ------------------------------------------------------------ adds nothing


def adds_nothing(node: Node, implying: Implying) -> Doubts:
    """A branch of OR that another holds, a part of AND that another asks for already, a field in a field."""
    if node.kind == "or":
        yield from _spare(node, lambda part, other: implying.implies(part, other))
    elif node.kind == "and":
        yield from _spare(node, lambda part, other: implying.implies(other, part))
    elif node.parts and node.parts[0].kind in _fields() and node.kind in _fields():
        inner = node.parts[0]
        hint = f"{inner.kind}: in it looks in its own field alone"
        yield doubt("L505", f"{node.kind}: adds nothing here", node, hint)


def _fields() -> frozenset[str]:
    return frozenset(guess[:-1] for guess in registered().guesses() if guess.endswith(":"))


def _spare(node: Node, is_spare: Callable[[Node, Node], bool]) -> Doubts:
    parts = [part for part in node.parts if part.kind != "not"][:MOST_COMPARED]
    for number, part in enumerate(parts):
        for position, other in enumerate(parts):
            if position == number or not is_spare(part, other):
                continue
            if position > number and is_spare(other, part):
                continue  # both say the same: the later is the one too many
            how = "is there already" if same(part, other) else f"adds nothing to {_short(other)}"
            joined = (
                "a hit of it is a hit of the other" if node.kind == "or" else "the other asks for it already"
            )
            yield doubt("L505", f"{_short(part)} {how}", part, f"{joined}: take it out")
            break


# ------------------------------------------------------------ dear


def costs(node: Node, _: Implying) -> Doubts:
    """ca* is thousands of words."""
    if node.kind not in WORDS:
        return
    for word in (word for form in node.forms for word in form.words if word.glob):
        letters = re.split(r"[*?]", word.text)[0]
        if letters.isascii() and len(letters) < SHORTEST:
            hint = f"write at least {SHORTEST} letters before the wildcard, or the words out"
            yield doubt("L507", f"{_short(node)} stands for very many words", node, hint)
            return


def _unscreened(rule: Rule) -> Doubts:
    """Nothing that must be there can be looked up: every Report is judged in full."""
    clauses = Screener(registered()).of(rule.node).clauses
    if not any(clause.wanted for clause in clauses):
        hint = "add a word that must be said: regular expressions alone are slow over a large record"
        yield doubt("L507", "this rule is judged on every report", rule.node, hint)


def _short(node: Node) -> str:
    return node.source if len(node.source) <= 40 else f"{node.source[:39]}…"
