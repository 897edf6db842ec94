"""Where two versions of a text differ, sentence by sentence: what stands at the same place. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from record.furniture import words_of
from record.text import fold

# A full stop ends a sentence only before a space: 3.5, example.com.
_SENTENCE = re.compile(r"(?:[^\n\r\u2028\u2029。！？!?….]|\.(?!\s|$))+")
MOST = 400  # sentences that are aligned; of more, only those between what both begin and end with


@dataclass(frozen=True, slots=True)
class Hunks:
    """Pairs of what was, and what stands there instead; folded words, of whole sentences."""

    pairs: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]

    def where_was(self, words: str) -> frozenset[int]:
        """The places at which these words were said; what is said at one of them now is `where_is`."""
        return _places(words, [before for before, _ in self.pairs])

    def where_is(self, words: str) -> frozenset[int]:
        return _places(words, [after for _, after in self.pairs])


def hunks_of(was: str, now: str) -> Hunks:
    before, after = list(_sentences(was)), list(_sentences(now))
    first = _common(before, after)
    last = _common(before[first:][::-1], after[first:][::-1])
    before, after = before[first : len(before) - last], after[first : len(after) - last]
    if max(len(before), len(after)) > MOST:
        return Hunks(((tuple(before), tuple(after)),))
    changed = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    found = ((before[a:b], after[c:d]) for tag, a, b, c, d in changed if tag == "replace")
    return Hunks(tuple(pair for one, other in found for pair in _in_order(one, other)))


def _in_order(before: list[str], after: list[str]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Of as many sentences each answers to its own."""
    if len(before) == len(after):
        yield from (((one,), (other,)) for one, other in zip(before, after, strict=True))
    else:
        yield tuple(before), tuple(after)


def _common(one: list[str], other: list[str]) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _sentences(text: str) -> Iterator[str]:
    said = (words_of(fold(match.group())) for match in _SENTENCE.finditer(text))
    return (words for words in said if words)


def _first_words(text: str) -> str:
    """Of the words said, the first sentence: they may go over several."""
    return next(_sentences(text.partition(" … ")[0]), "")


def _places(text: str, sides: Sequence[tuple[str, ...]]) -> frozenset[int]:
    words = _first_words(text)
    found = (at for at, side in enumerate(sides) if any(words in sentence for sentence in side))
    return frozenset(found if words else ())
