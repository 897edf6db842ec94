"""When something was said, where the reporting clause tells the day; one inside the words never counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from types import ModuleType
from zoneinfo import ZoneInfo

from record.text import fold
from record.types import Span
from statements.lexicon import en_times, zh_times
from statements.pastdays import day_of
from statements.utterance import Utterance

_ZONES = {"zh": ZoneInfo(zh_times.ZONE)}
_NEAR = 120  # characters between a cue and its time
_CLAUSE = re.compile(r"[，,。；;：:！!？?“”「」\n]")


def said_at(text: str, utterance: Utterance, lang: str, published_at: datetime | None) -> datetime | None:
    """The start of the day where it was published, in UTC; None where the clause gives no past day."""
    if utterance.cue is None or lang not in _DAYS:
        return None
    published_at = _local(published_at, lang) if published_at else None
    today = published_at.date() if published_at else None
    day = _DAYS[lang](text, utterance, today)
    if day is None:
        return None
    zone = published_at.tzinfo if published_at and published_at.tzinfo else UTC
    try:
        return datetime.combine(day, time.min, zone).astimezone(UTC)
    except OverflowError:
        return None


def _local(published_at: datetime, lang: str) -> datetime:
    """The record keeps moments in UTC: "yesterday" of a Chinese morning is a day of China all the same."""
    zone = _ZONES.get(lang)
    return published_at.astimezone(zone) if zone and not published_at.utcoffset() else published_at


# ---------------------------------------------------------------- English


def _in_english(text: str, utterance: Utterance, today: date | None) -> date | None:
    """After the cue; between the subject and the cue; at the start of the sentence."""
    places = [
        (_after_cue(text, utterance), False),
        (_before_cue(text, utterance), False),
        (_opening(text, utterance), True),
    ]
    for part, opens in places:
        if opens and not en_times.OPENS.match(part):
            continue
        found = next(_times(part, en_times), None)
        if found is not None:
            kind, match = found
            return day_of(kind, match, en_times, today)
    return None


def _after_cue(text: str, utterance: Utterance) -> str:
    """Up to the words said, or the end of the sentence."""
    _, start = _cue(utterance)
    if utterance.mention is not None and 0 <= utterance.mention[0] - start <= 1:
        start = utterance.mention[1]  # said Jim Farley on Monday
    ends = [first for first, _ in utterance.content if first >= start]
    return text[start : min([*ends, utterance.sentence[1], start + _NEAR])]


def _before_cue(text: str, utterance: Utterance) -> str:
    """Musk on Monday said"""
    cue, mention = _cue(utterance), utterance.mention
    if mention is None or mention[1] > cue[0] or utterance.apposition is not None:
        return ""
    between = text[mention[1] : cue[0]]
    return between if len(between.split()) <= 6 and "," not in between else ""


def _opening(text: str, utterance: Utterance) -> str:
    """What stands before subject and cue, where no words said do."""
    mention = utterance.mention or _cue(utterance)
    end = min(mention[0], _cue(utterance)[0])
    start = utterance.sentence[0]
    inside = any(first < end and last > start for first, last in utterance.content)
    return "" if inside or utterance.same_subject or end - start > _NEAR else text[start:end]


def _times(part: str, words: ModuleType) -> Iterator[tuple[str, re.Match[str]]]:
    """Times of a part that belong to its cue, the first and longest before the others."""
    found = [
        (match.start(), -match.end(), kind, match) for kind, p in words.PATTERNS for match in p.finditer(part)
    ]
    for start, _, kind, match in sorted(found, key=lambda each: each[:2]):
        before = part[:start]
        if not words.BLOCKED.search(before.rstrip(" ,")) and not words.BLOCKED_AT.search(before):
            yield kind, match


# ---------------------------------------------------------------- Chinese


def _in_chinese(text: str, utterance: Utterance, today: date | None) -> date | None:
    """Between the subject and the cue; before the subject; in a clause of its own before it."""
    for part, whole in _chinese_parts(text, utterance):
        found = next(_times(part, zh_times), None)
        if found is None:
            continue
        kind, match = found
        before, after = part[: match.start()], part[match.end() :]
        if not whole or (zh_times.BEFORE.match(before) and zh_times.TAIL.match(after)):
            return day_of(kind, match, zh_times, today)
    return None


def _chinese_parts(text: str, utterance: Utterance) -> Iterator[tuple[str, bool]]:
    """(part, must the time be all that it says)"""
    cue, mention = _cue(utterance), utterance.mention
    if mention is None or mention[1] > cue[0]:
        return
    start = utterance.sentence[0]
    sentence = _sentence_start(text, mention[0])
    if not utterance.same_subject and cue[0] - mention[1] <= _NEAR:
        yield _folded(_CLAUSE.split(text[mention[1] : cue[0]])[-1]), False
    before = _folded(text[max(min(start, sentence), mention[0] - _NEAR) : mention[0]])
    clauses = re.split("[，,]", before)
    while len(clauses) > 2 and zh_times.ABOUT.match(clauses[-2]):
        del clauses[-2]
    yield clauses[-1], True
    if len(clauses) > 1 and len(clauses[-1]) <= 20:
        yield clauses[-2], True


def is_earlier(told: str) -> bool:
    """Do the words that report say that it was before what was told last?"""
    return any(words.EARLIER.search(fold(told)) for words in (en_times, zh_times))


def _sentence_start(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) + 1 for mark in "。！？\n”」")


def _folded(part: str) -> str:
    folded = fold(part)
    return folded if len(folded) == len(part) else part


def _cue(utterance: Utterance) -> Span:
    return utterance.cue or utterance.content[0]


_DAYS = {"en": _in_english, "zh": _in_chinese}
