"""Is the claim itself negative? Sure in both answers, for a negation keeps two claims apart."""

from __future__ import annotations

import re
from typing import Any

from statements.gists.reading import blank, languages_of, plain
from statements.lexicon import en_phases, zh_phases

_WORDS: dict[str, Any] = {"en": en_phases, "zh": zh_phases}
_CLAUSE = re.compile(
    r"[,;:.!?，；。：！？、—]|--|\b(?:that|who|whose|which|where|because|since|as|but|until|before|unless)\b"
)


def is_negative(text: str, lang: str) -> bool | None:
    """True where the claim says that something is not, or will not be; False where it says that it is, or
    will be, with no negation in sight. None where neither is plain: "will stay open" may be told as "will not
    close", "no longer" tells of a change, and what is still weighed is neither."""
    whole = plain(text)
    told = {_in(_WORDS[code], whole) for code in languages_of(whole, lang)}
    return told.pop() if len(told) == 1 else None


def _in(words: Any, text: str) -> bool | None:
    if any(pattern.search(text) for pattern in (words.SAME, words.OPEN, words.CONDITION)):
        return None
    idle = [match.span() for match in words.NEGATES_NOTHING.finditer(text)]
    left = blank(text, idle)
    if words.NEGATIVE.search(left):
        return _denied(words, left)
    affirmed = words.PLAN.search(text) or words.DONE.search(text)
    return False if affirmed and not idle else None


def _denied(words: Any, text: str) -> bool | None:
    """True where what is told is denied, and nothing is told beside it."""
    clauses = [part for part in _CLAUSE.split(text) if part.strip()]
    denied = [part for part in clauses if words.DENIED.search(part)]
    beside = any(words.PLAN.search(part) or words.DONE.search(part) for part in clauses if part not in denied)
    return True if denied and not beside else None
