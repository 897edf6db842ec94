"""What must stand around a cue: the words after it, or a quote before it."""

from __future__ import annotations

import re
from itertools import takewhile

from statements.chinese.attitudes import ATTITUDE
from statements.chinese.clause import COLONS
from statements.chinese.cues import Cue
from statements.chinese.pieces import Piece, Pieces
from statements.lexicon import zh

SHORTEST = 2  # characters of a content
LONGEST = 24  # pieces of a sentence in which something is looked for
ADDRESSEE = re.compile(r"[^，：:“「]{0,14}$")
_NAMELY = 12  # characters of a quote that may be a name or a term: 「复旦大学」教授说
_BESIDES = re.compile(
    r"[^，。]{0,14}的(?:情况下|前提下|基础上|同时|过程中|条件下)|(?:[之过]?后|时|完|中|期间|下)$"
)
_SETTINGS = re.compile(
    r"(?:(?:\d{1,4}[年月日号]){1,3}[，,])?(?:对于?|针对|就|面对|谈[到及]|被问)[^。！？]{1,80}[，,]"
)


def fits(pieces: Pieces, at: int, cue: Cue) -> bool:
    """Does what the cue's frame asks for follow, or a quote stand before it?"""
    rest = pieces[at].text[cue.end :]
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    marked = after is not None and (after.kind == "quote" or after.text[0] in "，：:,︰")
    if ATTITUDE.search(pieces[at].text):  # 对此表示欢迎
        return False
    if "q" in cue.frames:
        return not rest and quotes_follow(pieces, at, cue)
    if "t" in cue.frames:
        return (marked and bool(ADDRESSEE.match(rest))) or quote_before(pieces, at) is not None
    if _BESIDES.match(rest):
        return False
    if not rest and "n" in cue.frames:
        return quotes_follow(pieces, at, cue)
    if not rest:
        return marked or quote_before(pieces, at) is not None
    if "n" in cue.frames:
        return len(rest) >= SHORTEST
    if "m" in cue.frames:  # 回应“违反约定”：…; 雷军回应小米进入美国：…; “…。”何文远分析停航的原因。
        return (_colon_ahead(pieces, at) and len(rest) < 30) or (
            quote_before(pieces, at) is not None and ends_sentence(pieces, at)
        )
    nominal = cue.stance in ("deny", "confirm") and len(rest.lstrip("了过")) >= SHORTEST  # 否认裁员
    return nominal or len(rest) >= SHORTEST + 2 or rest in zh.ANSWERS or marked


def _colon_ahead(pieces: Pieces, at: int) -> bool:
    """回应“不知所云”“尴尬”：…"""
    ahead = takewhile(lambda piece: piece.text[0] not in "，,。；;！？", pieces[at + 1 : at + 6])
    return any(piece.kind == "mark" and piece.text[0] in COLONS for piece in ahead)


def quotes_follow(pieces: Pieces, at: int, cue: Cue) -> bool:
    """Does a quote follow, be it after a colon or a comma?"""
    if cue.end < len(pieces[at].text):
        return False
    following = pieces[at + 1 : at + 3]
    if following and following[0].kind == "quote":
        return True
    return len(following) == 2 and following[0].text[0] in COLONS + "，," and following[1].kind == "quote"


def quote_before(pieces: Pieces, at: int) -> Piece | None:
    """The quote that leads up to a clause: “…。”雷军说"""
    index = at - 1
    if index >= 0 and pieces[index].kind == "mark" and pieces[index].text[0] in "，,!！。":
        index -= 1
    if index > 0 and pieces[index].kind == "text" and _is_framed(pieces, at):
        index = _over_settings(pieces, index, at)
    if index < 0 or pieces[index].kind != "quote":
        return None
    quote = pieces[index]
    opens = index == 0 or pieces[index - 1].stop or _ends_list(pieces, index, at)
    closes = quote.stop or quote.ends_in("，,") or pieces[index + 1].kind == "mark"
    whole = closes or quote.end - quote.start > _NAMELY
    return quote if opens and whole and quote.end - quote.start > 4 else None


def _over_settings(pieces: Pieces, index: int, at: int) -> int:
    """“…。”11月22日，对于“裁员”的传闻，何文远说: the index of the quote; else of the piece before."""
    near = range(index - 1, max(-1, at - LONGEST), -1)
    quote = next((i for i in near if pieces[i].kind == "quote" and pieces[i].stop), index - 1)
    between = "".join(piece.text for piece in pieces[quote + 1 : at])
    return quote if _SETTINGS.fullmatch(between) else index - 1


def _ends_list(pieces: Pieces, index: int, at: int) -> bool:
    """他们进军香港，“我们成了第一。”吴子枫透露。"""
    before = pieces[index - 1].text[0]
    return pieces[index].stop and before in "，," and ends_sentence(pieces, at)


def _is_framed(pieces: Pieces, at: int) -> bool:
    """“…。”在东川，何文远说。 “…。”何文远想了想，说，“…。”"""
    following = pieces[at + 1 : at + 3]
    return ends_sentence(pieces, at) or (len(following) == 2 and following[1].kind == "quote")


def ends_sentence(pieces: Pieces, at: int) -> bool:
    """Does the sentence end with this piece, so that only a quote before it can hold the words?"""
    return at + 1 >= len(pieces) or pieces[at + 1].stop
