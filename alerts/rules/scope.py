"""What a rule reads of one Report, folded into tokens once whatever the number of rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, get_args

from record.text import BREAK, Token, tokenize, words
from record.types import Evidence, Report, Speaker
from record.urls import host_of

if TYPE_CHECKING:
    from record.people import People

BARE = ("quote", "sentence", "title", "names")  # where a term without a field is looked for
FieldName = Literal[
    "quote", "sentence", "title", "names", "text", "speaker",
    "org", "role", "venue", "stance", "provenance", "source", "lang", "site", "severity",
]  # fmt: skip
FIELDS: tuple[FieldName, ...] = get_args(FieldName)
ASKED = tuple(name for name in FIELDS if name not in ("sentence", "names"))  # those that a rule can name


class Field:
    """One text of a Scope. What is made of it is made when it is first asked for."""

    def __init__(self, text: str, verbatim: bool = False) -> None:
        self.text = text
        self.verbatim = verbatim  # it is words as they were said, without their marks
        self.memo: dict[tuple[str, str], Any] = {}  # what else was found out about it

    @cached_property
    def words(self) -> list[str]:
        """The folded words; record.text.BREAK where a row of them ends."""
        return words(self.text)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tokenize(self.text)

    @cached_property
    def starts(self) -> list[int]:
        """Where each token begins."""
        return [token.start for token in self.tokens]

    @cached_property
    def spots(self) -> list[int]:
        """Where each token stands among the words."""
        return [spot for spot, word in enumerate(self.words) if word != BREAK]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """At which tokens each word stands."""
        places = defaultdict[str, list[int]](list)
        for number, word in enumerate([word for word in self.words if word != BREAK]):
            places[word].append(number)
        return dict(places)


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
    severity: str = ""  # of the watch; only `unless:` of quiet hours has it
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
            self._fields[name] = Field(str(getattr(self, name)), name == "quote" and self.verbatim)
        return self._fields[name]


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
        role=_lines(_roles(report, people)),
        venue=report.venue or "",
        stance=report.stance,
        provenance=report.provenance,
        source=_lines([revision.document.outlet, revision.source_id]),
        lang=revision.lang or "",
        site=host_of(revision.document.url),
        verbatim=report.kind in ("direct", "mixed"),
    )


def _roles(report: Report, people: People | None) -> list[str]:
    """What the document calls the Speaker, and what they are in the organisation they speak for."""
    ids = {org.id for org in people.by_name(report.org)} if people and report.org else set[str]()
    ids.add(report.org or "")
    known = (title for role in report.speaker.roles if role.org in ids for title in role.titles)
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
