"""How well a Statement is borne out, as far as a watch hears of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from alerts.hearing import reads_there
from alerts.messages.changes import told_statement
from alerts.messages.evidence import is_own
from alerts.watches import Watch, Watchlist
from record.text import fold
from record.types import Document, Event, Evidence


@dataclass(frozen=True, slots=True)
class Backing:
    """What stands behind it."""

    own: bool = False  # the speaker's own words in their own place
    outlets: int = 1  # that report it; near-copies count with what they are copies of
    fresh: bool = False  # one of these Reports came after its Source was added


NO_BACKING = Backing()


def backing_of(watch: Watch, event: Event, watchlist: Watchlist) -> Backing:
    """Of the Statement whose words the Event tells: of a contradiction the new one."""
    statement = told_statement(event)
    reports = statement.reports if statement else ()
    heard = [evidence for evidence in reports if reads_there(watch, evidence, watchlist)]
    return Backing(
        own=any(is_own(evidence) for evidence in heard),
        outlets=len(outlets_among(heard)),
        fresh=any(not evidence.revision.document.baseline for evidence in heard),
    )


def outlets_among(reports: Iterable[Evidence]) -> frozenset[str]:
    """Whoever wrote it first, of each group of near-copies; one that wrote twice counts once."""
    by_document: dict[int, list[Evidence]] = {}
    for evidence in reports:
        by_document.setdefault(evidence.revision.document.id, []).append(evidence)
    known: set[int | str] = set()
    outlets = set()
    for _, written in sorted(by_document.items()):
        marks = {mark for evidence in written for mark in _marks(evidence)}
        if not marks & known:
            outlets.add(_whose(written[0].revision.document))
        known |= marks
    return frozenset(outlets)


def _marks(evidence: Evidence) -> Iterator[int | str]:
    """What two near-copies have in common: the first of them; and where they are too short to be compared,
    the very sentence in which the words are retold, which nobody else writes so."""
    document, report = evidence.revision.document, evidence.report
    yield document.copy_of or document.id
    sentence = " ".join(fold(evidence.revision.text[slice(*report.sentence)]).split())
    if sentence and report.kind in ("indirect", "nominal"):
        yield sentence


def _whose(document: Document) -> str:
    """Two accounts on one platform are two."""
    return document.account.key if document.account else document.outlet
