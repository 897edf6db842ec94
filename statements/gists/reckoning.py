"""Which days the words for a time mean, seen from the day they were said.

Groups of a language's patterns: `edge` (before, until, after), `part` (early, mid, late, end), `rel` (this,
next, last), and what the kind needs. A word for a bound means the days next to it: "by June" and "before
July" meet, "by the end of June" and "by the end of September" do not.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from record.placing import Period

Groups = Mapping[str, str | None]

_HAN = {char: str(at) for at, char in enumerate("〇一二三四五六七八九")} | {"零": "0"}
_SHORT = 25  # days, at most, of what may itself be meant by "before" it
_NEXT_TO = 31  # days before or after a bound that are meant by it, at least
_AHEAD = 0.5  # what a day to come weighs beside a past one, where no year is named
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "quarter": 91.3, "year": 365.25, "decade": 3652.5}


def period_of(kind: str, groups: Groups, words: Any, said: date) -> Period | None:
    """None where the words mean no day: 30 February."""
    try:
        period = _KINDS[kind](groups, words, said)
        part = words.PARTS.get((groups.get("part") or "").lower())
        if kind != "ahead" and part:
            period = _part_of(period, part)
        edge = words.EDGES.get((groups.get("edge") or "").lower())
        return _next_to(period, edge, part == "end") if edge else period
    except (ValueError, OverflowError, KeyError):
        return None


def _part_of(period: Period, part: str) -> Period:
    """A third of it; at the end of a year its last weeks."""
    days = (period.last - period.first).days + 1
    third = timedelta(days=max(1, round(days / 3)))
    if part == "end":
        return Period(period.last - timedelta(days=max(1, round(days / 8))), period.last)
    if part == "early":
        return Period(period.first, period.first + third)
    if part == "late":
        return Period(period.last - third, period.last)
    return Period(period.first + third, period.last - third)


def _next_to(period: Period, edge: str, ends: bool) -> Period:
    reach = timedelta(days=max(_NEXT_TO, (period.last - period.first).days // 2))
    short = (period.last - period.first).days < _SHORT  # before Christmas is by Christmas
    before = Period(period.first - reach, period.last if short else period.first - timedelta(days=1))
    if edge == "before":
        return period if ends else before
    if edge == "until":
        return period if ends else Period(before.first, period.last)
    return Period(period.last, period.last + reach) if edge == "after" else period


def _number(groups: Groups, words: Any) -> float:
    many = (groups["n"] or "").lower()
    return float(many) if many[:1].isdigit() and many.isascii() else float(words.NUMBERS[many])


def _year(groups: Groups, words: Any, said: date) -> int | None:
    named = groups.get("year")
    if not named:
        short = groups.get("short")
        return 2000 + int(short) if short else None
    digits = "".join(_HAN.get(char, char) for char in named)
    return int(digits) if digits.isdigit() else said.year + int(words.YEARS[digits.lower()])


def _month(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _months(year: int, first: int, many: int) -> Period:
    """`first` may be beyond a year's twelve."""
    end = year * 12 + first - 1 + many - 1
    start = date(year + (first - 1) // 12, (first - 1) % 12 + 1, 1)
    return Period(start, _month(end // 12, end % 12 + 1).last)


def _nearest(said: date, of_year: Callable[[int], Period], rel: int | None = None) -> Period:
    """The one of three years that lies nearest; with `rel` the running, the next or the last one."""
    years = [of_year(said.year + back) for back in (-1, 0, 1)]
    if rel is not None and rel > 0:
        return min(
            (each for each in (*years, of_year(said.year + 2)) if each.first > said), key=lambda p: p.first
        )
    if rel is not None and rel < 0:
        return max((each for each in years if each.last < said), key=lambda p: p.last)
    return min(years, key=lambda each: _distance(each, said))


def _distance(period: Period, said: date) -> float:
    """Days from its middle; of what lies ahead more is spoken, and further."""
    days = ((period.first - said).days + (period.last - said).days) / 2
    return days * _AHEAD if days > 0 else -days


def _in_year(groups: Groups, words: Any, said: date, of_year: Callable[[int], Period]) -> Period:
    year = _year(groups, words, said)
    rel = groups.get("rel")
    return of_year(year) if year else _nearest(said, of_year, words.RELATIVE[rel.lower()] if rel else None)


def _day(groups: Groups, words: Any, said: date) -> Period:
    named, day = groups.get("month"), _day_number(groups["day"] or "", words)
    if not named:  # 本月5日
        month = _running("month", words.RELATIVE[groups["rel"] or ""], said)
        return _one(month.first.replace(day=day))
    number = words.MONTHS[named] if named in words.MONTHS else int(named)
    return _in_year(groups, words, said, lambda year: _one(date(year, number, day)))


def _day_number(day: str, words: Any) -> int:
    if day.isdigit() and day.isascii():
        return int(day)
    tens, ten, ones = day.rpartition("十")
    return (int(words.NUMBERS.get(tens, 1)) * 10 if ten else 0) + (int(words.NUMBERS[ones]) if ones else 0)


def _one(day: date) -> Period:
    return Period(day, day)


def _in_month(groups: Groups, words: Any, said: date) -> Period:
    named = groups["month"] or ""
    number = words.MONTHS.get(named) or words.NTH[named.lower()]
    return _in_year(groups, words, said, lambda year: _month(year, number))


def _ordinal(groups: Groups, words: Any, name: str) -> int:
    which = (groups[name] or "").lower()
    return (
        int(which[1])
        if which[0] in "qh"
        else {"latter": 2, "back": 2, "front": 1}.get(which) or int(words.ORDINALS[which])
    )


def _in_quarter(groups: Groups, words: Any, said: date) -> Period:
    quarter = _ordinal(groups, words, "quarter")
    return _in_year(groups, words, said, lambda year: _months(year, 3 * quarter - 2, 3))


def _in_half(groups: Groups, words: Any, said: date) -> Period:
    half = _ordinal(groups, words, "half")
    return _months(_year(groups, words, said) or said.year, 6 * half - 5, 6)


def _in_season(groups: Groups, words: Any, said: date) -> Period:
    first = words.SEASONS[(groups["season"] or "").lower()]
    year = _year(groups, words, said)
    rel = words.RELATIVE.get((groups.get("rel") or "").lower())
    if year is None and rel is not None:
        year = said.year + (rel if rel != 1 or words.SEASON_OF_NEXT_YEAR or said.month >= first else 0)
    return _months(year, first, 3) if year else _nearest(said, lambda each: _months(each, first, 3))


def _on_feast(groups: Groups, words: Any, said: date) -> Period:
    listed = {name.lower(): days for name, days in words.FEASTS.items()}
    month, day, many = listed[(groups["feast"] or "").lower().replace("’", "'")]

    def of_year(year: int) -> Period:
        first = date(year, month, day)
        return Period(first, first + timedelta(days=many - 1))

    return _in_year(groups, words, said, of_year)


def _whole_year(groups: Groups, words: Any, said: date) -> Period:
    return _months(_year(groups, words, said) or said.year, 1, 12)


def _ahead(groups: Groups, words: Any, said: date) -> Period:
    """In two years: any day of that year, or a quarter of the way around it."""
    return _at_distance(_number(groups, words), words.UNITS[(groups["unit"] or "").lower()], said)


def _ago(groups: Groups, words: Any, said: date) -> Period:
    return _at_distance(-_number(groups, words), words.UNITS[(groups["unit"] or "").lower()], said)


def _at_distance(many: float, unit: str, said: date) -> Period:
    if unit == "year" and many == int(many):
        return _months(said.year + int(many), 1, 12)
    at = said + timedelta(days=many * _DAYS[unit])
    around = timedelta(days=max(1.0, min(abs(many) * _DAYS[unit] / 6, 60.0), _DAYS[unit] / 2))
    return Period(at - around, at + around)


def _within(groups: Groups, words: Any, said: date) -> Period:
    """Some day up to then."""
    return Period(said, _ahead(groups, words, said).last)


def _running(unit: str, rel: int, said: date) -> Period:
    """This, the next or the last week, month, quarter, year or decade."""
    if unit == "week":
        monday = said - timedelta(days=said.weekday() - 7 * rel)
        return Period(monday, monday + timedelta(days=6))
    if unit == "decade":
        first = said.year // 10 * 10 + 10 * rel
        return Period(date(first, 1, 1), date(first + 10, 12, 31))
    size = {"month": 1, "quarter": 3, "year": 12}[unit]
    return _months(said.year, ((said.month - 1) // size + rel) * size + 1, size)


_UNITS = {"年代": "decade", "个年代": "decade", "季": "quarter", "本月": "month"}


def _unit(groups: Groups, words: Any, said: date) -> Period:
    unit = (groups["unit"] or "").lower()
    rel = words.RELATIVE.get((groups.get("rel") or "").lower(), 0)
    return _running(_UNITS.get(unit) or words.UNITS[unit], rel, said)


def _end(groups: Groups, words: Any, said: date) -> Period:
    unit = _unit(groups, words, said) if groups.get("unit") else _whole_year(groups, words, said)
    return _part_of(unit, "end")


def _days(groups: Groups, words: Any, said: date) -> Period:
    return _one(said + timedelta(days=words.DAYS[(groups["back"] or "").lower()]))


_KINDS: dict[str, Callable[[Groups, Any, date], Period]] = {
    "day": _day,
    "month": _in_month,
    "quarter": _in_quarter,
    "half": _in_half,
    "season": _in_season,
    "feast": _on_feast,
    "year": _whole_year,
    "ahead": _ahead,
    "within": _within,
    "ago": _ago,
    "unit": _unit,
    "end": _end,
    "days": _days,
}
