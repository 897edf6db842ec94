"""What one Alert tells, before any channel's look: cleaned, cut at the quote, in the order it is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from alerts.messages.changes import (
    Against,
    Edit,
    against_of,
    edit_of,
    public_id_of,
    told_event,
    told_statement,
)
from alerts.messages.cleaning import clean
from alerts.messages.evidence import (
    Original,
    Outlet,
    Said,
    appeared_at,
    came_with_it,
    edited_at,
    is_original,
    is_own,
    original_of,
    outlets_of,
    published_at,
    release_of,
    role_of,
    said_before,
    said_of,
    standing_of,
)
from alerts.messages.places import at_quote, web_address
from alerts.messages.words import CHANGES, EDITS, OUTDATED, PROVENANCES, STANCES, UNCHANGED, VENUES
from alerts.rules.matcher import has_rule, matched_words
from record.originals import Search
from record.text import fold
from record.types import Alert, Change, Event, EventKind, Evidence, Hit, Json, Report, Revision, Statement

IN_PLACE = frozenset({EventKind.EDITED, EventKind.DELETED, EventKind.BACK})  # happens to one Document
Searches = Mapping[int, Search]  # Statement id -> where its original was looked for

MOST_TERMS = 6  # named in "why"


@dataclass(frozen=True, slots=True)
class Why:
    """One watch that hit, and the words of the text that its rule found."""

    watch_id: str
    watch: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One Statement with the Hits on it."""

    public_id: str
    name: str
    role: str  # "CEO, Xiaomi", or empty
    said: Said
    stance: str
    kind: EventKind  # of the Event that it is about
    happened_at: datetime
    change: str  # what happened to it, or empty where it is new
    edit_shown: Edit | None  # where it is about an edit
    against: tuple[Against, ...]  # what the words contradict
    search: Search | None  # for the original, where there was one to look for
    in_shown: bool  # what happened to a Document happened to the speaker's own one that is shown
    happened_in: str  # else whose it is
    status: str  # empty where there is no more to say than `edited_at` does
    at: datetime  # when the post or article that is shown was published
    said_on: datetime | None  # the start of the day it was said on, where that is an earlier one
    edited_at: datetime | None  # when the edit that brought these words was seen; None: they came with it
    edit: Change | None  # what brought them: see words.EDITS
    how: str  # "direct quote, interview"
    source: str  # the outlet of the report that is shown
    published: bool  # by the speaker's own company: nobody reports it
    cut: bool  # the mirror shows only how it begins
    original: Original | None
    retold: tuple[str, Said] | None  # (outlet, its words) where the hit is on a report of the original
    quote_url: str | None  # a report, opened at the quote
    quote_outlet: str
    outlets: tuple[Outlet, ...]
    whys: tuple[Why, ...]
    statement: Statement  # as the record has it, with `shown`: what a machine wants to know
    shown: Evidence

    @property
    def posted(self) -> bool:
        """By the Speaker himself."""
        return self.original is not None and not self.published

    @property
    def standing(self) -> str:
        return standing_of(self.original, self.published)

    @property
    def came(self) -> str:
        """ "in an edit", where `edited_at` says when."""
        return EDITS.get(self.edit, EDITS[None])[0]

    @property
    def added(self) -> str:
        """ "added to the {} by an edit", likewise."""
        return EDITS.get(self.edit, EDITS[None])[1]

    @property
    def who(self) -> str:
        return f"{self.name}, {self.role}" if self.role else self.name


def stories(alert: Alert, names: Mapping[str, str], searches: Searches | None = None) -> list[Story]:
    """One Story a Statement, best first; what it contradicts is part of it. `names`: organisation id -> as
    shown."""
    by_statement: dict[int, list[Hit]] = {}
    for hit in alert.hits:
        told = told_statement(hit.event)
        if told is None:
            raise ValueError(f"a Hit of watch {hit.watch_id!r} on an Event without a Statement")
        by_statement.setdefault(told.id, []).append(hit)
    return [story for hits in by_statement.values() for story in _story(hits, names, searches or {})]


