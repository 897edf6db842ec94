"""Which day the words for a time in the past mean, seen from the day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

Groups = Mapping[str, str | None]


def day_of(kind: str, match: re.Match[str], words: Any, today: date | None) -> date | None:
    """The day, or the first one of a week, month or year; None where none is meant, or one to come.

    `words` is the module of the language; without `today` only a year that is written tells a day."""
    groups = match.groupdict()
    try:
        day = _RECKON[kind](groups, words, today)
    except (ValueError, OverflowError):  # 30 February
        return None
    return day if day is None or today is None or day <= today else None


def _year(groups: Groups, words: Any, today: date | None) -> int | None:
    year = groups.get("year")
    if year is None or year.isdigit():
        return int(year) if year else None
    return today.year - int(words.YEARS[year]) if today else None


def _on_day(groups: Groups, words: Any, today: date | None) -> date | None:
    """March 3; 3月5日; the 5th alone is of this month or of the one before."""
    day, year = int(groups["day"] or 0), _year(groups, words, today)
    named = groups.get("month")
    if named is None:
        return _day_alone(day, today)
    month = words.MONTHS.get(named) or int(named)
    if year is not None:
        return date(year, month, day)
    if today is None or groups.get("year"):
        return None
    found = date(today.year, month, day)
    return found if found <= today else date(today.year - 1, month, day)


def _day_alone(day: int, today: date | None) -> date | None:
    if today is None:
        return None
    return today.replace(day=day) if day <= today.day else _month_back(today, 1).replace(day=day)


def _in_month(groups: Groups, words: Any, today: date | None) -> date | None:
    """Without a year the last one; the running month tells nothing."""
    month, year = words.MONTHS[groups["month"]], _year(groups, words, today)
    if year is not None:
        return date(year, month, 1)
    if today is None or groups.get("year") or month == today.month:
        return None
    return date(today.year - (month > today.month), month, 1)


def _in_year(groups: Groups, words: Any, today: date | None) -> date | None:
    year = _year(groups, words, today)
    return date(year, 1, 1) if year and (today is None or year < today.year) else None


def _on_weekday(groups: Groups, words: Any, today: date | None) -> date | None:
    """The most recent one; with "last week" that of the week before."""
    if today is None:
        return None
    weekday = words.WEEKDAYS[groups["weekday"]]
    if groups.get("week"):
        return today - timedelta(today.weekday() + 7 - weekday)
    back = (today.weekday() - weekday) % 7
    return today - timedelta(back or (7 if groups.get("last") else 0))


def _back(groups: Groups, words: Any, today: date | None) -> date | None:
    return today - timedelta(words.BACK[(groups["back"] or "").lower()]) if today else None


def _ago(groups: Groups, words: Any, today: date | None) -> date | None:
    """To the day for days and weeks; else the first of that month or year."""
    if today is None:
        return None
    many = (groups["n"] or "").lower()
    n = int(many) if many.isdigit() else words.NUMBERS[many]
    unit = words.UNITS[(groups["unit"] or "").lower()]
    if unit in ("day", "week"):
        return today - timedelta(n * (7 if unit == "week" else 1))
    return _month_back(today, n) if unit == "month" else date(today.year - n, 1, 1)


def _in_period(groups: Groups, words: Any, today: date | None) -> date | None:
    """The first day of the last or the running week, month or year."""
    if today is None:
        return None
    back = 1 if groups.get("last") else 0
    unit = (groups.get("unit") or groups.get("this") or "").lower()
    named = words.UNITS.get(unit, "month")
    if named == "week":
        return today - timedelta(today.weekday() + 7 * back)
    return _month_back(today, back) if named == "month" else date(today.year - back, 1, 1)


def _month_back(today: date, many: int) -> date:
    months = today.year * 12 + today.month - 1 - many
    return date(months // 12, months % 12 + 1, 1)


_RECKON: dict[str, Callable[[Groups, Any, date | None], date | None]] = {
    "day": _on_day,
    "month": _in_month,
    "year": _in_year,
    "weekday": _on_weekday,
    "back": _back,
    "ago": _ago,
    "period": _in_period,
}
