"""Chinese paragraphs to Utterances: each cue with its subject, and the words up to the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

from record.types import ReportKind, Span
from statements.chinese.cues import Cue, find_cues
from statements.chinese.pieces import STOPS, Piece, Pieces, split_pieces
from statements.chinese.subjects import looks_like_name, noun_phrase, subject_earlier, subject_in
from statements.lexicon import zh
from statements.paragraphs import Paragraph
from statements.utterance import Utterance, trimmed

_SHORTEST = 2  # characters of a content
_HEADLINE = 60  # characters of a line that may be a headline
_ADDRESSEE = re.compile(r"[^，：:“「]{0,14}$")
_NARRATED = re.compile(r"第.{1,4}[天日]|在.{1,8}[眼看]|\d{1,2}月|\d{1,2}日|\d{4}年|[^，。]{1,8}过后，")
_JOINTS = re.compile(rf"(?:{'|'.join(zh.JOINTS)})$")


@dataclass(frozen=True, slots=True)
class Clause:
    """A cue in a piece; `start` is where what it reports with begins: the end of the words before."""

    piece: int
    cue: Cue
    mention: Span
    start: int
    cue_span: Span
    shared: bool = False


def find_utterances(text: str, paragraph: Paragraph, names: frozenset[str]) -> list[Utterance]:
    pieces = split_pieces(text, paragraph)
    clauses = _find_clauses(pieces, names)
    found: list[Utterance] = []
    used = paragraph.start
    for number, clause in enumerate(clauses):
        limit = clauses[number + 1].start if number + 1 < len(clauses) else paragraph.end
        content = _contents(text, pieces, clause, (used, limit), names)
        if content:
            found.append(_utterance(text, pieces, clause, content))
            used = max(content[-1][1], clause.cue_span[1])
    if not clauses:
        found.extend(_without_cue(pieces, paragraph))
    return found


def _find_clauses(pieces: Pieces, names: frozenset[str]) -> list[Clause]:
    clauses: list[Clause] = []
    for at, piece in enumerate(pieces):
        if piece.kind != "text":
            continue
        for cue in find_cues(piece.text):
            clause = _clause(pieces, at, cue, names, clauses)
            if clause is not None:
                clauses.append(clause)
                break
        else:
            clauses.extend(_colon(pieces, at, names))
    return clauses


def _clause(pieces: Pieces, at: int, cue: Cue, names: frozenset[str], found: list[Clause]) -> Clause | None:
    piece = pieces[at]
    if not _fits(pieces, at, cue):
        return None
    span = (piece.start + cue.start, piece.start + cue.end)
    mention = subject_in(piece, cue, names)
    if mention is not None:
        return Clause(at, cue, mention, piece.start, span)
    if not _only_adverbs(piece.text[cue.subject[0] : cue.subject[1]]):
        return None  # somebody stands there who does not speak
    mention = _same_sentence(pieces, at, found) or subject_earlier(pieces, at, names)
    return Clause(at, cue, mention, piece.start, span, shared=True) if mention else None


def _only_adverbs(text: str) -> bool:
    """Nothing but links and adverbials before the cue: 并再次"""
    for word in sorted((*zh.LEADS, *zh.MODIFIERS), key=len, reverse=True):
        text = text.replace(word, "")
    return len(text) <= 1


def _same_sentence(pieces: Pieces, at: int, found: list[Clause]) -> Span | None:
    if not found:
        return None
    between = pieces[found[-1].piece : at]
    stops = sum(piece.stop for piece in between if piece.kind == "mark")
    return found[-1].mention if not stops else None


def _fits(pieces: Pieces, at: int, cue: Cue) -> bool:
    """Does what the cue's frame asks for follow, or a quote stand before it?"""
    piece = pieces[at]
    rest = piece.text[cue.end :]
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    marked = after is not None and (after.kind == "quote" or after.text[0] in "，：:,︰")
    if "t" in cue.frames:
        return (marked and bool(_ADDRESSEE.match(rest))) or _quote_before(pieces, at) is not None
    if not rest:
        return marked or _quote_before(pieces, at) is not None
    if "n" in cue.frames and len(rest) < _SHORTEST:
        return False
    if "m" in cue.frames:  # 回应“违反劳动法”：…; 雷军回应小米进入美国：…
        colon = any(p.text[0] in ":：︰" for p in pieces[at + 1 : at + 3] if p.kind == "mark")
        return colon and len(rest) < 30
    return len(rest) >= _SHORTEST + 2 or marked


