"""Which words belong to what a cue reports: each word around it, as a fitted ranking is told of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from statements.english.cues import frames_of
from statements.english.fitted.cues import kind_of
from statements.english.fitted.parsed import ParsedParagraph, Place, Sentence, subject_of, way_up
from statements.english.fitted.weights import Weights
from statements.lexicon import words

if TYPE_CHECKING:
    from statements.english.parsing import Token

LIKELY = 0.4  # probability from which a word counts as another cue
_REACH = 8  # sentences before and after that of the cue
_DEEPEST = 30  # steps up from a word
_LONGEST = 250  # tokens on either side, so that a text without stops costs no more than another


class OfCue(NamedTuple):
    """What all words of a cue share."""

    odds: float
    cue: float  # probability that it reports
    tag: str
    dep: str
    after: str  # the word or tag behind it
    found: bool  # by the cue grammar, with so many words
    found_words: int
    frames: str
    subject: str
    quote_before: bool
    from_start: int  # of its sentence
    to_end: int
    clause_side: int  # of its complement


class OfWord(NamedTuple):
    """Where a word stands. Distances are in tokens, from the cue."""

    in_found: int  # 2: in what the cue grammar found for this cue; 1: for another
    quoted: bool
    offset: int
    sentence: int  # 0: that of the cue
    commas: int  # between the two; likewise colons and cues
    colons: int
    cues_between: int
    cues_beyond: int
    word_tag: str
    word_dep: str
    in_subject: bool


class OfBranch(NamedTuple):
    """Where a word hangs, seen from the cue."""

    relation: int  # 1: from the cue; 2: the cue from it; 3: both from another word
    arc: str = ""  # by which its branch hangs from the cue
    arc_tag: str = ""
    arc_offset: int = 0
    arc_number: int = -1  # among the cue's branches
    depth: int = 0
    up: int = -1  # steps from the cue to the word that both hang from
    up_arc: str = ""  # by which the cue's branch hangs from it
    side_arc: str = ""  # by which the word's branch hangs from it


Row = tuple[float | str, ...]
FIELDS = (*OfCue._fields, *OfWord._fields, *OfBranch._fields)
CATEGORIES = (
    *("tag", "dep", "after", "frames", "subject"),
    *("word_tag", "word_dep", "arc", "arc_tag", "up_arc", "side_arc"),
)


@dataclass(frozen=True, slots=True)
class _Branches:
    """Where a word hangs, seen from the cue."""

    below: dict[Place, tuple[Token, int, int]]  # -> (branch, its number, depth)
    above: dict[Place, tuple[int, str]]
    in_subject: frozenset[Place]


@dataclass(frozen=True, slots=True)
class Others:
    """What stands beside any cue of a paragraph: how many likely cues before each token, and the words that
    the cue grammar found."""

    cues: list[int]
    found: frozenset[Place]


def others_in(parsed: ParsedParagraph, likely: Mapping[Place, float]) -> Others:
    places = range(len(parsed))
    counts = [0, *accumulate(int(likely.get(place, 0.0) > LIKELY) for place in places)]
    return Others(counts, frozenset().union(*parsed.found_words.values()))


def words_around(parsed: ParsedParagraph, cue: Place) -> list[Place]:
    """The words of the cue's sentence, and of its neighbours as far as one quote leads to the next."""
    first, end = _window(parsed, cue)
    near = range(max(first, cue - _LONGEST), min(end, cue + _LONGEST))
    return [place for place in near if parsed.is_word[place]]


def _window(parsed: ParsedParagraph, cue: Place) -> Sentence:
    first, end = parsed.sentence[cue]
    for _ in range(_REACH):
        if not _quote_leads(parsed, first):
            break
        first = parsed.sentence[first - 1][0]
    for _ in range(_REACH):
        if not _quote_follows(parsed, end):
            break
        end = parsed.sentence[end][1]
    return first, end


def _quote_leads(parsed: ParsedParagraph, first: Place) -> bool:
    """Does the sentence before `first` end in a quote, or this one begin in it?"""
    at = first - 1
    while at >= 0 and not parsed.is_word[at] and not parsed.quote[at]:
        at -= 1
    return at >= 0 and bool(parsed.quote[at] or parsed.quote[first])


