"""The reporting clauses of a Chinese paragraph: each cue with its subject, if what it asks for follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from record.types import Span
from statements.chinese.cues import Cue, find_cues
from statements.chinese.names import looks_like_name, name_after_title
from statements.chinese.phrases import Names, noun_phrase
from statements.chinese.pieces import Piece, Pieces
from statements.chinese.subjects import only_adverbs, opening_subject, subject_earlier, subject_in
from statements.lexicon import zh

COLONS = ":：︰"
SHORTEST = 2  # characters of a content
_NAMELY = 12  # characters of a quote that may be a name or a term: 「复旦大学」教授说
_HEADLINE = 60  # characters of a line that may be a headline
_ADDRESSEE = re.compile(r"[^，：:“「]{0,14}$")
_BESIDES = re.compile(
    r"[^，。]{0,14}的(?:情况下|前提下|基础上|同时|过程中|条件下)|(?:[之过]?后|时|完|中|期间|下)$"
)
_ATTITUDE = re.compile(zh.ATTITUDES + "$")
_ABOUT = re.compile(r"对于?(?P<what>[^，。]{2,60})$")


@dataclass(frozen=True, slots=True)
class Clause:
    """A cue in a piece; `start` is where the words before it end. Without a mention somebody speaks whom
    nobody names: it only ends the words of another."""

    piece: int
    cue: Cue
    mention: Span | None
    start: int
    cue_span: Span
    shared: bool = False
    object: Span | None = None  # what an attitude is shown to: the content itself


def find_clauses(pieces: Pieces, names: Names) -> list[Clause]:
    told = list(_interview(pieces, names))
    if told:
        return told
    clauses: list[Clause] = []
    for at, piece in enumerate(pieces):
        if piece.kind == "text":
            found = _attitude(pieces, at, names, clauses) or _first_cue(pieces, at, names, clauses)
            clauses.extend([found] if found is not None else _colon(pieces, at, names))
    return clauses


def _first_cue(pieces: Pieces, at: int, names: Names, found: list[Clause]) -> Clause | None:
    clauses = (_clause(pieces, at, cue, names, found) for cue in find_cues(pieces[at].text))
    return next((clause for clause in clauses if clause is not None), None)


def _clause(pieces: Pieces, at: int, cue: Cue, names: Names, found: list[Clause]) -> Clause | None:
    piece = pieces[at]
    if not _fits(pieces, at, cue):
        return None
    span = (piece.start + cue.start, piece.start + cue.end)
    mention = subject_in(piece, cue, names, loose=_is_sure(pieces, at, cue))
    if mention is not None and "s" in cue.frames and _same_sentence(pieces, at, found, "；;"):
        return None
    if mention is not None:
        return None if _is_nested(pieces, at, mention, found) else Clause(at, cue, mention, piece.start, span)
    if not only_adverbs(piece.text[cue.subject[0] : cue.subject[1]]):
        mention = _one_of(pieces, at, cue)
        return Clause(at, cue, mention, piece.start, span) if mention else _silent(piece, at, cue, span)
    if "s" in cue.frames:
        return None
    mention = _same_sentence(pieces, at, found) or subject_earlier(pieces, at, names)
    return Clause(at, cue, mention, piece.start, span, shared=True) if mention else None


def _is_sure(pieces: Pieces, at: int, cue: Cue) -> bool:
    """A cue before which even a word that we do not know is whoever speaks: 回应称, 透露, 说：“"""
    if at and not pieces[at - 1].text.strip():  # after the space of a headline somebody goes on
        return False
    compound = cue.end - cue.start > len(cue.verb)
    return compound or cue.verb in zh.OF_SPEAKERS or _quotes(pieces, at, cue)


def _one_of(pieces: Pieces, at: int, cue: Cue) -> Span | None:
    """在华勤通讯，某高管表示: unnamed, but of an organisation that the clause before names."""
    text = pieces[at].text[cue.subject[0] : cue.subject[1]]
    if at < 2 or pieces[at - 1].stop or not text.startswith(("一名", "一位", "某", "有")) or len(text) > 20:
        return None
    place = pieces[at - 2].text
    if not place.startswith(("在", "来自")) or not place.endswith((*zh.ORG_ENDINGS, "总部")):
        return None
    return pieces[at].start + cue.subject[0], pieces[at].start + cue.subject[1]


def _silent(piece: Piece, at: int, cue: Cue, span: Span) -> Clause | None:
    """有专家认为，…: somebody who never speaks for us"""
    return Clause(at, cue, None, piece.start, span) if cue.frames in ("c", "q") and cue.start <= 14 else None


def _is_nested(pieces: Pieces, at: int, mention: Span, found: list[Clause]) -> bool:
    """李明博强调，各国希望…; 雷军说，价格会涨，公司保证…: what is said here is part of what somebody says."""
    if _same_sentence(pieces, at, found) is None:
        return False
    piece, before = pieces[at], found[-1]
    company = piece.text[mention[0] - piece.start : mention[1] - piece.start] in zh.COMPANY_WORDS
    at_once = at == before.piece + 2 and pieces[before.piece].end == before.cue_span[1]
    return company or (at_once and "c" in before.cue.frames)


def _same_sentence(pieces: Pieces, at: int, found: list[Clause], also: str = "") -> Span | None:
    if not found:
        return None
    between = (piece for piece in pieces[found[-1].piece : at] if piece.kind == "mark")
    stops = any(piece.stop or piece.text[0] in also for piece in between if piece.text)
    return found[-1].mention if not stops else None


# ---------------------------------------------------------------- what must stand around a cue


def _fits(pieces: Pieces, at: int, cue: Cue) -> bool:
    """Does what the cue's frame asks for follow, or a quote stand before it?"""
    rest = pieces[at].text[cue.end :]
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    marked = after is not None and (after.kind == "quote" or after.text[0] in "，：:,︰")
    if _ATTITUDE.search(pieces[at].text):  # 对此表示欢迎
        return False
    if "q" in cue.frames:
        return not rest and _quotes(pieces, at, cue)
    if "t" in cue.frames:
        return (marked and bool(_ADDRESSEE.match(rest))) or quote_before(pieces, at) is not None
    if _BESIDES.match(rest):
        return False
    if not rest and "n" in cue.frames:
        return _quotes(pieces, at, cue)
    if not rest:
        return marked or quote_before(pieces, at) is not None
    if "n" in cue.frames:
        return len(rest) >= SHORTEST
    if "m" in cue.frames:  # 回应“违反劳动法”：…; 雷军回应小米进入美国：…; “…。”刘兴亮分析涨价的原因。
        return (_colon_ahead(pieces, at) and len(rest) < 30) or (
            quote_before(pieces, at) is not None and ends_sentence(pieces, at)
        )
    return len(rest) >= SHORTEST + 2 or marked


