"""English words for past days, as reporting clauses have them. Data only.

Each pattern is of a kind that `statements.pastdays` reckons, with the groups that the kind needs.
"""

from __future__ import annotations

import re

from statements.lexicon import words

_MONTHS = words("January February March April May June July August September October November December")
_DAYS = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")

MONTHS = {name: at for at, full in enumerate(_MONTHS, 1) for name in (full, full[:3], f"{full[:3]}.")} | {
    "Sept": 9,
    "Sept.": 9,
}
WEEKDAYS = {name: at for at, full in enumerate(_DAYS) for name in (full, full[:3], f"{full[:3]}.")}
NUMBERS = {
    word: at
    for at, word in enumerate(words("one two three four five six seven eight nine ten eleven twelve"), 1)
} | {"a": 1, "an": 1}
UNITS = {"day": "day", "week": "week", "month": "month", "year": "year"}
YEARS = {"last year": 1, "this year": 0}
BACK = {
    "yesterday": 1,
    "last night": 1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
}

_MONTH = rf"(?P<month>{'|'.join(sorted(map(re.escape, MONTHS), key=len, reverse=True))})"
_WEEKDAY = rf"(?P<weekday>{'|'.join(_DAYS)}|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d|last year|this year)"
_N = rf"(?P<n>{'|'.join(NUMBERS)}|\d{{1,2}})"
_END = r"(?![\w%-])"

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("day", re.compile(rf"\b{_MONTH} {_DAY}{_END}(?:(?:,| of)? {_YEAR}{_END})?")),
    ("day", re.compile(rf"\b{_DAY}(?: of)? {_MONTH}{_END}(?:(?:,| of)? {_YEAR}{_END})?")),
    ("day", re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")),
    ("month", re.compile(rf"\b(?:last )?{_MONTH}{_END}(?:(?:,| of)? {_YEAR}{_END})?")),
    ("weekday", re.compile(rf"\b(?P<last>last |this past )?{_WEEKDAY}{_END}(?P<week> last week)?")),
    ("back", re.compile(rf"\b(?P<back>{'|'.join(BACK)})\b", re.IGNORECASE)),
    ("ago", re.compile(rf"\b{_N} (?P<unit>day|week|month|year)s? ago\b", re.IGNORECASE)),
    (
        "period",
        re.compile(r"\b(?:(?P<last>last)|earlier this) (?P<unit>week|month|year)\b", re.IGNORECASE),
    ),
    ("year", re.compile(r"\b(?:in|of) (?P<year>(?:19|20)\d\d)(?![\w%-]|,\d)", re.IGNORECASE)),
    ("year", re.compile(r"\b(?:an?|his|her|their|its|the) (?P<year>(?:19|20)\d\d) (?=[a-z])", re.IGNORECASE)),
)
# Between the cue, or the start of the sentence, and the time: then it is that of something else
BLOCKED = re.compile(
    r"[;:()“”\"—–]|\b(?:about|after|ahead|although|amid|as|because|before|between|by|despite|ended|ending|"
    r"expected|following|for|from|over|planned|regarding|scheduled|since|starting|than|that|though|"
    r"through|till|to be|until|when|where|which|while|who|whose|why|how|what|next|quarter|months|sales|"
    r"profit|revenue)\b|, ",
    re.IGNORECASE,
)
# Directly before the time
BLOCKED_AT = re.compile(
    r"\b(?:to|and|the|next|coming|of the|per|every|each|than|model|year|’s|'s)\s*$", re.IGNORECASE
)
# The sentence may open with the time only so
OPENS = re.compile(
    r"^\W*(?:(?:and|but|then|also|meanwhile),? )?(?=on\b|in\b|at\b|during\b|earlier\b|last\b|late\b|"
    r"early\b|back\b|speaking\b|writing\b|posting\b|yesterday\b|today\b|this\b|just\b|only\b|[a-z]+ "
    r"(?:days?|weeks?|months?|years?) ago\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)",
    re.IGNORECASE,
)
# What says that it was before what was told last
EARLIER = re.compile(
    r"\b(?:earlier|previously|in the past|before|once|had|has (?:long|repeatedly|often))\b", re.IGNORECASE
)
