"""Which Statement a Report belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from record.types import Candidate, Polarity, Stance

WINDOW = timedelta(hours=48)


def place(
    speaker_id: str,
    polarity: Polarity,
    stance: Stance,
    said_at: datetime,
    content_topics: frozenset[str],
    topics: frozenset[str],
    candidates: Sequence[Candidate],
) -> int | None:
    """The id of the Statement that the Report joins, or None where it opens one of its own.

    Speaker and polarity agree, at most 48 h lie between, and both name a topic of some watch; a plan joins no
    other claim, since "we will enter the market" must not be counted with a remark about it. Among several the
    one that shares most in the words said wins, then in the scope around them, then the nearest in time.
    """
    fitting = [
        candidate
        for candidate in candidates
        if candidate.speaker_id == speaker_id
        and candidate.polarity == polarity
        and (polarity == "negative" or (candidate.stance == "plan") == (stance == "plan"))
        and abs(said_at - candidate.said_at) <= WINDOW
        and topics & candidate.topics
    ]
    if not fitting:
        return None

    def likeness(candidate: Candidate) -> tuple[int, int, timedelta]:
        return (
            len(content_topics & candidate.content_topics),
            len(topics & candidate.topics),
            -abs(said_at - candidate.said_at),
        )

    return max(fitting, key=likeness).statement_id
