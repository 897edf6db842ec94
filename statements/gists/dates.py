"""The dates that the words name, and whether two texts' dates can be the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from record.placing import Period
from statements.gists.reading import Span, blank, languages_of, plain
from statements.gists.reckoning import period_of
from statements.lexicon import en_dates, zh_dates

_WORDS: dict[str, Any] = {"en": en_dates, "zh": zh_dates}
_HAN_YEAR = re.compile(r"(?<![A-Za-z\d.,$€£¥₩₹-])20[0-6]\d(?![A-Za-z\d%]|[,.]\d)")
_ANY_DAY = date(2000, 1, 1)  # where only the places of dates matter
_YEARLY = frozenset({"day", "month", "quarter", "season", "feast"})  # come back every year
_SWAY = timedelta(days=75)
_SAME_DAY = timedelta(
    days=1
)  # apart, that two single days may be: the same hour has two dates around the world


def dates_in(text: str, lang: str, said_at: datetime) -> tuple[Period, ...]:
    """Every date, in the order of the text; those that are relative are seen from the day it was said."""
    found = sorted(found_in(plain(text), lang, said_at.date()), key=lambda each: each[0])
    return tuple(dict.fromkeys(period for _, period in found))


def date_spans(text: str, lang: str) -> list[Span]:
    """Where dates stand in a plain text: what is in them is no number."""
    return [span for span, _ in found_in(text, lang, _ANY_DAY)]


def dates_agree(one: Sequence[Period], other: Sequence[Period]) -> bool | None:
    """Have they a day in common? None where either names none."""
    if not one or not other:
        return None
    return any(_meet(left, right) for left in one for right in other)


def _meet(one: Period, other: Period) -> bool:
    days = one.first == one.last and other.first == other.last
    gap = _SAME_DAY if days else timedelta(0)
    return one.first <= other.last + gap and other.first <= one.last + gap


def found_in(text: str, lang: str, said: date) -> Iterator[tuple[Span, Period]]:
    """Every date of a plain text with its place."""
    left = text
    for code in reversed(languages_of(text, lang)):  # 2027年 before 2027
        for kind, pattern in _WORDS[code].PATTERNS:
            found = [
                (match.span(), _periods(kind, match, _WORDS[code], said))
                for match in pattern.finditer(left)
                if match.end() > match.start() and not _no_year(kind, match, left, code)
            ]
            yield from ((span, period) for span, periods in found for period in periods)
            taken = [span for span, periods in found if periods]
            left = blank(left, taken) if taken else left
    yield from _bare_years(left)


def _periods(kind: str, match: re.Match[str], words: Any, said: date) -> list[Period]:
    """Two where no year is named and either may be meant: in May, "in December"."""
    groups = match.groupdict()
    swayed = (said, said - _SWAY, said + _SWAY) if kind in _YEARLY and not _told(groups) else (said,)
    found = (period_of(kind, groups, words, each) for each in swayed)
    return list(dict.fromkeys(period for period in found if period))


def _told(groups: Mapping[str, str | None]) -> bool:
    return any(groups.get(name) for name in ("year", "short", "rel"))


def _no_year(kind: str, match: re.Match[str], text: str, code: str) -> bool:
    """2,028 is no year, nor are 2028 cars."""
    year = match.groupdict().get("year") or ""
    if kind != "year" or not year.isdigit() or match.end("year") != match.end() or "年" in match[0]:
        return False
    words = _WORDS[code]
    before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 40]
    return bool(words.NO_YEAR_BEFORE.search(before) or words.NO_YEAR_AFTER.match(after))


def _bare_years(text: str) -> Iterator[tuple[Span, Period]]:
    for match in _HAN_YEAR.finditer(text):
        after = text[match.end() : match.end() + 40]
        before = text[max(0, match.start() - 12) : match.start()]
        if any(w.NO_YEAR_AFTER.match(after) or w.NO_YEAR_BEFORE.search(before) for w in _WORDS.values()):
            continue
        year = int(match[0])
        yield match.span(), Period(date(year, 1, 1), date(year, 12, 31))
