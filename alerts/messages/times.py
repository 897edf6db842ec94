"""Times as a person reads them: in the user's zone, with their age."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

# Not strftime: %b follows the machine's locale.
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def age(at: datetime, now: datetime) -> str:
    """ "2 min ago"; empty for what lies ahead."""
    seconds = (now - at).total_seconds()
    if seconds < 0:
        return ""
    if seconds < 60:
        return "just now"
    if seconds < 3600:
        return f"{seconds // 60:.0f} min ago"
    if seconds < 86_400:
        return f"{seconds // 3600:.0f} h ago"
    days = int(seconds // 86_400)
    return f"{days} day{'s' if days > 1 else ''} ago"


def lasting(time: timedelta) -> str:
    """ "2 h 10 min", "3 days 4 h"; the two largest units only."""
    minutes = max(1, round(time.total_seconds() / 60))
    days, hours = divmod(minutes // 60, 24)
    units = ((days, "day" if days == 1 else "days"), (hours, "h"), (0 if days else minutes % 60, "min"))
    return " ".join(f"{count} {unit}" for count, unit in units if count)


def day(at: datetime) -> str:
    return f"{at.day} {MONTHS[at.month - 1]}"


def said_day(said_at: datetime) -> str:
    """ "4 Jun": `said_at` is where that day began, whatever the zone; in UTC its noon falls on the same."""
    return day(said_at.astimezone(UTC) + timedelta(hours=12))


def stamp(at: datetime, zone: ZoneInfo) -> str:
    """ "22 Nov 14:03 CST"."""
    local = at.astimezone(zone)
    return f"{day(local)} {local:%H:%M %Z}"


def full_stamp(at: datetime, zone: ZoneInfo) -> str:
    """ "22 Nov 2026, 14:03 CST (06:03 UTC)"; the UTC day too where it is another."""
    local, utc = at.astimezone(zone), at.astimezone(UTC)
    shown = f"{day(local)} {local.year}, {local:%H:%M %Z}"
    if local.utcoffset() == timedelta():
        return shown
    other_day = "" if utc.date() == local.date() else f"{day(utc)} "
    return f"{shown} ({other_day}{utc:%H:%M} UTC)"


def zoned_time(at: datetime, beside: datetime, zone: ZoneInfo) -> str:
    """ "14:21 CST", with the day where it is not the day of `beside`."""
    return f"{short_time(at, beside, zone)} {at.astimezone(zone):%Z}"


def short_time(at: datetime, beside: datetime, zone: ZoneInfo) -> str:
    """ "14:21", with the day where it is not the day of `beside`."""
    local = at.astimezone(zone)
    same = local.date() == beside.astimezone(zone).date()
    return f"{local:%H:%M}" if same else f"{day(local)} {local:%H:%M}"
