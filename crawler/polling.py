"""When to ask a Source again, and how: its period or cron line, a growing pause while it fails, conditions.

Pure.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from record.types import Remembered, Schedule, Validators

MOST_SLACK = 60.0  # seconds
FIRST_PAUSE = 10.0  # seconds
LONGEST_PAUSE = 3_600.0
SHORTEST_PERIOD = 1.0
WHOLE_AFTER = 6 * 3_600.0  # seconds that a Source is believed to be unchanged
WHOLE_AFTER_ANSWERS = 20  # or so many answers in a row that say so

_PERIOD = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h|d)")
_UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}


def next_after(schedule: Schedule, last: datetime | None, now: datetime) -> datetime:
    """When the next poll is due, in UTC, never before `now`; slots that were missed become one.

    A Source that was never polled is due at once, whatever its cron says: its baseline is wanted early.
    """
    if last is None:
        return now
    if schedule.every is not None:
        return max(now, last + timedelta(seconds=schedule.every))
    local = last.astimezone(ZoneInfo(schedule.zone))
    # Cron thinks in local time: 9:00 stays 9:00 when the clocks change.
    slot = next(CronSim(schedule.cron or "", local))
    return max(now, slot.astimezone(UTC))


def is_due(schedule: Schedule, last: datetime | None, now: datetime) -> bool:
    """Whether a slot has come since the last poll, for who asks only now and then.

    A poll is stamped seconds after the start of its round: a system cron that starts one every 15 minutes
    would find `every: 15m` not due each second time. So a tenth of `every`, 60 s at most, may be missing.
    """
    return next_after(schedule, last, now) - timedelta(seconds=slack_of(schedule.every or 0.0)) <= now


def slack_of(period: float) -> float:
    """Seconds by which a poll may seem to be early."""
    return min(period / 10, MOST_SLACK)


def period_of(schedule: Schedule, now: datetime) -> float:
    """Seconds from one slot to the next; for a cron line from the next one on."""
    if schedule.every is not None:
        return schedule.every
    first = next_after(schedule, now, now)
    return (next_after(schedule, first, first) - first).total_seconds()


def ask_with(remembered: Remembered) -> Validators | None:
    """What to ask a Source with; None asks for the whole answer.

    A server may say 304 for ever. So now and then it is asked without conditions: what it lists then, beside
    the validator that it gives, shows whether it told the truth.
    """
    age = remembered.whole_age
    if age is None or age >= WHOLE_AFTER or remembered.unchanged >= WHOLE_AFTER_ANSWERS:
        return None
    return remembered.validators


def pause_after(fails: int) -> float:
    """Seconds to leave a Source alone after so many failures in a row; the first one costs nothing."""
    return 0.0 if fails < 2 else min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(fails - 2, 20))


def read_period(text: str) -> float | None:
    """Seconds of "2s", "15m" or "1h", or None where it is not a period."""
    found = _PERIOD.fullmatch(text.strip())
    seconds = float(found[1]) * _UNITS[found[2]] if found else 0.0
    return seconds if seconds >= SHORTEST_PERIOD else None


def fault_in_cron(line: str) -> str | None:
    """What is wrong with a five-field cron line, or None."""
    if len(line.split()) != 5:
        return "a cron line has five fields: minute hour day month weekday"
    try:
        next(CronSim(line, datetime(2026, 1, 1, tzinfo=UTC)))
    except CronSimError as error:
        return str(error)
    except StopIteration:
        return "it never comes: no month has such a day"
    return None
