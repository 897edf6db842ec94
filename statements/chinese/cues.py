"""Where Chinese text reports: the longest entry of the lexicon, without the words in which it is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from record.text import fold
from record.types import Stance
from statements.lexicon import zh

_ACCORDING = re.compile(
    r"^据(?!悉|了解|报道|称|说|此|统计|估计|透露|介绍)(.{2,30}?)(介绍|称|透露|披露|表示|说)"
)
_VIEW = re.compile(r"(?:^|[^存现所正])在(.{1,20}?)看来")


_FARTHEST = 120  # characters from the start of a clause in which a cue may stand


@dataclass(frozen=True, slots=True)
class Cue:
    """text[start:end] of a piece reports; `subject_end` is where what stands before it ends."""

    start: int
    end: int
    verb: str
    frames: str
    stance: Stance | None
    subject: tuple[int, int]


def find_cues(text: str) -> Iterator[Cue]:
    """Cues of one piece of text, left to right, in offsets into it."""
    folded = fold(text) if len(fold(text)) == len(text) else text
    special = _special(folded)
    if special is not None:
        yield special
        return
    for match in _pattern().finditer(folded, 0, _FARTHEST):
        verb = match.group("verb")
        frames, stance = _entries()[verb]
        if _guarded(folded, verb, match.start(), match.start() + len(verb)):
            continue
        suffixed = match.end() > match.start() + len(verb)
        yield Cue(match.start(), match.end(), verb, "c" if suffixed else frames, stance, (0, match.start()))


def _special(text: str) -> Cue | None:
    """据艾伟介绍，…; 在他看来，…"""
    match = _ACCORDING.match(text)
    if match is not None and match.end() == len(text):
        return Cue(match.start(2), match.end(2), match.group(2), "c", None, match.span(1))
    match = _VIEW.search(text)
    if match is not None and match.end() == len(text):
        return Cue(match.end() - 2, match.end(), "看来", "c", "judge", match.span(1))
    return None


def _guarded(text: str, verb: str, start: int, end: int) -> bool:
    before, after = _guards().get(verb, (None, None))
    head = text[max(0, start - 6) : start]
    if before is not None and before.search(head):
        return True
    if after is not None and after.match(text, end):
        return True
    return head.endswith(zh.NEGATED) or "被" in head[-3:]


@cache
def _entries() -> dict[str, tuple[str, Stance | None]]:
    return {verb: (frames, stance) for frames, stance, listed in zh.CUES for verb in listed.split()}


@cache
def _pattern() -> re.Pattern[str]:
    verbs = "|".join(sorted(_entries(), key=len, reverse=True))
    return re.compile(rf"(?P<verb>{verbs})[{zh.SUFFIXES}]?")


@cache
def _guards() -> dict[str, tuple[re.Pattern[str] | None, re.Pattern[str] | None]]:
    return {
        verb: (
            re.compile(f"(?:{before})$") if before else None,
            re.compile(f"(?:{after})") if after else None,
        )
        for verb, (before, after) in zh.GUARDS.items()
    }