def _quote_before(pieces: Pieces, at: int) -> Piece | None:
    """The quote that leads up to a clause: “…。”雷军说"""
    index = at - 1
    if index >= 0 and pieces[index].kind == "mark" and pieces[index].text[0] in "，,!！。":
        index -= 1
    if index > 0 and pieces[index].kind == "text" and _skips(pieces, at):  # “…。”在东莞，杨敬辉说。
        index -= 1
    if index < 0 or pieces[index].kind != "quote":
        return None
    quote = pieces[index]
    opens = index == 0 or pieces[index - 1].stop
    return quote if opens and quote.end - quote.start > 4 else None


def _skips(pieces: Pieces, at: int) -> bool:
    """Does the sentence end with the cue, so that only the quote before it can hold the words?"""
    return at + 1 >= len(pieces) or pieces[at + 1].stop


def _colon(pieces: Pieces, at: int, names: frozenset[str]) -> Iterator[Clause]:
    """雷军：“…”; in a headline also 雷军：小米没有…"""
    piece = pieces[at]
    if at + 2 >= len(pieces) or pieces[at + 1].text[0] not in ":：":
        return
    opens = at == 0 or pieces[at - 1].stop or pieces[at - 1].kind == "quote"
    headline = pieces[-1].end - pieces[0].start <= _HEADLINE and not any(p.text == "。" for p in pieces)
    start, end = noun_phrase(piece.text, names)
    phrase = piece.text[start:end]
    if opens and end == len(piece.text) and 2 <= len(phrase) <= 14:
        named = looks_like_name(phrase[-3:]) or looks_like_name(phrase) or headline
        if named and (headline or pieces[at + 2].kind == "quote"):
            mark = pieces[at + 1]
            cue = Cue(len(piece.text), len(piece.text), "：", "c", None, (start, end))
            yield Clause(
                at, cue, (piece.start + start, piece.start + end), piece.start, (mark.start, mark.end)
            )


# ---------------------------------------------------------------- the words


def _contents(text: str, pieces: Pieces, clause: Clause, bounds: Span, names: frozenset[str]) -> list[Span]:
    before = _quote_before(pieces, clause.piece)
    spans: list[Span] = []
    if before is not None and before.start >= bounds[0]:
        spans.append((before.start, before.end))
    after = _after(text, pieces, clause, bounds[1], names)
    if after is not None and (not spans or not _ends_with_cue(pieces, clause)):
        spans.append(after)
    return [span for span in spans if span[1] - span[0] >= _SHORTEST]


def _ends_with_cue(pieces: Pieces, clause: Clause) -> bool:
    """“…。”雷军说。 Nothing more belongs to it."""
    piece = pieces[clause.piece]
    following = pieces[clause.piece + 1] if clause.piece + 1 < len(pieces) else None
    last = clause.cue_span[1] >= piece.end or "t" in clause.cue.frames
    return last and (following is None or following.stop)


def _after(text: str, pieces: Pieces, clause: Clause, limit: int, names: frozenset[str]) -> Span | None:
    piece = pieces[clause.piece]
    start, index = clause.cue_span[1], clause.piece
    told = "t" in clause.cue.frames or ("m" in clause.cue.frames and clause.cue_span[1] < piece.end)
    if told or start >= piece.end:
        index = clause.piece + 1
        if told:
            while index < len(pieces) and "m" in clause.cue.frames and pieces[index].text[0] not in ":：︰":
                index += 1
        if index < len(pieces):
            start = pieces[index].end if pieces[index].kind == "mark" else pieces[index].start
        index += index < len(pieces) and pieces[index].kind == "mark"
    elif text[start] in "了到道":
        start += 1
    first = next((i for i in range(index, len(pieces)) if pieces[i].start >= start), None)
    if first is not None and pieces[first].kind == "quote" and not text[start : pieces[first].start].strip():
        quote = pieces[first]
        if quote.stop or _stands_alone(pieces, first):
            return quote.start, quote.end
    near = list(takewhile(lambda p: p.start < limit, pieces[index:]))
    end = _end(text, near, start, (limit, pieces[-1].end), names)
    if "n" in clause.cue.frames:
        end = min(end, next((p.start for p in near if p.kind == "mark" and p.start > start), end))
    if clause.cue.stance == "deny":
        end = min(end, _before_quote(near, start))
    span = trimmed(text, start, end, also="。")
    return span if span[0] < span[1] else None


