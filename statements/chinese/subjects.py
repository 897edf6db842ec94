"""Who stands before a Chinese cue: what is left of the clause when links and adverbials are taken off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from record.text import is_cjk
from record.types import Span
from statements.chinese.cues import Cue, find_cues
from statements.chinese.pieces import Piece, Pieces, split_pieces
from statements.lexicon import zh
from statements.paragraphs import Paragraph

Names = frozenset[str]  # that are known, or found in the document

_OFTEN = 3  # times that a phrase without a known surname must stand in the text to be a name
_DOT = re.compile(r"[·・•]")
_WHOLE_FOREIGN = re.compile(r"[\u4e00-\u9fff]{1,6}(?:[·・•][\u4e00-\u9fffA-Za-z]{1,8})+")
_LONGEST = 32  # characters of a noun phrase
_TIME = re.compile(
    r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:早上|上午|中午|下午|晚上|晚间|晚|凌晨)?(?:，)?|\d{4}年(?:\d{1,2}月)?|\d{1,2}月"
)
_BRACKETS = re.compile(
    r"[（(【\[][^（）()【】\[\]]{0,60}[）)】\]]?$|^[（(【\[][^（）()【】\[\]]{0,60}[）)】\]]"
)
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{1,6}(?:[·・•.][\u4e00-\u9fffA-Za-z]{1,8})+$")
_BRAND = re.compile(r"[A-Z][A-Za-z]+|》$")
_NO_NAMES = (
    "的",
    "和",
    "是",
    "更",
    "要",
    "让",
    "使",
    "被",
    "想",
    "这",
    "那",
    "此",
    "它",
    "我",
    "你",
    "谁",
    "不",
    "没",
    "根据",
    "包括",
    "在",
    "对",
    "向",
    "据",
    "当",
    "为",
    "从",
)
_ANYONE = (
    "一名",
    "一位",
    "一个",
    "有",
    "某",
    "多",
    "几",
    "两",
    "三",
    "各",
    "曾有",
    "不少",
    "部分",
    "一些",
    "许多",
)
_INSIDE = ("，", "。", "因为", "如果", "没有", "不是", "应有", "见到", "可以")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_FOREIGN_SHORT = re.compile(r"[\u4e00-\u9fff]{3,4}")  # after a title a name needs no known surname
_LATIN = re.compile(r"[A-Z][A-Za-z.]*(?:\s+[A-Z][A-Za-z.]*){0,3}$")


def subject_in(piece: Piece, cue: Cue, names: Names) -> Span | None:
    """The span of the noun phrase before the cue in its own clause; None where there is none."""
    first, last = cue.subject
    text = piece.text[first:last]
    start, end = noun_phrase(text, names)
    if start == end:
        return None
    return piece.start + first + start, piece.start + first + end


def noun_phrase(text: str, names: Names) -> Span:
    """Offsets of the noun phrase in what stands before a cue; empty where nothing is left that can speak."""
    start, end = _skip_leads(text), len(text)
    pronoun = next((word for word in zh.PRONOUNS if text.startswith(word, start)), None)
    if pronoun is not None:
        return start, start + len(pronoun)
    for match in _modifiers().finditer(text, min(start + 2, len(text))):
        end = match.start()
        break
    while start < end and text[end - 1] in " 的之、,，":
        end -= 1
    bracket = _BRACKETS.search(text[start:end])
    if bracket is not None and bracket.start():
        end = start + bracket.start()
    if not 0 < end - start <= _LONGEST or not can_speak(text[start:end], names):
        return start, start
    return start, end


def _skip_leads(text: str) -> int:
    at = 0
    while True:
        rest = text[at:]
        step = next((len(lead) for lead in _leads() if rest.startswith(lead)), 0)
        time = _TIME.match(rest)
        around = _around_time(rest)
        step = max(step, time.end() if time else 0, around)
        if not step:
            return at
        at += step


def _around_time(text: str) -> int:
    """在接受采访时雷军…: the length of a leading 在 … 时"""
    match = re.match(r"(?:在|当|据|针对|对于)[^，。]{1,24}?(?:时|后|会上|期间|采访中|报道中)", text)
    return match.end() if match else 0


def can_speak(phrase: str, names: Names) -> bool:
    """A pronoun, a name, a title or an organisation; not a crowd, not a thing, not half a clause."""
    if phrase in names:
        return True
    if phrase in zh.PRONOUNS or phrase in zh.COMPANY_WORDS:
        return True
    if phrase.startswith(_NO_NAMES) or any(word in phrase for word in _INSIDE):
        return False
    if name_after_title(phrase) or looks_like_name(phrase):
        return not _generic(phrase)
    if phrase.endswith((*zh.TITLES, *zh.SPOKES)):
        return len(phrase) > 3 and not _generic(phrase)
    if any(phrase.endswith(name) for name in names):
        return not _generic(phrase)
    return (phrase.endswith(tuple(zh.ORG_ENDINGS)) or bool(_BRAND.search(phrase))) and not _generic(phrase)


def _generic(phrase: str) -> bool:
    """网友; 一位专家; but not 中国银联的一名风险专家"""
    if "的一名" in phrase or "的一位" in phrase:
        return phrase.find("的一") < 2
    if phrase.startswith(_ANYONE):
        return not name_after_title(phrase)
    return any(word in phrase for word in zh.NEVER if len(word) > 1) and not name_after_title(phrase)


def name_after_title(phrase: str) -> str:
    """The personal name at the end of 华为院士艾伟, or "" where a title ends the phrase or there is none."""
    end = max((at + len(t) for t in zh.TITLES if (at := phrase.rfind(t)) >= 0), default=0)
    rest = phrase[end:].strip(" 、的：")
    return rest if end and (looks_like_name(rest) or _FOREIGN_SHORT.fullmatch(rest)) else ""


def looks_like_name(text: str) -> bool:
    if _FOREIGN.fullmatch(text) or _LATIN.fullmatch(text):
        return True
    return _NAME.fullmatch(text) is not None and text[0] in zh.SURNAMES and text not in zh.NOT_NAMES


def collect_names(text: str, paragraphs: Iterable[Paragraph], known: Names) -> Names:
    """Personal names that stand right before a cue somewhere in the document."""
    names: set[str] = set()
    for paragraph in paragraphs:
        if paragraph.lang != "zh":
            continue
        for piece in split_pieces(text, paragraph):
            for cue in find_cues(piece.text) if piece.kind == "text" else ():
                span = subject_in(piece, cue, known)
                phrase = text[span[0] : span[1]] if span else ""
                names.update(_names_in(phrase))
                if span is None:
                    names.update(_often(text, piece.text[slice(*cue.subject)]))
    for name in (*_WHOLE_FOREIGN.findall(text), *filter(_DOT.search, known)):
        names.update((name, *_DOT.split(name)))
    return frozenset(name for name in names if len(name) > 1 and name not in zh.TITLES)


def _names_in(phrase: str) -> Iterator[str]:
    if looks_like_name(phrase):
        yield phrase
    after = name_after_title(phrase)
    if after:
        yield after


def _often(text: str, before: str) -> Iterator[str]:
    """What stands before a cue and comes again and again is a name, be it a foreign one: 拉布"""
    phrase = _trim(before)
    odd = phrase.startswith((*_NO_NAMES, *_ANYONE)) or any(
        word in phrase for word in zh.NEVER if len(word) > 1
    )
    if 2 <= len(phrase) <= 4 and all(map(is_cjk, phrase)) and not odd and text.count(phrase) >= _OFTEN:
        yield phrase


def _trim(before: str) -> str:
    """Without links before and adverbials after."""
    rest = before[_skip_leads(before) :]
    match = _modifiers().search(rest, min(2, len(rest)))
    return rest[: match.start()] if match else rest


def subject_earlier(pieces: Pieces, at: int, names: Names) -> Span | None:
    """A name or pronoun with which an earlier clause of the same sentence begins: 雷军发布微博，否认…"""
    for index in range(at - 1, max(at - 8, -1), -1):
        piece = pieces[index]
        if piece.stop and piece.kind != "quote":
            return None
        if piece.kind != "text":
            continue
        start = _skip_leads(piece.text)
        rest = piece.text[start:]
        whole = noun_phrase(piece.text, names)
        if whole[0] < whole[1] < len(piece.text):
            return piece.start + whole[0], piece.start + whole[1]
        pronoun = next((word for word in zh.PRONOUNS if rest.startswith(word)), None)
        named = pronoun or next(
            (name for name in sorted(names, key=len, reverse=True) if name in rest[:30]), None
        )
        if named is not None:
            first = piece.start + start + rest.index(named)
            return first, first + len(named)
    return None


@cache
def _leads() -> tuple[str, ...]:
    return tuple(sorted(zh.LEADS, key=len, reverse=True))


@cache
def _modifiers() -> re.Pattern[str]:
    words = "|".join(sorted(zh.MODIFIERS, key=len, reverse=True))
    return re.compile(rf"{words}|\d{{1,2}}月|\d{{1,2}}日|\d{{4}}年")
