"""Chinese paragraphs to Utterances: each reporting clause with its words, and quotes that stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from record.text import simplify
from record.types import ReportKind, Span
from statements.chinese.clause import Clause
from statements.chinese.clauses import find_clauses
from statements.chinese.contents import find_contents, is_apart
from statements.chinese.cues import find_cues
from statements.chinese.frames import quote_before
from statements.chinese.names import Names
from statements.chinese.pieces import STOPS, Piece, Pieces, split_pieces
from statements.chinese.subjects import subject_before, subject_earlier
from statements.lexicon import zh
from statements.paragraphs import Paragraph
from statements.utterance import Utterance, trimmed

_ANSWER = re.compile(r"(?P<who>问|答|记者)[：:]\s*(?=\S)")
_REFUSAL = re.compile(rf"[“「『\"]?{zh.REFUSALS}[。！，”」』\"]*")
_LINE = 200  # characters of a line that may lead up to quotes
_REACH = 4000  # characters before an answer in which it is looked for who gives it
_SHORT = 6  # characters of a quote that may be a single word


def find_utterances(text: str, paragraph: Paragraph, names: frozenset[str]) -> list[Utterance]:
    simple, spoken = _simplified(text), _simple_names(names)
    pieces = split_pieces(simple, paragraph)
    answer = _ANSWER.match(simple, paragraph.start, paragraph.end)
    if answer is not None:
        return list(_answered(simple, paragraph, answer, spoken))
    clauses = find_clauses(pieces, spoken)
    found = list(_reported(simple, pieces, clauses, spoken))
    if not clauses and all(piece.kind != "text" for piece in pieces):
        return list(_only_quotes(simple, pieces, paragraph, spoken))
    return sorted(_with_lone_quotes(simple, pieces, found, spoken), key=lambda each: each.content[0])


@lru_cache(maxsize=2)
def _simplified(text: str) -> str:
    return simplify(text)


@lru_cache(maxsize=2)
def _simple_names(names: frozenset[str]) -> Names:
    return frozenset(map(simplify, names))


# ---------------------------------------------------------------- answers


def _answered(text: str, paragraph: Paragraph, answer: re.Match[str], names: Names) -> Iterator[Utterance]:
    """答：… Whoever was named last before the questions began gives the answers."""
    if answer["who"] in ("问", "记者"):
        return
    begun = text.find("\n问", max(0, paragraph.start - _REACH), paragraph.start)
    before = text[max(0, paragraph.start - _REACH) : begun if begun >= 0 else paragraph.start]
    at, name = max(((before.rfind(name), name) for name in names), default=(-1, ""))
    start = max(0, paragraph.start - _REACH) + at
    about = (start, start + len(name)) if at >= 0 else None
    content = trimmed(text, answer.end(), paragraph.end)
    if content[1] - content[0] > 1:
        whole = (paragraph.start, paragraph.end)
        yield Utterance((content,), answer.span("who"), None, whole, "direct", about=about)


# ---------------------------------------------------------------- clauses


def _reported(text: str, pieces: Pieces, clauses: Sequence[Clause], names: Names) -> Iterator[Utterance]:
    used = pieces[0].start if pieces else 0
    for number, clause in enumerate(clauses):
        if clause.mention is None:
            continue
        limit = _limit(pieces, clause, clauses[number + 1 :])
        content = find_contents(text, pieces, clause, (used, limit), names)
        if len(content) == 2 and is_apart(pieces, clause):
            yield _lone(content[0], content[0], clause.mention)
            content = content[1:]
        if content and not _refuses(text, content):
            yield _utterance(text, pieces, clause, clause.mention, content)
            used = max(content[-1][1], clause.cue_span[1])


def _refuses(text: str, content: list[Span]) -> bool:
    """回应称“不予置评”"""
    return len(content) == 1 and _REFUSAL.fullmatch(text, *content[0]) is not None


def _limit(pieces: Pieces, clause: Clause, following: Sequence[Clause]) -> int:
    """Where the next clause begins; one of nobody's counts only in a later sentence."""
    for other in following:
        between = pieces[clause.piece + 1 : other.piece]
        if other.mention is not None or any(piece.stop for piece in between):
            start = _begins(pieces, other)
            return start if start > clause.cue_span[1] else other.start
    return pieces[-1].end


def _begins(pieces: Pieces, clause: Clause) -> int:
    """Where the words begin that stand before a clause, or the clause itself."""
    if clause.before is not None:
        return clause.before[0]
    before = quote_before(pieces, clause.piece) if clause.mention else None
    return before.start if before is not None else clause.start


