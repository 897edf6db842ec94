"""Dates as sites write them. A zone that is written is believed; without one the Source's zone holds.

Nothing is guessed: what is not one of these forms is None, and so is what lies in the future.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

LEAD = timedelta(minutes=10)  # clocks differ by that much; what lies further ahead is no date of publication
EARLIEST = 1990

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Hours east of UTC. CST is not here: it is China's or America's, as the Source's zone says.
_ZONES = {
    **dict.fromkeys(("z", "ut", "utc", "gmt"), 0.0),
    "est": -5.0,
    "edt": -4.0,
    "cdt": -5.0,
    "mst": -7.0,
    "mdt": -6.0,
    "pst": -8.0,
    "pdt": -7.0,
    "cet": 1.0,
    "cest": 2.0,
    "bst": 1.0,
    "hkt": 8.0,
    "sgt": 8.0,
    "jst": 9.0,
    "kst": 9.0,
}
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:[.,]\d{1,9})?"
_ZONE = r"\s*(?P<zone>[+-]\d{2}:?\d{2}|[+-]\d{2}|[A-Za-z]{1,5})?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?:[T\s]\s*{_CLOCK}{_ZONE})?",
        rf"(?P<year>\d{{4}})[/.](?P<month>\d{{1,2}})[/.](?P<day>\d{{1,2}})(?:\s+{_CLOCK}{_ZONE})?",
        rf"(?P<year>\d{{4}})\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*日(?:\s*{_CLOCK}{_ZONE})?",
        rf"(?:[a-z]{{3,9}},?\s+)?(?P<day>\d{{1,2}})[\s-](?P<name>[a-z]{{3}})[a-z]*\.?[\s-](?P<year>\d{{4}})"
        rf"(?:\s+{_CLOCK}{_ZONE})?",
        rf"(?:[a-z]{{3,9}},?\s+)?(?P<name>[a-z]{{3}})[a-z]*\.?\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})"
        rf"(?:,?\s+(?:at\s+)?{_CLOCK}{_ZONE})?",
    )
)
_RELATIVE_DAY = re.compile(rf"(?P<word>今天|今日|昨天|昨日|前天)\s*{_CLOCK}")
_DAYS_BACK = {"今": 0, "昨": 1, "前": 2}
_AGO = re.compile(
    r"(?P<count>\d{1,3})\s*(?P<unit>秒钟?|分钟|小时|seconds?|minutes?|mins?|hours?)\s*(?:前|ago)"
)
_SECONDS = {"秒": 1, "分": 60, "小": 3600, "s": 1, "m": 60, "h": 3600}


def read_date(raw: str | None, zone: str, now: datetime) -> datetime | None:
    """The moment in UTC, or None where the form is unknown, impossible, in the future, or only a day:
    midnight would be a guess."""
    text = " ".join((raw or "").split())
    if not text or len(text) > 80:
        return None
    try:
        moment = _relative(text, ZoneInfo(zone), now) or _absolute(text, ZoneInfo(zone))
        return moment.astimezone(UTC) if moment and _credible(moment, now) else None
    except (ValueError, OverflowError):
        return None  # a 31st of June, a 25th hour: no date


def day_of(raw: str | None) -> str | None:
    """The calendar day as written, YYYY-MM-DD, with no shift of zones."""
    text = " ".join((raw or "").split())
    for form in _FORMS:
        found = form.match(text)
        if found:
            try:
                return _day(found).isoformat()
            except ValueError:
                return None
    return None


def _credible(moment: datetime, now: datetime) -> bool:
    return moment.year >= EARLIEST and moment <= now + LEAD


def _absolute(text: str, zone: tzinfo) -> datetime | None:
    for form in _FORMS:
        found = form.fullmatch(text)
        if found and found["hour"]:
            day, offset = _day(found), found["zone"]
            known = _zone_of(offset, zone)
            return _at(day, found, known) if known else None
    return None


def _relative(text: str, zone: tzinfo, now: datetime) -> datetime | None:
    if text in ("刚刚", "just now"):
        return now
    if found := _AGO.fullmatch(text):
        return now - timedelta(seconds=int(found["count"]) * _SECONDS[found["unit"][0]])
    if found := _RELATIVE_DAY.fullmatch(text):
        today = now.astimezone(zone).date()
        return _at(today - timedelta(days=_DAYS_BACK[found["word"][0]]), found, zone)
    return None


def _day(found: re.Match[str]) -> date:
    parts = found.groupdict()
    month = _month(parts["name"]) if parts.get("name") else int(parts["month"])
    return date(int(parts["year"]), month, int(parts["day"]))


def _month(name: str) -> int:
    return _MONTHS.index(name.lower()) + 1


def _at(day: date, found: re.Match[str], zone: tzinfo) -> datetime:
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)


def _zone_of(written: str | None, default: tzinfo) -> tzinfo | None:
    """The written zone; None where its name is unknown, so that it is not mistaken for the Source's."""
    if written is None or written.lower() == "cst":
        return default
    if written[0] not in "+-":
        hours = _ZONES.get(written.lower())
        return None if hours is None else _fixed(hours * 60)
    digits = written[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    return _fixed(-minutes if written[0] == "-" else minutes)


def _fixed(minutes: float) -> tzinfo:
    return timezone(timedelta(minutes=minutes))
