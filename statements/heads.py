"""Whose words they are where a known name stands in a mention: those of its head.

Apple's supplier, a critic of Apple and 苹果供应商 are not Apple, and its former chief is not today's.
"""

from __future__ import annotations

import re
from typing import Literal

from record.text import fold, is_cjk
from record.types import Span
from statements.chinese.names import name_after_title
from statements.lexicon import en, en_persons, zh, zh_persons

Relation = Literal["self", "role", "former", "other"]

_LINKS = en.PREPOSITIONS | {"as", "representing", "posing"}
_OWNER = re.compile(r"^['’]s?(?=\s|$)")
_NAME = re.compile(r"(?<![\w'’])(?:[A-Z][\w.&’'-]*)(?: (?:[A-Z][\w.&’'-]*|de|van|von|der|al|bin|of|&))*$")
_WHOLE_NAME = re.compile(r"[A-Z][\w.&’'-]*(?: (?:[A-Z][\w.&’'-]*|de|van|von|der|al|bin|&))*")
_OUTSIDER = re.compile(
    rf"(?:{'|'.join(sorted(zh_persons.OUTSIDERS, key=len, reverse=True))})(?:[们方]|协会|联盟|代表|组织)?"
    "(?!.{0,4}(?:经理|总监|部|中心|体验|运营|关系|服务|事业|增长|主管))"
)
_FORMER = re.compile(rf"(?<![此目日之先提以])(?:{'|'.join(zh_persons.FORMER)})(?!述|瞻|沿|端|线)")
_DAY = re.compile(r"\d{1,2}(?:年|月|日|号)|[（(]?\d{1,2}[）)]日")
_OWNED = 40  # characters between an owner and the cue
_LONGEST_NAME = 120  # characters
_GAP = 14  # characters between a Chinese mention that is cut short and its cue


def relation_of(text: str, mention: Span, known: Span) -> Relation:
    """How whoever speaks stands to a known name in the mention: himself, in a role of it, or an outsider."""
    before, after = text[mention[0] : known[0]], text[known[1] : mention[1]]
    if any(map(is_cjk, text[slice(*mention)])):
        return _han_relation(after)
    noun, around = _head(before, after)
    if not noun:
        return "other" if _OWNER.match(after) and after[2:].strip() else "self"  # GM's Cruise
    if noun in en_persons.VOICES:
        return "other" if around & en_persons.FAKES else "self"
    if around & en_persons.FORMER or noun.startswith(("ex-", "former")):
        return "former"
    if around & en_persons.LABOUR:
        return "other"
    return "role" if speaks_for(noun) or (noun in en_persons.STAFF and "chief" in around) else "other"


def speaks_for(noun: str) -> bool:
    """Does whoever is called so speak for the organisation: its chief, its management, a spokesman?"""
    low = fold(noun).strip(",.")
    return any(
        word in en.SPOKES | en.TITLES | en_persons.INSIDERS and word not in en_persons.OUTSIDERS
        for word in (low, low.removesuffix("s"), low.rpartition("-")[2])
    )


def is_former(words: str) -> bool:
    """A former executive, ex-CEO, 前总裁"""
    lows = set(fold(words).split())
    prefixed = words.startswith(zh_persons.FORMER) or any(word.startswith("ex-") for word in lows)
    return prefixed or bool(lows & en_persons.FORMER)


def _head(before: str, after: str) -> tuple[str, frozenset[str]]:
    """(the noun that counts, every word of its phrase); "" where the known name is it."""
    front = [word for word in before.split() if word.lower() not in en.DETERMINERS]
    if front and (front[-1].lower() in _LINKS):
        phrase = _up_to_link(front)
        return (phrase[-1].lower(), _lows(phrase)) if phrase else ("", frozenset())
    phrase = _up_to_link(_OWNER.sub("", after).split())
    noun = next((word for word in reversed(phrase) if word.islower() or _is_role(word)), "")
    return noun.lower().strip(",."), _lows([*front, *phrase])


def _is_role(word: str) -> bool:
    return word.lower() in en.PERSON_NOUNS | en.SPOKES | en_persons.OUTSIDERS


def last_name(text: str, known: Span, end: int) -> Span | None:
    """Panasonic of "Tesla's supplier Panasonic", Mark Fields of "former Ford CEO Mark Fields"."""
    first = max(known[1], end - _LONGEST_NAME)
    found = _NAME.search(text[first:end])
    if found is None or all(_is_role(word) for word in found.group().split()):
        return None
    return first + found.start(), end


def name_beside(text: str, mention: Span, apposition: Span | None) -> Span | None:
    """Luxshare of "Apple's supplier, Luxshare": what stands beside a noun and is nothing but a name."""
    if (
        apposition is None
        or apposition[0] < mention[1]
        or not text[mention[0] : mention[1]].split()[-1].islower()
    ):
        return None
    return apposition if _WHOLE_NAME.fullmatch(text, *apposition) else None


def _up_to_link(words: list[str]) -> list[str]:
    ends = (i for i, word in enumerate(words) if word.lower() in _LINKS or word in ("who", "(", "–", "—"))
    return words[: next(ends, len(words))]


def _lows(words: list[str]) -> frozenset[str]:
    return frozenset(word.lower().strip(",.") for word in words)


def is_owner(text: str, end: int, cue: Span | None) -> bool:
    """Does a mention stop at the owner of whoever speaks: "Robyn Denholm's" husband said?"""
    if text[max(0, end - 2) : end] not in ("'s", "’s") or cue is None:
        return False
    return bool(_lows(text[end : max(end, min(cue[0], end + _OWNED))].split()) & en_persons.OUTSIDERS)


# ---------------------------------------------------------------- Chinese


def _han_relation(after: str) -> Relation:
    """苹果供应商, 福特一位经销商, 小米前总裁; a name behind the noun speaks itself."""
    if _OUTSIDER.search(after):
        return "other"
    if _FORMER.search(after):
        return "former"
    return "role" if any(word in after for word in zh.SPOKES) else "self"


def behind_outsider(text: str, known: Span, end: int) -> Span | None:
    """立讯精密 of 苹果供应商立讯精密, 李明 of 苹果前高管李明"""
    found = list(_OUTSIDER.finditer(text, known[1], end))
    named = len(name_after_title(text[known[1] : end]))
    start = found[-1].end() if found else end - named
    return (start, end) if end - start > 1 else None


def whole_mention(text: str, mention: Span, cue: Span | None) -> Span:
    """With the noun that stands between a Chinese mention and its cue: 苹果 of 苹果供应商立讯精密表示."""
    start, end = mention
    if cue is None or not end < cue[0] <= end + _GAP or not is_cjk(text[end - 1]):
        return mention
    gap = text[max(start, end - 2) : cue[0]]
    found = _OUTSIDER.search(gap)
    if found is None or found.end() <= end - max(start, end - 2):
        return mention
    day = _DAY.search(text, end, cue[0])
    last = day.start() if day else cue[0]
    cut = min((at for word in _modifiers() if (at := text.find(word, end, last)) >= 0), default=last)
    return start, max(end, cut)


def _modifiers() -> tuple[str, ...]:
    long = (word for word in zh.MODIFIERS if len(word) > 1)
    return (*long, "在", "对", "向", "就", "于", "与", "，", "：", ",", ":", "“", "「")
