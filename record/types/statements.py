"""Reports, Statements, Events."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from record.types.documents import Revision
from record.types.speakers import Speaker
from record.types.values import Json, Polarity, Provenance, ReportKind, Span, Stance, Venue


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the extractor believes something: a code, and words for a person."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """Evidence: these spans of this Revision give these words to this Speaker."""

    content: tuple[Span, ...]
    cue: Span | None
    mention: Span | None  # the mention of the speaker nearest to the cue, in the reporting sentence
    sentence: Span  # the sentences that report the words
    text: str  # the words said: the pieces of `content` joined with " … "
    speaker: Speaker  # known, or made from the document ("?…")
    who: str  # the speaker's fullest name as this document writes it
    org: str | None
    role: str | None
    kind: ReportKind
    stance: Stance
    polarity: Polarity
    provenance: Provenance
    venue: Venue | None = None
    said_at: datetime | None = None
    confidence: float = 1.0
    reasons: tuple[Reason, ...] = ()

    @property
    def first_party(self) -> bool:
        return self.provenance == "own-account"


class EventKind(StrEnum):
    """What happened. Of a Statement, what `data` holds is said in record/store/eventrows.py."""

    NEW = "new"
    FIRST_DENIAL = "first-denial"  # in place of NEW, where it is the first denial of its thread
    REPORTED = "reported"  # one more Report, which brings nothing new
    NEW_WORDS = "new-words"  # one more Report, which quotes words that no other has
    UPGRADED = "upgraded"  # one more Report, and the first that quotes what was only paraphrased
    ORIGINAL = "original-located"
    EDITED = "edited"  # its words read otherwise in a Document, or stand there no more
    DELETED = "deleted"  # a Document of it is gone
    BACK = "back"  # that Document is there again
    REVERSED = "reversed"  # its Speaker now says what contradicts it
    DENIED = "denied"  # somebody else denies it
    # of a Source, or of all at once: `data` is what record/store/health.py writes
    SOURCE_BROKEN = "source-broken"
    SOURCE_RECOVERED = "source-recovered"
    # of an account: `data` is what record/store/profiles.py writes
    ACCOUNT_CHANGED = "account-changed"
    # of a Channel: `data` is what record/store/channelstates.py writes
    CHANNEL_FAILING = "channel-failing"
    CHANNEL_RECOVERED = "channel-recovered"
    # of the record itself, once a day: `data` is what record/store/seals.py writes
    SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class Statement:
    """The thing said: one Speaker, one utterance, one or more Reports, at most one original."""

    id: int
    public_id: str  # "st_" and 12 characters
    speaker: Speaker
    text: str
    stance: Stance
    said_at: datetime | None
    first_seen_at: datetime
    original: Evidence | None = None
    reports: tuple[Evidence, ...] = ()
    merged_into: int | None = None
    thread: str | None = None  # the public id of the thread it stands in
    first_denial: bool = False  # of its thread


@dataclass(frozen=True, slots=True)
class Evidence:
    """A recorded Report with the Revision that it stands in."""

    id: int
    report: Report
    revision: Revision
    statement_id: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """Append-only: something happened to a Statement (or, without one, to a Source or Channel)."""

    id: int
    kind: EventKind
    at: datetime
    batch: str  # Events that were written together are judged together
    statement: Statement | None = None
    evidence: Evidence | None = None
    data: Json = field(default_factory=dict)
    other: Statement | None = None  # which reverses or denies this one; the evidence is a Report of it
