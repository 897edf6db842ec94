"""Has it happened, will it, or is it being weighed?"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from record.placing import Phase
from statements.gists.conditions import is_conditional
from statements.gists.dates import found_in
from statements.gists.reading import languages_of, plain
from statements.lexicon import en_phases, zh_phases

_WORDS: dict[str, Any] = {"en": en_phases, "zh": zh_phases}
_APART = frozenset({frozenset({"done", "plan"}), frozenset({"done", "open"})})


def phase_of(text: str, lang: str, said_at: datetime | None = None) -> Phase | None:
    """None where nothing tells. What is open says so, whatever else stands beside it; what hangs on a
    condition is open. With `said_at` dates tell where the verbs do not."""
    whole = plain(text)
    if _first("OPEN", whole, lang) is not None or is_conditional(text, lang):
        return "open"
    done, plan = _first("DONE", whole, lang), _first("PLAN", whole, lang)
    if done is not None and (plan is None or done < plan):
        return "done"
    if plan is not None:
        return "plan"
    told = _by_dates(whole, lang, said_at.date()) if said_at else None
    return told or ("done" if _first("DID", whole, lang) is not None else None)


def is_settled(text: str, lang: str) -> bool:
    """Has it happened, in so many words, with nothing planned, weighed or made to depend beside it?"""
    whole = plain(text)
    told = [name for name in ("DONE", "PLAN", "OPEN") if _first(name, whole, lang) is not None]
    return told == ["DONE"] and not is_conditional(text, lang)


def phases_agree(one: Phase | None, other: Phase | None) -> bool | None:
    """False between what has happened and what has not; None where a plan meets what is weighed, or nothing
    tells."""
    if one is None or other is None:
        return None
    if one == other:
        return True
    return False if frozenset({one, other}) in _APART else None


def _by_dates(text: str, lang: str, said: date) -> Phase | None:
    periods = [period for _, period in found_in(text, lang, said)]
    if periods and all(period.first > said for period in periods):
        return "plan"
    return "done" if periods and all(period.last < said for period in periods) else None


def _first(name: str, text: str, lang: str) -> int | None:
    patterns: list[re.Pattern[str]] = [getattr(_WORDS[code], name) for code in languages_of(text, lang)]
    return min((match.start() for pattern in patterns if (match := pattern.search(text))), default=None)
