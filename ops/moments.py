"""Moments as they are written on the command line: 30d, 12h, 2026-11-01, 2026-11-01T09:30+08:00."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

WANTED = "30d, 12h, 2026-11-01 or 2026-11-01T09:30+08:00"
_AGO = re.compile(r"(\d{1,5})([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def read_moment(written: str, now: datetime, zone: ZoneInfo) -> datetime:
    """So long before now, or a day or time, which is in `zone` where it names none. Errors: ValueError."""
    try:
        if ago := _AGO.fullmatch(written.strip()):
            return now - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
        moment = datetime.fromisoformat(written.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{written!r} is no moment: write {WANTED}") from error
