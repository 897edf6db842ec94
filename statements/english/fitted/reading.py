"""English paragraphs to Utterances by a parse and fitted weights, with the cue grammar as evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from statements.english.cues import frames_of
from statements.english.fitted import cues, speakers, words
from statements.english.fitted.parsed import ParsedParagraph, Place, Sentence, look_at
from statements.english.fitted.utterances import is_nominal, make_utterance
from statements.english.fitted.weights import Weights
from statements.paragraphs import Paragraph
from statements.utterance import Utterance

if TYPE_CHECKING:
    from statements.english.parsing import Parser

_SHARED = 1 / 3  # of a cue's words may be said under a likelier cue already
_AS_GOOD = 0.8  # of the expected overlap with what is said
_MOST_CUES = 12  # of a sentence
_HOLE = 2  # words left out in the midst of what is said that belong to it all the same


@dataclass(frozen=True, slots=True)
class Choice:
    """What is reported by one cue: the words, and the head of who speaks."""

    cue: Place
    likely: float
    content: frozenset[Place]
    speaker: Place | None = None


def read(
    text: str,
    paragraphs: Sequence[Paragraph],
    found: Sequence[list[Utterance]],
    parser: Parser,
    weights: Weights,
) -> list[list[Utterance]]:
    """The Utterances of each paragraph; `found` are those of the cue grammar."""
    docs = parser.parse([text[paragraph.start : paragraph.end] for paragraph in paragraphs])
    parsed = [look_at(*each) for each in zip(docs, paragraphs, found, strict=True)]
    chosen = choose(parsed, weights)
    return [
        [
            *(make_utterance(text, each, choice) for choice in choices),
            *_left_to_grammar(each, choices, utterances),
        ]
        for each, choices, utterances in zip(parsed, chosen, found, strict=True)
    ]


def choose(parsed: Sequence[ParsedParagraph], weights: Weights) -> list[list[Choice]]:
    """What is reported in each paragraph."""
    likely = likely_cues(parsed, weights)
    said = _select_words(parsed, likely, weights)
    chosen = [_without_overlap(choices) for choices in said]
    return _with_speakers(parsed, chosen, weights)


def likely_cues(parsed: Sequence[ParsedParagraph], weights: Weights) -> list[dict[Place, float]]:
    """The probability that each candidate of each paragraph reports."""
    places = [cues.candidates(each) for each in parsed]
    rows = [row for each, at in zip(parsed, places, strict=True) for row in cues.cue_rows(each, at, weights)]
    scores = iter(weights.cues.score(rows))
    return [{place: float(next(scores)) for place in at} for at in places]


def _select_words(
    parsed: Sequence[ParsedParagraph], likely: Sequence[dict[Place, float]], weights: Weights
) -> list[list[Choice]]:
    """The words under each likely cue, as if there were no other one."""
    asked = [
        (number, cue, words.words_around(each, cue))
        for number, (each, cues_here) in enumerate(zip(parsed, likely, strict=True))
        for cue in _likely_enough(each, cues_here, weights)
    ]
    rows = [
        row
        for number, cue, places in asked
        for row in words.word_rows(parsed[number], cue, places, likely[number], weights)
    ]
    scores = iter(weights.words.score(rows))
    chosen: list[list[Choice]] = [[] for _ in parsed]
    for number, cue, places in asked:
        probable = {place: float(next(scores)) for place in places}
        content = _best_words(parsed[number], cue, probable, weights.least_word)
        if not _only_topic(parsed[number], cue, content):
            chosen[number].append(Choice(cue, likely[number][cue], content))
    return chosen


def _likely_enough(
    parsed: ParsedParagraph, likely: Mapping[Place, float], weights: Weights
) -> Iterator[Place]:
    """Cues worth asking, the likeliest of each sentence if there are too many."""
    asked: Counter[Sentence] = Counter()
    for cue, probability in sorted(likely.items(), key=lambda item: -item[1]):
        least = weights.least_found if cue in parsed.found else weights.least_cue
        asked[parsed.sentence[cue]] += 1
        if probability >= least and asked[parsed.sentence[cue]] <= _MOST_CUES:
            yield cue


def _best_words(
    parsed: ParsedParagraph, cue: Place, probable: Mapping[Place, float], least: float
) -> frozenset[Place]:
    """The likely words; those of the cue grammar, whose borders are cleaner, where they are about as good."""
    likely = _mended(parsed, cue, frozenset(place for place, each in probable.items() if each > least))
    found = parsed.found_words.get(cue, frozenset())
    as_good = _expected(found, probable) >= _AS_GOOD * _expected(likely, probable)
    return found if found and as_good else likely


def _expected(content: frozenset[Place], probable: Mapping[Place, float]) -> float:
    """How much of what is said and of these words is both, if the probabilities hold."""
    inside = sum(probable.get(place, 0.0) for place in content)
    return inside / max(len(content) + sum(probable.values()) - inside, 1.0)


def _only_topic(parsed: ParsedParagraph, cue: Place, content: frozenset[Place]) -> bool:
    """Is it a noun phrase after a verb of the lexicon that takes none: "clarified the company's stance"?"""
    frames = frames_of(parsed.doc[cue].lower_)
    return bool(frames) and "n" not in frames and is_nominal(parsed, content)


def _mended(parsed: ParsedParagraph, cue: Place, content: frozenset[Place]) -> frozenset[Place]:
    """With the small holes that no cue stands in, and without a leading "that"."""
    kept = set(content)
    ordered = sorted(content)
    for before, after in pairwise(ordered):
        hole = [place for place in range(before + 1, after) if parsed.is_word[place]]
        if len(hole) <= _HOLE and not before < cue < after:
            kept.update(hole)
    if kept and parsed.doc[min(kept)].lower_ == "that" and parsed.doc[min(kept)].tag_ == "IN":
        kept.remove(min(kept))
    return frozenset(kept)


def _without_overlap(choices: Iterable[Choice]) -> list[Choice]:
    """The likeliest first; what remains of a choice is kept, unless most of it is another's."""
    used: set[Place] = set()
    kept = []
    for choice in sorted(choices, key=lambda choice: (-choice.likely, choice.cue)):
        if not choice.content or len(choice.content & used) > len(choice.content) * _SHARED:
            continue
        kept.append(Choice(choice.cue, choice.likely, choice.content - used))
        used |= choice.content
    return sorted(kept, key=lambda choice: choice.cue)


