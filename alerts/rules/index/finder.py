"""Which of many forms stand in some fields: a tree of folded words, gone down once from each word of a text.

What is written just so, has a tail or wildcards is found there roughly, and then asked of forms.find.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress
from typing import Any

from alerts.rules.forms import find, globbed
from alerts.rules.nodes import Form, Word
from alerts.rules.scope import Field, Scope
from record.text import BREAK

_Tree = dict[str | None, Any]  # word -> what may follow; None -> the numbers of the forms that end here
_Key = tuple[Word, ...] | tuple[tuple[Word, ...], str]  # with its tail, where there is one


class Finder:
    """The forms that are looked for in the same fields, and the literals that each stands for."""

    MOST_WORDS = 100_000  # remembered with the wildcards that they fit

    def __init__(self, fields: tuple[str, ...]) -> None:
        self.fields = fields
        self._numbers: dict[_Key, int] = {}
        self._literals: list[tuple[int, ...]] = []  # by form
        self._doubtful: dict[int, Form] = {}
        self._single: dict[str, tuple[int, ...]] = {}  # forms of one word
        self._tree: dict[str, _Tree] = {}  # of more
        self._globs: dict[str, list[tuple[str, int]]] = {}  # by first letter: (glob, number of the form)
        self._fitting: dict[str, tuple[int, ...]] = {}

    def add(self, form: Form, literal: int) -> None:
        key = _key(form)
        if key not in self._numbers:
            self._numbers[key] = len(self._literals)
            self._literals.append(())
            self._plant(form, self._numbers[key])
        self._literals[self._numbers[key]] += (literal,)

    def remove(self, form: Form, literal: int) -> None:
        number = self._numbers[_key(form)]
        self._literals[number] = tuple(each for each in self._literals[number] if each != literal)

    def found(self, scope: Scope) -> set[int]:
        """The literals that stand there."""
        # In a post the words said are often the whole sentence: the same text is read once.
        fields = {field.text: field for field in map(scope.field, self.fields) if field.text}
        forms = set[int]().union(*map(self._forms, fields.values()))
        return set(chain.from_iterable(map(self._literals.__getitem__, forms)))

    def _plant(self, form: Form, number: int) -> None:
        glob = next((word.text for word in form.words if word.glob), None)
        if glob is not None:
            self._globs.setdefault(glob[0], []).append((glob, number))
            self._fitting.clear()
        else:
            self._grow(form.folded, number)
        if form.exact or form.tail or (glob is not None and len(form.words) > 1):
            self._doubtful[number] = form

    def _grow(self, words: Sequence[str], number: int) -> None:
        if len(words) == 1:
            self._single[words[0]] = (*self._single.get(words[0], ()), number)
        else:
            _grow(self._tree.setdefault(words[0], {}), words[1:], number)

    def _forms(self, field: Field) -> Iterable[int]:
        single = map(self._single.__getitem__, self._single.keys() & field.words)
        found = set(chain.from_iterable(chain(single, _walk(self._tree, field.words))))
        if self._globs:
            found.update(number for word in set(field.words) for number in self._fit(word))
        if self._doubtful:
            doubtful = found & self._doubtful.keys()
            found -= {each for each in doubtful if next(find(self._doubtful[each], field), None) is None}
        return found

    def _fit(self, word: str) -> tuple[int, ...]:
        """The forms with a glob that the word fits; each word of a language is tried once."""
        if word not in self._fitting:
            if len(self._fitting) >= self.MOST_WORDS:
                self._fitting.clear()
            globs = chain(*(self._globs.get(first, ()) for first in (word[:1], "*", "?")))
            self._fitting[word] = tuple(n for glob, n in globs if globbed(glob).fullmatch(word))
        return self._fitting[word]


def _key(form: Form) -> _Key:
    return (form.words, form.tail) if form.tail else form.words


def _grow(tree: _Tree, words: Sequence[str], number: int) -> None:
    """A tuple in place of a tree: forms end there, and none goes on."""
    for word in words[:-1]:
        below = tree.get(word)
        if not isinstance(below, dict):
            below = tree[word] = {} if below is None else {None: below}
        tree = below
    last = tree.get(words[-1])
    if isinstance(last, dict):
        last[None] = (*last.get(None, ()), number)
    else:
        tree[words[-1]] = (*(last or ()), number)


def _walk(tree: dict[str, _Tree], words: list[str]) -> Iterator[tuple[int, ...]]:
    """The forms of two words and more, by the words that they end with."""
    nexts = [*words[1:], BREAK]
    firsts = compress(range(len(words)), map(tree.__contains__, words))
    begun = [(at + 1, row) for at in firsts if (row := tree[words[at]].get(nexts[at]))]
    for at, row in begun:
        while type(row) is dict:
            if ends := row.get(None):
                yield ends
            row = row.get(nexts[at]) if at < len(nexts) else None
            at += 1
        if row:
            yield row
