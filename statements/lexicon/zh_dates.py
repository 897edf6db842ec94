"""Chinese words for when something is to be or has been, in simplified characters. Data only.

Groups of the patterns: see `statements.gists.reckoning`.
"""

from __future__ import annotations

import re

_HAN = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")

MONTHS = (
    {name: at for at, name in enumerate(_HAN, 1)}
    | {str(at): at for at in range(1, 13)}
    | {f"0{at}": at for at in range(1, 10)}
    | {"元": 1, "正": 1, "腊": 12}
)
YEARS = {
    "今年": 0, "本年": 0, "本年度": 0, "年内": 0, "全年": 0, "当年": 0, "今明两年": 0, "明年": 1, "来年": 1,
    "翌年": 1,
    "下一年": 1, "次年": 1, "后年": 2, "大后年": 3, "去年": -1, "上年": -1, "上一年": -1, "前年": -2,
    "大前年": -3,
}  # fmt: skip
_DIGITS = "零〇一二三四五六七八九"
NUMBERS = {name: float(at) for at, name in enumerate(_HAN, 1)} | {
    "两": 2.0, "半": 0.5, "一个半": 1.5, "两个半": 2.5, "十三": 13.0, "十四": 14.0, "十五": 15.0,
    "十六": 16.0,
    "十七": 17.0, "十八": 18.0, "十九": 19.0, "二十": 20.0, "三十": 30.0, "四十": 40.0, "五十": 50.0,
    "百": 100.0,
}  # fmt: skip
UNITS = {
    "天": "day", "日": "day", "周": "week", "星期": "week", "个星期": "week", "礼拜": "week",
    "个礼拜": "week",
    "个月": "month", "月": "month", "个多月": "month", "年": "year", "个季度": "quarter", "季度": "quarter",
    "个年头": "year", "年多": "year",
}  # fmt: skip
PARTS = {
    "初": "early", "初期": "early", "年初": "early", "开年": "early", "岁初": "early", "上旬": "early",
    "伊始": "early",
    "月初": "early", "早些时候": "early", "中": "mid", "中期": "mid", "年中": "mid", "中旬": "mid",
    "月中": "mid",
    "底": "end", "年底": "end", "末": "end", "年末": "end", "岁末": "end", "月底": "end", "月末": "end",
    "底前": "end",
    "年尾": "end", "下旬": "late", "晚些时候": "late", "尾声": "end", "末期": "end", "年关": "end",
    "结束": "end",
}  # fmt: skip
ORDINALS = {
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "上": 1,
    "下": 2,
    "首": 1,
    "末": 4,
}
RELATIVE = {
    "本": 0, "这个": 0, "这": 0, "当": 0, "今": 0, "下": 1, "下个": 1, "下一": 1, "下一个": 1, "次": 1,
    "来": 1, "明": 1,
    "上": -1, "上个": -1, "上一": -1, "上一个": -1, "去": -1, "后": 2,
}  # fmt: skip
EDGES = {
    "之前": "before", "以前": "before", "前": "before", "到来之前": "before", "到来前": "before",
    "为止": "until",
    "止": "until", "之后": "after", "以后": "after", "后": "after", "以来": "from", "起": "from",
    "开始": "from",
}  # fmt: skip
DAYS = {
    "今天": 0, "今日": 0, "今早": 0, "今晚": 0, "今晨": 0, "今夜": 0, "即日": 0, "明天": 1, "明日": 1,
    "明早": 1, "明晚": 1,
    "后天": 2, "昨天": -1, "昨日": -1, "昨晚": -1, "昨夜": -1, "前天": -2, "前日": -2, "今": 0,
}  # fmt: skip
SEASONS = {"春": 3, "夏": 6, "秋": 9, "冬": 12}
SEASON_OF_NEXT_YEAR = True  # 明春
FEASTS = {  # (month, day, days it may last)
    "元旦": (1, 1, 3), "新年": (1, 1, 7), "跨年夜": (12, 31, 1), "春节": (1, 21, 31), "农历新年": (1, 21, 31),
    "除夕": (1, 20, 31), "元宵节": (2, 3, 32), "情人节": (2, 14, 1), "清明": (4, 3, 4), "清明节": (4, 3, 4),
    "五一": (5, 1, 5), "劳动节": (5, 1, 5), "端午": (5, 28, 28), "端午节": (5, 28, 28), "六一八": (6, 1, 19),
    "618": (6, 1, 19), "中秋": (9, 8, 31), "中秋节": (9, 8, 31), "国庆": (10, 1, 8), "国庆节": (10, 1, 8),
    "十一假期": (10, 1, 8), "黄金周": (10, 1, 8), "双十一": (11, 1, 12), "双11": (11, 1, 12),
    "感恩节": (11, 22, 9),
    "黑色星期五": (11, 23, 8), "黑五": (11, 23, 8), "双十二": (12, 10, 3), "双12": (12, 10, 3),
    "圣诞": (12, 18, 9),
    "圣诞节": (12, 18, 9), "平安夜": (12, 24, 1),
}  # fmt: skip


