"""What a rule reads of one Report, folded into tokens once whatever the number of rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from record.text import Token, tokenize
from record.types import Evidence, Report, Speaker

if TYPE_CHECKING:
    from record.people import People

BARE = ("quote", "sentence", "title", "names")  # where a term without a field is looked for
FIELDS = (*BARE, "text", "speaker")


@dataclass(frozen=True, slots=True)
class Field:
    """One text of a Scope: its tokens, and at which of them each word stands."""

    text: str
    tokens: tuple[Token, ...]
    places: dict[str, list[int]]


@dataclass(slots=True)
class Scope:
    """The texts of one Report by field; names stand one on a line, so that no phrase runs over two."""

    quote: str = ""
    sentence: str = ""
    title: str = ""
    names: str = ""  # of the Speaker and the organisation
    text: str = ""  # the whole Revision
    speaker: str = ""  # the Speaker's names only
    _fields: dict[str, Field] = field(default_factory=dict, init=False, repr=False, compare=False)

    def field(self, name: str) -> Field:
        if name not in self._fields:
            self._fields[name] = _read(str(getattr(self, name)))
        return self._fields[name]


def _read(text: str) -> Field:
    tokens = tokenize(text)
    places: dict[str, list[int]] = {}
    for number, token in enumerate(tokens):
        places.setdefault(token.text, []).append(number)
    return Field(text, tokens, places)


def scope_of(evidence: Evidence, people: People | None = None) -> Scope:
    """The Scope of a recorded Report; with `people`, the organisation is known by all of its names."""
    report, revision = evidence.report, evidence.revision
    speaker = _lines([report.speaker.name, *report.speaker.names, report.who])
    return Scope(
        quote=report.text,
        sentence=revision.text[slice(*report.sentence)],
        title=revision.title,
        names=_lines([speaker, *_organisation(report, people)]),
        text=revision.text,
        speaker=speaker,
    )


def _organisation(report: Report, people: People | None) -> list[str]:
    if not report.org:
        return []
    known: tuple[Speaker | None, ...] = ()
    if people is not None:
        known = (people.by_id(report.org), *people.by_name(report.org))
    return [report.org, *(name for org in known if org for name in (org.name, *org.names))]


def _lines(names: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(name for name in names if name))
