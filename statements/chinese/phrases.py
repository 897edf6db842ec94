"""Noun phrases before a cue: where they begin and end, and whether they name who can speak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from record.types import Span
from statements.chinese.cues import starts_with_cue
from statements.chinese.leads import skip_leads
from statements.chinese.names import (
    Names,
    doer,
    has_surname,
    is_transliterated,
    looks_like_name,
    name_after_title,
)
from statements.lexicon import zh

SIZES = range(12, 1, -1)  # characters of a name that is looked for among many
_LONGEST = 48  # characters of a noun phrase
_BRACKETS = re.compile(
    r"[（(【\[][^（）()【】\[\]]{0,60}[）)】\]]?$|^[（(【\[][^（）()【】\[\]]{0,60}[）)】\]]"
)
_LATIN = re.compile(r"[A-Z][A-Za-z0-9&.+'’-]*(?: [A-Za-z0-9&.+'’-]+){0,4}")
_MEDIUM = re.compile(r".{0,8}《[^《》]{1,12}》(?:网站|杂志|周刊)?")
_DOCUMENT = re.compile(
    r"(?:法|条例|规定|办法|通知|意见|报告|方案|细则|纲要|规划|决定|公告|书|指南|协定|协议|声明|标准|法案|条约)》$"
)
_RELATIVE = re.compile(r"[了着过]一[个位名家项份种]|了$|的$")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_CITED = re.compile(
    r"(?:引用|援引|引述|转引|转述)(?P<who>[^，。]{2,24}?)(?:的?话|的说法|的观点)(?:报道|报导)?$"
)
_JOINT = re.compile(r"[和与及、]|以及")


def noun_phrase(text: str, names: Names, loose: bool = False) -> Span:
    """Offsets of the noun phrase in what stands before a cue; empty where nothing is left that can speak."""
    cited = _CITED.search(text)
    if cited is not None and _is_cited(cited["who"], names) and _is_organisation(text[: cited.start()]):
        return cited.span("who")
    start = skip_leads(text, names)
    pronoun = next((word for word in zh.PRONOUNS if text.startswith(word, start)), None)
    if pronoun is not None:
        end = start + len(pronoun)
        return (start, start) if _RELATIVE.search(text, end) else (start, end)
    ends = [_trimmed(text, start, end) for end in _ends(text, start, names)]
    start, alone = _after_relation(text, start, ends, names)
    if alone:
        return start, start
    for plain in (False, True) if loose else (False,):
        for end in ends:
            if 0 < end - start <= _LONGEST and can_speak(text[start:end], names, plain):
                return start, end
    return start, start


def _after_relation(text: str, start: int, ends: list[int], names: Names) -> tuple[int, bool]:
    """Of 星河汽车的供应商云杉科技 the second company may speak; True where there is none."""
    last = max(ends, default=start)
    match = _related().match(text, start, last)
    if match is None or text[start:last] in names:
        return start, False
    whose = match["whose"]
    if not (whose in names or _is_organisation(whose) or looks_like_name(whose)):
        return start, False
    behind = (text[match.end() : end] for end in ends if end > match.end())
    named = any(can_speak(phrase, names, loose=True) for phrase in behind)
    return (match.end() if named else start), not named


def _ends(text: str, start: int, names: Names) -> Iterator[int]:
    """Where the phrase may end: all of it where a name ends it, else before one adverbial or another."""
    whole = text[start:].rstrip(" 的之、,，")
    if whole in names or looks_like_name(name_after_title(whole)) or _is_joint(whole, names):
        yield len(text)
    anaphor = _anaphors().match(text, start)
    if anaphor is not None:
        yield anaphor.end()
    for match in _modifiers().finditer(text, min(start + 2, len(text))):
        yield match.start()
    yield len(text)
    for size in (4, 3, 2):  # 吴子枫毫不掩饰地
        if text[start : start + size] in names and text[start + size : start + size + 1] not in ("的", "和"):
            yield min(start + size, len(text))
    named = doer(text[start:])
    if named:
        yield start + len(named)


def _trimmed(text: str, start: int, end: int) -> int:
    while start < end and text[end - 1] in " 的之、,，":
        end -= 1
    bracket = _BRACKETS.search(text[start:end])
    if bracket is not None and bracket.start():
        return start + bracket.start()
    return _without_work(text, start, end)


def _without_work(text: str, start: int, end: int) -> int:
    """Of 报道中 and 《东川经济日报》报道 the work is no part, but of a work that stands alone."""
    phrase = text[start:end].removesuffix("中")
    if phrase in zh.WORKS:
        return start + len(phrase)
    medium = re.sub("(?:的|发)?(?:报道|报导|文章)$", "", phrase)
    return start + len(medium) if medium != phrase and _is_organisation(medium) else end


# ---------------------------------------------------------------- who can speak


def can_speak(phrase: str, names: Names, loose: bool = False) -> bool:
    """A pronoun, a name, a title or an organisation; not a crowd, not a thing, not half a clause."""
    if phrase in names or phrase in (*zh.PRONOUNS, *zh.COMPANY_WORDS, *zh.WORKS) or refers_back(phrase):
        return True
    if (
        phrase in _adverbs()
        or phrase.startswith(zh.NO_NAMES)
        or any(word in phrase for word in zh.NO_PHRASE)
        or starts_with_cue(phrase)
    ):
        return False
    if _is_generic(phrase, names) or _DOCUMENT.search(phrase):
        return False
    return (
        bool(name_after_title(phrase))
        or looks_like_name(phrase)
        or is_transliterated(phrase)
        or _is_office(phrase)
        or (len(phrase) <= 16 and any(phrase[-size:] in names for size in SIZES))
        or _is_organisation(phrase)
        or _is_joint(phrase, names)
        or (loose and _is_plain(phrase))
    )


def _is_cited(phrase: str, names: Names) -> bool:
    """Whom a medium cites speaks, but 学者 alone does not."""
    placed = any(phrase.find(ending) > 1 for ending in zh.ORG_ENDINGS if len(ending) > 1)
    named = phrase in names or looks_like_name(phrase) or bool(name_after_title(phrase))
    return named or _is_organisation(phrase) or (placed and can_speak(phrase, names))


def refers_back(phrase: str) -> bool:
    """该负责人, 这位发言人: whoever spoke before."""
    return _anaphors().fullmatch(phrase) is not None


def _is_office(phrase: str) -> bool:
    return phrase.endswith((*zh.SPOKES, *zh.TITLES, *zh.PERSON_NOUNS)) and len(phrase) >= 2


def _is_organisation(phrase: str) -> bool:
    endings = (*zh.ORG_ENDINGS, *zh.NATIONS)
    if phrase.endswith(endings):
        return len(phrase) > 2 or phrase in endings
    return bool(_LATIN.fullmatch(phrase) or _MEDIUM.fullmatch(phrase))


def joint_parts(phrase: str) -> list[str]:
    return [part for part in _JOINT.split(phrase) if part]


def _is_joint(phrase: str, names: Names) -> bool:
    """雷军和卢伟冰; A市法院与B公司"""
    found = joint_parts(phrase)
    return 2 <= len(found) <= 4 and all(len(part) > 1 and can_speak(part, names) for part in found)


def _is_plain(phrase: str) -> bool:
    """A short word of Han characters that a colon or quote shows to be whoever speaks."""
    if not 2 <= len(phrase) <= 8 or _HAN.fullmatch(phrase) is None or phrase[-1] in "地着了过":
        return False
    return _modifiers().search(phrase, 2) is None and not any(word in phrase for word in _never())


def _is_generic(phrase: str, names: Names) -> bool:
    """网友; 一位专家; but not 远山银行的一名气象专家"""
    name = name_after_title(phrase)
    named = bool(name) and (has_surname(name) or name in names)
    named = named or any(phrase[-size:] in names and has_surname(phrase[-size:]) for size in (3, 2))
    if "的一名" in phrase or "的一位" in phrase:
        return phrase.find("的一") < 2
    if phrase.startswith(zh.ANYONE) or any(some in phrase for some in zh.SOME):
        return not named
    if phrase.endswith(zh.SPOKES):
        return phrase.startswith(zh.TRADE) and not _is_authority(phrase)
    return not named and phrase.endswith(_never())


def _is_authority(phrase: str) -> bool:
    """市场监管总局新闻发言人 begins as 市场相关人士 does."""
    body = phrase[: phrase.find(next(spokes for spokes in zh.SPOKES if phrase.endswith(spokes)))]
    return len(body) > 4 and body.endswith(("局", "部", "委", "院", "协会", "商会"))


@cache
def _related() -> re.Pattern[str]:
    """星河汽车的中国竞争对手, up to the noun; 对手 is no 对"""
    nouns = "|".join(sorted(zh.RELATED, key=len, reverse=True))
    ending = "|".join(zh.RELATED_AT_END)
    which = r"的?(?:[\u4e00-\u9fff]国|最大|主要|长期|核心|前)?的?"
    whole = rf"(?:{ending})(?=$|{_modifiers().pattern})"
    return re.compile(rf"(?P<whose>[^，。]{{2,14}}?){which}(?:{nouns}(?!大会|会议|年会|[会节日])|{whole})")


@cache
def _anaphors() -> re.Pattern[str]:
    """这位负责人 of 这位负责人充满信心地"""
    nouns = "|".join(sorted((*zh.SPOKES, *zh.TITLES), key=len, reverse=True))
    return re.compile(rf"(?:{'|'.join(zh.THE_ONE)})(?:相关|有关|新闻|主要|高级)?(?:{nouns})")


@cache
def _adverbs() -> frozenset[str]:
    return frozenset((*zh.LEADS, *zh.MODIFIERS))


@cache
def _never() -> tuple[str, ...]:
    return tuple(word for word in zh.NEVER if len(word) > 1)


@cache
def _modifiers() -> re.Pattern[str]:
    words = "|".join(word + zh.OPEN_TO.get(word, "") for word in sorted(zh.MODIFIERS, key=len, reverse=True))
    days = r"\d{1,2}月|\d{1,2}[日号]|\d{4}年|[今昨前][（(]\d|同[日天]"
    return re.compile(rf"{words}|{days}|与[^，。]{{1,14}}?(?:时|后|中)$")
