"""Who speaks together: "Lei Jun and Lu Weibing said"; 雷军和卢伟冰均表示."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from record.text import is_cjk
from record.types import Span
from statements.names import DocumentNames

_JOINT = re.compile(r"\s*(?:,?\s+and\s+|,\s+|\s+&\s+)(?:the\s+)?$")
_HAN_JOINT = re.compile("[、和与及跟]|以及")
_NEXT = re.compile(r"(?:,?\s+and\s+|,\s+)(?:the\s+)?(?=[A-Z])")
_CLAUSE = re.compile(
    r"(?:^|[.!?:;,\n“”\"—–(]|\b(?:that|but|and|while|when|as|both|after|before|because|said))\s*$"
)
_AFTER = re.compile(r"\s*(?:$|[.,;:!?”\"\n]|\b(?:in|on|at|to|of|from|during|after)\b)")
_MOST = 4


def joint_mentions(text: str, mention: Span, cue: Span | None, names: DocumentNames) -> list[Span]:
    """The mention itself, or one for each who speaks, in the order of the text."""
    if any(map(is_cjk, text[slice(*mention)])):
        return _han_parts(text, mention, names) or [mention]
    inside = _parts(text, mention, names)
    if inside:
        return inside
    if cue is not None and cue[0] < mention[0]:
        return [mention, *_after(text, mention, names)]
    return [*_before(text, mention, names), mention]


def _parts(text: str, mention: Span, names: DocumentNames) -> list[Span]:
    """Of a mention that holds all of them."""
    people = names.spans_in(*mention)
    if len(people) < 2 or people[0][0] - mention[0] > 30:
        return []
    links = [text[one[1] : two[0]] for one, two in pairwise(people)]
    joined = all(_JOINT.fullmatch(link) for link in links) and links[-1].strip() != ","
    return people if joined else []


def _before(text: str, mention: Span, names: DocumentNames) -> list[Span]:
    """Lei Jun and [Lu Weibing] said: names that lead up to the mention, from the clause's beginning on."""
    found: list[Span] = []
    start = mention[0]
    while len(found) < _MOST:
        link = _JOINT.search(text, max(0, start - 12), start)
        name = names.ending_at(link.start()) if link else None
        if link is None or name is None or (not found and "," in link.group() and "and" not in link.group()):
            break
        found.insert(0, name)
        start = name[0]
    opens = found and _CLAUSE.search(text, max(0, start - 12), start)
    return found if opens else []


def _after(text: str, mention: Span, names: DocumentNames) -> list[Span]:
    """said [Lei Jun] and Lu Weibing."""
    found: list[Span] = []
    end = mention[1]
    while len(found) < _MOST:
        link = _NEXT.match(text, end)
        name = names.starting_at(link.end()) if link else None
        if link is None or name is None:
            break
        found.append(name)
        end = name[1]
        if "and" in link.group():
            return found if _AFTER.match(text, end) else []
    return []


def _han_parts(text: str, mention: Span, names: DocumentNames) -> list[Span]:
    """雷军和卢伟冰; 小米、福特; each part must be a name, so that 中国和平组织 stays whole."""
    parts = list(_split(text, mention))
    if len(parts) < 2 or not all(names.is_han_name(text[slice(*part)], part) for part in parts):
        return []
    return parts


def _split(text: str, mention: Span) -> Iterator[Span]:
    start, end = mention
    for match in _HAN_JOINT.finditer(text, *mention):
        yield start, match.start()
        start = match.end()
    yield start, end
