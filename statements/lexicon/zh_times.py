"""Chinese words for past days, as reporting clauses have them, in simplified characters. Data only."""

from __future__ import annotations

import re

ZONE = "Asia/Shanghai"  # in which a text counts its days where the record knows no other
_DIGITS = "一二三四五六七八九十"

MONTHS = {str(at): at for at in range(1, 13)} | {f"0{at}": at for at in range(1, 10)}
WEEKDAYS = {day: at for at, day in enumerate("一二三四五六")} | {"日": 6, "天": 6}
NUMBERS = {digit: at for at, digit in enumerate(_DIGITS, 1)} | {"两": 2}
UNITS = {"天": "day", "日": "day", "周": "week", "星期": "week", "个月": "month", "月": "month", "年": "year"}
YEARS = {"去年": 1, "今年": 0, "前年": 2}
BACK = {"昨天": 1, "昨日": 1, "昨晚": 1, "前天": 2, "今天": 0, "今日": 0, "今早": 0, "今晚": 0, "今晨": 0}

_YEAR = r"(?P<year>(?:19|20)\d\d(?=年)|去年|今年|前年)年?"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])月"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])[日号]"
_N = rf"(?P<n>[{_DIGITS}两]|\d{{1,2}})"

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("day", re.compile(rf"(?:{_YEAR})?(?<!\d){_MONTH}{_DAY}")),
    ("day", re.compile(rf"(?<![\d月]){_DAY}(?!内)")),
    ("day", re.compile(rf"[昨今前]天?[（(]{_DAY[:-4]}[日号]?[）)](?:日|天)?")),
    ("month", re.compile(rf"{_YEAR}(?:的)?{_MONTH}(?!\d)")),
    ("month", re.compile(rf"(?<!\d){_MONTH}(?=份|[上中下]旬|初|底|末|，|,|的|在|$)")),
    ("weekday", re.compile(r"(?P<week>上)(?:个)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])")),
    ("weekday", re.compile(r"(?:本)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?!来)")),
    ("back", re.compile(rf"(?P<back>{'|'.join(BACK)})")),
    ("ago", re.compile(rf"{_N}(?P<unit>个月|天|周|星期|年)(?:之)?前")),
    ("period", re.compile(r"(?P<last>上)个?(?P<unit>周|星期|月)(?![一二三四五六日天])")),
    ("period", re.compile(r"本(?P<unit>周|月)(?:早些时候|初)")),
    ("period", re.compile(r"(?P<last>去)(?P<unit>年)|今(?P<this>年)(?:早些时候|早前|初|年初)")),
    ("year", re.compile(r"(?P<year>(?:19|20)\d\d)年(?!来|以来|代|度|间)")),
)
# Between the start and the time: then it is that of something else
BLOCKED = re.compile(
    "[“”「」：:；;]|截至|截止|自(?!己)|从(?!容)|针对|对于|关于|就(?!在)|对|将|到|至|距|随着|继|因|由于|"
    "预计|计划|原定|定于|财报|报道|消息|网传|出生|成立|上市|发布于|同比"
)
BLOCKED_AT = re.compile("(?:[至到自从就对将第满近约每第]|以来|每|未来|这)$")
# What may follow the time in a clause of its own before the one that reports
TAIL = re.compile(
    "^(?:年底|年末|年初|年中|早上|上午|中午|下午|傍晚|晚上|晚间|晚|夜间|深夜|凌晨|早间|清晨|[上中下]旬|初|"
    "底|末|份|当天|"
    "早些时候|早前|,|，|[（(][^（）()]{0,20}[）)])*(?:(?:的|在|于|接受|举行|召开|出席|参加|一次|一场|一|"
    "其|他|她)[^，。]{0,30})?$"
)
BEFORE = re.compile(
    "^(?:早在|就在|还在|在|于|北京时间|当地时间|美东时间|美国时间|东部时间|时间|据悉|此前|之前|同日|另外|"
    "此外|而|但|而在|但在|[，,])*$"
)
# What says that it was before what was told last
EARLIER = re.compile("此前|早前|先前|之前|曾|早些时候|过去")
# A clause between the day and the subject that tells only what the answer is about
ABOUT = re.compile("^(?:针对|对于|关于|就|面对|谈及|谈到|在?被问)")
