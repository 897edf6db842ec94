"""Which words of a paragraph might report, and what a fitted ranking is told of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from statements.english.cues import frames_of, is_cue_form
from statements.english.fitted.parsed import NOWHERE, ParsedParagraph, Place, subject_of
from statements.english.fitted.weights import Weights
from statements.english.subjects import speaks
from statements.lexicon import en

if TYPE_CHECKING:
    from statements.english.parsing import Token

_REACH = 12  # tokens in which a quote is looked for
_NOMINAL = frozenset(["VERB", "NOUN", "AUX", "PROPN", "ADJ", "ADP"])


class CueRow(NamedTuple):
    """A word that might report. Distances are in tokens; NOWHERE where there is none."""

    odds: float
    seen: float
    tag: str
    dep: str
    head_tag: str
    before: str  # tags of the words around it
    before2: str
    after: str
    after2: str
    frames: str  # of the lexicon: see lexicon/en.py
    found: bool  # by the cue grammar, with so many pieces and words
    found_pieces: int
    found_words: int
    quoted: bool
    to_quote: int
    root: bool
    clause: int  # its complement
    object: int
    that: int
    subject: str
    subject_distance: int
    from_start: int  # of its sentence
    to_end: int
    sentence_words: int
    sentence_quotes: bool
    paragraph_words: int
    rivals: int  # other such words in the sentence


CATEGORIES = ("tag", "dep", "head_tag", "before", "before2", "after", "after2", "frames", "subject")


def candidates(parsed: ParsedParagraph) -> list[Place]:
    """Verbs, forms of the lexicon, and colons."""
    return [token.i for token in parsed.doc if _might_report(token)]


def _might_report(token: Token) -> bool:
    return token.pos_ == "VERB" or token.text == ":" or (token.pos_ in _NOMINAL and is_cue_form(token.lower_))


def cue_rows(parsed: ParsedParagraph, places: Sequence[Place], weights: Weights) -> list[CueRow]:
    rivals = Counter(parsed.sentence[place] for place in places)
    return [_row(parsed, place, rivals[parsed.sentence[place]] - 1, weights) for place in places]


def _row(parsed: ParsedParagraph, place: Place, rivals: int, weights: Weights) -> CueRow:
    doc = parsed.doc
    token = doc[place]
    first, end = parsed.sentence[place]
    odds = weights.odds_of(token.text)
    subject, _ = subject_of(token)
    utterance = parsed.found.get(place)
    return CueRow(
        odds=odds.odds,
        seen=odds.seen,
        tag=token.tag_,
        dep=token.dep_,
        head_tag=token.head.tag_,
        before=_tag(parsed, place - 1),
        before2=_tag(parsed, place - 2),
        after=_tag(parsed, place + 1),
        after2=_tag(parsed, place + 2),
        frames=frames_of(token.lower_),
        found=utterance is not None,
        found_pieces=len(utterance.content) if utterance else 0,
        found_words=len(parsed.found_words.get(place, ())),
        quoted=parsed.quote[place] > 0,
        to_quote=_to_quote(parsed, place),
        root=token.head.i == place,
        clause=_to_child(token, ("ccomp", "xcomp", "parataxis")),
        object=_to_child(token, ("dobj", "attr")),
        that=next(
            (at - place for at in range(place + 1, min(end, place + 15)) if doc[at].lower_ == "that"), NOWHERE
        ),
        subject=kind_of(subject),
        subject_distance=place - subject.i if subject is not None else NOWHERE,
        from_start=place - first,
        to_end=end - place,
        sentence_words=parsed.words[end] - parsed.words[first],
        sentence_quotes=parsed.quoted[end] > parsed.quoted[first],
        paragraph_words=len(parsed),
        rivals=rivals,
    )


def _tag(parsed: ParsedParagraph, place: Place) -> str:
    return parsed.doc[place].tag_ if 0 <= place < len(parsed) else ""


def _to_quote(parsed: ParsedParagraph, place: Place) -> int:
    """How far the next quote begins."""
    quote = parsed.quote
    for at in range(place + 1, min(len(parsed), place + _REACH)):
        if quote[at] and quote[at - 1] != quote[at]:
            return at - place
    return NOWHERE


def _to_child(token: Token, arcs: tuple[str, ...]) -> int:
    return next((child.i - token.i for child in token.children if child.dep_ in arcs), NOWHERE)


def kind_of(token: Token | None) -> str:
    """What a subject is."""
    if token is None:
        return "none"
    low = token.lower_
    for kind, listed in _KINDS.items():
        if low in listed:
            return kind
    if token.pos_ == "PROPN":
        return "name"
    return "speaks" if speaks(low) else token.pos_


_KINDS = {
    "person": en.PERSON_PRONOUNS,
    "group": en.GROUP_PRONOUNS,
    "thing": frozenset(["it", "this", "that", "these", "those", "there"]),
    "relative": frozenset(["who", "which"]),
    "self": frozenset(["i", "we", "you"]),
}
