"""The forms in which sites write dates, as patterns; crawler/reading/dates.py reads what they find.

Their groups: year, month, day, name (of a month), first, other and dash (of a numeric date), half (of the
day, in Chinese), hour, minute, second, ampm, zone.
"""

from __future__ import annotations

import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Hours east of UTC. CST is not here: it is China's or America's, as the Source's zone says.
ZONES = {
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
# In summer and winter alike.
PLACES = {
    **dict.fromkeys(("et", "eastern time", "us/eastern", "america/new_york", "美东时间"), "America/New_York"),
    **dict.fromkeys(("ct", "central time", "us/central", "america/chicago"), "America/Chicago"),
    **dict.fromkeys(("mt", "mountain time", "us/mountain", "america/denver"), "America/Denver"),
    **dict.fromkeys(("pt", "pacific time", "us/pacific", "america/los_angeles"), "America/Los_Angeles"),
    **dict.fromkeys(("beijing time", "北京时间", "北京時間", "asia/shanghai"), "Asia/Shanghai"),
    **dict.fromkeys(("hong kong time", "香港时间", "香港時間", "asia/hong_kong"), "Asia/Hong_Kong"),
    **dict.fromkeys(("london time", "伦敦时间", "europe/london"), "Europe/London"),
}

_OFFSET = r"(?:UTC|GMT)?[+-]\d{2}:?\d{2}|(?:UTC|GMT)?[+-]\d{1,2}"
_KNOWN = "|".join(sorted({*ZONES, *PLACES, "cst"}, key=len, reverse=True))
_AMPM = r"[ap]\.?m\b\.?"
_DOTTED = rf"\.\d{{2}}\s*[(（]?(?:{_KNOWN})\b"  # 14.03 may be anything, 14.03 GMT is a clock
_CLOCK = (
    r"(?:(?P<half>凌晨|早上|上午|中午|下午|傍晚|晚上|晚间|晚)\s*)?"
    rf"(?=\d{{1,2}}(?:\s?[:：时時点點]\s?\d{{2}}|(?:\.\d{{2}})?\s*{_AMPM}|{_DOTTED}))"
    r"(?P<hour>\d{1,2})(?:\s?[:：.时時点點]\s?(?P<minute>\d{2})分?(?:[:：]?(?P<second>\d{2})秒?)?(?:[.,]\d{1,9})?)?"
    rf"(?:\s*(?P<ampm>{_AMPM}))?(?!\d)"
)
_WEEKDAY = r"(?:[(（]?(?:星期|周)[一二三四五六日天][)）]?\s*)?"
_JOIN = rf"(?:\s*(?:T|\bat\b|[,|@·•–—-])\s*|\s*(?=[^\x00-\xff])|(?<=[日天])|\s+)(?:at\s+)?{_WEEKDAY}"
_NAME = rf"(?P<name>{'|'.join(MONTHS)})[a-z]{{0,6}}\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_NAMED_DAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+)?"
_ENGLISH = (
    rf"{_NAMED_DAY}{_DAY}[\s-]{_NAME},?[\s-]{_YEAR}",
    rf"{_NAMED_DAY}{_NAME}\s+{_DAY},?\s+{_YEAR}",
)
_DAYS = (
    rf"{_YEAR}-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?!\d)",
    rf"{_YEAR}(?P<dash>[/.])(?P<month>\d{{1,2}})(?P=dash)(?P<day>\d{{1,2}})(?!\d)",
    rf"{_YEAR}\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*日",
    *_ENGLISH,
    rf"(?P<first>\d{{1,2}})(?P<dash>[/.])(?P<other>\d{{1,2}})(?P=dash){_YEAR}",
)
_NO_YEAR = (
    r"(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日",
    r"(?P<month>\d{1,2})[-/](?P<day>\d{1,2})(?=\s+\d{1,2}[:：])",
)


def _forms(zones: str, *days: str) -> tuple[re.Pattern[str], ...]:
    """Each of `days` with or without a clock behind it; English ones also behind the clock."""
    zone = rf"(?:\s*[(（]?(?P<zone>{zones})\b[)）]?)?"
    behind = [rf"{day}(?:{_JOIN}{_CLOCK}{zone})?" for day in days]
    before = [rf"{_CLOCK}{zone}(?:\s*,\s*|\s+)(?:on\s+)?{day}" for day in days if day in _ENGLISH]
    return tuple(re.compile(form, re.IGNORECASE) for form in (*before, *behind))


COMPACT = re.compile(rf"{_YEAR}(?P<month>\d{{2}})(?P<day>\d{{2}})(?!\d)")
DATES = (*_forms(rf"{_OFFSET}|{_KNOWN}|[a-z]{{1,5}}", *_DAYS), COMPACT)
YEARLESS = _forms(rf"{_OFFSET}|{_KNOWN}", *_NO_YEAR)
_RELATIVE = r"(?P<word>今天|今日|昨天|昨日|前天|today|yesterday)"
RELATIVE_DAY = re.compile(rf"{_RELATIVE}(?:{_JOIN}{_CLOCK})?", re.IGNORECASE)
AGO = re.compile(
    r"(?P<count>\d{1,3}|an?|半(?!天))\s*个?\s*(?P<unit>秒钟?|分钟|小时|天|seconds?|minutes?|mins?|hours?|hrs?|days?)\s*(?:前|ago)",
    re.IGNORECASE,
)
# 北京时间2026年11月22日10:20
AHEAD = re.compile(rf"(?P<ahead>{'|'.join(name for name in PLACES if not name.isascii())})\s*[:：]?\s*")
# In running text a word behind the clock is a zone only where it is known as one, and "today" needs a clock.
DATES_IN_TEXT = (
    *(
        re.compile(rf"(?<![\d./-])(?:{AHEAD.pattern})?{form.pattern}", re.IGNORECASE)
        for form in (*_forms(rf"{_OFFSET}|{_KNOWN}", *_DAYS), *YEARLESS)
    ),
    AGO,
    re.compile(rf"(?:{AHEAD.pattern})?{_RELATIVE}{_JOIN}{_CLOCK}", re.IGNORECASE),
)
LABEL = re.compile(
    r"(?:(?:first|last|originally)\s+)?(?:published|posted|updated|modified|written|created|date)\b"
    r"(?:\s+(?:at|on))?\s*[:：]?\s*|(?:发布|发表|更新|发稿|稿件)?(?:时间|日期|于)\s*[:：]?\s*",
    re.IGNORECASE,
)
# "01:00 GMT+0100 (Central European Standard Time)": only behind a written zone is it one more name of that.
ASIDE = re.compile(
    rf"([:：.]\d{{2}}\s*(?:{_AMPM}\s*)?(?:{_OFFSET}|(?:{_KNOWN})\b))\s*\([^()]{{2,40}}\)$", re.IGNORECASE
)
