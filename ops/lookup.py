"""What the record has of something asked for, and why it is silent of the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from alerts.account import account_for
from alerts.explain import Explanation, lines
from alerts.history import absent_json, history_json, history_lines
from alerts.nonhits import NOT_THEIRS
from crawler.postkeys import post_keys
from ops.setup import Setup
from record.store import Record
from record.store.forgetting import CODE
from record.store.reading import DocumentState
from record.store.seals import FORGOTTEN
from record.types import Json, Statement

REF = re.compile(r"[0-9a-f]{6,64}")  # of a Delivery: six characters of its key stand in a possible repeat
HASHES = ": its words are gone, and their hashes are kept"
UNKNOWN = "the record knows nothing of it"
ASLEEP = "; it is not looked at again: it stood there before its source was added"


@dataclass(frozen=True, slots=True)
class Answer:
    """The Statements that were meant, with what became of them; else why there are none."""

    asked: str
    found: tuple[Explanation, ...]
    silence: str  # empty where something was found
    document: DocumentState | None  # that is seen at the address, if it is one
    zone: ZoneInfo

    @property
    def is_known(self) -> bool:
        return self.silence != UNKNOWN

    def as_json(self) -> Json:
        history, absent = (self.document.history, self.document.absent) if self.document else ((), ())
        return {
            "asked": self.asked,
            "statements": [each.as_json() for each in self.found],
            "silence": self.silence,
            "history": history_json(history),
            "absent": absent_json(absent),
        }

    def blocks(self) -> Iterator[str]:
        """As shown, with an empty line between two."""
        yield from ("\n".join(lines(each)) for each in self.found)
        yield "\n".join(_story_of(self.document, self.zone, bool(self.found)) if self.document else ())
        if self.found and all(NOT_THEIRS in watch.verdict for each in self.found for watch in each.watches):
            yield "nobody whom a watch listens to says anything here"


def look_up(record: Record, setup: Setup, asked: str) -> Answer:
    """By a Statement's public id, a Delivery's ref, or an address."""
    document = record.reading.document(_address(asked), post_keys(asked))
    zone, url = setup.configuration.zone, document.url if document else ""
    known = _statements(record, asked)
    told = [each for each in known if not _forgotten(each)]
    found = tuple(account_for(record.reading, setup.watchlist, each, zone, url) for each in told)
    silence = "" if found else next(map(_forgotten, known), "") or _silence(document)
    return Answer(asked, found, silence, document, zone)


def _story_of(document: DocumentState, zone: ZoneInfo, told: bool) -> list[str]:
    way = [] if told else _way(document, zone)
    return [*way, *history_lines(document.history, zone, document.absent)]


def _statements(record: Record, what: str) -> list[Statement]:
    if REF.fullmatch(what):
        return record.reading.alerted(what)
    if not what.startswith("st_"):
        return record.reading.statements_at(_address(what), post_keys(what))
    statement = record.reading.statement(what)
    return [statement] if statement else []


def _address(what: str) -> str:
    """With the scheme, which we show no address with."""
    return what if "://" in what else f"https://{what}"


def _way(document: DocumentState, zone: ZoneInfo) -> list[str]:
    """How far a Document came that gave nothing."""
    read = document.revisions - document.waiting - len(document.quarantined)
    seen = f"{document.first_seen_at.astimezone(zone):%Y-%m-%d %H:%M %Z}"
    counts = (
        (read, "read"),
        (document.waiting, "waiting to be read"),
        (len(document.quarantined), "unreadable"),
    )
    revisions = [f"{count} revision{'' if count == 1 else 's'} {what}" for count, what in counts if count]
    return ["its way", f"  {seen}  listed, {', '.join(revisions) or 'not fetched'}; no watch was asked"]


def _forgotten(statement: Statement) -> str:
    """Since when nothing of it is left but hashes; empty where something is."""
    reasons = [{reason.code: reason.text for reason in each.report.reasons} for each in statement.reports]
    left = any(CODE not in told for told in reasons)
    return "" if left or not reasons else f"{reasons[0][CODE]}{HASHES}"


def _silence(document: DocumentState | None) -> str:
    """Why a Document gave no Statement."""
    if document is None:
        return UNKNOWN
    if document.state == FORGOTTEN:
        return f"{document.error}{HASHES}"
    if document.state == "failed":
        return f"it could not be fetched: {document.error}"
    if document.quarantined:
        return f"it could not be read: {'; '.join(document.quarantined)}"
    if document.state == "listed":
        return f"it waits to be fetched{f' (last try: {document.error})' if document.error else ''}"
    if document.waiting:
        return "it was fetched and waits to be read"
    asleep = document.baseline and document.kind == "article"  # posts are read with every poll
    return f"it was read, and nobody was found to say anything in it{ASLEEP if asleep else ''}"
