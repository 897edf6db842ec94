"""A Pratt parser over the registered operators: it knows brackets, side by side, and nothing else.

Every mistake is found in one go. Nothing the text holds makes it raise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from alerts.rules.lexer import MOST_MISTAKES, PLAIN, Lexeme, lex
from alerts.rules.matcher import judge
from alerts.rules.mistakes import Mistake
from alerts.rules.names import Names
from alerts.rules.nodes import Node, Rule
from alerts.rules.operator import Making, Operator, Operators, registered
from alerts.rules.scope import Scope

DEEPEST = 200  # levels of brackets, and of clauses within clauses
LARGEST = 100_000  # bytes
MOST_LEXEMES = 3_000  # so that no rule takes longer to read than a person would notice
_SILENCE = Scope(quote="ꙮ")  # one sentence, one quotation, and nothing that anybody looks for


@dataclass(frozen=True, slots=True)
class Parsed:
    """The rule, or None; and everything that is wrong or doubtful about it, in order."""

    rule: Rule | None
    problems: tuple[Mistake, ...] = ()


class _TooMany(Exception):
    """So much is wrong that the rest would only be noise."""


class _TooDeep(Exception):
    def __init__(self, at: int) -> None:
        self.at = at


def parse(
    text: str,
    names: Names | Mapping[str, Sequence[str]] | None = None,
    operators: Operators | None = None,
) -> Parsed:
    """`names`: the written forms of every @entity. `rule` is None where there is any error."""
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        return Parsed(None, (Mistake("R116", "a rule has at most 100 kB", 0),))
    known = names if isinstance(names, Names) else Names(names)
    parser = _Parser(text, known, operators or registered())
    try:
        node = parser.rule()
    except _TooMany:
        node = None
    except _TooDeep as deep:
        parser.mistakes.append(Mistake("R115", f"nested more than {DEEPEST} levels deep", deep.at))
        node = None
    errors = [mistake for mistake in parser.mistakes if mistake.severity == "error"]
    # A doubt about a rule that is wrong is only noise: it was raised over a guess.
    shown = sorted(errors or parser.mistakes, key=lambda mistake: mistake.offset)[:MOST_MISTAKES]
    return Parsed(None if errors or node is None else Rule(node, known), tuple(shown))


class _Parser:
    def __init__(self, text: str, names: Names, operators: Operators) -> None:
        self.text = text.translate(PLAIN)
        self.written = text
        self.names = names
        self.operators = operators
        self.mistakes: list[Mistake] = []
        self.lexemes = list(islice(lex(self.text, operators, self.mistakes), MOST_LEXEMES + 1))
        self.at = 0
        self.calls = 0
        self.brackets = 0

    # ------------------------------------------------------------ the rule

    def rule(self) -> Node | None:
        if not self.lexemes:
            if not self.mistakes:
                self._mistake("R107", "this rule is empty", 0)
            return None
        node = self._expression(0)
        if len(self.lexemes) > MOST_LEXEMES:
            found = f"a rule has at most {MOST_LEXEMES:,} words and signs"
            at, hint = self.lexemes[-1].start, "long lists go under `terms:`"
            self.mistakes = [Mistake("R116", found, at, hint=hint)]
            return None
        while lexeme := self._peek():  # only a closing bracket ends an expression early
            self.at += 1
            self._mistake("R109", "this parenthesis was never opened", lexeme.start)
            node = self._expression(0, wanted=False) or node
        if node and not self._errors() and judge(Rule(node, self.names), _SILENCE, self.operators).hit:
            hint = "NOT alone hits nearly everything: add what must be said"
            self._mistake("R106", "this rule can hit without any word being said", node.start, hint)
        return node

    def _errors(self) -> bool:
        return any(mistake.severity == "error" for mistake in self.mistakes)

    def _expression(self, power: int, wanted: bool = True) -> Node | None:
        """A clause whose operators bind tighter than `power`; one frame a level, to be safe at any depth."""
        self.calls += 1
        if len(self.mistakes) >= MOST_MISTAKES:
            raise _TooMany
        if self.calls > 2 * DEEPEST or self.brackets > DEEPEST:
            raise _TooDeep(self.lexemes[min(self.at, len(self.lexemes) - 1)].start)
        lexeme = self._operand_ahead(wanted)
        left: Node | None = None
        if lexeme is not None and lexeme.kind == "(":
            self.brackets += 1
            inner = self._expression(0, wanted=False)
            left = self._bracketed(lexeme, inner)
            self.brackets -= 1
        elif lexeme is not None and lexeme.operator and lexeme.operator.place == "prefix":
            part = self._expression(lexeme.operator.power)
            left = self._built(lexeme.operator, lexeme, [part])
        elif lexeme is not None:
            left = self._atom(lexeme)
        while (operator := self._infix_ahead()) and operator.power > power:
            parts, sign = [left], self._taken_sign()
            parts.append(self._expression(operator.power))
            while operator.joins_many and self._infix_ahead() is operator:
                self._taken_sign()
                parts.append(self._expression(operator.power))
            left = self._built(operator, sign, parts)
        self.calls -= 1
        return left

    # ------------------------------------------------------------ its pieces

    def _peek(self) -> Lexeme | None:
        return self.lexemes[self.at] if self.at < len(self.lexemes) else None

    def _operand_ahead(self, wanted: bool) -> Lexeme | None:
        """The next lexeme where it can begin a clause; infix operators in its place are mistakes."""
        before = self.lexemes[self.at - 1] if self.at else None
        while (lexeme := self._peek()) and lexeme.operator and lexeme.operator.place == "infix":
            self._mistake("R108", f"nothing stands before {lexeme.text}", lexeme.start, size=len(lexeme.text))
            self.at += 1
            wanted = False
        if lexeme is not None and lexeme.kind != ")":
            self.at += 1
            return lexeme
        if wanted and before is not None and before.operator:
            self._mistake("R108", f"nothing stands after {before.text}", before.start, size=len(before.text))
        return None

    def _infix_ahead(self) -> Operator | None:
        """The operator that goes on with the clause; side by side means AND."""
        lexeme = self._peek()
        if lexeme is None or lexeme.kind == ")":
            return None
        if lexeme.operator and lexeme.operator.place == "infix":
            return lexeme.operator
        return self.operators.by_kind["and"]

    def _taken_sign(self) -> Lexeme:
        """The sign of the operator ahead, or an empty one where AND is only meant."""
        lexeme = self.lexemes[self.at]
        if lexeme.operator and lexeme.operator.place == "infix":
            self.at += 1
            return lexeme
        return Lexeme("operator", "", lexeme.start, lexeme.start)

    def _bracketed(self, opening: Lexeme, inner: Node | None) -> Node | None:
        closing = self._peek()
        if closing is None:
            self._mistake("R110", "this parenthesis is never closed", opening.start)
            return inner
        self.at += 1
        if inner is None:
            if self.lexemes[self.at - 2] is opening:
                self._mistake("R112", "there is nothing in these brackets", opening.start)
            return None
        start, end = opening.start, closing.end
        return replace(inner, source=self.written[start:end], start=start, end=end, bracketed=True)

    def _atom(self, lexeme: Lexeme) -> Node:
        operator = lexeme.operator or self.operators.by_kind["term"]
        return operator.build(self._making(lexeme, (), lexeme.start, lexeme.end))

    def _built(self, operator: Operator, sign: Lexeme, parts: list[Node | None]) -> Node | None:
        """The clause, or what is left of it where a part is missing."""
        whole = tuple(part for part in parts if part is not None)
        if len(whole) < len(parts):
            return whole[0] if whole else None
        start = min(sign.start, whole[0].start)
        node = operator.build(self._making(sign, whole, start, whole[-1].end))
        if node.depth > DEEPEST:
            raise _TooDeep(sign.start)
        return node

    def _making(self, sign: Lexeme, parts: tuple[Node, ...], start: int, end: int) -> Making:
        return Making(
            text=self.written,
            start=start,
            end=end,
            sign=sign.text,
            sign_at=sign.start,
            groups=sign.groups,
            parts=parts,
            names=self.names,
            mistakes=self.mistakes,
        )

    def _mistake(self, code: str, message: str, at: int, hint: str = "", size: int = 1) -> None:
        self.mistakes.append(Mistake(code, message, at, size, hint))
