"""The words of a Chinese reporting clause: the quote before, and what follows up to the article's voice."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from record.types import Span
from statements.chinese.clause import COLONS, Clause
from statements.chinese.frames import SHORTEST, ends_sentence, quote_before
from statements.chinese.names import Names, looks_like_name
from statements.chinese.phrases import SIZES
from statements.chinese.pieces import Piece, Pieces
from statements.lexicon import zh
from statements.utterance import trimmed

_NARRATED = re.compile(
    r"第.{1,4}[天日]|在.{1,8}[眼看]|\d{1,2}月|\d{1,2}日|\d{4}年|[^，。]{1,10}(?:过|发布|公布|曝光|传出|播出|结束)后，|[（(](?:编辑|责任编辑|记者|完|文)"
    r"|[（(【][^（）()【】]{1,28}[）)】]$"
)
_DATED = re.compile(r"(?:\d{4}年|\d{1,2}月|\d{1,2}日|[去今前]年|同年|同日)")
_JOINTS = re.compile(rf"(?:{'|'.join(zh.JOINTS)})$")
_TELLING = rf"(?:{'|'.join(zh.TELLING)})"
_NO_MORE = re.compile(
    rf"(?P<who>[^，。]{{0,12}}?)(?P<not>没有|没|并未|未|尚未|均未|未予|不予|拒绝|不愿|不便)(?:[就对][^，。]{{1,16}})?"
    rf"(?:予以|作出|做出|进一步|具体|公开|正面|更多)*{_TELLING}(?!给)[^，。]{{0,10}}$"
)
_MATTERS = re.compile(
    r"(?:但|不过|而)?(?:对|关于|至于|就|针对|谈[到及])|[^，。]{0,8}(?:是否|何时|多少|什么|如何|哪[些个里]|为何)"
)
_NEAR = 12  # pieces behind a mark
_OBJECT = 4  # characters of an object before a colon
_CONCEDED = ("虽然", "尽管")
_ASIDE = ("正如", "如")  # 正如某人所说，…: only the sentence is theirs
_TURNS = ("但", "却", "然而", "可是")


def find_contents(text: str, pieces: Pieces, clause: Clause, bounds: Span, names: Names) -> list[Span]:
    """The spans of the words between bounds: the end of the words before and the next clause."""
    if clause.object is not None:
        return [clause.object]
    if clause.before is not None:
        return [clause.before] if clause.before[0] >= bounds[0] else []
    if "w" in clause.cue.frames:
        return [trimmed(text, clause.cue_span[1], bounds[1])]
    before = quote_before(pieces, clause.piece)
    spans: list[Span] = []
    if before is not None and before.start >= bounds[0]:
        spans.append((before.start, before.end))
    if not spans or not ends_with_cue(pieces, clause):
        after = _after(text, pieces, clause, bounds[1], names)
        spans.extend([after] if after is not None else [])
    return [span for span in spans if span[1] - span[0] >= SHORTEST]


def is_apart(pieces: Pieces, clause: Clause) -> bool:
    """“…。”何文远自称是船长: the quote before is a sentence of its own, and the cue is not about it."""
    before = quote_before(pieces, clause.piece)
    piece = pieces[clause.piece]
    return before is not None and before.stop and clause.cue_span[1] < piece.end and "c" in clause.cue.frames


def ends_with_cue(pieces: Pieces, clause: Clause) -> bool:
    """“…。”雷军说。 Nothing more belongs to it."""
    piece = pieces[clause.piece]
    last = clause.cue_span[1] >= piece.end or "t" in clause.cue.frames or "m" in clause.cue.frames
    return last and ends_sentence(pieces, clause.piece)


def _after(text: str, pieces: Pieces, clause: Clause, limit: int, names: Names) -> Span | None:
    start, index = _begin(text, pieces, clause)
    first = next((i for i in range(index, len(pieces)) if pieces[i].start >= start), None)
    if first is not None and pieces[first].kind == "quote" and not text[start : pieces[first].start].strip():
        quote = pieces[first]
        if quote.stop or first + 1 >= len(pieces) or pieces[first + 1].kind == "mark":
            return quote.start, quote.end
    near = list(takewhile(lambda p: p.start < limit, pieces[index:]))
    end = _end(text, near, start, (limit, pieces[-1].end), names)
    if "n" in clause.cue.frames and not _names_its_object(pieces, clause.piece, clause.cue_span[1]):
        end = min(end, next((p.start for p in near if p.kind == "mark" and p.start > start), end))
    if clause.cue.stance == "deny":
        end = min(end, _before_quote(near, start))
    if pieces[clause.piece].text.startswith(_ASIDE):
        end = min(end, next((p.end for p in near if p.stop and p.start > start), end))
    if pieces[clause.piece].text.startswith(_CONCEDED):
        end = min(end, _before_turn(near, start))
    span = trimmed(text, start, end, also="。")
    return span if span[0] < span[1] else None


def _begin(text: str, pieces: Pieces, clause: Clause) -> tuple[int, int]:
    """(place, index of a piece) from which the words run: after the cue, or after whoever is told of what."""
    start, index = clause.cue_span[1], clause.piece
    inside = start < pieces[index].end
    over = "m" in clause.cue.frames or _names_its_object(pieces, index, start)
    told = "t" in clause.cue.frames or (over and inside)
    if inside and not told:
        return (start + 1 if text[start] in "了到道出" else start), index
    index += 1
    while told and over and index < len(pieces) and pieces[index].text[0] not in COLONS:
        index += 1
    if index >= len(pieces):
        return start, index
    if pieces[index].kind == "mark":
        return pieces[index].end, index + 1
    return pieces[index].start, index


def _names_its_object(pieces: Pieces, index: int, start: int) -> bool:
    """船长称赞此桥：… What is praised stands before the colon, the words after it."""
    piece, following = pieces[index], pieces[index + 1 : index + 2]
    short = piece.end - start <= _OBJECT and piece.text[-1] not in "了着过"
    return short and any(mark.kind == "mark" and mark.text[0] in COLONS for mark in following)


def _before_quote(pieces: Pieces, start: int) -> int:
    """否认小米将进入美国：“这是谣言。” What is denied ends before the colon; the quote is no part of it."""
    opened = (
        mark.start
        for mark, quote in pairwise(pieces)
        if mark.start > start and mark.text[0] in COLONS and quote.kind == "quote"
    )
    return next(opened, pieces[-1].end if pieces else start)


def _before_turn(pieces: Pieces, start: int) -> int:
    """虽然公司辟谣称没有此事，但这印证了…: the turn is the article's."""
    turns = (p.start for p in pieces if p.kind == "text" and p.start > start and p.text.startswith(_TURNS))
    return next(turns, pieces[-1].end if pieces else start)


