"""Whose words a Report gives, and whom its Document names beside them: by that the record finds the
Statements that it may answer. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from record.people import People
from record.placing import Parties
from record.text import fold_name
from record.types import Report, Revision, Span, Speaker
from statements.knownnames import find_known

MOST_NAMED = 400  # ids
_REACH = 400  # characters on either side of the sentence in which its neighbours are looked for
_LONGEST = 2_000  # characters of what stands around
_NEIGHBOURS = 2  # sentences before, of which a denial's first may only say "the company"
_STOP = re.compile(r"[。！？!?\n]|\.(?=[\s”\"’']|$)")
_RUN = re.compile(r"[A-Z][\w&’'-]*(?: (?:[A-Z][\w&’'-]*|de|of|van|von)){0,4}")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,80}")
_SHORTEST, _WIDEST = 2, 5  # characters of a Chinese name
_ENDINGS = re.compile(
    r" (?:Motors?|Corp\w*|Co|Inc|Ltd|Group|Holdings?|Company|AG|SE|PLC|plc)\.?$|"
    "(?:集团|公司|汽车|科技|股份)+$"
)


def parties_of(report: Report, revision: Revision, people: People) -> Parties:
    """Ids as the record has them: of who is known the id, of all others their folded name."""
    voices = frozenset(_voices(report, people))
    near = f"{revision.title}\n{context_of(report, revision)}"
    named = dict.fromkeys((*_known(near, people), *_unknown(near, report)))
    return Parties(voices, frozenset(list(named)[:MOST_NAMED]) - voices)


def context_of(report: Report, revision: Revision) -> str:
    """The sentences that report the words, two before and one after them."""
    return revision.text[slice(*neighbourhood(revision.text, report.sentence))]


def neighbourhood(text: str, sentence: Span) -> Span:
    """Where they stand."""
    start, end = sentence
    floor = max(0, start - _REACH)
    stops = [floor + stop.end() for stop in _STOP.finditer(text[floor:start])]
    if stops and not text[stops[-1] : start].strip():
        stops.pop()
    before = stops[-_NEIGHBOURS] if len(stops) >= _NEIGHBOURS else floor
    after = [end + stop.end() for stop in _STOP.finditer(text[end : end + _REACH])]
    own = bool(text[end - 1 : end]) and _STOP.match(text[end - 1 : end]) is not None
    place = 0 if own else 1
    last = after[place] if len(after) > place else min(len(text), end + _REACH)
    return before, min(last, before + _LONGEST)


def _voices(report: Report, people: People) -> Iterator[str]:
    speaker = people.by_id(report.speaker.id) or report.speaker
    yield speaker.id
    yield from (role.org for role in speaker.roles if role.until is None)
    if report.org:
        known = people.by_name(report.org)
        yield from (each.id for each in known)
        yield from () if known else unknown_ids(report.org)


def unknown_ids(name: str) -> Iterator[str]:
    """Of a company that nobody knows: with and without what companies are called beside their name."""
    for written in dict.fromkeys((name, _ENDINGS.sub("", name))):
        folded = fold_name(written)
        if len(folded) > 1:
            yield f"?{folded}"


def _known(text: str, people: People) -> Iterator[str]:
    """Those who are named, and for whom they speak."""
    for found in find_known(text, people):
        yield found.speaker.id
        yield from _orgs(found.speaker)


def _orgs(speaker: Speaker) -> Iterable[str]:
    return (role.org for role in speaker.roles if role.until is None)


def _unknown(text: str, report: Report) -> Iterator[str]:
    """Whatever may be somebody's name; Chinese ones only of a denial, for there any characters may be one."""
    for run in _RUN.finditer(text):
        words = run.group().removesuffix("’s").removesuffix("'s").split()
        parts = (words[at:end] for at in range(len(words)) for end in range(len(words), at, -1))
        yield from (f"?{folded}" for part in parts if len(folded := fold_name(" ".join(part))) > 2)
    if report.polarity == "negative":
        yield from (f"?{gram}" for han in _HAN.finditer(text) for gram in _grams(han.group()))


def _grams(text: str) -> Iterator[str]:
    for size in range(_WIDEST, _SHORTEST - 1, -1):
        yield from (fold_name(text[at : at + size]) for at in range(len(text) - size + 1))
