"""What a rule reads of one Report, folded into tokens once whatever the number of rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args
from urllib.parse import urlsplit

from record.text import Token, tokenize
from record.types import Evidence, Report, Speaker

if TYPE_CHECKING:
    from record.people import People

BARE = ("quote", "sentence", "title", "names")  # where a term without a field is looked for
FieldName = Literal[
    "quote", "sentence", "title", "names", "text", "speaker",
    "org", "role", "venue", "stance", "provenance", "source", "lang", "site",
]  # fmt: skip
FIELDS: tuple[FieldName, ...] = get_args(FieldName)


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
    org: str = ""  # the names of the organisation that they speak for
    role: str = ""  # what they are there, as written and as known
    venue: str = ""  # "weibo", "interview", ...: see record.types.Venue
    stance: str = ""  # see record.types.Stance
    provenance: str = ""  # see record.types.Provenance
    source: str = ""  # the outlet's name, and the id of the Source
    lang: str = ""  # "en", "zh"
    site: str = ""  # the host of the address: m.weibo.com
    verbatim: bool = True  # the words said are quoted, and not a paraphrase
    _fields: dict[str, Field] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, name: FieldName, text: str) -> Scope:
        """The Scope of a text in one field, and nothing in the others."""
        scope = cls()
        setattr(scope, name, text)
        return scope

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
    organisation = _lines(_organisation(report, people))
    return Scope(
        quote=report.text,
        sentence=revision.text[slice(*report.sentence)],
        title=revision.title,
        names=_lines([speaker, organisation]),
        text=revision.text,
        speaker=speaker,
        org=organisation,
        role=_lines(_roles(report)),
        venue=report.venue or "",
        stance=report.stance,
        provenance=report.provenance,
        source=_lines([revision.document.outlet, revision.source_id]),
        lang=revision.lang or "",
        site=urlsplit(revision.document.url).hostname or "",
        verbatim=report.kind in ("direct", "mixed"),
    )


def _roles(report: Report) -> list[str]:
    """What the document calls the Speaker, and what they are in the organisation they speak for."""
    known = (title for role in report.speaker.roles if role.org == report.org for title in role.titles)
    return [report.role or "", *known]


def _organisation(report: Report, people: People | None) -> list[str]:
    if not report.org:
        return []
    known: tuple[Speaker | None, ...] = ()
    if people is not None:
        known = (people.by_id(report.org), *people.by_name(report.org))
    return [report.org, *(name for org in known if org for name in (org.name, *org.names))]


def _lines(names: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(name for name in names if name))
