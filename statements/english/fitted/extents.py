"""Ways to cut what is said out of the words that may be, as a fitted ranking is told of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from statements.english.cues import frames_of
from statements.english.fitted.parsed import ParsedParagraph, Place
from statements.english.fitted.weights import Weights

Words = frozenset[Place]

CUTS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)  # probabilities from which a word is taken
_MIDDLE = 0.5
_HOLE = 2  # words left out in the midst of what is said that belong to it all the same
_FINITE = frozenset(["VBZ", "VBD", "VBP", "MD"])


class ExtentRow(NamedTuple):
    """One way to cut what a cue reports."""

    cue: float  # probability that it reports
    odds: float
    frames: str
    expected: float  # share of what is said and of these words that is both, if the words' probabilities hold
    least: float  # of the words' probabilities
    mean: float
    left_out: float  # the highest probability of a word that is left out
    missed: float  # the share of all probability that is left out
    first: float  # probabilities at the borders: inside,
    last: float
    before_first: float  # and outside
    behind_last: float
    words: int
    runs: int
    side: int  # -1: before the cue; 1: behind it; 0: both
    found: float  # overlap with what the cue grammar found; -1: it found nothing
    complement: float  # likewise with the cue's complement in the parse
    opens: str  # tags of the first and last word, and what stands outside them
    closes: str
    before: str
    behind: str
    to_end: int  # words behind the last one in its sentence
    finite: bool
    quoted: float  # share of the words
    quotes_cut: int
    heads: int  # words that hang from a word outside
    cut_off: int  # words outside that hang from one inside


CATEGORIES = ("frames", "opens", "closes", "before", "behind")


def ways_to_cut(parsed: ParsedParagraph, cue: Place, probable: Mapping[Place, float]) -> list[Words]:
    """Without doubles, none empty; that of the cue grammar last."""
    ways = [_mended(parsed, cue, _from(probable, cut)) for cut in CUTS]
    middle = ways[CUTS.index(_MIDDLE)]
    ways.append(frozenset(place for place in middle if place < cue))
    ways.append(frozenset(place for place in middle if place > cue))
    ways.append(parsed.found_words.get(cue, frozenset()))
    return [way for way in dict.fromkeys(ways) if way]


def _from(probable: Mapping[Place, float], cut: float) -> Words:
    return frozenset(place for place, each in probable.items() if each > cut)


def _mended(parsed: ParsedParagraph, cue: Place, words: Words) -> Words:
    """With the small holes that no cue stands in, and without a leading "that"."""
    kept = set(words)
    for before, after in pairwise(sorted(words)):
        hole = [place for place in range(before + 1, after) if parsed.is_word[place]]
        if len(hole) <= _HOLE and not before < cue < after:
            kept.update(hole)
    if kept and parsed.doc[min(kept)].lower_ == "that" and parsed.doc[min(kept)].tag_ == "IN":
        kept.remove(min(kept))
    return frozenset(kept)


def extent_rows(
    parsed: ParsedParagraph,
    cue: Place,
    likely: float,
    probable: Mapping[Place, float],
    ways: Sequence[Words],
    weights: Weights,
) -> list[ExtentRow]:
    """One row a way."""
    token = parsed.doc[cue]
    complement = frozenset(
        below.i
        for child in token.children
        if child.dep_ in ("ccomp", "xcomp", "dobj", "attr", "pobj")
        for below in child.subtree
        if parsed.is_word[below.i]
    )
    odds, frames = weights.odds_of(token.text).odds, frames_of(token.lower_)
    return [_row(parsed, cue, likely, odds, frames, probable, way, complement) for way in ways]


def _row(
    parsed: ParsedParagraph,
    cue: Place,
    likely: float,
    odds: float,
    frames: str,
    probable: Mapping[Place, float],
    words: Words,
    complement: Words,
) -> ExtentRow:
    # One keyword a column of the table that was fitted: taken apart, it would be harder to compare with it.
    ordered = sorted(words)
    first, last = ordered[0], ordered[-1]
    inside = [probable.get(place, 0.0) for place in ordered]
    outside = [each for place, each in probable.items() if place not in words]
    found = parsed.found_words.get(cue)
    end = parsed.sentence[last][1]
    return ExtentRow(
        cue=likely,
        odds=odds,
        frames=frames,
        expected=sum(inside) / max(len(words) + sum(outside), 1.0),
        least=min(inside),
        mean=sum(inside) / len(inside),
        left_out=max(outside, default=0.0),
        missed=sum(outside) / max(sum(inside) + sum(outside), 0.01),
        first=inside[0],
        last=inside[-1],
        before_first=probable.get(_next_word(parsed, first, -1), 0.0),
        behind_last=probable.get(_next_word(parsed, last, 1), 0.0),
        words=len(words),
        runs=sum(1 for _ in runs(parsed, ordered)),
        side=(first > cue) - (last < cue),
        found=overlap(words, found) if found else -1.0,
        complement=overlap(words, complement) if complement else -1.0,
        opens=parsed.doc[first].tag_,
        closes=parsed.doc[last].tag_,
        before=_outside(parsed, first - 1),
        behind=_outside(parsed, last + 1),
        to_end=sum(parsed.is_word[last + 1 : end]),
        finite=any(parsed.doc[place].tag_ in _FINITE for place in ordered),
        quoted=sum(parsed.quote[place] > 0 for place in ordered) / len(ordered),
        quotes_cut=_quotes_cut(parsed, words),
        heads=sum(parsed.doc[place].head.i not in words for place in ordered),
        cut_off=sum(
            parsed.doc[place].head.i in words for place in probable if place not in words and place != cue
        ),
    )


def runs(parsed: ParsedParagraph, places: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    """First and last word of each run: words with nothing but marks between them."""
    first = last = places[0]
    for place in places[1:]:
        if any(parsed.is_word[last + 1 : place]):
            yield first, last
            first = place
        last = place
    yield first, last


def overlap(one: Words, other: Words) -> float:
    """Words in both over words in either."""
    return len(one & other) / max(len(one | other), 1)


def _next_word(parsed: ParsedParagraph, place: Place, step: int) -> Place:
    """The word before (-1) or behind (1) a place; -1 where the paragraph ends."""
    place += step
    while 0 <= place < len(parsed) and not parsed.is_word[place]:
        place += step
    return place if place < len(parsed) else -1


def _outside(parsed: ParsedParagraph, place: Place) -> str:
    """A mark as it is written, a word by its tag."""
    if not 0 <= place < len(parsed):
        return ""
    token = parsed.doc[place]
    return token.tag_ if parsed.is_word[place] else token.text[:2]


def _quotes_cut(parsed: ParsedParagraph, words: Words) -> int:
    touched = {parsed.quote[place] for place in words} - {0}
    return sum(not whole_quote(parsed, number, words) for number in touched)


def whole_quote(parsed: ParsedParagraph, number: int, words: Words) -> bool:
    """Are all words of a quote among these?"""
    quote = parsed.paragraph.quotes[number - 1]
    places = parsed.places_in((quote.start, quote.end))
    return all(place in words for place in places if parsed.is_word[place])
