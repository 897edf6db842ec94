"""What watches were told of Statements before, as far as it decides what they are told next. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from record.types import EventKind, Json

PACED = "pace"  # what it withholds is told with the next edit
UNHEARD = (
    "baseline",
    "bearing",
    "min_reports",
)  # a Hit that one of these withholds leaves the Statement new to the watch


@dataclass(frozen=True, slots=True)
class PastHit:
    """What is remembered of a Hit."""

    watch_id: str
    statement_id: int
    document_id: int  # of the Event's evidence
    kind: EventKind
    at: datetime  # of the Event
    data: Json  # likewise
    withheld_by: str | None  # the check that it did not pass


@dataclass(frozen=True, slots=True)
class ToldEdits:
    """Of one Statement, to one watch."""

    count: int = 0
    at: datetime | None = None  # when the last one was seen
    now: str = ""  # the words that it brought
    untold: Mapping[int, str] = field(default_factory=dict)
    """Document -> the words there before the first edit that was withheld since: what the reader knows."""

    def with_told(self, document_id: int, at: datetime, now: str) -> ToldEdits:
        untold = {known: was for known, was in self.untold.items() if known != document_id}
        return ToldEdits(self.count + 1, at, now, untold)

    def with_withheld(self, document_id: int, was: str) -> ToldEdits:
        return replace(self, untold={document_id: was, **self.untold})


@dataclass(frozen=True, slots=True)
class Mute:
    """What the user has silenced and is not over: what it names, and all where it names nothing."""

    until: datetime  # in the user's zone
    watch_id: str | None = None
    speaker_id: str | None = None
    statement_id: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What watches were told of some Statements."""

    documents: frozenset[tuple[str, int, int]] = frozenset()  # (watch, Statement, Document it was told by)
    edits: Mapping[tuple[str, int], ToldEdits] = field(default_factory=dict)
    waiting: frozenset[tuple[str, int]] = frozenset()  # (watch, Statement): the Alert waits for the original
    mutes: tuple[Mute, ...] = ()


NO_EDITS = ToldEdits()
NOTHING_TOLD = Told()


def known_of(hits: Iterable[PastHit]) -> frozenset[tuple[str, int]]:
    """(watch, Statement) pairs that had a Hit before. One that was only withheld as baseline does not count:
    a Report that is dated later makes the Statement news again. Nor does what an outlet did to an article by
    which the watch was not told, nor one that was in too few outlets."""
    return frozenset((hit.watch_id, hit.statement_id) for hit in hits if hit.withheld_by not in UNHEARD)


def told_of(hits: Iterable[PastHit]) -> Told:
    """What was told by these Hits, which come in their order; to a watch on trial too, as if it were not."""
    documents: set[tuple[str, int, int]] = set()
    edits: dict[tuple[str, int], ToldEdits] = {}
    for hit in hits:
        if hit.withheld_by in (None, "status"):
            documents.add((hit.watch_id, hit.statement_id, hit.document_id))
        if hit.kind is EventKind.EDITED and hit.withheld_by in (None, "status", PACED):
            pair = (hit.watch_id, hit.statement_id)
            edits[pair] = _after(edits.get(pair, NO_EDITS), hit)
    return Told(frozenset(documents), edits)


def _after(before: ToldEdits, edit: PastHit) -> ToldEdits:
    if edit.withheld_by == PACED:
        return before.with_withheld(edit.document_id, edit.data.get("was", ""))
    return before.with_told(edit.document_id, edit.at, edit.data.get("now", ""))
