"""The search for the Speaker's own post behind what others report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from record.placing import Candidate, Located
from record.types import Evidence, Venue

Verdict = Literal["found", "not found yet", "contradicted", "deleted"]


@dataclass(frozen=True, slots=True)
class Look:
    """One account of the Speaker's, and how far it has been looked at."""

    account: str  # "weibo:1749127163"
    polled: bool  # at least one Source shows it
    looked_at: datetime | None = None  # the last good Poll of one of them


@dataclass(frozen=True, slots=True)
class Sought:
    """What the record has to decide by whether the original was found."""

    located: Located  # the Report that says where it was said, as it was placed
    claimed_at: datetime  # when it is said to have been posted
    looks: tuple[Look, ...]  # at the accounts where it would stand, the last one looked at first
    original: Evidence | None = None
    deleted_at: datetime | None = None  # of the original: since when no Source shows it
    own: tuple[Candidate, ...] = ()  # the Speaker's own posts about that time that belong to other Statements
    posts: tuple[Evidence, ...] = ()  # Reports of the same


@dataclass(frozen=True, slots=True)
class Search:
    """Whether the Speaker's own post was found, and where it was looked for."""

    verdict: Verdict
    venue: Venue | None  # where it was said to stand: "weibo", or "post" for any other platform
    claimed_at: datetime
    account: str | None = None  # that was looked at last; None: none is known where it would stand
    looked_at: datetime | None = None
    why: str = ""  # nobody can look, in words: "no account of his on Weibo is known"
    post: Evidence | None = None  # the original, or the own post that contradicts
    deleted_at: datetime | None = None
