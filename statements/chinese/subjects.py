"""Who stands before a Chinese cue, in its clause or an earlier one of the sentence; names of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from record.text import is_cjk, simplify
from record.types import Span
from statements.chinese.cues import Cue, find_cues
from statements.chinese.leads import skip_leads
from statements.chinese.names import (
    Names,
    doer,
    foreign_names,
    frequent_names,
    introduced_names,
    looks_like_name,
    met_names,
    name_after_title,
    parts,
)
from statements.chinese.phrases import SIZES, joint_parts, noun_phrase
from statements.chinese.pieces import Piece, Pieces, split_pieces
from statements.lexicon import zh
from statements.paragraphs import Paragraph

__all__ = [
    "collect_names",
    "looks_like_name",
    "name_after_title",
    "only_adverbs",
    "opening_subject",
    "subject_before",
    "subject_earlier",
    "subject_in",
]

_NEAR = 30  # characters of a clause in which a name makes it one about that person
_OFTEN = 3  # times that a phrase without a known surname must stand in the text to be a name
_ADVERBS = sorted({*zh.LEADS, *zh.MODIFIERS}, key=len, reverse=True)
_MANNER = re.compile("[\u4e00-\u9fff]{1,4}地$")
_SETTING = re.compile(r"在.{1,24}?(?:时|后|中|上|里|期间)$")
_BODY = re.compile(rf"[\u4e00-\u9fff]{{2,14}}?(?:{'|'.join(e for e in zh.ORG_ENDINGS if len(e) > 1)})")
_MOVES = frozenset("走去来到进在对向被把将了着过由从给让是有与")
_REFUSED = re.compile("未|没有|拒绝|不愿|不予|不肯|不便|无人|没人")


def subject_in(piece: Piece, cue: Cue, names: Names, loose: bool = False) -> Span | None:
    """The span of the noun phrase before the cue in its own clause; None where there is none."""
    first, last = cue.subject
    text = piece.text[first:last]
    start, end = noun_phrase(text, names, loose)
    if start == end or _REFUSED.search(text, end):
        return None
    return piece.start + first + start, piece.start + first + end


def only_adverbs(text: str) -> bool:
    """Nothing but links and adverbials before the cue: 并再次"""
    if _SETTING.match(text):
        return True
    text = _MANNER.sub("", text)
    for word in _ADVERBS:
        text = text.replace(word, "")
    return len(text) <= 1


def subject_earlier(pieces: Pieces, at: int, names: Names) -> Span | None:
    """A name or pronoun with which an earlier clause of the same sentence begins: 雷军发布微博，否认…"""
    for index in range(at - 1, max(at - 8, -1), -1):
        piece = pieces[index]
        if piece.stop and piece.kind != "quote":
            return None
        found = _subject_of(piece, names) or _opening_body(piece) if piece.kind == "text" else None
        if found is not None:
            return found
    return None


def _opening_body(piece: Piece) -> Span | None:
    """某市消防队再次检查后: an organisation before a verb that we do not know."""
    match = _BODY.match(piece.text)
    if match is None or set(match.group()) & _MOVES:
        return None
    return piece.start, piece.start + match.end()


def subject_before(pieces: Pieces, at: int, names: Names) -> Span | None:
    """Whom the sentence before pieces[at] is about: the latest clause of it that begins with somebody."""
    stops = 0
    for index in range(at - 1, max(at - 12, -1), -1):
        piece = pieces[index]
        stops += piece.stop and piece.kind == "mark"
        if stops > 1:
            return None
        found = _subject_of(piece, names) if piece.kind == "text" else None
        if found is not None:
            return found
    return None


def opening_subject(piece: Piece, names: Names) -> Span | None:
    """Somebody with whom a clause begins, whatever follows: 何文远留了一张字条"""
    text = piece.text
    start = skip_leads(text, names)
    pronoun = next((word for word in zh.PRONOUNS if text.startswith(word, start)), None)
    named = pronoun or next((n for size in (4, 3, 2) if (n := text[start : start + size]) in names), None)
    named = named or doer(text[start:])
    if named:
        return piece.start + start, piece.start + start + len(named)
    first, last = noun_phrase(text, names)
    return (piece.start + first, piece.start + last) if first < last < len(text) else None


def _subject_of(piece: Piece, names: Names) -> Span | None:
    opening = opening_subject(piece, names)
    if opening is not None:
        return opening
    start = skip_leads(piece.text, names)
    rest = piece.text[start:]
    places = ((at, size) for at in range(min(len(rest), _NEAR)) for size in SIZES)
    found = next(((at, size) for at, size in places if rest[at : at + size] in names), None)
    if found is None:
        return None
    first = piece.start + start + found[0]
    return first, min(first + found[1], piece.end)


def collect_names(text: str, paragraphs: Iterable[Paragraph], known: Names) -> Names:
    """Names that a document shows: before a cue, introduced, or opening clauses again and again."""
    simple, spoken = simplify(text), frozenset(map(simplify, known))
    found: set[str] = set()
    chinese = [paragraph for paragraph in paragraphs if paragraph.lang == "zh"]
    if not chinese:
        return frozenset()
    for paragraph in chinese:
        found.update(_spoken_names(text, simple, paragraph, spoken))
    found.update(parts((*foreign_names(text), *(name for name in known if "·" in name))))
    found.update((*frequent_names(text), *introduced_names(text), *met_names(text)))
    return frozenset(name for name in found if len(name) > 1 and simplify(name) not in zh.TITLES)


def _spoken_names(text: str, simple: str, paragraph: Paragraph, known: Names) -> Iterator[str]:
    for piece in split_pieces(simple, paragraph):
        for cue in find_cues(piece.text) if piece.kind == "text" else ():
            span = subject_in(piece, cue, known)
            if span is not None:
                yield from _names_in(text[slice(*span)])
            else:
                start, end = _often(simple, piece, cue, known)
                yield text[start:end]


def _names_in(phrase: str) -> Iterator[str]:
    for part in joint_parts(phrase):
        if looks_like_name(part):
            yield part
        after = name_after_title(part)
        if after:
            yield after


def _often(text: str, piece: Piece, cue: Cue, known: Names) -> Span:
    """What stands before a cue and comes again and again is a name, be it a foreign one: 拉布"""
    first, last = cue.subject
    start, end = noun_phrase(piece.text[first:last], known, loose=True)
    phrase = piece.text[first + start : first + end]
    han = 2 <= len(phrase) <= 6 and all(map(is_cjk, phrase))
    often = han and _comes_often(text, phrase, cue.verb in zh.OF_SPEAKERS)
    return (piece.start + first + start, piece.start + first + end) if often else (0, 0)


@lru_cache(maxsize=1024)
def _comes_often(text: str, phrase: str, sure: bool) -> bool:
    """Three times, and where the cue does not show that it speaks twice at the head of a clause."""
    if text.count(phrase) < _OFTEN:
        return False
    return sure or len(re.findall(rf"(?:^|[，。；：\n”]){phrase}", text)) > 1
