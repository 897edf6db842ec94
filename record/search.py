"""What the record's word index holds of a Report, and what may be asked of it. Pure.

A key stands for one thing that a Report has: a word, two Chinese characters side by side, who speaks, where
it stands. The index finds candidates and decides nothing: it may find too much, and never too little. Keys
are made by `record.text`: who changes how it folds or cuts must have a migration fill the index anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Literal

from record.text import BREAK, fold_name, is_cjk, words
from record.types import Report, Revision
from record.urls import host_of

LONGEST = 60  # characters of a key: what begins alike for that long is one
MOST = 4_000  # keys of a Report
Group = Literal["words", "speaker", "org", "role", "venue", "stance", "provenance", "source", "lang", "site"]
# A key begins with the sign of its group: no text has these characters in a word.
_SIGNS: dict[Group, str] = {
    "words": "",
    "speaker": "\ue100",  # the id
    "org": "\ue101",  # as record.text.fold_name has it
    "role": "\ue102",
    "venue": "\ue103",
    "stance": "\ue104",
    "provenance": "\ue105",
    "source": "\ue106",
    "lang": "\ue107",
    "site": "\ue108",
}
_PLAIN = {code: 0xE000 + code for code in range(128) if not chr(code).isalnum()}


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """`beginning`: any key that begins so."""

    text: str
    beginning: bool = False


Row = frozenset[Key]  # a Report that has it has all of these
Clause = frozenset[Row]  # one of these
OVERFULL = Key("\ue1ff")  # of a Report that has more keys than are kept: it may have any


@dataclass(frozen=True, slots=True)
class Query:
    """Reports that pass every clause, said from `since` on and before `until`."""

    clauses: tuple[Clause, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


def key(text: str, group: Group = "words") -> str:
    """Of a folded word, or of a whole name. It holds neither a space nor a sign of any query language."""
    return (_SIGNS[group] + text.translate(_PLAIN))[:LONGEST]


def row_of(folded: Sequence[str], group: Group = "words") -> Row:
    """Of folded words in a row: Chinese characters by two, others one by one."""
    pairs = list(pairwise(folded))
    paired = {at for at, pair in enumerate(pairs) if _is_pair(*pair) for at in (at, at + 1)}
    single = (word for at, word in enumerate(folded) if at not in paired)
    both = (one + two for one, two in pairs if _is_pair(one, two))
    return frozenset(Key(key(text, group)) for text in (*single, *both))


def keys_of(report: Report, revision: Revision) -> list[str]:
    """All that the index holds of a Report, in order; nothing of one whose words are forgotten."""
    if not report.text:
        return []
    found = sorted({key(text, group) for group, text in _texts(report, revision)})
    return found if len(found) <= MOST else [*found[: MOST - 1], OVERFULL.text]


def _texts(report: Report, revision: Revision) -> Iterator[tuple[Group, str]]:
    """What a rule reads of it (alerts/rules/scope.py), but for the whole text and what people.yaml knows."""
    start, end = report.sentence
    names = (report.speaker.name, report.who, report.org or "")
    for text in dict.fromkeys((report.text, revision.text[start:end], revision.title, *names)):
        yield from (("words", each) for each in _cut(text))
    yield "speaker", report.speaker.id
    if report.org:
        yield "org", fold_name(report.org)
    around: tuple[tuple[Group, str | None], ...] = (
        ("role", report.role),
        ("venue", report.venue),
        ("stance", report.stance),
        ("provenance", report.provenance),
        ("source", f"{revision.document.outlet}\n{revision.source_id}"),
        ("lang", revision.lang),
        ("site", host_of(revision.document.url)),
    )
    for group, written in around:
        yield from ((group, each) for each in _cut(written or ""))


def _cut(text: str) -> Iterator[str]:
    """Each word, and each pair of Chinese characters that a phrase may have side by side."""
    cut = words(text)
    yield from (word for word in cut if word != BREAK)
    yield from (one + two for one, two in pairwise(cut) if _is_pair(one, two))


def _is_pair(one: str, two: str) -> bool:
    return bool(one and two) and is_cjk(one[-1]) and is_cjk(two[0])


def any_of(rows: Iterable[Row]) -> Clause:
    """A Report that is overfull passes it, too."""
    return frozenset((*rows, frozenset({OVERFULL})))
