"""Retry-After (RFC 9110, 10.2.3): how long a server asks us to stay away. The one reader of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_WAIT = 86_400.0  # seconds; a server that asks for more than a day is not believed
_SECONDS = re.compile(r"[0-9]+(\.[0-9]+)?")  # some servers send fractions


def retry_after(value: str | None, now: datetime | None) -> float | None:
    """Seconds to wait, from 0 to LONGEST_WAIT; None where the header is absent or cannot be read.

    `now` is the time by the server's own clock where its answer has a Date, else by ours; without one, a
    date says nothing.
    """
    written = (value or "").strip()
    if _SECONDS.fullmatch(written):
        return min(float(written), LONGEST_WAIT)
    until = http_date(written)
    if until is None or now is None:
        return None
    return min(max((until - now).total_seconds(), 0.0), LONGEST_WAIT)


def http_date(value: str | None) -> datetime | None:
    """An aware UTC time from a Date header, or None."""
    try:
        read = parsedate_to_datetime(value or "")
        return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
    except (TypeError, ValueError, OverflowError):
        return None
