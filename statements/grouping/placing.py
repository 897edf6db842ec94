"""`place`: the Statement that a Report joins, or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp

import numpy as np

from record.placing import Candidate, Located, Member, Near, Placement, Veto
from statements.grouping.likeness import Wording, compare, wording_of, wording_of_member
from statements.grouping.nearest import nearest
from statements.grouping.vetoes import copies, sure_among, to_the_letter, vetoes_between
from statements.grouping.weights import surety

WINDOW = timedelta(days=30)
JOINS = -0.9  # log odds, the mean over the wordings of a Statement, from which on a Report joins it
MERGES = -0.9  # likewise, of all pairs of wordings of two Statements, from which on they are one
NEAR = -1.5  # from which on one that is kept apart is told
VETOED = -4.0  # what a pair of wordings weighs at most that something keeps apart
REPRINTED = 4.0  # what it weighs at least where they are the same to the letter
MOST_NEAR = 5
MOST_MEMBERS = 8  # of one Statement that are compared, the first and the last of them


@dataclass(frozen=True, slots=True)
class Match:
    """A Statement beside the new Report."""

    candidate: Candidate
    members: tuple[Wording, ...]
    odds: float  # mean log odds of being one, with the vetoes
    freely: float  # without them
    vetoes: frozenset[Veto]


def place(located: Located, said_at: datetime, candidates: Sequence[Candidate]) -> Placement:
    """Where the Report belongs, among Statements of its Speaker with a Report within the window."""
    one = wording_of(located, said_at)
    matches = _match(one, nearest(one, candidates))
    best = max(matches, key=lambda each: (each.odds, -each.candidate.statement_id), default=None)
    if best is None or best.odds < JOINS:
        return Placement(near=_near(matches))
    rest = [each for each in matches if each is not best]
    merged = _merged(one, best, [each for each in rest if each.odds >= JOINS])
    return Placement(
        best.candidate.statement_id,
        merges=tuple(each.candidate.statement_id for each in merged),
        near=_near([each for each in rest if each not in merged]),
        copy=any(copies(one, each) for each in best.members),
    )


def _match(one: Wording, candidates: Sequence[Candidate]) -> list[Match]:
    """All pairs are weighed at once."""
    members = [_wordings(candidate.members) for candidate in candidates]
    odds = surety(compare(one, [each for group in members for each in group]))
    ends = np.cumsum([len(group) for group in members])
    parts = np.split(odds, ends[:-1]) if len(ends) else []
    return [
        _one_match(one, *each) for each in zip(candidates, members, (p.tolist() for p in parts), strict=True)
    ]


def _wordings(members: Sequence[Member]) -> tuple[Wording, ...]:
    half = MOST_MEMBERS // 2
    few = members if len(members) <= MOST_MEMBERS else (*members[:half], *members[-half:])
    return tuple(wording_of_member(each) for each in few)


def _one_match(one: Wording, candidate: Candidate, members: tuple[Wording, ...], odds: list[float]) -> Match:
    kept = [_weighed(weight, one, each) for weight, each in zip(odds, members, strict=True)]
    vetoes = frozenset[Veto]().union(*(vetoes_between(one, each) for each in members))
    return Match(candidate, members, _mean(kept), _mean(odds), vetoes)


def _weighed(odds: float, one: Wording, other: Wording) -> float:
    """What a pair weighs in the end."""
    if sure_among(vetoes_between(one, other), one, other):
        return min(odds, VETOED)
    return max(odds, REPRINTED) if to_the_letter(one, other) else odds


def _mean(odds: Sequence[float]) -> float:
    return sum(odds) / max(len(odds), 1)


def _merged(one: Wording, best: Match, others: Iterable[Match]) -> list[Match]:
    """Those that the Report shows to be the same as the one it joins: all their wordings are like each other,
    too. What is merged is joined by the next."""
    merged, joined = list[Match](), (*best.members, one)
    for each in sorted(others, key=lambda each: -each.odds):
        if _linked(joined, each.members) >= MERGES:
            merged.append(each)
            joined = (*joined, *each.members)
    return merged


def _linked(ones: Sequence[Wording], others: Sequence[Wording]) -> float:
    return _mean(
        [
            _weighed(weight, one, other)
            for one in ones
            for other, weight in zip(others, surety(compare(one, others)).tolist(), strict=True)
        ]
    )


def _near(matches: Iterable[Match]) -> tuple[Near, ...]:
    """Those much like the Report that something keeps apart from it, most alike first."""
    found = [each for each in matches if each.vetoes and each.freely >= NEAR]
    found.sort(key=lambda each: -each.freely)
    return tuple(Near(m.candidate.statement_id, _share(m.freely), m.vetoes) for m in found[:MOST_NEAR])


def _share(odds: float) -> float:
    return 1 / (1 + exp(-odds))
