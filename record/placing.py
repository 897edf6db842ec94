"""What decides which Statement a Report belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from record.types import Polarity, Provenance, Report, Stance


@dataclass(frozen=True, slots=True)
class Topic:
    """One interest named by some watch, with every folded token form of it: two scripts, one Topic."""

    name: str
    forms: frozenset[tuple[str, ...]]


OwnPost = tuple[str, int]  # (account, Document id)


def own_post(account: str | None, document_id: int, provenance: Provenance) -> OwnPost | None:
    """The post of the Speaker's own account that a Report stands in, or None where others report it."""
    return (account, document_id) if account and provenance in ("own-account", "own-company") else None


@dataclass(frozen=True, slots=True)
class Located:
    """A Report with the topics that decide which Statement it belongs to."""

    report: Report
    content_topics: frozenset[str]  # named in the words said
    topics: frozenset[str]  # named anywhere in a rule's scope
    post: OwnPost | None = None  # that it says itself; None: somebody else reports it


@dataclass(frozen=True, slots=True)
class Candidate:
    """A Statement that a new Report might belong to, as `place` sees it."""

    statement_id: int
    speaker_id: str
    polarity: Polarity
    stance: Stance
    said_at: datetime
    content_topics: frozenset[str]  # named in the words said of any of its Reports
    topics: frozenset[str]  # named anywhere in a rule's scope of them
    texts: tuple[str, ...] = ()  # the words said, as each of its Reports has them
    posts: frozenset[OwnPost] = frozenset()  # of the Speaker's own, that say it
