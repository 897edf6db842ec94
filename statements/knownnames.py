"""Where known Speakers are written in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from record.people import People
from record.text import fold, form, tokenize
from record.types import Speaker
from statements.lexicon import en, en_persons, zh_persons

_NEXT = re.compile(r" ([A-Z][a-z]+)")

Alias = tuple[tuple[str, ...], Speaker, bool]


@dataclass(frozen=True, slots=True)
class Known:
    """A known Speaker as it is written at text[start:end]."""

    speaker: Speaker
    start: int
    end: int


def find_known(text: str, people: People) -> Iterator[Known]:
    """Every place of a known name, the longest at each place, without overlap."""
    tokens = tokenize(text)
    table = _aliases(people)
    at = 0
    while at < len(tokens):
        for words, speaker, capital in table.get(tokens[at].text, ()):
            last = at + len(words) - 1
            if last >= len(tokens) or tuple(t.text for t in tokens[at : last + 1]) != words:
                continue
            start, end = tokens[at].start, _without_owner(text, tokens[at].start, tokens[last].end)
            if (capital and not text[start].isupper()) or _means_another(text, start, end, speaker):
                continue
            yield Known(speaker, start, end)
            at = last
            break
        at += 1


def _without_owner(text: str, start: int, end: int) -> int:
    return end - 2 if text[start:end][-2:] in ("'s", "’s", "'S", "’S") else end


def _means_another(text: str, start: int, end: int, speaker: Speaker) -> bool:
    """Of an organisation's name: Mr. Ford and Henry Ford are persons, 小米种植户 grows millet."""
    if speaker.kind != "organisation":
        return False
    if fold(text[end : end + 2]).startswith(zh_persons.CROP):
        return True
    behind = _NEXT.match(text, end)
    if behind is not None and behind.group(1).lower() in en_persons.OTHER_BODIES:
        return True
    before = text[max(0, start - 30) : start]
    words = before.split()[-1:] if before.endswith(" ") else []
    word = words[0].lower().rstrip(".") if words else ""
    return word in en_persons.HONORIFICS or (
        words[0][:1].isupper() and word in en_persons.GIVEN if words else False
    )


def fullest_known(text: str, known: tuple[Known, ...]) -> dict[str, str]:
    """Speaker id -> the longest form under which the text writes it."""
    fullest: dict[str, str] = {}
    for place in known:
        end = place.end
        if text[end : end + 1] == "." and text[place.start : end].split()[-1].lower() in en.ORG_ABBREVIATED:
            end += 1
        written = " ".join(text[place.start : end].split())
        if len(written) > len(fullest.get(place.speaker.id, "")):
            fullest[place.speaker.id] = written
    return fullest


@lru_cache(maxsize=4)
def _aliases(people: People) -> dict[str, tuple[Alias, ...]]:
    """First folded word -> (words, Speaker, is it written with a capital), longest first."""
    table: dict[str, list[Alias]] = {}
    for speaker in people.all():
        for name in (speaker.name, *speaker.names):
            words = form(name)
            if words:
                table.setdefault(words[0], []).append((words, speaker, name[0].isupper()))
    return {first: tuple(sorted(found, key=lambda alias: -len(alias[0]))) for first, found in table.items()}
