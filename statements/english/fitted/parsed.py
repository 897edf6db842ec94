"""A paragraph with its parse, its quotes and what the cue grammar found in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from record.types import Span
from statements.paragraphs import Paragraph
from statements.utterance import Utterance

if TYPE_CHECKING:
    from statements.english.parsing import Doc, Token

Place = int  # of a token in the paragraph
Sentence = tuple[Place, Place]  # its first token and the one behind it
NOWHERE = 99  # a distance to what is not there
_COLONS = (":", "—", "–", "-", "--")


@dataclass(frozen=True, slots=True)
class ParsedParagraph:
    """Lists have an item a token; `starts` and `ends` are offsets into the text of the Revision."""

    doc: Doc
    paragraph: Paragraph
    starts: list[int]
    ends: list[int]
    is_word: list[bool]
    quote: list[int]  # number of the quote that it stands in, from 1; 0 outside
    sentence: list[Sentence]
    words: list[int]  # how many stand before the token in the paragraph; likewise all below
    quoted: list[int]
    commas: list[int]
    colons: list[int]  # and dashes
    found: dict[Place, Utterance]  # of the cue grammar, by the first word of the cue
    found_words: dict[Place, frozenset[Place]]

    def __len__(self) -> int:
        return len(self.starts)

    def words_in(self, spans: Iterable[Span]) -> frozenset[Place]:
        """The words that any of the spans touches."""
        return frozenset(place for span in spans for place in self.places_in(span) if self.is_word[place])

    def places_in(self, span: Span) -> range:
        return range(bisect_right(self.ends, span[0]), bisect_left(self.starts, span[1]))

    def span_of(self, first: Place, last: Place) -> Span:
        """Offsets of the tokens first..last (inclusive)."""
        return self.starts[first], self.ends[last]


def look_at(doc: Doc, paragraph: Paragraph, found: Sequence[Utterance]) -> ParsedParagraph:
    """`doc` is the parse of the paragraph's text; `found` what the cue grammar reads in it."""
    starts = [paragraph.start + token.idx for token in doc]
    ends = [start + len(token) for start, token in zip(starts, doc, strict=True)]
    is_word = [any(map(str.isalnum, token.text)) for token in doc]
    quote = _quotes(paragraph, starts)
    parsed = ParsedParagraph(
        doc=doc,
        paragraph=paragraph,
        starts=starts,
        ends=ends,
        is_word=is_word,
        quote=quote,
        sentence=[bounds for bounds in _sentences(doc) for _ in range(*bounds)],
        words=_before(is_word),
        quoted=_before(number > 0 for number in quote),
        commas=_before(token.text == "," for token in doc),
        colons=_before(token.text in _COLONS for token in doc),
        found={},
        found_words={},
    )
    for utterance in found:
        places = parsed.places_in(utterance.cue) if utterance.cue else range(0)
        if places:
            parsed.found[places[0]] = utterance
            parsed.found_words[places[0]] = parsed.words_in(utterance.content)
    return parsed


def _quotes(paragraph: Paragraph, starts: list[int]) -> list[int]:
    numbers = [0] * len(starts)
    for number, quote in enumerate(paragraph.quotes, 1):
        for place in range(bisect_left(starts, quote.start), bisect_left(starts, quote.end)):
            numbers[place] = number
    return numbers


def _sentences(doc: Doc) -> list[Sentence]:
    return [(sentence.start, sentence.end) for sentence in doc.sents]


def _before(each: Iterable[bool]) -> list[int]:
    return [0, *accumulate(map(int, each))]


def subject_of(token: Token, steps: int = 0) -> tuple[Token | None, int]:
    """The grammatical subject and how far it was looked for: coordinated verbs and infinitives share one."""
    for child in token.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            return child, steps
    if token.dep_ in ("acl", "relcl"):
        return token.head, steps + 1
    if token.dep_ in ("conj", "xcomp", "advcl", "pcomp", "prep") and steps < 8:
        return subject_of(token.head, steps + (1 if token.dep_ == "conj" else 2))
    return None, steps


def way_up(token: Token) -> dict[Place, tuple[int, str]]:
    """Each ancestor -> (steps to it, the arc from it downwards)."""
    ancestors: dict[Place, tuple[int, str]] = {}
    while token.head.i != token.i and len(ancestors) < 15:
        ancestors[token.head.i] = (len(ancestors) + 1, token.dep_)
        token = token.head
    return ancestors
