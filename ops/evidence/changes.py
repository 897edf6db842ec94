"""What changed between two versions of a text, word by word; of Chinese, character by character. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

Mark = Literal["=", "-", "+"]
Part = tuple[Mark, str]  # it stayed, it went, it came

_TOKEN = re.compile(r"[㐀-鿿豈-﫿]|[^\W㐀-鿿豈-﫿]+|\s+|[^\w\s]")
_MOST_LINES = 2_000
_MOST_WORDS = 1_000_000  # of the one paragraph times those of the other: more are not compared word by word


def changed_parts(before: str, after: str) -> list[Part]:
    """The parts that stayed and those that came make the new text, the others with them the old one."""
    if before == after:
        return [("=", after)] if after else []
    lines = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if max(map(len, lines)) > _MOST_LINES:
        return _replaced(before, after)
    return _joined(_by_line(*lines))


def _by_line(before: Sequence[str], after: Sequence[str]) -> Iterator[Part]:
    for kind, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = "".join(before[start:end]), "".join(after[first:last])
        if kind == "equal":
            yield "=", new
        else:
            yield from _by_word(old, new)


def _by_word(old: str, new: str) -> Iterator[Part]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) * len(after) > _MOST_WORDS:
        yield from _replaced(old, new)
        return
    for kind, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "=", "".join(after[first:last])
        else:
            yield from _replaced("".join(before[start:end]), "".join(after[first:last]))


def _replaced(old: str, new: str) -> list[Part]:
    parts: list[Part] = [("-", old), ("+", new)]
    return [part for part in parts if part[1]]


def _joined(parts: Iterator[Part]) -> list[Part]:
    """Neighbours of one mark as one."""
    joined: list[Part] = []
    for mark, text in parts:
        if joined and joined[-1][0] == mark:
            joined[-1] = (mark, joined[-1][1] + text)
        else:
            joined.append((mark, text))
    return joined
