"""What servers and feeds say of when to come again, held between a floor and a ceiling. Pure.

The floor is the Source's own period, the ceiling two of its periods, at most an hour: a hint makes an alert
a little later, and never silences a Source. Only a Retry-After with a refusal is obeyed for longer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from crawler.polling import period_of, slack_of
from crawler.reading.answers import Answer
from record.types import Hints, Schedule, Wait

MOST_PERIODS = 2
LONGEST = 3_600.0  # seconds
LONGEST_RETRY = 6 * 3_600.0  # seconds

HEAD = 16_384  # bytes; what a feed says of itself stands before its entries
_ENTRY = re.compile(rb"<(?:[\w-]{1,20}:)?(?:item|entry)[\s>]")
_TTL = re.compile(rb"<ttl\s*>\s{0,20}(\d{1,6})\s{0,20}</ttl", re.IGNORECASE)
_PERIOD = re.compile(rb"<[\w-]{1,20}:updatePeriod\s*>\s{0,20}(\w{1,10})\s{0,20}<")
_FREQUENCY = re.compile(rb"<[\w-]{1,20}:updateFrequency\s*>\s{0,20}(\d{1,4})\s{0,20}<")
_HOURS = re.compile(rb"<skipHours\s*>.{0,1000}?</skipHours", re.DOTALL | re.IGNORECASE)
_HOUR = re.compile(rb"<hour\s*>\s{0,20}(\d{1,2})\s{0,20}<", re.IGNORECASE)
_DAYS = re.compile(rb"<skipDays\s*>.{0,500}?</skipDays", re.DOTALL | re.IGNORECASE)
_DAY = re.compile(rb"<day\s*>\s{0,20}(\w{6,9})\s{0,20}<", re.IGNORECASE)
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_NO_CACHE = re.compile(r"(?:^|[\s,])no-(?:cache|store)\b", re.IGNORECASE)

_SECONDS = {b"hourly": 3_600, b"daily": 86_400, b"weekly": 604_800, b"monthly": 2.6e6, b"yearly": 3.2e7}
_WEEK = (b"monday", b"tuesday", b"wednesday", b"thursday", b"friday", b"saturday", b"sunday")


def read_hints(body: bytes) -> Hints:
    """From the head of an RSS or RDF feed, whose tags are ASCII in every encoding but UTF-16."""
    head = _ENTRY.split(body[:HEAD], 1)[0]
    ttl = _number(_TTL, head)
    hours = {int(hour) % 24 for hour in _inner(_HOURS, _HOUR, head) if int(hour) <= 24}
    days = {_WEEK.index(day.lower()) for day in _inner(_DAYS, _DAY, head) if day.lower() in _WEEK}
    return Hints(
        ttl=ttl * 60.0 if ttl else None,
        update_period=_update_period(head),
        skip_hours=tuple(sorted(hours)),
        skip_days=tuple(sorted(days)),
    )


def max_age(cache_control: str | None, age: str | None) -> float | None:
    """Seconds for which an answer stays fresh, less those that it lay in a cache, or None."""
    found = _MAX_AGE.search(cache_control or "")
    if found is None or _NO_CACHE.search(cache_control or ""):
        return None
    lain = float(age) if age and age.isascii() and age.isdigit() and len(age) < 10 else 0.0
    return max(0.0, float(found[1]) - lain)


def wait_after(answer: Answer, hints: Hints, schedule: Schedule, now: datetime) -> Wait | None:
    """How long its Source is left alone beyond its own schedule; None where that is long enough."""
    if answer.status >= 400:
        asked = min(answer.retry_after or 0.0, LONGEST_RETRY)
        return Wait(asked, "Retry-After") if asked else None
    said = {reason: seconds for reason, seconds in _said(answer, hints, now) if seconds}
    if not said:
        return None
    reason = max(said, key=said.__getitem__)
    period = period_of(schedule, now)
    seconds = min(said[reason], MOST_PERIODS * period, LONGEST)
    # A poll is stamped a little after its slot: the slot that is meant must not be missed by that.
    return Wait(seconds - slack_of(period), reason) if seconds > period else None


def _said(answer: Answer, hints: Hints, now: datetime) -> Iterable[tuple[str, float | None]]:
    yield "Retry-After", answer.retry_after
    yield "max-age", answer.max_age
    yield "ttl", hints.ttl
    yield "sy:updatePeriod", hints.update_period
    yield "skipHours", _skipped(now, lambda at: at.hour in hints.skip_hours)
    yield "skipDays", _skipped(now, lambda at: at.weekday() in hints.skip_days)


def _skipped(now: datetime, skips: Callable[[datetime], bool]) -> float:
    """Seconds until the hours that a feed wants skipped are over, as far as the ceiling reaches."""
    end = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    if not skips(now):
        return 0.0
    return LONGEST if skips(end) else (end - now).total_seconds()


def _update_period(head: bytes) -> float | None:
    """Daily where only the frequency is named, as the module's specification says."""
    named, often = _PERIOD.search(head), _number(_FREQUENCY, head)
    if named is None and not often:
        return None
    seconds = _SECONDS.get(named[1].lower() if named else b"daily")
    return seconds / (often or 1) if seconds else None


def _number(pattern: re.Pattern[bytes], head: bytes) -> int:
    found = pattern.search(head)
    return int(found[1]) if found else 0


def _inner(outer: re.Pattern[bytes], inner: re.Pattern[bytes], head: bytes) -> list[bytes]:
    found = outer.search(head)
    return inner.findall(found[0]) if found else []
