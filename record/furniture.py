"""Lines of an article that change by themselves: clocks, counters and pointers to other pages.

They are told from what the article says by their whole line; a sentence is never furniture, whatever number
stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 120  # of a line that is no sentence, see weight_of
LONGEST_POINTER = 200

_STOP = re.compile(r"[.!?。！？…][\"'”’」』)）\]】]*$")
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ＇](?=\w)")
# A sign in front of a number, a per cent sign and a currency are part of what is said.
_WORD = re.compile(r"(?:(?<!\w)[-−+](?=\d))?[^\W_]+|[%$€£¥₩]")
_HAN = r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
_ONE_HAN = re.compile(_HAN)
_BESIDE_HAN = re.compile(rf"(?<={_HAN}) | (?={_HAN})")

_UNIT = r"(?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month)s?|[smhd]"
_AGO = rf"\b(?:\d+|an?|one|few) ?(?:{_UNIT}) ago\b|\bjust now\b|\d+(?:秒|秒钟|分钟|小时|天|周|个月)前|刚刚"
_THINGS = r"(?:views?|comments?|reads?|replies|人?次?(?:阅读|浏览|播放|观看)|条?(?:评论|跟贴|跟帖|回复))"
_NUMBER = r"\d[\d ]*+[kmw万亿]?"  # possessive: a row of numbers is tried once
_COUNT = rf"(?:\b{_NUMBER} ?{_THINGS}(?!\w)|{_NUMBER}(?:人|次|条)(?:参与|点赞|转发|收藏))"
# What may run on within a line that says something besides, a byline say.
RUNNING = re.compile(f"{_AGO}|{_COUNT}")

_LABELS = (
    r"\b(?:last|first|updated?|modified|published|posted|shares?|likes?|views?|comments?|reads?|reading time"
    r"|at|on|am|pm|gmt|utc|[bce]st|edt|p[sd]t|et|today|yesterday|k|m|minutes?|mins?|hours?"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|\d+(?:st|nd|rd|th|[kmw])?)\b"
)
_HAN_LABELS = (
    "更新|发布|发表|修改|编辑|时间|日期|最后|上午|下午|今天|昨天|星期|周|[于于在年月日时分秒点钟一二三四五六]|北京"
    "|阅读时长|阅读|浏览|播放|评论|点赞|转发|收藏|分享|跟贴|参与|字数|[数量约次条人万亿字赞]|\\d+"
)
_ONLY_RUNNING = re.compile(f"{RUNNING.pattern}|{_LABELS}|{_HAN_LABELS}")

_POINTER = re.compile(
    r"(?:read (?:more|next|also|on)|also read|see also|up next|do ?n.?t miss|sign up|subscribe|advertisement"
    r"|related(?: (?:stories|articles|news|topics|content|coverage))?|more (?:on|from)\b.{0,40}?"
    r"|most (?:read|popular|viewed)|recommended(?: for you)?|you (?:may|might) (?:also )?like"
    r"|延伸阅读|阅读更多|推荐阅读|扩展阅读|相关(?:阅读|新闻|文章|报道|推荐|链接)|更多(?:阅读|新闻|精彩(?:内容)?|内容)"
    r"|热门(?:文章|推荐|新闻|阅读)|猜你喜欢|为你推荐|下一篇|上一篇|广告)\s*(?:[:：|»›>–—-]|$)"
)


def words_of(line: str) -> str:
    """What a folded line says, without punctuation, quote marks and the space beside Chinese characters."""
    return join_words(_WORD.findall(_APOSTROPHE.sub("", line)))


def join_words(words: Iterable[str]) -> str:
    """With a space between two words of a script that has spaces."""
    return _BESIDE_HAN.sub("", " ".join(words))


def weight_of(words: str) -> int:
    """Characters, of which a Chinese one counts twice."""
    return len(words) + len(_ONE_HAN.findall(words))


def is_sentence(line: str) -> bool:
    """It ends as sentences do, or is too long for a heading, a byline or an item."""
    return bool(_STOP.search(line.rstrip())) or weight_of(line) > LONGEST


def is_pointer(line: str) -> bool:
    """A folded line that leads to another page: "Read more: …"."""
    return len(line) <= LONGEST_POINTER and bool(_POINTER.match(line.strip()))


def is_pointer_alone(line: str) -> bool:
    """The heading of a list of such: "Related stories", "相关阅读："."""
    found = _POINTER.match(line.strip()) if is_pointer(line) else None
    return bool(found) and not words_of(line.strip()[found.end() :] if found else "")


def is_running(words: str) -> bool:
    """Nothing but dates, times that pass and counters, as `words_of` gives the line."""
    return len(words) <= LONGEST and not _ONLY_RUNNING.sub("", words).strip()