def _quote_follows(parsed: ParsedParagraph, end: Place) -> bool:
    at = end
    while at < len(parsed) and not parsed.is_word[at] and not parsed.quote[at]:
        at += 1
    return at < len(parsed) and bool(parsed.quote[at] or parsed.quote[end - 1])


def word_rows(
    parsed: ParsedParagraph,
    cue: Place,
    places: Sequence[Place],
    likely: Mapping[Place, float],
    others: Others,
    weights: Weights,
) -> list[Row]:
    """One row a place, in the order of FIELDS; `likely` are the probabilities of its paragraph's cues."""
    branches = _branches(parsed.doc[cue])
    of_cue = _of_cue(parsed, cue, likely, weights)
    found = parsed.found_words.get(cue, frozenset())
    rows: list[Row] = []
    for place in places:
        in_found = 2 if place in found else int(place in others.found)
        of_word = _of_word(parsed, cue, place, branches, others.cues, in_found)
        rows.append((*of_cue, *of_word, *_of_branch(parsed.doc[place], cue, branches)))
    return rows


def _of_cue(parsed: ParsedParagraph, cue: Place, likely: Mapping[Place, float], weights: Weights) -> OfCue:
    token = parsed.doc[cue]
    first, end = parsed.sentence[cue]
    subject, _ = subject_of(token)
    clause = next((child.i for child in token.children if child.dep_ == "ccomp"), cue)
    return OfCue(
        odds=weights.odds_of(token.text).odds,
        cue=likely[cue],
        tag=token.tag_,
        dep=token.dep_,
        after=_what_follows(parsed, cue),
        found=cue in parsed.found,
        found_words=len(parsed.found_words.get(cue, ())),
        frames=frames_of(token.lower_),
        subject=kind_of(subject),
        quote_before=parsed.quoted[cue] > parsed.quoted[_window(parsed, cue)[0]],
        from_start=cue - first,
        to_end=end - cue,
        clause_side=(clause > cue) - (clause < cue),
    )


def _what_follows(parsed: ParsedParagraph, cue: Place) -> str:
    if cue + 1 == len(parsed):
        return ""
    token = parsed.doc[cue + 1]
    return token.lower_ if token.lower_ in _TELLING else token.tag_


_TELLING = frozenset(
    (
        *words(
            "that but who which and while as after when because if according to for in on at by with about"
        ),
        *words("of or what how whether not he she it they , : “"),
        '"',
    )
)


def _branches(cue: Token) -> _Branches:
    below: dict[Place, tuple[Token, int, int]] = {}
    for number, branch in enumerate(cue.children):
        open_ = [(branch, 1)]
        while open_:
            token, depth = open_.pop()
            below[token.i] = (branch, number, depth)
            open_.extend((child, depth + 1) for child in token.children)
    subject, _ = subject_of(cue)
    places = frozenset(token.i for token in subject.subtree) if subject is not None else frozenset()
    if cue.i in places and subject is not None:
        places = frozenset([subject.i])
    return _Branches(below, way_up(cue), places)


def _of_word(
    parsed: ParsedParagraph, cue: Place, place: Place, branches: _Branches, cues: list[int], in_found: int
) -> OfWord:
    token = parsed.doc[place]
    low, high = (place, cue) if place < cue else (cue + 1, place)
    start, end = parsed.sentence[cue]
    return OfWord(
        in_found=in_found,
        quoted=parsed.quote[place] > 0,
        offset=place - cue,
        sentence=(place >= end) - (place < start),
        commas=parsed.commas[high] - parsed.commas[low],
        colons=parsed.colons[high] - parsed.colons[low],
        cues_between=cues[high] - cues[low],
        cues_beyond=cues[end] - cues[high] if place > cue else cues[low] - cues[start],
        word_tag=token.tag_,
        word_dep=token.dep_,
        in_subject=place in branches.in_subject,
    )


def _of_branch(token: Token, cue: Place, branches: _Branches) -> OfBranch:
    if token.i == cue:
        return OfBranch(0)
    if token.i in branches.below:
        branch, number, depth = branches.below[token.i]
        return OfBranch(1, branch.dep_, branch.tag_, branch.i - cue, number, depth)
    side, steps = "", 0
    while token.i not in branches.above and token.head.i != token.i and steps < _DEEPEST:
        side, token, steps = token.dep_, token.head, steps + 1
    up, up_arc = branches.above.get(token.i, (-1, ""))
    return OfBranch(3 if steps else 2, up=up, up_arc=up_arc, side_arc=side)
