"""Whether whatever one clause hits another hits too; False where it cannot be told from the words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alerts.rules.names import Names
from alerts.rules.nodes import Form, Node, Word
from alerts.rules.scope import BARE

WORDS = frozenset({"term", "exact", "inflected", "entity"})
INSIDE = frozenset(
    {"near", "onear", "sentence", "quotation", "first", "atleast"}
)  # they ask more of their parts


BUDGET = 6_000  # questions of one rule
DEEPEST = 12  # levels of a clause that is compared with others: to look into it costs at each of them


def below(node: Node) -> Iterator[Node]:
    """The node and every clause in it."""
    row = [node]
    while row:
        node = row.pop()
        yield node
        row += reversed(node.parts)


def same(one: Node, other: Node) -> bool:
    """The same clause, wherever it stands and however it is bracketed."""
    return _key(one) == _key(other)


def _key(node: Node) -> object:
    forms = tuple((form.words, form.tail) for form in node.forms)
    return node.kind, forms, node.name, node.number, tuple(map(_key, node.parts))


class Implying:
    """Asks with a budget: rules can be large, and this is only advice."""

    def __init__(self, names: Names, budget: int = BUDGET) -> None:
        self.names = names
        self.budget = budget

    def implies(self, one: Node, other: Node) -> bool:
        """Every Report that `one` hits is hit by `other`."""
        self.budget -= 1
        if self.budget < 0 or max(one.depth, other.depth) > DEEPEST:
            return False
        if one.kind in WORDS and other.kind in WORDS:
            return self._words(one, other)
        return (
            same(one, other)
            or self._by_whole(one, other)
            or self._by_parts(one, other)
            or self._near(one, other)
        )

    def _by_whole(self, one: Node, other: Node) -> bool:
        if one.kind == "or":
            return all(self.implies(part, other) for part in one.parts)
        if other.kind == "and":
            return all(self.implies(one, part) for part in other.parts)
        if one.kind == "not" and other.kind == "not":
            return self.implies(other.parts[0], one.parts[0])
        return one.kind == other.kind and len(one.parts) == 1 and self._field(one, other)

    def _field(self, one: Node, other: Node) -> bool:
        """title:a implies title:b where a implies b."""
        return one.kind not in INSIDE | {"not"} and self.implies(one.parts[0], other.parts[0])

    def _by_parts(self, one: Node, other: Node) -> bool:
        if other.kind == "or" and any(self.implies(one, part) for part in other.parts):
            return True
        if any(node.kind == "not" for node in below(one)) and one.kind != "and":
            return False
        looser = one.kind in INSIDE | {"and"} or (one.kind in BARE and other.kind in WORDS)
        return looser and any(self.implies(part, other) for part in one.parts)

    def _near(self, one: Node, other: Node) -> bool:
        """a NEAR/3 b implies a NEAR/8 b, and ONEAR implies NEAR."""
        kinds = (one.kind, other.kind)
        if kinds not in (("near", "near"), ("onear", "onear"), ("onear", "near")):
            return False
        pairs = zip(one.parts, other.parts, strict=True)
        return one.number <= other.number and all(same(*pair) for pair in pairs)

    def _words(self, one: Node, other: Node) -> bool:
        wide = self._forms(other)
        narrow = self._forms(one)
        if not wide or not narrow or len(wide) * len(narrow) > 400:
            return same(one, other)
        self.budget -= len(wide) * len(narrow) // 8
        return all(any(holds(form, looked_for) for looked_for in wide) for form in narrow)

    def _forms(self, node: Node) -> tuple[Form, ...]:
        return self.names.forms(node.name) if node.kind == "entity" else node.forms


def holds(form: Form, looked_for: Form) -> bool:
    """The words of one stand in a row in the other: “US market” holds US."""
    size = len(looked_for.words)
    for at in range(len(form.words) - size + 1):
        row = form.words[at : at + size]
        last = at + size == len(form.words)
        tail = not looked_for.tail or (last and form.tail.startswith(looked_for.tail))
        if tail and all(map(_covers, row, looked_for.words)):
            return True
    return False


def _covers(word: Word, looked_for: Word) -> bool:
    if looked_for.exact is not None and looked_for.exact != word.exact:
        return False
    if looked_for.glob and not word.glob:
        pattern = "".join({"*": ".*", "?": "."}.get(c, re.escape(c)) for c in looked_for.text)
        return looked_for.text.count("*") < 3 and re.fullmatch(pattern, word.text) is not None
    return word.text == looked_for.text and word.glob == looked_for.glob
