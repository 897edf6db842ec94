"""The Turn of a command: a platform that bears one asker at a time is asked in it, and rests after it."""

from __future__ import annotations

from collections.abc import Collection

from crawler.breaker import BLOCKED, blocks_after, pause_of
from crawler.mirrors import manners_of
from crawler.turns import LEASE, turn_name
from record.store import Record
from record.types import Outcome, Source, Turn, Wait

BY_HAND = "it was asked by hand"


def take_turn(record: Record, source: Source) -> Turn | Wait:
    return record.crawl.take_turn(turn_name(source), LEASE)


def end_turn(record: Record, source: Source, turn: Turn, outcomes: Collection[Outcome]) -> None:
    """The platform is left alone as long as after a poll; a refusal costs what it would have cost there."""
    manners, blocked = manners_of(source), Outcome.BLOCKED in outcomes
    outcome = Outcome.BLOCKED if blocked else next(iter(outcomes), Outcome.ERROR)
    seconds = max(manners.period, pause_of(manners, turn.blocks + 1) if blocked else 0.0)
    record.crawl.end_turn(
        turn, Wait(seconds, BLOCKED if blocked else BY_HAND), turn.visitor, blocks_after(turn.blocks, outcome)
    )
