"""A thread: Statements that answer each other, or one rumour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from record.placing import AnswerKind
from record.types import Statement


@dataclass(frozen=True, slots=True)
class RecordedAnswer:
    """What one Statement of a thread is to another one, or to a rumour."""

    kind: AnswerKind
    answered: str | None  # the public id of the Statement that it answers
    rumour: str | None  # or the words for what others were said to have said
    at: datetime  # when the record learned of it
    reason: str  # in words


@dataclass(frozen=True, slots=True)
class Entry:
    """One Statement of a thread with its answers, the earliest recorded first."""

    statement: Statement
    answers: tuple[RecordedAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """Who answered whom about what."""

    public_id: str  # "th_" and 12 characters
    subject: str  # the rumour, else the words of its first Statement
    opened_at: datetime
    entries: tuple[Entry, ...]  # in the order in which they were said
