"""What one more Report of a known Statement brings. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from record.furniture import words_of
from record.placing import Located, Member
from record.text import fold, is_cjk, tokenize
from record.types import EventKind

KNOWN = 0.8  # of its words stand in one that is known: it brings none


def kind_of_joining(located: Located, members: Sequence[Member], copy: bool) -> EventKind:
    """REPORTED, NEW_WORDS or UPGRADED. `members`: its other Reports; none where all stand in this Revision,
    which says it for the first time."""
    if located.report.kind != "direct" or copy or not members:
        return EventKind.REPORTED
    if all(member.kind in ("indirect", "nominal") for member in members):
        return EventKind.UPGRADED
    return EventKind.NEW_WORDS if _adds_words(located, members) else EventKind.REPORTED


def _adds_words(located: Located, members: Sequence[Member]) -> bool:
    """Words in another script than all that is known are a translation, and who translates adds none."""
    own = located.report.text
    alike = [member for member in members if _is_han(member.text) == _is_han(own)]
    return bool(alike) and not any(_holds(member, own) for member in alike)


def _holds(member: Member, own: str) -> bool:
    if words_of(fold(own)) in words_of(fold(member.text)):
        return True
    mine, theirs = _words(own), _words(member.text)
    return len(mine & theirs) >= KNOWN * len(mine)


def _words(text: str) -> frozenset[str]:
    return frozenset(token.text for token in tokenize(text))


def _is_han(text: str) -> bool:
    words = _words(text)
    return 2 * sum(is_cjk(word[0]) for word in words) > len(words)
