"""What an edit made of what a Document said: which Reports are new, and what became of the former ones. Pure.

An edit of one's words is the same act of saying, whatever it changes in them; so the new words belong to the
Statement of the old ones. Words that still stand in the text are there, whether they are found again or not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, product

from record.amending import Amendment, Former
from record.furniture import words_of
from record.placing import Located
from record.text import fold, tokenize
from record.types import Report, Revision, Span
from statements.hunks import Hunks, hunks_of

ALIKE = 0.5  # share of their words that two wordings have in common
MOST_PAIRS = 400  # of former and new wordings that are compared


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
    new = [located for located in found if not _is_known(located.report, formers)]
    if not is_edit(revision):
        return Amendment(tuple(new))
    was, now = _words(previous), _words(revision.text)
    stood = [each for each in formers if each.stands and _stands_in(each.text, was)]
    dropped = [each for each in stood if not _stands_in(each.text, now) or _has_grown(each, new, was, now)]
    away = [each for each in formers if not each.stands and not _stands_in(each.text, was)]
    back = [each for each in away if _stands_in(each.text, now)]
    became = _successors(dropped, [*new, *back], hunks_of(previous, revision.text))
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


def _is_known(report: Report, formers: Sequence[Former]) -> bool:
    """Punctuation, space, width and case make no other words."""
    words = _words(report.text)
    return any(each.speaker_id == report.speaker.id and _words(each.text) == words for each in formers)


def _has_grown(former: Former, new: Sequence[Located], was: str, now: str) -> bool:
    """Its words stand there with others about them, and nowhere else."""
    mine = _words(former.text)
    wider = [
        words
        for located in new
        if located.report.speaker.id == former.speaker_id
        and _count(mine, words := _words(located.report.text))
        and not _stands_in(located.report.text, was)
    ]
    return bool(wider) and _count(mine, now) <= sum(_count(mine, words) for words in wider)


def _stands_in(text: str, words: str) -> bool:
    """Every piece of the words said stands there."""
    return all(_count(_words(piece), words) for piece in text.split(" … "))


def _count(piece: str, words: str) -> int:
    """How often; 1 where nothing is asked for. A word is no part of another."""
    if not piece:
        return 1
    before = r"(?<![a-z0-9])" if piece[0].isascii() else ""
    after = r"(?![a-z0-9])" if piece[-1].isascii() else ""
    return len(re.findall(f"{before}{re.escape(piece)}{after}", words))


def _words(text: str) -> str:
    return words_of(fold(text))


def _successors(
    dropped: Sequence[Former], candidates: Sequence[Located | Former], places: Hunks
) -> list[tuple[Former, Located | Former]]:
    """The most alike first; then what stands at the same place."""
    pairs = [
        (former, after)
        for former, after in islice(product(dropped, candidates), MOST_PAIRS)
        if _speaker(after) == former.speaker_id
    ]
    likeness = {id(pair): _likeness(pair[0].text, _text(pair[1])) for pair in pairs}
    alike = [pair for pair in pairs if likeness[id(pair)] >= ALIKE]
    alike.sort(key=lambda pair: -likeness[id(pair)])
    there = [pair for pair in pairs if places.meet(pair[0].text, _text(pair[1]))]
    chosen: list[tuple[Former, Located | Former]] = []
    taken: set[int] = set()
    for former, after in (*alike, *there):
        if not {id(former), id(after)} & taken:
            chosen.append((former, after))
            taken |= {id(former), id(after)}
    return chosen


def _likeness(one: str, other: str) -> float:
    """0 to 1: the share of their words that both have."""
    first, second = (Counter(token.text for token in tokenize(text)) for text in (one, other))
    return 2 * (first & second).total() / max(first.total() + second.total(), 1)


def _speaker(after: Located | Former) -> str:
    return after.speaker_id if isinstance(after, Former) else after.report.speaker.id


def _text(after: Located | Former) -> str:
    return after.text if isinstance(after, Former) else after.report.text
