"""Two wordings side by side, as numbers that weights can be fitted to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log, log1p

import numpy as np
from numpy.typing import NDArray

from record.placing import Gist, Located, Member, OwnPost
from record.types import Polarity, Span, Stance
from statements.gists.vectors import cosine
from statements.grouping.facets import FACETS, compare_facets
from statements.grouping.overlaps import bridged, containment, jaccard, shingles_of

Rows = NDArray[np.float64]
SAME_DAY = timedelta(hours=36)  # within it, nothing is told by the time between: one speaks of many things

FEATURES = (
    *("words", "across", "less across", "around", "one language", "shingles", "contained", "terms"),
    *("glossed", "glosses", "length", "days", "one document", "stances", "polarities"),
    *FACETS,
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What is compared of a Report, whether it is recorded yet or not."""

    text: str
    gist: Gist
    said_at: datetime
    stance: Stance
    polarity: Polarity
    post: OwnPost | None
    document_id: int
    sentence: Span | None
    content: tuple[Span, ...]


def wording_of(located: Located, said_at: datetime) -> Wording:
    report = located.report
    return Wording(
        report.text,
        located.gist,
        said_at,
        report.stance,
        report.polarity,
        located.post,
        located.document_id,
        report.sentence,
        report.content,
    )


def wording_of_member(member: Member) -> Wording:
    return Wording(
        member.text,
        member.gist,
        member.said_at,
        member.stance,
        member.polarity,
        member.post,
        member.document_id,
        member.sentence,
        member.content,
    )


def compare(one: Wording, others: Sequence[Wording]) -> Rows:
    """(others, FEATURES)"""
    rows = [_row(one, other) for other in others]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(FEATURES))


def _row(one: Wording, other: Wording) -> list[float]:
    mine, theirs = one.gist, other.gist
    across = cosine(mine.vector, theirs.around), cosine(mine.around, theirs.vector)
    left, right = shingles_of(one.text), shingles_of(other.text)
    return [
        cosine(mine.vector, theirs.vector),
        max(across),
        min(across),
        cosine(mine.around, theirs.around),
        float(mine.lang == theirs.lang),
        jaccard(left, right),
        containment(left, right),
        containment(mine.terms, theirs.terms),
        *bridged(mine, theirs),
        log1p(min(len(left), len(right))),
        days_between(one.said_at, other.said_at),
        float(one.document_id == other.document_id != 0),
        float(one.stance == other.stance),
        float(one.polarity == other.polarity),
        *compare_facets(mine, theirs),
    ]


def days_between(one: datetime, other: datetime) -> float:
    """0 within a day and a half, then the logarithm of how much longer."""
    return max(0.0, log(max(abs(one - other) / SAME_DAY, 1.0)))
