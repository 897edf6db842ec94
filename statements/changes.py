"""What an edit made of what a Document said: which Reports are new, and what became of the former ones. Pure.

An edit of one's words is the same act of saying, whatever it changes in them; so the new words belong to the
Statement of the old ones. Words that still stand in the text are there, whether they are found again or not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from record.amending import Amendment, Former
from record.furniture import words_of
from record.placing import Located
from record.text import fold, tokenize
from record.types import Report, Revision, Span
from statements.hunks import hunks_of

ALIKE = 0.5  # share of their words that two wordings have in common
MOST_PAIRS = 4_000  # of former and new wordings that are compared; each former one with LEAST of them, or all
LEAST = 20


@dataclass(frozen=True, slots=True)
class _Page:
    """A folded text in which many words are looked for, and the same ones again."""

    words: str
    counts: dict[str, int] = field(default_factory=dict)

    def count(self, piece: str) -> int:
        if piece not in self.counts:
            self.counts[piece] = _count(piece, self.words)
        return self.counts[piece]

    def holds(self, text: str) -> bool:
        """Every piece of the words said stands there."""
        return all(self.count(_words(piece)) for piece in text.split(" … "))

    def place(self, text: str) -> int:
        return self.words.find(_words(text.partition(" … ")[0]))


@dataclass(frozen=True, slots=True)
class _Wording:
    """One side of an edit: a former Report, or what may have become of it."""

    of: Located | Former
    tokens: Counter[str]
    places: frozenset[int]  # of the differing places, those where it stands


def added_reports(reports: Sequence[Report], added: Sequence[Span] | None) -> list[Report]:
    """The Reports with a part in what was added; all of them where nothing is known of a version before.

    The cue and the mention count as well as the words: where a name was corrected, the same words are now
    given to another Speaker. What the Document has given to the same Speaker before, the record knows.
    """
    if added is None:
        return list(reports)
    return [report for report in reports if any(_overlap(part, added) for part in _parts(report))]


def is_edit(revision: Revision) -> bool:
    """Against what the same Source showed. Of a post the mirror says more: what was cut and is there now was
    there before."""
    if revision.gone or revision.added is None:
        return False
    return revision.document.kind == "article" or revision.change in ("edited", "changed")


def amended(
    formers: Sequence[Former], found: Sequence[Located], previous: str, revision: Revision
) -> Amendment:
    """`formers`: Reports of the Document so far. `found`: those with a part in what was added. `previous`:
    the text that the same Source showed before."""
    known = {(each.speaker_id, _words(each.text)) for each in formers}
    new = [each for each in found if (each.report.speaker.id, _words(each.report.text)) not in known]
    if not is_edit(revision):
        return Amendment(tuple(new))
    was, now = _Page(_words(previous)), _Page(_words(revision.text))
    stood = [each for each in formers if each.stands and was.holds(each.text)]
    wider = _new_words(new, was)
    dropped = [
        each
        for each in stood
        if not now.holds(each.text) or _has_grown(_words(each.text), wider.get(each.speaker_id, ()), now)
    ]
    away = [each for each in formers if not each.stands and not was.holds(each.text)]
    back = [each for each in away if now.holds(each.text)]
    places = hunks_of(previous, revision.text)
    became = _successors(_sides(dropped, was, places.where_was), _sides([*new, *back], now, places.where_is))
    heirs = {id(after) for _, after in became}
    replaced = {former.report_id for former, _ in became}
    cut = revision.facts is not None and not revision.facts.complete  # what is not shown may be there
    return Amendment(
        new=tuple(located for located in new if id(located) not in heirs),
        became=tuple(became),
        taken=() if cut else tuple(each for each in dropped if each.report_id not in replaced),
        returned=tuple(each for each in back if id(each) not in heirs),
    )


def _parts(report: Report) -> Iterator[Span]:
    yield from report.content
    yield from (part for part in (report.cue, report.mention) if part)


def _overlap(part: Span, added: Sequence[Span]) -> bool:
    return any(part[0] < end and start < part[1] for start, end in added)


def _new_words(new: Sequence[Located], was: _Page) -> dict[str, list[str]]:
    """What each Speaker says that did not stand there."""
    found: dict[str, list[str]] = {}
    for report in (located.report for located in new):
        if not was.holds(report.text):
            found.setdefault(report.speaker.id, []).append(_words(report.text))
    return found


def _has_grown(mine: str, wider: Sequence[str], now: _Page) -> bool:
    """Its words stand there with others about them, and nowhere else."""
    within = sum(_count(mine, words) for words in wider)
    return bool(within) and now.count(mine) <= within


def _count(piece: str, words: str) -> int:
    """How often; 1 where nothing is asked for. A word is no part of another."""
    if not piece:
        return 1
    if piece not in words:
        return 0
    said = re.escape(piece)  # first of all, so that the machine looks for it as for any string
    before = f"(?<![a-z0-9]{said})" if piece[0].isascii() else ""
    after = r"(?![a-z0-9])" if piece[-1].isascii() else ""
    return len(re.findall(f"{said}{before}{after}", words))


def _words(text: str) -> str:
    return words_of(fold(text))


def _sides(
    wordings: Iterable[Located | Former], page: _Page, places: Callable[[str], frozenset[int]]
) -> dict[str, list[_Wording]]:
    """Of each Speaker, in the order of the text."""
    found: dict[str, list[_Wording]] = {}
    for each in sorted(wordings, key=lambda each: page.place(_text(each))):
        tokens = Counter(token.text for token in tokenize(_text(each)))
        found.setdefault(_speaker(each), []).append(_Wording(each, tokens, places(_text(each))))
    return found


def _successors(
    dropped: dict[str, list[_Wording]], candidates: dict[str, list[_Wording]]
) -> list[tuple[Former, Located | Former]]:
    """The most alike first; then what stands at the same place."""
    each_with = max(LEAST, MOST_PAIRS // max(sum(map(len, dropped.values())), 1))
    pairs = [
        (former, after)
        for speaker_id, formers in dropped.items()
        for former, after in _beside(formers, candidates.get(speaker_id, ()), each_with)
    ]
    likeness = {id(pair): _likeness(*pair) for pair in pairs}
    alike = [pair for pair in pairs if likeness[id(pair)] >= ALIKE]
    alike.sort(key=lambda pair: -likeness[id(pair)])
    there = [pair for pair in pairs if pair[0].places & pair[1].places]
    chosen: list[tuple[Former, Located | Former]] = []
    taken: set[int] = set()
    for former, after in (*alike, *there):
        if isinstance(former.of, Former) and not {id(former), id(after)} & taken:
            chosen.append((former.of, after.of))
            taken |= {id(former), id(after)}
    return chosen


def _beside(
    formers: Sequence[_Wording], candidates: Sequence[_Wording], most: int
) -> Iterator[tuple[_Wording, _Wording]]:
    """Each former one with those about as far down in the text."""
    for rank, former in enumerate(formers):
        middle = rank * len(candidates) // len(formers)
        first = max(0, min(middle - most // 2, len(candidates) - most))
        yield from ((former, after) for after in candidates[first : first + most])


def _likeness(one: _Wording, other: _Wording) -> float:
    """0 to 1: the share of their words that both have."""
    shared = (one.tokens & other.tokens).total()
    return 2 * shared / max(one.tokens.total() + other.tokens.total(), 1)


def _speaker(after: Located | Former) -> str:
    return after.speaker_id if isinstance(after, Former) else after.report.speaker.id


def _text(after: Located | Former) -> str:
    return after.text if isinstance(after, Former) else after.report.text
