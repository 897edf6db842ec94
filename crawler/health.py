"""Whether something is wrong with a Source, by what the record knows of it. Pure.

It fails, lists far fewer entries than usual, or is silent beyond its own rhythm. Where most Sources cannot be
reached at once, the fault is rather this machine's network than theirs.
"""

from __future__ import annotations

from datetime import timedelta
from statistics import median

from record.ailments import FEWER, SILENT, Ailment, Health, History
from record.types import Outcome

FAILS = 5  # in a row …
FAILING_FOR = timedelta(minutes=15)  # … and so long after the last success
LONG_PAUSE = timedelta(hours=1)  # after a refusal: told at once, for five in a row may take a day

LAST_ANSWERS = 3
LEAST_ANSWERS = 10  # before those, or nobody knows what is usual
SHARE = 0.2  # of the usual: 80 % fewer

LEAST_GAPS = 10
RHYTHM = timedelta(days=7)  # over which the gaps must reach: a rhythm has its nights and its weekend
TIMES = 3  # the longest gap
SHORTEST_SILENCE = timedelta(hours=6)

LEAST_SOURCES = 4


def judge_health(history: History) -> Health:
    """The verdict; a failure or two change nothing about it."""
    failing = _failing(history)
    away = _away(history, begins=failing is not None)
    if failing or not _answers(history):
        return Health(failing or history.ailment, away)
    return Health(_fewer(history) or _silent(history), away)


def _answers(history: History) -> bool:
    """A Source that never listed anything may well be empty."""
    return history.outcome.healthy or (history.outcome is Outcome.EMPTY and not history.listed)


def _failing(history: History) -> Ailment | None:
    if _answers(history):
        return None
    if _is_shut_out(history) or (history.fails >= FAILS and history.at - history.well_at >= FAILING_FOR):
        return Ailment(history.outcome, history.reason)
    return None


def _is_shut_out(history: History) -> bool:
    return history.outcome is Outcome.BLOCKED and history.pause >= LONG_PAUSE.total_seconds()


def _fewer(history: History) -> Ailment | None:
    """Each of the last answers lists at most a fifth of what is usual; 304s are no answers."""
    last, before = history.found[:LAST_ANSWERS], history.usual
    if len(last) < LAST_ANSWERS or len(before) < LEAST_ANSWERS:
        return None
    usual = median(before)
    if max(last) > SHARE * usual:
        return None
    return Ailment(FEWER, f"{last[0]} entries, usually {usual:g}")


def _silent(history: History) -> Ailment | None:
    """Nothing new for much longer than ever before, while it answers."""
    if history.last_new_at is None or len(history.gaps) < LEAST_GAPS:
        return None
    if sum(history.gaps) < RHYTHM.total_seconds():
        return None
    longest = timedelta(seconds=max(history.gaps))
    silent = history.at - history.last_new_at
    if silent <= max(SHORTEST_SILENCE, TIMES * longest):
        return None
    return Ailment(
        SILENT, f"nothing new for {_hours(silent)}, and before that never for more than {_hours(longest)}"
    )


def _hours(time: timedelta) -> str:
    """ "31 h", "5 days"."""
    hours = time / timedelta(hours=1)
    return f"{hours:.0f} h" if hours < 72 else f"{hours / 24:.0f} days"


def _away(history: History, begins: bool) -> bool:
    """It begins with a Source that fails while more than half of at least four cannot be reached; it ends
    with an answer, once most of the others are reached too."""
    most, this = 2 * history.unreachable > history.polled, history.outcome is Outcome.UNREACHABLE
    if history.away:
        return most or this
    return begins and this and most and history.polled >= LEAST_SOURCES