def _utterance(text: str, pieces: Pieces, clause: Clause, mention: Span, content: list[Span]) -> Utterance:
    first = min(content[0][0], clause.start, mention[0])
    last = max(content[-1][1], clause.cue_span[1])
    return Utterance(
        content=tuple(content),
        cue=clause.cue_span,
        mention=mention,
        sentence=(first, _sentence_end(text, last, pieces[-1].end)),
        kind="nominal" if clause.object else _kind(pieces, clause, content),
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
    framed = "n" in clause.cue.frames and all(quote.start > content[0][0] for quote in quotes)
    if quotes and not framed and covered + 2 >= sum(b - a for a, b in content):
        return "direct"
    if any(p.end - p.start > 6 for p in quotes):
        return "mixed"
    return "nominal" if "n" in clause.cue.frames else "indirect"


# ---------------------------------------------------------------- quotes without a cue


def _only_quotes(text: str, pieces: Pieces, paragraph: Paragraph, names: Names) -> Iterator[Utterance]:
    """A paragraph that is one quote: whoever spoke before goes on, or the line before it ends in a colon."""
    quotes = tuple((p.start, p.end) for p in pieces if p.kind == "quote" and p.end - p.start > 8)
    if quotes:
        about = _announced(text, paragraph, names)
        yield Utterance(quotes, None, None, (paragraph.start, paragraph.end), "direct", about=about)


def _announced(text: str, paragraph: Paragraph, names: Names) -> Span | None:
    """雷军在公开信中写道：, a line of its own above the quote"""
    above = text[max(0, paragraph.start - _LINE) : paragraph.start].rstrip()
    if not above.endswith(("：", ":")):
        return None
    end = paragraph.start - (min(_LINE, paragraph.start) - len(above))
    start = max(above.rfind(stop) for stop in "\n。！？") + 1 + end - len(above)
    line = split_pieces(text, Paragraph(start, end, paragraph.lang, ()))
    telling = (at for at, piece in enumerate(line) if piece.kind == "text" and any(find_cues(piece.text)))
    told = next(telling, None)
    return subject_before(line, told + 1, names) if told is not None else None


def _with_lone_quotes(text: str, pieces: Pieces, found: list[Utterance], names: Names) -> list[Utterance]:
    """A whole sentence in quotes goes with the clause before, or is said by whom that sentence is about."""
    for at, piece in enumerate(pieces):
        if not _stands_alone(pieces, at) or _is_covered(piece, found):
            continue
        owner = _goes_with(pieces, at, found)
        if owner is not None:
            found[owner] = _extended(text, found[owner], piece, pieces[-1].end)
            continue
        found.extend(_unreported(pieces, at, names))
    return found


def _unreported(pieces: Pieces, at: int, names: Names) -> Iterator[Utterance]:
    """李桂香放下电话，“…。” names its speaker; one between two sentences has a sentence before it."""
    span = (pieces[at].start, pieces[at].end)
    if at == 0 or pieces[at - 1].stop:
        yield _lone(span, span, subject_before(pieces, at, names))
        return
    named = subject_earlier(pieces, at, names)
    if named is not None:
        yield Utterance((span,), None, named, (min(named[0], span[0]), span[1]), "direct")


def _lone(content: Span, sentence: Span, about: Span | None) -> Utterance:
    return Utterance((content,), None, None, sentence, "direct", about=about)


def _stands_alone(pieces: Pieces, at: int) -> bool:
    """“…。” between two sentences, or after a comma: 李桂香放下电话，“船已经靠岸了。”"""
    piece = pieces[at]
    if piece.kind != "quote" or piece.end - piece.start <= _SHORT or not piece.stop:
        return False
    before = pieces[at - 1] if at else None
    if before is None:
        return True
    if before.stop:
        return before.kind != "quote"  # the second of two quotes may be anybody's
    return before.kind == "mark" and before.text[0] in "，," and _closes(pieces, at)


def _closes(pieces: Pieces, at: int) -> bool:
    """Nothing of the sentence follows the quote."""
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    return following is None or following.kind != "mark" or following.stop


def _is_covered(piece: Piece, found: Sequence[Utterance]) -> bool:
    return any(start <= piece.start < end for each in found for start, end in each.content)


def _goes_with(pieces: Pieces, at: int, found: Sequence[Utterance]) -> int | None:
    """“…。”雷军说。“…。”: the index of the utterance whose clause ends right before pieces[at]."""
    index = at - 1
    while index >= 0 and pieces[index].kind != "text":
        index -= 1
    if index < 0:
        return None
    ends = (
        i
        for i, each in enumerate(found)
        if each.cue and pieces[index].end - 1 <= each.cue[1] <= pieces[index].end
    )
    return next(ends, None)


def _extended(text: str, utterance: Utterance, piece: Piece, end: int) -> Utterance:
    content = (*utterance.content, (piece.start, piece.end))
    sentence = (utterance.sentence[0], max(utterance.sentence[1], _sentence_end(text, piece.end, end)))
    return replace(utterance, content=tuple(sorted(content)), sentence=sentence)