def _end(text: str, pieces: Pieces, start: int, bounds: Span, names: Names) -> int:
    """To the next reporting clause or the end of the paragraph, unless the article's own voice goes on."""
    limit, whole = bounds
    end = limit
    stops = [p.end for p in pieces if p.stop and start < p.end <= limit]
    if limit < whole and any(stop < limit for stop in stops):
        end = max(stop for stop in stops if stop <= limit)
    for at, piece in enumerate(pieces):
        if not start < piece.end < end:
            continue
        following = text[piece.end : min(piece.end + 32, whole)].lstrip()
        if piece.text[0] in "；;" and _DATED.match(following):
            return piece.start
        if piece.stop and (_narrates(following, names) or (piece.kind == "quote" and _tells(following))):
            return piece.end
        if piece.start > start and _says_no_more(piece, pieces[at + 1 : at + _NEAR], names):
            return piece.start
        if piece.stop and _is_about(pieces, piece, names):
            return piece.end
    joint = _JOINTS.search(text[max(start, end - 6) : end])
    return end - (joint.end() - joint.start()) if joint and end == limit else end


def _says_no_more(mark: Piece, following: Pieces, names: Names) -> bool:
    """对于工期，他没有透露; 李桂香拒绝置评; 但未说明原因: this begins after the mark."""
    if mark.kind != "mark":
        return False
    clause = [piece for piece in takewhile(lambda p: not p.stop, following) if piece.kind == "text"]
    while mark.stop and len(clause) > 1 and _MATTERS.match(clause[0].text):
        clause = clause[1:]
    match = _NO_MORE.match(clause[0].text) if clause else None
    if match is None:
        return False
    who = match["who"].strip("但却则也还均都仍不过而目前")
    turned = mark.stop or who != match["who"]  # 她多次投诉，公司没有回应: she says so
    return (
        "置评" in match.group()  # a word of journalists
        or who in ("", *zh.PRONOUNS)
        or who in names
        or looks_like_name(who)
        or (turned and who in zh.COMPANY_WORDS)
    )


def _is_about(pieces: Pieces, stop: Piece, names: Names) -> bool:
    """至于那封信，何文远也收到了: a clause of the sentence after `stop` begins with a person."""
    sentence = takewhile(lambda piece: not piece.stop, (p for p in pieces if p.start >= stop.end))
    opened = (piece.text for piece in sentence if piece.kind == "text")
    return any(_person(text, names) for text in opened)


def _person(text: str, names: Names) -> bool:
    return any(text[:size] in names and looks_like_name(text[:size]) for size in (2, 3, 4))


def _tells(following: str) -> bool:
    """After a whole sentence in quotes the words outside of them are the article's."""
    return bool(following) and following[0] not in "“「『\"'‘，。！？；,.!?;…"


def _narrates(following: str, names: Names) -> bool:
    """Does the article's own voice begin a sentence: 据悉，…; 第三天，…; 他…; 雷军…?"""
    if following.startswith((*zh.RESUMES, *zh.PRONOUNS)) or _NARRATED.match(following):
        return True
    return any(following[:size] in names for size in SIZES)
