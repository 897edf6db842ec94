"""Dates as sites write them. A zone that is written is believed; without one the Source's zone holds.

Nothing is guessed: what is not one of these forms is None, and so is what lies in the future. What is written
without a year, or counted back from now, needs `now`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from crawler.reading.dateforms import (
    AGO,
    AHEAD,
    ASIDE,
    DATES,
    DATES_IN_TEXT,
    LABEL,
    MONTHS,
    PLACES,
    RELATIVE_DAY,
    YEARLESS,
    ZONES,
)

LEAD = timedelta(minutes=10)  # clocks differ by that much; what lies further ahead is no date of publication
EARLIEST = 1990
LONGEST = 80  # characters of a raw date

_EASTERNMOST = timezone(timedelta(hours=14))  # where a day begins first
_DAYS_BACK = {"今": 0, "昨": 1, "前": 2, "t": 0, "y": 1}
_SECONDS = {"秒": 1, "分": 60, "小": 3600, "s": 1, "m": 60, "h": 3600}


@dataclass(frozen=True, slots=True)
class _Written:
    """What stands there: always a day, and a moment where a clock was written too."""

    day: date
    moment: datetime | None


def read_date(raw: str | None, zone: str, now: datetime | None) -> datetime | None:
    """The moment in UTC, or None where the form is unknown, impossible, in the future, or only a day:
    midnight would be a guess. Without `now` nothing is in the future."""
    written = _read(raw, zone, now)
    moment = written.moment.astimezone(UTC) if written and written.moment else None
    return moment if moment and _credible(moment, now) else None


def day_of(raw: str | None, zone: str = "UTC", now: datetime | None = None) -> str | None:
    """The calendar day as written, YYYY-MM-DD, with no shift of zones; None as for `read_date`."""
    written = _read(raw, zone, now)
    if not written or written.day.year < EARLIEST:
        return None
    ahead = now and written.day > (now + LEAD).astimezone(_EASTERNMOST).date()
    late = now and written.moment and not _credible(written.moment, now)
    return None if ahead or late else written.day.isoformat()


def find_dates(text: str) -> Iterator[tuple[int, str]]:
    """(place, raw date) of every date in a line of text, in order: `read_date` and `day_of` read the raws."""
    found = [(m.start(), m.end()) for form in DATES_IN_TEXT for m in form.finditer(text)]
    end = 0
    for start, stop in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= end:
            yield start, text[start:stop].strip()
            end = stop


def _read(raw: str | None, zone: str, now: datetime | None) -> _Written | None:
    text = ASIDE.sub(r"\1", " ".join((raw or "").split()))
    text = text[found.end() :] if (found := LABEL.match(text)) else text
    if found := AHEAD.match(text):
        zone, text = PLACES[found["ahead"]], text[found.end() :]
    if not text or len(text) > LONGEST:
        return None
    try:
        return (now and _relative(text, ZoneInfo(zone), now)) or _absolute(text, ZoneInfo(zone))
    except (ValueError, OverflowError):
        return None  # a 31st of June, a 25th hour: no date


def _credible(moment: datetime, now: datetime | None) -> bool:
    return moment.year >= EARLIEST and (now is None or moment <= now + LEAD)


def _absolute(text: str, zone: tzinfo) -> _Written | None:
    """Something behind a date ("10:20 at the latest") leaves the day, and no moment."""
    matches = [found for form in DATES if (found := form.match(text))]
    if not matches:
        return None
    found = max(matches, key=lambda match: match.end())
    whole = found.end() == len(text)
    return _Written(_day(found), _moment(_day(found), found, zone) if whole else None)


def _relative(text: str, zone: tzinfo, now: datetime) -> _Written | None:
    today = now.astimezone(zone).date()
    if text.lower() in ("刚刚", "just now"):
        return _Written(today, now)
    if found := AGO.fullmatch(text):
        return _ago(found, zone, now)
    if found := RELATIVE_DAY.fullmatch(text):
        day = today - timedelta(days=_DAYS_BACK[found["word"][0].lower()])
        return _Written(day, _moment(day, found, zone))
    for form in YEARLESS:
        if found := form.fullmatch(text):
            day = _last_such_day(int(found["month"]), int(found["day"]), today)
            return _Written(day, _moment(day, found, zone))
    return None


def _ago(found: re.Match[str], zone: tzinfo, now: datetime) -> _Written:
    count = int(found["count"]) if found["count"].isdigit() else 0.5 if found["count"] == "半" else 1
    unit = found["unit"][0].lower()
    if unit in "天d":
        return _Written((now - timedelta(days=count)).astimezone(zone).date(), None)
    moment = now - timedelta(seconds=count * _SECONDS[unit])
    return _Written(moment.astimezone(zone).date(), moment)


def _last_such_day(month: int, day: int, today: date) -> date:
    """The year that is not written: the last one in which that day was not in the future."""
    years = (today.year - back for back in range(9))  # a 29th of February may be eight years away
    fitting = (date(year, month, day) for year in years if day < 29 or _exists(year, month, day))
    return next(found for found in fitting if found <= today)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def _day(found: re.Match[str]) -> date:
    parts = found.groupdict()
    if parts.get("first"):
        return _numeric(int(parts["first"]), int(parts["other"]), int(parts["year"]), parts["dash"])
    month = MONTHS.index(parts["name"].lower()) + 1 if parts.get("name") else int(parts["month"])
    return date(int(parts["year"]), month, int(parts["day"]))


def _numeric(first: int, other: int, year: int, dash: str) -> date:
    """23.11.2026 is German; 23/11/2026 and 11/23/2026 are clear; 11/12/2026 is December or November."""
    if dash == "." or first > 12:
        return date(year, other, first)
    if other > 12 or first == other:
        return date(year, first, other)
    raise ValueError("a day or a month?")


def _moment(day: date, found: re.Match[str], zone: tzinfo) -> datetime | None:
    if not found.groupdict().get("hour"):
        return None
    clock = _clock(found)
    known = _zone_of(found.groupdict().get("zone"), zone, datetime.combine(day, clock))
    return datetime.combine(day, clock, known) if known else None


def _clock(found: re.Match[str]) -> time:
    """Of 24 hours; raises ValueError for 13 p.m. and 25:00."""
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    half = (found["half"] or found["ampm"] or " ").lower()
    if found["ampm"] and not 1 <= hour <= 12:
        raise ValueError("no such hour")
    afternoon = half[0] in "下傍晚p" or (half == "中午" and hour < 11)
    if afternoon and hour < 12:
        hour += 12
    elif half[0] in "凌a" and hour == 12:
        hour = 0
    return time(hour, minute, second)


def _zone_of(written: str | None, default: tzinfo, at: datetime) -> tzinfo | None:
    """The written zone; None where its name is unknown, so that it is not mistaken for the Source's."""
    name = (written or "").lower()
    if not name or name == (at.replace(tzinfo=default).tzname() or "").lower():
        return default
    if name == "cst":
        return default if _is_cst(default, at.year) else None
    if name in PLACES:
        return ZoneInfo(PLACES[name])
    if name in ZONES:
        return _fixed(ZONES[name] * 60)
    offset = re.fullmatch(r"(?:utc|gmt)?([+-])(\d{1,2}):?(\d{2})?", name)
    if not offset:
        return None
    minutes = int(offset[2]) * 60 + int(offset[3] or 0)
    return _fixed(-minutes if offset[1] == "-" else minutes)


def _is_cst(zone: tzinfo, year: int) -> bool:
    """China, Taiwan, the middle of America, Cuba. Some write it in summer too, so the winter's name tells."""
    return datetime(year, 1, 1, tzinfo=zone).tzname() == "CST"


def _fixed(minutes: float) -> tzinfo:
    return timezone(timedelta(minutes=minutes))
