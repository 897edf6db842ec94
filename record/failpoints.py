"""Named points in the course of a Document at which a test may stop the process. In production they do
nothing: one call that returns.

The points, in the order of the data, are in POINTS; docs/faults.md says what each one stands between.
"""

from __future__ import annotations

from collections.abc import Callable

POINTS = (
    "poll.fetched",  # an answer is here, nothing of it is recorded
    "poll.recorded",  # committed
    "article.fetched",
    "article.recorded",
    "extract.claimed",
    "extract.read",  # Reports are here, nothing of them is recorded
    "extract.recorded",
    "judge.claimed",
    "judge.judged",  # in the open transaction
    "judge.recorded",  # committed
    "deliver.claimed",
    "deliver.rendered",
    "deliver.begun",  # the Attempt is committed, no byte has gone out
    "deliver.connected",  # the message is ready for the wire; a mail server has heard for whom
    "deliver.accepted",  # the receiver has it and said so; we have not heard it through to the outbox
    "deliver.answered",  # the outbox knows how it ended, nothing of it is recorded
    "deliver.acknowledged",  # committed
    # of every write transaction, in whichever stage
    "record.writing",  # all is written, nothing is committed
    "record.written",  # committed, and nobody knows it yet
)

_hook: Callable[[str], None] | None = None


def reach(point: str) -> None:
    """The course has come to this point."""
    if _hook is not None:
        _hook(point)


def set_hook(hook: Callable[[str], None] | None) -> None:
    """What is called at every point, by its name; None for nothing."""
    global _hook
    _hook = hook
