"""Documents and Revisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from record.types.parsed import PostFacts
from record.types.speakers import Account
from record.types.values import Change, Span


@dataclass(frozen=True, slots=True)
class Document:
    """One article or post, whatever addresses it is seen at."""

    id: int
    key: str
    kind: Literal["article", "post"]
    url: str
    outlet: str  # the name of the Source it was first seen at
    first_seen_at: datetime
    baseline: bool = False
    account: Account | None = None
    verified: bool | None = None  # the account, as the platform last said; None: it has not
    copy_of: int | None = None  # the id of the first Document that it is a near-copy of


@dataclass(frozen=True, slots=True)
class Revision:
    """One observed version of a Document on one Source."""

    id: int
    document: Document
    source_id: str
    observed_at: datetime
    title: str
    text: str
    quoted: str = ""
    lang: str | None = None
    published_at: datetime | None = None
    authors: tuple[str, ...] = ()
    gone: bool = False
    added: tuple[Span, ...] | None = None  # what is new against the Revision before; None: all of it
    change: Change | None = None  # of a post: what the Revision is against the one before; None: its first
    facts: PostFacts | None = None  # of a post
    first: bool = True  # of its Document on this Source, as the record knew it when this was loaded
    last: bool = True  # likewise
