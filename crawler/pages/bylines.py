"""Bylines: "By Ada Berg and Bo Lund, The Courier" to the persons in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.reading.dates import find_dates
from crawler.reading.markup import headline
from record.text import fold_name, is_cjk

_LONGEST = 300  # characters of a byline
_LONGEST_NAME = 40
_LONGEST_CHINESE = 4
_MOST = 12  # names of one article
_NEXT = 8  # that many texts behind "by" are looked at
# "Written by", "Posted on 3 May by", "Analysis by"; a photo's or a sponsor's name is no author's.
_BY = re.compile(
    r"^\W{0,6}(?:(?:posted|written|published|reported|view all posts)\b.{0,40}?\s"
    r"|(?!photo|image|picture|illustrat|graphic|video|edit|review|sponsor|power|present|translat)[a-z]+\s)?"
    r"(?:by|von)\b\s*[:：]?\s*",
    re.IGNORECASE,
)
_BY_CHINESE = re.compile(
    r"(?:^|[\s　(（])(?:[\u4e00-\u9fff]{0,8}记者|作者|撰文|撰稿|文)\s*[:：/／|｜丨\s]\s*"
    r"(?P<names>[\u4e00-\u9fff·]{2,12}+(?:[\s、，,/／]+[\u4e00-\u9fff·]{2,12}+){0,4}+)(?!\s*[\u4e00-\u9fff]{0,3}摄)"
)
_END = re.compile(r"\s+(?:[-–—|•@]|for the|from|in)\s+.*$|\s*[（(].*$", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:[;；,，、|•]|\s(?:and|und|with|&|/)\s)\s*", re.IGNORECASE)
_JOINING = re.compile(r"(?:and|&|,|、|/|by)", re.IGNORECASE)
_LONGEST_IN_WORDS = 5
_ROLE = re.compile(
    r"\b(?:reporters?|correspondents?|editors?|writers?|columnists?|contributors?|producers?|journalists?|staff"
    r"|admin|administrator|guest|name)\b|编辑|责编|通讯员|报道|整理|^(?:新浪|网易|搜狐|腾讯|凤凰)"
    r"|(?:网|报|社|台|周刊|杂志|新闻|财经|科技|频道|客户端|中心|消息)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|www\.|/")
_NO_NAME = re.compile(
    r"\b(?:updated|published|posted|all posts|more from|follow|read)\b|来源|综合|https?:|www\.|[@:]|\d{4}",
    re.IGNORECASE,
)


def read_persons(written: Sequence[str], sites: frozenset[str]) -> tuple[str, ...]:
    """The persons in texts that name the authors, each once; neither roles nor the site itself."""
    others = [text for text in written if fold_name(headline(text)) not in sites]
    return tuple(
        name for name in read_names(others) if fold_name(name) not in sites and not _ROLE.search(name)
    )


def read_names(written: Sequence[str]) -> tuple[str, ...]:
    """As `read_persons`, with the desk or the outlet that signs where no person does."""
    names = (name for text in written for name in _parts(headline(text)) if _is_name(name))
    return tuple({fold_name(name): name for name in names}.values())[:_MOST]


def find_byline(texts: Sequence[str], sites: frozenset[str]) -> tuple[str, ...]:
    """The persons of the first of these texts that says "by" or 记者; the name may stand in the next text."""
    for at, text in enumerate(texts):
        if chinese := _BY_CHINESE.search(text):
            names = read_persons([chinese["names"]], sites)
        elif by := _BY.match(text):
            rest = text[by.end() :] or _following(texts[at + 1 : at + _NEXT])
            names = tuple(name for name in read_persons([rest], sites) if _is_capital(name))
        else:
            continue
        if names:
            return names
    return ()


def _following(texts: Sequence[str]) -> str:
    """ "Ada Berg" | "and" | "Bo Lund" | "The Courier": what joins two names goes on."""
    end = 1
    while end + 1 < len(texts) and _JOINING.fullmatch(texts[end]):
        end += 2
    return " ".join(texts[:end])


def _is_capital(name: str) -> bool:
    """ "By the time it was over" is no byline."""
    return name[0].isupper() and len(name.split()) <= _LONGEST_IN_WORDS


def _parts(line: str) -> list[str]:
    line = "" if _ADDRESS.match(line) else _BY.sub("", line[:_LONGEST])
    start = next((start for start, _ in find_dates(line)), len(line))
    parts = _SPLIT.split(_END.sub("", line[:start].strip()))
    if any(is_cjk(char) for char in line):
        parts = [name for part in parts for name in part.split()]
    return [_BY.sub("", part).strip(" .,，-–—*") for part in parts]


def _is_name(name: str) -> bool:
    chinese = "·" not in name and any(map(is_cjk, name))
    longest = _LONGEST_CHINESE if chinese else _LONGEST_NAME
    return any(map(str.isalpha, name)) and 1 < len(name) <= longest and not _NO_NAME.search(name)
