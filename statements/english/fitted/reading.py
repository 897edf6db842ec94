"""English paragraphs to Utterances by a parse and fitted weights, with the cue grammar as evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from statements.english.fitted import cues, extents, speakers, words
from statements.english.fitted.parsed import ParsedParagraph, Place, Sentence, look_at
from statements.english.fitted.trimming import trim
from statements.english.fitted.utterances import make_utterance
from statements.english.fitted.weights import Weights
from statements.paragraphs import Paragraph
from statements.utterance import Utterance

if TYPE_CHECKING:
    from statements.english.parsing import Parser

_SHARED = 1 / 3  # of a cue's words may be said under a likelier cue already
_AS_GOOD = 0.7  # of the best score
_LEAST_DENIAL = 0.02
_MOST_CUES = 12  # of a sentence


@dataclass(frozen=True, slots=True)
class Asked:
    """A cue whose words are looked for, in the paragraph of this number."""

    paragraph: int
    cue: Place
    likely: float


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
    asked = [
        Asked(number, cue, cues_here[cue])
        for number, (each, cues_here) in enumerate(zip(parsed, likely, strict=True))
        for cue in _likely_enough(each, cues_here, weights)
    ]
    probable = probable_words(parsed, asked, likely, weights)
    said = _select_words(parsed, asked, probable, weights)
    return _with_speakers(parsed, [_without_overlap(choices) for choices in said], weights)


def likely_cues(parsed: Sequence[ParsedParagraph], weights: Weights) -> list[dict[Place, float]]:
    """The probability that each candidate of each paragraph reports."""
    places = [cues.candidates(each) for each in parsed]
    rows = [row for each, at in zip(parsed, places, strict=True) for row in cues.cue_rows(each, at, weights)]
    scores = iter(weights.cues.score(rows))
    return [{place: float(next(scores)) for place in at} for at in places]


def probable_words(
    parsed: Sequence[ParsedParagraph],
    asked: Sequence[Asked],
    likely: Sequence[dict[Place, float]],
    weights: Weights,
) -> list[dict[Place, float]]:
    """For each cue that is asked, the probability that each word around it is said."""
    around = [words.words_around(parsed[each.paragraph], each.cue) for each in asked]
    others = [words.others_in(*each) for each in zip(parsed, likely, strict=True)]
    rows = [
        row
        for each, places in zip(asked, around, strict=True)
        for row in words.word_rows(
            parsed[each.paragraph],
            each.cue,
            places,
            likely[each.paragraph],
            others[each.paragraph],
            weights,
        )
    ]
    scores = iter(weights.words.score(rows))
    return [{place: float(next(scores)) for place in places} for places in around]


def _select_words(
    parsed: Sequence[ParsedParagraph],
    asked: Sequence[Asked],
    probable: Sequence[dict[Place, float]],
    weights: Weights,
) -> list[list[Choice]]:
    """The best way to cut the words of each cue, as if there were no other one."""
    ways = [
        extents.ways_to_cut(parsed[each.paragraph], each.cue, here)
        for each, here in zip(asked, probable, strict=True)
    ]
    rows = [
        row
        for each, here, cuts in zip(asked, probable, ways, strict=True)
        for row in extents.extent_rows(parsed[each.paragraph], each.cue, each.likely, here, cuts, weights)
    ]
    scores = iter(weights.extents.score(rows))
    chosen: list[list[Choice]] = [[] for _ in parsed]
    for each, cuts in zip(asked, ways, strict=True):
        scored = [(float(next(scores)), cut) for cut in cuts]
        content = _best(parsed[each.paragraph], each.cue, scored)
        if content:
            chosen[each.paragraph].append(Choice(each.cue, each.likely, content))
    return chosen


def _best(
    parsed: ParsedParagraph, cue: Place, scored: Sequence[tuple[float, frozenset[Place]]]
) -> frozenset[Place]:
    """The best cut that has words in it, or one nearly as good; none where they are no words said."""
    ordered = sorted(scored, key=itemgetter(0), reverse=True)
    good = [cut for score, cut in ordered if score >= ordered[0][0] * _AS_GOOD]
    return next((words for cut in good if (words := trim(parsed, cue, cut))), frozenset())


def _likely_enough(
    parsed: ParsedParagraph, likely: Mapping[Place, float], weights: Weights
) -> Iterator[Place]:
    """Cues worth asking, the likeliest of each sentence if there are too many."""
    asked: Counter[Sentence] = Counter()
    for cue, probability in sorted(likely.items(), key=lambda item: -item[1]):
        least = _least(parsed.found.get(cue), weights)
        asked[parsed.sentence[cue]] += 1
        if probability >= least and asked[parsed.sentence[cue]] <= _MOST_CUES:
            yield cue


def _least(found: Utterance | None, weights: Weights) -> float:
    """The probability from which a cue is asked. A denial that the cue grammar finds is worth most."""
    if found is None:
        return weights.least_cue
    return _LEAST_DENIAL if found.stance == "deny" else weights.least_found


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
