"""Where Chinese text reports: the longest entry of the lexicon, without the words in which it is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from record.types import Stance
from statements.lexicon import zh

_ACCORDING = re.compile(
    r"^(?:另)?[据按](?!悉|了解|报道|称|说|此|统计|估计|透露|介绍|报导)(.{2,30}?)(?:[对向][^，]{1,12})?"
    r"(介绍|称|透露|披露|表示|说|所说|所述|回忆|讲述|通报|预测)$"
)
_VIEW = re.compile(r"(?:^|[^存现所正])在(.{1,20}?)看来$")
_AS_SAID = re.compile(r"^(?:正)?如(.{1,24}?)所(说|言|述|指出|称)的?(?:那样)?$")
_FARTHEST = 120  # characters from the start of a clause in which a cue may stand


@dataclass(frozen=True, slots=True)
class Cue:
    """text[start:end] of a piece reports; `subject` is what stands before it."""

    start: int
    end: int
    verb: str
    frames: str
    stance: Stance | None
    subject: tuple[int, int]


def find_cues(text: str) -> Iterator[Cue]:
    """Cues of one piece of simplified text, left to right, in offsets into it."""
    special = _special(text)
    if special is not None:
        yield special
        return
    ending = _before_quotes().search(text, max(0, len(text) - 4))
    for match in _pattern().finditer(text, 0, _FARTHEST):
        verb = match.group("verb")
        frames, stance = _entries()[verb]
        start, end = match.start(), match.start() + len(verb)
        if _guarded(text, verb, start, end) or _in_title(text, start) or _leads_on(text, end):
            continue
        suffixed = match.end() > match.start() + len(verb)
        yield Cue(match.start(), match.end(), verb, "c" if suffixed else frames, stance, (0, match.start()))
    if ending is not None:
        frames, stance = _entries()[ending.group()]
        yield Cue(ending.start(), ending.end(), ending.group(), frames, stance, (0, ending.start()))


def starts_with_cue(phrase: str) -> bool:
    """敦促船长: no noun phrase; but 评论员, 发言人"""
    match = _pattern().match(phrase)
    return (
        match is not None
        and len(match["verb"]) > 1
        and phrase[match.end() : match.end() + 1] not in "人员师家者"
    )


def _special(text: str) -> Cue | None:
    """据艾伟介绍，…; 正如艾伟所说，…; 在他看来，…"""
    match = _ACCORDING.match(text) or _AS_SAID.match(text)
    if match is not None:
        return Cue(match.start(2), match.end(2), match.group(2), "c", None, match.span(1))
    match = _VIEW.search(text)
    if match is not None:
        return Cue(match.end() - 2, match.end(), "看来", "c", "judge", match.span(1))
    return None


def _in_title(text: str, at: int) -> bool:
    """《吐槽大会》"""
    return text.rfind("《", 0, at) > text.rfind("》", 0, at)


def _leads_on(text: str, at: int) -> bool:
    """予以否认表示: the cue right after it is the one that reports."""
    match = _pattern().match(text, at)
    return match is not None and match["verb"] in zh.SPEAKING


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
    listed = (verb for verb, (frames, _) in _entries().items() if "q" not in frames)
    verbs = "|".join(sorted(listed, key=len, reverse=True))
    return re.compile(rf"(?P<verb>{verbs})[{zh.SUFFIXES}]?")


@cache
def _before_quotes() -> re.Pattern[str]:
    """Verbs that report only where a quote follows: 他回“…”"""
    listed = (verb for verb, (frames, _) in _entries().items() if "q" in frames)
    return re.compile(rf"(?:{'|'.join(sorted(listed, key=len, reverse=True))})$")


@cache
def _guards() -> dict[str, tuple[re.Pattern[str] | None, re.Pattern[str] | None]]:
    return {
        verb: (
            re.compile(f"(?:{before})$") if before else None,
            re.compile(f"(?:{after})") if after else None,
        )
        for verb, (before, after) in zh.GUARDS.items()
    }
