"""What arrived, against what had to arrive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from benchmarks.faults.world import Arrived

KEYED = frozenset({"webhook", "mail"})  # a repeat is folded there: by its key, by looking for its Message-ID
FLAG = "possible repeat"
FLAG_OF_PROGRAMS = '"possible_repeat": true'


@dataclass(frozen=True, slots=True)
class Count:
    """Of Statements and messages, over all that was tried."""

    kills: int = 0
    told: int = 0  # (Statement, Channel) pairs that had to arrive
    lost: int = 0  # of those, never arrived
    folded: int = 0  # messages that came again, and that the receiver knows by their key
    duplicates: int = 0  # Statements that were told again, for all to see
    unflagged: int = 0  # of those, without a word that it may be a repeat
    excess: int = 0  # visible repeats beyond one a kill
    crashed: int = 0  # rounds that ended with an error of their own

    def __add__(self, other: Count) -> Count:
        return Count(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    @property
    def kept(self) -> bool:
        """What is promised."""
        return not (self.lost or self.unflagged or self.excess or self.crashed)


def judge(arrived: Sequence[Arrived], marks: Iterable[str], channels: Iterable[str], kills: int = 0) -> Count:
    """`marks`: one word a Statement that had to be told, which stands in every message of it."""
    count = Count(kills=kills)
    wanted = tuple(marks)
    for channel in channels:
        here = [each for each in arrived if each.channel == channel]
        count += _judge_channel(here, wanted, folds=channel in KEYED)
    beyond = max(0, count.duplicates - kills)
    return count + Count(excess=beyond)


def _judge_channel(here: Sequence[Arrived], wanted: Sequence[str], folds: bool) -> Count:
    seen = [each for number, each in enumerate(here) if not (folds and _key_in(each, here[:number]))]
    count = Count(told=len(wanted), folded=len(here) - len(seen))
    for mark in wanted:
        copies = [each for each in seen if mark in words_of(each)]
        # A worker that was stopped may send its own after the one that says it may be a repeat: of so many
        # copies all but one say so.
        flagged = sum(map(is_flagged, copies))
        repeats = max(0, len(copies) - 1)
        count += Count(lost=not copies, duplicates=repeats, unflagged=max(0, repeats - flagged))
    return count


def _key_in(one: Arrived, others: Sequence[Arrived]) -> bool:
    return any(each.key == one.key for each in others)


def words_of(arrived: Arrived) -> str:
    """A mail breaks its lines anywhere."""
    return " ".join(arrived.text.split())


def is_flagged(arrived: Arrived) -> bool:
    return FLAG in words_of(arrived).lower() or FLAG_OF_PROGRAMS in arrived.text