def _with_speakers(
    parsed: Sequence[ParsedParagraph], chosen: Sequence[list[Choice]], weights: Weights
) -> list[list[Choice]]:
    asked = [
        (number, choice, speakers.candidates(parsed[number], choice.cue))
        for number, choices in enumerate(chosen)
        for choice in choices
    ]
    rows = [
        row
        for number, choice, places in asked
        for row in speakers.speaker_rows(parsed[number], choice.cue, choice.content, places, weights)
    ]
    scores = iter(weights.speakers.score(rows))
    found: list[list[Choice]] = [[] for _ in parsed]
    for number, choice, places in asked:
        scored = [(float(next(scores)), place) for place in places]
        best, place = max(scored, default=(0.0, None))
        speaker = place if best > weights.least_speaker else None
        found[number].append(Choice(choice.cue, choice.likely, choice.content, speaker))
    return found


def _left_to_grammar(
    parsed: ParsedParagraph, choices: Sequence[Choice], found: Sequence[Utterance]
) -> Iterator[Utterance]:
    """Quotes that stand alone, and headlines with a colon: only the cue grammar looks for them."""
    used = frozenset().union(*(choice.content for choice in choices))
    for utterance in found:
        colon = utterance.cue is not None and utterance.cue[1] - utterance.cue[0] == 1
        if (colon or utterance.cue is None) and not parsed.words_in(utterance.content) & used:
            yield utterance
