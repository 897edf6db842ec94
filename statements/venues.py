"""Where something was said, as the words around the cue tell it."""

from __future__ import annotations

import re
from functools import cache

from record.text import fold
from record.types import Venue
from statements.lexicon import en, zh

_ORDER: tuple[Venue, ...] = ("weibo", "call", "interview", "post", "event", "release")


def venue_in(text: str, lang: str) -> Venue | None:
    """The first venue of the lexicon that the text names; Weibo before any other post."""
    words = fold(text) if lang == "zh" else text
    return next((venue for venue in _ORDER if _patterns(lang)[venue].search(words)), None)


@cache
def _patterns(lang: str) -> dict[str, re.Pattern[str]]:
    if lang == "zh":
        return {venue: re.compile(pattern, re.IGNORECASE) for venue, pattern in zh.VENUES.items()}
    return {venue: _of_terms(terms) for venue, terms in en.VENUES.items()}


def _of_terms(terms: str) -> re.Pattern[str]:
    """Terms between commas, `*` for any ending; "told CNBC" needs its capital."""
    parts = (" ".join(term.split()).replace("*", r"\w*") for term in terms.split(","))
    return re.compile("|".join(rf"\b{_any_case(part)}\b" for part in parts))


def _any_case(part: str) -> str:
    return part if "[A-Z]" in part or part == "on X" else f"(?i:{part})"