def _story(hits: Sequence[Hit], names: Mapping[str, str], searches: Searches) -> Iterator[Story]:
    # One keyword a field of Story, which every channel's rendering reads: there is no smaller whole in it.
    event = told_event(hits)
    statement = told_statement(event)
    if statement is None:
        return
    heard = event.evidence or statement.original or statement.reports[0]
    first = _first_party(statement, heard)
    shown = first or heard
    here, there = shown.revision.document, heard.revision.document
    quoting = _first_report(statement, shown) if is_original(heard, shown) else heard
    yield Story(
        public_id=public_id_of(hits, statement),
        name=clean(statement.speaker.name),
        role=role_of(shown.report, statement.speaker, names),
        said=said_of(shown),
        stance=_stance(statement),
        kind=event.kind,
        happened_at=event.at,
        change=_change(event) + ("" if here.id == there.id and is_own(heard) else _doer(event, heard)),
        edit_shown=edit_of(hits, heard, shown),
        against=against_of(hits),
        search=searches.get(statement.id) if event.kind is not EventKind.DELETED else None,
        in_shown=here.id == there.id and is_own(heard),
        happened_in=clean(there.outlet),
        status=_status(shown.revision),
        cut=_is_cut(shown.revision),
        at=published_at(shown),
        said_on=said_before(shown),
        edited_at=edited_at(shown),
        edit=shown.revision.change,
        how=_how(shown.report),
        source=clean(here.outlet),
        published=shown.report.provenance == "own-company",
        original=original_of(first) if first else None,
        retold=_retold(shown, heard) if event.kind is not EventKind.EDITED else None,
        quote_url=_quote_url(quoting) if quoting else None,
        quote_outlet=clean(quoting.revision.document.outlet) if quoting else "",
        outlets=tuple(outlets_of(statement, shown, heard)),
        whys=_whys(hits),
        statement=statement,
        shown=shown,
    )


def _change(event: Event) -> str:
    """What a subject says of it in a word or two."""
    if event.kind is EventKind.DENIED and event.other and event.statement:
        return f"denying {clean(event.statement.speaker.name)}"
    if event.kind is EventKind.EDITED and not event.data.get("now"):
        return "words taken out"
    return CHANGES.get(event.kind, "")


def _stance(statement: Statement) -> str:
    first = statement.first_denial and statement.stance == "deny"
    return "first denial" if first else STANCES.get(statement.stance, statement.stance)


def _doer(event: Event, heard: Evidence) -> str:
    """Who did it, where that is not whose words are shown."""
    return f" by {clean(heard.revision.document.outlet)}" if event.kind in IN_PLACE else ""


def _first_party(statement: Statement, heard: Evidence) -> Evidence | None:
    """The original; of two Reports of that one post the one that was heard now, for it has been edited."""
    original = statement.original or (heard if heard.report.first_party else release_of(statement))
    if not is_original(heard, heard):
        return original
    same = original is None or original.revision.document.id == heard.revision.document.id
    return heard if same else original


def _retold(shown: Evidence, heard: Evidence) -> tuple[str, Said] | None:
    """The words the rule has read, where they are not those of the original."""
    said = said_of(heard)
    if shown.revision.document.id == heard.revision.document.id or fold(said.text) == fold(
        said_of(shown).text
    ):
        return None
    outlet = clean(heard.revision.document.outlet)
    return f"{outlet}: {clean(heard.report.speaker.name)}" if said.verb else outlet, said


def _status(revision: Revision) -> str:
    if not came_with_it(revision):
        return ""
    return UNCHANGED if revision.last else OUTDATED


def _is_cut(revision: Revision) -> bool:
    return revision.facts is not None and not revision.facts.complete


def _how(report: Report) -> str:
    provenance = "" if report.provenance == "paraphrase" else PROVENANCES.get(report.provenance, "")
    words = [provenance, VENUES[report.venue] if report.venue else ""]  # a paraphrase is marked at the words
    return ", ".join(filter(None, words))


def _first_report(statement: Statement, shown: Evidence) -> Evidence | None:
    others = (each for each in statement.reports if not is_original(each, shown))
    return min(others, key=appeared_at, default=None)


def _quote_url(evidence: Evidence) -> str | None:
    """The report's address, at the first piece of the words."""
    url = web_address(evidence.revision.document.url)
    pieces = evidence.report.content
    return at_quote(url, evidence.revision.text[slice(*pieces[0])]) if url and pieces else url


# ---------------------------------------------------------------- why


def _whys(hits: Sequence[Hit]) -> tuple[Why, ...]:
    by_watch = {hit.watch_id: hit for hit in reversed(hits)}
    ordered = dict.fromkeys(hit.watch_id for hit in hits)
    return tuple(
        Why(watch, clean(by_watch[watch].watch_name), matched_terms(by_watch[watch].explanation))
        for watch in ordered
    )


def matched_terms(explanation: Json) -> tuple[str, ...]:
    """What the rule found, as the text writes it, each once; a watch without a rule has no explanation."""
    words = matched_words(explanation) if has_rule(explanation) else []
    found = {fold(text): text for text in map(clean, reversed(words)) if text}
    return tuple(reversed(found.values()))[:MOST_TERMS]
