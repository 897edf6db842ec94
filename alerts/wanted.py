"""What a rule asks of the record's word index: too much is found by it, and never too little."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from alerts.rules.forms import find
from alerts.rules.names import Names
from alerts.rules.nodes import Form, Rule, Word
from alerts.rules.operator import registered
from alerts.rules.scope import Field, Scope
from alerts.rules.screens import Clause, Literal, Screener
from record import search
from record.people import People
from record.search import Group, Key, Row, any_of, row_of
from record.text import fold_name
from record.types import Speaker

SHORTEST = 2  # letters that the beginning of a word must have: fewer begin nearly everything
MOST_ROWS = 1_000  # of one clause
_WORDS = frozenset({"quote", "sentence", "title"})
_GROUPS: dict[str, Group] = {
    "role": "role",
    "venue": "venue",
    "stance": "stance",
    "provenance": "provenance",
    "source": "source",
    "lang": "lang",
    "site": "site",
}


def clauses_of(rule: Rule, people: People) -> tuple[search.Clause, ...]:
    """Those clauses of the rule's screen that the index can answer."""
    screen = Screener(registered()).of(rule.node)
    wanted = _Wanted(rule.names, people)
    asked = (wanted.clause(clause) for clause in screen.clauses if clause.wanted)
    return tuple(dict.fromkeys(clause for clause in asked if clause is not None))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Rows for literals; None where the index knows nothing of what is looked for."""

    names: Names
    people: People

    def clause(self, clause: Clause) -> search.Clause | None:
        rows = set[Row]()
        for literal in clause.literals:
            for each in self._rows(literal):
                if not each or len(rows) > MOST_ROWS:
                    return None
                rows.add(each)
        return any_of(rows)

    def _rows(self, literal: Literal) -> Iterator[Row]:
        """An empty row is any Report."""
        forms = self.names.forms(literal.name) if literal.name else (literal.form,)
        for form in forms:
            if form is not None and form.words:
                for field in literal.fields:
                    yield from self._in_field(form, field)

    def _in_field(self, form: Form, field: str) -> Iterator[Row]:
        if field in _WORDS:
            yield _row(form.words, "words")
        elif field in ("names", "speaker", "org"):
            yield _row(form.words, "words")  # as the Document writes them
            yield from self._of_known(form, field)
        elif field in _GROUPS:
            yield _row(form.words, _GROUPS[field])
            if field == "role":
                yield from (
                    _speaker(each) for each, _, titles in _known(self.people) if _stands(form, titles)
                )
        else:
            yield frozenset()

    def _of_known(self, form: Form, field: str) -> Iterator[Row]:
        """Who has such a name today, whatever the Document writes."""
        for each, names, _ in _known(self.people):
            if _stands(form, names):
                if field != "org":
                    yield _speaker(each)
                if field != "speaker":
                    yield from (_org(name) for name in (each.id, each.name, *each.names))


def _row(words: Sequence[Word], group: Group) -> Row:
    """Of patterns only how they begin."""
    found = set[Key]()
    for is_pattern, run in groupby(words, key=lambda word: word.glob):
        if is_pattern:
            begun = (_beginning(word.text) for word in run)
            found.update(Key(search.key(text, group), True) for text in begun if len(text) >= SHORTEST)
        else:
            found |= row_of([word.text for word in run], group)
    return frozenset(found)


def _beginning(pattern: str) -> str:
    return pattern.replace("?", "*").partition("*")[0]


def _speaker(speaker: Speaker) -> Row:
    return frozenset({Key(search.key(speaker.id, "speaker"))})


def _org(name: str) -> Row:
    return frozenset({Key(search.key(fold_name(name), "org"))})


@lru_cache(maxsize=2)
def _known(people: People) -> tuple[tuple[Speaker, Field, Field], ...]:
    """Everyone with their names, and with their titles."""
    return tuple(
        (
            each,
            _field((each.name, *each.names)),
            _field(title for role in each.roles for title in role.titles),
        )
        for each in people.all()
    )


def _field(names: Iterable[str]) -> Field:
    return Scope.of("names", "\n".join(names)).field("names")


def _stands(form: Form, field: Field) -> bool:
    return next(find(form, field), None) is not None
