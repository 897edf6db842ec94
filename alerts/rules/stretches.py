"""Stretches of a field: its sentences, and its quotations. As token numbers, end exclusive."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from alerts.rules.nodes import Found, Node, Window
from alerts.rules.operator import Judge, Making
from alerts.rules.scope import ASKED, Field
from record.text import Token, is_cjk

Stretch = tuple[int, int]
_STOPS = re.compile(r"[。！？\n]")
_CALLS = re.compile(r"[!?]")
_CLOSED = re.compile(r"[!?][\"”’']")
_PAUSE = " … "  # between the pieces of what was said


def sentences(field: Field) -> Sequence[Stretch]:
    return _kept(field, "sentences", _sentences)


def quotations(field: Field) -> Sequence[Stretch]:
    """What stands between quotation marks; of words said, each piece."""
    return _kept(field, "quotations", _quotations)


def _kept(field: Field, name: str, make: Callable[[Field], Iterator[Stretch]]) -> Sequence[Stretch]:
    key = (name, "")
    if key not in field.memo:
        field.memo[key] = [stretch for stretch in make(field) if stretch[0] < stretch[1]]
    kept: list[Stretch] = field.memo[key]
    return kept


def _sentences(field: Field) -> Iterator[Stretch]:
    tokens, first = field.tokens, 0
    for at in range(1, len(tokens)):
        before = tokens[at - 1]
        if (before.dotted or before.segment != tokens[at].segment) and _ends(field.text, before, tokens[at]):
            yield first, at
            first = at
    yield first, len(tokens)


def _ends(text: str, before: Token, after: Token) -> bool:
    """Does a sentence end between two tokens that stand side by side?"""
    gap, following = text[before.end : after.start], text[after.start : after.end]
    if _STOPS.search(gap):
        return True
    apart = is_cjk(following[0]) or any(map(str.isspace, gap))
    if not apart:
        return False
    if _CALLS.search(gap):
        return not (following[0].islower() and _CLOSED.search(gap))
    dotted = before.dotted and text[before.end - 1] == "."
    if not (dotted or "." in gap) or following[0].islower():
        return False
    return _begins_afresh(text[before.start : before.end].rstrip("."), following)


def _begins_afresh(word: str, following: str) -> bool:
    if is_cjk(word[-1]) or is_cjk(following[0]):
        return True
    from statements.english.units import begins_afresh  # the lexicon takes a while to load

    return begins_afresh(f"{word}.", following)


def _quotations(field: Field) -> Iterator[Stretch]:
    spans = _pieces(field.text) if field.verbatim else _quoted(field.text)
    for start, end in spans:
        yield bisect_left(field.starts, start), bisect_left(field.starts, end)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for piece in text.split(_PAUSE):
        yield at, at + len(piece)
        at += len(piece) + len(_PAUSE)


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    if not text:
        return
    from statements.quotes import find_quotes

    at = 0
    for line in text.split("\n"):
        for quote in find_quotes(text, at, at + len(line)):
            yield quote.start, quote.end
        at += len(line) + 1


# ---------------------------------------------------------------- judging within them


def find_within(node: Node, judge: Judge, cut: Callable[[Field], Sequence[Stretch]]) -> Found:
    """The part, judged in each stretch by itself; one that holds all of it is enough."""
    part = node.parts[0]
    founds = [judge.within((window,)).of(part) for window in _worth_judging(part, judge, cut)]
    hits = [found for found in founds if found.hit]
    if hits:
        matches = dict.fromkeys(match for found in hits for match in found.matches)
        return Found(node, True, tuple(matches), (hits[0],))
    nearest = min(founds, key=lambda found: len(found.missing), default=Found(part, False))
    everywhere = [word for word in nearest.missing if all(word in found.missing for found in founds)]
    return Found(node, False, (), (nearest,), tuple(everywhere) or (node.source,))


def _worth_judging(part: Node, judge: Judge, cut: Callable[[Field], Sequence[Stretch]]) -> Iterator[Window]:
    """The stretches with any of its words, wanted or not, and one without: all others are like that one."""
    found = [match for leaf in _leaves(part) for match in judge.of(leaf).matches]
    bare = True
    for window in judge.windows:
        touched = sorted({match.first for match in found if match.field == window.field})
        for first, last in _clipped(cut(judge.field(window.field)), window):
            at = bisect_left(touched, first)
            if at < len(touched) and touched[at] <= last:
                yield Window(window.field, first, last)
            elif bare:
                bare = False
                yield Window(window.field, first, last)


def _leaves(node: Node) -> Iterator[Node]:
    if not node.parts:
        yield node
    for part in node.parts:
        yield from _leaves(part)


def _clipped(stretches: Sequence[Stretch], window: Window) -> Iterator[Stretch]:
    start = bisect_right(stretches, window.first, key=lambda stretch: stretch[1])
    for first, last in stretches[start:]:
        if first >= window.last:
            break
        yield max(first, window.first), min(last, window.last)


def refuse_fields(making: Making) -> None:
    """A field cannot be looked in from within a stretch of another."""
    row = list(making.parts)
    while row:
        inside = next((node for node in row if node.kind in ASKED), None)
        if inside is not None:
            name = making.sign.strip().partition("/")[0]
            hint = f"write {inside.kind}:{making.sign.strip()}(…)"
            place = inside.start, inside.end
            making.mistake("R117", f"a field goes around {name}, not into it", hint, at=place)
            return
        row = [below for node in row for below in node.parts]
