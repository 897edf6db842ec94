"""A text without the names of who speaks: two Statements of one Speaker share those whatever they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from record.text import is_cjk
from record.types import Report

_SPACES = re.compile(r"\s+")
_START = re.compile(r"^\W+")
SHORTEST = 2  # characters of a name; of a part of one in Latin letters 4


def without_names(text: str, names: Iterable[str]) -> str:
    """The text without them, the longest first; the text itself where nothing would be left."""
    for name in sorted(set(names), key=len, reverse=True):
        text_without = _pattern(name).sub(" ", text)
        text = text_without if text_without.strip(" .,。，") else text
    return _START.sub("", _SPACES.sub(" ", text)) or text


def names_of(report: Report) -> Iterator[str]:
    """As they are written, and their parts: the surname stands alone later on."""
    speaker = report.speaker
    for name in (speaker.name, *speaker.names, report.who, report.org or ""):
        if len(name) >= SHORTEST:
            yield name
            yield from _parts(name)


def _parts(name: str) -> Iterator[str]:
    for part in re.split(r"[\s·]+", name):
        if len(part) >= (SHORTEST if is_cjk(part[:1] or " ") else 4):
            yield part


def _pattern(name: str) -> re.Pattern[str]:
    written = re.escape(name)
    return re.compile(written if is_cjk(name[0]) else rf"\b{written}(?:['’]s)?(?!\w)")
