"""The reporting clauses of a Chinese paragraph: each cue with its subject, if what it asks for follows."""

from __future__ import annotations

import re

from record.types import Span
from statements.chinese.attitudes import find_attitude
from statements.chinese.clause import Clause, mention_before
from statements.chinese.cues import Cue, find_cues
from statements.chinese.frames import ADDRESSEE, LONGEST, ends_sentence, fits, quotes_follow
from statements.chinese.names import Names
from statements.chinese.pieces import Piece, Pieces
from statements.chinese.subjects import only_adverbs, subject_earlier, subject_in
from statements.chinese.turns import find_colon, find_turns, next_voice
from statements.lexicon import zh

_CLAUSE = 5  # characters of words that stand before whoever says them
_SETS = re.compile(
    r"对|关于|针对|就|在[^，。]*(?:时|后|中|上)$|当|据|随着|面对|谈[到及]|被问|虽然|尽管|而?至于|一位|有|\d{1,4}[年月日]"
)


def find_clauses(pieces: Pieces, names: Names) -> list[Clause]:
    clauses = find_turns(pieces, names)
    begin = next_voice(pieces, names) if clauses else 0
    clauses = [clause for clause in clauses if clause.piece < begin]
    for at, piece in enumerate(pieces):
        if piece.kind == "text" and at >= begin:
            found = find_attitude(pieces, at, names, clauses) or _first_cue(pieces, at, names, clauses)
            clauses.extend([found] if found is not None else find_colon(pieces, at, names))
    return clauses


def _first_cue(pieces: Pieces, at: int, names: Names, found: list[Clause]) -> Clause | None:
    clauses = (_clause(pieces, at, cue, names, found) for cue in find_cues(pieces[at].text))
    return next((clause for clause in clauses if clause is not None), None)


def _clause(pieces: Pieces, at: int, cue: Cue, names: Names, found: list[Clause]) -> Clause | None:
    piece = pieces[at]
    if not fits(pieces, at, cue):
        return _behind_words(pieces, at, cue, names, found)
    span = (piece.start + cue.start, piece.start + cue.end)
    mention = subject_in(piece, cue, names, loose=_is_sure(pieces, at, cue))
    if mention is not None and "s" in cue.frames and mention_before(pieces, at, found, "；;"):
        return None
    if mention is not None:
        return None if _is_nested(pieces, at, mention, found) else Clause(at, cue, mention, piece.start, span)
    if not only_adverbs(piece.text[cue.subject[0] : cue.subject[1]]):
        mention = _one_of(pieces, at, cue)
        return Clause(at, cue, mention, piece.start, span) if mention else _silent(piece, at, cue, span)
    within = cue.start == 0 and cue.end < len(piece.text) and _follows_at_once(pieces, at, found)
    if "s" in cue.frames or within:
        return None
    mention = mention_before(pieces, at, found) or subject_earlier(pieces, at, names)
    return Clause(at, cue, mention, piece.start, span, shared=True) if mention else None


def _behind_words(pieces: Pieces, at: int, cue: Cue, names: Names, found: list[Clause]) -> Clause | None:
    """工厂明年开工，何文远说。"""
    piece = pieces[at]
    told = "t" in cue.frames and bool(ADDRESSEE.match(piece.text, cue.end))
    last = told or cue.end == len(piece.text)
    if cue.verb not in zh.AFTER_WORDS or not last or not ends_sentence(pieces, at):
        return None
    words = _words_before(pieces, at)
    mention = subject_in(piece, cue, names)
    if words is None or mention is None or mention_before(pieces, at, found) is not None:
        return None
    span = (piece.start + cue.start, piece.start + cue.end)
    return Clause(at, cue, mention, piece.start, span, before=words)


def _words_before(pieces: Pieces, at: int) -> Span | None:
    """What the sentence holds before pieces[at], be it a clause of its own and not what the speaker did."""
    first = at
    while first > 0 and not pieces[first - 1].stop and at - first < LONGEST:
        first -= 1
    if at - first < 2 or pieces[at - 1].text[0] not in "，," or pieces[first].kind != "text":
        return None
    start, end = pieces[first].start, pieces[at - 2].end
    return (start, end) if end - start >= _CLAUSE and not _SETS.match(pieces[first].text) else None


def _is_sure(pieces: Pieces, at: int, cue: Cue) -> bool:
    """A cue before which even a word that we do not know is whoever speaks: 回应称, 透露, 说：“"""
    if at and not pieces[at - 1].text.strip():  # after the space of a headline somebody goes on
        return False
    compound = cue.end - cue.start > len(cue.verb)
    return compound or cue.verb in zh.OF_SPEAKERS or quotes_follow(pieces, at, cue)


def _one_of(pieces: Pieces, at: int, cue: Cue) -> Span | None:
    """在远山科技，某工程师表示: unnamed, but of an organisation that the clause before names."""
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
    if mention_before(pieces, at, found) is None:
        return False
    piece = pieces[at]
    company = piece.text[mention[0] - piece.start : mention[1] - piece.start] in zh.COMPANY_WORDS
    return company or _follows_at_once(pieces, at, found)


def _follows_at_once(pieces: Pieces, at: int, found: list[Clause]) -> bool:
    """雷军表示，反对涨价: the words of the cue before begin with pieces[at]."""
    if not found or at != found[-1].piece + 2:
        return False
    before = found[-1]
    return pieces[before.piece].end == before.cue_span[1] and "c" in before.cue.frames
