"""English words for when something is to be or has been, as the words said have them. Data only.

Groups of the patterns: see `statements.gists.reckoning`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from statements.lexicon import en_numbers, en_times, words

MONTHS = dict(en_times.MONTHS)
YEARS = {
    "this year": 0, "the year": 0, "the current year": 0, "next year": 1, "the coming year": 1,
    "the following year": 1, "last year": -1, "the past year": -1, "the year after next": 2,
    "the year before last": -2,
}  # fmt: skip
NUMBERS = {name: float(n) for name, n in (en_numbers.ONES | en_numbers.TENS).items()} | {
    "a": 1.0, "an": 1.0, "a couple of": 2.0, "half a": 0.5, "one and a half": 1.5, "two and a half": 2.5,
    "thirty-six": 36.0, "twenty-four": 24.0, "a dozen": 12.0, "another": 1.0,
}  # fmt: skip
UNITS = {
    name: unit
    for unit in ("day", "week", "month", "quarter", "year", "decade")
    for name in (unit, f"{unit}s")
}
PARTS = {
    "early": "early", "beginning": "early", "start": "early", "opening": "early", "first days": "early",
    "first weeks": "early", "turn": "early", "mid": "mid", "middle": "mid", "midpoint": "mid", "late": "late",
    "end": "end", "close": "end", "last day": "end", "last days": "end", "final days": "end",
    "latter part": "late",
    "early part": "early",
}  # fmt: skip
NTH = {
    name: at
    for at, name in enumerate(
        words("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"),
        1,
    )
}
ORDINALS = {
    "first": 1, "1st": 1, "opening": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "final": 4, "last": 4, "closing": 4,
}  # fmt: skip
RELATIVE = {
    "this": 0, "the current": 0, "this coming": 1, "next": 1, "the coming": 1, "the following": 1,
    "the next": 1,
    "coming": 1, "last": -1, "the last": -1, "the previous": -1, "this past": -1, "the past": -1,
    "earlier this": 0,
    "later this": 0, "current": 0, "previous": -1, "following": 1,
}  # fmt: skip
EDGES = {
    "not before": "at", "not until": "at", "no sooner than": "at", "no earlier than": "at",
    "not earlier than": "at",
    "no later than": "at",
    "before": "before", "ahead of": "before", "prior to": "before", "earlier than": "before",
    "until": "until",
    "till": "until", "up to": "until", "after": "after", "beyond": "after", "past": "after",
    "later than": "after",
}  # fmt: skip
DAYS = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "tomorrow": 1,
    "yesterday": -1, "last night": -1, "the day after tomorrow": 2, "the day before yesterday": -2,
}  # fmt: skip
SEASONS = {"spring": 3, "springtime": 3, "summer": 6, "summertime": 6, "autumn": 9, "fall": 9, "winter": 12}
SEASON_OF_NEXT_YEAR = False  # next autumn is, in spring, the one to come
FEASTS = {  # (month, day, days it may last)
    "New Year's Eve": (12, 31, 1), "New Year's Day": (1, 1, 1), "New Year": (1, 1, 7),
    "Christmas": (12, 18, 9),
    "Christmas Eve": (12, 24, 1), "Valentine's Day": (2, 14, 1), "Halloween": (10, 31, 1),
    "Thanksgiving": (11, 22, 9), "Black Friday": (11, 23, 8), "Singles' Day": (11, 1, 12),
    "Singles Day": (11, 1, 12), "Easter": (3, 22, 35), "Lunar New Year": (1, 21, 31),
    "Chinese New Year": (1, 21, 31), "Spring Festival": (1, 21, 31), "National Day": (10, 1, 7),
    "Golden Week": (10, 1, 8), "Labour Day": (5, 1, 5), "Labor Day": (9, 1, 8), "Diwali": (10, 18, 30),
    "Ramadan": (2, 10, 45), "the holidays": (12, 10, 23), "the holiday season": (11, 20, 42),
    "Independence Day": (7, 4, 1), "Mid-Autumn Festival": (9, 10, 28), "11.11": (11, 1, 12),
    "6.18": (6, 1, 19),
}  # fmt: skip


def _any(listed: Iterable[str]) -> str:
    return "(?i:" + "|".join(map(re.escape, sorted(listed, key=len, reverse=True))) + ")"


_Y4 = r"(?:19|20)\d\d"
_END = r"(?![\w%]|[,.]\d|-\d)"
_YEAR = rf"(?P<year>{_Y4}{_END}|{_any(YEARS)}\b(?! \d))"
_OF_YEAR = rf"(?:,? (?:of |in )?(?:the )?(?:fiscal |financial )?{_YEAR}|,? ?'(?P<short>[2-5]\d)\b)?"
_MAY = r"May(?= (?:19|20)\d\d\b)"
_MONTH = rf"(?P<month>{'|'.join(re.escape(m) for m in sorted(set(MONTHS) - {'May'}, key=len, reverse=True))})"
_ANY_MONTH = rf"(?P<month>May|{_MONTH[10:-1]})"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_EDGE = rf"(?:\b(?P<edge>{_any(EDGES)}) )?"
_PART = rf"(?:\b(?P<part>{_any(PARTS)})(?:[- ](?:of|in|to))?(?:[- ](?:the|this|that)(?= ))?[- ])?"
_REL = rf"(?:\b(?P<rel>{_any(RELATIVE)}) )?"
_LEAD = rf"{_EDGE}(?:the (?:very )?)?{_PART}"
_N = rf"(?P<n>\d{{1,3}}(?:\.\d)?\b|{_any(NUMBERS)}\b)"
_ROUGH = (
    "(?:just |only |about |around |roughly |under |less than |some |at least |the next |the coming |"
    "another )*"
)
_UNIT = rf"(?P<unit>{_any(UNITS)})\b"
_QUARTER = r"\b(?P<quarter>first|second|third|fourth|final|opening|closing|1st|2nd|3rd|4th)[- ]quarter\b"
_HALF = (
    r"\b(?P<half>first|second|latter|front|back|1st|2nd)[- ]half\b"
    r"(?! of the (?:week|day|month|game|match|decade|century))"
)
_RESULTS = (
    r"(?= (?:results?|revenues?|profits?|sales|earnings|deliver\w+|guidance|reports?|margins?|numbers|"
    r"figures)\b)"
)
_PREP = r"(?:\b(?:in|by|for|from|through|until|before|during|since) (?:the )?)"
_IN = (
    r"\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Ff]rom|[Dd]uring|[Ff]or|[Oo]f|"
    r"[Tt]hrough)"
)
_SEASON = r"(?P<season>spring|summer|autumn|winter|Spring|Summer|Autumn|Winter)\b(?! [Ff]estival)"

# The kind says how it is reckoned; what an earlier pattern has found a later one does not see
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("day", r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
        (
            "day",
            rf"{_EDGE}\b{_ANY_MONTH} {_DAY}{_END}(?! (?:million|billion|"
            rf"people))(?:,? (?P<year>{_Y4}){_END})?",
        ),
        ("day", rf"{_EDGE}(?:the )?\b{_DAY}(?: of)? {_ANY_MONTH}(?!\w)(?:,? (?P<year>{_Y4}){_END})?"),
        ("feast", rf"{_EDGE}\b(?P<feast>{_any(FEASTS)})(?!\w){_OF_YEAR}"),
        ("quarter", rf"{_LEAD}{_REL}{_QUARTER}{_OF_YEAR}"),
        ("half", rf"{_LEAD}{_REL}{_HALF}{_OF_YEAR}"),
        ("quarter", rf"{_LEAD}\b(?P<quarter>Q[1-4])(?:,? (?:of )?{_YEAR}|{_RESULTS})"),
        ("quarter", rf"\b(?P<year>{_Y4}) ?(?P<quarter>Q[1-4])\b"),
        (
            "quarter",
            rf"{_PREP}(?P<quarter>Q[1-4])\b(?!s)(?! (?:chip|processor|part|model|phone|car|suv|series)|-)",
        ),
        ("half", rf"{_LEAD}\b(?P<half>H[12])(?:,? (?:of )?{_YEAR}|{_RESULTS})"),
        ("half", rf"{_PREP}(?P<half>H[12])\b(?!-)"),
        ("month", rf"{_LEAD}{_REL}\b{_MONTH}(?![\w-]){_OF_YEAR}"),
        ("month", rf"{_LEAD}\b(?P<month>{_MAY}){_OF_YEAR}"),
        ("month", rf"\b(?P<part>{_any(PARTS)})(?: (?:of|in) |[- ])(?P<month>May)\b"),
        ("month", rf"\b(?P<rel>{_any(RELATIVE)}) (?P<month>May)\b"),
        ("month", rf"\b(?P<edge>{_any(EDGES)}) (?P<month>May)\b"),
        ("month", rf"{_IN} (?P<month>May)\b{_OF_YEAR}"),
        ("month", rf"{_EDGE}\bthe (?P<month>{_any(NTH)}) month(?: of {_YEAR})?\b"),
        ("season", rf"{_LEAD}{_REL}(?:the )?\b{_SEASON}{_OF_YEAR}"),
        ("season", rf"{_LEAD}\b(?P<rel>this|next|last) (?P<season>fall)\b"),
        ("season", rf"\b(?P<season>fall) (?:of |in )?{_YEAR}"),
        ("season", r"\b[Ii]n the (?P<season>fall)\b(?! of (?!20))"),
        ("ahead", rf"\b(?:with)?in {_ROUGH}{_N}[ -]{_UNIT}['’]?s? time\b"),
        ("ahead", rf"{_N}[ -]{_UNIT} (?:from (?:now|today)|hence|off|away|down the (?:road|line))\b"),
        ("within", rf"\b(?:[Oo]ver|[Ww]ithin|[Ii]n under|[Ii]n less than) {_ROUGH}{_N}[ -]{_UNIT}"),
        ("within", rf"\b(?:the )?(?:next|coming) {_N} {_UNIT}"),
        ("ahead", rf"\b[Ii]n {_ROUGH}{_N}[ -]{_UNIT}"),
        ("ago", rf"{_N} {_UNIT} ago\b"),
        ("year", rf"\b(?P<edge>before) {_YEAR} (?=dawns|begins|starts|arrives|comes|opens)"),
        (
            "end",
            rf"\b(?:before|by the time) {_YEAR} (?:is (?:out|over|up|through)|has ended|ends|closes|"
            rf"runs out)",
        ),
        (
            "end",
            r"\b(?:before|by the time) (?:the|this) (?P<unit>week|month|quarter|decade) (?:is|ends|"
            r"closes|turns)\b",
        ),
        ("unit", rf"{_LEAD}\b(?P<rel>{_any(RELATIVE)}) (?P<unit>week|month|quarter|decade)\b"),
        (
            "unit",
            rf"{_EDGE}(?:the )?\b(?P<part>end|close|turn|start|middle) of the (?P<unit>week|month|"
            rf"quarter|decade)\b",
        ),
        (
            "end",
            r"\b(?:[Bb]efore|[Bb]y|[Uu]ntil) (?:the )?(?P<unit>decade)(?:['’]s end| turns| ends| is out)",
        ),
        ("end", r"\b(?P<unit>year|month|quarter|week|decade)(?:-|['’]s )end\b"),
        ("end", r"\b(?P<unit>year) end\b"),
        ("year", rf"{_LEAD}\b{_YEAR}"),
        ("days", rf"\b(?P<back>{_any(DAYS)})\b"),
    )
)
# What stands before or after a bare number of four digits that is no year
NO_YEAR_BEFORE = re.compile(r"(?:[$€£¥₩₹#.,\d-]|\b(?:about|over|nearly|some|than|least|to sell|up to) )$")
NO_YEAR_AFTER = re.compile(
    r" ?(?:%|percent|per cent|million|billion|trillion|thousand|k\b|bn\b|m\b|"
    r"(?:new |more |extra |additional )?(?:"
    + "|".join(sorted(map(re.escape, en_numbers.UNITS), key=len, reverse=True))
    + r")\b)"
)