def _colon_ahead(pieces: Pieces, at: int) -> bool:
    """回应“不知所云”“尴尬”：…"""
    ahead = takewhile(lambda piece: piece.text[0] not in "，,。；;！？", pieces[at + 1 : at + 6])
    return any(piece.kind == "mark" and piece.text[0] in COLONS for piece in ahead)


def _quotes(pieces: Pieces, at: int, cue: Cue) -> bool:
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
        index -= 1
    if index < 0 or pieces[index].kind != "quote":
        return None
    quote = pieces[index]
    opens = index == 0 or pieces[index - 1].stop or _ends_list(pieces, index, at)
    closes = quote.stop or quote.ends_in("，,") or pieces[index + 1].kind == "mark"
    whole = closes or quote.end - quote.start > _NAMELY
    return quote if opens and whole and quote.end - quote.start > 4 else None


def _ends_list(pieces: Pieces, index: int, at: int) -> bool:
    """他们进军香港，“我们成了第一。”吴子枫透露。"""
    before = pieces[index - 1].text[0]
    return pieces[index].stop and before in "，," and ends_sentence(pieces, at)


def _is_framed(pieces: Pieces, at: int) -> bool:
    """“…。”在东莞，杨敬辉说。 “…。”杨敬辉想了想，说，“…。”"""
    following = pieces[at + 1 : at + 3]
    return ends_sentence(pieces, at) or (len(following) == 2 and following[1].kind == "quote")


