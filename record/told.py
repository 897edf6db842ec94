"""What watches were told of Statements before, as far as it decides what they are told next. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime


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
class Told:
    """What watches were told of some Statements."""

    documents: frozenset[tuple[str, int, int]] = frozenset()  # (watch, Statement, Document it was told by)
    edits: Mapping[tuple[str, int], ToldEdits] = field(default_factory=dict)


NO_EDITS = ToldEdits()
NOTHING_TOLD = Told()
