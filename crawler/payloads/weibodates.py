"""When a Weibo post was made or edited: its id says so to the second, Weibo's own words often do not."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from crawler.payloads.mids import exact_time
from crawler.reading.dates import LEAD, day_of, read_date

_BEIJING = "Asia/Shanghai"
_ZONED = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2} \d{1,2}) (\d\d:\d\d:\d\d) ([+-]\d{4}) (\d{4})")
_YEARLESS = re.compile(r"\d{1,2}-\d{1,2}")
_SAME = timedelta(seconds=2)  # the id's time is a second early or late now and then


def published(mid: int, raw: str, now: datetime) -> datetime | None:
    """The time of a post: the id's wherever it carries one, for a stated one may be in a wrong zone."""
    made, stated = exact_time(mid, now + LEAD), _zoned(raw, now)
    if made and stated:
        return stated if abs(stated - made) <= _SAME else made
    return stated or made or read_moment(raw, now) or _midnight(raw, now)


def read_moment(raw: str, now: datetime) -> datetime | None:
    """Tue Jun 08 09:35:04 +0800 2021, 刚刚, 5分钟前, 昨天 12:30 or 2021-06-08 09:35, in Beijing's time."""
    return _zoned(raw, now) or read_date(raw, _BEIJING, now)


def _zoned(raw: str, now: datetime) -> datetime | None:
    found = _ZONED.fullmatch(raw.strip())
    return read_date(f"{found[1]}, {found[4]} {found[2]} {found[3]}", _BEIJING, now) if found else None


def _midnight(raw: str, now: datetime) -> datetime | None:
    """Of a post so old that only its day is shown, the day's begin: it is old, and that is what counts."""
    raw = raw.strip()
    years = range(now.year, now.year - 5, -1) if _YEARLESS.fullmatch(raw) else ()
    days = (day_of(day, _BEIJING, now) for day in (raw, *(f"{year}-{raw}" for year in years)))
    day = next((day for day in days if day), None)
    if day is None:
        return None
    return datetime.combine(datetime.fromisoformat(day).date(), time(), ZoneInfo(_BEIJING)).astimezone(UTC)