def ends_sentence(pieces: Pieces, at: int) -> bool:
    """Does the sentence end with this piece, so that only a quote before it can hold the words?"""
    return at + 1 >= len(pieces) or pieces[at + 1].stop


# ---------------------------------------------------------------- without a reporting verb


def _colon(pieces: Pieces, at: int, names: Names) -> Iterator[Clause]:
    """雷军：“…”; in a headline also 雷军：小米没有…; 他还和家乡的公园做了一个对比：“…。”"""
    piece = pieces[at]
    if at + 2 >= len(pieces) or pieces[at + 1].kind != "mark" or pieces[at + 1].text[0] not in ":：":
        return
    opens = at == 0 or pieces[at - 1].stop or pieces[at - 1].kind == "quote"
    quoted = pieces[at + 2].kind == "quote"
    mark = pieces[at + 1]
    start, end = noun_phrase(piece.text, names)
    phrase = piece.text[start:end]
    cue = Cue(len(piece.text), len(piece.text), "：", "c", None, (start, end))
    mention = (piece.start + start, piece.start + end)
    opening = opening_subject(piece, names)
    if start < end == len(piece.text):
        headline = _is_headline(pieces)
        named = looks_like_name(phrase[-3:]) or looks_like_name(phrase) or headline
        if opens and phrase not in zh.WORKS and 2 <= len(phrase) <= 14 and named and (headline or quoted):
            yield Clause(at, cue, mention, piece.start, (mark.start, mark.end))
    elif quoted and opening is not None and pieces[at + 2].stop:
        yield Clause(at, cue, opening, piece.start, (opening[1], mark.start))


def _interview(pieces: Pieces, names: Names) -> Iterator[Clause]:
    """雷军：小米没有… The whole paragraph of a conversation is said by a person whom it begins with."""
    if len(pieces) < 3 or pieces[0].kind != "text" or pieces[1].text[0] not in COLONS or _is_headline(pieces):
        return
    text = pieces[0].text
    if pieces[2].kind == "text" and (text in names or name_after_title(text) in names):
        cue = Cue(len(text), len(text), "：", "cw", None, (0, len(text)))
        span = (pieces[0].start, pieces[0].end)
        yield Clause(0, cue, span, pieces[0].start, (pieces[1].start, pieces[1].end))


def _is_headline(pieces: Pieces) -> bool:
    return pieces[-1].end - pieces[0].start <= _HEADLINE and not any(p.text == "。" for p in pieces)


def _attitude(pieces: Pieces, at: int, names: Names, found: list[Clause]) -> Clause | None:
    """欧盟对中方的决定表示欢迎; 对于贺信，罗满月深表赞同"""
    piece = pieces[at]
    match = _ATTITUDE.search(piece.text)
    if match is None:
        return None
    about = _ABOUT.search(piece.text, 0, match.start())
    head = piece.text[: about.start() if about else match.start()]
    whole = noun_phrase(head, names)
    mention = (piece.start + whole[0], piece.start + whole[1]) if whole[0] < whole[1] else None
    if mention is None and only_adverbs(head):
        mention = _same_sentence(pieces, at, found) or subject_earlier(pieces, at, names)
    shown = _shown_to(pieces, at, about)
    if mention is None or shown is None:
        return None
    cue = Cue(match.start(), match.end(), match.group(), "n", "judge", (0, match.start()))
    span = (piece.start + match.start(), piece.start + match.end())
    return Clause(at, cue, mention, piece.start, span, object=shown)


def _shown_to(pieces: Pieces, at: int, about: re.Match[str] | None) -> Span | None:
    if about is not None:
        return pieces[at].start + about.start("what"), pieces[at].start + about.end("what")
    before = pieces[at - 2] if at >= 2 and not pieces[at - 1].stop else None
    match = _ABOUT.match(before.text) if before is not None and before.kind == "text" else None
    if before is None or match is None:
        return None
    return before.start + match.start("what"), before.start + match.end("what")
