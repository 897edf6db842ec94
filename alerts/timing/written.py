"""Times as the watchlist writes them. Pure: text in, value or None out.

mon-fri · sat,sun · daily                     days
mon-fri 18:00 · daily 08:00, 18:00 · 18:00    a digest
22:00-07:00 · mon-fri 20:00-08:00 · sat-sun   quiet hours
90s · 10m · 2h · 1d                           a while
2026-12-01 · 2026-12-01 08:00                 a moment, in the user's zone
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from alerts.timing.plans import DigestTimes, Quiet

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY_DAY = frozenset(range(7))
_DAY = "(mon|tue|wed|thu|fri|sat|sun)"
_SOME_DAYS = f"{_DAY}(-{_DAY})?( *, *{_DAY}(-{_DAY})?)*"
_TIME = "([01]?[0-9]|2[0-3]):[0-5][0-9]"
_SPAN = f"{_TIME} *- *{_TIME}"
WHICH_DAYS = f"^(daily|{_SOME_DAYS})$"  # each as an editor's JSON Schema reads it too
DIGEST = f"^((daily|{_SOME_DAYS}) +)?{_TIME}( *, *{_TIME})*$"
HOURS = f"^((daily|{_SOME_DAYS})( +{_SPAN})?|{_SPAN})$"
WHILE = "^[1-9][0-9]{0,4}(s|m|h|d)$"
MOMENT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T]([01][0-9]|2[0-3]):[0-5][0-9])?$"
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def read_digest(text: str) -> DigestTimes | None:
    if not re.fullmatch(DIGEST, text):
        return None
    days, times = _split(text)
    return DigestTimes(text, read_days(days), tuple(sorted({_time(each) for each in times.split(",")})))


def read_hours(text: str, days: str = "") -> Quiet | None:
    """`days`: written beside it; those within the text count before them."""
    if not re.fullmatch(HOURS, text) or (days and not re.fullmatch(WHICH_DAYS, days)):
        return None
    own, hours = _split(text)
    start, _, end = (hours or "00:00-00:00").partition("-")
    shown = text if own or not days else f"{days} {text}"
    return Quiet(shown, _time(start), _time(end), read_days(own or days))


def read_days(text: str) -> frozenset[int]:
    """Monday is 0; every day where nothing is said. The text fits WHICH_DAYS."""
    if text in ("", "daily"):
        return EVERY_DAY
    return frozenset(day for part in text.split(",") for day in _range(part.strip()))


def read_while(text: str) -> timedelta | None:
    if not re.fullmatch(WHILE, text):
        return None
    return timedelta(seconds=int(text[:-1]) * _UNITS[text[-1]])


def read_moment(text: str, zone: ZoneInfo) -> datetime | None:
    """In UTC; of a day its beginning."""
    if not re.fullmatch(MOMENT, text):
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)
    except ValueError:
        return None  # the 31st of November


def _split(text: str) -> tuple[str, str]:
    """(days, hours), either of which may be empty."""
    first = re.search("[0-9]", text)
    at = first.start() if first else len(text)
    return text[:at].strip(), text[at:].strip()


def _range(part: str) -> list[int]:
    """ "fri-mon" goes over the end of the week."""
    first, _, last = part.partition("-")
    begin, end = DAYS.index(first), DAYS.index(last or first)
    return [day % 7 for day in range(begin, end + 1 if end >= begin else end + 8)]


def _time(text: str) -> time:
    hour, _, minute = text.strip().partition(":")
    return time(int(hour), int(minute))
