"""By how much a clause was no hit, in words. Made only where somebody asks why."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from alerts.rules.nodes import Found, Match
from alerts.rules.scope import BARE, FieldName
from record.text import is_cjk

PLACES: dict[str, str] = {
    "quote": "the words said",
    "sentence": "the sentence around them",
    "title": "the title",
    "names": "the names",
    "text": "the article or post",
    "speaker": "the names of the speaker",
    "org": "the names of the organisation",
    "role": "the role",
    "venue": "the venue",
    "stance": "the stance",
    "provenance": "the provenance",
    "source": "the source",
    "lang": "the language",
    "site": "the site",
}
ELSEWHERE: tuple[FieldName, ...] = ("quote", "sentence", "title", "text", "names")
_LONGEST = 40


def short(source: str) -> str:
    return source if len(source) <= _LONGEST else f"{source[: _LONGEST - 1]}…"


def places(fields: Sequence[str]) -> str:
    """In words; what a bare term reads is not spelt out."""
    if tuple(fields) == BARE:
        return "what a rule reads of it"
    return ", ".join(PLACES[field] for field in dict.fromkeys(fields))


def plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def apart(whole: Found, stretches: str) -> str:
    """`launch and 美国 stand in different sentences`, where each stands somewhere."""
    row = whole.parts if whole.node.kind == "and" else (whole,)
    there = [short(part.node.source) for part in row if part.hit and part.matches]
    if not whole.hit or len(there) < 2:
        return ""
    return f"{', '.join(there[:-1])} and {there[-1]} stand in different {stretches}"


def counted(whole: Found, limit: int) -> str:
    """`launch stands at word 57, the limit is 20`."""
    for part in _leaves(whole):
        first = min((match.last for match in part.matches), default=0)
        if first > limit:
            return f"{short(part.node.source.strip('()'))} stands at word {first}, the limit is {limit}"
    return ""


def _leaves(found: Found) -> Iterator[Found]:
    if not found.parts:
        yield found
    for part in found.parts:
        yield from _leaves(part)


def distance(left: Found, right: Found, limit: int, ordered: bool) -> str:
    """`美国 stands 31 characters from 小米, the limit is 20`."""
    if not (left.matches and right.matches):
        return ""
    one, other = short(left.node.source), short(right.node.source)
    shared = {match.field for match in left.matches} & {match.field for match in right.matches}
    if not shared:
        where = places([left.matches[0].field]), places([right.matches[0].field])
        return f"{one} stands in {where[0]}, {other} in {where[1]}"
    after = min(_gaps(left.matches, right.matches), default=None)
    before = min(_gaps(right.matches, left.matches), default=None)
    if ordered and after is None and before is not None:
        return f"{one} stands {plural(before, _unit(one, other))} from {other}, but after it"
    gaps = [gap for gap in ((after,) if ordered else (after, before)) if gap is not None]
    if not gaps:
        return f"{one} and {other} are the same words"
    return f"{one} stands {plural(min(gaps), _unit(one, other))} from {other}, the limit is {limit}"


def _unit(*sources: str) -> str:
    """What lies between two clauses is counted in, as they are written."""
    han = sum(any(map(is_cjk, source)) for source in sources)
    return "character" if han == len(sources) else "word"


def _gaps(before: Sequence[Match], after: Sequence[Match]) -> Iterator[int]:
    """Words between one of each, in this order, the nearest for each of the first."""
    for field in {match.field for match in before}:
        seconds = sorted(match.first for match in after if match.field == field)
        for match in before:
            at = bisect_left(seconds, match.last)
            if match.field == field and at < len(seconds):
                yield seconds[at] - match.last