def _before_quote(pieces: Pieces, start: int) -> int:
    """否认小米将进入美国：“这是谣言。” What is denied ends before the colon; the quote is no part of it."""
    opened = (
        mark.start
        for mark, quote in pairwise(pieces)
        if mark.start > start and mark.text[0] in ":：︰" and quote.kind == "quote"
    )
    return next(opened, pieces[-1].end if pieces else start)


def _stands_alone(pieces: Pieces, index: int) -> bool:
    """After the quote comes a mark: what follows is the narrator's."""
    return index + 1 >= len(pieces) or pieces[index + 1].kind == "mark"


def _end(text: str, pieces: Pieces, start: int, bounds: Span, names: frozenset[str]) -> int:
    """To the next reporting clause or the end of the paragraph, unless the article's own voice goes on."""
    limit, whole = bounds
    end = limit
    stops = [p.end for p in pieces if p.stop and p.kind == "mark"]
    stops = [stop for stop in stops if start < stop <= limit]
    if limit < whole and any(stop < limit for stop in stops):
        end = max(stops)
    for stop in stops:
        if stop < end and _narrates(text[stop : stop + 24].lstrip(), names):
            return stop
    joint = _JOINTS.search(text[max(start, end - 6) : end])
    return end - (joint.end() - joint.start()) if joint and end == limit else end


def _narrates(following: str, names: frozenset[str]) -> bool:
    """Does the article's own voice begin a sentence: 据悉，…; 第十二天，…; 他…; 雷军…?"""
    opens = (*zh.RESUMES, *zh.PRONOUNS, *names)
    return following.startswith(opens) or bool(_NARRATED.match(following))


def _utterance(text: str, pieces: Pieces, clause: Clause, content: list[Span]) -> Utterance:
    first = min(content[0][0], clause.start, clause.mention[0])
    last = max(content[-1][1], clause.cue_span[1])
    return Utterance(
        content=tuple(content),
        cue=clause.cue_span,
        mention=clause.mention,
        sentence=(first, _sentence_end(text, last, pieces[-1].end)),
        kind=_kind(pieces, clause, content),
        stance=clause.cue.stance,
        lead=_lead(pieces, clause),
        same_subject=clause.shared,
    )


def _lead(pieces: Pieces, clause: Clause) -> Span:
    """The sentence up to the cue: where the venue is named."""
    index = clause.piece
    while index > 0 and not pieces[index - 1].stop and clause.piece - index < 8:
        index -= 1
    return pieces[index].start, pieces[clause.piece].end


def _sentence_end(text: str, at: int, end: int) -> int:
    while at < end and text[at] in "”」』\"'’ ":
        at += 1
    return at + 1 if at < end and text[at] in STOPS else at


def _kind(pieces: Pieces, clause: Clause, content: list[Span]) -> ReportKind:
    near = takewhile(lambda p: p.start < content[-1][1], pieces[max(0, clause.piece - 4) :])
    quotes = [p for p in near if p.kind == "quote" and any(a <= p.start and p.end <= b for a, b in content)]
    covered = sum(p.end - p.start for p in quotes)
    if quotes and covered + 2 >= sum(b - a for a, b in content):
        return "direct"
    if any(p.end - p.start > 6 for p in quotes):
        return "mixed"
    return "nominal" if "n" in clause.cue.frames else "indirect"


def _without_cue(pieces: Pieces, paragraph: Paragraph) -> Iterator[Utterance]:
    """A paragraph that is one quote: whoever spoke before goes on."""
    if all(piece.kind != "text" for piece in pieces):
        quotes = tuple((p.start, p.end) for p in pieces if p.kind == "quote" and p.end - p.start > 8)
        if quotes:
            yield Utterance(quotes, None, None, (paragraph.start, paragraph.end), "direct")