def _any(listed: dict[str, int] | dict[str, str] | dict[str, float] | dict[str, tuple[int, int, int]]) -> str:
    return "|".join(map(re.escape, sorted(listed, key=len, reverse=True)))


_Y = rf"(?P<year>(?:(?:19|20)\d\d|[二一][{_DIGITS}]{{3}})(?=年)|{_any(YEARS)})年?"
_MAYBE_Y = rf"(?:{_Y}(?:度)?[的,]?)?"
_M = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])(?:月份|月)"
_D = r"(?P<day>[12]\d|3[01]|0?[1-9]|(?:二十|三十|十)[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
_PART = rf"(?P<part>{_any(PARTS)})"
_MAYBE_PART = (
    rf"(?:的?{_PART}(?!国|央|心|午|文|间|学|方|程|级|步|次|美|欧|日|韩|东|期|途|端|标|签|层|线|期))?"
)
_EDGE = (
    rf"(?:(?:到来)?(?P<edge>{_any(EDGES)})(?!往|期|景|沿|瞻|列|台|锋|任|夕|续|勤|者|方|面|果|备|码|步|诉))?"
)
_N = rf"(?<![\d.一二三四五六七八九十百千])(?P<n>\d{{1,3}}(?:\.\d)?|{_any(NUMBERS)})"
_UNIT = rf"(?P<unit>{_any(UNITS)})"
_REL = rf"(?P<rel>{_any(RELATIVE)})"

# The kind says how it is reckoned; what an earlier pattern has found a later one does not see
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("day", rf"(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?!\d){_EDGE}"),
        ("day", rf"{_MAYBE_Y}(?<![\d.]){_M}{_D}{_EDGE}"),
        ("day", rf"{_REL}月{_D}{_EDGE}"),
        ("feast", rf"{_MAYBE_Y}(?P<feast>{_any(FEASTS)})(?!\d){_EDGE}"),
        (
            "quarter",
            rf"{_MAYBE_Y}第?(?P<quarter>[一二三四首1-4])(?:季度|季(?!节))(?:度)?{_MAYBE_PART}{_EDGE}",
        ),
        ("quarter", rf"{_Y}(?P<quarter>Q[1-4]){_EDGE}"),
        ("quarter", rf"(?P<year>(?:19|20)\d\d)(?P<quarter>Q[1-4]){_EDGE}"),
        ("half", rf"{_MAYBE_Y}(?P<half>[上下])半年{_MAYBE_PART}{_EDGE}"),
        ("half", rf"{_Y}(?P<half>H[12]){_EDGE}"),
        ("month", rf"{_MAYBE_Y}(?<![\d.]){_M}{_MAYBE_PART}{_EDGE}"),
        ("unit", rf"{_REL}(?P<unit>月|周|星期|礼拜|季度|季(?!节)|年代|个年代){_MAYBE_PART}(?:结束)?{_EDGE}"),
        ("unit", rf"(?P<unit>本月|月)(?P<part>底|末|初|中旬|上旬|下旬){_EDGE}"),
        ("season", rf"{_MAYBE_Y}(?P<rel>[今明去后])?(?:入|金)?(?P<season>[春夏秋冬])(?:天|季|日){_EDGE}"),
        ("season", rf"(?P<rel>[今明去后])(?:年)?(?:入|金)?(?P<season>[春夏秋冬]){_EDGE}"),
        ("season", rf"(?:入|金|开)(?P<season>[春秋冬夏])(?!蝉|葵){_EDGE}"),
        (
            "ahead",
            rf"(?:再过|再等|还得等|还要等|还需|还有|要等|得等|等上?|过){_N}{_UNIT}(?:左右|多)?(?:[之以]?后)?",
        ),
        ("within", rf"(?:未来|今后|接下来|往后)(?:的)?(?:不到|约|大约)?{_N}{_UNIT}(?:左右|多)?[之以]?内?"),
        ("within", rf"(?:不到|约|大约)?{_N}{_UNIT}(?:左右|多)?[之以]?(?:内(?!存|地|部|容)|时间里|的时间)"),
        ("ahead", rf"(?:约|大约)?{_N}{_UNIT}(?:左右|多)?[之以]?后"),
        ("ago", rf"(?:约|大约)?{_N}{_UNIT}(?:左右|多)?[之以]?前"),
        ("year", rf"{_Y}{_MAYBE_PART}(?:结束)?{_EDGE}"),
        ("year", rf"(?P<part>{_any({k: v for k, v in PARTS.items() if '年' in k or '岁' in k})}){_EDGE}"),
        ("year", r"(?P<year>20[1-5]\d)(?=[-到至]20[1-5]\d)"),
        ("days", rf"(?P<back>{_any({k: v for k, v in DAYS.items() if len(k) > 1})})"),
    )
)
NO_YEAR_BEFORE = re.compile(r"[$€£¥₩₹#.,\d-]$|[A-Za-z第]$")
NO_YEAR_AFTER = re.compile(
    r" ?(?:%|"
    r"[万亿元块美欧日韩港英卢泰万个名人辆台架部艘列套片颗枚只件支瓶单份张家座所条款项处倍吨公千米纳度点户间次起多余]|"
    r"以上)"
)
