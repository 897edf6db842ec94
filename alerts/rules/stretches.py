"""Stretches of a field: its sentences, and its quotations. As token numbers, end exclusive."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from alerts.rules.nodes import Found, Node, Window, united
from alerts.rules.operator import Judge, Making, registered
from alerts.rules.scope import ASKED, Field
from alerts.rules.screens import Clause, Screener
from record.text import Token, is_cjk

Stretch = tuple[int, int]
_STOPS = re.compile(r"[。！？\n]")
_CALLS = re.compile(r"[!?]")
_CLOSED = re.compile(r"[!?][\"”’']")
ENOUGH = 8  # stretches that hit, once judging on would cost too much
MOST_JUDGED = 50_000  # clauses, each counted once a stretch: a rule of fifty over a thousand sentences
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
    windows = list(_worth_judging(part, judge, cut))
    likely = set(_likely(part, judge, windows))
    founds, hits, most = dict[int, Found](), list[Found](), _most(part)
    for number in sorted(range(len(windows)), key=lambda number: number not in likely):
        if len(founds) >= (most if number in likely and len(hits) < ENOUGH else most // 10):
            break
        if hits and number not in likely:
            break
        founds[number] = found = judge.within((windows[number],)).of(part)
        hits.extend([found] if found.hit else [])
    if hits:
        return Found(node, True, united(hits), (hits[0],))
    return _missed(node, [found for _, found in sorted(founds.items(), key=lambda pair: pair[0])])


def _missed(node: Node, founds: Sequence[Found]) -> Found:
    """With what stands in none of the stretches, or all of it where each has something of it."""
    nearest = min(founds, key=lambda found: len(found.missing), default=Found(node.parts[0], False))
    rows = [set(found.missing) for found in founds]
    everywhere = [word for word in nearest.missing if all(word in row for row in rows)]
    return Found(node, False, (), (nearest,), tuple(everywhere) or (node.source,))


def _most(part: Node) -> int:
    """Stretches that are judged: the fewer, the longer the rule."""
    return max(ENOUGH, MOST_JUDGED // sum(1 for _ in _nodes(part)))


def _worth_judging(part: Node, judge: Judge, cut: Callable[[Field], Sequence[Stretch]]) -> Iterator[Window]:
    """The stretches with any of its words, wanted or not, and one without: all others are like that one."""
    found = united(judge.of(leaf) for leaf in _nodes(part) if not leaf.parts)
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


def _likely(part: Node, judge: Judge, windows: Sequence[Window]) -> Iterable[int]:
    """The numbers of those that hold what the part must have: no other can be a hit."""
    likely: Iterable[int] = range(len(windows))
    if len(windows) <= ENOUGH:
        return likely
    fields = tuple(dict.fromkeys(window.field for window in windows))
    for clause in Screener(registered(), fields).of(part).loosened().clauses:
        starts = _starts(clause, judge)
        likely = [number for number in likely if _begins_in(windows[number], starts)]
    return likely


def _starts(clause: Clause, judge: Judge) -> dict[str, list[int]]:
    """The tokens of each field that its literals begin at."""
    forms = {
        form
        for literal in clause.literals
        for form in ((literal.form,) if literal.form else judge.forms(literal.name))
    }
    starts = defaultdict[str, set[int]](set)
    for match in (match for form in forms for match in judge.places(form)):
        starts[match.field].add(match.first)
    return {field: sorted(numbers) for field, numbers in starts.items()}


def _begins_in(window: Window, starts: Mapping[str, Sequence[int]]) -> bool:
    row = starts.get(window.field, ())
    at = bisect_left(row, window.first)
    return at < len(row) and row[at] < window.last


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for part in node.parts:
        yield from _nodes(part)


def _clipped(stretches: Sequence[Stretch], window: Window) -> Iterator[Stretch]:
    start = bisect_right(stretches, window.first, key=lambda stretch: stretch[1])
    for first, last in stretches[start:]:
        if first >= window.last:
            break
        yield max(first, window.first), min(last, window.last)


def load_lexicon() -> None:
    """Half a second, that no judging of a Report must wait for."""
    import statements.english.units
    import statements.quotes  # noqa: F401


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
