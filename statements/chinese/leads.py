"""What a Chinese clause begins with before anybody is named: bylines, days, settings and links."""

from __future__ import annotations

import re
from functools import cache

from statements.chinese.names import Names, has_surname
from statements.lexicon import zh

_DATE = r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}[日号]|\d{4}年(?:\d{1,2}月)?|\d{1,2}月"
_DAY = rf"{_DATE}|(?:周|星期|礼拜)[一二三四五六日天]|[今昨前][（(]\d{{1,2}}[）)][日天晚]|同[日天]"
_HOUR = (
    r"(?:早上|早间|上午|中午|下午|傍晚|晚上|晚间|深夜|凌晨|晚|早)?(?:\d{1,2}[时点:：]\d{0,2}分?(?:许|左右)?)?"
)
_TIME = re.compile(rf"(?:当地时间|北京时间|美东时间)?(?:{_DAY}){_HOUR}(?:[，,]|\s)?")
_WIRE = re.compile(
    r"[（(〔【\[][^（）()〔〕【】\[\]]{2,40}(?:电|讯|报道|报导)[^（）()〔〕【】\[\]]{0,6}[）)〕】\]]\s*"
    r"|[（(]?(?:本报|本刊|本网|本台)?(?:见习|特约|实习)?记者[ \u3000：:]+[\u4e00-\u9fff]{2,4}"
    r"(?:[ \u3000、][\u4e00-\u9fff]{2,4}){0,3}(?:[ \u3000][\u4e00-\u9fff]{0,6}(?:报道|报导))?"
    r"(?:[）)]|[ \u3000])[ \u3000]*"
    r"|[\u4e00-\u9fff]{2,12}\d{1,2}月\d{1,2}日[电讯][ \u3000]*(?:[（(][^（）()]{2,30}[）)])?[ \u3000]*"
    r"|本报讯[ \u3000]*|【[^【】]{1,60}】|[①-⑳•·●■▲◆\-]+\s*"
)
_AROUND = re.compile(
    r"(?:在|当|据|针对|对于|对|就)[^，。]{1,28}?(?:时|后|会上|期间|采访中|报道中|网上|微博上|平台上|直播中|一事|问题)"
)


def skip_leads(text: str, names: Names) -> int:
    at = 0
    while True:
        step = _lead(text, at, names)
        if not step:
            return at
        at += step


def _lead(text: str, at: int, names: Names) -> int:
    """The length of a link, a time or a setting that a clause begins with at `at`."""
    for pattern in (_WIRE, _TIME, _AROUND):
        match = pattern.match(text, at)
        if match is not None and match.end() > at:
            return match.end() - at
    for lead in _leads():
        if text.startswith(lead, at):
            open_to = lead not in zh.AMBIGUOUS_LEADS or _opens_name(text, at + len(lead), names)
            return len(lead) if open_to and not _opens_known(text, at, names) else 0
    if text.startswith("有", at) and _affiliated(text[at + 1 :]):
        return 1
    return 0


def _affiliated(text: str) -> bool:
    """有锦湖轮胎相关负责人: whoever it is, the organisation is named."""
    return any(text.find(spokes) > 1 for spokes in zh.SPOKES) and not text.startswith(zh.TRADE)


def _opens_name(text: str, at: int, names: Names) -> bool:
    return text.startswith(zh.PRONOUNS, at) or _opens_known(text, at, names) or has_surname(text[at : at + 2])


def _opens_known(text: str, at: int, names: Names) -> bool:
    return any(text[at : at + size] in names for size in (2, 3, 4))


@cache
def _leads() -> tuple[str, ...]:
    return tuple(sorted(zh.LEADS, key=len, reverse=True))
