"""Wall times of the user's zone as moments, over both changes of the clock. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from alerts.timing.plans import DigestTimes, Period, Quiet

WEEK = 7
DAY = timedelta(days=1)


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """When it is that time there, in UTC. A time that the clock leaves out comes with the one after it, by as
    much later; of one that it shows twice the first counts."""
    return datetime.combine(day, at, zone).astimezone(UTC)


def next_slot(digest: DigestTimes, after: datetime, zone: ZoneInfo) -> datetime:
    """The first of its times that comes after that moment."""
    first = after.astimezone(zone).date() - DAY
    days = (first + DAY * number for number in range(WEEK + 3))
    moments = (moment(day, at, zone) for day in days if day.weekday() in digest.days for at in digest.times)
    return min(each for each in moments if each > after)


def quiet_until(quiet: Quiet, at: datetime, zone: ZoneInfo) -> datetime | None:
    """When the quiet hours in which it falls are over; None where it falls in none. One that begins where
    another ends goes on."""
    until = at
    for _ in range(WEEK + 1):
        ends = [end for begin, end in _stretches(quiet, until, zone) if begin <= until < end]
        if not ends:
            break
        until = max(ends)
    return until if until > at else None


def _stretches(quiet: Quiet, at: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """Those that may hold the moment."""
    today = at.astimezone(zone).date()
    for day in (today - DAY, today):
        if day.weekday() in quiet.days:
            last = day if quiet.end > quiet.start else day + DAY
            yield moment(day, quiet.start, zone), moment(last, quiet.end, zone)


def period_of(per: Period, at: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The beginning and the end of the hour, day or week (from Monday) that it falls in."""
    local = at.astimezone(zone)
    if per == "hour":
        begin = at - timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
        return begin, begin + timedelta(hours=1)
    first = local.date() - (DAY * local.weekday() if per == "week" else timedelta())
    after = first + (DAY if per == "day" else DAY * WEEK)
    return moment(first, time(), zone), moment(after, time(), zone)
