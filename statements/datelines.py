"""Where the words of a paragraph begin: behind "DETROIT, Nov 20 (Reuters) - " or （记者 王小明）.

Neither place nor agency nor reporter says what follows. Both are looked for at the start of any paragraph: a
page of several items has a dateline in each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from statements.paragraphs import Paragraph

_LONGEST = 160  # characters, of a dateline with its byline
_MOST_PARTS = 4  # 【…讯】, an agency with its day, and who reports, in any order
_SHORT = 5  # letters; such a name alone before a dash may be that of a company: "TSMC — Apple's supplier — …"

# ---------------------------------------------------------------- in Latin letters

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_DASH = r"(?:\s*(?:[—–]+|--+)\s*|\s+-\s+)"
_NAME = r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ.'’]{0,20}"
_PLACE = rf"{_NAME}(?:(?:[ /-]|, ?){_NAME}){{0,6}}"
_SOURCE = r"(?:\([^()\n]{2,40}\)|/[^/\n]{2,40}/)"
_LATIN = re.compile(
    rf"(?=\S)(?P<place>{_PLACE}?(?=,? ?(?:{_DATE}|[(/])|{_DASH}))?,? ?(?P<date>{_DATE})?,? ?"
    rf"(?:{_DASH}?(?P<source>{_SOURCE}))?:?{_DASH}(?=[^\Wa-z]|[“\"‘'$€£])"
)
_STOP = re.compile(r"[.!?]\s")
_BYLINE = re.compile(rf"B[yY]:? {_NAME}(?:(?:[ -]|, |,? and | & | \| ){_NAME}){{1,10}}")

# ---------------------------------------------------------------- in Chinese

_WHO = "(?:记者|記者|通讯员|通訊員|特派员|特派員|编译|編譯|实习生)"
_BEHIND = r"[\s　，,：:—–-]*"
_BRACKETED = re.compile(
    rf"[（(【〔\[［](?:[^（）()【】〔〕\[\]［］\n]{{0,14}}{_WHO}(?![会會问問手观觀站])[^（）()【】〔〕\[\]［］\n]{{0,60}}"
    r"|[^（）()【】〔〕\[\]［］，,：:\n]{0,24}(?:[讯訊]|日[电電]|综合报道|綜合報導|／\w{0,4}[报報][道導])"
    rf")[）)】〕\]］]{_BEHIND}"
)
_AGENCY = re.compile(
    r"(?!据|據)(?:[^，。：；“”「」『』、！？\n]{0,24}?\d{1,2}\s*日(?:[上下中]午|早间|晚间|凌晨)?\s*"
    r"(?:综合)?(?:[电電讯訊]|消息)"
    r"|[^，。：；“”「」『』、！？\s]{0,12}?(?:本[报報台网網刊]|[社网網报報台]|科技|财经|財經|新闻|新聞|体育|娱乐|汽车)"
    rf"[^\W\d]{{0,4}}?[讯訊])(?:$|(?=[（(【〔\[])|[\s　，,：:—–-]){_BEHIND}"
)
_REPORTER = re.compile(
    rf"[^，。：；“”「」『』！？\n]{{0,16}}?{_WHO}[\s　丨|｜]*[^，。：；“”「」『』！？\n]{{2,24}}?"
    rf"(?:[报報][道導]|[摄攝]影?)(?:$|[\s　，,：:。—–-]){_BEHIND}"
)
_CHINESE = (_BRACKETED, _AGENCY, _REPORTER)
_CHINESE_PLACE = re.compile(
    r"[（(]?[^\W\d_a-z]{2,8}[，,\s]*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日[）)]?"
    rf"\s*{_SOURCE}?{_DASH}"
)


def without_datelines(text: str, paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs from their first words on; those that are a dateline or a byline and nothing else are
    left out."""
    for paragraph in paragraphs:
        start = after_dateline(text, paragraph.start, paragraph.end)
        if start == paragraph.start:
            yield paragraph
        elif start < paragraph.end:
            quotes = tuple(quote for quote in paragraph.quotes if quote.start >= start)
            yield replace(paragraph, start=start, quotes=quotes)


def after_dateline(text: str, start: int, end: int) -> int:
    """The offset of the first word behind it; `start` where there is none."""
    if _BYLINE.fullmatch(text, start, end):
        return end
    head = text[start : min(end, start + _LONGEST)]
    found = _LATIN.match(head)
    if found is not None and _is_dateline(head, found):
        return start + found.end()
    return start + (_after_place(head) or _after_parts(head))


def _is_dateline(head: str, found: re.Match[str]) -> bool:
    """By what stands in it; a name alone before a dash may be what the sentence is about."""
    place = found["place"] or ""
    if found["date"]:
        return True
    if not found["source"] and not place.partition(",")[0].isupper():
        return False
    long = place.isupper() and len(place) > _SHORT
    return long or not _has_dash(head, found.end())


def _has_dash(head: str, start: int) -> bool:
    """In the sentence that begins there."""
    stop = _STOP.search(head, start)
    return re.search(_DASH, head[start : stop.start() if stop else len(head)]) is not None


def _after_place(head: str) -> int:
    found = _CHINESE_PLACE.match(head)
    return found.end() if found else 0


def _after_parts(head: str) -> int:
    at = 0
    for _ in range(_MOST_PARTS):
        found = next((match for each in _CHINESE if (match := each.match(head, at))), None)
        if found is None:
            break
        at = found.end()
    return at
