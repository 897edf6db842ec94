"""What became of a Statement, as a message tells it: what the words were, are and contradict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from alerts.messages.cleaning import clean, shorten, unquoted
from alerts.messages.evidence import (
    Said,
    first_shown,
    is_own,
    published_at,
    said_before,
    said_of,
)
from alerts.messages.places import web_address
from alerts.messages.times import day, said_day
from alerts.wording import Piece, compare
from record.types import Event, EventKind, Evidence, Hit, Speaker, Statement

CONTRADICTING = frozenset({EventKind.REVERSED, EventKind.DENIED})
TELLING = (  # of several Events that are one Story, what it is about
    EventKind.REVERSED,
    EventKind.DENIED,
    EventKind.DELETED,
    EventKind.EDITED,
    EventKind.BACK,
    EventKind.FIRST_DENIAL,
)
MOST_AGAINST = 3
CONTEXT = 40  # characters that are kept on each side of what differs


@dataclass(frozen=True, slots=True)
class Against:
    """The earlier Statement that the new words contradict."""

    reverses: bool  # else it is denied, by somebody else
    whose: str  # "he", "Lei Jun"
    said: Said
    on: datetime | None  # the start of the day it was said on, where that is stated
    at: datetime  # else when it was published
    outlet: str  # that reported it; empty where the speaker said it himself
    url: str | None
    public_id: str


@dataclass(frozen=True, slots=True)
class Edit:
    """The words in one Document as they were and as they are; `now` is empty where they are out."""

    was: tuple[Piece, ...]
    now: tuple[Piece, ...]
    verbatim: bool
    outlet: str  # whose article it is, where that is not what is shown; else empty
    lang: str | None


def told_event(hits: Sequence[Hit]) -> Event:
    """The Event that the Story is about."""
    kinds = [hit.event.kind for hit in hits]
    first = next((kind for kind in TELLING if kind in kinds), kinds[0])
    return hits[kinds.index(first)].event


def told_statement(event: Event) -> Statement | None:
    """Whose words lead: of a contradiction the new ones."""
    return (event.other if event.kind in CONTRADICTING else None) or event.statement


def public_id_of(hits: Sequence[Hit], told: Statement) -> str:
    """Of a Statement that has one of the Hits, so that explain knows why: the one that leads, if it can."""
    hit_on = [hit.event.statement for hit in hits if hit.event.statement]
    return next((each for each in hit_on if each.id == told.id), hit_on[0]).public_id


def against_of(hits: Sequence[Hit]) -> tuple[Against, ...]:
    """Each earlier Statement once."""
    events = {hit.event.statement.id: hit.event for hit in hits if hit.event.statement and _contradicts(hit)}
    return tuple(_against(event, event.statement) for event in events.values() if event.statement)[
        :MOST_AGAINST
    ]


def _contradicts(hit: Hit) -> bool:
    return hit.event.kind in CONTRADICTING and hit.event.other is not None


def _against(event: Event, earlier: Statement) -> Against:
    shown = first_shown(earlier)
    speaker, reverses = earlier.speaker, event.kind is EventKind.REVERSED
    return Against(
        reverses=reverses,
        whose=pronoun_of(speaker) if reverses else clean(speaker.name),
        said=said_of(shown),
        on=said_before(shown),
        at=published_at(shown),
        outlet="" if is_own(shown) else clean(shown.revision.document.outlet),
        url=web_address(shown.revision.document.url),
        public_id=earlier.public_id,
    )


def pronoun_of(speaker: Speaker) -> str:
    """ "he", "it"; the name of somebody of whom nobody has said which."""
    return speaker.pronoun or ("it" if speaker.kind == "organisation" else clean(speaker.name))


def edit_of(hits: Sequence[Hit], heard: Evidence, shown: Evidence) -> Edit | None:
    """What an edit changed, from the words that were told last; None of any other Event."""
    event = told_event(hits)
    if event.kind is not EventKind.EDITED:
        return None
    known = [hit.explanation.get("was") for hit in hits if hit.event.id == event.id]
    words = next(filter(None, known), event.data.get("was", "")), event.data.get("now", "")
    was, now = (unquoted(clean(str(each))) for each in words)
    difference, said = compare(was, now), said_of(heard)
    document = heard.revision.document
    return Edit(
        was=difference.was,
        now=difference.now,
        verbatim=said.verbatim,
        outlet=clean(document.outlet) if document.id != shown.revision.document.id else "",
        lang=said.lang,
    )


def cut_pieces(pieces: Sequence[Piece], limit: int) -> tuple[Piece, ...]:
    """About `limit` characters: what both wordings have is cut first, in the middle of it."""
    if sum(len(piece.text) for piece in pieces) <= limit:
        return tuple(pieces)
    return tuple(_budgeted([_narrowed(piece, n, len(pieces)) for n, piece in enumerate(pieces)], limit))


def _narrowed(piece: Piece, number: int, count: int) -> Piece:
    if piece.sign != "same" or len(piece.text) <= 2 * CONTEXT:
        return piece
    head = piece.text[:CONTEXT] if number else ""
    tail = piece.text[-CONTEXT:] if number < count - 1 else ""
    return Piece("same", f"{head}…{tail}")


def _budgeted(pieces: Sequence[Piece], limit: int) -> Iterator[Piece]:
    left = limit
    for piece in pieces:
        if left <= 0:
            yield Piece("same", "…")
            return
        yield Piece(piece.sign, piece.text if len(piece.text) <= left else shorten(piece.text, left))
        left -= len(piece.text)


def when_said(against: Against, year: int) -> str:
    """ "4 Jun"; with the year where it is another."""
    shown, at = (said_day(against.on), against.on) if against.on else (day(against.at), against.at)
    return shown if at.year == year else f"{shown} {at.year}"


def introduction(against: Against, year: int) -> str:
    """ "Reverses what he said on 4 Jun, reported by Reuters"."""
    by = f", reported by {against.outlet}" if against.outlet else ""
    verb = "Reverses" if against.reverses else "Denies"
    return f"{verb} what {against.whose} said on {when_said(against, year)}{by}"
