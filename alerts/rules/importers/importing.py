"""A query of another tool becomes a rule; what cannot be carried over is a mistake, never dropped unsaid."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from alerts.rules.importers.brandwatch import BRANDWATCH
from alerts.rules.importers.clauses import Clause, Piece, render, without
from alerts.rules.importers.factiva import FACTIVA
from alerts.rules.importers.google import GOOGLE
from alerts.rules.importers.meltwater import MELTWATER
from alerts.rules.importers.reading import MOST_MISTAKES, Language, Reader
from alerts.rules.lexer import PLAIN
from alerts.rules.mistakes import Mistake
from alerts.rules.parser import parse

LARGEST = 20_000  # characters
TRIES = 3  # of leaving out what our own parser refuses

LANGUAGES: dict[str, Language] = {each.name: each for each in (GOOGLE, BRANDWATCH, MELTWATER, FACTIVA)}

CODES = {
    "I101": "an operator of another tool that a rule has not, or that cannot join this",
    "I102": "a field of another tool that a rule has not",
    "I103": "a parenthesis of an imported query that is never closed, or was never opened",
    "I104": "a quote of an imported query that is never closed",
    "I105": "operators that the other tool lets nobody mix without brackets",
    "I106": "an operator of an imported query with nothing to join",
    "I107": "an imported query that is empty",
    "I108": "an imported query that is too long, or nested too deep",
    "I109": "a term of an imported query that cannot be looked for",
    "I110": "a warning: it is carried over, and means a little else",
}


@dataclass(frozen=True, slots=True)
class Imported:
    """The rule of what could be carried over, if anything; the mistakes at their places in the query."""

    rule: str | None
    problems: tuple[Mistake, ...] = ()

    @property
    def whole(self) -> bool:
        """Was everything carried over?"""
        return not any(problem.severity == "error" for problem in self.problems)


def import_rule(language: str, query: str) -> Imported:
    """`language`: a key of LANGUAGES. A rule that is given is one that `parse` accepts."""
    if len(query) > LARGEST:
        return Imported(None, (Mistake("I108", f"a query has at most {LARGEST:,} characters", 0),))
    spoken = LANGUAGES[language]
    reader = Reader(spoken, query.translate(PLAIN))
    tree = reader.read()
    rule = _accepted(reader, tree) if tree else None
    if rule:
        reader.mistakes.append(
            Mistake("I110", spoken.scope, 0, 1, "text:(…) reads the whole article", "warning")
        )
    ordered = sorted(reader.mistakes, key=lambda mistake: (mistake.offset, mistake.severity))
    return Imported(rule, tuple(dict.fromkeys(ordered))[:MOST_MISTAKES])


def _accepted(reader: Reader, tree: Clause | None) -> str | None:
    """The rule, without what our parser refuses in it, which is said."""
    for _ in range(TRIES):
        if tree is None:
            return None
        pieces = list(render(tree))
        rule = "".join(text for text, _ in pieces)
        errors = [wrong for wrong in parse(rule).problems if wrong.severity == "error"]
        if not errors:
            return rule
        blamed = [_blamed(pieces, wrong) for wrong in errors]
        for clause, wrong in zip(blamed, errors, strict=True):
            reader.mistake(
                "I109", f"ours refuses {clause.text or 'this'}: {wrong.message}", clause, wrong.hint
            )
        left = without(tree, {id(clause) for clause in blamed})
        tree = left if left is not tree else None
    return None


def _blamed(pieces: list[Piece], wrong: Mistake) -> Clause:
    """The clause of the query that the place in the rule was made of."""
    starts, at = [], 0
    for text, _ in pieces:
        starts.append(at)
        at += len(text)
    return pieces[max(0, bisect_right(starts, wrong.offset) - 1)][1]
