"""Who speaks by a colon alone: 雷军：“…”, headlines, and conversations in which each has a turn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from statements.chinese.clause import COLONS, Clause
from statements.chinese.cues import Cue
from statements.chinese.names import Names, looks_like_name, name_after_title
from statements.chinese.phrases import can_speak, noun_phrase
from statements.chinese.pieces import Pieces
from statements.chinese.subjects import opening_subject
from statements.lexicon import zh

_HEADLINE = 60  # characters of a line that may be a headline
_OTHER = re.compile(
    rf"(?P<who>[\u4e00-\u9fff·]{{2,12}})则.{{0,6}}(?:{'|'.join(zh.OF_SPEAKERS | zh.SPEAKING)}|称|说)"
)
_ANSWERING = re.compile("(?:回?答道?)$")


def find_colon(pieces: Pieces, at: int, names: Names) -> Iterator[Clause]:
    """雷军：“…”; in a headline also 雷军：小米没有…; 她又给窗外的港口画了一张草图：“…。”"""
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


def find_turns(pieces: Pieces, names: Names) -> list[Clause]:
    """雷军：小米没有… A paragraph of a conversation is said by whom it begins with, or by each in turn."""
    if _is_headline(pieces):
        return []
    turns = [turn for at in range(len(pieces) - 2) if (turn := _turn(pieces, at)) is not None]
    known = [turn for turn in turns if _names_somebody(pieces, turn, names, len(turns) > 1)]
    return known if known and known[0].piece == 0 else []


def _turn(pieces: Pieces, at: int) -> Clause | None:
    """雷军：… or 雷军答：… at the head of a sentence, with words that no quotes mark."""
    piece, mark, words = pieces[at : at + 3]
    opens = at == 0 or pieces[at - 1].stop
    if not opens or piece.kind != "text" or mark.text[0] not in COLONS or words.kind != "text":
        return None
    name = _ANSWERING.sub("", piece.text)
    if not (looks_like_name(name) or name == piece.text):
        return None
    cue = Cue(len(piece.text), len(piece.text), "：", "cw", None, (0, len(name)))
    span = (piece.start, piece.start + len(name))
    return Clause(at, cue, span, piece.start, (mark.start, mark.end))


def _names_somebody(pieces: Pieces, turn: Clause, names: Names, one_of_many: bool) -> bool:
    text = pieces[turn.piece].text
    name = text[slice(*turn.cue.subject)]
    if name != text or name in names or name_after_title(name) in names:
        return True
    return one_of_many and looks_like_name(name)


def next_voice(pieces: Pieces, names: Names) -> int:
    """周鸿祎则认为，…: the index of the sentence in which the article goes on, with somebody else."""
    opened = (at for at in range(1, len(pieces)) if pieces[at - 1].stop and pieces[at].kind == "text")
    others = ((at, _OTHER.match(pieces[at].text)) for at in opened)
    return next((at for at, who in others if who and can_speak(who["who"], names)), len(pieces))


def _is_headline(pieces: Pieces) -> bool:
    return pieces[-1].end - pieces[0].start <= _HEADLINE and not any(p.text == "。" for p in pieces)
