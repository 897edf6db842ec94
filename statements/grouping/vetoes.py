"""What keeps two wordings apart, however like they are."""

from __future__ import annotations

from collections.abc import Iterator

from record.placing import Gist, Veto
from record.types import Span
from statements.gists.opposites import moves_agree
from statements.grouping.facets import verdicts_on
from statements.grouping.likeness import Wording
from statements.grouping.overlaps import jaccard, shingles_of

SAME, ALIKE = 0.8, 0.6  # share of the shingles of two texts that say the same; on two mirrors of one post
_NAMES: dict[str, Veto] = {
    "numbers": "number",
    "dates": "date",
    "places": "place",
    "products": "product",
    "phase": "phase",
    "conditional": "condition",
    "negative": "polarity",
}
SURE: frozenset[Veto] = frozenset({"number", "date", "place", "product", "post", "subject"})  # by themselves


def vetoes_between(one: Wording, other: Wording) -> frozenset[Veto]:
    """Everything that differs; not all of it keeps two wordings apart, see `sure_among`."""
    if to_the_letter(one, other):
        return frozenset()
    return frozenset(
        (*differences(one.gist, other.gist), *_other_figures(one, other), *_said_apart(one, other))
    )


def sure_among(vetoes: frozenset[Veto], one: Wording, other: Wording) -> frozenset[Veto]:
    """Those that keep two wordings apart. A condition is often left out where a claim is told again, and a
    phase told loosely: what has happened is apart from what depends on something, and no more is sure."""
    sure = vetoes & SURE
    if opposed(one, other) and not to_the_letter(one, other):
        sure |= {"polarity"}
    if _settled_against(one.gist, other.gist) or _settled_against(other.gist, one.gist):
        sure |= {"condition"}
    return sure


def opposed(one: Wording, other: Wording) -> bool:
    """Does one deny what the other affirms? "Will not fall" and "will rise" may be one."""
    signs = _is_denied(one), _is_denied(other)
    if None in signs or signs[0] == signs[1]:
        return False
    return moves_agree(one.gist.moves, other.gist.moves) is not False


def _is_denied(one: Wording) -> bool | None:
    """None where it is not plain, or the words and the way they are reported do not tell the same."""
    reported = one.stance == "deny" and one.polarity == "negative"
    if one.gist.negative is None:
        return True if reported else None
    if one.gist.negative:
        return True
    return None if one.polarity == "negative" or one.stance == "deny" else False


def _settled_against(one: Gist, other: Gist) -> bool:
    return one.settled and other.conditional


def differences(one: Gist, other: Gist) -> Iterator[Veto]:
    """The facets that both have and that do not agree."""
    return (
        _NAMES[name]
        for name, verdict in verdicts_on(one, other).items()
        if verdict is False and name in _NAMES
    )


def to_the_letter(one: Wording, other: Wording) -> bool:
    """Are they the same letters, whatever stands between them?"""
    return shingles_of(one.text) == shingles_of(other.text)


def copies(one: Wording, other: Wording) -> bool:
    """Is it one wording, but for a word or two that tell nothing?"""
    if to_the_letter(one, other):
        return True
    like = jaccard(shingles_of(one.text), shingles_of(other.text)) >= SAME
    return like and not sure_among(vetoes_between(one, other), one, other)


def _other_figures(one: Wording, other: Wording) -> Iterator[Veto]:
    """A small count may be of anything, but not in the same words: three shops, nine shops."""
    left, right = set(one.gist.numbers), set(other.gist.numbers)
    if left - right and right - left and jaccard(shingles_of(one.text), shingles_of(other.text)) >= ALIKE:
        yield "number"


def _said_apart(one: Wording, other: Wording) -> Iterator[Veto]:
    """Two things said in one sentence are two; in posts of one's own each sentence is said for itself, and
    another post must say it again."""
    one_sentence = one.document_id == other.document_id != 0 and _overlap(one.sentence, other.sentence)
    if one_sentence and not any(_overlap(left, right) for left in one.content for right in other.content):
        yield "subject"
    if one.post and other.post:
        enough = ALIKE if one.post == other.post else SAME
        if jaccard(shingles_of(one.text), shingles_of(other.text)) < enough:
            yield "post"


def _overlap(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]
