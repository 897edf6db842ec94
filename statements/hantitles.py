"""What stands before a Chinese name: organisation and title, as in 远帆科技资深产品总监何文远."""

from __future__ import annotations

import re
from functools import cache

from record.text import fold
from statements.introductions import NOTHING, Introduction
from statements.lexicon import zh, zh_persons

_BEFORE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·・&“”（）()]{2,40}$")
_LONGEST = 40  # characters before a name
_CUT = re.compile(
    r"^.*(?:的|和|与|及|在|对|向|由|是|了|到|据|随着|其中|包括|记者|表示|称|说|以及|当时|曾任|担任|，)(?=.)"
)
_TIMES = re.compile(
    r"^(?:\d+[年月日]|近日|日前|当天|昨日|今日|目前|此前|现任|前任|时任|来自|来自于|身为|作为)+"
)
_CHIEF = re.compile("首席[^首席，。]{1,4}官$")


_OWNED = re.compile(r"(?:^|[，。、：；\s])?([\u4e00-\u9fffA-Za-z0-9]{2,20})的$")


def bare_name(name: str) -> str:
    """挪威的奥古斯特 and 研究员奥古斯特 without what stands before the name."""
    rest = name[name.rfind("的") + 1 :] or name
    title = max((title for title in _titles() if fold(rest).startswith(title)), key=len, default="")
    return rest[len(title) :] if len(rest) - len(title) > 1 else rest


def before_name(text: str, at: int) -> Introduction:
    """Of the name that begins at `at`."""
    found = _BEFORE.search(text, max(0, at - _LONGEST), at)
    return read_phrase(found.group()) if found else NOTHING


def read_phrase(phrase: str) -> Introduction:
    """远山银行气象专家 -> 气象专家 of 远山银行; nothing where it ends with no title."""
    cut = _CUT.search(phrase)
    rest = _TIMES.sub("", phrase[cut.end() :] if cut else phrase)
    title = _ending(rest)
    if title is None:
        return NOTHING
    said = _titled(rest[: len(rest) - len(title)], title)
    if said.org is None and cut and cut.group().endswith("的"):  # 远帆科技的资深产品总监
        return said.merged(Introduction(None, _owner(cut.group())))
    return said


def _titled(front: str, title: str) -> Introduction:
    left, and_, right = front.partition("兼")
    if and_:  # 远山集团首席财务官兼远山物流总裁
        first = read_phrase(left)
        return Introduction(f"{first.role or ''}兼{right}{title}".lstrip("兼"), first.org)
    org, part = _split(front)
    if title in zh_persons.KIN or any(word in org for word in zh_persons.NO_ORG):
        return Introduction(front + title if title not in zh_persons.KIN else title)
    return Introduction(part + title, org or None)


def _owner(before: str) -> str | None:
    """An organisation by its ending: 远帆科技的"""
    found = _OWNED.search(_CUT.sub("", before[:-1]) + "的")
    name = found.group(1) if found else ""
    return name if name.endswith(_org_endings()) else None


def _split(front: str) -> tuple[str, str]:
    """Organisation and the part of the title that stands before its noun."""
    end = max((at + len(word) for word in _org_endings() if (at := front.rfind(word)) > 0), default=0)
    if end > 1:
        return front[:end], front[end:]
    org = front
    while part := next((part for part in zh_persons.TITLE_PARTS if org.endswith(part)), None):
        org = org[: len(org) - len(part)]
    return (org, front[len(org) :]) if len(org) > 1 else ("", front)


def _ending(phrase: str) -> str | None:
    folded = fold(phrase)
    chief = _CHIEF.search(folded)
    if chief is not None:
        return phrase[chief.start() :]
    found = max((title for title in _titles() if folded.endswith(title)), key=len, default=None)
    return phrase[len(phrase) - len(found) :] if found else None


@cache
def _titles() -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(title) for title in zh.TITLES))


@cache
def _org_endings() -> tuple[str, ...]:
    return tuple(word for word in zh.ORG_ENDINGS if len(word) > 1)
